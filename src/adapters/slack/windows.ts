/**
 * Windows (modals): a paragraph between its neighbours, the question about a message, the reason of a verdict, the words
 * that a button asks for.
 */
import type { KnownBlock, View } from '@slack/types';
import type { ParagraphReply, Reply, WindowQuestion } from '../../conversation/types.js';
import { displayLine } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import type { Language } from '../../essay/types.js';
import { typedForHidden } from '../card-layout.js';
import { linesOf } from '../layout.js';
import { splitLines } from '../split-lines.js';
import { blocksOf } from './blocks.js';
import { lineButtons, shorten } from './render.js';
import { inSlackWords } from './slash-names.js';

const titleChars = 24;
/** Blocks of a window; Slack takes a hundred. */
const mostBlocks = 90;
const metadataChars = 3_000;
/** Characters of a field; Slack takes no more. */
const inputChars = 3_000;
const labelChars = 150;

export const askWindow = 'ask_about_message';
export const reasonWindow = 'feedback_reason';
export const wordsWindow = 'words';

/** A paragraph, what comes before and after it, and buttons to go on. */
export function paragraphWindow(reply: ParagraphReply): View {
  const buttons = lineButtons(reply.buttons, { turn: '', place: '' });
  return {
    type: 'modal',
    callback_id: 'paragraph',
    title: title(reply.sources[0].title),
    close: plain(say('close', reply.language)),
    blocks: [...body(reply), ...(buttons.length > 0 ? [{ type: 'actions', elements: buttons } as const] : [])],
  };
}

/** What the essay says about a message, and room for a question of one's own. `reply` is absent while it is looked up. */
export function messageWindow(reply: Reply | undefined, language: Language, about: AboutMessage): View {
  const { quoted, ...rest } = about;
  const room = metadataChars - JSON.stringify(rest).length - 50;
  return {
    type: 'modal',
    callback_id: askWindow,
    private_metadata: fittingJson({ ...rest, quoted }, room),
    title: title(say('askAboutThis', language)),
    submit: plain(say('send', language)),
    close: plain(say('close', language)),
    blocks: [
      ...(reply ? body(reply) : blocksOf([{ form: 'text', runs: [{ text: `Pilcrow ${say('reading', language)}` }] }])),
      {
        type: 'input',
        block_id: 'question',
        optional: true,
        label: plain(say('yourQuestion', language)),
        element: { type: 'plain_text_input', action_id: 'question', multiline: true, max_length: 2_000 },
      },
    ],
  };
}

/** What a window keeps of the message it is about. */
export interface AboutMessage {
  readonly channel: string;
  readonly threadTs: string;
  readonly quoted: string;
  /** Somebody has written in the thread; otherwise it shows nothing that is for one person. */
  readonly isInThread: boolean;
}

/** Asks why an answer was bad; the verdict is kept already. */
export function reasonWindowView(language: Language, metadata: { turn: string; place: string }): View {
  return {
    type: 'modal',
    callback_id: reasonWindow,
    private_metadata: JSON.stringify(metadata),
    title: title(say('badAnswer', language)),
    submit: plain(say('send', language)),
    close: plain(say('close', language)),
    blocks: [
      {
        type: 'input',
        block_id: 'reason',
        optional: true,
        label: plain(say('whatWasWrong', language)),
        element: { type: 'plain_text_input', action_id: 'reason', multiline: true, max_length: 1_000 },
      },
    ],
  };
}

/** What a window for words keeps: the line that they follow, and where and how its reply is shown. */
export interface AskedWords {
  readonly line: string;
  readonly place: string;
  readonly channel?: string;
  readonly threadTs?: string;
  readonly whisperTs?: string;
  readonly isPrivate?: true;
  readonly isDirect?: true;
}

/** Asks for the words that a button's line needs. */
export function wordsWindowView(asks: WindowQuestion, language: Language, metadata: AskedWords): View {
  const { initial } = asks;
  return {
    type: 'modal',
    callback_id: wordsWindow,
    private_metadata: JSON.stringify(metadata),
    title: title(displayLine(asks.title) || '¶'),
    submit: plain(say('send', language)),
    close: plain(say('close', language)),
    blocks: [
      {
        type: 'input',
        block_id: 'words',
        label: plain(shorten(displayLine(asks.label) || say('yourWords', language), labelChars)),
        element: {
          type: 'plain_text_input',
          action_id: 'words',
          multiline: asks.isLong === true,
          max_length: inputChars,
          ...(initial === undefined || initial.length > inputChars ? {} : { initial_value: initial }),
        },
      },
    ],
  };
}

function body(reply: Reply): readonly KnownBlock[] {
  return splitLines(linesOf(inSlackWords(reply), typedForHidden), 2_800)
    .flatMap(blocksOf)
    .slice(0, mostBlocks);
}

function title(text: string) {
  return plain(shorten(text, titleChars));
}

function plain(text: string) {
  return { type: 'plain_text', text } as const;
}

/** JSON whose `quoted` is cut until it fits: escapes count. */
function fittingJson(value: AboutMessage, room: number): string {
  let quoted = shorten(value.quoted, Math.max(1, room));
  while (JSON.stringify(quoted).length > room && quoted.length > 1)
    quoted = shorten(quoted, Math.floor(quoted.length * 0.8));
  return JSON.stringify({ ...value, quoted });
}

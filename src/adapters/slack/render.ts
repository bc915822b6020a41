/**
 * A reply as messages of Slack: parts within its limits, buttons and the question for feedback on the last one.
 */
import type { KnownBlock, Button as SlackButton } from '@slack/types';
import { isGrowing } from '../../conversation/proof.js';
import type { Button, Reply, SettingsReply, WindowQuestion } from '../../conversation/types.js';
import { displayLine } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import { hiddenOf, typedForHidden } from '../card-layout.js';
import { linesOf } from '../layout.js';
import { isPersonal } from '../personal.js';
import { splitLines } from '../split-lines.js';
import { blocksOf, fallbackText, markdownOf } from './blocks.js';
import { inSlackWords } from './slash-names.js';

/** Characters of one message: far below what Slack takes, and as much as one reads on a phone. */
const partChars = 2_800;
const labelChars = 75;
const valueChars = 2_000;
/** Hidden items with a button; the others are called up by a line that is typed. */
const mostReveals = 5;

export interface Part {
  /** Escaped; for notifications and for clients without blocks. */
  readonly text: string;
  /** What a stream is given: the same words. Absent where they are only harmless in blocks. */
  readonly markdown: string | undefined;
  /** The words as blocks. */
  readonly body: readonly KnownBlock[];
  /** Buttons and feedback, to stand under the words. */
  readonly foot: readonly KnownBlock[];
}

/** Where and how a reply is shown. */
export interface Frame {
  /** The message it answers, and the place of its turn; buttons carry both. */
  readonly turn: string;
  readonly place: string;
  /** Only one person sees it: they may share it. */
  readonly isPrivate: boolean;
}

/** At least one part. */
export function renderReply(reply: Reply, frame: Frame): readonly [Part, ...Part[]] {
  const said = inSlackWords(reply);
  const lines = linesOf(said, (item, index) => (index < mostReveals ? [] : typedForHidden(item)));
  const groups = splitLines(lines, partChars);
  const parts = groups.map((lines, index): Part => {
    const isLast = index === groups.length - 1;
    const body = blocksOf(lines);
    return {
      text: fallbackText(lines) || '¶',
      markdown: markdownOf(lines),
      body: body.length > 0 ? body : blocksOf([{ form: 'text', runs: [{ text: '¶' }] }]),
      foot: isLast ? footOf(reply, frame) : [],
    };
  });
  const [first, ...rest] = parts;
  if (!first) throw new TypeError('A reply has no part.');
  return [first, ...rest];
}

/** Whether a reply is kept as a turn, so that it can be shared and judged. */
export function isTurn(reply: Reply): boolean {
  return reply.kind === 'answer' || reply.kind === 'summary' || reply.kind === 'paragraph';
}

function footOf(reply: Reply, frame: Frame): readonly KnownBlock[] {
  if (isGrowing(reply)) return [];
  const mine =
    frame.isPrivate && isTurn(reply) && !isPersonal(reply) ? [shareButton(reply, frame), keepButton(reply, frame)] : [];
  const buttons = [...lineButtons(reply.buttons, frame), ...mine];
  const reveals = hiddenOf(reply)
    .slice(0, mostReveals)
    .map(({ hidden: { label, line } }, index) => {
      const { turn, place } = frame;
      return button(`reveal:${index}`, label, JSON.stringify({ line, turn, place }));
    });
  return [
    ...(reply.kind === 'settings' && reply.mayChange ? settingSelects(reply) : []),
    ...(reveals.length > 0 ? [{ type: 'actions', elements: reveals } as const] : []),
    ...(buttons.length > 0 ? [{ type: 'actions', elements: buttons } as const] : []),
    ...(reply.kind === 'answer' || reply.kind === 'summary' ? [feedbackBlock(reply, frame)] : []),
  ];
}

/** Buttons that stand for a command line; one whose line is too long for Slack is left out, for it can be typed. */
export function lineButtons(buttons: readonly Button[], { turn, place }: Pick<Frame, 'turn' | 'place'>): SlackButton[] {
  return buttons.flatMap(({ label, line, asks }, index) => {
    if (asks) return [button(`asks:${index}`, label, valueOfAsking(line, asks, { turn, place }))];
    const value = JSON.stringify({ line, turn, place });
    return value.length > valueChars ? [] : [button(`line:${index}`, label, value)];
  });
}

/** All that the window needs; words to begin with that do not fit are left out rather than cut. */
function valueOfAsking(line: string, asks: WindowQuestion, at: Pick<Frame, 'turn' | 'place'>): string {
  const { initial, ...rest } = asks;
  const question = { ...rest, title: shorten(asks.title, 75), label: shorten(asks.label, 150) };
  const whole = JSON.stringify({ line, ...at, asks: { ...question, ...(initial === undefined ? {} : { initial }) } });
  return whole.length <= valueChars ? whole : JSON.stringify({ line, ...at, asks: question });
}

function shareButton(reply: Reply, { turn, place }: Frame): SlackButton {
  return button('share', say('share', reply.language), JSON.stringify({ turn, place }));
}

function keepButton(reply: Reply, { turn, place }: Frame): SlackButton {
  return button('keep', say('keepInDm', reply.language), JSON.stringify({ turn, place }));
}

function button(id: string, label: string, value: string): SlackButton {
  return {
    type: 'button',
    action_id: id,
    text: { type: 'plain_text', text: shorten(displayLine(label), labelChars) || '¶' },
    value,
  };
}

/** Slack's own block for a verdict on what a bot wrote. */
function feedbackBlock({ language }: Reply, { turn, place }: Frame): KnownBlock {
  const choice = (key: 'goodAnswer' | 'badAnswer', verdict: 'good' | 'bad') => ({
    text: { type: 'plain_text' as const, text: say(key, language) },
    value: JSON.stringify({ verdict, turn, place }),
  });
  return {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'feedback',
        positive_button: choice('goodAnswer', 'good'),
        negative_button: choice('badAnswer', 'bad'),
      },
    ],
  };
}

/** A menu for each thing that can be set; its id holds the line that its value completes. */
export function settingSelects({ rows }: Pick<SettingsReply, 'rows'>): readonly KnownBlock[] {
  return rows.map(({ label, value, options, line }) => {
    const choices = options
      .filter((option) => option.value.length <= 150)
      .map((option) => ({
        text: { type: 'plain_text' as const, text: shorten(displayLine(option.label), labelChars) },
        value: option.value,
      }));
    const initial = choices.find((choice) => choice.value === value);
    return {
      type: 'section',
      text: { type: 'plain_text', text: label },
      accessory: {
        type: 'static_select',
        action_id: `set:${line}`,
        options: choices,
        ...(initial ? { initial_option: initial } : {}),
      },
    };
  });
}

/** At most `limit` UTF-16 units, cut with `…`, never inside a surrogate pair. */
export function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/**
 * The only place that understands a message: Incoming to Replies. Messages of one place wait for each other, places
 * do not. A fault becomes a notice with a number that the log holds too; an exception's text never leaves here.
 */
import { randomBytes } from 'node:crypto';
import { messageOf, PilcrowError } from '../base/errors.js';
import type { Log } from '../base/log.js';
import { displayText } from '../essay/display.js';
import { guessLanguage } from '../essay/language.js';
import { say } from '../essay/phrases.js';
import type { Turn } from '../essay/types.js';
import { type CarryOutParts, carryOut, type Request } from './carry-out.js';
import { parseCommand } from './commands.js';
import { findEssay } from './essay-choice.js';
import { createMemory, historyOf, type MemoryStore, type Recollection } from './memory.js';
import { faultNotice, notice } from './notices.js';
import { createQueue } from './queue.js';
import { smalltalkOf } from './smalltalk.js';
import type { Command, Conversation, Incoming, NoticeReply, Place, Reply } from './types.js';

/** Characters of a message that are read; the rest is left aside, and the reply says so. */
export const questionLimit = 2_000;

export interface ConversationParts extends Omit<CarryOutParts, 'memory'> {
  /** Without one nothing is remembered between messages. */
  readonly store?: MemoryStore;
  readonly log: Log;
  /** Said to plain personal distress; a general line in the person's language by default. */
  readonly contactLine?: string;
}

/** A conversation over the essays of `retriever`. Any number of adapters may share it. */
export function createConversation(parts: ConversationParts): Conversation {
  const queue = createQueue();
  const memory = createMemory(parts.store, parts.log);

  async function* answerTo(incoming: Incoming, signal: AbortSignal | undefined): AsyncIterable<Reply> {
    const recollection = await memory.recall(incoming);
    const whole = displayText(incoming.text.normalize('NFC')).trim();
    const text = cutAtWord(whole, questionLimit);
    const language = languageOf(incoming, text, recollection);
    const isElsewhere = incoming.essay !== undefined && findEssay(parts.retriever, incoming.essay) === undefined;
    const small = incoming.command || isElsewhere ? undefined : smallReply(text, language, parts);
    if (small) return yield small;
    const command = incoming.command ?? understand(text, incoming.essay);
    const fixedLanguage = incoming.language ?? recollection.language;
    const history = historyFor(incoming, recollection);
    const request: Request = { incoming, command, language, fixedLanguage, recollection, history, signal };
    const cut = { length: whole.length, limit: questionLimit };
    let last: Reply | undefined;
    for await (const reply of carryOut({ ...parts, memory }, request)) {
      last = whole.length > text.length ? { ...reply, note: say('questionCut', language, cut) } : reply;
      yield last;
    }
    if (last) await memory.remember(incoming, command.name === 'ask' ? command.text : text, last);
  }

  /** An essay named outside the text stands: "… in Warsaw?" then speaks of the city, not of an essay of that name. */
  function understand(text: string, essay: string | undefined): Command {
    if (!/[\p{L}\p{N}¶§]/u.test(text)) return { name: 'help' };
    const isEssay = (name: string): boolean => essay === undefined && findEssay(parts.retriever, name) !== undefined;
    return parseCommand(text, { isEssay });
  }

  return {
    async *handle(incoming, { signal } = {}) {
      const leave = await queue.enter(keyOf(incoming.place));
      try {
        if (!signal?.aborted) yield* untilAborted(answerTo(incoming, signal), signal);
      } catch (error) {
        if (signal?.aborted) return;
        const faultId = randomBytes(3).toString('hex');
        const code = error instanceof PilcrowError ? error.code : 'unexpected';
        parts.log.error(
          { faultId, code, platform: incoming.place.platform, reason: messageOf(error) },
          'a message was not answered',
        );
        yield faultNotice(languageOf(incoming, incoming.text.slice(0, questionLimit), { turns: [] }), faultId);
      } finally {
        leave();
      }
    },
    essays: () => parts.retriever.essays(),
  };
}

async function* untilAborted(replies: AsyncIterable<Reply>, signal: AbortSignal | undefined): AsyncIterable<Reply> {
  for await (const reply of replies) {
    if (signal?.aborted) return;
    yield reply;
  }
}

function smallReply(
  text: string,
  language: NoticeReply['language'],
  parts: ConversationParts,
): NoticeReply | undefined {
  const essays = parts.retriever.essays();
  switch (smalltalkOf(text)) {
    case 'distress': {
      const line = notice(language, 'plain', 'contactLine');
      return parts.contactLine === undefined ? line : { ...line, text: parts.contactLine };
    }
    case 'thanks':
      return notice(language, 'plain', 'thanks');
    case 'greeting':
      if (essays[0] === undefined) return notice(language, 'refusal', 'noEssays');
      if (essays.length > 1) return notice(language, 'plain', 'greetingMany', { count: essays.length });
      return notice(language, 'plain', 'greetingOne', { title: essays[0].title });
    case undefined:
      return undefined;
  }
}

/** What the platform or the place says; else what the words tell; else the language of the turn before. */
function languageOf(incoming: Incoming, text: string, { language, turns }: Recollection): NoticeReply['language'] {
  return incoming.language ?? language ?? guessLanguage(text, guessLanguage(turns.at(-1)?.question ?? ''));
}

function historyFor({ history, quoted }: Incoming, { turns }: Recollection): readonly Turn[] {
  const earlier = history ?? historyOf(turns);
  return quoted === undefined
    ? earlier
    : [...earlier, { role: 'user', content: displayText(quoted).slice(0, questionLimit) }];
}

function keyOf({ platform, tenant, place }: Place): string {
  return JSON.stringify([platform, tenant, place]);
}

/** `text` up to `limit`, at a blank where one is near; never inside a surrogate pair. */
function cutAtWord(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit).replace(/[\ud800-\udbff]$/, '');
  const blank = head.search(/\s\S*$/);
  return (blank > limit - 100 ? head.slice(0, blank) : head).trim();
}

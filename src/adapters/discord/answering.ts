/**
 * Messages to replies in Discord: one place in order, the newest state shown at most once a second, the last one always.
 * Whatever fails, the answer arrives once or its question is put back.
 */
import type { Log } from '../../base/log.js';
import { isGrowing } from '../../conversation/proof.js';
import type { Conversation, HandleOptions, Incoming, Reply } from '../../conversation/types.js';
import { guessLanguage } from '../../essay/language.js';
import { createFlights } from '../flights.js';
import { newest } from '../pace.js';
import { isForOneAlone } from '../personal.js';
import { type Calls, DiscordRefusal } from './calls.js';
import type { Frame } from './foot.js';
import type { Where } from './heard.js';
import { renderGrowing } from './render.js';
import { showTyping } from './typing.js';
import { type BackVoiceOptions, backVoice, isOpen, messageVoice, type Voice } from './voice.js';
import type { WayBack } from './way-back.js';

/** How often a growing reply is written again. */
const growEveryMs = 1_000;
/** A state that is replaced this soon is not shown, but for the sentences of a growing answer: quotations are there at once, in two steps. */
const settleMs = 250;
/** Lines to go on with under an answer. */
const suggestionsShown = 2;

type Rights = HandleOptions['hasPlatformRights'];

export interface Answering {
  /** Answers with messages: in the thread of the question, or as a reply. Whether the reply was posted. */
  inPlace(incoming: Incoming, where: Where, rights: Rights): Promise<boolean>;
  /** Answers by the way back of a command or button, which is deferred already. */
  back(incoming: Incoming, way: WayBack, options: BackVoiceOptions, rights: Rights): Promise<void>;
  /** The complete reply, without showing it. */
  reply(incoming: Incoming, rights: Rights): Promise<Reply | undefined>;
  /** What stands under the replies to a message. */
  frame(incoming: Incoming, isGuest?: boolean): Frame;
  /** Resolves when nothing is in flight. */
  settled(): Promise<void>;
}

export interface AnsweringParts {
  readonly conversation: Conversation;
  readonly calls: Calls;
  readonly log: Log;
  /** Aborted when what is in flight has had its time. */
  readonly signal: AbortSignal;
}

export function createAnswering({ conversation, calls, log, signal }: AnsweringParts): Answering {
  const flights = createFlights(conversation, log, (error) => error instanceof DiscordRefusal && !error.isPassing);

  function handle(incoming: Incoming, rights: Rights): AsyncIterable<Reply> {
    return conversation.handle(incoming, { signal, ...(rights ? { hasPlatformRights: rights } : {}) });
  }

  async function speak(incoming: Incoming, voice: Voice, rights: Rights, isGuest: boolean): Promise<void> {
    // What is for one person alone is not begun where others see it.
    const isSecret = !incoming.isDirect && !incoming.isPrivate && isForOneAlone(incoming);
    await voice.begin();
    const endTyping = showTyping(calls, () => voice.typesIn);
    try {
      let last: Reply | undefined;
      const states = newest(handle(incoming, rights), growEveryMs)[Symbol.asyncIterator]();
      for (let coming = states.next(); ; ) {
        const { value: state, done } = await coming;
        if (done) break;
        last = state.value;
        coming = states.next();
        coming.catch(() => undefined);
        if (state.isLast || isSecret || !isOpen(state.value, incoming)) continue;
        if (state.value.kind !== 'answer' && state.value.kind !== 'summary') continue;
        if (!isGrowing(state.value) && (await isSoon(coming, settleMs))) continue;
        const part = renderGrowing(state.value);
        if (part) await voice.grow(part);
        endTyping();
      }
      endTyping();
      // What was stopped half-way is not passed off as an answer: it comes again.
      if (signal.aborted) throw new Error('stopped before the answer was complete');
      if (last) await voice.finish(last, frameOf(conversation, incoming, isGuest));
    } finally {
      endTyping();
    }
  }

  return {
    async inPlace(incoming, where, rights) {
      let isPosted = false;
      await flights.fly(incoming, async () => {
        await speak(incoming, messageVoice({ calls, log }, incoming, where), rights, false);
        isPosted = true;
      });
      return isPosted;
    },

    back: (incoming, way, options, rights) =>
      flights.fly(incoming, () =>
        speak(incoming, backVoice({ calls, log }, incoming, way, options), rights, options.isGuest),
      ),

    async reply(incoming, rights) {
      let last: Reply | undefined;
      for await (const reply of handle(incoming, rights)) last = reply;
      return last;
    },

    frame: (incoming, isGuest) => frameOf(conversation, incoming, isGuest),
    settled: flights.settled,
  };
}

/** What stands under the replies to a message. */
export function frameOf(conversation: Pick<Conversation, 'suggestions'>, incoming: Incoming, isGuest = false): Frame {
  const { messageId, place, isPrivate = false, isDirect = false } = incoming;
  const language = incoming.language ?? guessLanguage(incoming.text.slice(0, 500));
  const asked = incoming.text.replace(/^\/ask\s+/, '');
  return {
    turn: messageId,
    tenant: place.tenant,
    place: place.place,
    isPrivate,
    isKeepable: !isDirect && !isGuest,
    suggestions: conversation
      .suggestions(language)
      .filter(({ message }) => message !== asked)
      .slice(0, suggestionsShown),
  };
}

async function isSoon(coming: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const isThere = coming.then(
    () => true,
    () => true,
  );
  const outcome = await Promise.race([isThere, late]);
  clearTimeout(timer);
  return outcome;
}

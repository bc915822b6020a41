/**
 * What a place remembers: its turns and what is set for it. Memory that fails is logged and missed, never fatal.
 */
import type { Log } from '../base/log.js';
import type { Turn } from '../essay/types.js';
import type { Store, TurnRecord } from '../store/store.js';
import { citationsOf } from './marks.js';
import { plainText } from './plain-text.js';
import { type InForce, nothingSet, settingsInForce } from './settings.js';
import {
  type AnswerReply,
  type CardReply,
  channelOf,
  type Incoming,
  type ParagraphReply,
  type Reply,
  type SummaryReply,
} from './types.js';

export type MemoryStore = Pick<Store, 'turns' | 'settings'>;

/** What a message is read with. */
export interface Recollection {
  readonly turns: readonly TurnRecord[];
  readonly inForce: InForce;
}

export const blank: Recollection = { turns: [], inForce: nothingSet };

export interface Memory {
  recall(incoming: Incoming): Promise<Recollection>;
  /** What is set, without the turns. */
  inForce(incoming: Incoming): Promise<InForce>;
  /** Keeps the turn of an answer, a summary, a paragraph or a card that belongs to a question; nothing of any other reply. */
  remember(incoming: Incoming, question: string, reply: Reply): Promise<void>;
}

/** Memory on `store`; without one nothing is remembered. */
export function createMemory(store: MemoryStore | undefined, log: Log): Memory {
  const attempt = async <Value>(what: string, work: () => Promise<Value>, otherwise: Value): Promise<Value> => {
    try {
      return await work();
    } catch (error) {
      log.error({ err: error }, `memory: ${what} failed`);
      return otherwise;
    }
  };
  const inForce = async (incoming: Incoming): Promise<InForce> =>
    store ? await attempt('reading settings', () => settingsInForce(store.settings, incoming), nothingSet) : nothingSet;

  /** The turns of the place; in direct messages those of all its threads while this one has none. */
  async function turnsOf({ place, person, isDirect }: Incoming): Promise<readonly TurnRecord[]> {
    if (!store) return [];
    const turns = await store.turns.recent(place, person);
    if (turns.length > 0 || !isDirect) return turns;
    return await store.turns.recentWithin(channelOf(place), person);
  }

  return {
    inForce,

    async recall(incoming) {
      const [turns, set] = await Promise.all([
        attempt('reading turns', () => turnsOf(incoming), []),
        inForce(incoming),
      ]);
      return { turns, inForce: set };
    },

    async remember({ place, person, messageId, isPrivate = false }, question, reply) {
      if (!store || !isTurn(reply)) return;
      const kind = reply.kind === 'answer' ? reply.answer.kind : reply.kind === 'card' ? reply.topic : reply.kind;
      const cited = citationsOf(reply).map(({ essay, paragraph }) => ({ essay, paragraph }));
      const isHidden = isPrivate || reply.isPersonal === true;
      const turn = { id: messageId, person, isPrivate: isHidden, question, answer: answerKept(reply), kind, cited };
      await attempt('keeping a turn', () => store.turns.add(place, turn), undefined);
    },
  };
}

/** What is kept of a reply: all but the words of a thread that a summary repeats, for they are other people's. */
function answerKept(reply: AnswerReply | SummaryReply | ParagraphReply | CardReply): string {
  if (reply.kind !== 'summary' || !reply.summary.parts) return plainText(reply);
  const { parts: _, ...summary } = reply.summary;
  return plainText({ ...reply, summary: { ...summary, lastLine: '' } });
}

function isTurn(reply: Reply): reply is AnswerReply | SummaryReply | ParagraphReply | CardReply {
  if (reply.kind === 'card') return reply.asked !== undefined;
  return reply.kind === 'answer' || reply.kind === 'summary' || reply.kind === 'paragraph';
}

/** Turns as the floors below read them. */
export function historyOf(turns: readonly TurnRecord[]): readonly Turn[] {
  return turns.flatMap(({ question, answer }): Turn[] => [
    { role: 'user', content: question },
    { role: 'assistant', content: answer },
  ]);
}

/**
 * What a place remembers: its turns, its chosen essay, its language. Memory that fails is logged and missed, never fatal.
 */
import type { Log } from '../base/log.js';
import { type Language, languages, type Turn } from '../essay/types.js';
import type { Store, TurnRecord } from '../store/store.js';
import { citationsOf } from './marks.js';
import { plainText } from './plain-text.js';
import type { Incoming, Place, Reply } from './types.js';

export type MemoryStore = Pick<Store, 'turns' | 'settings' | 'exportPerson'>;

/** What a message is read with. */
export interface Recollection {
  readonly turns: readonly TurnRecord[];
  readonly essay?: string;
  readonly language?: Language;
}

export interface Memory {
  recall(incoming: Incoming): Promise<Recollection>;
  /** Keeps the turn of an answer, a summary or a paragraph; nothing of any other reply. */
  remember(incoming: Incoming, question: string, reply: Reply): Promise<void>;
  /** False where nothing can be kept. */
  chooseEssay(place: Place, slug: string): Promise<boolean>;
  /** How many turns of this person are kept; undefined where nothing is. */
  countTurns(place: Place, person: string): Promise<number | undefined>;
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
  return {
    async recall({ place, person }) {
      if (!store) return { turns: [] };
      const [turns, settings] = await Promise.all([
        attempt('reading turns', () => store.turns.recent(place, person), []),
        attempt('reading settings', () => store.settings.read(place), {}),
      ]);
      const language = languages.find((known) => known === settings.language);
      return {
        turns,
        ...(typeof settings.essay === 'string' ? { essay: settings.essay } : {}),
        ...(language === undefined ? {} : { language }),
      };
    },

    async remember({ place, person, messageId }, question, reply) {
      if (!store || (reply.kind !== 'answer' && reply.kind !== 'summary' && reply.kind !== 'paragraph')) return;
      const kind = reply.kind === 'answer' ? reply.answer.kind : reply.kind;
      const cited = citationsOf(reply).map(({ essay, paragraph }) => ({ essay, paragraph }));
      const turn = { id: messageId, person, isPrivate: false, question, answer: plainText(reply), kind, cited };
      await attempt('keeping a turn', () => store.turns.add(place, turn), undefined);
    },

    async chooseEssay(place, slug) {
      if (!store) return false;
      await store.settings.change(place, { essay: slug });
      return true;
    },

    async countTurns(place, person) {
      return store ? (await store.exportPerson(place, person)).turns.length : undefined;
    },
  };
}

/** Turns as the floors below read them. */
export function historyOf(turns: readonly TurnRecord[]): readonly Turn[] {
  return turns.flatMap(({ question, answer }): Turn[] => [
    { role: 'user', content: question },
    { role: 'assistant', content: answer },
  ]);
}

/**
 * A private answer shown to everyone, or kept in direct messages: the person's own question, answered again there.
 */
import { displayLine } from '../essay/display.js';
import { say } from '../essay/phrases.js';
import type { Language } from '../essay/types.js';
import type { Store } from '../store/store.js';
import { notice } from './notices.js';
import type { Command, Incoming, NoticeReply } from './types.js';

type Sharing = Extract<Command, { name: 'share' | 'keep' }>;

export function isSharing(command: Command | undefined): command is Sharing {
  return command?.name === 'share' || command?.name === 'keep';
}

/** The question as a message of the new place, and the note to stand before its answer; a notice when it is gone. */
export async function takeShared(
  store: Pick<Store, 'turns'> | undefined,
  incoming: Incoming,
  { name, turn: id, from, tenant = incoming.place.tenant }: Sharing,
  language: Language,
): Promise<{ readonly incoming: Incoming; readonly note: string } | NoticeReply> {
  const turn = await store?.turns.get({ ...incoming.place, tenant, place: from }, id);
  // Only one's own: the id travels in a button, and a button can be copied.
  if (!turn || turn.person !== incoming.person) return { ...notice(language, 'refusal', 'turnGone'), isPersonal: true };
  const { command: _, ...rest } = incoming;
  const shown = displayLine(turn.question);
  const question = shown.length > 300 ? `${shown.slice(0, 299)}…` : shown;
  return {
    // What others see is answered from the essay alone: the person's earlier private turns stay out of it.
    incoming: { ...rest, text: turn.question, isPrivate: false, ...(name === 'share' ? { history: [] } : {}) },
    note: say(name === 'share' ? 'sharedAnswer' : 'keptAnswer', language, { question }),
  };
}

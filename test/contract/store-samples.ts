/** Places and turns that the store's contract is tried with. */
import type { PlaceKey, Store } from '../../src/store/store.js';

export const day = 24 * 60 * 60 * 1000;
export const seminar: PlaceKey = { platform: 'slack', tenant: 'T1', place: 'C1' };
export const elsewhere: PlaceKey = { platform: 'slack', tenant: 'T2', place: 'C1' };
export const turn = (id: string, person = 'ann') => ({
  id,
  person,
  isPrivate: false,
  question: `What is ${id}?`,
  answer: `It is ${id}.`,
  kind: 'answered',
  cited: [{ essay: 'shanghai', paragraph: 4, version: 'v1' }],
});

/** One of everything a person can leave behind. */
export async function leaveTraces(store: Store, place: PlaceKey, person: string): Promise<void> {
  const words = `${person} of ${place.tenant}`;
  await store.turns.add(place, { ...turn(`turn ${person}`, person), question: words });
  await store.feedback.give(place, { turn: `turn ${person}`, person, verdict: 'bad', reason: words });
  await store.settings.change({ ...place, person }, { secret: words });
  await store.records.put(place, { kind: 'hint', id: `hint ${person}`, person, data: words });
  await store.records.put(place, { kind: 'note', id: `note of ${person}`, person, data: 'kept', keeps: true });
  await store.claims.claim({ ...place, event: `open ${person}` }, { person, payload: words });
  await store.audit.add(place, { person, action: 'settings.essay', details: { to: 'shanghai' } });
  await store.audit.add(place, { person: 'teacher', subject: person, action: 'roles.add', details: null });
}

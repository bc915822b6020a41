/** Part of the store's contract: two tenants with the same places, people and ids never meet. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PlaceKey, Store } from '../../src/store/store.js';

const operations = 1_000;

const operation = fc.record({
  kind: fc.constantFrom(
    'ask',
    'read',
    'set',
    'settings',
    'claim',
    'judge',
    'audit',
    'note',
    'rewrite',
    'notes',
    'tear',
    'overviews',
    'lists',
    'export',
    'forget',
    'drop',
  ),
  tenant: fc.constantFrom(0, 1),
  place: fc.constantFrom('C1', 'C2', ''),
  person: fc.constantFrom('ann', 'bob'),
  id: fc.integer({ min: 1, max: 8 }).map(String),
});
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** What everything written for a tenant holds, and what is searched for in all that another one reads. */
const canaries = ['canary-of-red', 'canary-of-blue'] as const;
const slack = { platform: 'slack', tenant: 'T1' };
const pairs = [
  { title: 'of one platform', tenants: [slack, { platform: 'slack', tenant: 'T2' }] },
  { title: 'of one name on two platforms', tenants: [slack, { platform: 'discord', tenant: 'T1' }] },
] as const;

export function keepsTenantsApart(open: () => Promise<Store>): void {
  it.each(pairs)(
    `keeps two tenants $title apart over ${operations} random operations`,
    async ({ tenants }) => {
      const store = await open();
      const [steps] = fc.sample(fc.array(operation, { minLength: operations, maxLength: operations }), {
        seed: 20_261_123,
        numRuns: 1,
      }) as [Operation[]];
      const claimed = [new Set<string>(), new Set<string>()] as const;
      const turns = [new Map<string, string>(), new Map<string, string>()] as const;
      const notes = [new Map<string, string>(), new Map<string, string>()] as const;
      for (const step of steps) {
        const mine = step.tenant as 0 | 1;
        const place: PlaceKey = { ...tenants[mine], place: step.place };
        const name = `${step.place}/${step.id}`;
        const seen = await perform(store, place, step, canaries[mine]);
        expect(JSON.stringify(seen) ?? '').not.toContain(canaries[1 - mine]);
        if (step.kind === 'claim') {
          expect(seen).toBe(!claimed[mine].has(name));
          claimed[mine].add(name);
        }
        if (step.kind === 'note') {
          expect(seen).toBe(!notes[mine].has(step.id));
          if (seen) notes[mine].set(step.id, step.person);
        }
        if (step.kind === 'rewrite') expect(seen !== null).toBe(notes[mine].has(step.id));
        if (step.kind === 'tear') expect(seen).toBe(notes[mine].delete(step.id));
        if (step.kind === 'ask') turns[mine].set(name, step.person);
        if (step.kind === 'drop') turns[mine].delete(name);
        if (step.kind === 'forget') {
          for (const [each, person] of turns[mine]) if (person === step.person) turns[mine].delete(each);
          for (const [each, person] of notes[mine]) if (person === step.person) notes[mine].delete(each);
        }
        if (step.kind === 'read') expect(seen !== null).toBe(turns[mine].has(name));
      }
      // Neither tenant lost a turn or a note to what the other did.
      for (const mine of [0, 1] as const) {
        const listed = await store.records.list(tenants[mine], 'note');
        expect(listed.map(({ id }) => id).sort()).toEqual([...notes[mine].keys()].sort());
        for (const place of ['C1', 'C2', '']) {
          const left = [...(await store.turns.recent({ ...tenants[mine], place }, 'ann', 100))].map(
            (each) => `${place}/${each.id}`,
          );
          expect(left.sort()).toEqual([...turns[mine].keys()].filter((each) => each.startsWith(`${place}/`)).sort());
        }
      }
    },
    120_000,
  );
}

async function perform(store: Store, place: PlaceKey, step: Operation, canary: string): Promise<unknown> {
  const { person, id } = step;
  switch (step.kind) {
    case 'ask':
      return await store.turns.add(place, {
        id,
        person,
        isPrivate: false,
        question: canary,
        answer: canary,
        kind: 'answered',
        cited: [{ essay: canary, paragraph: 1 }],
      });
    case 'read':
      return (await store.turns.get(place, id)) ?? null;
    case 'set':
      return await store.settings.change({ ...place, person }, { [id]: canary });
    case 'settings':
      return await store.settings.read({ ...place, person });
    case 'claim':
      return await store.claims.claim({ ...place, event: id }, { person, payload: canary });
    case 'judge':
      return await store.feedback.give(place, { turn: id, person, verdict: 'bad', reason: canary });
    case 'audit':
      return await store.audit.add(place, { person, action: canary, details: canary });
    case 'note':
      return await store.records.add(place, { kind: 'note', id, person, data: canary });
    case 'rewrite':
      return (await store.records.update(place, 'note', id, (data) => [canary, data].flat().slice(0, 3))) ?? null;
    case 'notes':
      return [
        await store.records.get(place, 'note', id),
        await store.records.list(place, 'note', { place: step.place }),
        await store.records.list(place, 'note', { person }),
      ];
    case 'tear':
      return await store.records.remove(place, 'note', id);
    case 'overviews':
      return [await store.turns.within(place, 0), await store.turns.places(place, 0)];
    case 'lists':
      return [await store.feedback.list(place), await store.audit.list(place), await store.claims.takeUp('terminal')];
    case 'export':
      return await store.exportPerson(place, person);
    case 'forget':
      return await store.forgetPerson(place, person);
    case 'drop':
      return await store.turns.forget(place, id);
  }
}

/**
 * Claims: who works on which event. Each step is one statement, so that it is atomic on both databases without a
 * transaction that reads first.
 */
import { sql } from 'kysely';
import type { Backend, Clock } from './backend.js';
import { createClaimGroup } from './claim-group.js';
import { guarded } from './faults.js';
import { eventOf } from './keys.js';
import { storable } from './storable-values.js';
import type { Claims, EventKey } from './store.js';

export const dedupeMs = 24 * 60 * 60 * 1000;
const defaultLeaseMs = 60_000;

export function createClaims({ db }: Backend, clock: Clock): Claims {
  const claimTogether = createClaimGroup(async (requests) => {
    const now = clock();
    const rows = await db
      .insertInto('claim')
      .values(
        requests.map(({ event, work, leaseMs }) => ({
          ...eventOf(event),
          person: work.person ?? '',
          payload: work.payload,
          claimed_at: now,
          held_until: now + leaseMs,
          tries: 0,
          is_done: 0,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['platform', 'tenant', 'place', 'event'])
          .doUpdateSet((row) => ({
            person: row.ref('excluded.person'),
            payload: row.ref('excluded.payload'),
            claimed_at: row.ref('excluded.claimed_at'),
            held_until: row.ref('excluded.held_until'),
            tries: 0,
            is_done: 0,
          }))
          .where('claim.claimed_at', '<=', now - dedupeMs),
      )
      .returning(['platform', 'tenant', 'place', 'event'])
      .execute();
    return new Set(rows.map(keyOf));
  }, keyOf);
  const rowOf = (key: EventKey) => db.updateTable('claim').where((row) => row.and(eventOf(key)));

  return {
    claim: (event, work, leaseMs = defaultLeaseMs) =>
      guarded('Claiming an event', () => claimTogether({ event, work, leaseMs })),

    renew: (event, leaseMs = defaultLeaseMs) =>
      guarded('Renewing a claim', async () => {
        const row = await rowOf(event)
          .set({ held_until: clock() + leaseMs })
          .where('is_done', '=', 0)
          .returning('event')
          .executeTakeFirst();
        return row !== undefined;
      }),

    done: (event) =>
      guarded('Finishing a claim', async () => {
        await rowOf(event).set({ person: '', payload: '', is_done: 1 }).execute();
      }),

    takeUp: (platform, { limit = 20, leaseMs = defaultLeaseMs } = {}) =>
      guarded('Taking up claims', async () => {
        const now = clock();
        const rows = await db
          .updateTable('claim')
          .set((row) => ({ held_until: now + leaseMs, tries: row('tries', '+', 1) }))
          // Said again outside the sub-query: PostgreSQL checks it once more on a row that another process just took.
          .where('is_done', '=', 0)
          .where('held_until', '<=', now)
          .where((row) =>
            row(
              row.refTuple('platform', 'tenant', 'place', 'event'),
              'in',
              row
                .selectFrom('claim')
                .select(['platform', 'tenant', 'place', 'event'])
                .where('platform', '=', platform)
                .where('is_done', '=', sql.lit(0))
                .where('held_until', '<=', now)
                .orderBy('claimed_at')
                .limit(limit)
                .$asTuple('platform', 'tenant', 'place', 'event'),
            ),
          )
          .returning(['platform', 'tenant', 'place', 'event', 'person', 'payload', 'claimed_at', 'tries'])
          .execute();
        return rows
          .sort((a, b) => a.claimed_at - b.claimed_at)
          .map((row) => ({
            ...eventOf(row),
            ...(row.person === '' ? {} : { person: row.person }),
            payload: row.payload,
            claimedAt: row.claimed_at,
            tries: row.tries,
          }));
      }),
  };
}

function keyOf(event: EventKey): string {
  return JSON.stringify(Object.values(eventOf(event)).map(storable));
}

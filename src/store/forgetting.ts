/**
 * What is kept no longer: one person, one tenant, or everything past its time. Deleting rows is half of it; `scrub`
 * takes them out of the files.
 */
import { sql } from 'kysely';
import type { Backend, Clock } from './backend.js';
import { dedupeMs } from './claims.js';
import { guarded } from './faults.js';
import { tenantOf } from './keys.js';
import type { Store } from './store.js';

const dayMs = 24 * 60 * 60 * 1000;
const auditMs = 365 * dayMs;
/** A year can be set against the same month of the year before. */
const spendingMs = 400 * dayMs;

type Forgetting = Pick<Store, 'forgetPerson' | 'forgetTenant' | 'forgetOlderThan'>;

export function createForgetting(backend: Backend, clock: Clock): Forgetting {
  const { db } = backend;

  return {
    forgetPerson: (tenant, person) =>
      guarded('Forgetting a person', async () => {
        // The empty name stands for nobody: whole places' settings and forgotten people.
        if (person === '') return 0;
        const counts = await db.transaction().execute(async (tx) => {
          const theirs = (table: 'turn' | 'feedback' | 'setting') =>
            tx
              .deleteFrom(table)
              .where((row) => row.and({ ...tenantOf(tenant), person }))
              .executeTakeFirst();
          const audit = () => tx.updateTable('audit').where((row) => row.and(tenantOf(tenant)));
          return [
            (await theirs('turn')).numDeletedRows,
            (await theirs('feedback')).numDeletedRows,
            (await theirs('setting')).numDeletedRows,
            (
              await tx
                .deleteFrom('record_entry')
                .where((row) => row.and({ ...tenantOf(tenant), person, keeps: 0 }))
                .executeTakeFirst()
            ).numDeletedRows,
            // The class goes on with its notes and schedules.
            (
              await tx
                .updateTable('record_entry')
                .set({ person: '' })
                .where((row) => row.and({ ...tenantOf(tenant), person }))
                .executeTakeFirst()
            ).numUpdatedRows,
            (
              await tx
                .updateTable('claim')
                .set({ person: '', payload: '', is_done: 1 })
                .where((row) => row.and({ ...tenantOf(tenant), person }))
                .executeTakeFirst()
            ).numUpdatedRows,
            // What was put by for their direct messages names them in its place.
            (
              await tx
                .deleteFrom('claim')
                .where((row) => row.and({ ...tenantOf(tenant), place: `@${person}` }))
                .executeTakeFirst()
            ).numDeletedRows,
            (await audit().set({ person: '' }).where('person', '=', person).executeTakeFirst()).numUpdatedRows,
            (await audit().set({ subject: '' }).where('subject', '=', person).executeTakeFirst()).numUpdatedRows,
            // The amount stays, or the money could be spent again.
            (
              await tx
                .updateTable('model_request')
                .set({ person: '' })
                .where((row) => row.and({ ...tenantOf(tenant), person }))
                .executeTakeFirst()
            ).numUpdatedRows,
          ];
        });
        return sum(counts) + (await eraseEverywhere());
      }),

    forgetTenant: (tenant) =>
      guarded('Forgetting a tenant', async () => {
        const counts = await db.transaction().execute(async (tx) => {
          const deleted: bigint[] = [];
          const tables = ['turn', 'feedback', 'setting', 'record_entry', 'claim', 'audit', 'installation'] as const;
          for (const table of tables) {
            const result = await tx
              .deleteFrom(table)
              .where((row) => row.and(tenantOf(tenant)))
              .executeTakeFirst();
            deleted.push(result.numDeletedRows);
          }
          const spent = await tx
            .updateTable('model_request')
            .set({ tenant: '', place: '', person: '' })
            .where((row) => row.and(tenantOf(tenant)))
            .executeTakeFirst();
          return [...deleted, spent.numUpdatedRows];
        });
        return sum(counts) + (await eraseEverywhere());
      }),

    forgetOlderThan: (ageMs) =>
      guarded('Forgetting what is old', async () => {
        const now = clock();
        const counts = await db.transaction().execute(async (tx) => [
          (
            await tx
              .deleteFrom('turn')
              .where('asked_at', '<', now - ageMs)
              .executeTakeFirst()
          ).numDeletedRows,
          (
            await tx
              .deleteFrom('feedback')
              .where('given_at', '<', now - ageMs)
              .executeTakeFirst()
          ).numDeletedRows,
          (
            await tx
              .deleteFrom('record_entry')
              .where('keeps', '=', sql.lit(0))
              .where('saved_at', '<', now - ageMs)
              .executeTakeFirst()
          ).numDeletedRows,
          (
            await tx
              .deleteFrom('claim')
              .where('claimed_at', '<=', now - dedupeMs)
              .executeTakeFirst()
          ).numDeletedRows,
          (
            await tx
              .deleteFrom('audit')
              .where('at', '<', now - auditMs)
              .executeTakeFirst()
          ).numDeletedRows,
          (
            await tx
              .deleteFrom('model_request')
              .where('at', '<', now - spendingMs)
              .executeTakeFirst()
          ).numDeletedRows,
          (
            await tx
              .deleteFrom('model_answer')
              .where('at', '<', now - spendingMs)
              .executeTakeFirst()
          ).numDeletedRows,
          (
            await tx
              .updateTable('model_request')
              .set({ place: '', person: '' })
              // Shares are counted by the day; before it is over, they are needed.
              .where('at', '<', now - Math.max(ageMs, dayMs))
              .where((row) => row.or([row('place', '!=', ''), row('person', '!=', '')]))
              .executeTakeFirst()
          ).numUpdatedRows,
        ]);
        const dropped = await backend.dropSetAside(now - ageMs);
        const gone = sum(counts);
        if (gone > 0) await backend.scrub();
        return gone + dropped;
      }),
  };

  async function eraseEverywhere(): Promise<number> {
    const dropped = await backend.dropSetAside(Number.POSITIVE_INFINITY);
    await backend.scrub();
    return dropped;
  }
}

function sum(counts: readonly bigint[]): number {
  return counts.reduce((total, count) => total + Number(count), 0);
}

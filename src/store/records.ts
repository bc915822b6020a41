/**
 * Records: small JSON things, one row each. An update compares the stored text and sets it in one statement, so that it
 * is atomic on both databases without a transaction that reads first.
 */
import type { Insertable, Selectable } from 'kysely';
import { PilcrowError } from '../base/errors.js';
import type { Backend, Clock } from './backend.js';
import { guarded } from './faults.js';
import { placeOf, tenantOf } from './keys.js';
import type { NewRecord, RecordEntry, Records } from './record-types.js';
import type { JsonValue, PlaceKey, TenantKey } from './store.js';
import type { RecordTable } from './tables.js';

/** In each round one of those who write at once gets through: enough for a class that presses a button together. */
const rounds = 100;
const once = ['platform', 'tenant', 'kind', 'id'] as const;

export function createRecords({ db, emptyLog }: Backend, clock: Clock): Records {
  const read = (tenant: TenantKey, kind: string, id: string): Promise<Selectable<RecordTable> | undefined> =>
    db
      .selectFrom('record_entry')
      .selectAll()
      .where((row) => row.and({ ...tenantOf(tenant), kind, id }))
      .executeTakeFirst();

  return {
    put: (place, record) =>
      guarded('Keeping a record', async () => {
        const row = rowOf(place, record, clock());
        await db
          .insertInto('record_entry')
          .values(row)
          .onConflict((conflict) => conflict.columns(once).doUpdateSet(row))
          .execute();
      }),

    add: (place, record) =>
      guarded('Keeping a record', async () => {
        const added = await db
          .insertInto('record_entry')
          .values(rowOf(place, record, clock()))
          .onConflict((conflict) => conflict.columns(once).doNothing())
          .returning('seq')
          .executeTakeFirst();
        return added !== undefined;
      }),

    get: (tenant, kind, id) =>
      guarded('Reading a record', async () => {
        const row = await read(tenant, kind, id);
        return row && recordOf(row);
      }),

    update: (tenant, kind, id, change) =>
      guarded('Changing a record', async () => {
        for (let round = 0; round < rounds; round += 1) {
          const row = await read(tenant, kind, id);
          if (row === undefined) return undefined;
          const data = change(JSON.parse(row.data) as JsonValue);
          const unchanged = { ...tenantOf(tenant), kind, id, data: row.data };
          if (data === undefined) {
            const removed = await db
              .deleteFrom('record_entry')
              .where((where) => where.and(unchanged))
              .returning('seq')
              .executeTakeFirst();
            if (!removed) continue;
            await emptyLog();
            return undefined;
          }
          const changed = await db
            .updateTable('record_entry')
            .set({ data: JSON.stringify(data), saved_at: clock() })
            .where((where) => where.and(unchanged))
            .returningAll()
            .executeTakeFirst();
          if (changed) return recordOf(changed);
        }
        throw new PilcrowError('store-failed', 'Changing a record did not work: others changed it each time.', {
          hint: 'Try again in a moment.',
        });
      }),

    list: (tenant, kind, { place, person, limit = 200 } = {}) =>
      guarded('Reading records', async () => {
        const rows = await db
          .selectFrom('record_entry')
          .selectAll()
          .where((row) =>
            row.and({
              ...tenantOf(tenant),
              kind,
              ...(place === undefined ? {} : { place }),
              ...(person === undefined ? {} : { person }),
            }),
          )
          .orderBy('saved_at', 'desc')
          .orderBy('seq', 'desc')
          .limit(limit)
          .execute();
        return rows.map(recordOf);
      }),

    remove: (tenant, kind, id) =>
      guarded('Removing a record', async () => {
        const removed = await db
          .deleteFrom('record_entry')
          .where((row) => row.and({ ...tenantOf(tenant), kind, id }))
          .returning('seq')
          .executeTakeFirst();
        // What is removed was taken back by somebody: a plan, a note, words passed on without a name.
        if (removed !== undefined) await emptyLog();
        return removed !== undefined;
      }),

    all: (kind) =>
      guarded('Reading records', async () => {
        const rows = await db.selectFrom('record_entry').selectAll().where('kind', '=', kind).orderBy('seq').execute();
        return rows.map((row) => ({ ...tenantOf(row), ...recordOf(row) }));
      }),
  };
}

function rowOf(place: PlaceKey, record: NewRecord, now: number): Insertable<RecordTable> {
  return {
    ...placeOf(place),
    kind: record.kind,
    id: record.id,
    person: record.person ?? '',
    data: JSON.stringify(record.data),
    keeps: record.keeps ? 1 : 0,
    saved_at: now,
  };
}

export function recordOf(row: Selectable<RecordTable>): RecordEntry {
  return {
    place: row.place,
    kind: row.kind,
    id: row.id,
    person: row.person,
    data: JSON.parse(row.data) as JsonValue,
    savedAt: row.saved_at,
  };
}

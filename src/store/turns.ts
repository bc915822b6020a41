/** Turns: questions with their answers, the only rows that hold question text for longer than the work takes. */
import { type ExpressionBuilder, type ExpressionWrapper, type Selectable, type SqlBool, sql } from 'kysely';
import type { Backend, Clock } from './backend.js';
import { guarded } from './faults.js';
import { placeOf, tenantOf } from './keys.js';
import type { CitedParagraph, TurnRecord, Turns } from './store.js';
import type { Tables, TurnTable } from './tables.js';

const defaultRecent = 6;

export function createTurns({ db, emptyLog }: Backend, clock: Clock): Turns {
  return {
    add: (place, turn) =>
      guarded('Keeping a turn', async () => {
        const content = {
          person: turn.person,
          is_private: turn.isPrivate ? 1 : 0,
          question: turn.question,
          answer: turn.answer,
          kind: turn.kind,
          cited: JSON.stringify(turn.cited),
          asked_at: clock(),
        };
        await db
          .insertInto('turn')
          .values({ ...placeOf(place), id: turn.id, ...content })
          .onConflict((conflict) => conflict.columns(['platform', 'tenant', 'place', 'id']).doUpdateSet(content))
          .execute();
      }),

    recent: (place, person, limit = defaultRecent) =>
      guarded('Reading turns', async () => {
        const rows = await db
          .selectFrom('turn')
          .selectAll()
          .where((row) => row.and(placeOf(place)))
          .where((row) => row.or([row('is_private', '=', 0), row('person', '=', person)]))
          .orderBy('seq', 'desc')
          .limit(limit)
          .execute();
        return rows.reverse().map(turnOf);
      }),

    recentWithin: (channel, person, limit = defaultRecent) =>
      guarded('Reading turns', async () => {
        const rows = await db
          .selectFrom('turn')
          .selectAll()
          .where((row) => row.and(tenantOf(channel)))
          .where((row) => isWithin(row, channel.place))
          .where((row) => row.or([row('is_private', '=', 0), row('person', '=', person)]))
          .orderBy('seq', 'desc')
          .limit(limit)
          .execute();
        return rows.reverse().map(turnOf);
      }),

    places: (tenant, sinceMs, limit = 200) =>
      guarded('Reading places', async () => {
        const rows = await db
          .selectFrom('turn')
          .select('place')
          .where((row) => row.and(tenantOf(tenant)))
          .where('asked_at', '>=', sinceMs)
          .groupBy('place')
          .orderBy((row) => row.fn.max('seq'), 'desc')
          .limit(limit)
          .execute();
        return rows.map(({ place }) => place);
      }),

    tenants: (sinceMs) =>
      guarded('Reading tenants', () =>
        db
          .selectFrom('turn')
          .select(['platform', 'tenant'])
          .where('asked_at', '>=', sinceMs)
          .groupBy(['platform', 'tenant'])
          .orderBy((row) => row.fn.max('seq'), 'desc')
          .execute(),
      ),

    within: (tenant, sinceMs, { places, limit = 2_000 } = {}) =>
      guarded('Reading turns', async () => {
        let query = db
          .selectFrom('turn')
          .selectAll()
          .where((row) => row.and(tenantOf(tenant)))
          .where('asked_at', '>=', sinceMs);
        if (places) query = query.where((row) => row.or(places.map((place) => isWithin(row, place))));
        const rows = await query.orderBy('asked_at', 'desc').orderBy('seq', 'desc').limit(limit).execute();
        return rows.reverse().map((row) => ({ place: row.place, ...turnOf(row) }));
      }),

    get: (place, id) =>
      guarded('Reading a turn', async () => {
        const row = await db
          .selectFrom('turn')
          .selectAll()
          .where((row) => row.and(placeOf(place)))
          .where('id', '=', id)
          .executeTakeFirst();
        return row === undefined ? undefined : turnOf(row);
      }),

    forget: (place, id) =>
      guarded('Forgetting a turn', async () => {
        await db.transaction().execute(async (tx) => {
          await tx
            .deleteFrom('turn')
            .where((row) => row.and(placeOf(place)))
            .where('id', '=', id)
            .execute();
          await tx
            .deleteFrom('feedback')
            .where((row) => row.and(placeOf(place)))
            .where('turn', '=', id)
            .execute();
          await tx
            .updateTable('claim')
            .set({ person: '', payload: '', is_done: 1 })
            .where((row) => row.and(placeOf(place)))
            .where('event', '=', id)
            .execute();
        });
        await emptyLog();
      }),
  };
}

/** In the place itself or in one of its threads. */
function isWithin(row: ExpressionBuilder<Tables, 'turn'>, place: string): ExpressionWrapper<Tables, 'turn', SqlBool> {
  return row.or([
    row('place', '=', place),
    // Not LIKE, which would read % and _ in a name; not a range, which collations order as they please.
    row(sql<string>`substr(place, 1, ${[...place].length + 1})`, '=', `${place}:`),
  ]);
}

export function turnOf(row: Selectable<TurnTable>): TurnRecord {
  return {
    id: row.id,
    person: row.person,
    isPrivate: row.is_private === 1,
    question: row.question,
    answer: row.answer,
    kind: row.kind,
    cited: JSON.parse(row.cited) as CitedParagraph[],
    askedAt: row.asked_at,
  };
}

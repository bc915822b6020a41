/** Feedback: one verdict a person and turn, kept as long as the turns. */
import type { Selectable } from 'kysely';
import type { Backend, Clock } from './backend.js';
import { guarded } from './faults.js';
import { placeOf, tenantOf } from './keys.js';
import type { FeedbackLog, FeedbackRecord } from './store.js';
import type { FeedbackTable } from './tables.js';

export function createFeedback({ db }: Backend, clock: Clock): FeedbackLog {
  return {
    give: (place, feedback) =>
      guarded('Keeping feedback', async () => {
        const content = { verdict: feedback.verdict, reason: feedback.reason ?? null, given_at: clock() };
        await db
          .insertInto('feedback')
          .values({ ...placeOf(place), turn: feedback.turn, person: feedback.person, ...content })
          .onConflict((conflict) =>
            conflict.columns(['platform', 'tenant', 'place', 'turn', 'person']).doUpdateSet(content),
          )
          .execute();
      }),

    list: (tenant, limit = 100) =>
      guarded('Reading feedback', async () => {
        const rows = await db
          .selectFrom('feedback')
          .selectAll()
          .where((row) => row.and(tenantOf(tenant)))
          .orderBy('given_at', 'desc')
          .orderBy('seq', 'desc')
          .limit(limit)
          .execute();
        return rows.map(feedbackOf);
      }),
  };
}

export function feedbackOf(row: Selectable<FeedbackTable>): FeedbackRecord {
  return {
    place: row.place,
    turn: row.turn,
    person: row.person,
    verdict: row.verdict === 'good' ? 'good' : 'bad',
    ...(row.reason === null ? {} : { reason: row.reason }),
    givenAt: row.given_at,
  };
}

/**
 * What models cost: a row for each request, reserved before it is sent and settled after. A row that a crash left open
 * stays counted at what was reserved.
 */
import { type Kysely, sql } from 'kysely';
import type { Backend, Clock } from './backend.js';
import { guarded } from './faults.js';
import { placeOf, tenantOf } from './keys.js';
import { startOfDay, startOfMonth } from './periods.js';
import type { Spender, Spending, SpendingLimit, SpendingLimits } from './spending-types.js';
import type { Tables } from './tables.js';

export function createSpending(backend: Backend, clock: Clock): Spending {
  return {
    reserve: (spender, { micros, model }, limits) =>
      guarded('Reserving money', () =>
        backend.inTurn(async (db) => {
          const now = clock();
          const bounds = boundsOf(spender, limits, now);
          for (;;) {
            const row = await insertWithin(db, { spender, now, model, micros }, bounds);
            if (row !== undefined) return { id: row.seq };
            for (const bound of bounds) {
              const { spent } = await spentWithin(db, bound).executeTakeFirstOrThrow();
              if (spent + micros > bound.most) return { limit: bound.whose };
            }
            // Another process has settled in between: there is room now.
          }
        }),
      ),

    settle: (id, { micros, inputTokens, outputTokens, outcome }) =>
      guarded('Settling money', async () => {
        await backend.db
          .updateTable('model_request')
          .set({ micros, input_tokens: inputTokens, output_tokens: outputTokens, outcome })
          .where('seq', '=', id)
          .where('outcome', '=', 'open')
          .execute();
      }),

    recordAnswer: ({ written, stood, repaired, dropped, fellBack }) =>
      guarded('Counting an answer', async () => {
        await backend.db
          .insertInto('model_answer')
          .values({ at: clock(), written, stood, repaired, dropped, fell_back: fellBack ? 1 : 0 })
          .execute();
      }),

    totals: (sinceMs) =>
      guarded('Adding up money', async () => {
        const models = await backend.db
          .selectFrom('model_request')
          .where('at', '>=', sinceMs)
          .groupBy('model')
          .orderBy('model')
          .select([
            'model',
            whole(sql`count(*)`).as('requests'),
            whole(sql`sum(case when outcome = 'failed' then 1 else 0 end)`).as('failed'),
            sumOf('micros').as('micros'),
            sumOf('input_tokens').as('inputTokens'),
            sumOf('output_tokens').as('outputTokens'),
          ])
          .execute();
        const counts = await backend.db
          .selectFrom('model_answer')
          .where('at', '>=', sinceMs)
          .select([
            whole(sql`count(*)`).as('answers'),
            sumOf('written').as('written'),
            sumOf('stood').as('stood'),
            sumOf('repaired').as('repaired'),
            sumOf('dropped').as('dropped'),
            sumOf('fell_back').as('fellBack'),
          ])
          .executeTakeFirstOrThrow();
        const over = (key: Exclude<keyof (typeof models)[number], 'model'>): number =>
          models.reduce((total, each) => total + each[key], 0);
        return {
          micros: over('micros'),
          requests: over('requests'),
          failed: over('failed'),
          inputTokens: over('inputTokens'),
          outputTokens: over('outputTokens'),
          ...counts,
          byModel: models.map(({ model, micros, requests }) => ({ model, micros, requests })),
        };
      }),
  };
}

/** At most `most` in the rows `of` somebody since a time. */
interface Bound {
  readonly whose: SpendingLimit;
  readonly most: number;
  readonly since: number;
  readonly of: Partial<Spender>;
}

/** The widest first: who met two limits is told of the one that ends last. */
function boundsOf(spender: Spender, limits: SpendingLimits, now: number): readonly Bound[] {
  const day = startOfDay(now);
  const all = [
    { whose: 'month', since: startOfMonth(now), of: {} },
    { whose: 'day', since: day, of: {} },
    { whose: 'channel', since: day, of: placeOf(spender) },
    { whose: 'person', since: day, of: { ...tenantOf(spender), person: spender.person } },
  ] as const;
  return all.flatMap((bound) => {
    const most = limits[bound.whose];
    return most === undefined ? [] : [{ ...bound, most }];
  });
}

interface NewRequest {
  readonly spender: Spender;
  readonly now: number;
  readonly model: string;
  readonly micros: number;
}

/** One statement that looks and writes, so that nothing comes between; undefined when a bound forbids it. */
async function insertWithin(db: Kysely<Tables>, request: NewRequest, bounds: readonly Bound[]) {
  const { spender, now, model, micros } = request;
  return await db
    .insertInto('model_request')
    .columns([
      'platform',
      'tenant',
      'place',
      'person',
      'at',
      'model',
      'micros',
      'input_tokens',
      'output_tokens',
      'outcome',
    ])
    .expression(
      db
        .selectNoFrom([
          words(spender.platform).as('platform'),
          words(spender.tenant).as('tenant'),
          words(spender.place).as('place'),
          words(spender.person).as('person'),
          whole(sql`${now}`).as('at'),
          words(model).as('model'),
          whole(sql`${micros}`).as('micros'),
          sql.lit(0).as('input_tokens'),
          sql.lit(0).as('output_tokens'),
          sql.lit('open').as('outcome'),
        ])
        .where((row) =>
          row.and(bounds.map((bound) => row(spentWithin(db, bound), '<=', whole(sql`${bound.most - micros}`)))),
        ),
    )
    .returning('seq')
    .executeTakeFirst();
}

function spentWithin(db: Kysely<Tables>, { since, of }: Bound) {
  return db
    .selectFrom('model_request')
    .where('at', '>=', since)
    .where((row) => row.and(of))
    .select(sumOf('micros').as('spent'));
}

type Sum = 'micros' | 'input_tokens' | 'output_tokens' | 'written' | 'stood' | 'repaired' | 'dropped' | 'fell_back';

/** 0 over no rows; PostgreSQL would answer null, and otherwise a kind of number that `pg` gives as text. */
function sumOf(column: Sum) {
  return whole(sql`coalesce(sum(${sql.ref(column)}), 0)`);
}

/** Said to be what it is: PostgreSQL does not know the type of a bare parameter. */
function whole(expression: ReturnType<typeof sql>) {
  return sql<number>`cast(${expression} as bigint)`;
}

function words(value: string) {
  return sql<string>`cast(${value} as text)`;
}

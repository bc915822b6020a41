/** What models cost, counted in memory: for a run that has no store. Forgotten when the process ends. */
import type { Clock } from './backend.js';
import { startOfDay, startOfMonth } from './periods.js';
import type { SentenceCounts, Settlement, Spender, Spending, SpendingLimit } from './spending-types.js';

interface Row extends Spender {
  readonly id: number;
  readonly at: number;
  readonly model: string;
  micros: number;
  inputTokens: number;
  outputTokens: number;
  outcome: Settlement['outcome'] | 'open';
}

/** The port without a database. Rows of earlier months are dropped: nothing asks for them. */
export function createMemorySpending(clock: Clock = Date.now): Spending {
  let rows: Row[] = [];
  let answers: (SentenceCounts & { readonly at: number })[] = [];
  let count = 0;

  const spent = (since: number, isMeant: (row: Row) => boolean): number =>
    sum(
      rows.filter((row) => row.at >= since && isMeant(row)),
      'micros',
    );

  return {
    async reserve(spender, { micros, model }, limits) {
      const now = clock();
      const [month, day] = [startOfMonth(now), startOfDay(now)];
      rows = rows.filter(({ at }) => at >= month);
      const isOfTenant = (row: Row): boolean => row.platform === spender.platform && row.tenant === spender.tenant;
      const used: readonly (readonly [SpendingLimit, number])[] = [
        ['month', spent(month, () => true)],
        ['day', spent(day, () => true)],
        ['channel', spent(day, (row) => isOfTenant(row) && row.place === spender.place)],
        ['person', spent(day, (row) => isOfTenant(row) && row.person === spender.person)],
      ];
      for (const [limit, already] of used) {
        if (already + micros > (limits[limit] ?? Number.POSITIVE_INFINITY)) return { limit };
      }
      count += 1;
      const { platform, tenant, place, person } = spender;
      const use = { micros, inputTokens: 0, outputTokens: 0, outcome: 'open' as const };
      rows.push({ id: count, platform, tenant, place, person, at: now, model, ...use });
      return { id: count };
    },

    async settle(id, { micros, inputTokens, outputTokens, outcome }) {
      const row = rows.find((each) => each.id === id && each.outcome === 'open');
      if (row !== undefined) Object.assign(row, { micros, inputTokens, outputTokens, outcome });
    },

    async recordAnswer({ written, stood, repaired, dropped, fellBack }) {
      const now = clock();
      answers = answers.filter(({ at }) => at >= startOfMonth(now));
      answers.push({ at: now, written, stood, repaired, dropped, fellBack });
    },

    async totals(sinceMs) {
      const known = rows.filter(({ at }) => at >= sinceMs);
      const counted = answers.filter(({ at }) => at >= sinceMs);
      const models = [...new Set(known.map(({ model }) => model))].sort();
      return {
        micros: sum(known, 'micros'),
        requests: known.length,
        failed: known.filter(({ outcome }) => outcome === 'failed').length,
        inputTokens: sum(known, 'inputTokens'),
        outputTokens: sum(known, 'outputTokens'),
        answers: counted.length,
        written: sum(counted, 'written'),
        stood: sum(counted, 'stood'),
        repaired: sum(counted, 'repaired'),
        dropped: sum(counted, 'dropped'),
        fellBack: counted.filter(({ fellBack }) => fellBack).length,
        byModel: models.map((model) => {
          const theirs = known.filter((row) => row.model === model);
          return { model, micros: sum(theirs, 'micros'), requests: theirs.length };
        }),
      };
    },
  };
}

function sum<Key extends string>(rows: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return rows.reduce((total, row) => total + row[key], 0);
}

/** Aliases: where the paragraphs of edited essays went, one row an edit. */
import type { Backend, Clock } from './backend.js';
import { guarded } from './faults.js';
import type { Aliases, Moves } from './store.js';

export function createAliases({ db }: Backend, clock: Clock): Aliases {
  return {
    record: (essay, from, to, moves) =>
      guarded('Recording an edit', async () => {
        if (from === to) return;
        const content = { to_version: to, moves: JSON.stringify(moves), recorded_at: clock() };
        await db
          .insertInto('alias')
          .values({ essay, from_version: from, ...content })
          .onConflict((conflict) => conflict.columns(['essay', 'from_version']).doUpdateSet(content))
          .execute();
      }),

    follow: (essay, from, to, n) =>
      guarded('Following an edit', async () => {
        if (from === to) return n;
        const rows = await db
          .selectFrom('alias')
          .select(['from_version', 'to_version', 'moves'])
          .where('essay', '=', essay)
          .execute();
        const edits = new Map(rows.map((row) => [row.from_version, row]));
        // A link has the beginning of a version alone.
        let version = edits.has(from) ? from : ([...edits.keys()].find((known) => known.startsWith(from)) ?? from);
        let paragraph = n;
        // An essay edited back and forth makes a ring; each edit is walked once at most.
        for (let step = 0; step < rows.length && version !== to; step += 1) {
          const edit = edits.get(version);
          if (edit === undefined) return undefined;
          const moved = (JSON.parse(edit.moves) as Moves)[paragraph];
          if (moved === null) return null;
          paragraph = moved ?? paragraph;
          version = edit.to_version;
        }
        return version === to ? paragraph : undefined;
      }),
  };
}

/** Settings: one row a key, values as JSON. */
import type { Backend } from './backend.js';
import { guarded } from './faults.js';
import { scopeOf, tenantOf } from './keys.js';
import type { JsonValue, Settings } from './store.js';

export function createSettings({ db }: Backend): Settings {
  return {
    read: (scope) =>
      guarded('Reading settings', async () => {
        const rows = await db
          .selectFrom('setting')
          .select(['key', 'value'])
          .where((row) => row.and(scopeOf(scope)))
          .orderBy('key')
          .execute();
        return Object.fromEntries(rows.map((row) => [row.key, JSON.parse(row.value) as JsonValue]));
      }),

    people: (tenant, key) =>
      guarded('Reading settings', async () => {
        const rows = await db
          .selectFrom('setting')
          .select('person')
          .where((row) => row.and({ ...tenantOf(tenant), place: '', key }))
          .where('person', '!=', '')
          .orderBy('person')
          .execute();
        return rows.map(({ person }) => person);
      }),

    everywhere: (platform, key) =>
      guarded('Reading settings', async () => {
        let query = db.selectFrom('setting').selectAll().where('key', '=', key);
        if (platform !== '') query = query.where('platform', '=', platform);
        const rows = await query.orderBy('platform').orderBy('tenant').orderBy('place').orderBy('person').execute();
        return rows.map((row) => ({ ...scopeOf(row), value: JSON.parse(row.value) as JsonValue }));
      }),

    change: (scope, changes) =>
      guarded('Changing settings', () =>
        db.transaction().execute(async (tx) => {
          const owner = scopeOf(scope);
          // In one order, so that two processes cannot wait for each other's rows.
          for (const key of Object.keys(changes).sort()) {
            const value = changes[key];
            if (value === undefined) {
              await tx
                .deleteFrom('setting')
                .where((row) => row.and(owner))
                .where('key', '=', key)
                .execute();
              continue;
            }
            await tx
              .insertInto('setting')
              .values({ ...owner, key, value: JSON.stringify(value) })
              .onConflict((conflict) =>
                conflict
                  .columns(['platform', 'tenant', 'place', 'person', 'key'])
                  .doUpdateSet({ value: JSON.stringify(value) }),
              )
              .execute();
          }
        }),
      ),
  };
}

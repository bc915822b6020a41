/** Installations: one row a tenant, opaque to the store. They hold tokens, so they go with the tenant and are never listed. */
import type { Backend, Clock } from './backend.js';
import { guarded } from './faults.js';
import { tenantOf } from './keys.js';
import type { Installations } from './store.js';

export function createInstallations({ db }: Backend, clock: Clock): Installations {
  return {
    save: (tenant, data) =>
      guarded('Keeping an installation', async () => {
        const content = { data, saved_at: clock() };
        await db
          .insertInto('installation')
          .values({ ...tenantOf(tenant), ...content })
          .onConflict((conflict) => conflict.columns(['platform', 'tenant']).doUpdateSet(content))
          .execute();
      }),

    find: (tenant) =>
      guarded('Reading an installation', async () => {
        const row = await db
          .selectFrom('installation')
          .select('data')
          .where((where) => where.and(tenantOf(tenant)))
          .executeTakeFirst();
        return row?.data;
      }),

    remove: (tenant) =>
      guarded('Removing an installation', async () => {
        await db
          .deleteFrom('installation')
          .where((where) => where.and(tenantOf(tenant)))
          .execute();
      }),

    tenants: (platform) =>
      guarded('Reading installations', async () => {
        const rows = await db.selectFrom('installation').select('tenant').where('platform', '=', platform).execute();
        return rows.map(({ tenant }) => tenant);
      }),
  };
}

/** The Store over Kysely: the same queries on SQLite and PostgreSQL. */
import { createAliases } from './aliases.js';
import { auditLineOf, createAudit } from './audit.js';
import type { Backend, Clock } from './backend.js';
import { createClaims } from './claims.js';
import { guarded } from './faults.js';
import { createFeedback, feedbackOf } from './feedback.js';
import { createForgetting } from './forgetting.js';
import { createInstallations } from './installations.js';
import { tenantOf } from './keys.js';
import { createRecords, recordOf } from './records.js';
import { createSettings } from './settings.js';
import { createSpending } from './spending.js';
import type { JsonValue, PersonExport, Store, TenantKey } from './store.js';
import { createTurns, turnOf } from './turns.js';

export function createSqlStore(backend: Backend, clock: Clock): Store {
  return {
    turns: createTurns(backend, clock),
    settings: createSettings(backend),
    records: createRecords(backend, clock),
    claims: createClaims(backend, clock),
    aliases: createAliases(backend, clock),
    feedback: createFeedback(backend, clock),
    audit: createAudit(backend, clock),
    installations: createInstallations(backend, clock),
    spending: createSpending(backend, clock),
    ...createForgetting(backend, clock),
    exportPerson: (tenant, person) => guarded('Exporting a person', () => exportPerson(backend, tenant, person)),
    describe: () => backend.name,
    close: () => guarded('Closing the database', () => backend.close()),
  };
}

async function exportPerson({ db }: Backend, tenant: TenantKey, person: string): Promise<PersonExport> {
  if (person === '') {
    return { turns: [], feedback: [], records: [], settings: [], openClaims: [], audit: [], modelRequests: [] };
  }
  const turns = await db
    .selectFrom('turn')
    .selectAll()
    .where((row) => row.and({ ...tenantOf(tenant), person }))
    .orderBy('seq')
    .execute();
  const feedback = await db
    .selectFrom('feedback')
    .selectAll()
    .where((row) => row.and({ ...tenantOf(tenant), person }))
    .orderBy('seq')
    .execute();
  const records = await db
    .selectFrom('record_entry')
    .selectAll()
    .where((row) => row.and({ ...tenantOf(tenant), person }))
    .orderBy('seq')
    .execute();
  const settings = await db
    .selectFrom('setting')
    .select(['place', 'key', 'value'])
    .where((row) => row.and({ ...tenantOf(tenant), person }))
    .orderBy('place')
    .orderBy('key')
    .execute();
  const openClaims = await db
    .selectFrom('claim')
    .select(['place', 'event', 'payload'])
    .where((row) => row.and({ ...tenantOf(tenant), person }))
    .where('is_done', '=', 0)
    .orderBy('claimed_at')
    .execute();
  const audit = await db
    .selectFrom('audit')
    .selectAll()
    .where((row) => row.and(tenantOf(tenant)))
    .where((row) => row.or([row('person', '=', person), row('subject', '=', person)]))
    .orderBy('seq')
    .execute();
  const modelRequests = await db
    .selectFrom('model_request')
    .select(['place', 'at', 'model', 'micros'])
    .where((row) => row.and({ ...tenantOf(tenant), person }))
    .orderBy('seq')
    .execute();
  return {
    turns: turns.map((row) => ({ place: row.place, ...turnOf(row) })),
    feedback: feedback.map(feedbackOf),
    records: records.map(recordOf),
    settings: settings.map(({ place, key, value }) => ({ place, key, value: JSON.parse(value) as JsonValue })),
    openClaims,
    audit: audit.map(auditLineOf),
    modelRequests,
  };
}

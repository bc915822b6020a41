/** Audit lines: who changed what. Ids and settings, never words. */
import type { Selectable } from 'kysely';
import type { Backend, Clock } from './backend.js';
import { guarded } from './faults.js';
import { placeOf, tenantOf } from './keys.js';
import type { AuditLine, AuditLog, JsonValue } from './store.js';
import type { AuditTable } from './tables.js';

export function createAudit({ db }: Backend, clock: Clock): AuditLog {
  return {
    add: (place, line) =>
      guarded('Writing an audit line', async () => {
        await db
          .insertInto('audit')
          .values({
            ...placeOf(place),
            person: line.person,
            action: line.action,
            subject: line.subject ?? null,
            details: JSON.stringify(line.details),
            at: clock(),
          })
          .execute();
      }),

    list: (tenant, limit = 100) =>
      guarded('Reading audit lines', async () => {
        const rows = await db
          .selectFrom('audit')
          .selectAll()
          .where((row) => row.and(tenantOf(tenant)))
          .orderBy('seq', 'desc')
          .limit(limit)
          .execute();
        return rows.map(auditLineOf);
      }),
  };
}

export function auditLineOf(row: Selectable<AuditTable>): AuditLine {
  return {
    place: row.place,
    person: row.person,
    action: row.action,
    ...(row.subject === null ? {} : { subject: row.subject }),
    details: JSON.parse(row.details) as JsonValue,
    at: row.at,
  };
}

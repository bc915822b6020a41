/** Records in memory, held to the same contract as those of the databases; nothing of them is forgotten. */
import type { NewRecord, RecordEntry, Records } from '../../src/store/record-types.js';
import type { JsonValue, PlaceKey, TenantKey } from '../../src/store/store.js';

type Row = RecordEntry & TenantKey;

export function fakeRecords(clock: () => number = Date.now): Records {
  const rows = new Map<string, Row>();
  const keyOf = ({ platform, tenant }: TenantKey, kind: string, id: string): string =>
    JSON.stringify([platform, tenant, kind, id]);
  const save = (place: PlaceKey, { kind, id, person = '', data }: NewRecord): void => {
    const { platform, tenant } = place;
    rows.set(keyOf(place, kind, id), {
      ...{ platform, tenant, place: place.place, kind, id, person },
      ...{ data: copyOf(data), savedAt: clock() },
    });
  };
  const find = (tenant: TenantKey, kind: string, id: string): RecordEntry | undefined => {
    const row = rows.get(keyOf(tenant, kind, id));
    return row && entryOf(row);
  };
  return {
    put: async (place, record) => save(place, record),
    add: async (place, record) => {
      if (rows.has(keyOf(place, record.kind, record.id))) return false;
      save(place, record);
      return true;
    },
    get: async (tenant, kind, id) => find(tenant, kind, id),
    update: async (tenant, kind, id, change) => {
      const row = rows.get(keyOf(tenant, kind, id));
      if (!row) return undefined;
      const data = change(copyOf(row.data));
      if (data === undefined) rows.delete(keyOf(tenant, kind, id));
      else rows.set(keyOf(tenant, kind, id), { ...row, data: copyOf(data), savedAt: clock() });
      return find(tenant, kind, id);
    },
    list: async (tenant, kind, { place, person, limit = 200 } = {}) =>
      [...rows.values()]
        .filter((row) => row.platform === tenant.platform && row.tenant === tenant.tenant && row.kind === kind)
        .filter((row) => (place ?? row.place) === row.place && (person ?? row.person) === row.person)
        .reverse()
        .sort((a, b) => b.savedAt - a.savedAt)
        .slice(0, limit)
        .map(entryOf),
    remove: async (tenant, kind, id) => rows.delete(keyOf(tenant, kind, id)),
    all: async (kind) => [...rows.values()].filter((row) => row.kind === kind),
  };
}

function entryOf({ place, kind, id, person, data, savedAt }: Row): RecordEntry {
  return { place, kind, id, person, data: copyOf(data), savedAt };
}

function copyOf(data: JsonValue): JsonValue {
  return JSON.parse(JSON.stringify(data)) as JsonValue;
}

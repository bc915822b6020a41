/** Keys as columns: exactly these, whatever else the caller's object carries. Also the condition of every query. */
import type { EventKey, PlaceKey, SettingsScope, TenantKey } from './store.js';

export function tenantOf({ platform, tenant }: TenantKey): TenantKey {
  return { platform, tenant };
}

export function placeOf({ platform, tenant, place }: PlaceKey): PlaceKey {
  return { platform, tenant, place };
}

export function eventOf({ platform, tenant, place, event }: EventKey): EventKey {
  return { platform, tenant, place, event };
}

export function scopeOf({ platform, tenant, place, person }: SettingsScope): Required<SettingsScope> {
  return { platform, tenant, place, person: person ?? '' };
}

/**
 * When messages of a tenant were last being received, so that after a gap what was missed can be looked for.
 */
import type { Store } from '../store/store.js';
import type { Gap, Tenant } from './types.js';

const key = 'presentAt';
/** Claims are known for 24 hours; what is older could be answered twice. */
const longestGapMs = 24 * 60 * 60 * 1000 - 10 * 60_000;
/** Clocks differ, and what arrived just before the end may not have been stored. Claims keep it from being answered twice. */
const overlapMs = 2 * 60_000;

export interface Presence {
  gap(tenant: Tenant): Promise<Gap | undefined>;
  present(tenant: Tenant): Promise<void>;
}

export function createPresence(store: Pick<Store, 'settings' | 'turns'> | undefined): Presence {
  const scopeOf = ({ platform, tenant }: Tenant) => ({ platform, tenant, place: '' });
  return {
    async gap(tenant) {
      const { [key]: presentAt } = (await store?.settings.read(scopeOf(tenant))) ?? {};
      if (!store || typeof presentAt !== 'number') return undefined;
      const now = Date.now();
      const places = await store.turns.places(tenant, now - longestGapMs);
      const threads = places.map((place) => ({ ...scopeOf(tenant), place }));
      return { since: Math.max(presentAt - overlapMs, now - longestGapMs), threads };
    },
    async present(tenant) {
      await store?.settings.change(scopeOf(tenant), { [key]: Date.now() });
    },
  };
}

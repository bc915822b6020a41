/**
 * Who has the floor in a thread: its last asker, while only they and Pilcrow have spoken since. Talk between people is
 * left alone, and nothing of it is kept but that it took place.
 */
import { LRUCache } from 'lru-cache';
import type { Store } from '../store/store.js';
import type { Incoming, Person, Place, Tenant } from './types.js';

type FloorStore = Pick<Store, 'turns' | 'settings'>;

export interface Floor {
  /** An addressed message: its speaker has the floor from now on. */
  take(incoming: Incoming): void;
  /** Whether an overheard message is its speaker's going on with Pilcrow; if not, the floor is free from now on. */
  isHeldBy(incoming: Incoming): Promise<boolean>;
  /** Nothing in memory names this person in this tenant any more. */
  forget(tenant: Tenant, person: Person): void;
}

const remembered = 5_000;
/** The setting of a thread that names the last turn before other people spoke. */
const interruptedKey = 'interruptedAfter';

/** Floors in memory, read from the turns after a restart. */
export function createFloor(store: FloorStore | undefined): Floor {
  /** The holder of a thread; null where people talk among themselves. */
  const holders = new LRUCache<string, { readonly tenant: string; readonly person: string | null }>({
    max: remembered,
  });

  async function holderOf(place: Place): Promise<string | null> {
    const known = holders.get(keyOf(place));
    if (known) return known.person;
    if (!store) return null;
    const [turn] = await store.turns.recent(place, '', 1);
    if (!turn) return null;
    const { [interruptedKey]: interruptedAfter } = await store.settings.read(place);
    return interruptedAfter === turn.id ? null : turn.person;
  }

  async function free(place: Place): Promise<void> {
    holders.set(keyOf(place), { tenant: tenantKey(place), person: null });
    const [turn] = store ? await store.turns.recent(place, '', 1) : [];
    if (turn) await store?.settings.change(place, { [interruptedKey]: turn.id });
  }

  return {
    take({ place, person }) {
      holders.set(keyOf(place), { tenant: tenantKey(place), person });
    },
    async isHeldBy({ place, person, isForOthers }) {
      const holder = await holderOf(place);
      if (holder === null) return false;
      if (holder === person && !isForOthers) return true;
      await free(place);
      return false;
    },
    forget(tenant, person) {
      for (const [key, holder] of [...holders.entries()])
        if (holder.tenant === tenantKey(tenant) && holder.person === person) holders.delete(key);
    },
  };
}

function tenantKey({ platform, tenant }: Tenant): string {
  return JSON.stringify([platform, tenant]);
}

function keyOf({ platform, tenant, place }: Place): string {
  return JSON.stringify([platform, tenant, place]);
}

/**
 * Tenants that removed the app. Whatever was on its way while they were forgotten (a missed message claimed, an answer
 * remembered, a note that we are there) must not bring them back.
 */
import { messageOf } from '../base/errors.js';
import type { Log } from '../base/log.js';
import type { Tenant } from './types.js';

/** For so long nothing of a tenant that left is written; far longer than an answer takes. */
const remembersMs = 5 * 60_000;
/** What had been handed to the store already is there by then, and goes with the second look. */
const secondLookMs = 2_000;

export interface Departures {
  /** Forgets a tenant, and once more a little later. @throws whatever `forget` throws */
  leave(tenant: Tenant): Promise<void>;
  hasLeft(tenant: Tenant): boolean;
  /** It installed the app again. */
  comeBack(tenant: Tenant): void;
}

export function createDepartures(forget: (tenant: Tenant) => Promise<void>, log: Log): Departures {
  const left = new Map<string, number>();
  const hasLeft = (tenant: Tenant): boolean => {
    const at = left.get(keyOf(tenant));
    if (at === undefined) return false;
    if (Date.now() - at < remembersMs) return true;
    left.delete(keyOf(tenant));
    return false;
  };
  return {
    hasLeft,
    comeBack: (tenant) => void left.delete(keyOf(tenant)),
    async leave(tenant) {
      left.set(keyOf(tenant), Date.now());
      await forget(tenant);
      setTimeout(() => {
        if (!hasLeft(tenant)) return;
        forget(tenant).catch((error: unknown) =>
          log.error({ reason: messageOf(error), platform: tenant.platform }, 'a tenant was not forgotten as a whole'),
        );
      }, secondLookMs).unref();
    },
  };
}

function keyOf({ platform, tenant }: Tenant): string {
  return JSON.stringify([platform, tenant]);
}

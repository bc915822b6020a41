/**
 * Fair limits: how much one person and one channel may ask in a while, so that nobody floods a class. Kept in memory: a
 * restart forgives.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { channelOf, type Incoming } from './types.js';

/** Far above what people type, a class that asks all at once included; a program that runs wild meets it within a minute. */
const perPerson = { points: 250, duration: 600 };
const perChannel = { points: 1_500, duration: 600 };

export interface Limits {
  /** Counts one message; undefined while it is within the limits, else whose limit it met and seconds until it ends. */
  count(incoming: Incoming): Promise<{ readonly whose: 'person' | 'channel'; readonly seconds: number } | undefined>;
}

export function createLimits(): Limits {
  const people = new RateLimiterMemory(perPerson);
  const channels = new RateLimiterMemory(perChannel);
  return {
    async count({ place, person, isOperator, isDue }) {
      // A pipe at the machine itself is no crowd, nor is what was planned.
      if (isOperator || isDue) return undefined;
      const tenant = [place.platform, place.tenant];
      const byPerson = await overdrawn(people, JSON.stringify([...tenant, person]));
      if (byPerson !== undefined) return { whose: 'person', seconds: byPerson };
      const byChannel = await overdrawn(channels, JSON.stringify([...tenant, channelOf(place).place]));
      return byChannel === undefined ? undefined : { whose: 'channel', seconds: byChannel };
    },
  };
}

/** Seconds until `key` may again, when it may not now. */
async function overdrawn(limiter: RateLimiterMemory, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}

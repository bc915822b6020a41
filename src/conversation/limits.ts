/**
 * Fair limits: how much one person and one channel may ask in a while, so that nobody floods a class or its teachers.
 * Kept in memory, under names that only this process can tell: a restart forgives, and who passed on words without a
 * name stands nowhere.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { channelOf, type Incoming } from './types.js';

/** Far above what people type, a class that asks all at once included; a program that runs wild meets it within a minute. */
const perPerson = { points: 250, duration: 600 };
const perChannel = { points: 1_500, duration: 600 };
/** What a teacher has to read and decide: words without a name are dearer than questions. */
const relays = { points: 3, duration: 3_600 };
const questions = { points: 10, duration: 3_600 };

export interface Limits {
  /** Counts one message; undefined while it is within the limits, else whose limit it met and seconds until it ends. */
  count(incoming: Incoming): Promise<{ readonly whose: 'person' | 'channel'; readonly seconds: number } | undefined>;
  /** Counts what a person sends to the teachers; undefined while it is within the limit, else minutes until it ends. */
  countForTeachers(incoming: Incoming, what: 'relay' | 'question'): Promise<number | undefined>;
}

export function createLimits(): Limits {
  const people = new RateLimiterMemory(perPerson);
  const channels = new RateLimiterMemory(perChannel);
  const forTeachers = { relay: new RateLimiterMemory(relays), question: new RateLimiterMemory(questions) };
  const secret = randomBytes(32);
  const keyOf = (...parts: readonly string[]): string =>
    createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64');
  return {
    async count({ place, person, isOperator, isDue }) {
      // A pipe at the machine itself is no crowd, nor is what was planned.
      if (isOperator || isDue) return undefined;
      const { platform, tenant } = place;
      const byPerson = await overdrawn(people, keyOf(platform, tenant, person));
      if (byPerson !== undefined) return { whose: 'person', seconds: byPerson };
      const byChannel = await overdrawn(channels, keyOf(platform, tenant, channelOf(place).place));
      return byChannel === undefined ? undefined : { whose: 'channel', seconds: byChannel };
    },
    async countForTeachers({ place: { platform, tenant }, person }, what) {
      const seconds = await overdrawn(forTeachers[what], keyOf(platform, tenant, person));
      return seconds === undefined ? undefined : Math.ceil(seconds / 60);
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

/** Buckets per route and major parameter, with Discord's headers; and the limit over everything. */
import { createHash } from 'node:crypto';
import { matchPath } from './routes.js';

export interface LimitRule {
  readonly method: string;
  readonly pattern: string;
  readonly limit: number;
  readonly windowMs: number;
}

/** Limits bots commonly meet; Discord publishes none. */
export const usualLimits: readonly LimitRule[] = [
  { method: 'POST', pattern: '/channels/:id/messages', limit: 5, windowMs: 5000 },
  { method: 'PATCH', pattern: '/channels/:id/messages/:message', limit: 5, windowMs: 5000 },
  { method: 'POST', pattern: '/webhooks/:id/:token', limit: 5, windowMs: 2000 },
  { method: 'PATCH', pattern: '/webhooks/:id/:token/messages/:message', limit: 5, windowMs: 2000 },
  { method: 'POST', pattern: '/channels/:id/typing', limit: 5, windowMs: 5000 },
];

export interface Verdict {
  readonly headers: Readonly<Record<string, string>>;
  /** Set where the call is one too many. */
  readonly limited?: { readonly retryAfterMs: number; readonly isGlobal: boolean };
}

interface Bucket {
  used: number;
  resetsAt: number;
}

export class RateLimits {
  readonly rules: LimitRule[] = [];
  /** Calls a second over all routes but those of interactions; 0 for no limit. */
  globalPerSecond = 0;
  readonly #buckets = new Map<string, Bucket>();

  /** Counts the call. */
  check(method: string, path: string, now = Date.now()): Verdict {
    const isInteraction = /^\/(interactions|webhooks)\//.test(path);
    if (this.globalPerSecond > 0 && !isInteraction) {
      const bucket = this.#bucket('global', 1000, now);
      if (++bucket.used > this.globalPerSecond) {
        return { headers: {}, limited: { retryAfterMs: bucket.resetsAt - now, isGlobal: true } };
      }
    }
    const rule = this.rules.find((one) => one.method === method && matchPath(one.pattern, path) !== undefined);
    if (!rule) return { headers: {} };
    const hash = createHash('md5').update(`${rule.method} ${rule.pattern}`).digest('hex');
    const major = path
      .split('/')
      .slice(1, path.startsWith('/webhooks/') ? 4 : 3)
      .join('/');
    const bucket = this.#bucket(`${hash} ${major}`, rule.windowMs, now);
    bucket.used++;
    const resetAfterMs = bucket.resetsAt - now;
    const headers = {
      'x-ratelimit-limit': String(rule.limit),
      'x-ratelimit-remaining': String(Math.max(0, rule.limit - bucket.used)),
      'x-ratelimit-reset': (bucket.resetsAt / 1000).toFixed(3),
      'x-ratelimit-reset-after': (resetAfterMs / 1000).toFixed(3),
      'x-ratelimit-bucket': hash,
    };
    const isOver = bucket.used > rule.limit;
    return { headers, ...(isOver && { limited: { retryAfterMs: resetAfterMs, isGlobal: false } }) };
  }

  #bucket(key: string, windowMs: number, now: number): Bucket {
    const known = this.#buckets.get(key);
    if (known && known.resetsAt > now) return known;
    const fresh: Bucket = { used: 0, resetsAt: now + windowMs };
    this.#buckets.set(key, fresh);
    return fresh;
  }
}

export function tooMany(retryAfterMs: number, isGlobal: boolean): { headers: Record<string, string>; body: unknown } {
  const seconds = retryAfterMs / 1000;
  return {
    headers: {
      'retry-after': String(seconds),
      'x-ratelimit-scope': isGlobal ? 'global' : 'user',
      ...(isGlobal && { 'x-ratelimit-global': 'true' }),
    },
    body: { message: 'You are being rate limited.', retry_after: seconds, global: isGlobal },
  };
}

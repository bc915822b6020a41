/**
 * What Bolt's check of signatures leaves open: a time stamp from the future, and a signed request sent twice. Slack's
 * own repeats say so in a header; they pass, and the claim of their event answers them once.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';

export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Slack's own limit, and Bolt's for the past. */
const skewSeconds = 300;
/** Signatures outlive the time in which they are valid. */
const rememberedMs = 2 * skewSeconds * 1000;

/** `listener` behind both checks, for POST requests; 401 with an empty body for what is refused. */
export function guardRequests(listener: Listener, nowMs: () => number = Date.now): Listener {
  const seen = new LRUCache<string, true>({ max: 100_000, ttl: rememberedMs });
  return (request, response) => {
    if (request.method !== 'POST') return listener(request, response);
    const stamp = Number(request.headers['x-slack-request-timestamp']);
    const signature = String(request.headers['x-slack-signature'] ?? '');
    const isInTime = Math.abs(nowMs() / 1000 - stamp) <= skewSeconds;
    const isRepeat = request.headers['x-slack-retry-num'] !== undefined;
    if (!isInTime || (seen.has(signature) && !isRepeat)) {
      response.writeHead(401).end();
      request.resume();
      return;
    }
    // Only what Bolt found rightly signed is remembered.
    response.once('finish', () => {
      if (response.statusCode === 200) seen.set(signature, true);
    });
    listener(request, response);
  };
}

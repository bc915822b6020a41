/**
 * What stands before every page: strict headers, requests of this page alone, limits of size and number. A page that
 * breaks says so in words; why is in the log.
 */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** A class that shares one address asks all at once and turns pages; a program that runs wild meets it within seconds. */
const requests = { points: 1_200, duration: 60 };
const questions = { points: 240, duration: 60 };
/** Wrong tokens, an hour. */
const tries = { points: 10, duration: 3_600 };
/** A question with its frame, in bytes. */
const questionBytes = 16 * 1_024;

export type Limited = 'requests' | 'questions' | 'tries';

/** Seconds until this address may again; undefined while it may. */
export type CountRequest = (context: Context, what: Limited) => Promise<number | undefined>;

/** Counts by address, in memory. `hasProxy`: the address stands in the header that our own proxy adds. */
export function createCounter(hasProxy: boolean): CountRequest {
  const limiters = {
    requests: new RateLimiterMemory(requests),
    questions: new RateLimiterMemory(questions),
    tries: new RateLimiterMemory(tries),
  };
  return async (context, what) => {
    try {
      await limiters[what].consume(addressOf(context, hasProxy));
      return undefined;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
      throw refusal;
    }
  };
}

/** Headers of every page: nothing from elsewhere, no inline script or style, no frame, nothing told to other sites. */
export function pageHeaders(): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    // A page behind no TLS must not claim it for the whole host.
    strictTransportSecurity: false,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], browsingTopics: [] },
  });
}

/**
 * Whether a request that changes something came from this very page: browsers say so themselves, and older ones name the
 * page they come from.
 */
export function isFromHere(context: Context, publicUrl: string | undefined): boolean {
  const site = context.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = context.req.header('origin');
  if (origin === undefined) return true;
  const own = [new URL(context.req.url).origin, ...(publicUrl === undefined ? [] : [new URL(publicUrl).origin])];
  return own.includes(origin);
}

/** The fields of a form; none where what came is no form, or only half of one. */
export async function formOf(context: Context): Promise<Readonly<Record<string, string | File>>> {
  try {
    return await context.req.parseBody();
  } catch {
    return {};
  }
}

/** Takes no more than `bytes`; a question's frame by default. */
export function sizeLimit(
  tooLong: (context: Context) => Response | Promise<Response>,
  bytes = questionBytes,
): MiddlewareHandler {
  return bodyLimit({ maxSize: bytes, onError: tooLong });
}

function addressOf(context: Context, hasProxy: boolean): string {
  const forwarded = hasProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return forwarded || getConnInfo(context).remote.address || 'unknown';
}

/**
 * Claim, work, done: a message is on disk before its platform is told that it arrived, is answered once, and is taken
 * up again after a crash. Without a store every message is new.
 */
import { z } from 'zod';
import { messageOf } from '../base/errors.js';
import type { Log } from '../base/log.js';
import { say } from '../essay/phrases.js';
import { type Language, languages } from '../essay/types.js';
import type { OpenClaim, Store } from '../store/store.js';
import type { Floor } from './floor.js';
import { notice } from './notices.js';
import type { IsWanted } from './overheard.js';
import type { Due, Incoming, Place, PutByLine, Reply } from './types.js';

/** A claim is held this long and renewed while its work goes on; after a crash it is taken up when this is over. */
const leaseMs = 15_000;
const renewEveryMs = 5_000;
const lookEveryMs = 3_000;
/** Work older than this is excused: its asker has moved on. */
const tooOldMs = 15 * 60_000;
/** Work that failed this often is given up. */
const mostTries = 4;

/** What a claim holds: a message to answer, or words put by for later. */
const work = z.union([
  z.object({
    incoming: z.custom<Incoming>((value) => typeof value === 'object' && value !== null),
    /** When it was to be carried out, for what was put by; milliseconds since 1970. */
    dueAt: z.number().optional(),
  }),
  z.object({
    notice: z.object({ key: z.enum(['youAreTeacherNow']), language: z.enum(languages as [Language, ...Language[]]) }),
  }),
]);
type Work = z.infer<typeof work>;

/** What is put by: words to be said, or a command line to be carried out as if it were said in the place. */
export type PutBy = Extract<Work, { notice: unknown }>['notice'] | PutByLine;

export interface Intake {
  accept(incoming: Incoming): Promise<boolean>;
  finish(incoming: Incoming): Promise<void>;
  release(incoming: Incoming): void;
  due(platforms: readonly string[], signal: AbortSignal): AsyncIterable<Due>;
  /** Puts words by for a place; told once for each `id`, at the latest in a few seconds. */
  putBy(place: Place, id: string, what: PutBy, person: string): Promise<void>;
}

export interface IntakeParts {
  readonly claims: Store['claims'] | undefined;
  readonly floor: Pick<Floor, 'take'>;
  readonly isWanted: IsWanted;
  readonly log: Log;
  /** The complete reply to a message. */
  readonly answer: (incoming: Incoming, signal: AbortSignal) => Promise<Reply | undefined>;
}

export function createIntake({ claims, floor, isWanted, log, answer }: IntakeParts): Intake {
  /** Messages being worked on here, renewed until they are finished. */
  const held = new Map<string, Incoming>();
  let renewing: NodeJS.Timeout | undefined;

  function hold(incoming: Incoming): void {
    held.set(keyOf(incoming), incoming);
    renewing ??= setInterval(renew, renewEveryMs).unref();
  }

  function letGo(incoming: Incoming): void {
    held.delete(keyOf(incoming));
    if (held.size > 0) return;
    clearInterval(renewing);
    renewing = undefined;
  }

  function renew(): void {
    for (const incoming of held.values())
      claims
        ?.renew(eventOf(incoming), leaseMs)
        .catch((error: unknown) => log.warn({ reason: messageOf(error) }, 'a claim was not renewed'));
  }

  async function finish(incoming: Incoming): Promise<void> {
    letGo(incoming);
    await claims?.done(eventOf(incoming));
  }

  /** What is to be said for a claim nobody holds; undefined while it cannot be said. */
  async function resume(claim: OpenClaim, signal: AbortSignal): Promise<Due | undefined> {
    const { platform, tenant, place } = claim;
    const done = async (): Promise<void> => await claims?.done(claim);
    const found = work.safeParse(parseJson(claim.payload));
    if (!found.success) {
      log.error({ platform, event: claim.event }, 'a claim could not be read and is dropped');
      await done();
      return undefined;
    }
    if ('notice' in found.data) {
      const { key, language } = found.data.notice;
      return { place: { platform, tenant, place }, replies: [notice(language, 'plain', key)], confirm: done };
    }
    const { incoming, dueAt } = found.data;
    const confirm = (): Promise<void> => finish(incoming);
    if (claim.tries > mostTries) {
      log.error(
        { platform, event: claim.event, tries: claim.tries },
        'a message could not be answered and is given up',
      );
      await done();
      return undefined;
    }
    if (dueAt === undefined && Date.now() - claim.claimedAt > tooOldMs) {
      const text = { time: clockTime(claim.claimedAt) };
      const late = notice(incoming.language ?? 'en', 'refusal', 'askedTooLongAgo', text);
      return { place: incoming.place, replies: [late], incoming, confirm };
    }
    hold(incoming);
    const asked = incoming.isDue ? incoming : { ...incoming, missedAt: incoming.missedAt ?? claim.claimedAt };
    const reply = await answer(asked, signal);
    if (reply) return { place: incoming.place, replies: [reply], incoming, confirm };
    letGo(incoming);
    // What was planned and is not to be said any more (a draft taken back) is done with.
    if (incoming.isDue && !signal.aborted) await done();
    return undefined;
  }

  return {
    async accept(incoming) {
      if (incoming.isOverheard && !(await isWanted(incoming))) return false;
      // Files and threads are read from the platform, and not again after a crash.
      const { files, thread: _, ...rest } = incoming;
      const kept: Incoming = files ? { ...rest, hadFiles: true } : rest;
      const payload = JSON.stringify({ incoming: kept } satisfies Work);
      if (claims && !(await claims.claim(eventOf(incoming), { person: incoming.person, payload }, leaseMs)))
        return false;
      // What one person alone sees takes the floor from nobody.
      if (!incoming.command && !incoming.isPrivate) floor.take(incoming);
      if (claims) hold(incoming);
      return true;
    },

    finish,
    release: letGo,

    async *due(platforms, signal) {
      while (claims && !signal.aborted) {
        for (const platform of platforms) {
          let open: readonly OpenClaim[] = [];
          try {
            open = await claims.takeUp(platform, { leaseMs });
          } catch (error) {
            log.error({ reason: messageOf(error) }, 'open claims could not be read');
          }
          for (const claim of open) {
            if (signal.aborted) return;
            const due = await resume(claim, signal);
            if (due) yield due;
            // Not confirmed: nobody holds it any more, and it comes again.
            if (due?.incoming) letGo(due.incoming);
          }
        }
        await pause(lookEveryMs, signal);
      }
    },

    async putBy(place, id, what, person) {
      const event = { ...place, event: `put-by:${id}` };
      if ('key' in what) {
        await claims?.claim(event, { person, payload: JSON.stringify({ notice: what } satisfies Work) }, 0);
        return;
      }
      const dueAt = what.dueAt ?? Date.now();
      const incoming: Incoming = {
        place,
        person,
        messageId: event.event,
        text: what.line,
        language: what.language,
        isDue: true,
        ...(place.place.startsWith('@') ? { isDirect: true } : {}),
      };
      // Nobody holds it from the moment it is due.
      const payload = JSON.stringify({ incoming, dueAt } satisfies Work);
      await claims?.claim(event, { person, payload }, Math.max(0, dueAt - Date.now()));
    },
  };
}

/** The note before an answer that comes late; nothing for one in time. */
export function lateNote({ missedAt }: Incoming, language: Language): string | undefined {
  return missedAt === undefined ? undefined : say('askedWhileAway', language, { time: clockTime(missedAt) });
}

function clockTime(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16);
}

function eventOf({ place, messageId }: Incoming) {
  return { ...place, event: messageId };
}

function keyOf({ place, messageId }: Incoming): string {
  return JSON.stringify([place.platform, place.tenant, place.place, messageId]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  // An abort that came before is told to no listener.
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
  });
}

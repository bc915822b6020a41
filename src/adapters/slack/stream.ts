/**
 * A reply that is written while one watches, by Slack's own streaming. Where a stream is refused or dies, the message is
 * put right or posted whole: the words arrive once, whatever happens.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { type Calls, SlackRefusal } from './api-calls.js';
import {
  type Answered,
  findOwn,
  ownEventType,
  postParts,
  recentMessages,
  replaceWith,
  type Target,
} from './deliver.js';
import type { Part } from './render.js';
import type { Workspace } from './workspaces.js';

/** Slack allows about twenty streams a minute and workspace; beyond that a reply is posted whole. */
const streamsAMinute = { points: 15, duration: 60 };
/** After a refusal that will not change, no stream is tried for this long. */
const refusedForMs = 10 * 60_000;
/** One call takes no more Markdown than this. */
const markdownLimit = 11_000;

export interface Streams {
  /** A message that grows in the thread; undefined where it is better posted whole. */
  start(
    workspace: Workspace,
    target: Required<Target>,
    user: string,
    markdown: string,
    answered: Answered,
  ): Promise<Stream | undefined>;
}

export interface Stream {
  /** Shows `markdown`, which begins with what was shown; silently gives up streaming when Slack does. */
  grow(markdown: string): Promise<void>;
  /** Completes the message; posts the other parts behind it. @throws SlackRefusal */
  finish(parts: readonly [Part, ...Part[]]): Promise<void>;
  /** Takes the message away: it was not for everyone. */
  takeBack(): Promise<void>;
}

/** Streams of all workspaces, with their limits. */
export function createStreams(): Streams {
  const limiter = new RateLimiterMemory(streamsAMinute);
  const refusedUntil = new Map<string, number>();

  async function isFree(team: string): Promise<boolean> {
    if ((refusedUntil.get(team) ?? 0) > Date.now()) return false;
    try {
      await limiter.consume(team);
      return true;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return false;
      throw refusal;
    }
  }

  return {
    async start({ team, calls, self }, target, user, markdown, answered) {
      if (markdown.length > markdownLimit || !(await isFree(team))) return undefined;
      const { channel, threadTs } = target;
      try {
        const { ts } = await calls.once('chat.startStream', {
          channel,
          thread_ts: threadTs,
          recipient_team_id: team,
          recipient_user_id: user,
          markdown_text: markdown,
        });
        return typeof ts === 'string' ? createStream(calls, target, ts, markdown, answered) : undefined;
      } catch (error) {
        const isPassing = error instanceof SlackRefusal && error.isPassing;
        if (!isPassing) refusedUntil.set(team, Date.now() + refusedForMs);
        // It may have begun all the same: then that message is gone on with, for a second one would double the answer.
        const ts = isPassing ? await findBegun(calls, target, self.userId, answered) : undefined;
        return ts === undefined ? undefined : createStream(calls, target, ts, markdown, answered);
      }
    },
  };
}

function createStream(calls: Calls, target: Required<Target>, ts: string, begun: string, answered: Answered): Stream {
  const { channel } = target;
  let shown = begun;
  let isDead = false;
  return {
    async grow(markdown) {
      if (isDead || markdown === shown || !markdown.startsWith(shown)) return;
      try {
        await calls.once('chat.appendStream', { channel, ts, markdown_text: markdown.slice(shown.length) });
        shown = markdown;
      } catch {
        isDead = true;
      }
    },
    async finish(parts) {
      const [first] = parts;
      const rest = first.markdown?.startsWith(shown) ? first.markdown.slice(shown.length) : undefined;
      const isStopped = !isDead && rest !== undefined && (await stop(rest, first));
      if (!isStopped) await putRight(first);
      await postParts(calls, target, parts, answered, 1);
    },
    async takeBack() {
      await calls.may('chat.stopStream', { channel, ts });
      await calls.must('chat.delete', { channel, ts });
    },
  };

  async function stop(rest: string, { foot }: Part): Promise<boolean> {
    const metadata = { event_type: ownEventType, event_payload: { to: answered.turn, part: 0 } };
    const text = rest === '' ? {} : { markdown_text: rest };
    try {
      // Tried again when it may have worked: then the stream is over, and the message is put right in any case.
      await calls.must('chat.stopStream', {
        channel,
        ts,
        ...text,
        metadata,
        ...(foot.length > 0 ? { blocks: foot } : {}),
      });
      return true;
    } catch {
      return false;
    }
  }

  /** The stream is over before its time: the same message gets the whole answer; if it cannot, a new one does. */
  async function putRight(part: Part): Promise<void> {
    // Slack refuses to change a message that still counts as being streamed.
    await calls.may('chat.stopStream', { channel, ts });
    try {
      await replaceWith(calls, channel, ts, part, answered);
    } catch (error) {
      if (!(error instanceof SlackRefusal) || error.isPassing) throw error;
      await calls.may('chat.delete', { channel, ts });
      await postParts(calls, target, [part], answered);
    }
  }
}

/** A message of ours in the thread, newer than the question, that no answer has claimed. */
async function findBegun(
  calls: Calls,
  target: Required<Target>,
  selfId: string,
  { turn }: Answered,
): Promise<string | undefined> {
  const whole = await findOwn(calls, target, { turn, part: 0 });
  if (whole !== undefined) return whole;
  const begun = (await recentMessages(calls, target, turn)).findLast(
    ({ user, ts, metadata }) => user === selfId && ts !== undefined && ts > turn && metadata === undefined,
  );
  return begun?.ts;
}

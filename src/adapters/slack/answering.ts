/**
 * Messages to replies in Slack: in the thread of the question, to one person alone, or as a message of their own. One
 * thread in order; whatever fails, the answer arrives once or its question is put back.
 */
import type { RespondFn } from '@slack/bolt';
import { messageOf } from '../../base/errors.js';
import type { Log } from '../../base/log.js';
import type { Conversation, HandleOptions, Incoming, Reply } from '../../conversation/types.js';
import { guessLanguage } from '../../essay/language.js';
import { say } from '../../essay/phrases.js';
import type { Language } from '../../essay/types.js';
import { createFlights } from '../flights.js';
import { newest } from '../pace.js';
import { type Answer, type Calls, SlackRefusal } from './api-calls.js';
import { directChannel, inAnyForm, postPart, postParts, replaceOrPost, type Target, whisper } from './deliver.js';
import type { Where } from './heard.js';
import { createLifeSigns } from './life-sign.js';
import { createPeople } from './people.js';
import { type Frame, type Part, renderReply } from './render.js';
import { createStreams, type Stream } from './stream.js';
import type { Workspace } from './workspaces.js';

/** How often a growing reply is written again. */
const growEveryMs = 700;

/** A target that may be unknown: a window stands in no channel. */
interface Whereabouts {
  readonly channel: string | undefined;
  readonly threadTs?: string | undefined;
}

export interface Answering {
  /** Answers in the thread of the question. */
  inThread(workspace: Workspace, incoming: Incoming, where: Where): Promise<void>;
  /** Answers its sender alone, through the command's or button's own way back. */
  privately(
    workspace: Workspace,
    incoming: Incoming,
    where: Whereabouts,
    respond: RespondFn | undefined,
  ): Promise<void>;
  /** Answers with a message that everyone in the channel sees, and whose thread goes on from it. Whether it was shown. */
  openly(workspace: Workspace, incoming: Incoming, target: Target, respond: RespondFn | undefined): Promise<boolean>;
  /** The complete reply, without showing it. */
  reply(workspace: Workspace, incoming: Incoming): Promise<Reply | undefined>;
  /** Stops what is being written in a thread. */
  interrupt(channel: string, threadTs: string): void;
  /** Resolves when nothing is in flight. */
  settled(): Promise<void>;
}

export interface AnsweringParts {
  readonly conversation: Conversation;
  readonly log: Log;
  /** Aborted when what is in flight has had its time. */
  readonly signal: AbortSignal;
}

export function createAnswering({ conversation, log, signal }: AnsweringParts): Answering {
  const flights = createFlights(conversation, log, (error) => error instanceof SlackRefusal && !error.isPassing);
  const streams = createStreams();
  const lifeSigns = createLifeSigns();
  const stops = new Map<string, Set<AbortController>>();
  const people = createPeople();

  function optionsFor(workspace: Workspace, person: string, stop?: AbortSignal): HandleOptions {
    return {
      signal: stop ? AbortSignal.any([signal, stop]) : signal,
      hasPlatformRights: () => people.isAdmin(workspace, person),
    };
  }

  async function lastOf(workspace: Workspace, incoming: Incoming): Promise<Reply | undefined> {
    let last: Reply | undefined;
    for await (const reply of conversation.handle(incoming, optionsFor(workspace, incoming.person))) last = reply;
    if (signal.aborted) throw new Error('stopped before its end');
    return last && (await people.named(workspace, last));
  }

  async function write(workspace: Workspace, incoming: Incoming, where: Where): Promise<void> {
    const { calls } = workspace;
    const answered = { turn: incoming.messageId };
    const target = { channel: where.channel, threadTs: where.threadTs };
    const stop = stopFor(where);
    const isShown = lifeSigns.show(calls, where, languageOf(incoming));
    let stream: Stream | undefined;
    let isTried = false;
    let last: Reply | undefined;
    try {
      const replies = conversation.handle(incoming, optionsFor(workspace, where.user, stop.signal));
      for await (const { value, isLast } of newest(replies, growEveryMs)) {
        last = value;
        if (isLast || (value.kind !== 'answer' && value.kind !== 'summary')) continue;
        const [first, ...more] = renderReply(value, frameOf(incoming));
        if (more.length > 0 || first.markdown === undefined) continue;
        if (stream) await stream.grow(first.markdown);
        else if (!isTried) stream = await streams.start(workspace, target, where.user, first.markdown, answered);
        isTried = true;
      }
      // Cut off by our own end, half an answer is none: the next start takes the question up.
      if (signal.aborted) throw new Error('stopped before its end');
      if (!last) return;
      const parts = renderReply(await people.named(workspace, last), frameOf(incoming));
      if (stream) await stream.finish(parts);
      else if (isPersonal(last) && !incoming.isDirect) await whisper(calls, target, where.user, parts, answered);
      else await postOrTell(calls, target, where.user, parts, incoming);
      await attach(calls, target, last);
    } finally {
      isShown();
      stop.end();
    }
  }

  /** In the thread; where we may not write there, to the asker in direct messages: nobody is left without a reason. */
  async function postOrTell(
    calls: Calls,
    target: Target,
    user: string,
    parts: readonly Part[],
    incoming: Incoming,
  ): Promise<void> {
    const answered = { turn: incoming.messageId };
    try {
      await postParts(calls, target, parts, answered);
    } catch (error) {
      if (!(error instanceof SlackRefusal) || error.isPassing || incoming.isDirect) throw error;
      log.warn({ reason: error.reason }, 'a channel does not let us write; the asker is told in direct messages');
      await postParts(calls, { channel: await directChannel(calls, user) }, parts, answered);
    }
  }

  /** A numbered copy as a file; its words as messages where files are not allowed. */
  async function attach(calls: Calls, { channel, threadTs }: Target, reply: Reply): Promise<void> {
    if (reply.kind !== 'handout') return;
    const { markdown, fileName, card } = reply;
    try {
      const file = { content: markdown, filename: fileName, title: card.essay.title };
      const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
      await calls.client.filesUploadV2({ channel_id: channel, ...thread, ...file });
    } catch (error) {
      log.warn({ reason: messageOf(error) }, 'the handout could not be uploaded; it is posted as messages');
      const words: Reply = { kind: 'notice', tone: 'plain', language: reply.language, text: markdown, buttons: [] };
      const frame = { turn: 'handout', place: channel, isPrivate: false };
      await postParts(calls, { channel, threadTs }, renderReply(words, frame), { turn: `handout:${Date.now()}` });
    }
  }

  async function respondOrWhisper(
    calls: Calls,
    { channel, threadTs }: Whereabouts,
    incoming: Incoming,
    reply: Reply,
    respond: RespondFn | undefined,
  ): Promise<void> {
    const answered = { turn: incoming.messageId };
    const parts = renderReply(reply, { ...frameOf(incoming), isPrivate: true });
    let sent = 0;
    try {
      // A way back is good for five uses.
      if (!respond || parts.length > 5) throw new Error('no way back');
      for (const part of parts) {
        await inAnyForm(part, (form) => sendBack(respond, form));
        sent += 1;
      }
    } catch {
      const rest = parts.slice(sent);
      if (channel === undefined)
        await postParts(calls, { channel: await directChannel(calls, incoming.person) }, rest, answered);
      else await whisper(calls, { channel, threadTs }, incoming.person, rest, answered);
    }
    if (reply.kind === 'handout') await attach(calls, { channel: await directChannel(calls, incoming.person) }, reply);
  }

  function stopFor({ channel, threadTs }: Where): { readonly signal: AbortSignal; end(): void } {
    const key = `${channel}:${threadTs}`;
    const controller = new AbortController();
    const here = stops.get(key) ?? new Set();
    stops.set(key, here.add(controller));
    return {
      signal: controller.signal,
      end() {
        here.delete(controller);
        if (here.size === 0) stops.delete(key);
      },
    };
  }

  return {
    inThread: (workspace, incoming, where) => flights.fly(incoming, () => write(workspace, incoming, where)),

    privately: (workspace, incoming, where, respond) =>
      flights.fly(incoming, async () => {
        const reply = await lastOf(workspace, incoming);
        if (reply) await respondOrWhisper(workspace.calls, where, incoming, reply, respond);
      }),

    async openly(workspace, incoming, target, respond) {
      let isShown = false;
      await flights.fly(incoming, async () => {
        const { calls } = workspace;
        const answered = { turn: incoming.messageId };
        const { channel, threadTs } = target;
        let ts: string | undefined;
        try {
          ts = await postPart(
            calls,
            target,
            placeholder(languageOf(incoming)),
            { turn: `${incoming.messageId} begun` },
            0,
          );
        } catch (error) {
          if (!(error instanceof SlackRefusal) || error.isPassing || !respond) throw error;
        }
        const root = threadTs ?? ts;
        const place = root === undefined ? channel : `${channel}:${root}`;
        const placed: Incoming = { ...incoming, isPrivate: false, place: { ...incoming.place, place } };
        const reply = await lastOf(workspace, placed);
        if (!reply) return;
        const parts = renderReply(reply, frameOf(placed));
        if (ts === undefined) {
          // We are no member of the channel, but the command's own way back may speak there.
          for (const part of parts)
            await inAnyForm(part, (form) => sendBack(respond, { ...form, response_type: 'in_channel' }));
          isShown = true;
          return;
        }
        if (isPersonal(reply)) {
          await calls.may('chat.delete', { channel, ts });
          await respondOrWhisper(calls, target, incoming, reply, respond);
          return;
        }
        await replaceOrPost(calls, target, ts, parts[0], answered);
        await postParts(calls, { channel, threadTs: root }, parts, answered, 1);
        isShown = true;
        await attach(calls, { channel, threadTs: root }, reply);
      });
      return isShown;
    },

    reply: lastOf,

    interrupt(channel, threadTs) {
      for (const controller of stops.get(`${channel}:${threadTs}`) ?? []) controller.abort();
    },

    settled: flights.settled,
  };
}

export function frameOf({ messageId, place, isPrivate = false }: Incoming): Frame {
  return { turn: messageId, place: place.place, isPrivate };
}

export function isPersonal(reply: Reply): boolean {
  return reply.kind === 'notice' && reply.isPersonal === true;
}

async function sendBack(respond: RespondFn | undefined, form: object): Promise<Answer> {
  if (!respond) throw new Error('no way back');
  await respond({
    response_type: 'ephemeral',
    replace_original: false,
    unfurl_links: false,
    unfurl_media: false,
    ...form,
  } as never);
  return {};
}

function placeholder(language: Language): Part {
  const text = `Pilcrow ${say('reading', language)}`;
  return {
    text,
    markdown: undefined,
    body: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] }],
    foot: [],
  };
}

function languageOf({ language, text }: Incoming): Language {
  return language ?? guessLanguage(text.slice(0, 500));
}

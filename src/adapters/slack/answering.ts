/**
 * Messages to replies in Slack: in the thread of the question, to one person alone, or as a message of their own. One
 * thread in order; whatever fails, the answer arrives once or its question is put back.
 */
import type { RespondFn } from '@slack/bolt';
import type { Log } from '../../base/log.js';
import type { Conversation, HandleOptions, Incoming, Reply } from '../../conversation/types.js';
import { guessLanguage } from '../../essay/language.js';
import { say } from '../../essay/phrases.js';
import type { Language } from '../../essay/types.js';
import { createFlights } from '../flights.js';
import { newest } from '../pace.js';
import { isForOneAlone, isPersonal } from '../personal.js';
import { SlackRefusal } from './api-calls.js';
import { attachFiles } from './attach.js';
import { inAnyForm, postPart, postParts, replaceOrPost, type Target } from './deliver.js';
import type { Where } from './heard.js';
import { createLifeSigns } from './life-sign.js';
import { createPeople } from './people.js';
import { type Part, renderReply } from './render.js';
import { createStreams, type Stream } from './stream.js';
import { frameOf, postOrTell, respondOrWhisper, sendBack, tellAlone, type Whereabouts } from './ways.js';
import type { Workspace } from './workspaces.js';

/** How often a growing reply is written again. */
const growEveryMs = 700;

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
    // What is for one person alone is not begun where others see it.
    const isSecret = incoming.isDirect !== true && isForOneAlone(incoming);
    const isShown = isSecret ? () => {} : lifeSigns.show(calls, where, languageOf(incoming));
    let isInThread = true;
    let stream: Stream | undefined;
    let isTried = false;
    let last: Reply | undefined;
    try {
      const replies = conversation.handle(incoming, optionsFor(workspace, where.user, stop.signal));
      for await (const { value, isLast } of newest(replies, growEveryMs)) {
        last = value;
        if (isLast || isSecret || !isOpen(value, incoming)) continue;
        if (value.kind !== 'answer' && value.kind !== 'summary') continue;
        const [first, ...more] = renderReply(value, frameOf(incoming));
        if (more.length > 0 || first.markdown === undefined) continue;
        if (stream) await stream.grow(first.markdown);
        else if (!isTried) stream = await streams.start(workspace, target, where.user, first.markdown, answered);
        isTried = true;
      }
      // Cut off by our own end, half an answer is none: the next start takes the question up.
      if (signal.aborted) throw new Error('stopped before its end');
      if (!last) return;
      const reply = await people.named(workspace, last);
      isInThread = isOpen(last, incoming);
      if (!isInThread) {
        await stream?.takeBack();
        return await tellAlone({ calls, log }, target, incoming, reply);
      }
      const parts = renderReply(reply, frameOf(incoming));
      if (stream) await stream.finish(parts);
      else await postOrTell({ calls, log }, target, parts, incoming);
      await attachFiles(calls, target, last, log);
    } finally {
      isShown(isInThread);
      stop.end();
    }
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
        if (reply) await respondOrWhisper({ calls: workspace.calls, log }, where, incoming, reply, respond);
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
          if (isPersonal(reply)) return await respondOrWhisper({ calls, log }, target, incoming, reply, respond);
          for (const part of parts)
            await inAnyForm(part, (form) => sendBack(respond, { ...form, response_type: 'in_channel' }));
          isShown = true;
          return;
        }
        if (isPersonal(reply) && !incoming.isDirect) {
          await calls.may('chat.delete', { channel, ts });
          await respondOrWhisper({ calls, log }, target, incoming, reply, respond);
          return;
        }
        await replaceOrPost(calls, target, ts, parts[0], answered);
        await postParts(calls, { channel, threadTs: root }, parts, answered, 1);
        isShown = true;
        await attachFiles(calls, { channel, threadTs: root }, reply, log);
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

/** Whether the reply may stand in the thread. */
function isOpen(reply: Reply, { isDirect }: Incoming): boolean {
  return isDirect === true || !isPersonal(reply);
}

/**
 * Two ways of speaking: by messages in a channel, and by the way back of a command or button. Each shows a reply as it
 * grows and stands for its arrival; whoever asked is told in direct messages where neither is open.
 */

import { Routes } from 'discord.js';
import type { Log } from '../../base/log.js';
import type { Incoming, NoticeReply, Reply } from '../../conversation/types.js';
import { say } from '../../essay/phrases.js';
import type { Line } from '../line.js';
import { isForOneAlone, isPersonal } from '../personal.js';
import { type Calls, DiscordRefusal } from './calls.js';
import { directChannel, growTo, postPart, postParts, replaceWith, type Target } from './deliver.js';
import type { Frame } from './foot.js';
import type { Where } from './heard.js';
import { markdownOf } from './markdown.js';
import { fileOf, type Part, renderReply } from './render.js';
import { openThread } from './threads.js';
import type { WayBack } from './way-back.js';

/** Messages that may follow a response where the bot itself is not in the server. */
const mostFollowing = 5;

export interface Voice {
  /** Where the reply is going to stand; undefined where that is no channel of ours. */
  readonly typesIn: string | undefined;
  /** Before anything is said. */
  begin(): Promise<void>;
  grow(part: Part): Promise<void>;
  /** @throws DiscordRefusal */
  finish(reply: Reply, frame: Frame): Promise<void>;
}

export interface VoiceParts {
  readonly calls: Calls;
  readonly log: Log;
}

/** Whether the reply may be seen where the message stands: by everyone there, or because only its writer sees it. */
export function isOpen(reply: Reply, { isDirect, isPrivate }: Incoming): boolean {
  return isDirect === true || isPrivate === true || !isPersonal(reply);
}

/** Messages in a thread, which is opened first, or as a reply. */
export function messageVoice({ calls, log }: VoiceParts, incoming: Incoming, where: Where): Voice {
  const { messageId, person } = incoming;
  let target: Target = { channelId: where.channelId, replyTo: where.replyTo };
  let begun: string | undefined;
  return {
    get typesIn() {
      return target.channelId;
    },

    async begin() {
      const { opens } = where;
      // What is for one person alone needs no thread for all to see.
      const isSecret = incoming.isDirect !== true && isForOneAlone(incoming);
      if (opens && isSecret) target = { channelId: opens.parentId, replyTo: messageId };
      else if (opens && !(await openThread(calls, opens.parentId, messageId, opens.title)))
        target = { channelId: opens.parentId, replyTo: messageId };
    },

    async grow(part) {
      if (begun !== undefined) return await growTo(calls, target.channelId, begun, part);
      begun = await postPart(calls, target, part, `${messageId} begun`).catch(() => undefined);
    },

    async finish(reply, frame) {
      if (!isOpen(reply, incoming)) {
        if (begun !== undefined) await calls.must('delete', Routes.channelMessage(target.channelId, begun));
        return await tellAlone({ calls, log }, target, incoming, reply, frame);
      }
      const parts = renderReply(reply, frame);
      if (begun === undefined) return await postOrTell({ calls, log }, target, person, parts, messageId);
      await replaceWith(calls, target, begun, parts[0], `${messageId} 0`);
      await postParts(calls, target, parts, messageId, 1);
    },
  };
}

/** In the channel; where we may not write there, to the asker in direct messages: nobody is left without a reason. */
export async function postOrTell(
  { calls, log }: VoiceParts,
  target: Target,
  person: string,
  parts: readonly Part[],
  turn: string,
): Promise<void> {
  try {
    await postParts(calls, target, parts, turn);
  } catch (error) {
    if (!(error instanceof DiscordRefusal) || error.isPassing) throw error;
    log.warn({ reason: error.message }, 'a channel does not let us write; the asker is told in direct messages');
    await postParts(calls, { channelId: await directChannel(calls, person) }, parts, turn);
  }
}

/** To its asker in direct messages, with a line in the channel that says so and nothing else. */
export async function tellAlone(
  { calls }: VoiceParts,
  target: Target,
  { place, person, messageId }: Incoming,
  reply: Reply,
  frame: Frame,
): Promise<void> {
  let isTold = true;
  try {
    const channelId = await directChannel(calls, person);
    await postParts(calls, { channelId }, renderReply(reply, { ...frame, home: place }), `${messageId} alone`);
  } catch (error) {
    if (!(error instanceof DiscordRefusal) || error.isPassing) throw error;
    isTold = false;
  }
  const { language } = reply;
  const text = say(isTold ? 'answeredPersonally' : 'cannotAnswerPersonally', language, { typed: '/pilcrow' });
  const said: NoticeReply = { kind: 'notice', tone: 'plain', language, text, buttons: [] };
  await postParts(calls, target, renderReply(said, frame), `${messageId} told`);
}

export interface BackVoiceOptions {
  /** The deferred message is for the asker alone. */
  readonly isEphemeral: boolean;
  /** The bot is not in this server or chat: only the way back leads there, for a few messages. */
  readonly isGuest: boolean;
  /** It stands in the person's direct messages, whatever place it is about. */
  readonly isDirect: boolean;
  /** Where to go when the way back is closed. */
  readonly channelId: string;
}

/** The deferred message, and more behind it. */
export function backVoice(parts: VoiceParts, incoming: Incoming, way: WayBack, options: BackVoiceOptions): Voice {
  const { calls } = parts;
  const { isEphemeral, isGuest, isDirect, channelId } = options;

  /** What the way back did not take: to the person alone, or for all in the channel. */
  async function elsewhere(rest: readonly Part[], done: number, isForOne: boolean): Promise<void> {
    const turn = `${incoming.messageId} late ${done}`;
    if (!isEphemeral && !isGuest && !isForOne)
      return await postOrTell(parts, { channelId }, incoming.person, rest, turn);
    await postParts(calls, { channelId: await directChannel(calls, incoming.person) }, rest, turn);
  }

  return {
    typesIn: undefined,
    begin: async () => {},
    grow: (part) => (way.isOpen() ? way.grow(part) : Promise.resolve()),

    async finish(reply, frame) {
      const isForOne = isPersonal(reply) && !isEphemeral && !isDirect;
      // In direct messages about another place the next button goes on there.
      const home = isDirect && !incoming.isDirect ? { home: incoming.place } : {};
      const rendered = renderReply(reply, { ...frame, ...home });
      const messages = isGuest ? atMost(rendered, mostFollowing + 1) : rendered;
      let done = 0;
      try {
        if (!way.isOpen()) throw new DiscordRefusal('the way back is closed', 0, false, undefined);
        if (isForOne) await way.remove();
        for (const part of messages) {
          if (done === 0 && !isForOne) await way.fill(part);
          else await way.follow(part, isEphemeral || isForOne);
          done += 1;
        }
      } catch (error) {
        if (!(error instanceof DiscordRefusal) || error.isPassing) throw error;
        await elsewhere(messages.slice(done), done, isForOne);
      }
    },
  };
}

/** At most `limit` parts: what is more stands in a file, not a word of it lost. */
function atMost(parts: readonly Part[], limit: number): readonly Part[] {
  if (parts.length <= limit) return parts;
  const rest = parts.slice(limit - 1);
  const [first] = rest;
  const text = rest.map(({ lines }) => markdownOf(lines.map(uncovered))).join('\n');
  const { foot = [], files = [] } = rest.at(-1) ?? {};
  return [
    ...parts.slice(0, limit - 1),
    { lines: first?.lines ?? [], foot, files: [...files, fileOf('answer.md', text)] },
  ];
}

/** A file has no covers: what is under one stays out of it. */
function uncovered(line: Line): Line {
  return { ...line, runs: line.runs.map((run) => (run.style?.spoiler ? { text: ' … ' } : run)) };
}

/**
 * Discord's messages as messages of the conversation. Pure: no call, no state, no policy beyond whom Discord says a
 * message comes from and speaks to.
 */
import type { Incoming } from '../../conversation/types.js';
import type { DiscordFile } from './attached.js';
import { placeOf, type Spot, tenantOf } from './places.js';
import { readText } from './read-text.js';
import { threadTitle } from './threads.js';

/** A message as events and histories show it. */
export interface Spoken {
  readonly id: string;
  readonly authorId: string;
  /** A bot's, a webhook's, or Discord's own. */
  readonly isMachine: boolean;
  readonly content: string;
  /** The people it mentions by name; never roles, never everyone. */
  readonly mentions: readonly string[];
  readonly files?: readonly DiscordFile[];
  /** The message it replies to, as far as Discord shows it. */
  readonly reference?: { readonly authorId: string; readonly text: string };
}

/** What stands around a message. */
export interface Surroundings {
  readonly spot: Spot;
  /** A thread can be opened for a message here. */
  readonly isThreadable: boolean;
  /** The title of the forum post that this thread is. */
  readonly postTitle?: string;
}

/** Where a reply goes. */
export interface Where {
  readonly channelId: string;
  /** The message it answers by Discord's own reply. */
  readonly replyTo?: string;
  /** The thread to open first; its id is the message's. */
  readonly opens?: { readonly parentId: string; readonly title: string };
}

export interface Heard {
  readonly incoming: Incoming;
  readonly where: Where;
  /** What is attached to a message that speaks to us. */
  readonly files?: readonly DiscordFile[];
}

/** What a message is to us; undefined for one that is not. Without words it cannot be read, unless it names us. */
export function readMessage(spoken: Spoken, around: Surroundings, selfId: string): Heard | undefined {
  const { id, authorId, isMachine, content, mentions, reference, files = [] } = spoken;
  const { spot, isThreadable, postTitle } = around;
  if (isMachine || authorId === selfId) return undefined;
  const isMentioned = mentions.includes(selfId);
  const isReplyToUs = reference?.authorId === selfId;
  const isAddressed = spot.isDirect || isMentioned || isReplyToUs;
  const isThread = spot.parentId !== null;
  if (!isAddressed && content === '') return undefined;
  const words = readText(content, selfId);
  // A post's first message has the post's own id, and its title is half of the question.
  const isPost = postTitle !== undefined && id === spot.channelId;
  const text = isPost ? [postTitle, words].filter(Boolean).join('\n') : words;
  const context = reference && !(isReplyToUs && (isThread || spot.isDirect)) ? reference.text : undefined;
  const quoted = context || (postTitle !== undefined && !isPost && isMentioned ? postTitle : undefined);
  const opens =
    isThreadable && !isThread ? { parentId: spot.channelId, title: threadTitle(text || quoted || '') } : undefined;
  const place = opens ? { ...tenantOf(spot), place: `${spot.channelId}:${id}` } : placeOf(spot);
  const isForOthers =
    mentions.some((person) => person !== selfId) || (reference !== undefined && reference.authorId !== selfId);
  return {
    ...(isAddressed && files.length > 0 ? { files } : {}),
    where: opens ? { channelId: id, opens } : { channelId: spot.channelId, replyTo: id },
    incoming: {
      place,
      person: authorId,
      messageId: id,
      // A bare mention in a reply asks about what it replies to.
      text: text === '' && quoted ? `/ask ${quoted}` : text,
      ...(quoted ? { quoted } : {}),
      ...(spot.isDirect ? { isDirect: true } : {}),
      ...(isAddressed ? {} : { isOverheard: true, isForOthers }),
      ...(isAddressed || (isThread && !isPost) ? {} : { isToAll: true }),
    },
  };
}

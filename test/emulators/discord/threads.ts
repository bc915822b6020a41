/** Threads open from a message, by themselves, or as a forum's post, and the sessions hear of them. */
import { refuse } from './errors.js';
import type { World } from './guild-state.js';
import { Intent, sendMessage, tellUpdated } from './messages.js';
import { channelPayload } from './payloads.js';
import {
  type Channel,
  ChannelKind,
  type Draft,
  Flag,
  type Id,
  isDm,
  isThread,
  type Message,
  MessageKind,
} from './shapes.js';
import { makeId } from './snowflake.js';

export interface ThreadOptions {
  readonly name: string;
  readonly ownerId: Id;
  readonly autoArchiveMinutes?: number;
}

/** The thread's id is the message's; a second one is refused with 160004. */
export function threadFromMessage(world: World, message: Message, options: ThreadOptions): Channel {
  const parent = world.channels.get(message.channelId);
  if (!parent) throw refuse('unknownChannel');
  if (isDm(parent)) throw refuse('inDm');
  if (parent.type !== ChannelKind.text && parent.type !== ChannelKind.announcement) throw refuse('wrongChannelType');
  if (world.channels.has(message.id)) throw refuse('threadExists');
  const type = parent.type === ChannelKind.announcement ? ChannelKind.announcementThread : ChannelKind.publicThread;
  const thread = open(world, parent, type, options, message.id);
  message.flags |= Flag.HasThread;
  tellCreated(world, thread);
  tellUpdated(world, message);
  const reference = { channelId: message.channelId, messageId: message.id };
  sendMessage(world, thread, {}, { authorId: message.authorId, type: MessageKind.threadStarter, reference });
  return thread;
}

/** A thread of no message; in a text channel its parent says so. */
export function threadInChannel(world: World, parent: Channel, type: number, options: ThreadOptions): Channel {
  const thread = open(world, parent, type, options);
  tellCreated(world, thread);
  if (type !== ChannelKind.privateThread) {
    const reference = { channelId: thread.id, messageId: thread.id };
    const system = { authorId: options.ownerId, type: MessageKind.threadCreated, reference };
    sendMessage(world, parent, { content: options.name }, system);
  }
  return thread;
}

/** A post: its first message has the thread's id. */
export function forumPost(
  world: World,
  forum: Channel,
  draft: Draft,
  options: ThreadOptions & { isSilent?: boolean },
): [Channel, Message] {
  if (forum.type !== ChannelKind.forum) throw refuse('wrongChannelType');
  const thread = open(world, forum, ChannelKind.publicThread, options);
  if (!options.isSilent) tellCreated(world, thread);
  const { ownerId, isSilent = false } = options;
  return [thread, sendMessage(world, thread, draft, { authorId: ownerId, id: thread.id, isSilent })];
}

export function tellThread(
  world: World,
  name: 'THREAD_CREATE' | 'THREAD_UPDATE' | 'THREAD_DELETE',
  thread: Channel,
): void {
  if (!world.isHeardIn(thread)) return;
  const { id, guildId, parentId, type } = thread;
  world.tell(name, Intent.guilds, guildId, () =>
    name === 'THREAD_DELETE' ? { id, guild_id: guildId, parent_id: parentId, type } : channelPayload(world, thread),
  );
}

/** Posting into an archived thread opens it again, unless it is locked. */
export function wake(world: World, thread: Channel, mayManage: boolean): void {
  if (!isThread(thread)) return;
  if (thread.isLocked && !mayManage) throw refuse('threadLocked');
  if (!thread.isArchived) return;
  thread.isArchived = false;
  tellThread(world, 'THREAD_UPDATE', thread);
}

function open(
  world: World,
  parent: Channel,
  type: number,
  { name, ownerId, autoArchiveMinutes = 4320 }: ThreadOptions,
  id: Id = makeId(),
): Channel {
  const thread = world.addChannel({ id, name, type, guildId: parent.guildId, parentId: parent.id, ownerId });
  thread.autoArchiveMinutes = autoArchiveMinutes;
  return thread;
}

function tellCreated(world: World, thread: Channel): void {
  if (!world.isHeardIn(thread)) return;
  const payload = { ...channelPayload(world, thread), newly_created: true };
  world.tell('THREAD_CREATE', Intent.guilds, thread.guildId, () => payload);
}

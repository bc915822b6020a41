/** Channels, threads, direct messages and servers over REST. */
import { channelFor, guildFor, messageFor } from './access.js';
import { refuse } from './errors.js';
import { type Field, Form } from './form.js';
import type { World } from './guild-state.js';
import { Intent, sendMessage } from './messages.js';
import { channelPayload, guildPayload, memberPayload, messagePayload, rolePayload, userPayload } from './payloads.js';
import { created, noContent, ok, type Reply, type Request, type Route } from './routes.js';
import { type Channel, ChannelKind, isDm, isThread, type Json, MessageKind } from './shapes.js';
import { forumPost, type ThreadOptions, tellThread, threadFromMessage, threadInChannel } from './threads.js';
import { readMessageBody } from './validate-message.js';

export function channelRoutes(world: World): Route[] {
  const me = world.bot.id;
  const shown = (channel: Channel): Json => channelPayload(world, channel);
  const threadsOf = (isWanted: (channel: Channel) => boolean): Json => {
    const threads = [...world.channels.values()].filter(
      (one) => isThread(one) && !one.isDeleted && world.isHeardIn(one) && isWanted(one),
    );
    const joined = threads.filter(({ threadMembers }) => threadMembers.has(me));
    const members = joined.map(({ id, createdAt }) => ({ id, user_id: me, join_timestamp: createdAt, flags: 1 }));
    return { threads: threads.map(shown), members, has_more: false };
  };
  return [
    {
      method: 'GET',
      pattern: '/channels/:channel',
      answer: ({ params }) => ok(shown(channelFor(world, params.channel))),
    },
    { method: 'PATCH', pattern: '/channels/:channel', answer: (request) => ok(shown(change(world, request))) },
    {
      method: 'DELETE',
      pattern: '/channels/:channel',
      answer({ params }) {
        const channel = channelFor(world, params.channel);
        if (isDm(channel)) return ok(shown(channel));
        if (!world.may(me, channel, isThread(channel) ? 'ManageThreads' : 'ManageChannels'))
          throw refuse('missingPermissions');
        if (isThread(channel)) tellThread(world, 'THREAD_DELETE', channel);
        else world.tell('CHANNEL_DELETE', Intent.guilds, channel.guildId, () => shown(channel));
        channel.isDeleted = true;
        return ok(shown(channel));
      },
    },
    {
      method: 'POST',
      pattern: '/channels/:channel/messages/:message/threads',
      answer({ params, body }) {
        const channel = channelFor(world, params.channel, 'CreatePublicThreads');
        const options = threadOptions(world, body);
        return created(shown(threadFromMessage(world, messageFor(world, channel, params.message), options)));
      },
    },
    { method: 'POST', pattern: '/channels/:channel/threads', answer: (request) => openThread(world, request) },
    {
      method: 'GET',
      pattern: '/channels/:channel/threads/archived/:kind',
      answer({ params }) {
        const { id } = channelFor(world, params.channel, 'ReadMessageHistory');
        const isPrivate = params.kind === 'private';
        return ok(
          threadsOf(
            (one) => one.parentId === id && one.isArchived && (one.type === ChannelKind.privateThread) === isPrivate,
          ),
        );
      },
    },
    {
      method: 'GET',
      pattern: '/guilds/:guild/threads/active',
      answer({ params }) {
        const { id } = guildFor(world, params.guild);
        return ok(threadsOf((one) => one.guildId === id && !one.isArchived));
      },
    },
    {
      method: 'PUT',
      pattern: '/channels/:channel/thread-members/:user',
      answer: (request) => join(world, request, true),
    },
    {
      method: 'DELETE',
      pattern: '/channels/:channel/thread-members/:user',
      answer: (request) => join(world, request, false),
    },
    {
      method: 'POST',
      pattern: '/users/@me/channels',
      answer({ body }) {
        const form = new Form();
        const id = form.id({ value: body.recipient_id, path: ['recipient_id'] }, { isRequired: true });
        form.done();
        const user = world.users.get(id ?? '');
        if (!user) throw refuse('unknownUser');
        return ok(shown(world.dmOf(user, world.bot)));
      },
    },
    {
      method: 'GET',
      pattern: '/guilds/:guild',
      answer: ({ params }) => ok(guildPayload(guildFor(world, params.guild))),
    },
    {
      method: 'GET',
      pattern: '/guilds/:guild/channels',
      answer({ params }) {
        const { id } = guildFor(world, params.guild);
        return ok(
          [...world.channels.values()]
            .filter((one) => one.guildId === id && !isThread(one) && !one.isDeleted)
            .map(shown),
        );
      },
    },
    {
      method: 'GET',
      pattern: '/guilds/:guild/roles',
      answer: ({ params }) => ok([...guildFor(world, params.guild).roles.values()].map(rolePayload)),
    },
    {
      method: 'GET',
      pattern: '/guilds/:guild/members/:user',
      answer({ params }) {
        const member = guildFor(world, params.guild).members.get(params.user ?? '');
        if (!member) throw refuse('unknownMember');
        return ok({ ...memberPayload(member), user: userPayload(world.user(member.userId)) });
      },
    },
  ];
}

function threadOptions(world: World, body: Json): ThreadOptions {
  const form = new Form();
  const root: Field = { value: body, path: [] };
  const name = form.text(form.at(root, 'name'), { min: 1, max: 100, isRequired: true }) ?? '';
  const autoArchiveMinutes = form.oneOf(form.at(root, 'auto_archive_duration'), [60, 1440, 4320, 10080]) ?? 4320;
  form.whole(form.at(root, 'rate_limit_per_user'), { min: 0, max: 21600 });
  form.done();
  return { name, autoArchiveMinutes, ownerId: world.bot.id };
}

function openThread(world: World, { params, body, call }: Request): Reply {
  const parent = channelFor(world, params.channel);
  if (isDm(parent) || isThread(parent)) throw refuse(isDm(parent) ? 'inDm' : 'wrongChannelType');
  const options = threadOptions(world, body);
  if (parent.type === ChannelKind.forum) {
    if (!world.may(world.bot.id, parent, 'SendMessages')) throw refuse('missingPermissions');
    const draft = readMessageBody(body.message, { purpose: 'create', files: call.files, path: ['message'] });
    const [thread, message] = forumPost(world, parent, draft, options);
    return created({ ...channelPayload(world, thread), message: messagePayload(world, message, true) });
  }
  const form = new Form();
  const type = form.oneOf({ value: body.type, path: ['type'] }, [10, 11, 12]) ?? ChannelKind.privateThread;
  form.done();
  const needed = type === ChannelKind.privateThread ? 'CreatePrivateThreads' : 'CreatePublicThreads';
  if (!world.may(world.bot.id, parent, needed)) throw refuse('missingPermissions');
  return created(channelPayload(world, threadInChannel(world, parent, type, options)));
}

function change(world: World, { params, body }: Request): Channel {
  const channel = channelFor(world, params.channel);
  if (isDm(channel)) throw refuse('inDm');
  const mayManage = world.may(world.bot.id, channel, isThread(channel) ? 'ManageThreads' : 'ManageChannels');
  const isOwnThread = isThread(channel) && channel.ownerId === world.bot.id && body.locked === undefined;
  if (!mayManage && !isOwnThread) throw refuse('missingPermissions');
  if (isThread(channel) && channel.isArchived && body.archived !== false) throw refuse('archived');
  const form = new Form();
  const root: Field = { value: body, path: [] };
  const name = form.text(form.at(root, 'name'), { min: 1, max: 100 }) ?? channel.name;
  const topic = form.text(form.at(root, 'topic'), { max: 1024 }) ?? channel.topic;
  const isArchived = form.flag(form.at(root, 'archived')) ?? channel.isArchived;
  const isLocked = form.flag(form.at(root, 'locked')) ?? channel.isLocked;
  const minutes = form.oneOf(form.at(root, 'auto_archive_duration'), [60, 1440, 4320, 10080]);
  form.done();
  const isRenamed = name !== channel.name;
  Object.assign(channel, {
    name,
    topic,
    isArchived,
    isLocked,
    autoArchiveMinutes: minutes ?? channel.autoArchiveMinutes,
  });
  if (isThread(channel)) {
    tellThread(world, 'THREAD_UPDATE', channel);
    const system = { authorId: world.bot.id, type: MessageKind.channelNameChange };
    if (isRenamed) sendMessage(world, channel, { content: name }, system);
  } else world.tell('CHANNEL_UPDATE', Intent.guilds, channel.guildId, () => channelPayload(world, channel));
  return channel;
}

function join(world: World, { params }: Request, isIn: boolean): Reply {
  const thread = channelFor(world, params.channel);
  if (!isThread(thread)) throw refuse('wrongChannelType');
  if (thread.isArchived) throw refuse('archived');
  const id = params.user === '@me' ? world.bot.id : (params.user ?? '');
  if (!world.users.has(id)) throw refuse('unknownUser');
  if (isIn) thread.threadMembers.add(id);
  else thread.threadMembers.delete(id);
  return noContent;
}

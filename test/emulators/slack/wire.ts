/** The state in the form of the wire: messages, channels, people, windows. */
import type { Channel, Json, Message, Person, SharedFile, View } from './shapes.js';
import { typedBlocks } from './typed-text.js';
import type { World } from './world.js';

/** A message as histories and events show it; metadata only where it was asked for. */
export function messageWire(world: World, message: Message, { hasMetadata = false } = {}): Json {
  const { channel, ts, threadTs, user, botId, text, subtype, edited, files, metadata } = message;
  const teamId = world.channels.get(channel)?.teamId ?? '';
  const replies = world.repliesTo(channel, ts);
  const thread = threadTs === undefined ? threadOf(ts, replies) : replyOf(world, message);
  if (message.isDeleted) {
    const gone = { subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.', hidden: true };
    return { type: 'message', ...gone, ts, ...thread };
  }
  const blocks = blocksOf(message);
  return {
    type: 'message',
    ...(subtype === undefined ? {} : { subtype }),
    user,
    ...(botId === undefined
      ? {}
      : { bot_id: botId, app_id: world.appId, bot_profile: botProfile(world, botId, teamId) }),
    text,
    ts,
    team: teamId,
    ...(blocks.length > 0 ? { blocks } : {}),
    ...(files.length > 0 ? { files } : {}),
    ...(edited ? { edited } : {}),
    ...(message.reactions.length > 0 ? { reactions: reactionsOf(message) } : {}),
    ...(hasMetadata && metadata ? { metadata } : {}),
    ...(message.stream ? { streaming_state: message.stream.state === 'streaming' ? 'in_progress' : 'completed' } : {}),
    ...thread,
    ...message.extra,
  };
}

function reactionsOf({ reactions }: Message): readonly Json[] {
  return [...new Set(reactions.map(({ name }) => name))].map((name) => {
    const users = reactions.filter((one) => one.name === name).map(({ user }) => user);
    return { name, users, count: users.length };
  });
}

/** A stream's words stand before its blocks; what a person typed has become rich text. */
function blocksOf({ stream, blocks, via, subtype, botId, text, ts }: Message): readonly Json[] {
  if (stream) return [{ type: 'markdown', text }, ...blocks];
  const isTyped = via === 'person' && subtype === undefined && botId === undefined && blocks.length === 0;
  return isTyped ? typedBlocks(text, ts.slice(-5)) : blocks;
}

function threadOf(ts: string, replies: readonly Message[]): Json {
  const latest = replies.at(-1);
  if (!latest) return {};
  const users = [...new Set(replies.map(({ user }) => user))];
  return {
    thread_ts: ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: latest.ts,
    reply_users: users,
    is_locked: false,
    subscribed: true,
  };
}

function replyOf(world: World, { channel, threadTs }: Message): Json {
  const parent = world.message(channel, threadTs);
  return { thread_ts: threadTs, ...(parent ? { parent_user_id: parent.user } : {}) };
}

function botProfile(world: World, botId: string, teamId: string): Json {
  return { id: botId, app_id: world.appId, team_id: teamId, name: 'bot', deleted: false };
}

export function channelWire(world: World, channel: Channel): Json {
  const { id, name, kind, members, isArchived, teamId } = channel;
  const { botUserId } = world.team(teamId);
  if (kind === 'im') {
    const user = [...members].find((member) => member !== botUserId);
    return { id, created: 1_700_000_000, is_im: true, is_archived: isArchived, user, context_team_id: teamId };
  }
  return {
    id,
    name,
    is_channel: kind === 'channel',
    is_group: kind === 'group',
    is_im: false,
    is_mpim: false,
    is_private: kind === 'group',
    is_archived: isArchived,
    is_member: members.has(botUserId),
    num_members: members.size,
    created: 1_700_000_000,
    context_team_id: teamId,
  };
}

export function personWire(
  { id, teamId, name, isAdmin, isOwner, isBot, locale }: Person,
  { hasLocale = false } = {},
): Json {
  return {
    id,
    team_id: teamId,
    name,
    real_name: name,
    deleted: false,
    is_admin: isAdmin || isOwner,
    is_owner: isOwner,
    is_bot: isBot,
    ...(hasLocale ? { locale } : {}),
    tz: 'Europe/Berlin',
    tz_label: 'Central European Time',
    tz_offset: 3600,
    profile: { real_name: name, display_name: name },
  };
}

export function viewWire(world: World, { id, teamId, user, type, body, hash }: View): Json {
  const stack = type === 'modal' ? world.openModals(user).map((view) => view.id) : [];
  return {
    id,
    team_id: teamId,
    type,
    title: null,
    close: null,
    submit: null,
    private_metadata: '',
    callback_id: '',
    clear_on_close: false,
    notify_on_close: false,
    external_id: '',
    state: { values: {} },
    ...body,
    hash,
    previous_view_id: stack[stack.indexOf(id) - 1] ?? null,
    root_view_id: stack[0] ?? id,
    app_id: world.appId,
    app_installed_team_id: teamId,
    bot_id: world.team(teamId).botId,
  };
}

/** A shared file as events and `files.info` show it; of another workspace's, events say only that there is one. */
export function fileWire({ id, name, bytes, isElsewhere }: SharedFile, baseUrl: string): Json {
  if (isElsewhere) return { id, mode: 'file_access', file_access: 'check_file_info' };
  const url = `${baseUrl}/files-pri/${id}/${encodeURIComponent(name)}`;
  return {
    id,
    name,
    title: name,
    size: bytes.length,
    mode: 'hosted',
    is_external: false,
    url_private: url,
    url_private_download: url.replace('/files-pri/', '/files-pri/download/'),
  };
}

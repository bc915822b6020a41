/** Channels, their histories and threads, and the people in them. */
import { channelOf, flagOf, type Invocation, type Methods, memberChannelOf, pageOf, textOf } from './method.js';
import { Refusal } from './refusal.js';
import type { Channel, ChannelKind, Json, Message } from './shapes.js';
import { channelWire, messageWire, personWire } from './wire.js';
import { microsOf } from './world.js';

const families: Readonly<Record<ChannelKind, string>> = { channel: 'channels', group: 'groups', im: 'im' };
const typeNames: Readonly<Record<string, ChannelKind>> = {
  public_channel: 'channel',
  private_channel: 'group',
  im: 'im',
};

/** The scope for this channel's kind; every one's where there is no such channel. */
function scopeFor(suffix: string): (invocation: Invocation) => readonly string[] {
  return ({ world, args }) => {
    const kind = world.channels.get(textOf(args, 'channel') ?? '')?.kind;
    const names = kind === undefined ? Object.values(families) : [families[kind]];
    return names.map((name) => `${name}:${suffix}`);
  };
}

export const conversationMethods: Methods = {
  'conversations.history': {
    scopes: scopeFor('history'),
    run(invocation) {
      const { world, args } = invocation;
      const channel = memberChannelOf(invocation);
      const isShown = (message: Message): boolean =>
        (message.threadTs === undefined || message.subtype === 'thread_broadcast') &&
        (!message.isDeleted || world.repliesTo(channel.id, message.ts).length > 0);
      const found = world.messagesIn(channel.id).filter((message) => isShown(message) && isWithin(args, message));
      return pageWire(invocation, found.toReversed(), 100);
    },
  },

  'conversations.replies': {
    scopes: scopeFor('history'),
    run(invocation) {
      const { world, args } = invocation;
      const channel = memberChannelOf(invocation);
      const root = world.message(channel.id, textOf(args, 'ts'));
      const replies = root ? world.repliesTo(channel.id, root.ts) : [];
      if (!root || (root.isDeleted && replies.length === 0)) throw new Refusal('thread_not_found');
      return pageWire(invocation, [root, ...replies.filter((message) => isWithin(args, message))], 1000);
    },
  },

  'conversations.info': {
    scopes: scopeFor('read'),
    run: (invocation) => ({ channel: channelWire(invocation.world, channelOf(invocation)) }),
  },

  'conversations.members': {
    scopes: scopeFor('read'),
    run(invocation) {
      const { page, next } = pageOf([...channelOf(invocation).members], invocation.args);
      return { members: page, response_metadata: { next_cursor: next } };
    },
  },

  'conversations.list': { scopes: scopesOfTypes, run: (invocation) => listed(invocation, () => true) },

  'users.conversations': {
    scopes: scopesOfTypes,
    run: (invocation) => listed(invocation, ({ members }) => members.has(invocation.team.botUserId)),
  },

  'conversations.open': {
    scopes: ['im:write'],
    run({ world, args, team }) {
      const users = (textOf(args, 'users') ?? '').split(',');
      const person = world.people.get(users[0] ?? '');
      if (users.length !== 1 || !person || person.teamId !== team.id) throw new Refusal('user_not_found');
      if (person.isBot) throw new Refusal('cannot_dm_bot');
      return { no_op: false, channel: { id: world.directChannel(team.id, person.id).id } };
    },
  },

  'users.info': {
    scopes: ['users:read'],
    run({ world, args, team }) {
      const person = world.people.get(textOf(args, 'user') ?? '');
      if (!person || person.teamId !== team.id) throw new Refusal('user_not_found');
      return { user: personWire(person, { hasLocale: flagOf(args, 'include_locale') }) };
    },
  },
};

function typesOf({ args }: Invocation): readonly ChannelKind[] {
  const names = (textOf(args, 'types') ?? 'public_channel').split(',').map((name) => name.trim());
  return names.flatMap((name) => {
    const kind = typeNames[name];
    if (kind === undefined && name !== 'mpim') throw new Refusal('invalid_types');
    return kind ?? [];
  });
}

/** Slack asks for the scope of each type, and refuses the whole when one is missing. */
function scopesOfTypes(invocation: Invocation): readonly string[] {
  const wanted = typesOf(invocation).map((kind) => `${families[kind]}:read`);
  const missing = wanted.filter((scope) => !invocation.token.scopes.has(scope));
  return missing.length > 0 ? missing : wanted;
}

function listed(invocation: Invocation, isWanted: (channel: Channel) => boolean): Json {
  const { world, args, team } = invocation;
  const kinds = typesOf(invocation);
  const isArchivedOut = flagOf(args, 'exclude_archived');
  const all = [...world.channels.values()].filter(
    (channel) =>
      channel.teamId === team.id &&
      kinds.includes(channel.kind) &&
      (channel.kind === 'channel' || channel.members.has(team.botUserId)) &&
      !(isArchivedOut && channel.isArchived) &&
      isWanted(channel),
  );
  const { page, next } = pageOf(all, args);
  return { channels: page.map((channel) => channelWire(world, channel)), response_metadata: { next_cursor: next } };
}

/** Between `oldest` and `latest`; these themselves only with `inclusive`. */
function isWithin(args: Json, { ts }: Message): boolean {
  const at = microsOf(ts);
  const oldest = microsOf(textOf(args, 'oldest') ?? '0');
  const latest =
    textOf(args, 'latest') === undefined ? Number.POSITIVE_INFINITY : microsOf(textOf(args, 'latest') ?? '');
  const isInclusive = flagOf(args, 'inclusive');
  return isInclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
}

function pageWire({ world, args }: Invocation, all: readonly Message[], usual: number): Json {
  const { page, next } = pageOf(all, args, { usual, most: usual === 100 ? 999 : 1000 });
  const hasMetadata = flagOf(args, 'include_all_metadata');
  return {
    messages: page.map((message) => messageWire(world, message, { hasMetadata })),
    has_more: next !== '',
    ...(next === '' ? {} : { response_metadata: { next_cursor: next } }),
  };
}

/** Messages: posting, changing, deleting, and showing them to one person alone. */
import {
  channelOf,
  flagOf,
  type Invocation,
  type Methods,
  memberChannelOf,
  metadataOf,
  ownMessageOf,
  textOf,
  threadOf,
  writableChannelOf,
} from './method.js';
import { Refusal } from './refusal.js';
import { isObject, type Json } from './shapes.js';
import { readBlocks, type Surface } from './validate-blocks.js';
import { messageWire } from './wire.js';

const mostText = 40_000;
const mostChangedText = 4_000;
const mostMarkdown = 12_000;
const scopes = ['chat:write'];

export const chatMethods: Methods = {
  'chat.postMessage': {
    scopes,
    run(invocation) {
      const { world, args, team, tell } = invocation;
      const channel = writableChannelOf(invocation);
      const threadTs = threadOf(invocation, channel);
      const { text, blocks } = readWords(invocation, 'chat.postMessage');
      const isBroadcast = threadTs !== undefined && flagOf(args, 'reply_broadcast');
      const message = world.post({
        channel,
        user: team.botUserId,
        botId: team.botId,
        text,
        blocks,
        threadTs,
        metadata: metadataOf(invocation),
        via: 'api',
        args,
        subtype: isBroadcast ? 'thread_broadcast' : undefined,
      });
      clearStatus(invocation, channel.id, threadTs);
      tell.said(channel, message);
      return { channel: channel.id, ts: message.ts, message: messageWire(world, message) };
    },
  },

  'chat.update': {
    scopes,
    run(invocation) {
      const { world, args, team, tell } = invocation;
      const message = ownMessageOf(invocation, 'cant_update_message');
      if (message.stream?.state === 'streaming') throw new Refusal('streaming_state_conflict');
      const { text, blocks } = readWords(invocation, 'chat.update');
      if (blocks === undefined && text.length > mostChangedText) throw new Refusal('msg_too_long');
      const before = messageWire(world, message);
      const isMetadataGone = isObject(args.metadata) && Object.keys(args.metadata).length === 0;
      const metadata = isMetadataGone ? undefined : metadataOf(invocation);
      message.stream = undefined;
      // Text alone takes the place of what blocks there were.
      world.rewrite(message, { text, blocks: blocks ?? [], args });
      if (metadata || isMetadataGone) message.metadata = metadata;
      if (blocks === undefined) message.edited = { user: team.botUserId, ts: world.nextTs() };
      const channel = channelOf(invocation);
      tell.changed(channel, message, before);
      return { channel: channel.id, ts: message.ts, text, message: messageWire(world, message) };
    },
  },

  'chat.delete': {
    scopes,
    run(invocation) {
      const { world, tell } = invocation;
      const message = ownMessageOf(invocation, 'cant_delete_message');
      if (message.stream?.state === 'streaming') throw new Refusal('cant_delete_message');
      const before = messageWire(world, message);
      message.isDeleted = true;
      tell.deleted(channelOf(invocation), message, before);
      return { channel: message.channel, ts: message.ts };
    },
  },

  'chat.getPermalink': {
    run(invocation) {
      const { world, args, team } = invocation;
      const { id: channel } = channelOf(invocation);
      const message = world.message(channel, textOf(args, 'message_ts'));
      if (!message || message.isDeleted) throw new Refusal('message_not_found');
      const { ts, threadTs } = message;
      const within = threadTs === undefined ? '' : `?thread_ts=${threadTs}&cid=${channel}`;
      const permalink = `https://${team.domain}.slack.com/archives/${channel}/p${ts.replace('.', '')}${within}`;
      return { channel, permalink };
    },
  },

  'chat.postEphemeral': {
    scopes,
    run(invocation) {
      const { world, args, team } = invocation;
      const channel = memberChannelOf(invocation);
      const user = textOf(args, 'user') ?? '';
      if (!channel.members.has(user)) throw new Refusal('user_not_in_channel');
      const { text, blocks } = readWords(invocation, 'chat.postEphemeral');
      const threadTs = threadOf(invocation, channel);
      if (threadTs !== undefined && channel.kind !== 'im' && world.repliesTo(channel.id, threadTs).length === 0)
        world.warnings.push({ method: 'chat.postEphemeral', warning: `nobody has written in the thread ${threadTs}` });
      const { botUserId, botId } = team;
      const message = world.post({
        channel,
        user: botUserId,
        botId,
        visibleTo: user,
        text,
        blocks,
        threadTs,
        via: 'api',
        args,
      });
      return { message_ts: message.ts };
    },
  },
};

/** Text and blocks, when there is something to see and Slack takes it. @throws Refusal */
export function readWords(
  { world, args }: Pick<Invocation, 'world' | 'args'>,
  method: string,
  surface: Surface = 'message',
): { text: string; blocks: readonly Json[] | undefined } {
  const markdown = textOf(args, 'markdown_text');
  if (markdown !== undefined) {
    if (args.blocks !== undefined || textOf(args, 'text') !== undefined) throw new Refusal('markdown_text_conflict');
    if (markdown.length > mostMarkdown) throw new Refusal('msg_too_long');
    return { text: markdown, blocks: [{ type: 'markdown', text: markdown }] };
  }
  const blocks = args.blocks === undefined ? undefined : readBlocks(args.blocks, surface);
  const text = (textOf(args, 'text') ?? '').slice(0, mostText);
  const hasBlocks = blocks !== undefined && blocks.length > 0;
  if (text.trim() === '' && !hasBlocks && args.attachments === undefined) throw new Refusal('no_text');
  if (text === '' && hasBlocks) world.warnings.push({ method, warning: 'blocks without a fallback text' });
  return { text, blocks };
}

/** A reply of the app takes the sign of life away. */
export function clearStatus({ world }: Invocation, channel: string, threadTs: string | undefined): void {
  if (threadTs === undefined) return;
  const last = world.statuses.findLast((one) => one.channel === channel && one.threadTs === threadTs);
  if (!last || last.status === '') return;
  world.statuses.push({ channel, threadTs, status: '', loadingMessages: [], at: Date.now() });
}

/** Messages that grow: started, appended to, stopped; refused once they are over. */

import {
  type Invocation,
  type Methods,
  metadataOf,
  ownMessageOf,
  textOf,
  threadOf,
  writableChannelOf,
} from './method.js';
import { clearStatus } from './methods-chat.js';
import { Refusal } from './refusal.js';
import { type Json, type Message, objects, type Stream } from './shapes.js';
import { readBlocks } from './validate-blocks.js';
import { messageWire } from './wire.js';
import { withIds } from './world.js';

const mostMarkdown = 12_000;
/** Within the words; as many may stand beneath them. */
const mostBlocks = 50;
const scopes = ['chat:write'];
const states = ['pending', 'in_progress', 'complete', 'error'];

/** @param lifeMs how long a stream lasts, whatever happens in it */
export function streamMethods(lifeMs: () => number): Methods {
  /** The message, while it streams. @throws Refusal */
  function streaming(invocation: Invocation): { message: Message; stream: Stream } {
    const message = ownMessageOf(invocation, 'message_not_owned_by_app');
    const { stream } = message;
    if (stream?.state === 'streaming' && Date.now() - stream.startedAt > lifeMs()) stream.state = 'dead';
    if (stream?.state !== 'streaming') throw new Refusal('message_not_in_streaming_state');
    return { message, stream };
  }

  return {
    'chat.startStream': {
      scopes,
      run(invocation) {
        const { world, args, team, tell } = invocation;
        const channel = writableChannelOf(invocation);
        if (textOf(args, 'thread_ts') === undefined) throw new Refusal('invalid_thread_ts');
        const threadTs = threadOf(invocation, channel);
        if (channel.kind !== 'im') checkRecipient(invocation);
        const stream: Stream = { state: 'streaming', startedAt: Date.now(), pieces: [], chunks: [] };
        const { blocks } = readPieces(args, stream, 0);
        const text = stream.pieces.join('');
        const { botUserId: user, botId } = team;
        const message = world.post({ channel, user, botId, text, blocks, threadTs, via: 'stream', args, stream });
        clearStatus(invocation, channel.id, threadTs);
        tell.said(channel, message);
        return { channel: channel.id, ts: message.ts };
      },
    },

    'chat.appendStream': {
      scopes,
      run(invocation) {
        const { message, stream } = streaming(invocation);
        const { isEmpty, blocks } = readPieces(invocation.args, stream, message.blocks.length);
        if (isEmpty) throw new Refusal('no_text');
        grow(invocation, message, stream, blocks);
        return { channel: message.channel, ts: message.ts };
      },
    },

    'chat.stopStream': {
      scopes,
      run(invocation) {
        const { world, args, tell } = invocation;
        const { message, stream } = streaming(invocation);
        const foot = args.blocks === undefined ? [] : readBlocks(args.blocks);
        const metadata = metadataOf(invocation);
        const before = messageWire(world, message);
        const { blocks } = readPieces(args, stream, message.blocks.length);
        grow(invocation, message, stream, [...blocks, ...foot]);
        stream.state = 'stopped';
        if (metadata) message.metadata = metadata;
        const channel = world.channels.get(message.channel);
        if (channel) tell.changed(channel, message, before);
        return { channel: message.channel, ts: message.ts, message: messageWire(world, message) };
      },
    },
  };
}

function checkRecipient({ world, args }: Invocation): void {
  const team = textOf(args, 'recipient_team_id');
  const user = textOf(args, 'recipient_user_id');
  if (team === undefined) throw new Refusal('missing_recipient_team_id');
  if (user === undefined) throw new Refusal('missing_recipient_user_id');
  if (!world.teams.has(team)) throw new Refusal('team_not_found');
  if (!world.people.has(user)) throw new Refusal('user_not_found');
}

/** What is to be added; nothing is, when any of it is refused. @throws Refusal */
function readPieces(args: Json, stream: Stream, blocksSoFar: number): { isEmpty: boolean; blocks: readonly Json[] } {
  const pieces: string[] = [];
  const blocks: Json[] = [];
  const chunks = objects(args.chunks);
  const markdown = textOf(args, 'markdown_text');
  if (markdown !== undefined) pieces.push(markdown);
  for (const chunk of chunks) {
    if (chunk.type === 'markdown_text' && typeof chunk.text === 'string' && chunk.text !== '') pieces.push(chunk.text);
    else if (chunk.type === 'blocks') blocks.push(...readBlocks(chunk.blocks));
    else if (chunk.type === 'task_update' && isTask(chunk)) continue;
    else if (chunk.type === 'plan_update' && typeof chunk.title === 'string') continue;
    else throw Refusal.of('invalid_chunks', [`unsupported chunk: ${JSON.stringify(chunk).slice(0, 200)}`]);
  }
  if (pieces.some((piece) => piece.length > mostMarkdown)) throw new Refusal('msg_too_long');
  if (blocksSoFar + blocks.length > mostBlocks) throw new Refusal('msg_blocks_too_many');
  stream.pieces.push(...pieces);
  stream.chunks.push(...chunks.filter(({ type }) => type === 'task_update' || type === 'plan_update'));
  return { isEmpty: pieces.length === 0 && chunks.length === 0, blocks };
}

function isTask({ id, title, status }: Json): boolean {
  return typeof id === 'string' && typeof title === 'string' && states.includes(String(status));
}

function grow({ args }: Invocation, message: Message, stream: Stream, added: readonly Json[]): void {
  message.text = stream.pieces.join('');
  message.blocks = [...message.blocks, ...withIds(added)];
  message.versions.push({ text: message.text, blocks: message.blocks, args });
}

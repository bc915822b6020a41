/** Who one is, how one connects, how one is installed; signs of life, suggestions, files. */
import { randomUUID } from 'node:crypto';
import { channelOf, type Invocation, type Methods, textOf, writableChannelOf } from './method.js';
import { Refusal } from './refusal.js';
import { type Json, objects } from './shapes.js';
import { id } from './world.js';

/** @param ticketUrl makes an address for one connection by Socket Mode */
export function accountMethods(ticketUrl: () => string): Methods {
  return {
    'auth.test': {
      run({ world, team }) {
        const user = world.people.get(team.botUserId)?.name;
        const who = { team: team.name, user, team_id: team.id, user_id: team.botUserId, bot_id: team.botId };
        return { url: `https://${team.domain}.slack.com/`, ...who, is_enterprise_install: false };
      },
    },
    'apps.connections.open': { tokenKind: 'app', scopes: ['connections:write'], run: () => ({ url: ticketUrl() }) },
    'team.info': {
      scopes: ['team:read'],
      run: ({ team: { id: teamId, name, domain } }) => ({ team: { id: teamId, name, domain } }),
    },
    'assistant.threads.setStatus': {
      scopes: ['chat:write', 'assistant:write'],
      run(invocation) {
        const { channel, threadTs } = threadNamed(invocation);
        const loadingMessages = list(invocation.args.loading_messages).map(String);
        if (loadingMessages.length > 10) throw new Refusal('invalid_arguments');
        const status = textOf(invocation.args, 'status') ?? '';
        if (threadTs === undefined) throw new Refusal('invalid_thread_ts');
        invocation.world.statuses.push({ channel, threadTs, status, loadingMessages, at: Date.now() });
        return {};
      },
    },
    'assistant.threads.setSuggestedPrompts': {
      scopes: ['assistant:write'],
      run(invocation) {
        const { channel, threadTs } = threadNamed(invocation);
        const prompts = objects(invocation.args.prompts).map(({ title, message }) => {
          const isWhole = typeof title === 'string' && title !== '' && typeof message === 'string' && message !== '';
          if (!isWhole) throw new Refusal('invalid_arguments');
          return { title, message };
        });
        if (prompts.length < 1 || prompts.length > 4) throw new Refusal('invalid_arguments');
        invocation.world.prompts.push({ channel, threadTs, title: textOf(invocation.args, 'title'), prompts });
        return {};
      },
    },
    'assistant.threads.setTitle': {
      scopes: ['assistant:write'],
      run(invocation) {
        const { channel, threadTs } = threadNamed(invocation);
        const title = textOf(invocation.args, 'title');
        if (threadTs === undefined || title === undefined) throw new Refusal('invalid_arguments');
        invocation.world.titles.push({ channel, threadTs, title });
        return {};
      },
    },
    'files.getUploadURLExternal': {
      scopes: ['files:write'],
      run({ world, args, team, baseUrl }) {
        const filename = textOf(args, 'filename');
        const length = Number(textOf(args, 'length'));
        if (filename === undefined || !(length > 0)) throw new Refusal('invalid_arguments');
        const fileId = id('F');
        const rest = { bytes: undefined, title: filename, channel: undefined, threadTs: undefined, isComplete: false };
        world.uploads.set(fileId, { id: fileId, teamId: team.id, filename, length, ...rest });
        return { upload_url: `${baseUrl}/upload/v1/${fileId}?ticket=${randomUUID()}`, file_id: fileId };
      },
    },
    'files.completeUploadExternal': { scopes: ['files:write'], run: completeUpload },
  };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function threadNamed(invocation: Invocation): { channel: string; threadTs: string | undefined } {
  const channel = channelOf(invocation, 'channel_id');
  const threadTs = textOf(invocation.args, 'thread_ts');
  const isKnown = threadTs === undefined || invocation.world.message(channel.id, threadTs) !== undefined;
  if (!isKnown) throw new Refusal('invalid_thread_ts');
  return { channel: channel.id, threadTs };
}

function completeUpload(invocation: Invocation): Json {
  const { world, args, team, tell } = invocation;
  const uploads = objects(args.files).map(({ id: fileId, title }) => {
    const upload = world.uploads.get(String(fileId));
    if (upload?.teamId !== team.id || upload.isComplete) throw new Refusal('file_not_found');
    if (!upload.bytes) throw new Refusal('internal_error');
    if (typeof title === 'string') upload.title = title;
    return upload;
  });
  if (uploads.length === 0) throw new Refusal('invalid_arguments');
  const channelId = textOf(args, 'channel_id');
  const files = uploads.map(({ id: fileId, title, filename }) => ({ id: fileId, title, name: filename }));
  if (channelId !== undefined) {
    const channel = writableChannelOf({ ...invocation, args: { ...args, channel: channelId } });
    const threadTs = textOf(args, 'thread_ts');
    for (const upload of uploads) Object.assign(upload, { channel: channel.id, threadTs });
    const text = textOf(args, 'initial_comment') ?? '';
    const bot = { user: team.botUserId, botId: team.botId };
    const message = world.post({ channel, ...bot, text, threadTs, files, subtype: 'file_share', via: 'api', args });
    tell.said(channel, message);
  }
  for (const upload of uploads) upload.isComplete = true;
  return { files };
}

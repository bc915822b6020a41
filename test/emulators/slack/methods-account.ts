/** Who one is, how one connects, how one is installed; reactions and files. */
import { randomUUID } from 'node:crypto';
import { flagOf, type Invocation, type Methods, memberChannelOf, textOf, writableChannelOf } from './method.js';
import { Refusal } from './refusal.js';
import { type Json, objects } from './shapes.js';
import { fileWire } from './wire.js';
import { id } from './world.js';

const mostAltText = 1_000;

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
    'auth.revoke': {
      run({ args, token }) {
        if (!flagOf(args, 'test')) token.refusedWith = 'token_revoked';
        return { revoked: !flagOf(args, 'test') };
      },
    },
    'reactions.add': { scopes: ['reactions:write'], run: (invocation) => react(invocation, true) },
    'reactions.remove': { scopes: ['reactions:write'], run: (invocation) => react(invocation, false) },
    'files.getUploadURLExternal': {
      scopes: ['files:write'],
      run({ world, args, team, baseUrl }) {
        const filename = textOf(args, 'filename');
        const length = Number(textOf(args, 'length'));
        const altText = textOf(args, 'alt_txt');
        if (filename === undefined || !(length > 0)) throw new Refusal('invalid_arguments');
        if ((altText?.length ?? 0) > mostAltText) throw new Refusal('alt_txt_too_large');
        if (args.alt_text !== undefined)
          world.warnings.push({ method: 'files.getUploadURLExternal', warning: 'alt_text is not alt_txt' });
        const fileId = id('F');
        const rest = {
          bytes: undefined,
          altText,
          title: filename,
          channel: undefined,
          threadTs: undefined,
          isComplete: false,
        };
        world.uploads.set(fileId, { id: fileId, teamId: team.id, filename, length, ...rest });
        return { upload_url: `${baseUrl}/upload/v1/${fileId}?ticket=${randomUUID()}`, file_id: fileId };
      },
    },
    'files.info': {
      scopes: ['files:read'],
      run({ world, args, baseUrl }) {
        const file = world.sharedFiles.get(textOf(args, 'file') ?? '');
        if (!file) throw new Refusal('file_not_found');
        return { file: fileWire({ ...file, isElsewhere: false }, baseUrl) };
      },
    },
    'files.completeUploadExternal': { scopes: ['files:write'], run: completeUpload },
  };
}

/** The bot's own reaction, there or gone. */
function react(invocation: Invocation, isThere: boolean): Json {
  const { world, args, team } = invocation;
  const { id: channel } = memberChannelOf(invocation);
  const name = textOf(args, 'name') ?? '';
  const message = world.message(channel, textOf(args, 'timestamp'));
  if (!/^[a-z0-9_+'-]+$/.test(name)) throw new Refusal('invalid_name');
  if (!message || message.isDeleted) throw new Refusal('message_not_found');
  const { reactions } = message;
  const at = reactions.findIndex((one) => one.name === name && one.user === team.botUserId);
  if (isThere === at >= 0) throw new Refusal(isThere ? 'already_reacted' : 'no_reaction');
  if (isThere) reactions.push({ name, user: team.botUserId });
  else reactions.splice(at, 1);
  return {};
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

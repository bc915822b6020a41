/**
 * What comes with a message of Slack: its files, and what was said in its thread. Both are fetched only when somebody
 * wants them; the bot's token is shown to Slack's file hosts and no other.
 */
import type { Incoming, IncomingFile } from '../../conversation/types.js';
import { fetchFile } from '../fetch-file.js';
import type { Calls } from './api-calls.js';
import { type Heard, type SlackMessage, spoken, whereOf } from './heard.js';
import { readText } from './read-text.js';
import type { Workspace } from './workspaces.js';

const fileHost = 'https://files.slack.com';
/** Messages of a thread that are read, the newest ones. */
const mostMessages = 200;
const pages = 5;

/** A file as events show it; one of another workspace has no address until it is asked for. */
export interface SlackFile {
  readonly id?: string;
  readonly name?: string;
  readonly size?: number;
  readonly url_private_download?: string;
  readonly url_private?: string;
}

type Message = Extract<Heard, { kind: 'message' }>;

/** The message with its files, where it speaks to us, and its thread. */
export function withSurroundings(workspace: Workspace, heard: Message): Message {
  const { incoming, files = [] } = heard;
  const isForUs = incoming.isOverheard !== true;
  const taken = files.map((file) => fileOf(workspace, file));
  const around = withThread(workspace, incoming);
  return { ...heard, incoming: isForUs && taken.length > 0 ? { ...around, files: taken } : around };
}

/** What was said in the thread of `incoming` before it, where it stands in one. */
export function withThread(workspace: Workspace, incoming: Incoming): Incoming {
  const { channel, threadTs } = whereOf(incoming.place.place);
  if (threadTs === undefined || threadTs === incoming.messageId) return incoming;
  return { ...incoming, thread: () => readThread(workspace, channel, threadTs, incoming.messageId) };
}

function fileOf({ calls, token }: Workspace, file: SlackFile): IncomingFile {
  const name = file.name ?? 'file';
  return {
    name,
    size: file.size ?? 0,
    async bytes() {
      const known = addressOf(file) === undefined ? await lookUp(calls, file) : file;
      return await fetchFile({
        url: addressOf(known) ?? '',
        size: known.size ?? 0,
        token,
        origins: originsOf(calls),
        isPage: /\.html?$/i.test(name),
      });
    },
  };
}

function addressOf({ url_private_download: download, url_private: url }: SlackFile): string | undefined {
  return download || url || undefined;
}

async function lookUp(calls: Calls, file: SlackFile): Promise<SlackFile> {
  const answer = file.id === undefined ? undefined : await calls.may('files.info', { file: file.id });
  return (answer?.file as SlackFile | undefined) ?? file;
}

/** Slack's own file host; that of another API address beside it, which only tests set. */
function originsOf({ client }: Calls): readonly string[] {
  const { origin } = new URL(client.slackApiUrl);
  return origin === 'https://slack.com' ? [fileHost] : [fileHost, origin];
}

/** The people's messages before `before`, oldest first; none where Slack does not give them. */
async function readThread(
  { calls, self }: Workspace,
  channel: string,
  threadTs: string,
  before: string,
): Promise<readonly string[]> {
  const found: SlackMessage[] = [];
  let cursor = '';
  for (let page = 0; page < pages; page += 1) {
    const answer = await calls.may('conversations.replies', {
      channel,
      ts: threadTs,
      limit: mostMessages,
      ...(/^\d+\.\d+$/.test(before) ? { latest: before } : {}),
      ...(cursor === '' ? {} : { cursor }),
    });
    found.push(...((answer?.messages ?? []) as SlackMessage[]));
    cursor = (answer?.response_metadata as { next_cursor?: string } | undefined)?.next_cursor ?? '';
    if (cursor === '') break;
  }
  const isPersons = ({ ts, user, bot_id: botId, subtype, hidden }: SlackMessage): boolean =>
    ts !== before &&
    user !== undefined &&
    user !== self.userId &&
    botId === undefined &&
    !hidden &&
    spoken.has(subtype);
  return found
    .filter(isPersons)
    .map(({ text = '' }) => readText(text, self.userId))
    .filter((text) => text !== '')
    .slice(-mostMessages);
}

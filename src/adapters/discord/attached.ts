/**
 * What comes with a message of Discord: its files, and what was said in its thread. Both are fetched only when somebody
 * wants them, and files without any token.
 */
import { type APIMessage, MessageType, Routes } from 'discord.js';
import type { Incoming, IncomingFile } from '../../conversation/types.js';
import { fetchFile } from '../fetch-file.js';
import type { Calls } from './calls.js';
import { readPlace } from './places.js';
import { readText } from './read-text.js';

const fileHosts = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];
/** Messages of a thread that are read, the newest ones. */
const mostMessages = 200;
const perPage = 100;

/** A file as Discord shows it. */
export interface DiscordFile {
  readonly name: string;
  readonly size: number;
  readonly url: string;
}

/** Where Discord keeps files; beside its own the host of another API address, which only tests set. */
export function originsOf(apiUrl: string | undefined): readonly string[] {
  return apiUrl === undefined ? fileHosts : [...fileHosts, new URL(apiUrl).origin];
}

/** The message with these files. */
export function withFiles(incoming: Incoming, files: readonly DiscordFile[], origins: readonly string[]): Incoming {
  if (files.length === 0) return incoming;
  const taken = files.map(({ name, size, url }): IncomingFile => {
    const isPage = /\.html?$/i.test(name);
    return { name, size, bytes: () => fetchFile({ url, size, origins, isPage }) };
  });
  return { ...incoming, files: taken };
}

/** What was said in the thread of `incoming` before it, where it stands in one that is open already. */
export function withThread(calls: Pick<Calls, 'may'>, incoming: Incoming, selfId: string): Incoming {
  const { channelId, parentId } = readPlace(incoming.place.place);
  if (parentId === null || channelId === incoming.messageId) return incoming;
  return { ...incoming, thread: () => readThread(calls, channelId, incoming.messageId, selfId) };
}

/** The people's messages before `before`, oldest first; none where Discord does not give them. */
async function readThread(
  calls: Pick<Calls, 'may'>,
  channelId: string,
  before: string,
  selfId: string,
): Promise<readonly string[]> {
  const found: APIMessage[] = [];
  let last = /^\d+$/.test(before) ? before : undefined;
  while (found.length < mostMessages) {
    const query = { limit: String(perPage), ...(last === undefined ? {} : { before: last }) };
    const page = await calls.may<readonly APIMessage[]>('get', Routes.channelMessages(channelId), { query });
    if (!page) break;
    found.push(...page);
    last = page.at(-1)?.id;
    if (page.length < perPage) break;
  }
  return found
    .map((message) => (message.type === MessageType.ThreadStarterMessage ? message.referenced_message : message))
    .filter((message) => message !== null && message !== undefined)
    .filter(({ author, webhook_id: hook }) => author.bot !== true && hook === undefined && author.id !== selfId)
    .map(({ content }) => readText(content, selfId))
    .filter((text) => text !== '')
    .slice(0, mostMessages)
    .reverse();
}

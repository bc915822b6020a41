/**
 * Brings a file that somebody attached in chat: from the platform's own file hosts and nowhere else, without following
 * anything, within limits of size and time.
 */
import { messageOf, PilcrowError } from '../base/errors.js';

/** The largest file that is read, in bytes; larger essays are unknown to us, and a class should not fill a disk. */
const mostBytes = 20 * 1024 * 1024;
const withinMs = 30_000;

export interface FileAddress {
  readonly url: string;
  /** In bytes, as the platform says. */
  readonly size: number;
  /** Where the platform keeps files, such as `https://files.slack.com`. */
  readonly origins: readonly string[];
  /** Shown to these hosts alone. */
  readonly token?: string;
  /** A page of the web is what was attached, and no page that asks for a password. */
  readonly isPage?: boolean;
}

/**
 * The bytes. Another host, a redirect, more than 20 MB or more than 30 seconds is refused.
 * @throws PilcrowError `platform-refused`
 */
export async function fetchFile({ url, size, origins, token, isPage }: FileAddress): Promise<Uint8Array> {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  const isKnown = address && origins.includes(address.origin) && address.username === '' && address.password === '';
  if (!isKnown) throw refused('the file is not on a host of the platform');
  if (size > mostBytes) throw refused('the file is larger than 20 MB');
  try {
    const answer = await fetch(address, {
      redirect: 'manual',
      signal: AbortSignal.timeout(withinMs),
      ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
    });
    const length = Number(answer.headers.get('content-length') ?? 0);
    const isAskedToSignIn = !isPage && (answer.headers.get('content-type') ?? '').startsWith('text/html');
    if (answer.status === 200 && length <= mostBytes && !isAskedToSignIn) return await read(answer);
    await answer.body?.cancel();
    if (length > mostBytes) throw refused('the file is larger than 20 MB');
    throw refused(`the platform does not give the file (HTTP ${answer.status})`);
  } catch (error) {
    throw error instanceof PilcrowError ? error : refused(`the file could not be read (${messageOf(error)})`, error);
  }
}

/** What a host says of the length need not be true. */
async function read({ body }: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > mostBytes) throw refused('the file is larger than 20 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refused(why: string, cause?: unknown): PilcrowError {
  return new PilcrowError('platform-refused', `A file from chat was not read: ${why}.`, { cause });
}

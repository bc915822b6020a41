/** Hashes of files too large to be held in memory. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** The hash of `header` followed by the file's bytes, as lower-case hexadecimal characters. */
export async function hashOfFile(path: string, algorithm: 'sha256' | 'sha1' = 'sha256', header = ''): Promise<string> {
  const hash = createHash(algorithm).update(header);
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

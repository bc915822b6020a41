/**
 * Zip files within limits. Sizes are read from the central directory before anything is unpacked, and counted again while
 * unpacking, for a directory may lie. Names are keys only: nothing is ever written to disk.
 */
import { Inflate } from 'fflate';
import { PilcrowError } from '../base/errors.js';

export const zipLimits = { entries: 2_000, unpackedBytes: 50 * 1024 * 1024, ratio: 200 } as const;
/** Small files of repeated characters pack very well; the ratio counts above this size only. */
const ratioFromBytes = 1024 * 1024;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/**
 * The contents of those entries of a zip file that `wants` accepts, by name.
 * @throws PilcrowError `file-refused` beyond a limit, `parse-failed` for a damaged file
 */
export function unzip(bytes: Uint8Array, wants: (name: string) => boolean): Map<string, Uint8Array> {
  const entries = readDirectory(bytes);
  const total = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (entries.length > zipLimits.entries)
    throw refused(`holds ${entries.length} entries; at most ${zipLimits.entries} are read`);
  if (total > zipLimits.unpackedBytes)
    throw refused(`would unpack to ${Math.ceil(total / 1024 / 1024)} MB; at most 50 MB are read`);
  if (total > ratioFromBytes && total / bytes.length > zipLimits.ratio)
    throw refused('is packed over 200 to 1, as a zip bomb is');
  const files = new Map<string, Uint8Array>();
  let left: number = zipLimits.unpackedBytes;
  for (const entry of entries) {
    if (entry.name.endsWith('/') || !wants(entry.name) || files.has(entry.name)) continue;
    const data = unpack(bytes, entry, left);
    left -= data.length;
    files.set(entry.name, data);
  }
  return files;
}

function refused(reason: string): PilcrowError {
  return new PilcrowError('file-refused', reason, { hint: 'Save the text alone, without pictures, or as Markdown.' });
}

function damaged(): PilcrowError {
  return new PilcrowError('parse-failed', 'is damaged or not a zip file', {
    hint: 'Open it where it was made and save it again.',
  });
}

function readDirectory(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count === 0xffff || at === 0xffffffff) throw refused('is a zip file of the 64-bit kind, which no essay needs');
  const entries: Entry[] = [];
  // The count may lie too: what is read is what the directory holds.
  while (at + 46 <= end && view.getUint32(at, true) === 0x02014b50) {
    const nameLength = view.getUint16(at + 28, true);
    if ((view.getUint16(at + 8, true) & 1) === 1) throw refused('is protected by a password');
    entries.push({
      name: Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8'),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (entries.length < count) throw damaged();
  return entries;
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  throw damaged();
}

const pushBytes = 32 * 1024;

function unpack(bytes: Uint8Array, entry: Entry, left: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50) throw damaged();
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const packed = bytes.subarray(start, start + entry.packed);
  if (packed.length < entry.packed) throw damaged();
  const limit = Math.min(left, entry.unpacked);
  if (entry.method === 0) {
    if (packed.length > limit) throw refused('unpacks to more than it says');
    return packed;
  }
  if (entry.method !== 8) throw refused('is packed in a way that is not read here');
  const chunks: Uint8Array[] = [];
  let size = 0;
  const inflate = new Inflate((chunk) => {
    size += chunk.length;
    if (size > limit) throw refused('unpacks to more than it says');
    chunks.push(chunk);
  });
  try {
    for (let at = 0; at < packed.length; at += pushBytes) {
      inflate.push(packed.subarray(at, at + pushBytes), at + pushBytes >= packed.length);
    }
  } catch (error) {
    throw error instanceof PilcrowError ? error : damaged();
  }
  return new Uint8Array(Buffer.concat(chunks));
}

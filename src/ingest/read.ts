/**
 * Bytes to text. Valid UTF-8 is always read as UTF-8; anything else goes by byte-order mark, by what the file declares,
 * then by the look of its bytes. Refuses binary data; never guesses silently: the encoding is reported.
 */
import chardet from 'chardet';
import iconv from 'iconv-lite';
import { PilcrowError } from '../base/errors.js';
import { tidy } from './tidy.js';

export interface ReadText {
  readonly text: string;
  /** As iconv-lite names it, e.g. `utf-8`, `windows-1251`. */
  readonly encoding: string;
}

/**
 * The text of `bytes`, tidied. `declared` is an encoding the file claims for itself (an HTML `meta charset`); it is
 * believed only where the bytes are not valid UTF-8.
 * @throws PilcrowError `file-refused` for binary data
 */
export function readText(bytes: Uint8Array, declared?: string): ReadText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const encoding = encodingOf(buffer, declared);
  const text = encoding === 'iso-2022-jp' ? new TextDecoder(encoding).decode(buffer) : iconv.decode(buffer, encoding);
  if (looksBinary(text)) {
    throw new PilcrowError('file-refused', 'holds binary data, not text', {
      hint: 'Save it as plain text, Markdown, HTML, PDF, DOCX or EPUB under the ending that fits.',
    });
  }
  return { text: tidy(text), encoding };
}

/** The encoding an HTML or XML file declares in its first bytes, or undefined. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const found =
    /<meta[^>]{0,300}charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w:.-]+)/i.exec(head)?.[1];
  return found !== undefined && iconv.encodingExists(found) ? found : undefined;
}

function encodingOf(bytes: Buffer, declared: string | undefined): string {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes[2] === 0 && bytes[3] === 0 ? 'utf-32le' : 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const wide = utf16WithoutMark(bytes);
  if (wide !== undefined) return wide;
  if (isUtf8(bytes)) return hasIsoEscapes(bytes) ? 'iso-2022-jp' : 'utf-8';
  if (declared !== undefined && !/^utf-?(8|16|32)/i.test(declared)) return declared;
  return guessed(bytes);
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** ISO-2022-JP is plain ASCII bytes with escapes. */
function hasIsoEscapes(bytes: Buffer): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes are what is looked for
  return /\u001b\$[@B][!-~]+\u001b\([BJ]/.test(bytes.subarray(0, 65_536).toString('latin1'));
}

/** UTF-16 without a mark: every second byte is a NUL or the small number of one alphabet. */
function utf16WithoutMark(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 4096);
  if (head.length < 16) return undefined;
  const small = [0, 0];
  const nuls = [0, 0];
  for (const [index, byte] of head.entries()) {
    const side = index % 2;
    if (byte < 0x09 || byte === 0x20) small[side] = (small[side] ?? 0) + 1;
    if (byte === 0) nuls[side] = (nuls[side] ?? 0) + 1;
  }
  const pairs = head.length / 2;
  const isHigh = (side: number): boolean =>
    (small[side] ?? 0) > pairs * 0.9 &&
    (nuls[side] ?? 0) > 0 &&
    (nuls[1 - side] ?? 0) < pairs * 0.05 &&
    (small[1 - side] ?? 0) < pairs * 0.5;
  if (isHigh(1)) return 'utf-16le';
  return isHigh(0) ? 'utf-16be' : undefined;
}

const fallback = 'windows-1252';

/** The best of chardet's guesses that yields letters rather than signs; windows-1252 when none does. */
function guessed(bytes: Buffer): string {
  const sample = sampleOf(bytes);
  // A single stray byte does not make a UTF-8 file something else.
  const loose = sample.toString('utf8');
  const broken = loose.split('\uFFFD').length - 1;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: counts what is not ASCII
  const beyondAscii = loose.replace(/[\u0000-\u007f]/g, '').length;
  if (broken > 0 && broken * 20 < beyondAscii) return 'utf-8';
  let best = { encoding: fallback, score: -1 };
  // chardet does not know the DOS code page of Russian texts.
  for (const { name, confidence } of [...chardet.analyse(sample), { name: 'cp866', confidence: 15 }]) {
    if (!iconv.encodingExists(name) || /^(utf|ascii|iso-2022-(kr|cn))/i.test(name)) continue;
    const encoding = /^iso-8859-1$/i.test(name) ? fallback : name;
    const score = confidence * plausibility(iconv.decode(sample, encoding));
    if (score > best.score) best = { encoding, score };
  }
  return best.encoding.toLowerCase();
}

/** Enough for a guess: the start and the middle. */
function sampleOf(bytes: Buffer): Buffer {
  const size = 32_768;
  if (bytes.length <= size * 2) return bytes;
  const middle = Math.floor(bytes.length / 2 / 2) * 2;
  return Buffer.concat([bytes.subarray(0, size), bytes.subarray(middle, middle + size)]);
}

/** From 0 to 1: how much of what is beyond ASCII reads as words of one script, in ordinary case. */
function plausibility(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: keeps what is not ASCII
  const beyond = text.replace(/[\u0000-\u007f]/g, '');
  if (beyond === '') return 1;
  const letters = beyond.match(/[\p{L}\p{M}、。「」『』，．！？“”‘’«»—–…]/gu)?.length ?? 0;
  // Lower case followed by upper case is how KOI8-R and windows-1251 look in each other's clothes.
  const flips = text.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0;
  const damage = (text.match(/[\uFFFD\u0080-\u009f]/g)?.length ?? 0) * 4;
  return Math.max(0, (letters - flips - damage) / beyond.length);
}

function looksBinary(text: string): boolean {
  const sample = text.slice(0, 65_536);
  if (sample === '') return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: counts control characters
  const controls = sample.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\uFFFD]/g)?.length ?? 0;
  return (
    controls > Math.max(8, sample.length * 0.05) ||
    ['%PDF-', 'PK\u0003\u0004', 'GIF8', '\u007fELF', 'MZ\u0090'].some((magic) => sample.startsWith(magic))
  );
}

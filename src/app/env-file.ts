/**
 * The file `.env`, changed without losing a line of it. Values are quoted so that Node's own reader gives them back
 * exactly. Knows nothing of what the keys mean.
 */
import { access, constants, readFile, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseEnv } from 'node:util';
import { messageOf, PilcrowError } from '../base/errors.js';
import { writeAtomic } from '../base/files.js';

type Changes = Readonly<Record<string, string>>;

/** The text of the file; empty when there is none. @throws PilcrowError `config-invalid` when it cannot be read */
export async function readEnvFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw unusable(path, 'read', error);
  }
}

/**
 * Whether the file could be written, before anyone is asked anything.
 * @throws PilcrowError `config-invalid` naming the path and what to do
 */
export async function checkEnvFile(path: string): Promise<void> {
  try {
    const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (found && !found.isFile()) throw new Error('it is no file');
    if (found) await access(path, constants.R_OK | constants.W_OK);
    const folder = dirname(found ? await realpath(path) : path);
    if (await isThere(folder)) await access(folder, constants.W_OK);
  } catch (error) {
    throw unusable(path, 'written', error);
  }
}

/**
 * Sets keys in the file, all or none, readable by its owner alone. A link is followed.
 * @throws PilcrowError `config-invalid` naming the path and what to do; the file is then as it was
 */
export async function changeEnvFile(path: string, changes: Changes): Promise<void> {
  const text = changeEnv(await readEnvFile(path), changes);
  try {
    await writeAtomic(await realpath(path).catch(() => path), text);
  } catch (error) {
    throw unusable(path, 'written', error);
  }
}

/**
 * `given` with `changes`: a key that is there is changed in its place, one that stands there as a comment is put below
 * it, any other goes to the end. All other lines stay as they are.
 * @throws PilcrowError `config-invalid` when a value or the text cannot be written so that it reads back the same
 */
export function changeEnv(given: string, changes: Changes): string {
  // A byte-order mark would become part of the first key.
  const text = given.replace(/^\ufeff/, '');
  const lineEnd = /\r\n/.test(text) ? '\r\n' : '\n';
  const lines = Object.entries(changes).map(([key, value]) => [key, `${key}=${printEnvValue(value)}`] as const);
  let pieces = piecesOf(text);
  for (const [key, line] of lines) pieces = withLine(pieces, key, line + lineEnd, lineEnd);
  const changed = pieces.map((piece) => piece.text).join('');
  if (isRight(text, changed, changes)) return changed;
  // A line that is no assignment swallows what follows it, so what is new goes before everything else.
  const onTop = lines.map(([, line]) => line + lineEnd).join('') + withoutKeys(text, Object.keys(changes));
  if (isRight(text, onTop, changes)) return onTop;
  throw new PilcrowError('config-invalid', 'A line of the .env file that is no KEY=value stands in the way.', {
    hint: 'Remove it or put a # before it, then run npm run setup again.',
  });
}

/**
 * `value` as it stands after `KEY=`, plain where that is enough.
 * @throws PilcrowError `config-invalid` for the rare text that no quotation marks can hold
 */
export function printEnvValue(value: string): string {
  const quoted = [`"${value}"`, `'${value}'`, `\`${value}\``];
  // Unquoted, a # begins a comment, and how an unpaired quotation mark in front is read differs between versions of Node.
  const bare = /^["'`]|#/.test(value) ? [] : [value];
  const forms = /^[\w.:/@+,=-]*$/.test(value) ? [value] : [...quoted, ...bare];
  const form = forms.find((each) => isReadAs(`A=${each}\nB=1\n`, { A: value, B: '1' }));
  if (form !== undefined) return form;
  throw new PilcrowError('config-invalid', 'This text cannot be kept in a .env file.', {
    hint: 'Leave one of the three signs " \' ` out of it.',
  });
}

interface Piece {
  /** Whole lines with their ends. */
  readonly text: string;
  /** What the piece sets. */
  readonly key?: string;
  /** What the piece, a comment, would set. */
  readonly offers?: string;
}

/** Assignments, of several lines where quotation marks span them, and the lines between. Reads as Node's parser does. */
function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const assignment = /^\s*(?:export\s+)?([A-Za-z_][\w.]*)[ \t]*=[ \t]*(["'`]?)/.exec(rest);
    const quote = assignment?.[2] ?? '';
    const closing = assignment && quote !== '' ? rest.indexOf(quote, assignment[0].length) : -1;
    const from = assignment ? Math.max(closing, assignment[0].length) : 0;
    const lineEnd = rest.indexOf('\n', from);
    const piece = lineEnd < 0 ? rest : rest.slice(0, lineEnd + 1);
    const offers = /^[ \t]*#[ \t]*([A-Z_][A-Z0-9_]*)[ \t]*=/.exec(piece)?.[1];
    pieces.push({
      text: piece,
      ...(assignment?.[1] === undefined ? {} : { key: assignment[1] }),
      ...(offers === undefined ? {} : { offers }),
    });
    at += piece.length;
  }
  return pieces;
}

function withLine(pieces: readonly Piece[], key: string, line: string, lineEnd: string): readonly Piece[] {
  const place = pieces.findIndex((piece) => piece.key === key);
  const piece: Piece = { text: line, key };
  // Written twice, the last one would count: one stays.
  if (place >= 0)
    return pieces.flatMap((each, index) =>
      index === place ? [{ ...piece, text: leadOf(each.text) + line }] : each.key === key ? [] : [each],
    );
  const offered = pieces.findIndex(({ offers }) => offers === key);
  const before = (offered < 0 ? pieces : pieces.slice(0, offered + 1)).map((each, index, all) =>
    index === all.length - 1 && !each.text.endsWith('\n') ? { ...each, text: each.text + lineEnd } : each,
  );
  return [...before, piece, ...(offered < 0 ? [] : pieces.slice(offered + 1))];
}

/** Empty lines before an assignment belong to its piece. */
function leadOf(text: string): string {
  return /^(?:[ \t]*\r?\n)*/.exec(text)?.[0] ?? '';
}

function withoutKeys(text: string, keys: readonly string[]): string {
  return piecesOf(text)
    .filter(({ key }) => key === undefined || !keys.includes(key))
    .map((piece) => piece.text)
    .join('');
}

function isRight(before: string, after: string, changes: Changes): boolean {
  return isReadAs(after, { ...parseEnv(before), ...changes });
}

function isReadAs(text: string, values: Readonly<Record<string, string | undefined>>): boolean {
  const read = parseEnv(text) as Readonly<Record<string, string | undefined>>;
  const keys = new Set([...Object.keys(read), ...Object.keys(values)]);
  return [...keys].every((key) => read[key] === values[key]);
}

async function isThere(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
}

function unusable(path: string, what: 'read' | 'written', error: unknown): PilcrowError {
  return new PilcrowError('config-invalid', `The settings file ${path} cannot be ${what} (${messageOf(error)}).`, {
    hint: 'Give yourself the right to write it and its folder, or put the settings into the environment; .env.example lists them.',
    cause: error,
  });
}

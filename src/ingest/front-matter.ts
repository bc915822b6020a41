/**
 * The YAML block at the head of a Markdown file. A block that is not valid becomes a warning, never a failure: the text
 * below it is served all the same.
 */
import { parseDocument } from 'yaml';
import { messageOf } from '../base/errors.js';
import { isoDate } from './dates.js';
import type { Meta } from './draft.js';
import { oneLine } from './tidy.js';

export interface FrontMatter {
  readonly meta: Meta;
  /** The text below the block; the whole text where there is none. */
  readonly body: string;
  /** The file was written by `ingest --write`: its text is taken as it stands. */
  readonly isCleaned: boolean;
  readonly warnings: readonly string[];
  readonly dropped: readonly string[];
}

/** Splits `text` into its front matter and its body. Never throws. */
export function splitFrontMatter(text: string): FrontMatter {
  const found = /^\s*---[ \t]*\n([\s\S]{0,50000}?)\n?---[ \t]*(?:\n|$)/.exec(text);
  const none: FrontMatter = { meta: {}, body: text, isCleaned: false, warnings: [], dropped: [] };
  if (!found) return none;
  const source = found[1] ?? '';
  const body = text.slice(found[0].length);
  let value: unknown;
  try {
    const document = parseDocument(source, { logLevel: 'silent', prettyErrors: false });
    if (document.errors[0]) throw document.errors[0];
    value = document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    if (!/^[\w-]+\s*:/m.test(source)) return none;
    const warnings = [`The front matter is not valid YAML and was left out: ${messageOf(error)}`];
    return { meta: {}, body, isCleaned: false, warnings, dropped: source.split('\n') };
  }
  if (value === null) return { ...none, body };
  if (typeof value !== 'object' || Array.isArray(value)) return none;
  return { ...readFields(value as Record<string, unknown>), body, dropped: [] };
}

const textFields = ['title', 'author', 'date', 'language', 'source', 'license'] as const;

function readFields(value: Record<string, unknown>): Pick<FrontMatter, 'meta' | 'warnings' | 'isCleaned'> {
  const meta: Meta = {};
  const warnings: string[] = [];
  const fields = new Map(Object.entries(value).map(([key, field]) => [key.toLowerCase(), field]));
  const aliases = { author: 'authors', language: 'lang', license: 'licence' } as const;
  for (const key of textFields) {
    const field = fields.get(key) ?? fields.get(aliases[key as keyof typeof aliases] ?? '');
    if (field === undefined || field === null || field === '') continue;
    const text = plain(field);
    if (text === undefined) warnings.push(`The front matter's ${key} is not a text and was left out.`);
    else if (key === 'date') meta.date = isoDate(text) ?? text;
    else if (key === 'language') meta.language = text.toLowerCase().replaceAll('_', '-');
    else meta[key] = text;
  }
  const questions = fields.get('questions');
  if (questions !== undefined && questions !== null) {
    const list = Array.isArray(questions) ? questions : [questions];
    meta.questions = list.map(plain).filter((text) => text !== undefined);
    if (meta.questions.length < list.length)
      warnings.push('A question in the front matter is not a text and was left out.');
  }
  return { meta, warnings, isCleaned: fields.get('cleaned') === true };
}

function plain(field: unknown): string | undefined {
  if (Array.isArray(field)) {
    const parts = field.map(plain);
    return parts.includes(undefined) ? undefined : parts.join(', ');
  }
  if (typeof field !== 'string' && typeof field !== 'number' && typeof field !== 'boolean') return undefined;
  return oneLine(String(field)).slice(0, 1000) || undefined;
}

/**
 * What a parsed object of a model's reply means: a sentence under any of the names that models give it, or nothing.
 */
import { bareSupport, type Draft, type DraftSupport, markedParagraphs } from './draft.js';
import { proseDraft, proseSentences } from './prose-drafts.js';

type Fields = Readonly<Record<string, unknown>>;

/** Some names serve a sentence and a quote alike; which it is, the other fields tell. */
const names = {
  text: ['text', 'sentence', 'answer', 'statement'],
  claim: ['claim', 'original'],
  support: ['support', 'supports', 'citations', 'evidence', 'quotes', 'sources', 'cites', 'references', 'marks'],
  paragraph: ['paragraph', 'paragraphs', 'para', 'p', 'n', 'number', 'mark', 'paragraph_number', 'paragraphNumber'],
  quote: ['quote', 'text', 'words', 'excerpt', 'passage'],
  essay: ['essay', 'source'],
  list: ['sentences', 'answers', 'statements'],
} as const;

/** A reply nests its sentences two levels deep; a tower of objects is no reply. */
const mostDepth = 12;
/** More supports than this are no support, and each costs a search. */
const mostSupport = 8;
const mostMarkChars = 400;

/** The sentences anywhere in `value`. */
export function draftsWithin(value: unknown, language: string, depth = 0): readonly Draft[] {
  if (depth > mostDepth) return [];
  if (Array.isArray(value)) return value.flatMap((each: unknown) => draftsWithin(each, language, depth + 1));
  if (!isFields(value)) return [];
  const own = draftsOf(value, language);
  if (own.length > 0) return own;
  return Object.values(value).flatMap((each) => draftsWithin(each, language, depth + 1));
}

/** The sentences that an object itself is; none for any other object, a supporting quote among them. */
export function draftsOf(value: unknown, language: string): readonly Draft[] {
  if (!isFields(value)) return [];
  const text = stringOf(value, names.text)?.trim() ?? '';
  if (text === '')
    return names.list.flatMap((name) => stringsIn(value[name])).flatMap((each) => proseOf(each, language));
  const hasSupport = names.support.some((name) => Object.hasOwn(value, name));
  const isMarked = names.paragraph.some((name) => Object.hasOwn(value, name));
  // {paragraph, text} is a quote; {sentence, paragraph} and {text, quote, paragraph} are sentences.
  const isQuote = isMarked && !hasSupport && typeof value.text === 'string' && typeof value.quote !== 'string';
  if (isQuote) return [];
  if (!hasSupport && !isMarked) return proseOf(text, language);
  const claim = stringOf(value, names.claim) ?? '';
  const support = hasSupport ? supportOf(value) : recordSupport({ ...value, text: undefined });
  return [{ text, claim: claim.trim(), support: support.slice(0, mostSupport) }];
}

/** A text that names nothing it rests on beside it may do so within. */
function proseOf(text: string, language: string): readonly Draft[] {
  return proseSentences(text, language).flatMap((piece) => proseDraft(piece.text) ?? []);
}

function supportOf(value: Fields): readonly DraftSupport[] {
  const list = names.support.map((name) => value[name]).find((each) => each !== undefined) ?? [];
  return (Array.isArray(list) ? list : [list]).slice(0, mostSupport).flatMap((each: unknown) => {
    if (isFields(each)) return recordSupport(each);
    const paragraphs = paragraphsOf(each);
    if (paragraphs.length === 0 && typeof each === 'string') return [{ ...bareSupport(0), quote: each }];
    return paragraphs.map(bareSupport);
  });
}

function recordSupport(value: Fields): readonly DraftSupport[] {
  const [first = 0, ...rest] =
    names.paragraph.map((name) => paragraphsOf(value[name])).find((each) => each.length > 0) ?? [];
  const quote = stringOf(value, names.quote) ?? '';
  const support = {
    essay: stringOf(value, names.essay) ?? '',
    paragraph: first,
    quote,
    translation: stringOf(value, ['translation']) ?? '',
  };
  // Words stand in one paragraph; which one of several is found out where they are looked for.
  if (quote !== '') return [support];
  return [support, ...rest.map((paragraph) => ({ ...support, paragraph }))];
}

/** `4`, `"4"`, `"¶4-6"`, `"4, 5"`, `[4, 5]`. */
function paragraphsOf(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  if (Array.isArray(value)) {
    return value.slice(0, mostSupport).flatMap((each: unknown) => (Array.isArray(each) ? [] : paragraphsOf(each)));
  }
  if (typeof value !== 'string') return [];
  if (/^\s*\[?\d{1,5}(?:\s*[-–,;]\s*\d{1,5})*\]?\s*$/.test(value)) return (value.match(/\d+/g) ?? []).map(Number);
  return markedParagraphs(value.slice(0, mostMarkChars));
}

function stringsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

function stringOf(value: Fields, keys: readonly string[]): string | undefined {
  return keys.map((key) => value[key]).find((each): each is string => typeof each === 'string');
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

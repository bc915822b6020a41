/**
 * Commands in plain words. A message is one only when nothing in it means anything else; see command-words.ts.
 */
import { type ParsedMark, parseMarks } from '../essay/citation.js';
import { fold } from '../essay/words.js';
import type { SummaryLength } from '../summaries/types.js';
import { coachingOf } from './coaching-words.js';
import * as words from './command-words.js';
import { studyOf } from './study-words.js';
import { threadSummaryOf } from './thread-words.js';
import type { Command, NumberRange } from './types.js';

export interface ParseOptions {
  /** Whether a name in plain words ("use commons", "in commons: …") is an essay here. */
  readonly isEssay?: (name: string) => boolean;
}

export interface NameInText {
  readonly name: string;
  /** The message without it. */
  readonly rest: string;
  /** Whether a question that holds the name this way is about that essay. */
  readonly isForQuestions: boolean;
}

const beforeName = /(?:^|\s)(?:in|from|according to|в|по|из|laut|nach|en|según|dans|selon|d'après)$/iu;
const beforeNameOfCommand = /\s(?:of|for|von|des|de|du)$/iu;

/** Where an essay's name could stand: before a mark, or as the last words, the longest first. Whether it is one is not asked here. */
export function* namesIn(text: string): Iterable<NameInText> {
  if (text.length > 400) return;
  const [mark] = parseMarks(text);
  const before = mark ? text.slice(0, mark.start).trim() : '';
  if (mark && before !== '') yield { name: before, rest: text.slice(mark.start), isForQuestions: false };
  const words = text.replace(/[?.!\s"”»]+$/u, '').split(/\s+/);
  for (let count = Math.min(8, words.length - 1); count > 0; count--) {
    const name = words
      .slice(-count)
      .join(' ')
      .replace(/^["“«„]/u, '');
    const head = words.slice(0, -count).join(' ');
    const rest = head.replace(beforeName, '').replace(beforeNameOfCommand, '');
    yield { name, rest, isForQuestions: beforeName.test(head) };
  }
}

/** A command in plain words; undefined for a question. */
export function parsePlain(text: string, options: ParseOptions): Command | undefined {
  const coaching = coachingOf(text);
  if (coaching) return coaching;
  const study = studyOf(text);
  if (study) return study;
  const thread = threadSummaryOf(text);
  if (thread) return thread;
  const folded = bareOf(text);
  if (folded === '' || folded.length > 160) return undefined;
  if (words.phrasesFor.help.has(folded)) return { name: 'help' };
  if (words.phrasesFor.privacy.has(folded)) return { name: 'privacy' };
  for (const name of ['export', 'forget', 'notes', 'teacher'] as const)
    if (words.phrasesFor[name].has(folded)) return { name, words: '' };
  if (words.phrasesFor.handout.has(folded)) return { name: 'handout' };
  if (words.phrasesFor.essays.has(folded)) return { name: 'essays' };
  if (words.aboutPatterns.some((pattern) => pattern.test(folded))) return { name: 'summary', length: 'short' };
  const step = stepOf(folded);
  if (step) return { name: 'paragraph', range: step };
  return paragraphOf(text) ?? summaryOf(text) ?? (isEssaysRequest(folded) ? { name: 'essays' } : useOf(text, options));
}

/** Whether folded words ask for the next or the previous paragraph. */
export function stepOf(folded: string): 'next' | 'previous' | undefined {
  const bag = folded.split(' ');
  for (const step of ['next', 'previous'] as const) {
    if (words.phrasesFor[step].has(folded)) return step;
    const isStep = bag.some((word) => words.stepWords[step].has(word));
    if (
      isStep &&
      bag.every((word) => words.stepWords[step].has(word) || words.fillers.has(word) || stepExtras.has(word))
    )
      return step;
  }
  return undefined;
}

const stepExtras = new Set([
  'paragraph',
  'one',
  'show',
  'абзац',
  'absatz',
  'parrafo',
  'paragraphe',
  'покажи',
  'zeige',
  'muestra',
  'montre',
]);

/** "show ¶4", "p4", "what does paragraph 4 say": one mark, and nothing else that means anything. */
function paragraphOf(message: string): Command | undefined {
  const { text, quote } = takeQuote(message);
  const marks = parseMarks(text);
  const [mark] = marks;
  if (!mark || marks.length > 1) return undefined;
  const rest = cutOut(text, marks);
  const bag = bareOf(rest).split(' ').filter(Boolean);
  const isShow =
    bag.every((word) => words.showWords.has(word) || words.fillers.has(word)) ||
    words.japanese.show.test(stripSigns(rest));
  if (!isShow) return undefined;
  return {
    name: 'paragraph',
    range: { first: mark.first, last: mark.last },
    ...(quote === undefined ? {} : { quote }),
  };
}

/** A request for a summary of the whole or of marked paragraphs; undefined when a word says more than that. */
export function summaryOf(text: string): Command | undefined {
  const marks = parseMarks(text);
  const rest = cutOut(text, marks);
  const bag = bareOf(rest)
    .replace(/\btl dr\b/g, 'tldr')
    .replace(/\bsum up\b/g, 'summarise')
    .split(' ')
    .filter(Boolean);
  const isAlone = marks.length === 0 && bag.length <= 4 && bag.some((word) => words.lengthAlone.has(word));
  const isJapanese = words.japanese.summary.test(stripSigns(rest));
  if (!isJapanese && !isAlone && !bag.some((word) => words.summaryTriggers.has(word))) return undefined;
  if (!isJapanese && !bag.every((word) => isSummaryWord(word) || isCountOf(bag, word))) return undefined;
  const range = rangeOf(marks);
  return { name: 'summary', length: isJapanese ? japaneseLength(rest) : lengthOf(bag), ...(range ? { range } : {}) };
}

function isSummaryWord(word: string): boolean {
  const sets = [
    words.summaryTriggers,
    words.fillers,
    words.summaryExtras,
    words.lengthHelpers,
    ...words.lengthWords.map((entry) => entry.words),
  ];
  return sets.some((set) => set.has(word));
}

/** `in 80 words`, `in three sentences` */
function isCountOf(bag: readonly string[], word: string): boolean {
  return /^\d{1,4}$/.test(word) && bag.some((other) => words.countedWords.has(other));
}

function lengthOf(bag: readonly string[]): SummaryLength {
  const count = bag.some((word) => words.wordsForWord.has(word))
    ? bag.find((word) => /^\d{1,4}$/.test(word))
    : undefined;
  if (count !== undefined) return Number(count) <= 40 ? 'sentence' : Number(count) <= 120 ? 'short' : 'full';
  return words.lengthWords.find((entry) => bag.some((word) => entry.words.has(word)))?.length ?? 'short';
}

function japaneseLength(text: string): SummaryLength {
  if (words.japanese.sentence.test(text)) return 'sentence';
  return words.japanese.full.test(text) ? 'full' : 'short';
}

function rangeOf(marks: readonly ParsedMark[]): NumberRange | undefined {
  if (marks.length === 0) return undefined;
  const firsts = marks.map(({ first }) => first);
  const lasts = marks.map(({ last }) => last);
  return { first: Math.min(...firsts), last: lasts.includes(-1) ? -1 : Math.max(...lasts) };
}

function isEssaysRequest(folded: string): boolean {
  const bag = folded.split(' ');
  const isKnown = (word: string): boolean =>
    words.essaysTriggers.has(word) || words.essaysExtras.has(word) || words.fillers.has(word);
  return bag.some((word) => words.essaysTriggers.has(word)) && bag.every(isKnown);
}

function useOf(text: string, { isEssay }: ParseOptions): Command | undefined {
  const match =
    /^(?:use|switch to|choose|select|talk about|возьми|выбери|nimm|wechsle zu|usa|cambia a|utilise|passe à)\s+(.{1,80}?)[.!]?$/iu.exec(
      text,
    );
  const chosen = match?.[1] ?? words.thisWeek.exec(text)?.slice(1).find(Boolean);
  const name = chosen?.replace(/^["“«„「]|["”»」]$/g, '').trim();
  return name && isEssay?.(name) ? { name: 'use', essay: name } : undefined;
}

/** Quoted words at the end of a message, apart from the rest. */
export function takeQuote(text: string): { text: string; quote?: string } {
  const match = /["“«„]([\s\S]+)["”»]\s*$/u.exec(text);
  return match?.[1] === undefined ? { text } : { text: text.slice(0, match.index), quote: match[1] };
}

function cutOut(text: string, marks: readonly ParsedMark[]): string {
  return [...marks].reverse().reduce((left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`, text);
}

function bareOf(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function stripSigns(text: string): string {
  return text.replace(/[?？!！.。]/gu, '').trim();
}

/**
 * Text as words: where each stands, its folded form and its stem. Matching happens on these; display never does.
 */
import { LRUCache } from 'lru-cache';
import { newStemmer, type Stemmer } from 'snowball-stemmers';
import * as stopwordLists from 'stopword';
import type { Span } from './types.js';

export interface Word extends Span {
  /** Folded: NFKC, lower case, accents of Latin letters and ё removed, apostrophes straight, possessive 's cut. */
  readonly form: string;
  /** The Snowball stem of `form` where the language has one, else `form`. */
  readonly stem: string;
  /** A word that carries grammar rather than matter, in this language. */
  readonly isStop: boolean;
  /** Starts with a capital, or is written in a script that has none. */
  readonly isCapital: boolean;
}

const snowball: Readonly<Record<string, string>> = {
  ar: 'arabic',
  ca: 'catalan',
  cs: 'czech',
  da: 'danish',
  de: 'german',
  en: 'english',
  es: 'spanish',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hu: 'hungarian',
  hy: 'armenian',
  it: 'italian',
  nl: 'dutch',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sl: 'slovene',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
};

const stopLists: Readonly<Record<string, string>> = {
  ar: 'ara',
  de: 'deu',
  en: 'eng',
  es: 'spa',
  fr: 'fra',
  it: 'ita',
  ja: 'jpn',
  nl: 'nld',
  pl: 'pol',
  pt: 'por',
  ru: 'rus',
  sv: 'swe',
  uk: 'ukr',
  zh: 'zho',
};

/** Words that frame a question; the lists above were made for documents and lack most of them. */
const questionFrames: Readonly<Record<string, string>> = {
  en: "do does did done doing don't doesn't didn't is isn't are aren't was wasn't were weren't be whom whose why whether could shall may might must can't cannot not no nor here i'm you're it's that's what's who's me my mine us them themselves itself own just so too very again ever even yet",
  ru: 'ли почему зачем кто чей когда где куда откуда сколько какой какая какое какие каким какую каком который которая которое которые это эта этот эти что чем чём том так не нет ни же бы был была было были есть',
  de: 'wer wen wem wessen wann warum wieso weshalb wo wohin woher welche welcher welches welchen wie was ist sind war waren nicht kein keine hat haben wird werden kann',
  es: 'quién quien quiénes cuándo cuando dónde donde cuál cual cuáles cómo como qué que cuánto cuántos cuántas es son fue era eran no hay ha han por',
  fr: 'qui quand où pourquoi quel quelle quels quelles comment combien est sont était étaient ne pas a ont fait que quoi',
  ja: 'なぜ いつ どこ だれ 誰 何 なに どの どう いくつ どんな どれ です ます する した して いる ある こと もの の は が を に で と も か へ や から まで より',
};

const documentStops: Readonly<Record<string, readonly string[]>> = { ...stopwordLists };
const stemmers = new Map<string, Stemmer | undefined>();
const stops = new Map<string, ReadonlySet<string>>();

function stemmerFor(language: string): Stemmer | undefined {
  if (!stemmers.has(language)) {
    const name = snowball[language];
    stemmers.set(language, name === undefined ? undefined : newStemmer(name));
  }
  return stemmers.get(language);
}

function stopsFor(language: string): ReadonlySet<string> {
  let set = stops.get(language);
  if (set === undefined) {
    const list = stopLists[language];
    const words = list === undefined ? [] : (documentStops[list] ?? []);
    set = new Set([...words, ...(questionFrames[language] ?? '').split(' ')].map(fold));
    stops.set(language, set);
  }
  return set;
}

/** Whether a folded form carries grammar rather than matter in `language`. */
export function isStopWord(form: string, language: string): boolean {
  return stopsFor(language).has(form);
}

/** Stems asked for before, by language and form: an essay repeats its words, and stemming is the costly step. */
const stems = new LRUCache<string, string>({ max: 100_000 });

function stemOf(form: string, tongue: string, stemmer: Stemmer | undefined): string {
  if (stemmer === undefined || !/^\p{L}/u.test(form)) return form;
  const key = `${tongue} ${form}`;
  let stem = stems.get(key);
  if (stem === undefined) {
    stem = stemmer.stem(form.replaceAll("'", ''));
    stems.set(key, stem);
  }
  return stem;
}

/** The form in which two spellings of one word are equal; see `Word.form`. Length may change: not for offsets. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘ʼ`´]/g, "'")
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin})\p{Mn}+/gu, '')
    .normalize('NFC')
    .replaceAll('ё', 'е');
}

/** The article or pronoun that French and Italian lean on the next word; no other language begins a word so. */
const elision = /^(?:l|d|qu|j|n|s|c|m|t|dell|nell|all|un)'(?=\p{L}{2})/u;
/** A word, or letters with full stops that stand for words ("U.S."); the stop in "J.Fergusson" joins nothing. */
const spaced = /(?<![\p{L}\p{N}])(?:\p{Lu}\.){2,}|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’](?=\p{L})[\p{L}\p{M}]+)*/gu;
const unspacedScript =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u;
let segmenter: Intl.Segmenter | undefined;

/**
 * The words of `text` in order. `language` is BCP 47; only its first part counts, and an unknown one means no stems.
 * Scripts without spaces are cut by Intl.Segmenter.
 */
export function words(text: string, language: string): Word[] {
  const tongue = language.split('-')[0] ?? 'und';
  const stemmer = stemmerFor(tongue);
  const stopSet = stopsFor(tongue);
  const found: Word[] = [];
  const add = (surface: string, start: number): void => {
    const form = fold(surface).replace(/'s$/, '').replace(elision, '').replaceAll('.', '');
    if (form === '') return;
    found.push({
      start,
      end: start + surface.length,
      form,
      stem: stemOf(form, tongue, stemmer),
      isStop: stopSet.has(form),
      isCapital: /^\p{Lu}/u.test(surface) || unspacedScript.test(surface),
    });
  };
  for (const match of text.matchAll(spaced)) {
    if (!unspacedScript.test(match[0])) {
      add(match[0], match.index);
      continue;
    }
    segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
    for (const part of segmenter.segment(match[0])) if (part.isWordLike) add(part.segment, match.index + part.index);
  }
  return found;
}

/** Whether two stems are of one family, as `threat` and `threaten`, `japan` and `japanes`: a long common beginning. */
export function isSameFamily(a: string, b: string): boolean {
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length);
  let same = 0;
  while (same < shorter && a[same] === b[same]) same++;
  return same >= 5 && same >= shorter - 1;
}

/** The character 3- and 4-grams of the folded words, with word boundaries marked: what typos and inflections leave standing. */
export function charGrams(text: string): string[] {
  const grams: string[] = [];
  for (const [surface] of fold(text).matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const word = [...`_${surface}_`];
    for (const size of [3, 4]) {
      for (let i = 0; i + size <= word.length; i++) grams.push(word.slice(i, i + size).join(''));
    }
  }
  return grams;
}

/**
 * Where an essay can be argued with, found from its own words: what it proposes against what it diagnoses, where it
 * turns, whom it reports, what it holds back, what it counts. Pure; says nothing, only points.
 */
import { voicesOf } from '../answer/proof/voices.js';
import type { Citation, Essay } from '../essay/types.js';
import { isSameFamily, words } from '../essay/words.js';
import { type Part, type Sentence, sentencesOf, shortQuote } from './tension-quotes.js';
import { type TensionCues, tensionCues } from './tension-words.js';

export type TensionKind = 'proposal' | 'contrast' | 'reported' | 'hedge' | 'count' | 'arc';

/** One or two places of the text that ask for an argument. */
export interface Tension {
  readonly kind: TensionKind;
  readonly quotes: readonly [Citation] | readonly [Citation, Citation];
  /** The word of the first quote that makes it one, as the text has it; absent where the place itself does. */
  readonly cue?: string;
}

/** A sentence shorter than this says too little to be argued about, in characters; wide scripts say more in less. */
const minChars = 35;
const minWideChars = 14;
/** Of the sentences that diagnose and propose, so that a book costs no more than an essay, times itself. */
const mostPaired = 60;

/** Paragraphs, both included. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/**
 * The tensions of `essay`, or of some paragraphs alone, the best of each kind first, no sentence in two of them; the arc
 * from the first words to the last always ends the list.
 */
export function tensionsOf(
  essay: Essay,
  { first, last }: Range = { first: 1, last: essay.paragraphs.length },
): readonly Tension[] {
  const whole = sentencesOf(essay);
  const all = whole.filter(({ n }) => n >= first && n <= last);
  const cues = tensionCues(essay.language);
  const rareness = rarenessOf(essay, whole);
  const found: Readonly<Record<Exclude<TensionKind, 'arc'>, readonly Candidate[]>> = {
    proposal: proposals(all, cues, rareness),
    contrast: contrasts(all, cues, rareness),
    reported: reports(all, essay.language),
    hedge: singles(all, 'hedge', cues, (text) => cueIn(text, cues.hedge)),
    count: singles(all, 'count', cues, (text) => countIn(text, cues.count, essay.language)),
  };
  const used = new Set<number>();
  const queues = Object.values(found).map((list) => [...list].sort((a, b) => b.score - a.score));
  const chosen: Tension[] = [];
  while (queues.some((queue) => queue.length > 0)) {
    for (const queue of queues) {
      const next = takeUnused(queue, used);
      if (next) chosen.push(tensionOf(essay, next));
    }
  }
  const arc = arcOf(essay, all);
  return arc ? [...chosen, arc] : chosen;
}

interface Candidate {
  readonly kind: TensionKind;
  readonly score: number;
  /** With where the cue stands in each sentence. */
  readonly parts: readonly [Part] | readonly [Part, Part];
  readonly cue?: string;
}

function takeUnused(queue: Candidate[], used: Set<number>): Candidate | undefined {
  for (let next = queue.shift(); next; next = queue.shift()) {
    if (next.parts.some(({ sentence }) => used.has(sentence.at))) continue;
    for (const { sentence } of next.parts) used.add(sentence.at);
    return next;
  }
  return undefined;
}

function isSayingEnough({ text }: Sentence): boolean {
  const isWide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
  return text.length >= (isWide ? minWideChars : minChars) && !/[?？]["'”’»)」]*$/u.test(text);
}

type Rareness = (stem: string) => number;

/** What only a few paragraphs speak of ties two sentences closer than what every paragraph speaks of. */
function rarenessOf(essay: Essay, all: readonly Sentence[]): Rareness {
  const paragraphs = new Map<string, Set<number>>();
  for (const { n, stems } of all)
    for (const stem of stems) paragraphs.set(stem, (paragraphs.get(stem) ?? new Set()).add(n));
  const count = Math.max(1, essay.paragraphs.length);
  return (stem) => Math.log(1 + count / (paragraphs.get(stem)?.size ?? 1));
}

/** How much two sentences speak of the same things. */
function closeness(a: Sentence, b: Sentence, rareness: Rareness): number {
  const shared = a.stems.filter((stem) => b.stems.some((other) => isSameFamily(stem, other)));
  return shared.reduce((sum, stem) => sum + rareness(stem), 0);
}

/** A remedy against the cause given before it, in another paragraph: the more they share, the later the remedy, the better. */
function proposals(all: readonly Sentence[], cues: TensionCues, rareness: Rareness): readonly Candidate[] {
  const enough = all.filter(isSayingEnough);
  const causes = enough.filter(({ text }) => cues.diagnosis.test(text) && !cues.proposal.test(text));
  const remedies = enough.filter(({ text }) => cues.proposal.test(text));
  const count = Math.max(1, all.length);
  return remedies.slice(-mostPaired).flatMap((remedy) =>
    causes.slice(0, mostPaired).flatMap((cause): Candidate[] => {
      const shared = closeness(cause, remedy, rareness);
      if (cause.n >= remedy.n || shared === 0) return [];
      // Theses stand early and remedies late; a pair that spans the essay is worth more than two neighbours.
      const score = shared + 4 * ((remedy.at - cause.at) / count);
      return [
        {
          kind: 'proposal',
          score,
          parts: [
            { sentence: cause, cueAt: positionOf(cues.diagnosis, cause) },
            { sentence: remedy, cueAt: positionOf(cues.proposal, remedy) },
          ],
        },
      ];
    }),
  );
}

/** A sentence and the one that turns against it; or one that sets two things against each other by itself. */
function contrasts(all: readonly Sentence[], cues: TensionCues, rareness: Rareness): readonly Candidate[] {
  return all.flatMap((sentence, index): Candidate[] => {
    if (!isSayingEnough(sentence)) return [];
    const before = all[index - 1];
    if (before && before.n === sentence.n && cues.turn.test(sentence.text) && isSayingEnough(before)) {
      const parts = [
        { sentence: before, cueAt: before.text.length - 1 },
        { sentence, cueAt: 0 },
      ] as const;
      return [{ kind: 'contrast', score: 2 + closeness(before, sentence, rareness), parts }];
    }
    const match = cues.against.exec(sentence.text);
    if (!match) return [];
    return [{ kind: 'contrast', score: 1, parts: [{ sentence, cueAt: match.index }], cue: match[0] }];
  });
}

/** Somebody else speaks: a person or a government that the essay names, or people in general. */
function reports(all: readonly Sentence[], language: string): readonly Candidate[] {
  const tongue = language.split('-')[0] ?? 'und';
  const names = new Set(all.flatMap(({ text }) => namesInside(text, language)));
  return all.filter(isSayingEnough).flatMap((sentence): Candidate[] => {
    const voices = voicesOf(sentence.text, tongue);
    if (voices.some(({ kind }) => kind === 'author')) return [];
    const voice = voices.find((each) => each.kind === 'somebody' || each.names.some((name) => names.has(name)));
    if (!voice) return [];
    const score = voice.kind === 'named' ? 2 : 1;
    return [{ kind: 'reported', score, parts: [{ sentence, cueAt: Math.min(voice.from, sentence.text.length - 1) }] }];
  });
}

/** What is written with a capital where no sentence begins. */
function namesInside(text: string, language: string): readonly string[] {
  return words(text, language)
    .slice(1)
    .filter(({ isCapital, isStop }) => isCapital && !isStop)
    .map(({ form }) => form);
}

interface Found {
  readonly index: number;
  readonly cue: string;
}

/** A month and a name that look like a cue ("every May") are none. */
function cueIn(text: string, cue: RegExp): Found | undefined {
  const match = cue.exec(text);
  if (!match || (/^\p{Lu}/u.test(match[0]) && /[\p{L}\p{N}]/u.test(text.slice(0, match.index)))) return undefined;
  return { index: match.index, cue: match[0] };
}

/** Figures below this are how a text counts its own points. */
const smallestCount = 13;

/** A number worth a question: no day of a month, no item's number, nothing that fingers count. */
function countIn(text: string, count: RegExp, language: string): Found | undefined {
  const match = count.exec(text);
  if (!match) return undefined;
  const cue = match[0].trim();
  const next = /^\s(\p{L}+)/u.exec(text.slice(match.index + match[0].length))?.[1];
  if (next !== undefined && isMonth(next, language)) return undefined;
  return /^\d{1,2}$/.test(cue) && Number(cue) < smallestCount ? undefined : { index: match.index, cue };
}

function isMonth(word: string, language: string): boolean {
  const format = new Intl.DateTimeFormat(language === 'und' ? 'en' : language, { day: 'numeric', month: 'long' });
  return Array.from({ length: 12 }, (_, month) => format.format(new Date(Date.UTC(2026, month, 15)))).some((date) =>
    date.toLowerCase().split(' ').includes(word.toLowerCase()),
  );
}

/** Sentences with one word of a kind. What also proposes or turns is left to the pairs. */
function singles(
  all: readonly Sentence[],
  kind: 'hedge' | 'count',
  cues: TensionCues,
  find: (text: string) => Found | undefined,
): readonly Candidate[] {
  return all.filter(isSayingEnough).flatMap((sentence): Candidate[] => {
    const found = find(sentence.text);
    if (!found) return [];
    const isPlain = !cues.proposal.test(sentence.text) && !cues.turn.test(sentence.text);
    // A phrase says more than the one word "may".
    const score = (isPlain ? 1 : 0) + Math.min(1, found.cue.length / 12) + (sentence.text.length <= 260 ? 0.5 : 0);
    return [{ kind, score, parts: [{ sentence, cueAt: found.index }], cue: found.cue }];
  });
}

function positionOf(cue: RegExp, { text }: Sentence): number {
  return cue.exec(text)?.index ?? 0;
}

function tensionOf(essay: Essay, { kind, parts: [first, second], cue }: Candidate): Tension {
  const quote = (part: Part): Citation => shortQuote(essay, part);
  const quotes = second ? ([quote(first), quote(second)] as const) : ([quote(first)] as const);
  const isSeen = cue !== undefined && quotes[0].quote.includes(cue);
  return { kind, quotes, ...(isSeen ? { cue } : {}) };
}

/** How the essay opens and how it ends: in any language, and never nothing. */
function arcOf(essay: Essay, all: readonly Sentence[]): Tension | undefined {
  const first = all[0];
  const last = all.at(-1);
  if (!first || !last) return undefined;
  const opening = shortQuote(essay, { sentence: first, cueAt: 0 });
  if (first === last) return { kind: 'arc', quotes: [opening] };
  return { kind: 'arc', quotes: [opening, shortQuote(essay, { sentence: last, cueAt: last.text.length - 1 })] };
}

/**
 * Whose each sentence is: the author's, somebody's whom it names, somebody's who was let speak before, or a view that the
 * author has given up, grants or only hears. Read from surface cues, sentence by sentence and over paragraphs.
 */
import type { Essay, Span } from '../essay/types.js';
import { type Reading, readSentence } from './readings.js';
import { countWords } from './word-count.js';

export type StanceKind =
  | 'own'
  /** Somebody's, and the sentence says whose. */
  | 'attributed'
  /** Somebody's, and only an earlier sentence says whose. */
  | 'borrowed'
  /** Held once, heard, or granted in play, and the same sentence does not turn against it. */
  | 'loose'
  | 'question';

export interface Stance {
  readonly kind: StanceKind;
  /** The sentence of the same paragraph that says who speaks, by its place there. */
  readonly opener?: number;
  /** The author's answer, where one follows. */
  readonly answer?: Place;
  /** The author turns here against what stood before. */
  readonly turns: boolean;
  /** Only lets somebody speak, and says nothing without what follows. */
  readonly isOpener?: true;
}

/** A sentence, by paragraph and place in it. */
export interface Place {
  readonly paragraph: number;
  readonly at: number;
}

export interface Stances {
  /** The stances of the sentences of paragraph `n`, in order; worked out when asked for. */
  of(n: number): readonly Stance[];
}

/** How many paragraphs after a view the author's answer is looked for, and how far a speaker is followed. */
const reach = 2;
/** A shorter quotation is a term, which an essay may quote from itself. */
const minQuotedWords = 4;

/** Who speaks on: the names in the sentence that let them speak; undefined when the author does. */
type Speaker = readonly string[] | undefined;

/** The stances in `essay`; `sentencesOf` gives the sentences of a paragraph. */
export function createStances(essay: Essay, sentencesOf: (n: number) => readonly Span[]): Stances {
  const readings = new Map<number, readonly Reading[]>();
  const known = new Map<number, readonly Stance[]>();
  const sectionStarts = new Set(essay.sections.map(({ firstParagraph }) => firstParagraph));

  function read(n: number): readonly Reading[] {
    let found = readings.get(n);
    if (found === undefined) {
      const text = essay.paragraphs[n - 1]?.text ?? '';
      found = sentencesOf(n).map(({ start, end }) => readSentence(text.slice(start, end), essay.language));
      readings.set(n, found);
    }
    return found;
  }

  /** Whether the author comes back in the first sentence of paragraph `n`, or turns there. */
  function returnsIn(n: number): boolean {
    const [first] = read(n);
    return first !== undefined && (first.isOwn || first.turns);
  }

  /** Whether what was said at the end of paragraph `n - 1` by somebody goes on in `n`. */
  function goesOn(n: number): boolean {
    const [first] = read(n);
    if (first === undefined || sectionStarts.has(n) || returnsIn(n) || first.opens || first.voice === 'named')
      return false;
    if (first.continues) return true;
    for (let next = n + 1; next <= n + reach && next <= essay.paragraphs.length; next += 1) {
      if (sectionStarts.has(next)) return false;
      if (returnsIn(next)) return true;
    }
    return false;
  }

  /** Who still speaks at the end of paragraph `n`. */
  function speakerAfter(n: number, depth: number): Speaker {
    if (n < 1 || depth === 0) return undefined;
    const before = speakerAfter(n - 1, depth - 1);
    return read(n).reduce<Speaker>(
      (speaker, reading) => speakerOf(reading, speaker),
      before !== undefined && goesOn(n) ? before : undefined,
    );
  }

  /** A paragraph from which a later one quotes more than a term is somebody's words set apart. */
  function isSetApart(n: number): boolean {
    const text = essay.paragraphs[n - 1]?.text ?? '';
    if (/^[“"«„「][^“”"«»„「」]*[”"»“」]$/u.test(text)) return true;
    for (let next = n + 1; next <= n + reach; next += 1) {
      const later = essay.paragraphs[next - 1]?.text ?? '';
      for (const match of later.matchAll(/[“"«„「]([^“”"«»„「」]+)[”"»“」]/gu)) {
        const quoted = match[1]?.replace(/[.,;:!?。]+$/u, '') ?? '';
        if (countWords(quoted) < minQuotedWords) continue;
        const at = text.indexOf(quoted);
        if (at >= 0 && !/[“"«„「]\s*$/u.test(text.slice(0, at))) return true;
      }
    }
    return false;
  }

  /** Where the author answers what sentence `from` says; what is told at length is answered by coming back at all. */
  function answerTo(n: number, from: number, isTold: boolean): Place | undefined {
    for (let m = n; m <= n + reach && m <= essay.paragraphs.length; m += 1) {
      const at = read(m).findIndex((reading, index) => {
        if (m === n && index <= from) return false;
        return !reading.opens && (reading.turns || (isTold && m > n && reading.isOwn));
      });
      if (at >= 0) return { paragraph: m, at };
    }
    return undefined;
  }

  function work(n: number): readonly Stance[] {
    const apart = isSetApart(n);
    let speaker = goesOn(n) ? speakerAfter(n - 1, reach) : undefined;
    let opener: number | undefined;
    return read(n).map((reading, at): Stance => {
      const before = speaker;
      speaker = speakerOf(reading, speaker);
      const kind = apart ? 'borrowed' : kindOf(reading, before !== undefined && speaker !== undefined);
      const own = opener;
      if (reading.opens && !reading.isOwn) opener = at;
      else if (speaker === undefined && reading.voice === undefined) opener = undefined;
      if (kind === 'own' || kind === 'question') return { kind, turns: reading.turns };
      const answer = answerTo(n, at, kind === 'borrowed' || reading.opens);
      // "He" needs his name.
      const needsName = kind === 'borrowed' || reading.voice === 'pronoun';
      return {
        kind,
        turns: false,
        ...(reading.opens && !reading.hasContent ? { isOpener: true as const } : {}),
        ...(needsName && own !== undefined ? { opener: own } : {}),
        ...(answer ? { answer } : {}),
      };
    });
  }

  return {
    of(n) {
      let found = known.get(n);
      if (found === undefined) {
        found = work(n);
        known.set(n, found);
      }
      return found;
    },
  };
}

function speakerOf({ isOwn, turns, opens, voice, names, tellsOfSomebody }: Reading, before: Speaker): Speaker {
  if (isOwn || turns) return undefined;
  if (opens) return names;
  if (before === undefined || voice !== undefined) return before;
  // The author tells of whoever spoke: "He is not a callous man."
  const isAboutSpeaker = before.length === 0 ? names.length > 0 : names.some((name) => before.includes(name));
  return tellsOfSomebody || isAboutSpeaker ? undefined : before;
}

function kindOf(reading: Reading, isBorrowed: boolean): StanceKind {
  if (reading.isQuestion) return 'question';
  if (reading.isLoose) return reading.turns ? 'attributed' : 'loose';
  if (reading.voice !== undefined || (reading.opens && !reading.isOwn)) return 'attributed';
  return isBorrowed && !reading.isOwn ? 'borrowed' : 'own';
}

/** Which sentences of an essay hold a word in any of its forms: looked up, because a quiz asks it thousands of times. */
import type { Essay } from '../essay/types.js';
import { isSameFamily } from '../essay/words.js';
import { type ReadSentence, sentencesOf } from './glossary-sentences.js';

interface StemIndex {
  /** Stems of one family, itself among them, by stem; filled as it is asked for. */
  readonly families: Map<string, ReadonlySet<string>>;
  readonly sentences: ReadonlyMap<string, readonly ReadSentence[]>;
  /** Stems in more than half of the paragraphs. */
  readonly common: ReadonlySet<string>;
  /** The stems of matter of a sentence; filled as it is asked for. */
  readonly matter: Map<ReadSentence, ReadonlySet<string>>;
}

const indexes = new WeakMap<Essay, StemIndex>();

function indexOf(essay: Essay): StemIndex {
  let index = indexes.get(essay);
  if (index === undefined) {
    const sentences = new Map<string, ReadSentence[]>();
    for (const sentence of sentencesOf(essay)) {
      for (const stem of new Set(sentence.words.map((word) => word.stem)))
        sentences.set(stem, [...(sentences.get(stem) ?? []), sentence]);
    }
    const isCommon = (found: readonly ReadSentence[]): boolean =>
      new Set(found.map(({ paragraph }) => paragraph)).size * 2 > essay.paragraphs.length;
    const common = new Set([...sentences].filter(([, found]) => isCommon(found)).map(([stem]) => stem));
    index = { families: new Map(), sentences, common, matter: new Map() };
    indexes.set(essay, index);
  }
  return index;
}

/** The stems of `essay` that are forms of `stem`. */
export function familyOf(stem: string, essay: Essay): ReadonlySet<string> {
  const { families, sentences } = indexOf(essay);
  let family = families.get(stem);
  if (family === undefined) {
    family = new Set([...sentences.keys()].filter((other) => isSameFamily(stem, other)));
    families.set(stem, family);
  }
  return family;
}

/** The sentences that hold a form of one of `stems`. */
export function sentencesWith(stems: readonly string[], essay: Essay): ReadonlySet<ReadSentence> {
  const { sentences } = indexOf(essay);
  return new Set(stems.flatMap((stem) => [...familyOf(stem, essay)].flatMap((each) => sentences.get(each) ?? [])));
}

/** Whether `stem` is one of what the whole essay is about, which tells no two of its sentences apart. */
export function isCommon(stem: string, essay: Essay): boolean {
  return indexOf(essay).common.has(stem);
}

/** The stems of a sentence's words of matter. */
export function matterOf(sentence: ReadSentence, essay: Essay): ReadonlySet<string> {
  const { matter } = indexOf(essay);
  let stems = matter.get(sentence);
  if (stems === undefined) {
    stems = new Set(sentence.words.flatMap(({ stem, isStop }) => (isStop ? [] : [stem])));
    matter.set(sentence, stems);
  }
  return stems;
}

/** How many of `a`'s words of matter stand in `b` in any form; those for which `isLeftOut` holds do not count. */
export function countShared(
  a: ReadSentence,
  b: ReadSentence,
  essay: Essay,
  isLeftOut: (stem: string) => boolean = () => false,
): number {
  const theirs = matterOf(b, essay);
  let shared = 0;
  for (const stem of matterOf(a, essay)) {
    if (!isLeftOut(stem) && [...familyOf(stem, essay)].some((each) => theirs.has(each))) shared += 1;
  }
  return shared;
}

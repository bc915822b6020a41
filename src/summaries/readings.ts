/**
 * What a sentence shows by its words of whose it is: who speaks in it, whether the author turns, gives up or grants.
 */
import { type Voice, voicesOf } from '../answer/proof/voices.js';
import type { Language } from '../essay/types.js';
import { words } from '../essay/words.js';
import { type StanceWords, stanceWords } from './stance-words.js';

export interface Reading {
  readonly isOwn: boolean;
  readonly turns: boolean;
  readonly opens: boolean;
  readonly continues: boolean;
  readonly voice?: 'named' | 'pronoun' | 'somebody';
  /** Folded forms of names. */
  readonly names: readonly string[];
  readonly isLoose: boolean;
  readonly isQuestion: boolean;
  /** Opens with "he", "her": tells of whoever spoke. */
  readonly tellsOfSomebody: boolean;
  /** More than that somebody spoke. */
  readonly hasContent: boolean;
}

type Cues = { readonly [key in keyof StanceWords]: RegExp };

/** Reads one sentence; in a language without word lists only questions are seen. */
export function readSentence(text: string, language: string): Reading {
  const cues = cuesFor(language);
  const isQuestion = /[?？]["'”’»)\]]*\s*$/u.test(text);
  if (cues === undefined) return { ...silent, isQuestion };
  // What stands in quotation marks is nobody's "I" here.
  const bare = text.replace(/[“"«„「][^“”"«»„「」]*[”"»“」]/gu, ' … ');
  const tongue = language.split('-')[0] ?? 'und';
  const voices = voicesOf(text, tongue);
  const voice = voices.find((each) => each.kind !== 'author' && isSpeech(each, text))?.kind;
  const isLoose = cues.givenUp.test(bare) || cues.hearsay.test(bare) || cues.concedes.test(bare);
  const found = words(bare, tongue);
  // A name that opens a sentence looks like any word: two capitals in a row are a name there too.
  const names = found
    .filter((word, at) => word.isCapital && !word.isStop && (word.start > 0 || found[at + 1]?.isCapital === true))
    .map(({ form }) => form);
  const tellsOfSomebody = found.slice(0, 2).some(({ form }) => pronouns.test(form));
  return {
    isOwn: cues.own.test(bare),
    turns: cues.turns.test(bare) || cues.turnHeads.test(bare) || (isLoose && turnsInside(bare, cues)),
    opens:
      cues.opens.test(bare) &&
      (names.length > 0 || tellsOfSomebody || isUncased(tongue)) &&
      !voices.some(({ kind }) => kind === 'author'),
    continues: cues.continues.test(bare),
    ...(voice === undefined || voice === 'author' ? {} : { voice }),
    names,
    isLoose,
    isQuestion,
    tellsOfSomebody,
    hasContent: voice !== undefined || /[:：“"«„「]/u.test(text),
  };
}

/** "Hobley holds", "he holds", "it holds that"; but a box that holds something says nothing. */
function isSpeech({ kind, label, from }: Voice, text: string): boolean {
  if (kind === 'pronoun' || kind === 'somebody' || from === 0) return true;
  const isProper =
    [...label.matchAll(/\p{Lu}/gu)].some(({ index }) => index > 0) || !text.startsWith(label.slice(0, 4));
  return isProper || /^(?:\s+\p{L}+){0,3}?\s*(?:,|:|["“«„]|\b(?:that|что|dass|que)\b)/u.test(text.slice(from));
}

const silent: Omit<Reading, 'isQuestion'> = {
  names: [],
  isOwn: false,
  turns: false,
  opens: false,
  continues: false,
  isLoose: false,
  tellsOfSomebody: false,
  hasContent: true,
};
const pronouns = /^(?:he|she|his|her|him|он|она|его|ее|ему|ей|er|sie|sein\p{L}*|ihr\p{L}*|el|ella|il|elle|彼|彼女)$/u;

/** Scripts without capitals show no names. */
function isUncased(language: string): boolean {
  return language === 'ja';
}

/** "…, but", "…; in fact": the sentence itself answers. */
function turnsInside(text: string, cues: Cues): boolean {
  return text.split(/[,;:—–]\s*/u).some((clause, at) => at > 0 && cues.turnHeads.test(clause));
}

const compiled = new Map<string, Cues | undefined>();

function cuesFor(language: string): Cues | undefined {
  const tongue = language.split('-')[0] ?? 'und';
  if (!compiled.has(tongue)) {
    compiled.set(tongue, Object.hasOwn(stanceWords, tongue) ? compile(tongue as Language) : undefined);
  }
  return compiled.get(tongue);
}

function compile(tongue: Language): Cues {
  const own = stanceWords[tongue];
  const isSpaced = tongue !== 'ja';
  const anywhere = (list: string): RegExp =>
    new RegExp(isSpaced ? String.raw`(?<![\p{L}\p{N}])(?:${list})(?![\p{L}\p{N}])` : list, 'iu');
  const head = (list: string): RegExp =>
    new RegExp(String.raw`^[\s"'“‘«„「(]*(?:${list})${isSpaced ? String.raw`(?![\p{L}\p{N}])` : ''}`, 'iu');
  return {
    opens: anywhere(own.opens),
    turnHeads: head(own.turnHeads),
    turns: anywhere(own.turns),
    own: anywhere(own.own),
    givenUp: anywhere(own.givenUp),
    hearsay: anywhere(own.hearsay),
    concedes: head(own.concedes),
    continues: head(own.continues),
  };
}

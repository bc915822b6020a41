/**
 * Whether a claim lets the right one speak: the author, whoever the essay reports, or nobody where it tells a fact. What
 * Fergusson says is not put into the author's mouth, and no opinion is told as a fact.
 */
import { familyName } from '../../essay/short-name.js';
import { fold, type Word, words } from '../../essay/words.js';
import { governmentOf, isSameName } from './countries.js';
import type { Grounds } from './grounds.js';
import { opinionIn } from './opinion-words.js';
import { type QuotedSentence, quotedSentences, tongue } from './quoted.js';
import { isAuthorWord, isSaying } from './saying-words.js';
import { otherPronouns, reportWords, standWords } from './voice-words.js';
import { type Voice, voicesOf } from './voices.js';

interface Claim {
  readonly text: string;
  readonly language: string;
  readonly words: readonly Word[];
  /** Who says it, the author's name turned into the author. */
  readonly voices: readonly Voice[];
  /** It names the author, or "he", "his". */
  readonly isAttributed: boolean;
}

/**
 * Why `claim` lets the wrong one speak, in English for a request to mend it; undefined where nothing is wrong. A claim
 * that rests on the author's own words as well as on reported ones is not held to the reported voice.
 */
export function speakerFault(text: string, grounds: Grounds): string | undefined {
  const authors = grounds.essays.map(({ author }) => fold(familyName(author) ?? '')).filter((name) => name !== '');
  const claim = claimOf(text, tongue(grounds.essays[0].language), authors);
  const quoted = quotedSentences(grounds);
  const reported = quoted.map((sentence) => reportedVoice(sentence, authors));
  const isAllReported = reported.length > 0 && !reported.includes(undefined);
  return (
    (isAllReported ? wrongMouth(claim, reported) : undefined) ??
    strangeSpeaker(claim, quoted) ??
    (reported.includes(undefined) ? bareOpinion(claim, quoted) : undefined)
  );
}

function claimOf(text: string, language: string, authors: readonly string[]): Claim {
  const found = words(text, language);
  const voices = voicesOf(text, language).map((voice) => asAuthor(voice, authors));
  const isAttributed =
    voices.some(({ kind }) => kind === 'author') ||
    found.some(
      ({ form }) =>
        isAuthorWord(form, language) ||
        otherPronouns[language]?.test(form) ||
        authors.some((name) => isSameName(name, form)),
    );
  return { text, language, words: found, voices, isAttributed };
}

function asAuthor(voice: Voice, authors: readonly string[]): Voice {
  const isAuthor = voice.names.some((name) => authors.some((author) => isSameName(author, name)));
  return isAuthor ? { ...voice, kind: 'author', names: [] } : voice;
}

/** The innermost voice the quoted words stand under, unless it is the author's; a pronoun is followed to its name. */
function reportedVoice(sentence: QuotedSentence, authors: readonly string[]): Voice | undefined {
  const over = voicesOf(sentence.text, sentence.language)
    .map((voice) => asAuthor(voice, authors))
    .filter(({ from, to }) => from < sentence.end && to >= sentence.end - 1);
  const inner = over.reduce<Voice | undefined>((most, voice) => {
    return most === undefined || voice.from > most.from ? voice : most;
  }, undefined);
  if (inner === undefined) return sourcedVoice(sentence, authors);
  if (inner.kind === 'author') return undefined;
  return inner.kind === 'pronoun' ? { ...inner, ...antecedent(sentence) } : inner;
}

/** "According to X, … And so on.[1]": what follows a reported sentence and carries its source is reported too. */
function sourcedVoice({ isSourced, before, language }: QuotedSentence, authors: readonly string[]): Voice | undefined {
  const [last] = before;
  if (!isSourced || last === undefined) return undefined;
  return voicesOf(last, language)
    .map((voice) => asAuthor(voice, authors))
    .find(({ kind }) => kind === 'named');
}

/** The names of the nearest sentence before that has any. */
function antecedent({ before, language }: QuotedSentence): Pick<Voice, 'names' | 'label'> | undefined {
  for (const sentence of before) {
    const named = namesIn(sentence, language);
    if (named.length > 0)
      return { names: named.map(({ form }) => form), label: named.map((word) => surface(sentence, word)).join(' ') };
  }
  return undefined;
}

function surface(text: string, { start, end }: Word): string {
  return text.slice(start, end).replace(/['’]s$/u, '');
}

function namesIn(text: string, language: string): Word[] {
  return words(text, language).filter(({ isCapital, isStop, form }) => isCapital && !isStop && !/^\d/.test(form));
}

/** What is reported, told as the author's view, as another's, or as a fact. */
function wrongMouth(claim: Claim, voices: readonly (Voice | undefined)[]): string | undefined {
  const reported = voices.filter((voice) => voice !== undefined);
  if (reported.some((voice) => isHeard(voice, claim))) return undefined;
  const who = reported.find(({ kind }) => kind !== 'somebody')?.label ?? 'others';
  if (claim.voices.some(({ kind }) => kind === 'author')) return `this is what ${who} said, not the author's own view`;
  const other = claim.voices.find(({ kind }) => kind === 'named');
  if (other !== undefined) return `this is what ${who} said, not ${other.label}`;
  return `this is what ${who} said: the sentence must say whose view it is`;
}

/** How far from a place's name the word may stand that makes a government of it. */
const reachWords = 5;

/** Whether the claim lets `voice` be heard. */
function isHeard(voice: Voice, { language, words: said, voices }: Claim): boolean {
  if (said.some(({ form }) => reportWords[language]?.test(form))) return true;
  if (voice.kind === 'somebody') return voices.some(({ kind }) => kind === 'somebody');
  const isGovernment = voice.names.some((name) => governmentOf(name) >= 0);
  // "he argues" may mean the one person who is reported.
  if (!isGovernment && voices.some(({ kind }) => kind === 'pronoun')) return true;
  if (voice.kind === 'pronoun' && voices.some(isDescription)) return true;
  if (voice.names.length === 0) return voices.some(({ kind }) => kind !== 'author');
  if (voices.some(({ names }) => names.some((name) => voice.names.some((each) => isSameName(each, name))))) return true;
  return said.some(({ form }, at) => {
    if (!voice.names.some((name) => isSameName(name, form))) return false;
    if (governmentOf(form) < 0) return true;
    const lead = [said[at - 1]?.form ?? '', said[at - 2]?.form ?? ''];
    if (lead.some((each) => /^(?:by|von|por|par)$/.test(each))) return true;
    // "For the Japanese they are …": at the opening it says for whom it is so.
    if (at < 3 && lead.some((each) => /^(?:for|для|fur|pour|para)$/.test(each))) return true;
    return said
      .slice(at + 1, at + 1 + reachWords)
      .some((next) => standWords[language]?.test(next.form) || isSaying(next.form, language));
  });
}

/** "Critics", "учёные": people in general, whom the essay may call otherwise. */
const plural: Readonly<Record<string, RegExp>> = { en: /s$/, ru: /[ыие]$/, de: /(?:en|er|e)$/, es: /s$/, fr: /s$/ };

/** "the sister", "his neighbour": who that is cannot be told from words. */
const describing =
  /^(?:the|an?|his|her|their|our|my|one|der|die|das|ein|eine|seine?|ihre?|el|la|los|las|un|una|su|le|les|une|son|sa|его|ее|её|их)\s/iu;

function isDescription({ kind, label, names }: Voice): boolean {
  return kind === 'named' && describing.test(label) && !names.some((name) => governmentOf(name) >= 0);
}

/** A name and nothing else, or a government: what could be held against the text. */
function isProper(voice: Voice, language: string): boolean {
  if (voice.kind !== 'named' || isDescription(voice)) return false;
  if (voice.names.every((name) => plural[language]?.test(name))) return false;
  const isName = words(voice.label, language).every(({ isCapital }) => isCapital);
  return isName || voice.names.some((name) => governmentOf(name) >= 0);
}

/** A named speaker who is not named in the quoted sentence, the one before it, or as the subject of the paragraph. */
function strangeSpeaker({ voices, language }: Claim, quoted: readonly QuotedSentence[]): string | undefined {
  if (language === 'ja') return undefined;
  const present = quoted.flatMap((sentence) => {
    // "Hallam, an ecologist, objects. …": what follows is hers without a word that says so.
    const opening = sentence.before.at(-1)?.split(/[,;:]/u)[0] ?? '';
    const near = [sentence.text, ...sentence.before.slice(0, 1)].flatMap((text) => words(text, language));
    return [
      ...near.map(({ form }) => form),
      ...namesIn(opening, language).map(({ form }) => form),
      ...(hasPronoun(sentence) ? (antecedent(sentence)?.names ?? []) : []),
    ];
  });
  const stranger = voices.find(
    (voice) => isProper(voice, language) && !voice.names.some((name) => present.some((form) => isSameName(form, name))),
  );
  return stranger && `the words it cites do not say that ${stranger.label} said this`;
}

function hasPronoun({ text, language }: QuotedSentence): boolean {
  return words(text, language).some(({ form }) => otherPronouns[language]?.test(form));
}

/** A demand or judgement of the author's that the claim tells as a fact. */
function bareOpinion(claim: Claim, quoted: readonly QuotedSentence[]): string | undefined {
  const { isAttributed, voices, language } = claim;
  if (isAttributed || voices.length > 0) return undefined;
  const said = opinionIn(padded(claim.text), language);
  const source = opinionIn(padded(quoted.map(({ text }) => text).join(' ')), language);
  const isDemand = said.demands || (said.needs && (source.demands || source.needs || source.isOwn));
  const isJudgement = said.judges && source.judges;
  return isDemand || isJudgement ? "this is the author's opinion: the sentence must say so" : undefined;
}

function padded(text: string): string {
  return ` ${fold(text)
    .replace(/[^\p{L}\p{N}'-]+/gu, ' ')
    .trim()} `;
}

/**
 * What a message claims: its sentences, and their clauses where each could stand alone. Cut by signs and small words; a
 * list of names stays one claim.
 */
import { sentences } from './sentences.js';
import { words } from './words.js';

export interface Claims {
  /** In order, as the message has them. */
  readonly claims: readonly string[];
  /** How many more there were. */
  readonly left: number;
}

/** More than this would be read by nobody. */
const mostClaims = 5;
/** A claim has a subject and says something of it: fewer words than these, stop words left out, do neither. */
const leastMatter = 2;
/** A clause shorter than this is an item of a list, not a claim of its own, in words. */
const leastWords = 3;
/** After a bare "and" the verb must follow its subject so soon, in words: "Russia and Japan apart" is no clause. */
const subjectWords = 4;

/** Between clauses: a semicolon or dash; a comma with a joining word or with a new subject; the joining word alone. */
const joints =
  /\s*(?:;|；|\s[–—]\s|,\s+(?:and|but|yet|while|whereas|so|и|а|но|однако|und|aber|doch|während|y|e|pero|mientras|et|mais|tandis que)\s+|,\s+(?=\p{Lu}|(?:the|this|it|he|she|they|we|I|you|nobody|everyone|people|это|он|она|они|мы|я|никто|der|die|das|es|er|sie|wir|el|la|los|las|il|elle|le|les|on)\s)|\s+(?:and|but|whereas|но|однако|aber|und|pero|y|mais|et|и)\s+(?=\p{Lu}|(?:the|this|it|he|she|they|we|I|you|nobody|everyone|people|das|es|er|sie|wir|el|la|los|las|il|elle|le|les|он|она|они|мы|это)\s)|[、，](?=しかし|だが|一方)|が、)\s*/gu;
const opening = /^(?:and|but|so|also|и|но|а|und|aber|y|pero|et|mais|そして|しかし)[\s、,]+/iu;
const verbal: Readonly<Record<string, RegExp>> = {
  en: /\b(?:is|are|was|were|be|has|have|had|do|does|did|will|would|can|cannot|could|should|must|may|might|\p{L}+n['’]t)\b|\s(?!this|us|as|its|his|always|perhaps)\p{Ll}{2,}(?:s|ed)\b/u,
};

/** The claims of `message`, which is in `language`, at most five; questions claim nothing. */
export function claimsOf(message: string, language: string): Claims {
  const found = sentences(message, language).flatMap(({ start, end }) => {
    const sentence = message.slice(start, end);
    return /[?？]["'”»)\]]*$/u.test(sentence) ? [] : clausesOf(sentence, language);
  });
  const all = found.filter((claim) => matterOf(claim, language) >= leastMatter);
  return { claims: all.slice(0, mostClaims), left: Math.max(0, all.length - mostClaims) };
}

function clausesOf(sentence: string, language: string): string[] {
  const pieces: { start: number; end: number }[] = [];
  let start = 0;
  for (const match of sentence.matchAll(joints)) {
    const end = match.index;
    const next = end + match[0].length;
    if (!couldStand(sentence.slice(start, end), language) || !couldStand(sentence.slice(next), language)) continue;
    if (!/[^\s\p{L}]/u.test(match[0]) && !isVerbal(firstWords(sentence.slice(next), language), language)) continue;
    pieces.push({ start, end });
    start = next;
  }
  pieces.push({ start, end: sentence.length });
  return pieces.map((piece) => sentence.slice(piece.start, piece.end).replace(opening, '').trim());
}

/** Whether these words could be a claim of their own. */
function couldStand(text: string, language: string): boolean {
  const isUnspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
  if (isUnspaced) return text.length >= 8;
  if (words(text, language).length < leastWords || matterOf(text, language) < leastMatter) return false;
  return isVerbal(text, language);
}

function isVerbal(text: string, language: string): boolean {
  return verbal[language]?.test(text) ?? true;
}

function firstWords(text: string, language: string): string {
  return text.slice(0, words(text, language)[subjectWords - 1]?.end ?? text.length);
}

function matterOf(text: string, language: string): number {
  return words(text, language).filter(({ isStop }) => !isStop).length;
}

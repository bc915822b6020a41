/** What messages of a thread claim: their statements, without questions, greetings and what is too short to check. */
import { parseMarks, resolveMark } from '../essay/citation.js';
import { sentences } from '../essay/sentences.js';
import { words } from '../essay/words.js';

/** Fewer words that carry matter make no claim. */
const minContentWords = 3;
/** A message's first statements: the rest of a long one is left to its author. */
const maxClaims = 3;

/** The statements of `message`, at most three, in its own words; `language` is the message's. */
export function claimsOf(message: string, language: string): readonly string[] {
  return sentences(message, language)
    .map(({ start, end }) => message.slice(start, end))
    .filter((sentence) => !/[?？]["'”’»)\]]*\s*$/u.test(sentence))
    .filter((sentence) => words(sentence, language).filter(({ isStop }) => !isStop).length >= minContentWords)
    .slice(0, maxClaims);
}

/** The paragraphs that `message` names by their numbers, of an essay of `count`. */
export function marksIn(message: string, count: number): readonly number[] {
  return parseMarks(message).flatMap((mark) => resolveMark(mark, count));
}

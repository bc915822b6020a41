/**
 * A question as it is searched for: without what a chat adds to words, and with what a second question leaves unsaid.
 */
import { guessLanguage } from '../essay/language.js';
import { words } from '../essay/words.js';

/** What a chat adds to words: tags, links, mentions, signs of emphasis. None of it is asked about. */
export function withoutMarkup(text: string): string {
  const plain = text
    .replace(/<[^<>]{0,200}>/g, ' ')
    .replace(/\]\([^()\s]{0,500}(?:\([^()]*\))?[^()\s]{0,500}\)/g, ' ')
    .replace(/https?:\/\/\S+/gi, ' ')
    .replace(/(?<![\p{L}\p{N}])@[\p{L}\p{N}_]+/gu, ' ')
    .replace(/[*_~`[\]]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(plain) ? plain : text;
}

/** With so few words of its own, the second question of a message is read together with the first. */
const shortPart = 2;

export function withContext(text: string, before: string | undefined): string {
  if (before === undefined) return text;
  const own = words(text, guessLanguage(text, 'en')).filter((word) => !word.isStop);
  return own.length <= shortPart ? `${before} ${text} ${text}` : text;
}

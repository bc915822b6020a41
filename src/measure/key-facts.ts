/** The numbers and names in words that answer a question: what an answer must hold to be right, however it is put. */
import type { Essay } from '../essay/types.js';
import { fold } from '../essay/words.js';

/**
 * The numbers in digits and the capitalised words of `answer`, folded, each once. A capital that opens a sentence makes
 * a name only where the essay writes the word so within a sentence too. In German every noun counts; in scripts without
 * capitals none does.
 */
export function keyFacts(answer: string, essay: Essay): string[] {
  const numbers = answer.match(/\d+(?:[.,]\d+)*/g) ?? [];
  const names = [...answer.matchAll(/(?<![\p{L}\p{N}])\p{Lu}[\p{L}’'-]*\p{L}/gu)]
    .filter(({ 0: word, index }) => !opensSentence(answer, index) || isNameIn(essay, word))
    .map(([word]) => word.replace(/['’]s$/, ''));
  return [...new Set([...numbers, ...names].map(fold))];
}

/** The share of `facts` that stand in `text` as whole words. */
export function factsHeld(facts: readonly string[], text: string): number {
  const folded = fold(text);
  return facts.filter((fact) => holdsWord(folded, fact)).length / facts.length;
}

function opensSentence(text: string, at: number): boolean {
  return /(?:^|[.!?…:])["“”«„'‘’()\s]*$/u.test(text.slice(0, at));
}

function isNameIn({ paragraphs }: Essay, word: string): boolean {
  const within = new RegExp(`[\\p{L}\\p{N},;]\\s${word}(?![\\p{L}\\p{N}])`, 'u');
  const small = new RegExp(`(?<![\\p{L}\\p{N}])${word.toLowerCase()}(?![\\p{L}\\p{N}])`, 'u');
  return paragraphs.some(({ text }) => within.test(text)) && !paragraphs.some(({ text }) => small.test(text));
}

function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const [before, after] = [text.slice(0, at), text.slice(at + word.length)];
    if (!/[\p{L}\p{N}]$|\d[.,]$/u.test(before) && !/^(?:[\p{L}\p{N}]|[.,]\d)/u.test(after)) return true;
  }
  return false;
}

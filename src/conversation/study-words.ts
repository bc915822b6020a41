/** Quiz, glossary and "back it up" asked for in plain words, in six languages: whole messages, folded. */
import { fold } from '../essay/words.js';
import type { Command } from './types.js';

const list = (text: string): ReadonlySet<string> => new Set(text.split(/[|\n]/).map((phrase) => phrase.trim()));

const quizWords = list(`quiz|quiz me|give me a quiz|a quiz please|quiz please|test me|make a quiz
  тест|дай тест|сделай тест|проверь меня|小テスト|クイズ|クイズを出して|小テストを出して
  quiz bitte|frag mich ab|teste mich|mach ein quiz|cuestionario|hazme un cuestionario|hazme un test|ponme a prueba
  interroge moi|fais moi un quiz|un quiz|teste moi`);
const glossaryWords = list(`glossary|the glossary|show the glossary|names and terms|list of terms
  глоссарий|словарь терминов|имена и термины|用語集|用語一覧|glossar|namen und begriffe|glosario|nombres y terminos|glossaire|noms et termes`);
const backupWords = list(`back it up|back this up|back that up|can you back this up|does the essay back this up
  подтверди|есть ли это в эссе|裏付けて|本文で裏付けて|belege das|steht das im text|respaldalo|lo dice el ensayo|verifie cela|l essai le dit`);

/** The command that `text` is as a whole; "back it up" alone needs the message it replies to. */
export function studyOf(text: string): Command | undefined {
  const folded = fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const [, bare = folded, count = ''] =
    /^(.+?)(?: (?:with |mit |con |avec |из )?(\d{1,2})(?: (?:questions|items|fragen|preguntas|вопросов))?)$/u.exec(
      folded,
    ) ?? [];
  if (quizWords.has(bare)) return { name: 'quiz', words: count };
  if (glossaryWords.has(folded)) return { name: 'glossary', words: '' };
  return backupWords.has(folded) ? { name: 'backup', words: '' } : undefined;
}

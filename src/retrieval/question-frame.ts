/**
 * Words of a question that speak of the essay itself rather than of its matter: "what does the author say about …",
 * "according to the text", the author's own name. They are looked for nowhere, for the essay does not hold them.
 */
import type { Essay } from '../essay/types.js';
import { fold, words } from '../essay/words.js';

/** Nouns for the essay and its author, folded, in six languages. */
const essayWords = new Set(
  (
    'essay text article author writer piece passage paper reading authors texts paragraph paragraphs section sentence sentences ' +
    'эссе текст тексте текста текстом статья статье статьи автор автора автору автором авторе ' +
    'aufsatz essay text artikel autor autors autorin verfasser ' +
    'ensayo texto articulo autor autora escritor ' +
    'essai texte article auteur autrice ' +
    '文章 エッセイ 論文 記事 著者 筆者 作者'
  ).split(' '),
);

/** What an author does; only frame where the author or essay is named with it. */
export const authorVerbs: ReadonlySet<string> = new Set(
  (
    'say says said saying talk talks talking speak speaks quote quotes find mention tell tells told argue argues argued think thinks thought claim claims claimed mention mentions mentioned ' +
    'write writes wrote believe believes state states describe describes discuss discusses suggest suggests according view opinion ' +
    'говорит говорится сказано пишет считает думает утверждает упоминает мнению мнение словам ' +
    'sagt schreibt meint denkt behauptet erwahnt laut meinung ' +
    'dice escribe piensa cree opina afirma menciona segun opinion ' +
    'dit ecrit pense croit affirme mentionne selon avis'
  ).split(' '),
);

/** `question` without those words; as it is when nothing of matter would be left. */
export function withoutFrame(question: string, essay: Essay, language: string): string {
  const authorNames = new Set(words(essay.author ?? '', language).map((word) => word.form));
  const all = words(question, language);
  const isAbout = (form: string): boolean => essayWords.has(form) || authorNames.has(form);
  const framed =
    all.some((word) => isAbout(word.form)) || /(?<![\p{L}])(?:he|she|он|она)(?![\p{L}])/u.test(fold(question));
  if (!framed) return question;
  const dropped = all.filter((word) => isAbout(word.form) || authorVerbs.has(word.form));
  const left = all.filter((word) => !word.isStop && !dropped.includes(word));
  if (dropped.length === 0 || left.length === 0) return question;
  let text = '';
  let from = 0;
  for (const word of dropped) {
    text += question.slice(from, word.start);
    from = word.end;
  }
  return (text + question.slice(from)).replace(/\s+/g, ' ').trim();
}

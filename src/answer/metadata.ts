/**
 * Questions that the title page answers: who wrote it, when, what it is called. Only when they are asked of the essay
 * itself ("who wrote this essay"), not of something it speaks about.
 */
import { say } from '../essay/phrases.js';
import type { Essay, Language } from '../essay/types.js';
import { fold } from '../essay/words.js';

const text =
  "(?:it|this|(?:the|this|that) (?:essay|text|article|piece|paper|reading|author)|эт[оу]|(?:это |эту |этот )?(?:эссе|стать[яюи]|текст)|(?:der|den|das|dieser|diesen|dieses) (?:text|essay|aufsatz|artikel)|(?:el|este) (?:ensayo|texto|articulo)|(?:l'|cet |ce )(?:essai|texte|article)|この(?:文章|エッセイ|論文|記事))";
const patterns: readonly RegExp[] = [
  new RegExp(
    `^[^\\p{L}\\p{N}]*(?:who|whos|who's)(?: is| was)? (?:wrote|written|the (?:author|writer)|author(?:ed)?)(?: of)?(?: ${text})?[^\\p{L}\\p{N}]*$`,
    'u',
  ),
  new RegExp(`^[^\\p{L}\\p{N}]*when (?:was|is|did) (?:${text}) (?:written|published|from|dated|come out|appear)`, 'u'),
  new RegExp(`^[^\\p{L}\\p{N}]*(?:who|when) (?:was|is) ${text} (?:by|written|published)`, 'u'),
  new RegExp(
    `^[^\\p{L}\\p{N}]*what(?:'s|s| is)? (?:the )?(?:title|name|date|author|author's name|year)(?: of ${text})?[^\\p{L}\\p{N}]*$`,
    'u',
  ),
  new RegExp(
    `^[^\\p{L}\\p{N}]*(?:кто (?:${text} )?(?:написал|автор)(?: ${text})?|кто автор(?: ${text})?|когда (?:написан|опубликован|вышл)\\p{L}* ${text}|как называется ${text})[^\\p{L}\\p{N}]*$`,
    'u',
  ),
  new RegExp(
    `^[^\\p{L}\\p{N}]*(?:wer (?:hat|ist der autor|schrieb)(?: von)?(?: ${text})?(?: geschrieben)?|wann (?:wurde|ist) ${text} (?:geschrieben|erschienen|veroffentlicht)|wie heisst ${text})[^\\p{L}\\p{N}]*$`,
    'u',
  ),
  new RegExp(
    `^[^\\p{L}\\p{N}]*(?:quien (?:escribio|es el autor)(?: de)?(?: ${text})?|cuando se (?:escribio|publico) ${text})[^\\p{L}\\p{N}]*$`,
    'u',
  ),
  new RegExp(
    `^[^\\p{L}\\p{N}]*(?:qui (?:a ecrit|est l'auteur)(?: de)?(?: ${text})?|quand ${text} a(?:-t-il)? ete (?:ecrit|publie))[^\\p{L}\\p{N}]*$`,
    'u',
  ),
  new RegExp(`${text}(?:の)?(?:を書いたのは|は?誰が書|の?著者は|の?作者は|は?いつ書)`, 'u'),
];

/** Whether `question` asks for what stands on the title page of the essay itself. */
export function asksForMetadata(question: string): boolean {
  const folded = fold(question);
  return patterns.some((pattern) => pattern.test(folded));
}

/** The lead-in that gives title, author and date as far as they are known. */
export function metadataLeadIn(essay: Essay, language: Language): string {
  return say('writtenBy', language, {
    title: essay.title,
    by: essay.author === undefined ? '' : say('byAuthor', language, { author: essay.author }),
    dated: essay.date === undefined ? '' : say('datedOn', language, { date: essay.date }),
  });
}

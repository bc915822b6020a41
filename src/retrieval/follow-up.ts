/**
 * What to look for when a question leans on the turns before it: "and japan?", "why is that?". Without a model nothing
 * is rewritten; the earlier question's words are put before the new ones, which count twice.
 */
import type { Turn } from '../essay/types.js';
import { words } from '../essay/words.js';

/** Words that point back at something said before, in six languages; folded. */
const pointers = new Set(
  (
    'it its they them their theirs he him his she her that this these those one ones there then so such same other others else another former latter ' +
    'он она оно они его ее их ему ей им ними нем ней это этот эта эти тот та те там такой такое такие тогда другой другие ' +
    'er sie es ihn ihm ihr ihre das dies diese dieser dieses jene dort andere ' +
    'el ella ello ellos ellas lo eso esto ese esa esos otro otra alli su sus ' +
    'il elle ils elles le la les ce cela ca ceci cette ces autre autres son sa ses leur ' +
    'それ これ あれ その この あの そこ 彼 彼女 彼ら'
  ).split(' '),
);

const opening =
  /^[^\p{L}\p{N}]*(?:and|but|so|or|what about|how about|а|и|но|und|aber|y|pero|et|mais|では|じゃあ)(?![\p{L}])/iu;
/** With this many words of its own a question stands by itself, even when it opens with "and". */
const enoughOwnWords = 4;

/** Whether `question` can hardly be understood without what was said before. */
export function leansOnEarlier(question: string, language: string): boolean {
  const all = words(question, language);
  const own = all.filter((word) => !word.isStop && !pointers.has(word.form));
  if (own.length <= 1) return true;
  const pointsBack = all.some((word) => pointers.has(word.form));
  return own.length < enoughOwnWords && (pointsBack || opening.test(question));
}

/** The text to search for: `question`, after the last question of the thread where it leans on it. */
export function standaloneText(question: string, history: readonly Turn[] | undefined, language: string): string {
  const earlier = (history ?? []).filter((turn) => turn.role === 'user');
  const last = earlier.at(-1);
  if (last === undefined || !leansOnEarlier(question, language)) return question;
  // A chain of short follow-ups reaches back to the question that has matter of its own.
  const anchor = earlier.findLast((turn) => !leansOnEarlier(turn.content, language)) ?? last;
  const between = anchor === last ? '' : ` ${last.content}`;
  return `${anchor.content}${between} ${question} ${question}`;
}

/**
 * The teacher's own file beside an essay, `<essay>.notes.md`: every list item or paragraph is a note; one that begins
 * with a mark (`¶4:`, `p4:`, `para 4:`) belongs to that paragraph. What stands under "Questions" or ends with a question
 * mark is a discussion question. Headings are not notes.
 */
import type { TeacherNote } from '../essay/types.js';
import { withoutMarks } from './draft.js';
import { readMarkdown } from './markdown.js';

const questionsHeading = /^(discussion )?questions?( for discussion)?|вопросы|質問|問い|^fragen|^preguntas/iu;
const prefix =
  /^\(?(?:¶+|§|#|p(?:ara(?:graph)?)?s?\.?|абз(?:ац|\.)?|absatz|abs\.|párrafo|paragraphe|段落)\s*(\d{1,5})\)?\s*(?:[:：.,)–—-]\s*|(?=\s))/iu;

/** The notes of a teacher's file that `tidy` has been over, in order. */
export function readTeacherNotes(text: string): TeacherNote[] {
  const notes: TeacherNote[] = [];
  let underQuestions = false;
  let headingParagraph: number | undefined;
  for (const block of readMarkdown(text).blocks) {
    const plain = withoutMarks(block.text).trim();
    if (block.kind === 'heading') {
      const mark = prefix.exec(`${plain} `);
      headingParagraph = mark ? Number(mark[1]) : undefined;
      underQuestions = questionsHeading.test(plain);
      continue;
    }
    const bare = block.kind === 'item' ? plain.replace(/^\d{1,3}\. (?=\S)/, '') : plain;
    const mark = prefix.exec(bare);
    const words = mark ? bare.slice(mark[0].length).trim() : bare;
    if (words === '') continue;
    const paragraph = mark ? Number(mark[1]) : headingParagraph;
    const kind = underQuestions || /[?？]["'”’»」)]*$/u.test(words) ? 'question' : 'note';
    notes.push(paragraph === undefined || paragraph < 1 ? { kind, text: words } : { kind, text: words, paragraph });
  }
  return notes;
}

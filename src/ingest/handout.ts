/** A numbered copy of an essay to print or to share, with the numbers that marks in chat name. */
import type { Essay, Paragraph } from '../essay/types.js';
import { escapeMarkdown } from './cleaned-markdown.js';

export interface HandoutOptions {
  /** Adds the starting questions and the teacher's own; default false. */
  readonly withQuestions?: boolean;
}

/** The numbered copy. HTML stands alone: no script, no request, styles for A4 and Letter paper inside. */
export function handout(essay: Essay, format: 'markdown' | 'html', options: HandoutOptions = {}): string {
  return format === 'html' ? toHtml(essay, options) : toMarkdown(essay, options);
}

function questionsOf(essay: Essay, { withQuestions = false }: HandoutOptions): string[] {
  if (!withQuestions) return [];
  const asked = essay.teacherNotes.filter((note) => note.kind === 'question');
  return [
    ...essay.questions,
    ...asked.map(({ text, paragraph }) => (paragraph === undefined ? text : `${text} (¶${paragraph})`)),
  ];
}

function bylineOf(essay: Essay): string {
  return [essay.author, essay.date, essay.source].filter((part) => part !== undefined).join(' · ');
}

/** A paragraph's text with its note marks as `mark` writes them. */
function withMarks(paragraph: Paragraph, escaped: (text: string) => string, mark: (id: string) => string): string {
  let written = '';
  let from = 0;
  for (const { id, at } of paragraph.noteMarks.toSorted((a, b) => a.at - b.at)) {
    written += escaped(paragraph.text.slice(from, at)) + mark(id);
    from = at;
  }
  return written + escaped(paragraph.text.slice(from));
}

function toMarkdown(essay: Essay, options: HandoutOptions): string {
  const parts = [`# ${escapeMarkdown(essay.title)}`];
  const byline = bylineOf(essay);
  if (byline !== '') parts.push(escapeMarkdown(byline));
  for (const paragraph of essay.paragraphs) {
    for (const section of essay.sections) {
      if (section.firstParagraph === paragraph.n) {
        parts.push(`${'#'.repeat(Math.min(6, section.level + 1))} ${escapeMarkdown(section.title)}`);
      }
    }
    parts.push(`**¶${paragraph.n}** ${withMarks(paragraph, escapeMarkdown, (id) => `\\[${escapeMarkdown(id)}\\]`)}`);
  }
  if (essay.notes.length > 0) {
    parts.push('---', ...essay.notes.map((note) => `\\[${escapeMarkdown(note.id)}\\] ${escapeMarkdown(note.text)}`));
  }
  const questions = questionsOf(essay, options);
  if (questions.length > 0) parts.push('---', questions.map((question) => `- ${escapeMarkdown(question)}`).join('\n'));
  return `${parts.join('\n\n')}\n`;
}

const style = `
@page { margin: 22mm 20mm; }
body { font: 11.5pt/1.55 Georgia, 'Times New Roman', serif; color: #111; background: #fff; max-width: 42em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.6em; line-height: 1.25; margin: 0 0 .2em; }
h2, h3, h4, h5, h6 { font-size: 1.1em; margin: 1.6em 0 .4em; break-after: avoid; }
.byline { color: #555; margin: 0 0 2em; }
.paragraph { position: relative; margin: 0 0 .9em; padding-inline-start: 3em; orphans: 3; widows: 3; }
.paragraph .number { position: absolute; inset-inline-start: 0; color: #777; font: .85em/1.8 system-ui, sans-serif; text-decoration: none; }
.notes, .questions { border-top: 1px solid #999; margin-top: 2em; padding-top: 1em; font-size: .9em; }
sup { line-height: 0; }
@media print { body { max-width: none; margin: 0; padding: 0; } a { color: inherit; text-decoration: none; } }
`;

function toHtml(essay: Essay, options: HandoutOptions): string {
  const noteNumbers = new Map(essay.notes.map((note, index) => [note.id, index + 1]));
  const mark = (id: string): string => `<sup><a href="#note-${noteNumbers.get(id) ?? 0}">${escapeHtml(id)}</a></sup>`;
  const body: string[] = [`<h1>${escapeHtml(essay.title)}</h1>`];
  const byline = bylineOf(essay);
  if (byline !== '') body.push(`<p class="byline">${escapeHtml(byline)}</p>`);
  for (const paragraph of essay.paragraphs) {
    for (const section of essay.sections) {
      const level = Math.min(6, section.level + 1);
      if (section.firstParagraph === paragraph.n) body.push(`<h${level}>${escapeHtml(section.title)}</h${level}>`);
    }
    const { n } = paragraph;
    const text = withMarks(paragraph, escapeHtml, mark);
    body.push(`<p class="paragraph" id="p${n}"><a class="number" href="#p${n}">¶${n}</a> ${text}</p>`);
  }
  if (essay.notes.length > 0) {
    const notes = essay.notes.map(
      (note, index) => `<p id="note-${index + 1}">[${escapeHtml(note.id)}] ${escapeHtml(note.text)}</p>`,
    );
    body.push(`<section class="notes">\n${notes.join('\n')}\n</section>`);
  }
  const questions = questionsOf(essay, options);
  if (questions.length > 0) {
    body.push(
      `<section class="questions"><ul>\n${questions.map((question) => `<li>${escapeHtml(question)}</li>`).join('\n')}\n</ul></section>`,
    );
  }
  const language = essay.language === 'und' ? '' : ` lang="${escapeHtml(essay.language)}"`;
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(essay.title)}</title>`;
  return `<!doctype html>\n<html${language}>\n<head>${head}<style>${style}</style></head>\n<body>\n${body.join('\n')}\n</body>\n</html>\n`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

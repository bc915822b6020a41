/**
 * PDF to blocks, through unpdf. Lines are rebuilt from where their letters stand; running heads and page numbers go,
 * words hyphenated at a line's end are joined, paragraphs go on over the page, footnotes keep their mark.
 */
import { getDocumentProxy } from 'unpdf';
import { messageOf, PilcrowError } from '../base/errors.js';
import { cleanBlocks } from './clean-blocks.js';
import { isPlaceholderTitle } from './docx.js';
import { type Draft, emptyDraft } from './draft.js';
import { linkTextMarks } from './note-marks.js';
import { takeFootnotes } from './pdf-footnotes.js';
import { type PdfLine, type PdfPiece, toLines } from './pdf-lines.js';
import { toBlocks } from './pdf-paragraphs.js';
import { dropRunningLines } from './pdf-running.js';
import { oneLine, tidy } from './tidy.js';

const maxPages = 5_000;
/** Fewer letters a page than this are a scan with a stray stamp, not a text. */
const minLettersPerPage = 8;

/** The draft of a PDF. @throws PilcrowError `file-refused` for scans and protected files, `parse-failed` for damaged ones */
export async function readPdf(bytes: Uint8Array): Promise<Draft> {
  const document = await openPdf(bytes);
  const draft = emptyDraft();
  const lines: PdfLine[] = [];
  try {
    if (document.numPages > maxPages)
      throw new PilcrowError('file-refused', `has ${document.numPages} pages; at most ${maxPages} are read`);
    await readInfo(document, draft);
    for (let page = 1; page <= document.numPages; page += 1) lines.push(...(await linesOf(document, page)));
  } catch (cause) {
    if (cause instanceof PilcrowError) throw cause;
    throw damaged(cause);
  }
  const letters = lines.reduce((sum, line) => sum + (line.text.match(/\p{L}/gu)?.length ?? 0), 0);
  if (letters < Math.max(20, minLettersPerPage * document.numPages)) {
    throw new PilcrowError('file-refused', 'holds no text: it is probably a scan, a picture of each page', {
      hint: 'Run it through text recognition (OCR), for instance with ocrmypdf, or put the text into a .md file beside it.',
    });
  }
  const { kept, dropped } = dropRunningLines(lines, document.numPages);
  draft.dropped.push(...dropped);
  const { body, notes } = takeFootnotes(kept);
  draft.notes = notes;
  draft.blocks = toBlocks(body);
  cleanBlocks(draft, draft.meta.title);
  return linkTextMarks(draft);
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  try {
    // pdf.js takes the buffer away from its caller, so it gets a copy.
    return await getDocumentProxy(new Uint8Array(bytes), { isEvalSupported: false, verbosity: 0, stopAtErrors: false });
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'PasswordException') {
      throw new PilcrowError('file-refused', 'is protected by a password', {
        hint: 'Save a copy without the password, or put the text into a .md file beside it.',
        cause,
      });
    }
    throw damaged(cause);
  }
}

function damaged(cause: unknown): PilcrowError {
  return new PilcrowError('parse-failed', `is damaged or not a PDF (${messageOf(cause).slice(0, 120)})`, {
    hint: 'Open it in a PDF reader and save it again, or put the text into a .md file beside it.',
    cause,
  });
}

async function readInfo(document: Pdf, draft: Draft): Promise<void> {
  const { info } = (await document.getMetadata()) as unknown as { info: Record<string, unknown> };
  const field = (key: string): string => (typeof info[key] === 'string' ? oneLine(tidy(info[key])).slice(0, 300) : '');
  const title = field('Title');
  if (title !== '' && !isPlaceholderTitle(title)) draft.meta.title = title;
  const author = field('Author');
  if (author.includes(' ') || /[^\p{Script=Latin}\P{L}]/u.test(author)) draft.meta.author = author;
  // When the file was made says nothing of when the essay was written.
  const language = field('Language').toLowerCase();
  if (/^[a-z]{2,3}(-[a-z0-9]+)*$/.test(language)) draft.meta.language = language;
}

async function linesOf(document: Pdf, number: number): Promise<PdfLine[]> {
  const page = await document.getPage(number);
  const content = await page.getTextContent();
  const pieces: PdfPiece[] = [];
  for (const item of content.items) {
    if (!('str' in item)) continue;
    const [, b = 0, , d = 0, x = 0, y = 0] = item.transform as number[];
    const size = Math.hypot(b, d) || item.height;
    pieces.push({ text: item.str, x, y, width: item.width, size, endsLine: item.hasEOL });
  }
  page.cleanup();
  return toLines(pieces, number);
}

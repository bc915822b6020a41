/**
 * Word files to blocks, through mammoth. The file is unpacked within our limits first and handed on as a small zip of its
 * texts only: pictures and macros are never looked at.
 */
import { zipSync } from 'fflate';
import mammoth from 'mammoth';
import { PilcrowError } from '../base/errors.js';
import { cleanBlocks } from './clean-blocks.js';
import { parseDocument } from './dom.js';
import { type Draft, emptyDraft } from './draft.js';
import { readBlocks } from './html-blocks.js';
import { linkedNotes } from './html-notes.js';
import { linkTextMarks } from './note-marks.js';
import { oneLine, tidy } from './tidy.js';
import { unzip } from './zip.js';

const styleMap = [
  "p[style-name='Title'] => h1.title:fresh",
  "p[style-name='Subtitle'] => p.subtitle:fresh",
  "p[style-name='Quote'] => blockquote:fresh",
  "p[style-name='Intense Quote'] => blockquote:fresh",
  "p[style-name='Block Text'] => blockquote:fresh",
];

/** The draft of a Word file. @throws PilcrowError `file-refused`, `parse-failed` */
export async function readDocx(bytes: Uint8Array): Promise<Draft> {
  const files = unzip(bytes, (name) => /\.(xml|rels)$/i.test(name) && !name.includes('..'));
  if (!files.has('[Content_Types].xml') && ![...files.keys()].some((name) => name.startsWith('word/'))) {
    throw new PilcrowError('parse-failed', 'is a zip file but not a Word document');
  }
  const texts = Buffer.from(zipSync(Object.fromEntries(files), { level: 0 }));
  let html: string;
  try {
    html = (await mammoth.convertToHtml({ buffer: texts }, { styleMap, externalFileAccess: false, idPrefix: 'docx-' }))
      .value;
  } catch (cause) {
    throw new PilcrowError('parse-failed', 'is damaged: Word’s own parts cannot be read', {
      hint: 'Open it in Word or LibreOffice and save it again as .docx.',
      cause,
    });
  }
  const document = parseDocument(tidy(html));
  const draft = emptyDraft();
  const core = files.get('docProps/core.xml');
  if (core) readProperties(Buffer.from(core).toString('utf8'), draft);
  const links = linkedNotes(document);
  draft.blocks = readBlocks(document.body, links);
  draft.notes = links.notes();
  const heading = draft.blocks.find((block) => block.kind === 'heading' && block.level === 1);
  cleanBlocks(draft, heading?.text ?? draft.meta.title);
  return linkTextMarks(draft);
}

function readProperties(xml: string, draft: Draft): void {
  const field = (tag: string): string | undefined => {
    const value = new RegExp(`<${tag}[^>]*>([^<]{1,300})</${tag}>`).exec(xml)?.[1];
    return value === undefined ? undefined : oneLine(tidy(decode(value))) || undefined;
  };
  const title = field('dc:title');
  if (title !== undefined && !isPlaceholderTitle(title)) draft.meta.title = title;
  const author = field('dc:creator');
  // A name of one word is an account, not an author: the byline in the text is better.
  if (author?.includes(' ')) draft.meta.author = author;
  // When the file was made says nothing of when the essay was written.
  const language = field('dc:language')?.toLowerCase();
  if (language && /^[a-z]{2,3}(-[a-z0-9]+)*$/.test(language)) draft.meta.language = language;
}

function decode(text: string): string {
  return text.replace(
    /&(lt|gt|quot|apos|amp);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? '&',
  );
}

/** What programs write into a title nobody gave. */
export function isPlaceholderTitle(title: string): boolean {
  return (
    /^(microsoft word\b|untitled|без имени|безымянный|document\s*\d*$|документ\s*\d*$|slide 1|powerpoint|print|anonymous|\(anonymous\))/i.test(
      title,
    ) || /\.(docx?|pdf|rtf|odt|tex|dvi|indd|qxd)$/i.test(title)
  );
}

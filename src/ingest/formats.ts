/** Which files of a corpus folder are read, and how, told by their names alone. */

export type Format = 'markdown' | 'text' | 'html' | 'pdf' | 'docx' | 'epub';

const formats: Readonly<Record<string, Format>> = {
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
  text: 'text',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  pdf: 'pdf',
  docx: 'docx',
  epub: 'epub',
};

export interface FileName {
  /** Without folder and ending, e.g. `streltsov`. */
  readonly name: string;
  /** Lower case, without the dot. */
  readonly ending: string;
  readonly format: Format | undefined;
  readonly isNotes: boolean;
  /** Why a file of this name is no essay, as the end of a sentence; undefined when it may be one. */
  readonly skip: string | undefined;
}

/** What the name of a file, without its folder, tells. */
export function readFileName(fileName: string): FileName {
  const found = /^(.+)\.([^.]+)$/u.exec(fileName);
  const ending = (found?.[2] ?? '').toLowerCase();
  const isNotes = /\.notes\.(md|markdown)$/i.test(fileName);
  const name = isNotes ? fileName.replace(/\.notes\.(md|markdown)$/i, '') : (found?.[1] ?? fileName);
  const format = Object.hasOwn(formats, ending) ? formats[ending] : undefined;
  return { name, ending, format, isNotes, skip: skipReason(fileName, ending, format) };
}

function skipReason(fileName: string, ending: string, format: Format | undefined): string | undefined {
  if (fileName.startsWith('.')) return 'is hidden: its name begins with a dot';
  if (/^~\$|~$|^#.*#$|\.(tmp|swp|bak|part|crdownload)$/i.test(fileName))
    return 'is the temporary file of another program';
  if (/^readme(\.|$)/i.test(fileName)) return 'is a note on the folder, not an essay';
  if (/^licen[cs]e(\.|$)/i.test(fileName)) return 'is a licence, not an essay';
  if (ending === 'doc') return 'is an old Word file: save it as .docx';
  if (ending === 'rtf' || ending === 'odt' || ending === 'pages') return `is a .${ending} file: save it as .docx`;
  if (format === undefined) {
    const known = '.md, .txt, .html, .pdf, .docx and .epub are read';
    return ending === '' ? `has no ending: ${known}` : `has the ending .${ending}: ${known}`;
  }
  return undefined;
}

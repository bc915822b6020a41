/**
 * The essays and rows of test/eval as plain text, read apart from src/ingest: the gold answers must not depend on the
 * code that is measured by them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** An essay as a reader counts it; a section ends before the next one begins. */
interface PlainEssay {
  readonly paragraphs: readonly string[];
  readonly notes: string;
  readonly sections: readonly { readonly title: string; readonly first: number }[];
}

const root = join(import.meta.dirname, '..', '..');
const evalFolder = join(root, 'test', 'eval');

/** The essay that comes with Pilcrow. */
export const shipped = 'streltsov-russo-japanese-relations';

/** Every essay of the set by its file name without ending. */
export const essays: ReadonlyMap<string, PlainEssay> = new Map(
  [
    join(root, 'corpus', `${shipped}.md`),
    ...readdirSync(join(evalFolder, 'essays')).map((name) => join(evalFolder, 'essays', name)),
  ].map((file) => [basename(file, '.md'), readEssay(readFileSync(file, 'utf8'))]),
);

/** The essay called `name`; throws when there is none. */
export function essayOf(name: string): PlainEssay {
  const essay = essays.get(name);
  if (!essay) throw new Error(`no essay ${name}`);
  return essay;
}

/** The rows of a file of test/eval, unchecked. */
export function readLines<T>(name: string): readonly T[] {
  const lines = readFileSync(join(evalFolder, name), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as T);
}

/** Blocks between blank lines; a list belongs to the paragraph before it when that ends with a colon. */
function readEssay(markdown: string): PlainEssay {
  const body = markdown.replaceAll('\r\n', '\n').replace(/^---\n.*?\n---\n/su, '');
  const paragraphs: string[] = [];
  const notes: string[] = [];
  const sections: { title: string; first: number }[] = [];
  for (const block of body.trim().split(/\n\s*\n/u)) {
    const before = paragraphs.at(-1);
    if (/^\[\^[^\]]+\]:/u.test(block)) notes.push(block);
    else if (/^(?:- |\d+\. )/u.test(block) && before?.endsWith(':'))
      paragraphs.push(`${paragraphs.pop()} ${plain(block)}`);
    else if (block.startsWith('## ')) sections.push({ title: block.slice(3), first: paragraphs.length + 1 });
    else if (!block.startsWith('#')) paragraphs.push(plain(block));
  }
  return { paragraphs, notes: notes.join(' '), sections };
}

function plain(block: string): string {
  return block
    .replace(/^> ?/gmu, '')
    .replace(/\[\^[^\]]+\]/gu, '')
    .replaceAll('\n', ' ');
}

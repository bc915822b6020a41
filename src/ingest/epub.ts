/** EPUB to blocks: the documents of the spine in reading order, title and author from the package. */
import { PilcrowError } from '../base/errors.js';
import { isProse } from './clean.js';
import { isoDate } from './dates.js';
import { type Document, type Element, parseDocument } from './dom.js';
import { type Block, type Draft, emptyDraft, withoutMarks } from './draft.js';
import { readBlocks } from './html-blocks.js';
import { linkedNotes } from './html-notes.js';
import { linkTextMarks } from './note-marks.js';
import { declaredEncoding, readText } from './read.js';
import { oneLine } from './tidy.js';
import { unzip } from './zip.js';

/** The draft of an EPUB. @throws PilcrowError `file-refused`, `parse-failed` */
export function readEpub(bytes: Uint8Array): Draft {
  const files = unzip(bytes, (name) => /\.(xml|opf|x?html?)$/i.test(name));
  const container = xmlOf(files, 'META-INF/container.xml');
  const packagePath = container && firstOf(container, 'rootfile')?.getAttribute('full-path');
  const opf = packagePath ? xmlOf(files, packagePath) : undefined;
  if (!packagePath || !opf) {
    throw new PilcrowError('parse-failed', 'is not a readable EPUB: its package file is missing');
  }
  const draft = emptyDraft();
  readMetadata(opf, draft);
  const spine = spineOf(opf, packagePath);
  refuseProtected(files, spine);
  const parts: string[] = [];
  for (const path of spine) {
    const document = xmlOf(files, path);
    if (!document) {
      draft.warnings.push(`The EPUB names ${path} in its reading order but does not hold it.`);
      continue;
    }
    const { body } = document;
    if (isApparatus(body)) draft.dropped.push(...linesOf(body));
    else parts.push(bodyWithPaths(document, path));
  }
  const whole = parseDocument(`<html><body>${parts.join('\n')}</body></html>`);
  for (const element of [...whole.querySelectorAll('nav, script, style, svg')]) element.remove();
  const links = linkedNotes(whole);
  draft.blocks = withoutBoilerplate(readBlocks(whole.body, links), draft);
  draft.notes = links.notes();
  return linkTextMarks(draft);
}

function xmlOf(files: ReadonlyMap<string, Uint8Array>, path: string): Document | undefined {
  const bytes = files.get(path);
  if (!bytes) return undefined;
  const { text } = readText(bytes, declaredEncoding(bytes));
  // XHTML closes empty elements with a slash, which HTML does not understand.
  const voids = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;
  const open = text
    .replace(/^\s*<\?xml[^>]*>/, '')
    .replace(/<([a-z][\w:-]*)((?:\s[^<>]*?)?)\/>/gi, (all, tag: string, rest: string) =>
      voids.test(tag) ? all : `<${tag}${rest}></${tag}>`,
    );
  return parseDocument(open);
}

function allOf(document: Document, tag: string): Element[] {
  return [...document.querySelectorAll('*')].filter((element) => element.tagName.toLowerCase() === tag);
}

function firstOf(document: Document, tag: string): Element | undefined {
  return allOf(document, tag)[0];
}

function readMetadata(opf: Document, draft: Draft): void {
  const field = (tag: string): string | undefined =>
    oneLine(firstOf(opf, tag)?.textContent ?? '').slice(0, 300) || undefined;
  const title = field('dc:title');
  if (title !== undefined) draft.meta.title = title;
  const authors = allOf(opf, 'dc:creator')
    .map((element) => oneLine(element.textContent ?? ''))
    .filter((name) => name !== '');
  if (authors.length > 0) draft.meta.author = authors.slice(0, 4).join(', ');
  const date = field('dc:date');
  if (date !== undefined) draft.meta.date = isoDate(date) ?? date;
  const language = field('dc:language')?.toLowerCase();
  if (language && /^[a-z]{2,3}(-[a-z0-9]+)*$/.test(language) && language !== 'und') draft.meta.language = language;
  const source = field('dc:source');
  if (source !== undefined) draft.meta.source = source;
  const license = field('dc:rights');
  if (license !== undefined) draft.meta.license = license;
}

function spineOf(opf: Document, packagePath: string): string[] {
  const hrefs = new Map<string, string>();
  for (const item of allOf(opf, 'item')) {
    const isNavigation = /\bnav\b/.test(item.getAttribute('properties') ?? '');
    const href = item.getAttribute('href');
    if (href && !isNavigation) hrefs.set(item.getAttribute('id') ?? '', resolvePath(packagePath, href));
  }
  return allOf(opf, 'itemref').flatMap((reference) => hrefs.get(reference.getAttribute('idref') ?? '') ?? []);
}

/** `href` as seen from the file at `from`, both inside the zip; a name that climbs out just finds no entry. */
function resolvePath(from: string, href: string): string {
  let path = href.split('#')[0] ?? '';
  try {
    path = decodeURIComponent(path);
  } catch {
    // A name with a stray per cent sign is meant as it stands.
  }
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function refuseProtected(files: ReadonlyMap<string, Uint8Array>, spine: readonly string[]): void {
  const encryption = xmlOf(files, 'META-INF/encryption.xml');
  const locked = encryption
    ? allOf(encryption, 'enc:cipherreference').concat(allOf(encryption, 'cipherreference'))
    : [];
  if (locked.some((element) => spine.includes(resolvePath('x', element.getAttribute('uri') ?? '')))) {
    throw new PilcrowError('file-refused', 'is protected against copying', {
      hint: 'Use an edition without copy protection.',
    });
  }
}

/** Covers, title pages and tables of contents: nothing in sentences, or little but links. */
function isApparatus(body: Element): boolean {
  const text = oneLine(body.textContent ?? '');
  const linked = [...body.querySelectorAll('a[href]')].reduce(
    (sum, link) => sum + oneLine(link.textContent ?? '').length,
    0,
  );
  if (linked > text.length * 0.6) return true;
  const type = `${body.getAttribute('epub:type') ?? ''} ${body.querySelector('section')?.getAttribute('epub:type') ?? ''}`;
  return /\b(cover|titlepage|toc|copyright-page|halftitlepage)\b/.test(type) && !linesOf(body).some(isProse);
}

function linesOf(body: Element): string[] {
  return readBlocks(body, undefined).map((block) => block.text);
}

/** The body's markup with ids and links made unique over all files. */
function bodyWithPaths(document: Document, path: string): string {
  for (const element of [...document.body.querySelectorAll('[id], a[name]')]) {
    const id = element.getAttribute('id') ?? element.getAttribute('name') ?? '';
    element.setAttribute('id', `${path}!${id}`);
  }
  for (const link of [...document.body.querySelectorAll('a[href]')]) {
    const href = link.getAttribute('href') ?? '';
    const at = href.indexOf('#');
    if (at < 0 || /^[a-z]+:/i.test(href)) continue;
    const file = at === 0 ? path : resolvePath(path, href);
    link.setAttribute('href', `#${file}!${href.slice(at + 1)}`);
  }
  return `<section>${document.body.innerHTML}</section>`;
}

/** Project Gutenberg's licence stands before and after two fixed lines. */
function withoutBoilerplate(blocks: readonly Block[], draft: Draft): Block[] {
  const start = blocks.findIndex((block) => /^\*\*\* ?START OF TH(E|IS) PROJECT GUTENBERG/i.test(block.text));
  const end = blocks.findIndex((block) => /^\*\*\* ?END OF TH(E|IS) PROJECT GUTENBERG/i.test(block.text));
  const kept = blocks.slice(start + 1, end < 0 ? undefined : end);
  if (kept.length < blocks.length) {
    draft.dropped.push(
      ...[...blocks.slice(0, start + 1), ...(end < 0 ? [] : blocks.slice(end))].map((block) =>
        withoutMarks(block.text),
      ),
    );
  }
  return kept;
}

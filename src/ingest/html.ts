/**
 * HTML to blocks: linkedom reads the page, Readability (or the page's own `article` or `main`) finds the text in it.
 * Nothing is fetched, no script runs. What was left aside is listed.
 */
import { Readability } from '@mozilla/readability';
import { isProse } from './clean.js';
import { cleanBlocks } from './clean-blocks.js';
import { isoDate } from './dates.js';
import { type Document, type Element, parseDocument } from './dom.js';
import { type Draft, emptyDraft, type Meta, withoutMarks } from './draft.js';
import { readBlocks } from './html-blocks.js';
import { linkedNotes, type NoteLinks } from './html-notes.js';
import { linkTextMarks } from './note-marks.js';
import { fold, oneLine } from './tidy.js';

/** The draft of a web page that `tidy` has been over. */
export function readHtml(text: string): Draft {
  const document = parseDocument(text);
  const draft = emptyDraft();
  draft.meta = metaOf(document);
  const pageTitle = draft.meta.title;
  stripHidden(document);
  const links = linkedNotes(document);
  const root = textRoot(document, links);
  const blocks = readBlocks(root, links);
  draft.notes = links.notes();
  draft.dropped = leftAside(
    document,
    blocks.map((block) => block.text),
    draft.notes.map((note) => note.text),
  );
  draft.blocks = blocks;
  const heading = headingOf(document, pageTitle);
  if (heading !== undefined) draft.meta.title = heading;
  else if (pageTitle !== undefined) draft.meta.title = pageTitle.replace(/\s+[|–—-]\s+[^|–—]{2,40}$/u, '');
  cleanBlocks(draft, pageTitle);
  return linkTextMarks(draft);
}

function metaOf(document: Document): Meta {
  const content = (selector: string): string | undefined => {
    const element = document.querySelector(selector);
    return oneLine(element?.getAttribute('content') ?? element?.getAttribute('datetime') ?? '') || undefined;
  };
  const title =
    content('meta[property="og:title"]') ?? (oneLine(document.querySelector('title')?.textContent ?? '') || undefined);
  const author =
    content('meta[name="author"]') ??
    content('meta[name="citation_author"]') ??
    (oneLine(document.querySelector('[rel="author"], .byline .author, [itemprop="author"]')?.textContent ?? '') ||
      undefined);
  const date =
    content('meta[property="article:published_time"]') ??
    content('meta[name="date"]') ??
    content('meta[name="citation_publication_date"]') ??
    content('article time[datetime]');
  const language = document.documentElement?.getAttribute('lang')?.toLowerCase();
  const source = content('meta[property="og:site_name"]');
  return {
    ...(title === undefined ? {} : { title }),
    ...(author === undefined || author.length > 100 ? {} : { author: author.replace(/^by\s+/i, '') }),
    ...(date === undefined ? {} : { date: isoDate(date) ?? date }),
    ...(language && /^[a-z]{2,3}(-[a-z0-9]+)*$/.test(language) ? { language } : {}),
    ...(source === undefined ? {} : { source }),
  };
}

/** A heading that the page's title repeats is the title without the site's name. */
function headingOf(document: Document, pageTitle: string | undefined): string | undefined {
  const headings = [...document.querySelectorAll('h1')]
    .map((heading) => oneLine(heading.textContent ?? ''))
    .filter((text) => text !== '');
  const page = fold(pageTitle ?? '');
  return headings.find((text) => page.includes(fold(text))) ?? (headings.length === 1 ? headings[0] : undefined);
}

const unseen =
  'script, style, noscript, template, iframe, object, embed, svg, canvas, audio, video, head, select, textarea, input, ' +
  'button, dialog, [hidden], [aria-hidden="true"], .sr-only, .screen-reader-text, .noprint';

function stripHidden(document: Document): void {
  for (const element of [...document.querySelectorAll(unseen)]) element.remove();
  for (const element of [...document.querySelectorAll('[style]')]) {
    if (/display\s*:\s*none|visibility\s*:\s*hidden/i.test(element.getAttribute('style') ?? '')) element.remove();
  }
}

const frame =
  'nav, aside, form, menu, [role="navigation"], [role="complementary"], [role="search"], [role="banner"], [role="contentinfo"], ' +
  '#comments, .comments, .share, .sharing, .social, .breadcrumb, .breadcrumbs, .pagination, .cookie-banner, .mw-editsection, .navbox, .toc, #toc';

/** The element that holds the text. Elements of the frame are taken out of the document on the way. */
function textRoot(document: Document, links: NoteLinks): Element {
  const body = document.body;
  const whole = lengthOf(body);
  const shadow = body.cloneNode(true) as Element;
  for (const element of [...body.querySelectorAll(frame)]) {
    // A page may put everything into one form; an aside may hold the notes.
    if (lengthOf(element) < whole * 0.5 && !links.holdsNote(element)) element.remove();
  }
  for (const element of [...body.querySelectorAll('header, footer')]) {
    if (element.closest('article, main') === null && lengthOf(element) < whole * 0.3 && !links.holdsNote(element))
      element.remove();
  }
  const rest = lengthOf(body);
  const root = ownRoot(body, rest) ?? byReadability(document, rest) ?? body;
  document.body.replaceWith(shadowBody(document, shadow));
  return root;
}

function shadowBody(document: Document, shadow: Element): Element {
  const body = document.createElement('body');
  body.append(...shadow.childNodes);
  return body;
}

function ownRoot(body: Element, rest: number): Element | undefined {
  for (const selector of ['article', 'main', '[role="main"]', '[itemprop="articleBody"]']) {
    const found = [...body.querySelectorAll(selector)];
    if (found.length === 1 && found[0] && lengthOf(found[0]) >= rest * 0.5) return found[0];
  }
  return undefined;
}

/** Readability's choice, where it keeps most of the sentences of the page; poems and short texts are not for it. */
function byReadability(document: Document, rest: number): Element | undefined {
  if (rest < 1500) return undefined;
  const copy = parseDocument(document.documentElement?.outerHTML ?? '');
  const article = new Readability(copy as never, { keepClasses: true, maxElemsToParse: 200_000 }).parse();
  if (!article?.content) return undefined;
  const found = parseDocument(`<html><body>${article.content}</body></html>`);
  return lengthOf(found.body) >= proseLength(document.body) * 0.9 ? found.body : undefined;
}

function lengthOf(element: Element): number {
  return (element.textContent ?? '').replace(/\s+/g, ' ').length;
}

/** How much of the page stands in paragraphs of some length: what must not get lost. */
function proseLength(body: Element): number {
  let sum = 0;
  for (const element of body.querySelectorAll('p, blockquote, li, dd, pre')) {
    const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim();
    if (element.querySelector('p, li, dd') === null && isProse(text)) sum += text.length;
  }
  return sum;
}

const maxListed = 500;

/** The lines of the page that are in no block and in no note. */
function leftAside(document: Document, kept: readonly string[], notes: readonly string[]): string[] {
  const known = new Set(kept.map((text) => fold(withoutMarks(text))));
  const all = [...known].join('\n');
  const noted = notes.map(fold);
  const lines = readBlocks(document.body, undefined).map((block) => withoutMarks(block.text));
  const isKept = (line: string): boolean =>
    known.has(line) || (line.length > 20 && all.includes(line)) || noted.some((note) => line.includes(note));
  return [...new Set(lines)].filter((line) => !isKept(fold(line))).slice(0, maxListed);
}

/**
 * Footnotes by links: a short mark in the text points at an element that holds the note, and usually back. Works for
 * Word's, Wikipedia's, WordPress's, pandoc's and mammoth's ways of writing them.
 */
import type { Document, Element } from './dom.js';
import { type DraftNote, markOf } from './draft.js';
import { oneLine } from './tidy.js';

export interface NoteLinks {
  /** The mark a link stands for, ready for a block's text; undefined for other links. */
  markFor(link: Element): string | undefined;
  /** Whether the element is a note, which is no block of the text. */
  isNote(element: Element): boolean;
  holdsNote(element: Element): boolean;
  notes(): DraftNote[];
}

const markText =
  /^[[({]?\s*(?:(?:foot)?note\s*)?(\d{1,4}|[ivxlcdm]{1,7}|\p{L}|\*{1,4}|[†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})\s*[\])}.]?$/iu;
const blockTags = new Set(['LI', 'P', 'DIV', 'DD', 'TD', 'ASIDE', 'SECTION', 'TR', 'BLOCKQUOTE']);
const noteRoles = /footnote|endnote|noteref|doc-footnote|doc-endnote/i;

/** Finds the notes of a document and takes them out of it; links to them stay and are known by `markFor`. */
export function linkedNotes(document: Document): NoteLinks {
  const byId = new Map<string, Element>();
  for (const element of document.querySelectorAll('[id], a[name]')) {
    for (const id of [element.getAttribute('id'), element.getAttribute('name')]) {
      if (id && !byId.has(id)) byId.set(id, element);
    }
  }
  const order = new Map([...document.querySelectorAll('*')].map((element, index) => [element, index]));
  const found = new Map<Element, { id: string; text: string }>();
  const marks = new Map<string, string>();
  const ids = new Set<string>();
  for (const link of document.querySelectorAll('a[href]')) {
    const href = link.getAttribute('href') ?? '';
    const label = markText.exec(oneLine(link.textContent ?? ''))?.[1];
    const target = byId.get(fragmentOf(href));
    if (label === undefined || target === undefined || target.contains(link)) continue;
    const block = noteBlock(target);
    if (!block || block.contains(link) || (order.get(block) ?? 0) < (order.get(link) ?? 0)) continue;
    if (isInsideNote(link, found) || /^H[1-6]$/.test(target.tagName)) continue;
    let note = found.get(block);
    if (!note) {
      note = { id: freshId(label, ids), text: noteText(block, label) };
      if (note.text === '') continue;
      found.set(block, note);
    }
    marks.set(fragmentOf(href), note.id);
  }
  dropLists([...found.keys()]);
  return {
    markFor: (link) => {
      if (!markText.test(oneLine(link.textContent ?? ''))) return undefined;
      const id = marks.get(fragmentOf(link.getAttribute('href') ?? ''));
      return id === undefined ? undefined : markOf(id);
    },
    isNote: (element) => found.has(element),
    holdsNote: (element) => [...found.keys()].some((block) => element.contains(block)),
    notes: () => [...found.values()],
  };
}

function fragmentOf(href: string): string {
  const at = href.indexOf('#');
  if (at < 0) return '';
  const fragment = href.slice(at + 1);
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** The element that holds the whole note: the target, or the block round an anchor. */
function noteBlock(target: Element): Element | undefined {
  let element: Element | null = target;
  while (element && !blockTags.has(element.tagName)) element = element.parentElement;
  if (!element || [...element.querySelectorAll('p, li')].length > 12) return undefined;
  return element;
}

function isInsideNote(link: Element, found: ReadonlyMap<Element, unknown>): boolean {
  for (let element: Element | null = link; element; element = element.parentElement)
    if (found.has(element)) return true;
  return false;
}

function noteText(block: Element, label: string): string {
  const copy = block.cloneNode(true) as Element;
  for (const link of [...copy.querySelectorAll('a[href]')]) {
    const text = oneLine((link.textContent ?? '').replaceAll('\uFE0E', ''));
    const isBack =
      /#/.test(link.getAttribute('href') ?? '') &&
      (/^[\^↑↩⏎⤴\s]*$/u.test(text) ||
        markText.test(text) ||
        /^(back|return|jump up|назад|наверх)(?!\p{L})/iu.test(text));
    if (isBack) link.remove();
  }
  for (const element of [...copy.querySelectorAll('.mw-cite-backlink')]) element.remove();
  const text = oneLine((copy.textContent ?? '').replaceAll('\uFE0E', '').replace(/\s+/g, ' ')).replace(
    /^[\^↑↩\s]+|[\^↑↩\s]+$/gu,
    '',
  );
  const own = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text
    .replace(new RegExp(`^(?:\\[${own}\\]|\\(${own}\\)|${own}[.)]?(?=\\s)|\\[\\s*\\])[\\s.:]*`, 'iu'), '')
    .replace(/^[.)\]:]\s+/, '')
    .trim();
}

/** A list or section whose entries are all notes goes with its heading, so that no empty "Notes" section stays. */
function dropLists(blocks: readonly Element[]): void {
  for (const block of blocks) {
    const parent = block.parentElement;
    const previous = (parent && /^(OL|UL|DL)$/.test(parent.tagName) ? parent : block).previousElementSibling;
    if (
      previous &&
      (/^H[1-6]$/.test(previous.tagName) || noteRoles.test(previous.className)) &&
      /^(foot|end)?notes?|^примечани|^сноски|^anmerkungen|^fußnoten|^注|^脚注/iu.test(
        (previous.textContent ?? '').trim(),
      )
    ) {
      previous.remove();
    }
  }
}

function freshId(label: string, ids: Set<string>): string {
  let id = label.toLowerCase();
  for (let n = 2; ids.has(id); n += 1) id = `${label.toLowerCase()}-${n}`;
  ids.add(id);
  return id;
}

/** The blocks of an HTML element, in reading order. White space as a browser shows it; every word exactly. */
import type { Element, Node } from './dom.js';
import type { Block, BlockKind } from './draft.js';
import type { NoteLinks } from './html-notes.js';

const blockTags = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 ' +
    'HEADER HR HTML LI MAIN MENU NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL'
  ).split(' '),
);
const skipped = new Set([
  'SCRIPT',
  'STYLE',
  'NOSCRIPT',
  'TEMPLATE',
  'IFRAME',
  'SVG',
  'HEAD',
  'TITLE',
  'RP',
  'RT',
  'BUTTON',
  'SELECT',
  'TEXTAREA',
  'MATH',
]);

interface Open {
  kind: BlockKind;
  level: number | undefined;
  text: string;
}

/** The blocks under `root`. With `links`, notes are left out and their marks stand in the text. */
export function readBlocks(root: Element, links: NoteLinks | undefined): Block[] {
  const blocks: Block[] = [];
  let open: Open = { kind: 'paragraph', level: undefined, text: '' };
  const flush = (kind: BlockKind = 'paragraph', level?: number): void => {
    // Two line breaks in a row part paragraphs, as old pages write them.
    for (const piece of open.text.split(/\n[ \t]*\n\s*/)) {
      const text = piece.replace(/[ \t\n\r]+/g, ' ').trim();
      if (text !== '')
        blocks.push(
          open.level === undefined ? { kind: open.kind, text } : { kind: open.kind, text, level: open.level },
        );
    }
    open = { kind, level, text: '' };
  };
  // A stack of our own: pages may be nested deeper than calls can be.
  const stack: { node: Node; kind: BlockKind; isEnd: boolean; prefix?: string }[] = [
    { node: root, kind: 'paragraph', isEnd: false },
  ];
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const { node, kind, isEnd } = entry;
    if (isEnd) {
      flush(kind);
      continue;
    }
    if (node.nodeType === 3) {
      const inPre = isPreformatted(node);
      const value = node.nodeValue ?? '';
      open.text += inPre ? value : value.replace(/[ \t\n\r\f]+/g, ' ');
      continue;
    }
    if (node.nodeType !== 1) continue;
    const element = node as Element;
    const tag = element.tagName.toUpperCase();
    if (skipped.has(tag) || links?.isNote(element)) continue;
    if (tag === 'BR') open.text += '\n';
    else if (tag === 'IMG') continue;
    else if (tag === 'A' && links?.markFor(element) !== undefined)
      open.text = withMark(open.text, links.markFor(element) ?? '');
    else if (tag === 'TABLE' && isDataTable(element)) {
      flush('item');
      open.text = tableText(element);
      flush(kind);
    } else if (blockTags.has(tag)) {
      const inner = kindOf(tag, kind);
      flush(inner, /^H[1-6]$/.test(tag) ? Number(tag.charAt(1)) : undefined);
      const ordinal = tag === 'LI' ? ordinalOf(element) : '';
      open.text = ordinal;
      stack.push({ node, kind, isEnd: true });
      pushChildren(stack, element, inner);
    } else pushChildren(stack, element, kind);
  }
  flush();
  return blocks;
}

function pushChildren(
  stack: { node: Node; kind: BlockKind; isEnd: boolean }[],
  element: Element,
  kind: BlockKind,
): void {
  const children: Node[] = [];
  for (let child: Node | null = element.firstChild; child; child = child.nextSibling) children.push(child);
  for (const child of children.reverse()) stack.push({ node: child, kind, isEnd: false });
}

function kindOf(tag: string, outer: BlockKind): BlockKind {
  if (/^H[1-6]$/.test(tag)) return 'heading';
  if (tag === 'LI' || tag === 'DD' || tag === 'DT') return 'item';
  if (tag === 'BLOCKQUOTE') return outer === 'item' ? 'item' : 'quotation';
  return outer === 'heading' ? 'heading' : outer;
}

/** A mark stands right after its word, also where the page sets it in brackets or raises it. */
function withMark(text: string, mark: string): string {
  return text.replace(/[[(]$/, '') + mark;
}

function isPreformatted(node: Node): boolean {
  return node.parentElement?.closest('pre') != null;
}

/** In an ordered list the number is a word of the text ("see 2 above"). */
function ordinalOf(item: Element): string {
  const list = item.parentElement;
  if (list?.tagName !== 'OL') return '';
  const start = Number(list.getAttribute('start') ?? 1);
  let index = 0;
  for (let before = item.previousElementSibling; before; before = before.previousElementSibling)
    if (before.tagName === 'LI') index += 1;
  return `${(Number.isFinite(start) ? start : 1) + index}. `;
}

/** Old pages are laid out in tables; a table of data has short cells and no paragraphs in them. */
function isDataTable(table: Element): boolean {
  if (table.querySelector('table, p, div, h1, h2, h3, ul, ol, blockquote, br') !== null) return false;
  const cells = [...table.querySelectorAll('td, th')];
  return cells.length >= 4 && cells.every((cell) => (cell.textContent ?? '').length <= 200);
}

function tableText(table: Element): string {
  const cellText = (cell: Element): string => (cell.textContent ?? '').replace(/\s+/g, ' ').trim();
  const rows = [...table.querySelectorAll('tr')].map((row) =>
    [...row.querySelectorAll('td, th')].map(cellText).join(' | '),
  );
  return rows.filter((row) => row.replaceAll('|', '').trim() !== '').join('; ');
}

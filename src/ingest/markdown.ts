/**
 * Markdown to blocks, through its syntax tree. Markup goes, words stay; nothing is taken for page furniture here, for
 * someone has written this file by hand. HTML comments and images are left out.
 */
import type { Definition, FootnoteDefinition, Nodes, Parent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { type Block, type BlockKind, type Draft, emptyDraft, markOf, withoutMarks } from './draft.js';
import { splitFrontMatter } from './front-matter.js';
import { linkTextMarks } from './note-marks.js';
import { oneLine } from './tidy.js';

/** The draft of a Markdown text that `tidy` has been over. */
export function readMarkdown(text: string): Draft {
  const draft = emptyDraft();
  const front = splitFrontMatter(text);
  draft.meta = front.meta;
  draft.warnings.push(...front.warnings);
  draft.dropped.push(...front.dropped);
  const tree = fromMarkdown(front.body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const known = new Set<string>();
  collectNotes(tree.children, known, draft);
  for (const node of tree.children) addBlocks(node, 'paragraph', known, draft.blocks);
  const first = draft.blocks[0];
  if (draft.meta.title === undefined && first?.kind === 'heading') {
    draft.meta.title = oneLine(withoutMarks(first.text));
    draft.blocks.shift();
  }
  return front.isCleaned ? draft : linkTextMarks(draft);
}

function collectNotes(nodes: readonly RootContent[], known: Set<string>, draft: Draft): void {
  const definitions: FootnoteDefinition[] = [];
  const visit = (node: RootContent): void => {
    if (node.type === 'footnoteDefinition') definitions.push(node);
    else if (node.type === 'blockquote' || node.type === 'list' || node.type === 'listItem')
      node.children.forEach(visit);
  };
  nodes.forEach(visit);
  for (const node of definitions) known.add(idOf(node));
  const seen = new Set<string>();
  for (const node of definitions) {
    if (seen.has(idOf(node))) continue;
    seen.add(idOf(node));
    const blocks: Block[] = [];
    for (const child of node.children) addBlocks(child, 'paragraph', new Set(), blocks);
    draft.notes.push({ id: idOf(node), text: blocks.map((block) => block.text).join(' ') });
  }
}

function idOf(node: { label?: string | null | undefined; identifier: string }): string {
  return oneLine(node.label ?? node.identifier);
}

function addBlocks(node: RootContent | Definition, kind: BlockKind, known: ReadonlySet<string>, blocks: Block[]): void {
  const add = (text: string, as: BlockKind = kind, level?: number): void => {
    const line = oneLine(text);
    if (line !== '') blocks.push(level === undefined ? { kind: as, text: line } : { kind: as, text: line, level });
  };
  switch (node.type) {
    case 'paragraph':
      add(inline(node, known));
      break;
    case 'heading':
      add(inline(node, known), 'heading', node.depth);
      break;
    case 'blockquote':
      for (const child of node.children) addBlocks(child, kind === 'item' ? 'item' : 'quotation', known, blocks);
      break;
    case 'list':
      node.children.forEach((item, index) => {
        const before = blocks.length;
        for (const child of item.children) addBlocks(child, 'item', known, blocks);
        const first = blocks[before];
        // An ordinal is a word of the text ("see 2 above"), a bullet is not.
        if (node.ordered && first) {
          blocks[before] = { ...first, text: `${(node.start ?? 1) + index}. ${first.text}` };
        }
      });
      break;
    case 'table': {
      const rows = node.children.map((row) => row.children.map((cell) => oneLine(inline(cell, known))).join(' | '));
      add(rows.join('; '), 'item');
      break;
    }
    case 'code':
      add(node.value);
      break;
    case 'html':
      add(
        node.value
          .replace(/<!--[\s\S]*?(-->|$)/g, '')
          .replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
          .replace(/<\/?[a-z!][^<>]*>/gi, ' '),
      );
      break;
    default:
      break;
  }
}

/** The words of a node, without its markup. */
function inline(node: Nodes, known: ReadonlySet<string>): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value;
    case 'break':
      return '\n';
    case 'html':
      return /^<br\b/i.test(node.value) ? '\n' : '';
    case 'footnoteReference':
      return known.has(idOf(node)) ? markOf(idOf(node)) : `[^${idOf(node)}]`;
    case 'image':
    case 'imageReference':
      return '';
    default:
      return 'children' in node ? (node as Parent).children.map((child) => inline(child, known)).join('') : '';
  }
}

/**
 * Markdown, as teachers write it, as lines: emphasis, lists, quotations, code and tables in Slack's own forms.
 * Links become their words and pictures their description: nothing a writer says can be opened or loaded.
 */

import type { Nodes, PhrasingContent, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { boldRun, type Line, type LineForm, line, plainRun, type Run, type Style } from './line.js';

/** The lines of a Markdown text. Plain text is one line. */
export function markdownLines(markdown: string): readonly Line[] {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return tree.children.flatMap((node) => blockLines(node, 'text', ''));
}

function blockLines(node: RootContent, form: LineForm, indent: string): readonly Line[] {
  switch (node.type) {
    case 'paragraph':
      return line(form, plainRun(indent), ...runsOf(node.children));
    case 'heading':
      return line(form, plainRun(indent), ...runsOf(node.children, { bold: true }));
    case 'blockquote':
      return node.children.flatMap((child) => blockLines(child, 'quote', ''));
    case 'list':
      return node.children.flatMap((item, index) => {
        const sign = node.ordered ? `${(node.start ?? 1) + index}. ` : '• ';
        return item.children.flatMap((child, at) => blockLines(child, form, `${indent}${at === 0 ? sign : '   '}`));
      });
    case 'code':
      return line('code', plainRun(node.value));
    case 'table':
      return line('code', plainRun(tableText(node)));
    case 'thematicBreak':
      return line(form, plainRun('———'));
    case 'html':
      return line(form, plainRun(node.value));
    default:
      return line(form, plainRun(wordsOf(node)));
  }
}

function runsOf(nodes: readonly PhrasingContent[], style: Style = {}): readonly Run[] {
  return nodes.flatMap((node): readonly Run[] => {
    switch (node.type) {
      case 'text':
      case 'html':
        return [styled(node.value, style)];
      case 'strong':
        return runsOf(node.children, { ...style, bold: true });
      case 'emphasis':
        return runsOf(node.children, { ...style, italic: true });
      case 'delete':
        return runsOf(node.children, { ...style, strike: true });
      case 'inlineCode':
        return [styled(node.value, { ...style, code: true })];
      case 'break':
        return [styled(' ', style)];
      case 'link':
      case 'linkReference':
        return runsOf(node.children, style);
      case 'image':
      case 'imageReference':
        return [styled(node.alt ?? '', style)];
      default:
        return [styled(wordsOf(node), style)];
    }
  });
}

function styled(text: string, style: Style): Run {
  const flat = text.replace(/\s*\n\s*/g, ' ');
  return Object.keys(style).length === 0 ? plainRun(flat) : { text: flat, style };
}

function wordsOf(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(wordsOf).join('') : '';
}

/** Columns padded to their widest cell, a rule under the head: Slack's monospaced text keeps them in line. */
function tableText(table: Table): string {
  const rows = table.children.map((row) => row.children.map((cell) => wordsOf(cell).replace(/\s+/g, ' ').trim()));
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)));
  const [head = [], ...body] = rows.map((row) =>
    widths.map((width, column) => {
      const cell = row[column] ?? '';
      return cell + ' '.repeat(Math.max(0, width - [...cell].length));
    }),
  );
  const rule = widths.map((width) => '-'.repeat(width));
  return [head, rule, ...body].map((cells) => cells.join('  ').trimEnd()).join('\n');
}

/** A label in bold before Markdown of someone's own. */
export function labelledMarkdown(label: string, markdown: string): readonly Line[] {
  const [first, ...rest] = markdownLines(markdown);
  if (!first) return [];
  return [{ ...first, runs: [boldRun(`${label} `), ...first.runs] }, ...rest];
}

/**
 * Lines as Discord's Markdown. What looks like markup, a mention, a link or a timestamp in the words of an essay, a person
 * or a model is made literal: by a backslash where Discord knows one, by a sign of no width where it does not.
 */
import { drawLines, type Line, type Run, textOf } from '../line.js';

/** Word joiner: the eye sees nothing, and what it stands in is no address any more. */
const joiner = '\u2060';

/** The lines, one under another. */
export function markdownOf(lines: readonly Line[]): string {
  return drawLines(lines, markdownLine, '\n');
}

function markdownLine(line: Line, isStart: boolean): string {
  if (line.form === 'code') return `\`\`\`\n${textOf(line).replaceAll('```', `\`${joiner}\`${joiner}\``)}\n\`\`\``;
  const runs = inCovers(line.runs, (run, index) => markdownRun(run, index === 0));
  if (line.form === 'quote') return isStart ? `> ${runs}` : runs;
  if (line.form === 'small') return `-# ${runs}`;
  return runs;
}

/**
 * Neighbours that are covered stand under one cover. Discord ends it at the first two bars, whatever is escaped: so no
 * bar within is followed by another.
 */
function inCovers(runs: readonly Run[], draw: (run: Run, index: number) => string): string {
  let text = '';
  let covered = '';
  const close = (): void => {
    if (covered.trim() !== '') text += `||${covered.trim()}||`;
    covered = '';
  };
  for (const [index, run] of runs.entries()) {
    if (run.style?.spoiler) covered += draw(run, index).replaceAll('|', `|${joiner}`);
    else {
      close();
      text += draw(run, index);
    }
  }
  close();
  return text;
}

function markdownRun({ href, ...run }: Run, isFirst: boolean): string {
  // In angle brackets nothing unfolds.
  return href === undefined ? wordsOf(run, isFirst) : `[${wordsOf(run, isFirst)}](<${href}>)`;
}

function wordsOf({ text, style }: Run, isFirst: boolean): string {
  if (style?.code && !text.includes('`')) return `\`${breakAddresses(text)}\``;
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  if (words === '') return text;
  const sign = style?.bold ? '**' : style?.italic ? '*' : style?.strike ? '~~' : '';
  return `${before}${sign}${escapeMarkdown(words, isFirst)}${sign}${after}`;
}

/** Nothing in the result is markup. `isAtStart`: it begins a line, where more signs mean something. */
export function escapeMarkdown(text: string, isAtStart = true): string {
  const plain = text.replace(/[\\`*_~|[\]]/g, '\\$&').replace(/:(?=[\w+-]+:)/g, '\\:');
  const atStart = isAtStart ? plain.replace(/^(\s*)(#|>|[-+](?=\s|#)|\d+(?=[.)]\s))/gm, escapedStart) : plain;
  return breakAddresses(atStart);
}

function escapedStart(all: string, blank: string, sign: string): string {
  // A number at the start is a list by its point: the point is escaped by a joiner before it.
  return /\d/.test(sign) ? `${all}${joiner}` : `${blank}\\${sign}`;
}

/** A sign of no width inside everything that would mention, link or unfold. */
function breakAddresses(text: string): string {
  return text
    .replace(/<(?=[@#:/\w])/g, `<${joiner}`)
    .replace(/@(?=[\w&!])/g, `@${joiner}`)
    .replace(/([a-z][a-z0-9+.-]*:)(?=\/\/)/gi, `$1${joiner}`)
    .replace(/\b(www)(?=\.)/gi, `$1${joiner}`)
    .replace(/\b(mailto|tel|steam|discord)(?=:)/gi, `$1${joiner}`)
    .replace(/\b(discord(?:app)?|dsc)(?=\.(?:gg|com|new|gift)\b)/gi, `$1${joiner}`);
}

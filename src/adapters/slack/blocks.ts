/**
 * Lines as Block Kit: rich text, in which everything is literal, so that no word of an essay, a person or a model can
 * mention, link or unfurl; the same lines as the fallback `text` and as the Markdown of a stream.
 */
import type { KnownBlock, MrkdwnElement, RichTextBlockElement, RichTextElement } from '@slack/types';
import { drawLines, goesOn, type Line, type Run, textOf } from '../line.js';

/** Characters of one text object; Slack refuses more than 3,000. */
const textLimit = 2_900;

/** The blocks of one part. */
export function blocksOf(lines: readonly Line[]): readonly KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let elements: RichTextBlockElement[] = [];
  const flush = (): void => {
    if (elements.length > 0) blocks.push({ type: 'rich_text', elements });
    elements = [];
  };
  for (const [index, line] of lines.entries()) {
    if (line.form === 'small') {
      flush();
      const text = textOf(line);
      const linked = linkedSmall(line);
      if (linked !== undefined) blocks.push({ type: 'context', elements: [linked] });
      else
        for (let at = 0; at < text.length; at += textLimit)
          blocks.push({
            type: 'context',
            elements: [{ type: 'plain_text', text: text.slice(at, at + textLimit), emoji: false }],
          });
    } else if (line.form === 'quote') {
      const last = elements.at(-1);
      if (goesOn(lines, index) && last?.type === 'rich_text_quote') last.elements.push(...joined(line));
      else elements.push({ type: 'rich_text_quote', elements: line.runs.map(element) });
    } else if (line.form === 'code') {
      elements.push({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: textOf(line) }], border: 0 });
    } else {
      // Paragraphs in a row share a section, each on a line of its own.
      const last = elements.at(-1);
      const isNext = index > 0 && last?.type === 'rich_text_section';
      if (isNext && goesOn(lines, index)) last.elements.push(...joined(line));
      else if (isNext) last.elements.push({ type: 'text', text: '\n' }, ...line.runs.map(element));
      else elements.push({ type: 'rich_text_section', elements: line.runs.map(element) });
    }
  }
  flush();
  return blocks;
}

/** A small line whose marks are links: nothing else in it is markup. Undefined for one without, or too long for it. */
function linkedSmall({ runs }: Line): MrkdwnElement | undefined {
  if (runs.every(({ href }) => href === undefined)) return undefined;
  const draw = ({ text, href }: Run): string =>
    href === undefined ? escapeMrkdwn(text).replace(/[*_~`]/g, '\u2060$&') : `<${href}|${escapeMrkdwn(text)}>`;
  const text = runs.map(draw).join('');
  return text.length > textLimit ? undefined : { type: 'mrkdwn', text, verbatim: true };
}

function joined({ joint = ' ', runs }: Line): RichTextElement[] {
  return [{ type: 'text', text: joint }, ...runs.map(element)];
}

function element({ text, style, href }: Run): RichTextElement {
  if (href !== undefined) return { type: 'link', url: href, text, ...(style ? { style } : {}) };
  return style ? { type: 'text', text, style } : { type: 'text', text };
}

/** The lines as Slack's `text`: for notifications and screen readers, and for what shows no blocks. */
export function fallbackText(lines: readonly Line[]): string {
  const draw = (line: Line, isStart: boolean): string =>
    `${isStart && line.form === 'quote' ? '> ' : ''}${escapeMrkdwn(textOf(line))}`;
  return drawLines(lines, draw, '\n');
}

/** No mention, channel, link or address can stand in the result. */
export function escapeMrkdwn(text: string): string {
  return breakAddresses(text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'));
}

/** What Slack could make a link or a mention of in Markdown, whatever is escaped: addresses, bare hosts, angle brackets. */
const risky = /[<>@]|:\/\/|\bwww\.|[\p{L}\p{N}-]\.\p{L}{2,}/u;

/**
 * The lines as the Markdown that a stream takes; what looks like markup is escaped. Undefined where they hold what only
 * rich text keeps harmless: then they are posted whole.
 */
export function markdownOf(lines: readonly Line[]): string | undefined {
  if (lines.some((line) => risky.test(textOf(line)))) return undefined;
  return drawLines(lines, markdownLine, '\n\n');
}

function markdownLine(line: Line, isStart: boolean): string {
  const runs = line.runs.map(markdownRun).join('');
  if (line.form === 'quote') return isStart ? `> ${runs}` : runs;
  if (line.form === 'small') return `_${runs}_`;
  return line.form === 'code' ? `\`\`\`\n${inCode(textOf(line))}\n\`\`\`` : runs;
}

function markdownRun({ href, ...run }: Run): string {
  return href === undefined ? wordsOf(run) : `[${wordsOf(run)}](${href})`;
}

function wordsOf({ text, style }: Run): string {
  if (style?.code) return `\`${inCode(text)}\``;
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  if (words === '') return text;
  const sign = style?.bold ? '**' : style?.italic ? '_' : style?.strike ? '~~' : '';
  return `${before}${sign}${escapeMarkdown(words)}${sign}${after}`;
}

/** Code knows no escapes: what could end it is replaced. */
function inCode(text: string): string {
  return text.replaceAll('`', "'");
}

function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_~[\]|]/g, '\\$&')
    .replace(/^(\s*)([#+-]|\d+[.)])(?=\s)/gm, '$1\\$2')
    .replace(/&/g, '&amp;');
}

/** A sign of no width keeps an address from being made a link; the eye sees no difference. */
function breakAddresses(text: string): string {
  return text
    .replace(/([a-z][a-z0-9+.-]*:)(\/\/)/gi, '$1\u2060$2')
    .replace(/\b(www)(\.)/gi, '$1\u2060$2')
    .replace(/\b(mailto|tel):/gi, '$1\u2060:')
    .replace(/([\w.+-])@(?=[\w-]+\.)/g, '$1\u2060@');
}

/** The words of a message: as a reader sees them, and in Slack's own markup, where what is literal is escaped. */
import { isObject, type Json, type Message, objects, type View } from './shapes.js';

type Shown = Pick<Message, 'text' | 'blocks' | 'stream'> | View;

/** What becomes of each kind of text. */
interface Reading {
  literal(text: string): string;
  mrkdwn(text: string): string;
  markdown(text: string): string;
  link(url: string, text: string): string;
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const asSeen: Reading = {
  literal: (text) => text,
  mrkdwn: unescaped,
  markdown: (text) => unescaped(text.replace(/\\([!-/:-@[-`{-~])/g, '$1')),
  link: (_, text) => text,
};
const asMarkup: Reading = {
  literal: escaped,
  mrkdwn: (text) => text,
  markdown: (text) => text,
  link: (url, text) => `<${url}|${escaped(text)}>`,
};

/**
 * The text a reader sees: the blocks where there are any, else `text`; the words of a stream before its blocks. A
 * literal `<!channel>` and a real one look alike here; `pingsOf` and `markupOf` tell them apart.
 */
export function plainTextOf(shown: Shown): string {
  return read(shown, asSeen);
}

/** The same in Slack's markup: `<…>` stands only for what mentions or links. */
export function markupOf(shown: Shown): string {
  return read(shown, asMarkup);
}

function read(shown: Shown, reading: Reading): string {
  const blocks = 'body' in shown ? objects(shown.body.blocks) : shown.blocks;
  const lines = blocks.map((block) => blockText(block, reading)).filter((line) => line !== '');
  if ('body' in shown) return lines.join('\n');
  if (shown.stream) {
    const words = shown.text === '' ? [] : [reading.markdown(shown.text)];
    return [...words, ...shown.stream.chunks.flatMap((chunk) => textsIn(chunk, reading)), ...lines].join('\n');
  }
  return blocks.length > 0 ? lines.join('\n') : reading.mrkdwn(shown.text);
}

function blockText(block: Json, reading: Reading): string {
  switch (block.type) {
    case 'rich_text':
      return richText(block.elements, reading).trimEnd();
    case 'markdown':
      return reading.markdown(String(block.text));
    case 'actions':
    case 'context_actions':
      return '';
    case 'input':
      return isObject(block.label) ? reading.literal(String(block.label.text)) : '';
    default: {
      const { accessory: _, ...rest } = block;
      return textsIn(rest, reading).join('\n');
    }
  }
}

/** Every text within, in reading order: text objects, cells of tables, rich text, what tasks say. */
function textsIn(value: unknown, reading: Reading): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, reading));
  if (!isObject(value)) return [];
  const { type, text } = value;
  if (type === 'mrkdwn') return [reading.mrkdwn(String(text))];
  if (type === 'plain_text' || type === 'raw_text' || type === 'raw_number') return [reading.literal(String(text))];
  if (type === 'rich_text') return [richText(value.elements, reading).trimEnd()];
  if (type === 'url') return [reading.link(String(value.url), String(text))];
  const plainly = [value.title, value.details, value.output].filter((one) => typeof one === 'string');
  const parts = Object.entries(value).filter(([key]) => key !== 'options' && key !== 'initial_option');
  return [...plainly.map(reading.literal), ...parts.flatMap(([, one]) => textsIn(one, reading))];
}

function richText(elements: unknown, reading: Reading): string {
  return objects(elements)
    .map((element) => runText(element, reading))
    .join('');
}

function runText(element: Json, reading: Reading): string {
  const { type, text } = element;
  if (type === 'rich_text_quote') return `> ${richText(element.elements, reading)}\n`;
  if (type === 'rich_text_list')
    return objects(element.elements)
      .map((item) => `• ${richText(item.elements, reading)}\n`)
      .join('');
  if (Array.isArray(element.elements)) return `${richText(element.elements, reading)}\n`;
  if (type === 'user') return `<@${String(element.user_id)}>`;
  if (type === 'usergroup') return `<!subteam^${String(element.usergroup_id)}>`;
  if (type === 'channel') return `<#${String(element.channel_id)}>`;
  if (type === 'emoji') return `:${String(element.name)}:`;
  if (type === 'date') return String(element.fallback ?? '');
  if (type === 'broadcast') return `<!${String(element.range)}>`;
  if (type === 'link') return reading.link(String(element.url), String(text ?? element.url));
  return reading.literal(String(text ?? ''));
}

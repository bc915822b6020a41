/** What a person typed, as the rich text that Slack's client makes of it. Mentions and links become elements. */
import type { Json } from './shapes.js';

const tokens = /<([@#!]?)([^>|]+)(?:\|([^>]*))?>/g;

/** Empty for no text. `text` is in the form of events: `<@U…>` for a mention, `&lt;` for a sign that was typed. */
export function typedBlocks(text: string, blockId: string): readonly Json[] {
  const elements: Json[] = [];
  let end = 0;
  const addText = (part: string): void => {
    if (part !== '') elements.push({ type: 'text', text: unescaped(part) });
  };
  for (const match of text.matchAll(tokens)) {
    addText(text.slice(end, match.index));
    elements.push(elementOf(match));
    end = match.index + match[0].length;
  }
  addText(text.slice(end));
  if (elements.length === 0) return [];
  return [{ type: 'rich_text', block_id: blockId, elements: [{ type: 'rich_text_section', elements }] }];
}

function elementOf([whole, sign, name = '', label]: RegExpExecArray): Json {
  if (sign === '@') return { type: 'user', user_id: name };
  if (sign === '#') return { type: 'channel', channel_id: name };
  if (sign === '!') {
    const group = /^subteam\^(\w+)$/.exec(name)?.[1];
    if (group !== undefined) return { type: 'usergroup', usergroup_id: group };
    return ['here', 'channel', 'everyone'].includes(name)
      ? { type: 'broadcast', range: name }
      : { type: 'text', text: unescaped(whole) };
  }
  return { type: 'link', url: unescaped(name), ...(label === undefined ? {} : { text: unescaped(label) }) };
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

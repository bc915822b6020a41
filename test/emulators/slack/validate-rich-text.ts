/** The structure of rich text: sections, lists, quotes, code, and what may stand in them. */
import type { Checker } from './checker.js';
import { isObject, type Json } from './shapes.js';

const required: Readonly<Record<string, readonly string[]>> = {
  text: ['text'],
  link: ['url'],
  user: ['user_id'],
  usergroup: ['usergroup_id'],
  channel: ['channel_id'],
  emoji: ['name'],
  broadcast: ['range'],
  date: ['format'],
  color: ['value'],
  team: ['team_id'],
};
const styles = ['bold', 'italic', 'strike', 'code', 'underline', 'highlight', 'client_highlight', 'unlink'];

export function checkRichText(checker: Checker, block: Json, pointer: string): void {
  for (const [element, at] of checker.list(block.elements, `${pointer}/elements`, { max: 1000 })) {
    const { type } = element;
    const known = ['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'];
    if (!checker.oneOf(type, `${at}/type`, known)) continue;
    if (type !== 'rich_text_list') checkRuns(checker, element, at);
    else {
      checker.oneOf(element.style, `${at}/style`, ['bullet', 'ordered']);
      for (const [item, itemAt] of checker.list(element.elements, `${at}/elements`, { max: 1000 }))
        if (checker.oneOf(item.type, `${itemAt}/type`, ['rich_text_section'])) checkRuns(checker, item, itemAt);
    }
  }
}

function checkRuns(checker: Checker, section: Json, pointer: string): void {
  const allowed = section.type === 'rich_text_preformatted' ? ['text', 'link'] : Object.keys(required);
  if (section.border !== undefined && ![0, 1].includes(section.border as number))
    checker.fail(`${pointer}/border`, 'must be 0 or 1');
  for (const [run, at] of checker.list(section.elements, `${pointer}/elements`, { max: 1000 })) {
    if (!checker.oneOf(run.type, `${at}/type`, allowed)) continue;
    for (const key of required[String(run.type)] ?? []) checker.string(run[key], `${at}/${key}`, { min: 1 });
    if (run.type === 'broadcast') checker.oneOf(run.range, `${at}/range`, ['here', 'channel', 'everyone']);
    if (typeof run.text === 'string') checker.textLength += run.text.length;
    if (run.style === undefined) continue;
    if (!isObject(run.style)) checker.fail(`${at}/style`, 'must be an object');
    else checker.keys(run.style, `${at}/style`, styles);
  }
}

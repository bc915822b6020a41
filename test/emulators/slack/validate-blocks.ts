/** Blocks against the documented limits, for messages and for windows; what is refused is named with its place. */
import { Checker } from './checker.js';
import { Refusal } from './refusal.js';
import { isObject, type Json } from './shapes.js';
import { checkElement, inActions, inInput, pressable } from './validate-elements.js';
import { checkRichText } from './validate-rich-text.js';
import { checkWideBlock } from './validate-wide-blocks.js';

export type Surface = 'message' | 'modal' | 'home';

const mostText = 13_200;
const mostMarkdown = 12_000;
const onlyInMessages = [
  ...['markdown', 'table', 'data_table', 'context_actions', 'task_card'],
  ...['plan', 'alert', 'card', 'carousel'],
];

/** The blocks, when Slack would take them. @throws Refusal */
export function readBlocks(value: unknown, surface: Surface = 'message'): readonly Json[] {
  if (!Array.isArray(value)) throw Refusal.of('invalid_blocks_format', ['blocks must be an array']);
  const checker = new Checker();
  checkBlocks(checker, value, '/blocks', surface);
  const error = surface === 'message' ? 'invalid_blocks' : 'invalid_arguments';
  if (checker.faults.length > 0) throw Refusal.of(error, checker.faults);
  if (surface === 'message' && checker.textLength > mostText) throw new Refusal('msg_blocks_too_long');
  return value as readonly Json[];
}

export function checkBlocks(checker: Checker, value: unknown, pointer: string, surface: Surface): void {
  const ids = new Set<unknown>();
  let markdown = 0;
  for (const [block, at] of checker.list(value, pointer, { min: 0, max: surface === 'message' ? 50 : 100 })) {
    checker.string(block.block_id, `${at}/block_id`, { min: 1, max: 255, isRequired: false });
    if (block.block_id !== undefined && ids.has(block.block_id))
      checker.fail(`${at}/block_id`, `\`block_id\` "${block.block_id}" already exists`);
    ids.add(block.block_id);
    if (surface !== 'message' && onlyInMessages.includes(String(block.type)))
      checker.fail(`${at}/type`, `unsupported type: ${String(block.type)}`);
    checkBlock(checker, block, at);
    if (block.type === 'markdown') markdown += String(block.text).length;
  }
  const tables = Array.isArray(value) ? value.filter((block) => isObject(block) && block.type === 'table') : [];
  if (tables.length > 1) checker.fail(pointer, 'only_one_table_allowed');
  if (markdown > mostMarkdown) checker.fail(pointer, `no more than ${mostMarkdown} characters of Markdown allowed`);
}

function checkBlock(checker: Checker, block: Json, at: string): void {
  const ids = new Set<string>();
  switch (block.type) {
    case 'section':
      checkSection(checker, block, at);
      return;
    case 'header':
      checker.text(block.text, `${at}/text`, { max: 150, kinds: ['plain_text'] });
      return;
    case 'divider':
      return;
    case 'context':
      for (const [element, elementAt] of checker.list(block.elements, `${at}/elements`, { max: 10 }))
        if (element.type === 'image') checkImage(checker, element, elementAt);
        else checker.text(element, elementAt, { max: 3000 });
      return;
    case 'actions':
      for (const [element, elementAt] of checker.list(block.elements, `${at}/elements`, { max: 25 }))
        checkElement(checker, element, elementAt, inActions, ids);
      return;
    case 'context_actions':
      for (const [element, elementAt] of checker.list(block.elements, `${at}/elements`, { max: 5 }))
        checkElement(checker, element, elementAt, ['feedback_buttons', 'icon_button'], ids);
      return;
    case 'input':
      checker.text(block.label, `${at}/label`, { max: 2000, kinds: ['plain_text'] });
      checker.text(block.hint, `${at}/hint`, { max: 2000, kinds: ['plain_text'], isRequired: false });
      if (isObject(block.element)) checkElement(checker, block.element, `${at}/element`, inInput, ids);
      else checker.fail(`${at}/element`, 'missing required field');
      return;
    case 'image':
      checkImage(checker, block, at);
      return;
    case 'markdown':
      checker.string(block.text, `${at}/text`, { min: 1, max: mostMarkdown });
      checker.textLength += String(block.text).length;
      return;
    case 'rich_text':
      checkRichText(checker, block, at);
      return;
    default:
      if (!checkWideBlock(checker, block, at, checkBlock))
        checker.fail(`${at}/type`, `unsupported type: ${String(block.type)}`);
  }
}

function checkSection(checker: Checker, block: Json, at: string): void {
  const { text, fields, accessory } = block;
  if (text === undefined && fields === undefined) checker.fail(at, 'either text or fields must be present');
  checker.text(text, `${at}/text`, { max: 3000, isRequired: false });
  if (fields !== undefined)
    for (const [field, fieldAt] of checker.list(fields, `${at}/fields`, { max: 10 }))
      checker.text(field, fieldAt, { max: 2000 });
  if (accessory === undefined) return;
  if (!isObject(accessory)) checker.fail(`${at}/accessory`, 'must be an object');
  else if (accessory.type === 'image') checkImage(checker, accessory, `${at}/accessory`);
  else checkElement(checker, accessory, `${at}/accessory`, [...pressable, ...inActions], new Set());
}

function checkImage(checker: Checker, image: Json, at: string): void {
  checker.string(image.alt_text, `${at}/alt_text`, { min: 1, max: 2000 });
  if (image.slack_file === undefined) checker.string(image.image_url, `${at}/image_url`, { min: 1, max: 3000 });
  checker.text(image.title, `${at}/title`, { max: 2000, kinds: ['plain_text'], isRequired: false });
}

/** A window or home page, when Slack would take it. @throws Refusal */
export function readView(value: unknown): Json {
  if (!isObject(value)) throw Refusal.of('invalid_arguments', ['view must be an object']);
  const checker = new Checker();
  const { type } = value;
  if (checker.oneOf(type, '/view/type', ['modal', 'home'])) {
    if (type === 'modal') checker.text(value.title, '/view/title', { max: 24, kinds: ['plain_text'] });
    const blocks = Array.isArray(value.blocks) ? value.blocks : [];
    const hasInput = blocks.some((block) => isObject(block) && block.type === 'input');
    for (const key of ['submit', 'close'])
      checker.text(value[key], `/view/${key}`, {
        max: 24,
        kinds: ['plain_text'],
        isRequired: key === 'submit' && type === 'modal' && hasInput,
      });
    checker.string(value.private_metadata, '/view/private_metadata', { max: 3000, isRequired: false });
    checker.string(value.callback_id, '/view/callback_id', { max: 255, isRequired: false });
    checkBlocks(checker, value.blocks, '/view/blocks', type as Surface);
  }
  if (checker.faults.length > 0) throw Refusal.of('invalid_arguments', checker.faults);
  return value;
}

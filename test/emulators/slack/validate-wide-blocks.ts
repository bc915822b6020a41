/** Blocks that hold more than a line: tables, cards, containers, tasks, alerts, videos; against the documented limits. */
import type { Checker } from './checker.js';
import { isObject, type Json } from './shapes.js';
import { checkElement } from './validate-elements.js';
import { checkRichText } from './validate-rich-text.js';

type CheckBlock = (checker: Checker, block: Json, at: string) => void;

const mostTableText = 10_000;
const taskStates = ['pending', 'in_progress', 'complete', 'error'];
const levels = ['default', 'info', 'warning', 'error', 'success'];
const inContainer = [
  ...['actions', 'context', 'divider', 'file', 'header', 'image'],
  ...['input', 'rich_text', 'section', 'table', 'video'],
];

/** False for a kind of block that is not known here. `checkBlock` looks at a block within another. */
export function checkWideBlock(checker: Checker, block: Json, at: string, checkBlock: CheckBlock): boolean {
  switch (block.type) {
    case 'table':
    case 'data_table':
      checkTable(checker, block, at);
      return true;
    case 'card':
      checkCard(checker, block, at);
      return true;
    case 'carousel':
      for (const [card, cardAt] of checker.list(block.elements, `${at}/elements`, { max: 10 }))
        if (checker.oneOf(card.type, `${cardAt}/type`, ['card'])) checkCard(checker, card, cardAt);
      return true;
    case 'container':
      if (block.rich_text_title === undefined)
        checker.text(block.title, `${at}/title`, { max: 150, kinds: ['plain_text'] });
      checker.text(block.subtitle, `${at}/subtitle`, { max: 150, isRequired: false });
      for (const [child, childAt] of checker.list(block.child_blocks, `${at}/child_blocks`, { max: 10 }))
        if (checker.oneOf(child.type, `${childAt}/type`, inContainer)) checkBlock(checker, child, childAt);
      return true;
    case 'alert':
      checker.text(block.text, `${at}/text`, { max: 3000 });
      if (block.level !== undefined) checker.oneOf(block.level, `${at}/level`, levels);
      return true;
    case 'task_card':
      checkTask(checker, block, at);
      return true;
    case 'plan':
      checker.string(block.title, `${at}/title`, { min: 1 });
      if (block.tasks !== undefined)
        for (const [task, taskAt] of checker.list(block.tasks, `${at}/tasks`, { min: 0, max: 50 }))
          checkTask(checker, task, taskAt);
      return true;
    case 'video':
      for (const key of ['video_url', 'thumbnail_url', 'alt_text'])
        checker.string(block[key], `${at}/${key}`, { min: 1 });
      checker.text(block.title, `${at}/title`, { max: 199, kinds: ['plain_text'] });
      return true;
    default:
      return false;
  }
}

/** Every row is a list of cells. */
function checkTable(checker: Checker, { rows, type, caption }: Json, at: string): void {
  const before = checker.textLength;
  if (type === 'data_table') checker.string(caption, `${at}/caption`, { min: 1 });
  if (!Array.isArray(rows)) {
    checker.fail(`${at}/rows`, 'missing required field');
    return;
  }
  if (rows.length < 1) checker.fail(`${at}/rows`, 'no fewer than 1 items required');
  if (type === 'table' && rows.length > 100) checker.fail(`${at}/rows`, 'no more than 100 items allowed');
  for (const [index, row] of rows.entries())
    for (const [cell, cellAt] of checker.list(row, `${at}/rows/${index}`, { max: 20 }))
      checkCell(checker, cell, cellAt);
  if (checker.textLength - before > mostTableText)
    checker.fail(`${at}/rows`, `no more than ${mostTableText} characters allowed`);
}

function checkCell(checker: Checker, cell: Json, at: string): void {
  if (!checker.oneOf(cell.type, `${at}/type`, ['raw_text', 'raw_number', 'rich_text'])) return;
  if (cell.type === 'rich_text') checkRichText(checker, cell, at);
  if (cell.type !== 'raw_text') return;
  checker.string(cell.text, `${at}/text`, { min: 1 });
  checker.textLength += String(cell.text).length;
}

function checkCard(checker: Checker, card: Json, at: string): void {
  const parts = ['hero_image', 'title', 'actions', 'body'];
  if (parts.every((key) => card[key] === undefined)) checker.fail(at, `one of ${parts.join(', ')} must be present`);
  checker.text(card.title, `${at}/title`, { max: 150, isRequired: false });
  checker.text(card.subtitle, `${at}/subtitle`, { max: 150, isRequired: false });
  checker.text(card.body, `${at}/body`, { max: 200, isRequired: false });
  const ids = new Set<string>();
  if (card.actions !== undefined)
    for (const [button, buttonAt] of checker.list(card.actions, `${at}/actions`, { max: 25 }))
      checkElement(checker, button, buttonAt, ['button'], ids);
}

function checkTask(checker: Checker, task: Json, at: string): void {
  checker.string(task.task_id, `${at}/task_id`, { min: 1 });
  checker.string(task.title, `${at}/title`, { min: 1 });
  checker.oneOf(task.status, `${at}/status`, taskStates);
  for (const key of ['details', 'output']) {
    const value = task[key];
    if (isObject(value)) checkRichText(checker, value, `${at}/${key}`);
    else if (value !== undefined) checker.fail(`${at}/${key}`, 'must be an object');
  }
  if (task.sources === undefined) return;
  for (const [source, sourceAt] of checker.list(task.sources, `${at}/sources`, { min: 0, max: 100 })) {
    checker.oneOf(source.type, `${sourceAt}/type`, ['url']);
    for (const key of ['url', 'text']) checker.string(source[key], `${sourceAt}/${key}`, { min: 1 });
  }
}

/** The things in blocks that are pressed, chosen or filled in, against the documented limits. */
import type { Checker } from './checker.js';
import { isObject, type Json } from './shapes.js';

export const pressable = ['button', 'static_select', 'overflow', 'radio_buttons', 'checkboxes', 'multi_static_select'];
const ofPeople = [
  'users_select',
  'conversations_select',
  'channels_select',
  'datepicker',
  'timepicker',
  'external_select',
];
export const inActions = [...pressable, ...ofPeople];
export const inInput = [
  ...pressable.slice(1),
  ...ofPeople,
  'plain_text_input',
  'number_input',
  'url_text_input',
  'email_text_input',
];
/** How many options each takes, and how many at least. */
const optionLimits: Readonly<Record<string, { min: number; max: number }>> = {
  static_select: { min: 1, max: 100 },
  multi_static_select: { min: 1, max: 100 },
  overflow: { min: 1, max: 5 },
  radio_buttons: { min: 1, max: 10 },
  checkboxes: { min: 1, max: 10 },
};

/** Ids given so far in one block, none of which may come twice. */
export type Ids = Set<string>;

export function checkElement(
  checker: Checker,
  element: Json,
  pointer: string,
  allowed: readonly string[],
  ids: Ids,
): void {
  if (!checker.oneOf(element.type, `${pointer}/type`, allowed)) return;
  checkActionId(checker, element.action_id, `${pointer}/action_id`, ids);
  if (element.type === 'button') {
    checkButton(checker, element, pointer);
    return;
  }
  if (element.type === 'feedback_buttons') {
    checkFeedback(checker, element, pointer);
    return;
  }
  if (element.type === 'icon_button') {
    checker.oneOf(element.icon, `${pointer}/icon`, ['trash']);
    checker.text(element.text, `${pointer}/text`, { max: 75, kinds: ['plain_text'] });
    return;
  }
  checker.text(element.placeholder, `${pointer}/placeholder`, { max: 150, kinds: ['plain_text'], isRequired: false });
  if (element.type === 'plain_text_input') {
    checkLength(checker, element, pointer);
    checker.string(element.initial_value, `${pointer}/initial_value`, { max: 3000, isRequired: false });
    return;
  }
  const limits = optionLimits[String(element.type)];
  if (limits) checkOptions(checker, element, pointer, limits);
}

function checkActionId(checker: Checker, value: unknown, pointer: string, ids: Ids): void {
  checker.string(value, pointer, { min: 1, max: 255, isRequired: false });
  if (typeof value !== 'string') return;
  if (ids.has(value)) checker.fail(pointer, `\`action_id\` "${value}" already exists for block`);
  ids.add(value);
}

function checkButton(checker: Checker, button: Json, pointer: string): void {
  checker.text(button.text, `${pointer}/text`, { max: 75, kinds: ['plain_text'] });
  checker.string(button.value, `${pointer}/value`, { max: 2000, isRequired: false });
  checker.string(button.url, `${pointer}/url`, { min: 1, max: 3000, isRequired: false });
  if (button.style !== undefined) checker.oneOf(button.style, `${pointer}/style`, ['primary', 'danger']);
  checker.keys(button, pointer, [
    'type',
    'action_id',
    'text',
    'value',
    'url',
    'style',
    'confirm',
    'accessibility_label',
  ]);
}

function checkFeedback(checker: Checker, element: Json, pointer: string): void {
  for (const key of ['positive_button', 'negative_button']) {
    const choice = element[key];
    if (!isObject(choice)) checker.fail(`${pointer}/${key}`, 'missing required field');
    else {
      checker.text(choice.text, `${pointer}/${key}/text`, { max: 75, kinds: ['plain_text'] });
      checker.string(choice.value, `${pointer}/${key}/value`, { min: 1, max: 2000 });
    }
  }
}

function checkLength(checker: Checker, { min_length, max_length }: Json, pointer: string): void {
  for (const [key, value] of Object.entries({ min_length, max_length }))
    if (value !== undefined && !(Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 3000))
      checker.fail(`${pointer}/${key}`, 'must be a number from 0 to 3000');
}

function checkOptions(checker: Checker, element: Json, pointer: string, limits: { min: number; max: number }): void {
  const groups = element.option_groups;
  if (element.options === undefined && Array.isArray(groups)) {
    for (const [group, at] of checker.list(groups, `${pointer}/option_groups`, { max: 100 })) {
      checker.text(group.label, `${at}/label`, { max: 75, kinds: ['plain_text'] });
      checkOptions(checker, { options: group.options }, at, limits);
    }
    return;
  }
  const options = checker.list(element.options, `${pointer}/options`, limits);
  for (const [option, at] of options) checkOption(checker, option, at);
  const initial = element.initial_option;
  if (initial === undefined) return;
  const same = options.some(([option]) => JSON.stringify(option) === JSON.stringify(initial));
  if (!same) checker.fail(`${pointer}/initial_option`, 'must match one of the options');
}

function checkOption(checker: Checker, option: Json, pointer: string): void {
  checker.text(option.text, `${pointer}/text`, { max: 75 });
  checker.string(option.value, `${pointer}/value`, { min: 1, max: 150 });
  checker.text(option.description, `${pointer}/description`, { max: 75, isRequired: false });
}

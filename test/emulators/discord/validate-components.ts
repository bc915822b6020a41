/** Message components, legacy and V2: shapes, sizes, places. Modals build on the same inputs. */
import { Refusal } from './errors.js';
import { type Field, type Form, isObject } from './form.js';
import type { Json } from './shapes.js';

export const Component = {
  actionRow: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  channelSelect: 8,
  section: 9,
  textDisplay: 10,
  thumbnail: 11,
  mediaGallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const;

const inContainer = [1, 9, 10, 12, 13, 14];
const topLevel = [...inContainer, 17];
const limits = { components: 40, text: 4000, bytes: 10_170, bytesPerText: 12 };

/** Every component of a tree, in the order people see them. */
export function* allComponents(components: readonly unknown[]): Generator<Json> {
  for (const component of components) {
    if (!isObject(component)) continue;
    yield component;
    if (Array.isArray(component.components)) yield* allComponents(component.components);
    if (isObject(component.component)) yield* allComponents([component.component]);
    if (isObject(component.accessory)) yield* allComponents([component.accessory]);
  }
}

/**
 * Notes every fault of a message's components. Throws Discord's bare HTTP 500 where texts are within their 4,000
 * characters but too many bytes.
 */
export function checkComponents(form: Form, field: Field, isV2: boolean): void {
  const fields = form.list(field, { max: isV2 ? limits.components : 5 });
  const seen: Seen = { customIds: new Set(), ids: new Set() };
  for (const item of fields) checkOne(form, item, isV2 ? topLevel : [Component.actionRow], seen);
  if (!isV2 || fields.length === 0) return;
  const all = [...allComponents(fields.map(({ value }) => value))];
  if (all.length > limits.components) {
    const message = `The maximum number of total components is ${limits.components}, but ${all.length} were given.`;
    form.fail(field, 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message);
  }
  const texts = all.filter(({ type }) => type === Component.textDisplay).map(({ content }) => String(content ?? ''));
  if (texts.reduce((sum, text) => sum + text.length, 0) > limits.text) {
    const message = `The size of displayable text in components exceeds the maximum size of ${limits.text}`;
    form.fail(field, 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message);
    return;
  }
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text) + limits.bytesPerText, 0);
  if (bytes > limits.bytes) throw new Refusal(500, 0, '500: Internal Server Error');
}

export interface Seen {
  readonly customIds: Set<string>;
  readonly ids: Set<number>;
}

function checkOne(form: Form, field: Field, allowed: readonly number[], seen: Seen): void {
  if (form.object(field, { isRequired: true }) === undefined) return;
  const type = form.at(field, 'type');
  if (typeof type.value !== 'number' || !allowed.includes(type.value)) {
    if (type.value === undefined) form.required(type);
    else form.fail(type, 'UNION_TYPE_CHOICES', `Value of field "type" must be one of (${allowed.join(', ')},).`);
    return;
  }
  checkId(form, form.at(field, 'id'), seen);
  const check = checks[type.value];
  check?.(form, field, seen);
}

function checkId(form: Form, field: Field, { ids }: Seen): void {
  const id = form.whole(field, { min: 0, max: 2 ** 31 - 1 });
  if (!id) return;
  if (ids.has(id)) form.fail(field, 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated');
  ids.add(id);
}

export function checkCustomId(form: Form, field: Field, { customIds }: Seen): void {
  const customId = form.text(field, { min: 1, max: 100, isRequired: true });
  if (customId === undefined) return;
  if (customIds.has(customId)) {
    form.fail(field, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  }
  customIds.add(customId);
}

type Check = (form: Form, field: Field, seen: Seen) => void;

const checks: Readonly<Record<number, Check>> = {
  1: checkActionRow,
  2: checkButton,
  3: checkSelect,
  5: checkSelect,
  6: checkSelect,
  7: checkSelect,
  8: checkSelect,
  9: checkSection,
  10(form, field) {
    form.text(form.at(field, 'content'), { min: 1, max: limits.text, isRequired: true });
  },
  11: checkThumbnail,
  12(form, field) {
    for (const item of form.list(form.at(field, 'items'), { min: 1, max: 10, isRequired: true })) {
      checkThumbnail(form, item);
    }
  },
  13(form, field) {
    form.url(form.at(form.at(field, 'file'), 'url'), { schemes: ['attachment'], isRequired: true });
  },
  14(form, field) {
    form.flag(form.at(field, 'divider'));
    form.oneOf(form.at(field, 'spacing'), [1, 2]);
  },
  17(form, field, seen) {
    form.whole(form.at(field, 'accent_color'), { min: 0, max: 0xffffff });
    form.flag(form.at(field, 'spoiler'));
    const children = form.list(form.at(field, 'components'), { min: 1, max: limits.components, isRequired: true });
    for (const child of children) checkOne(form, child, inContainer, seen);
  },
};

function checkActionRow(form: Form, field: Field, seen: Seen): void {
  const children = form.at(field, 'components');
  const fields = form.list(children, { min: 1, max: 5, isRequired: true });
  const isSelect = ({ value }: Field): boolean => isObject(value) && value.type !== Component.button;
  if (fields.length > 1 && fields.some(isSelect)) {
    form.fail(children, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'Component layout exceeds maximum width');
    return;
  }
  for (const child of fields) checkOne(form, child, [2, 3, 5, 6, 7, 8], seen);
}

function checkButton(form: Form, field: Field, seen: Seen): void {
  const style = form.oneOf(form.at(field, 'style'), [1, 2, 3, 4, 5, 6], { isRequired: true });
  const label = form.text(form.at(field, 'label'), { max: 80 });
  form.flag(form.at(field, 'disabled'));
  const emoji = checkEmoji(form, form.at(field, 'emoji'));
  const [customId, url] = [form.at(field, 'custom_id'), form.at(field, 'url')];
  if (style !== 6 && !label && !emoji) {
    form.fail(field, 'BUTTON_COMPONENT_INVALID_LABEL', 'A label or an emoji is required');
  }
  if (style === 5) {
    form.url(url, { max: 512, schemes: ['http', 'https', 'discord'], isRequired: true });
    if (customId.value)
      form.fail(
        customId,
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      );
  } else if (style !== undefined && style !== 6) {
    checkCustomId(form, customId, seen);
    if (url.value)
      form.fail(
        url,
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      );
  }
}

function checkEmoji(form: Form, field: Field): boolean {
  const emoji = form.object(field);
  if (emoji === undefined) return false;
  if (
    emoji.id ||
    (typeof emoji.name === 'string' &&
      /\p{Extended_Pictographic}|\p{Regional_Indicator}|[#*0-9]\ufe0f?\u20e3/u.test(emoji.name))
  )
    return true;
  form.fail(form.at(field, 'name'), 'BUTTON_COMPONENT_INVALID_EMOJI', 'Invalid emoji');
  return false;
}

/** Any select menu, in a message or a modal. */
export function checkSelect(form: Form, field: Field, seen: Seen): void {
  checkCustomId(form, form.at(field, 'custom_id'), seen);
  form.text(form.at(field, 'placeholder'), { max: 150 });
  form.flag(form.at(field, 'disabled'));
  const min = form.whole(form.at(field, 'min_values'), { min: 0, max: 25 }) ?? 1;
  const max = form.whole(form.at(field, 'max_values'), { min: 1, max: 25 }) ?? 1;
  if (min > max)
    form.fail(form.at(field, 'min_values'), 'BASE_TYPE_MAX', 'min_values cannot be greater than max_values');
  if (isObject(field.value) && field.value.type !== Component.stringSelect) {
    form.list(form.at(field, 'default_values'), { max: 25 });
    return;
  }
  checkChoices(form, form.at(field, 'options'), { min: 1, max: 25 });
}

/** Options of a string select, a radio group or a checkbox group. */
export function checkChoices(form: Form, field: Field, size: { min: number; max: number }): void {
  const values = new Set<string>();
  for (const option of form.list(field, { ...size, isRequired: true })) {
    form.text(form.at(option, 'label'), { min: 1, max: 100, isRequired: true });
    form.text(form.at(option, 'description'), { max: 100 });
    form.flag(form.at(option, 'default'));
    checkEmoji(form, form.at(option, 'emoji'));
    const value = form.text(form.at(option, 'value'), { min: 1, max: 100, isRequired: true });
    if (value === undefined) continue;
    if (values.has(value))
      form.fail(
        form.at(option, 'value'),
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    values.add(value);
  }
}

function checkSection(form: Form, field: Field, seen: Seen): void {
  for (const text of form.list(form.at(field, 'components'), { min: 1, max: 3, isRequired: true })) {
    checkOne(form, text, [Component.textDisplay], seen);
  }
  const accessory = form.at(field, 'accessory');
  if (accessory.value === undefined || accessory.value === null) form.required(accessory);
  else checkOne(form, accessory, [Component.button, Component.thumbnail], seen);
}

function checkThumbnail(form: Form, field: Field): void {
  form.url(form.at(form.at(field, 'media'), 'url'), { schemes: ['http', 'https', 'attachment'], isRequired: true });
  form.text(form.at(field, 'description'), { max: 1024 });
  form.flag(form.at(field, 'spoiler'));
}

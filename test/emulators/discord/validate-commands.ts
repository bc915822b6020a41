/** Application commands against the documented rules: names, texts, options, choices, and their sum. */
import { type Field, Form, isObject } from './form.js';
import type { Json } from './shapes.js';

const name = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const locales = (
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja ' +
  'zh-TW ko'
).split(' ');
const maxChars = 8000;
const [subcommand, group, string, integer, boolean, channel, number] = [1, 2, 3, 4, 5, 7, 10];
export const OptionKind = { subcommand, group, string, integer, boolean, channel, number } as const;
export const maxOfType: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15, 4: 1 };

/** Throws 50035, at `path`, for a command Discord would not keep. */
export function validateCommand(body: unknown, form: Form, path: readonly (string | number)[] = []): void {
  const command: Field = { value: body, path };
  if (form.object(command, { isRequired: true }) === undefined) return;
  const type = form.oneOf(form.at(command, 'type'), [1, 2, 3, 4]) ?? 1;
  checkName(form, form.at(command, 'name'), type === 1);
  checkLocalizations(form, form.at(command, 'name_localizations'), (field) => checkName(form, field, type === 1));
  const description = form.at(command, 'description');
  if (type === 1) checkDescription(form, command);
  else if (description.value) {
    const message = 'Context menu commands cannot have description';
    form.fail(description, 'APPLICATION_COMMAND_CONTEXT_MENU_NO_DESCRIPTION', message);
  }
  checkOptions(form, form.at(command, 'options'), 0, type === 1);
  checkPermissions(form, form.at(command, 'default_member_permissions'));
  form.flag(form.at(command, 'nsfw'));
  checkSet(form, form.at(command, 'contexts'), [0, 1, 2]);
  checkSet(form, form.at(command, 'integration_types'), [0, 1]);
  const chars = charsOf(body as Json);
  if (chars > maxChars) {
    const message = `Command exceeds maximum size (${maxChars})`;
    form.fail(command, 'APPLICATION_COMMAND_TOO_LARGE', message);
  }
}

/** Throws for a whole list, as a bulk overwrite takes it. */
export function validateCommands(bodies: unknown): asserts bodies is Json[] {
  const form = new Form();
  const fields = form.list({ value: bodies, path: [] }, { max: 130, isRequired: true });
  const names = new Set<string>();
  const counts = new Map<number, number>();
  for (const field of fields) {
    validateCommand(field.value, form, field.path);
    if (!isObject(field.value)) continue;
    const type = Number(field.value.type ?? 1);
    const key = `${type} ${String(field.value.name)}`;
    if (names.has(key)) {
      form.fail(
        form.at(field, 'name'),
        'APPLICATION_COMMANDS_DUPLICATE_NAME',
        'Application command names must be unique',
      );
    }
    names.add(key);
    counts.set(type, (counts.get(type) ?? 0) + 1);
    if ((counts.get(type) ?? 0) > (maxOfType[type] ?? 0)) {
      form.fail(
        field,
        'APPLICATION_COMMAND_LIMIT',
        `Maximum number of application commands reached (${maxOfType[type]}).`,
      );
    }
  }
  form.done();
}

function checkName(form: Form, field: Field, isStrict: boolean): void {
  const value = form.text(field, { min: 1, max: 32, isRequired: true });
  if (value === undefined || !isStrict) return;
  if (!name.test(value) || value !== value.toLowerCase()) {
    form.fail(field, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
}

function checkDescription(form: Form, owner: Field): void {
  form.text(form.at(owner, 'description'), { min: 1, max: 100, isRequired: true });
  checkLocalizations(form, form.at(owner, 'description_localizations'), (field) => {
    form.text(field, { min: 1, max: 100, isRequired: true });
  });
}

function checkLocalizations(form: Form, field: Field, check: (field: Field) => void): void {
  for (const [locale, value] of Object.entries(form.object(field) ?? {})) {
    const entry: Field = { value, path: [...field.path, locale] };
    if (!locales.includes(locale)) form.fail(entry, 'ENUM_TYPE_COERCE', `Value "${locale}" is not a valid locale.`);
    else if (value !== null) check(entry);
  }
}

function checkOptions(form: Form, field: Field, depth: number, isAllowed: boolean): void {
  const options = form.list(field, { max: 25 });
  if (options.length > 0 && !isAllowed) {
    form.fail(field, 'APPLICATION_COMMAND_CONTEXT_MENU_NO_OPTIONS', 'Context menu commands cannot have options');
    return;
  }
  const names = new Set<unknown>();
  let isOptionalSeen = false;
  const nests = options.map(({ value }) => isObject(value) && (value.type === subcommand || value.type === group));
  if (new Set(nests).size > 1) {
    form.fail(
      field,
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    );
  }
  for (const option of options) {
    checkOption(form, option, depth);
    const { value } = option;
    if (!isObject(value)) continue;
    if (names.has(value.name)) {
      form.fail(form.at(option, 'name'), 'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED', 'Option names must be unique');
    }
    names.add(value.name);
    if (value.required === true && isOptionalSeen) {
      const message = 'Required options must be placed before non-required options';
      form.fail(option, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message);
    }
    isOptionalSeen ||= value.required !== true;
  }
}

function checkOption(form: Form, option: Field, depth: number): void {
  if (form.object(option, { isRequired: true }) === undefined) return;
  const type = form.oneOf(form.at(option, 'type'), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], { isRequired: true });
  checkName(form, form.at(option, 'name'), true);
  checkLocalizations(form, form.at(option, 'name_localizations'), (field) => checkName(form, field, true));
  checkDescription(form, option);
  const isRequired = form.flag(form.at(option, 'required'));
  const isNest = type === subcommand || type === group;
  if (isNest) {
    const isTooDeep = type === group ? depth > 0 : depth > 1;
    if (isTooDeep) form.fail(form.at(option, 'type'), 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Nested too deep');
    if (isRequired)
      form.fail(form.at(option, 'required'), 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', 'Cannot be required');
    checkOptions(form, form.at(option, 'options'), depth + (type === group ? 1 : 2), true);
    return;
  }
  const choices = form.list(form.at(option, 'choices'), { max: 25 });
  const isAutocomplete = form.flag(form.at(option, 'autocomplete'));
  const takesChoices = type === string || type === integer || type === number;
  if ((choices.length > 0 || isAutocomplete) && !takesChoices) {
    form.fail(option, 'APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID', 'This option type takes no choices');
  }
  if (choices.length > 0 && isAutocomplete) {
    form.fail(
      form.at(option, 'autocomplete'),
      'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES',
      'Autocomplete options cannot have choices',
    );
  }
  for (const choice of choices) checkChoice(form, choice, type);
  const [min, max] = [form.at(option, 'min_length'), form.at(option, 'max_length')];
  if (type === string) {
    form.whole(min, { min: 0, max: 6000 });
    form.whole(max, { min: 1, max: 6000 });
  } else if (min.value !== undefined || max.value !== undefined) {
    form.fail(option, 'APPLICATION_COMMAND_OPTIONS_LENGTH_INVALID', 'Only string options have a length');
  }
  if (type === channel) form.list(form.at(option, 'channel_types'), { max: 20 });
}

/** A choice of a command, or one given to an autocomplete. */
export function checkChoice(form: Form, choice: Field, type: number | undefined): void {
  form.text(form.at(choice, 'name'), { min: 1, max: 100, isRequired: true });
  checkLocalizations(form, form.at(choice, 'name_localizations'), (field) => {
    form.text(field, { min: 1, max: 100 });
  });
  const value = form.at(choice, 'value');
  if (type === string) form.text(value, { min: 1, max: 100, isRequired: true });
  else if (typeof value.value !== 'number' || (type === integer && !Number.isInteger(value.value))) {
    form.fail(
      value,
      'NUMBER_TYPE_COERCE',
      `Value "${String(value.value)}" is not ${type === integer ? 'int' : 'float'}.`,
    );
  }
}

function checkPermissions(form: Form, field: Field): void {
  const { value } = field;
  if (value === undefined || value === null) return;
  if (typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value))) return;
  form.fail(field, 'PERMISSIONS_TYPE_COERCE', 'Must be a permission bit set');
}

function checkSet(form: Form, field: Field, allowed: readonly number[]): void {
  const items = form.list(field, { min: 1, max: allowed.length });
  for (const item of items) form.oneOf(item, allowed, { isRequired: true });
  if (new Set(items.map(({ value }) => value)).size < items.length) {
    form.fail(field, 'SET_TYPE_ALREADY_CONTAINS_VALUE', 'The set already contains a value');
  }
}

/** Names, descriptions and choice values together; of localized texts the longest counts. */
function charsOf(node: Json): number {
  const longest = (key: string): number => {
    const texts = [node[key], ...Object.values((node[`${key}_localizations`] as Json | null | undefined) ?? {})];
    return Math.max(0, ...texts.map((text) => (typeof text === 'string' ? text.length : 0)));
  };
  const children = [node.options, node.choices].flatMap((list) => (Array.isArray(list) ? list.filter(isObject) : []));
  const value = node.value === undefined ? 0 : String(node.value).length;
  return longest('name') + longest('description') + value + children.reduce((sum, child) => sum + charsOf(child), 0);
}

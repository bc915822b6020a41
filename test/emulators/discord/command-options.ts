/** Options as a person fills them in, checked as their client checks them, in the form of the wire. */
import type { World } from './guild-state.js';
import { attachmentPayload, channelPayload, memberPayload, rolePayload, userPayload } from './payloads.js';
import { type TextFile, textFile } from './people.js';
import type { Command, Json } from './shapes.js';
import { makeId } from './snowflake.js';
import { OptionKind } from './validate-commands.js';

export type OptionValues = Readonly<Record<string, string | number | boolean | TextFile>>;

export interface ReadOptions {
  readonly options: Json[];
  readonly resolved: Json | null;
  /** The option type of the focused option; 3 without one. */
  readonly focusedType: number;
}

/** `path` is the command's name, then those of its subcommand. Throws for what no client would send. */
export function readOptions(
  world: World,
  command: Command,
  path: string,
  values: OptionValues,
  focused?: string,
): ReadOptions {
  const steps = path.split(' ').slice(1);
  let declared = (command.body.options ?? []) as Json[];
  const nests: Json[] = [];
  for (const step of steps) {
    const found = declared.find(({ name, type }) => name === step && Number(type) <= OptionKind.group);
    if (!found) throw new Error(`${command.name} has no subcommand ${step}`);
    nests.push(found);
    declared = (found.options ?? []) as Json[];
  }
  if (declared.some(({ type }) => Number(type) <= OptionKind.group)) throw new Error(`${path} needs a subcommand`);
  const odd = Object.keys(values).filter((name) => !declared.some((option) => option.name === name));
  if (odd.length > 0) throw new Error(`${path} has no option ${odd.join(', ')}`);
  if (focused !== undefined && declared.find(({ name }) => name === focused)?.autocomplete !== true) {
    throw new Error(`${path} does not complete ${focused}`);
  }
  const resolved: Record<string, Json> = {};
  const filled = declared.flatMap((option): Json[] => {
    const { name, type } = option;
    const value = values[String(name)];
    if (value === undefined) {
      if (option.required === true && focused === undefined) throw new Error(`${path} needs ${String(name)}`);
      return [];
    }
    if (name === focused) return [{ name, type, value: String(value), focused: true }];
    if (typeof value === 'object') return [{ name, type, value: attach(world, option, value, resolved) }];
    check(option, value);
    resolve(world, command, Number(type), String(value), resolved);
    return [{ name, type, value }];
  });
  const options = nests.reduceRight<Json[]>((inner, { name, type }) => [{ name, type, options: inner }], filled);
  const focusedType = Number(declared.find(({ name }) => name === focused)?.type ?? OptionKind.string);
  return { options, resolved: Object.keys(resolved).length > 0 ? resolved : null, focusedType };
}

function check(option: Json, value: string | number | boolean): void {
  const { type, name, min_value, max_value, min_length, max_length } = option;
  const fault = (why: string): Error => new Error(`option ${String(name)}: ${why}`);
  const wanted =
    type === OptionKind.boolean
      ? 'boolean'
      : type === OptionKind.integer || type === OptionKind.number
        ? 'number'
        : 'string';
  if (type === 11) throw fault('takes a file');
  if (typeof value !== wanted) throw fault(`takes a ${wanted}`);
  if (type === OptionKind.integer && !Number.isInteger(value)) throw fault('takes a whole number');
  const choices = (option.choices ?? []) as Json[];
  if (choices.length > 0 && !choices.some((choice) => choice.value === value))
    throw fault(`${String(value)} is no choice`);
  const size = typeof value === 'string' ? value.length : value;
  if (typeof size !== 'number') return;
  const [min, max] = typeof value === 'string' ? [min_length, max_length ?? 6000] : [min_value, max_value];
  if (typeof min === 'number' && size < min) throw fault(`at least ${min}`);
  if (typeof max === 'number' && size > max) throw fault(`at most ${max}`);
}

/** A file that is uploaded with the command; its id. */
function attach(world: World, { type, name }: Json, file: TextFile, resolved: Record<string, Json>): string {
  if (type !== 11) throw new Error(`option ${String(name)}: takes no file`);
  const stored = { ...textFile(file), id: makeId() };
  resolved.attachments = { ...resolved.attachments, [stored.id]: attachmentPayload(world, 'ephemeral', stored) };
  return stored.id;
}

function resolve(world: World, command: Command, type: number, id: string, resolved: Record<string, Json>): void {
  const put = (kind: string, payload: Json): void => {
    resolved[kind] = { ...resolved[kind], [id]: payload };
  };
  const user = world.users.get(id);
  if ((type === 6 || type === 9) && user) {
    put('users', userPayload(user));
    const guild = command.guildId ? world.guilds.get(command.guildId) : undefined;
    const member = guild?.members.get(id);
    if (member) put('members', memberPayload(member));
  }
  const channel = world.channels.get(id);
  if (type === OptionKind.channel && channel) put('channels', channelPayload(world, channel));
  const role = [...world.guilds.values()].flatMap(({ roles }) => roles.get(id) ?? [])[0];
  if ((type === 8 || type === 9) && role) put('roles', rolePayload(role));
}

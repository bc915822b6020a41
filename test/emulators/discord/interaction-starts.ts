/** What people can start in their client: commands, menus, buttons, selects, modals. Refuses what a client would not offer. */

import { type OptionValues, readOptions } from './command-options.js';
import { isObject } from './form.js';
import type { World } from './guild-state.js';
import { InteractionKind, type Outcome, type Started } from './interaction-responses.js';
import type { Interactions } from './interactions.js';
import { actorPayload, channelPayload, messagePayload, userPayload } from './payloads.js';
import { guildPermissions, Permission } from './permissions.js';
import { type Channel, type Command, type Id, isDm, type Json, type Message, type User } from './shapes.js';
import { allComponents, Component } from './validate-components.js';

/** 0 in a server, 1 in the bot's direct messages, 2 in others'. */
export const contextOf = (world: World, channel: Channel): 0 | 1 | 2 => {
  if (channel.guildId !== null) return 0;
  return channel.type === 1 && channel.recipients.includes(world.bot.id) ? 1 : 2;
};

export class InteractionStarts {
  readonly #world: World;
  readonly #interactions: Interactions;

  constructor(world: World, interactions: Interactions) {
    this.#world = world;
    this.#interactions = interactions;
  }

  async command(user: User, channel: Channel, name: string, values: OptionValues): Promise<Outcome> {
    const command = this.#find(user, channel, 1, name);
    const { options, resolved } = readOptions(this.#world, command, name, values);
    const data = { ...dataOf(command), ...(options.length > 0 && { options }), ...(resolved && { resolved }) };
    return this.#start(this.#started(InteractionKind.command, user, channel, command), data);
  }

  async autocomplete(
    user: User,
    channel: Channel,
    name: string,
    values: OptionValues,
    focused: string,
  ): Promise<Outcome> {
    const command = this.#find(user, channel, 1, name);
    const { options, focusedType } = readOptions(this.#world, command, name, values, focused);
    const started = { ...this.#started(InteractionKind.autocomplete, user, channel, command), focusedType };
    return this.#start(started, { ...dataOf(command), options });
  }

  async messageCommand(user: User, message: Message, name: string): Promise<Outcome> {
    const channel = this.#channelOf(message);
    const command = this.#find(user, channel, 3, name);
    const resolved = { messages: { [message.id]: messagePayload(this.#world, message, true) } };
    const data = { ...dataOf(command), target_id: message.id, resolved };
    return this.#start(this.#started(InteractionKind.command, user, channel, command), data);
  }

  async press(user: User, message: Message, customId: string): Promise<Outcome> {
    this.#component(user, message, customId, Component.button);
    return this.#onComponent(user, message, { custom_id: customId, component_type: Component.button });
  }

  async select(user: User, message: Message, customId: string, values: readonly string[]): Promise<Outcome> {
    const { options } = this.#component(user, message, customId, Component.stringSelect);
    const offered = (options as Json[]).map(({ value }) => value);
    if (!values.every((value) => offered.includes(value))) throw new Error(`not offered: ${values.join(', ')}`);
    return this.#onComponent(user, message, { custom_id: customId, component_type: Component.stringSelect, values });
  }

  /** Fills in the newest modal of that id; fields that are not named stay as they were. */
  async submitModal(
    user: User,
    customId: string,
    fields: Readonly<Record<string, string | readonly string[] | boolean>>,
  ): Promise<Outcome> {
    const modal = this.#interactions.modals.get(`${user.id} ${customId}`);
    if (!modal) throw new Error(`no modal ${customId} is open for ${user.name}`);
    this.#interactions.modals.delete(`${user.id} ${customId}`);
    const components = filledIn(modal.data.components as Json[], fields);
    const { command: _, ...from } = modal.from;
    const started = {
      type: InteractionKind.modal,
      user,
      channel: from.channel,
      owners: from.owners,
      source: from.source,
    };
    return this.#start(started, { custom_id: customId, components });
  }

  #onComponent(user: User, source: Message, data: Json): Promise<Outcome> {
    const channel = this.#channelOf(source);
    const known = source.interaction?.metadata.authorizing_integration_owners;
    const owners = isObject(known) ? known : { '0': channel.guildId ?? '0' };
    return this.#start({ type: InteractionKind.component, user, channel, owners, source }, data);
  }

  #component(user: User, message: Message, customId: string, type: number): Json {
    if (message.isDeleted) throw new Error('the message is gone');
    if (message.visibleTo !== null && message.visibleTo !== user.id) throw new Error(`${user.name} does not see it`);
    const found = [...allComponents(message.components)].find((one) => one.custom_id === customId && one.type === type);
    if (!found) throw new Error(`nothing there is called ${customId}`);
    if (found.disabled === true) throw new Error(`${customId} is disabled`);
    return found;
  }

  #find(user: User, channel: Channel, type: number, path: string): Command {
    const [name = ''] = type === 1 ? path.split(' ') : [path];
    const isIt = (command: Command): boolean => command.type === type && command.name === name;
    const here = this.#world.commands.filter(isIt);
    const command =
      here.find(({ guildId }) => guildId !== null && guildId === channel.guildId) ??
      here.find(({ guildId }) => guildId === null);
    if (!command) throw new Error(`no command ${name} is registered`);
    const contexts = command.guildId === null ? (command.body.contexts as number[] | null) : [0];
    if (contexts && !contexts.includes(contextOf(this.#world, channel)))
      throw new Error(`${name} is not offered in this context`);
    const needed = command.body.default_member_permissions as string | null;
    const guild = this.#world.guildOf(channel);
    if (guild && needed !== null) {
      const has = guildPermissions(guild, user.id);
      const isAdmin = (has & Permission.Administrator) !== 0n;
      if (!isAdmin && (needed === '0' || (has & BigInt(needed)) !== BigInt(needed))) {
        throw new Error(`${name} is not offered to ${user.name}`);
      }
    }
    return command;
  }

  #started(type: number, user: User, channel: Channel, command: Command): Started {
    const types = command.body.integration_types as number[];
    const guild = this.#world.guildOf(channel);
    const isIn = guild ? guild.hasBot : contextOf(this.#world, channel) === 1;
    const owners = {
      ...(types.includes(0) && isIn && { '0': guild?.id ?? '0' }),
      ...(types.includes(1) && user.hasInstalled && { '1': user.id }),
    };
    if (Object.keys(owners).length === 0) throw new Error(`${command.name} is not installed where ${user.name} is`);
    return { type, user, channel, owners, source: null, command: { type: command.type, name: command.name } };
  }

  #channelOf({ channelId }: Message): Channel {
    const channel = this.#world.channels.get(channelId);
    if (!channel) throw new Error(`no channel ${channelId}`);
    return channel;
  }

  #start(started: Started, data: Json): Promise<Outcome> {
    const { type, user, channel, owners, source } = started;
    const world = this.#world;
    const guild = world.guildOf(channel);
    return this.#interactions.start(started, (id: Id, token: string) => {
      const bits =
        world.permissionsIn(channel, world.bot.id) ||
        Permission.SendMessages | Permission.EmbedLinks | Permission.AttachFiles;
      const payload = {
        id,
        application_id: world.applicationId,
        type,
        data,
        token,
        version: 1,
        channel_id: channel.id,
        channel: { ...channelPayload(world, channel), permissions: world.permissionsIn(channel, user.id).toString() },
        ...(guild
          ? {
              guild_id: guild.id,
              guild: { id: guild.id, locale: guild.locale, features: [] },
              guild_locale: guild.locale,
              member: actorPayload(world, guild, channel, user),
            }
          : { user: userPayload(user) }),
        ...(source && { message: messagePayload(world, source, true) }),
        locale: user.locale,
        app_permissions: bits.toString(),
        entitlements: [],
        entitlement_sku_ids: [],
        authorizing_integration_owners: owners,
        context: contextOf(world, channel),
        attachment_size_limit: 10_485_760,
      };
      world.tell('INTERACTION_CREATE', 0, isDm(channel) || !guild?.hasBot ? null : guild.id, () => payload);
    });
  }
}

const dataOf = ({ id, name, type, guildId }: Command): Json => ({
  id,
  name,
  type,
  ...(guildId && { guild_id: guildId }),
});

function filledIn(
  components: readonly Json[],
  fields: Readonly<Record<string, string | readonly string[] | boolean>>,
): Json[] {
  const ids = [...allComponents(components)].map(({ custom_id }) => custom_id);
  const odd = Object.keys(fields).filter((key) => !ids.includes(key));
  if (odd.length > 0) throw new Error(`the modal has no ${odd.join(', ')}`);
  const answer = (input: Json, id: number): Json => {
    const given = fields[String(input.custom_id)];
    const { type, custom_id } = input;
    if (type === Component.textInput) {
      const value = String(given ?? input.value ?? '');
      if (input.required !== false && value === '') throw new Error(`${String(custom_id)} must be filled in`);
      if (value.length > Number(input.max_length ?? 4000)) throw new Error(`${String(custom_id)} takes no more text`);
      return { type, id, custom_id, value };
    }
    const isOne = type === Component.radioGroup || type === Component.checkbox;
    return { type, id, custom_id, ...(isOne ? { value: given ?? null } : { values: given ?? [] }) };
  };
  return components.map((component, index) => {
    const { type } = component;
    const id = 2 * index + 1;
    if (isObject(component.component)) return { type, id, component: answer(component.component, id + 1) };
    if (Array.isArray(component.components))
      return { type, id, components: (component.components as Json[]).map((one) => answer(one, id + 1)) };
    return { type, id };
  });
}

/** What people start: commands, shortcuts, presses, windows they send. Throws for what no client would send. */
import type { Ack, Deliveries, Delivery } from './deliver.js';
import { followSubmission } from './methods-views.js';
import { Refusal } from './refusal.js';
import type { ResponseUrls } from './response-urls.js';
import { type Channel, isObject, type Json, type Message, objects, type Person, type View } from './shapes.js';
import { messageWire, viewWire } from './wire.js';
import type { World } from './world.js';

/** A payload on its way, and what it carries. */
export interface Started {
  readonly ack: Ack;
  readonly delivery: Delivery;
  readonly triggerId: string;
  readonly responseUrl: string | undefined;
}

export interface PressOptions {
  /** Which of several with the same id; `positive` or `negative` for feedback, whose default is positive. */
  readonly value?: string;
  /** The value of the option chosen in a menu. */
  readonly selected?: string;
}

/** What is filled in, by block and action; null leaves a field empty. */
export type Filled = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

export class Interactions {
  readonly #world: World;
  readonly #ways: ResponseUrls;
  readonly #deliveries: Deliveries;

  constructor(world: World, ways: ResponseUrls, deliveries: Deliveries) {
    this.#world = world;
    this.#ways = ways;
    this.#deliveries = deliveries;
  }

  /** What the acknowledgement says is shown to the person. */
  async command(user: Person, channel: Channel, command: string, text: string): Promise<Started> {
    const team = this.#world.team(user.teamId);
    const triggerId = this.#world.addTrigger(user.id, team.id);
    const responseUrl = this.#ways.add(channel, user.id);
    const names = { channel: channel.name, group: 'privategroup', im: 'directmessage' };
    const body = {
      token: 'verification-token',
      team_id: team.id,
      team_domain: team.domain,
      channel_id: channel.id,
      channel_name: names[channel.kind],
      user_id: user.id,
      user_name: user.name,
      command,
      text,
      api_app_id: this.#world.appId,
      is_enterprise_install: 'false',
      response_url: responseUrl,
      trigger_id: triggerId,
    };
    const started = await this.#start('slash_commands', body, triggerId, responseUrl);
    if (typeof started.ack === 'object') this.#show(responseUrl, started.ack.ackPayload);
    return started;
  }

  messageShortcut(user: Person, message: Message, callbackId: string): Promise<Started> {
    const channel = this.#channelOf(message);
    const triggerId = this.#world.addTrigger(user.id, user.teamId);
    const responseUrl = this.#ways.add(channel, user.id);
    const body = {
      type: 'message_action',
      ...this.#common(user),
      action_ts: this.#world.nextTs(),
      callback_id: callbackId,
      trigger_id: triggerId,
      response_url: responseUrl,
      channel: { id: channel.id, name: channel.name },
      message_ts: message.ts,
      message: messageWire(this.#world, message, { hasMetadata: true }),
    };
    return this.#start('interactive', body, triggerId, responseUrl);
  }

  press(user: Person, target: Message | View, actionId: string, options: PressOptions = {}): Promise<Started> {
    const blocks = 'body' in target ? objects(target.body.blocks) : target.blocks;
    const action = this.#action(blocks, actionId, options);
    const viewId = 'body' in target && target.type === 'modal' ? target.id : undefined;
    const triggerId = this.#world.addTrigger(user.id, user.teamId, viewId);
    const start = { type: 'block_actions', ...this.#common(user), trigger_id: triggerId, actions: [action] };
    const isChosen = 'selected_option' in action || 'selected_options' in action;
    const values = isChosen ? { [String(action.block_id)]: { [actionId]: action } } : {};
    if ('body' in target) {
      if (target.user !== user.id) throw new Error(`${user.name} does not see that window`);
      const view = { ...viewWire(this.#world, target), state: { values } };
      const body = { ...start, container: { type: 'view', view_id: target.id }, view };
      return this.#start('interactive', body, triggerId, undefined);
    }
    const { channel: channelId, ts, threadTs, visibleTo, isDeleted } = target;
    const channel = this.#channelOf(target);
    const isSeen = channel.members.has(user.id) && (visibleTo === undefined || visibleTo === user.id) && !isDeleted;
    if (!isSeen) throw new Error(`${user.name} does not see that message`);
    const responseUrl = this.#ways.add(channel, user.id, target);
    const isEphemeral = visibleTo !== undefined;
    const body = {
      ...start,
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: channelId,
        is_ephemeral: isEphemeral,
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      },
      channel: { id: channelId, name: channel.name },
      ...(isEphemeral ? {} : { message: messageWire(this.#world, target, { hasMetadata: true }) }),
      state: { values },
      response_url: responseUrl,
    };
    return this.#start('interactive', body, triggerId, responseUrl);
  }

  #show(responseUrl: string, payload: unknown): void {
    try {
      this.#ways.acknowledge(responseUrl, payload);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#world.warnings.push({ method: 'ack', warning: error.error });
    }
  }

  async closeView(user: Person, view: View): Promise<Started | undefined> {
    view.isOpen = false;
    if (view.body.notify_on_close !== true) return undefined;
    const body = { type: 'view_closed', ...this.#common(user), view: viewWire(this.#world, view), is_cleared: false };
    return this.#start('interactive', body, '', undefined);
  }

  async submitView(user: Person, view: View, filled: Filled = {}): Promise<Started> {
    if (!view.isOpen || view.user !== user.id) throw new Error(`${user.name} has no such window open`);
    const values: Record<string, Json> = {};
    for (const block of objects(view.body.blocks)) {
      if (block.type !== 'input' || !isObject(block.element)) continue;
      const { element, block_id: blockId } = block;
      const actionId = String(element.action_id);
      const given = filled[String(blockId)]?.[actionId];
      const value = given === undefined ? presetOf(element) : given;
      if (value === null && block.optional !== true) throw new Error(`${String(blockId)} must be filled in`);
      const max = Number(element.max_length ?? 3000);
      if (value !== null && value.length > max) throw new Error(`${String(blockId)} takes ${max} characters`);
      values[String(blockId)] = { [actionId]: { type: element.type, ...stateOf(element, value) } };
    }
    const odd = Object.keys(filled).filter((blockId) => !(blockId in values));
    if (odd.length > 0) throw new Error(`the window has no input ${odd.join(', ')}`);
    const triggerId = this.#world.addTrigger(user.id, user.teamId);
    const shown = { ...viewWire(this.#world, view), state: { values } };
    const body = {
      type: 'view_submission',
      ...this.#common(user),
      trigger_id: triggerId,
      view: shown,
      response_urls: [],
    };
    const started = await this.#start('interactive', body, triggerId, undefined);
    if (typeof started.ack === 'object') followSubmission(this.#world, view, started.ack.ackPayload);
    return started;
  }

  #action(blocks: readonly Json[], actionId: string, { value, selected }: PressOptions): Json {
    for (const block of blocks) {
      const elements = [...objects(block.elements), ...objects([block.accessory, block.element])];
      for (const element of elements.filter(({ action_id }) => action_id === actionId)) {
        const same = {
          type: element.type,
          action_id: actionId,
          block_id: block.block_id,
          action_ts: this.#world.nextTs(),
        };
        if (element.type === 'feedback_buttons') {
          const halves = { positive: element.positive_button, negative: element.negative_button };
          const half = Object.entries(halves).find(
            ([key, one]) => isObject(one) && (value ?? 'positive') in { [key]: 1, [String(one.value)]: 1 },
          );
          if (half && isObject(half[1])) return { ...same, text: half[1].text, value: half[1].value };
        } else if (isMenu(element)) {
          if (selected === undefined) throw new Error(`say what is selected in ${actionId}`);
          return { ...same, ...stateOf(element, selected), placeholder: element.placeholder };
        } else if (value === undefined || element.value === value) {
          return { ...same, text: element.text, ...(element.value === undefined ? {} : { value: element.value }) };
        }
      }
    }
    throw new Error(`nothing to press as ${actionId}`);
  }

  #common(user: Person): Json {
    const team = this.#world.team(user.teamId);
    return {
      user: { id: user.id, username: user.name, name: user.name, team_id: team.id },
      api_app_id: this.#world.appId,
      token: 'verification-token',
      team: { id: team.id, domain: team.domain },
      enterprise: null,
      is_enterprise_install: false,
    };
  }

  #channelOf({ channel }: Message): Channel {
    const found = this.#world.channels.get(channel);
    if (!found) throw new Error(`no channel ${channel}`);
    return found;
  }

  async #start(
    kind: Delivery['kind'],
    body: Json,
    triggerId: string,
    responseUrl: string | undefined,
  ): Promise<Started> {
    const delivery = this.#deliveries.deliver(kind, body);
    return { ack: await delivery.acked, delivery, triggerId, responseUrl };
  }
}

function isMenu({ type }: Json): boolean {
  return ['static_select', 'overflow', 'radio_buttons', 'checkboxes', 'multi_static_select'].includes(String(type));
}

/** What a field holds before anybody touches it. */
function presetOf({ initial_value, initial_option }: Json): string | null {
  if (typeof initial_value === 'string') return initial_value;
  return isObject(initial_option) ? String(initial_option.value) : null;
}

/** What is filled in or chosen, in the form of a state. */
function stateOf(element: Json, value: string | null): Json {
  if (!isMenu(element)) return { value };
  const chosen = value === null ? null : option(element, value);
  const isOfMany = element.type === 'checkboxes' || element.type === 'multi_static_select';
  return isOfMany ? { selected_options: chosen === null ? [] : [chosen] } : { selected_option: chosen };
}

function option(element: Json, value: string): Json {
  const grouped = objects(element.option_groups).flatMap((group) => objects(group.options));
  const found = [...objects(element.options), ...grouped].find((one) => one.value === value);
  if (!found) throw new Error(`${String(element.action_id)} has no option ${value}`);
  return found;
}

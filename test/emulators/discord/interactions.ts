/**
 * The life of an interaction after a person started it: first response within its time, then its token, its original
 * response and its followups.
 */
import { randomBytes } from 'node:crypto';
import { refuse } from './errors.js';
import type { World } from './guild-state.js';
import {
  callbackPayload,
  type Interaction,
  kindOfResponse,
  type Outcome,
  type ResponseType,
  readChoices,
  type Started,
  senderOf,
  typeOf,
} from './interaction-responses.js';
import { editMessage, removeMessage, sendMessage } from './messages.js';
import { type Attachment, Flag, type Id, type Json, type Message } from './shapes.js';
import { makeId } from './snowflake.js';
import { readDeferralFlags, readMessageBody } from './validate-message.js';
import { validateModal } from './validate-modal.js';

export interface ShownModal {
  readonly data: Json;
  readonly from: Started;
}

export interface InteractionTimes {
  readonly firstResponseMs: number;
  readonly tokenMs: number;
}

export class Interactions {
  /** Open modals, by person and custom id, the newest. */
  readonly modals = new Map<string, ShownModal>();
  readonly #world: World;
  readonly #times: InteractionTimes;
  readonly #byToken = new Map<string, Interaction>();

  constructor(world: World, times: InteractionTimes) {
    this.#world = world;
    this.#times = times;
  }

  /** Makes it known and waits for its first response. */
  start(started: Started, tell: (id: Id, token: string) => void): Promise<Outcome> {
    return new Promise((settle) => {
      const id = makeId();
      const token = `aW50ZXJhY3Rpb246${randomBytes(60).toString('base64url')}`;
      const timer = setTimeout(() => this.#lose(interaction), this.#times.firstResponseMs);
      const state = { response: null, isLost: false, original: null, followups: 0 };
      const interaction: Interaction = { ...started, ...state, id, token, startedAt: Date.now(), settle, timer };
      this.#byToken.set(token, interaction);
      tell(id, token);
    });
  }

  /** POST …/callback. */
  respond(id: Id, token: string, body: unknown, files: readonly Attachment[]): Json {
    const interaction = this.#byToken.get(token);
    if (!interaction || interaction.id !== id || interaction.isLost) throw refuse('unknownInteraction');
    if (Date.now() - interaction.startedAt > this.#times.firstResponseMs && interaction.response === null) {
      this.#lose(interaction);
      throw refuse('unknownInteraction');
    }
    if (interaction.response !== null) throw refuse('alreadyAcknowledged');
    const type = typeOf(body, interaction);
    const outcome = this.#answer(interaction, type, (body as Json).data, files);
    interaction.response = type;
    clearTimeout(interaction.timer);
    const { message = null, choices = [], modal = null } = outcome;
    const isEphemeral = message?.visibleTo != null && type <= 5;
    const afterMs = Date.now() - interaction.startedAt;
    interaction.settle({
      interactionId: id,
      token,
      kind: kindOfResponse[type],
      afterMs,
      isEphemeral,
      message,
      choices,
      modal,
    });
    return callbackPayload(this.#world, interaction, type, message);
  }

  /** The interaction of a webhook token; refused when unknown, lost, or past its fifteen minutes. */
  live(token: string): Interaction {
    const interaction = this.#byToken.get(token);
    const isLate = interaction && Date.now() - interaction.startedAt > this.#times.tokenMs;
    if (!interaction || interaction.isLost || isLate) throw refuse('invalidWebhookToken');
    if (interaction.response === null) throw refuse('unknownWebhook');
    return interaction;
  }

  /** Directly after a deferral it fills the loading message; later it is a message of its own. */
  followUp(token: string, body: unknown, files: readonly Attachment[]): Message {
    const interaction = this.live(token);
    const { original } = interaction;
    if (original && (original.flags & Flag.Loading) !== 0) {
      const before = original;
      editMessage(this.#world, original, readMessageBody(body, { purpose: 'interaction', files, before }));
      return original;
    }
    const isUserOnly = !('0' in interaction.owners);
    if (isUserOnly && interaction.followups >= 5) throw refuse('tooManyFollowups');
    const message = this.#send(interaction, body, files, [], original ?? undefined);
    interaction.followups++;
    return message;
  }

  /** `@original` or a followup's id. */
  messageOf(token: string, which: string): Message {
    const { original, id } = this.live(token);
    const message = which === '@original' ? original : this.#world.messages.get(which);
    const isOwn = message && (message === original || message.interaction?.id === id);
    if (!message || !isOwn || message.isDeleted) throw refuse('unknownMessage');
    return message;
  }

  edit(token: string, which: string, body: unknown, files: readonly Attachment[]): Message {
    const message = this.messageOf(token, which);
    editMessage(this.#world, message, readMessageBody(body, { purpose: 'interaction-edit', files, before: message }));
    return message;
  }

  remove(token: string, which: string): void {
    removeMessage(this.#world, this.messageOf(token, which));
  }

  /** Ends the token of an interaction early, as after fifteen minutes. */
  expire(token: string): void {
    const interaction = this.#byToken.get(token);
    if (interaction) interaction.isLost = true;
  }

  stop(): void {
    for (const { timer } of this.#byToken.values()) clearTimeout(timer);
  }

  #lose(interaction: Interaction): void {
    if (interaction.isLost || interaction.response !== null) return;
    interaction.isLost = true;
    const { id, token, startedAt, settle } = interaction;
    const nothing = { isEphemeral: false, message: null, choices: [], modal: null };
    settle({ interactionId: id, token, kind: 'none', afterMs: Date.now() - startedAt, ...nothing });
  }

  #answer(
    interaction: Interaction,
    type: ResponseType,
    data: unknown,
    files: readonly Attachment[],
  ): Partial<Pick<Outcome, 'message' | 'choices' | 'modal'>> {
    const { source, user } = interaction;
    if (type === 8) return { choices: readChoices(data, interaction.focusedType) };
    if (type === 9) {
      validateModal(data);
      const modal = structuredClone(data) as Json;
      this.modals.set(`${user.id} ${String(modal.custom_id)}`, { data: modal, from: interaction });
      return { modal };
    }
    if (type === 4) interaction.original = this.#send(interaction, data, files, ['data']);
    if (type === 5) {
      const flags = readDeferralFlags(data) | Flag.Loading;
      interaction.original = sendMessage(
        this.#world,
        interaction.channel,
        { flags },
        senderOf(this.#world, interaction, flags),
      );
    }
    if (type === 6 || type === 7) interaction.original = source;
    if (type === 7 && source) {
      const options = { purpose: 'interaction-edit', files, before: source, path: ['data'] } as const;
      editMessage(this.#world, source, readMessageBody(data ?? {}, options));
    }
    return { message: interaction.original };
  }

  #send(
    interaction: Interaction,
    body: unknown,
    files: readonly Attachment[],
    path: readonly string[],
    replyTo?: Message,
  ): Message {
    const draft = readMessageBody(body, { purpose: 'interaction', files, path });
    return sendMessage(
      this.#world,
      interaction.channel,
      draft,
      senderOf(this.#world, interaction, draft.flags ?? 0, replyTo),
    );
  }
}

/**
 * The way back of a command, button or window: Discord's token, good for a first response within three seconds and for
 * fifteen minutes after. What comes later goes another way.
 */
import { type APIMessage, InteractionResponseType, MessageFlags, Routes } from 'discord.js';
import type { Calls } from './calls.js';
import { bodyOf, type Form, filesOf, inAnyForm, quietly, richForm } from './deliver.js';
import type { Part } from './render.js';

const firstResponseMs = 3_000;
/** A minute is left for what is on its way. */
const goodForMs = 14 * 60_000;

/** What is needed of an interaction. */
export interface Asked {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
}

export interface WayBack {
  /** "Thinking…": a message to be filled in, for one person or for all. False where Discord no longer waits. */
  defer(isEphemeral: boolean): Promise<boolean>;
  /** Nothing to see yet; the pressed message may be edited. */
  deferUpdate(): Promise<boolean>;
  /** A window, as the first response. */
  open(modal: object): Promise<boolean>;
  /** Choices for what is being typed. */
  choose(choices: readonly object[]): Promise<boolean>;
  isOpen(): boolean;
  /** Shows a growing state in the deferred message. */
  grow(part: Part): Promise<void>;
  /** Fills the deferred message. @throws DiscordRefusal */
  fill(part: Part): Promise<void>;
  /** One more message. @throws DiscordRefusal */
  follow(part: Part, isEphemeral: boolean): Promise<void>;
  /** Takes the deferred message away. */
  remove(): Promise<void>;
}

export function createWayBack(calls: Calls, { id, token, applicationId }: Asked): WayBack {
  const begunAt = Date.now();
  const original = Routes.webhookMessage(applicationId, token, '@original');
  let isAnswered = false;
  let isFilled = false;

  async function respond(type: InteractionResponseType, data?: object): Promise<boolean> {
    const body = { type, ...(data ? { data } : {}) };
    try {
      await calls.must('post', Routes.interactionCallback(id, token), {
        body,
        isByToken: true,
        isUrgent: true,
        withinMs: firstResponseMs,
      });
      isAnswered = true;
    } catch {
      return false;
    }
    return true;
  }

  const options = (form: Form, flags = 0) => ({
    body: { ...quietly, ...bodyOf(form), flags: Number(form.body.flags) | flags },
    ...filesOf(form),
    isByToken: true,
  });

  return {
    defer: (isEphemeral) =>
      respond(
        InteractionResponseType.DeferredChannelMessageWithSource,
        isEphemeral ? { flags: MessageFlags.Ephemeral } : undefined,
      ),
    deferUpdate: () => respond(InteractionResponseType.DeferredMessageUpdate),
    open: (modal) => respond(InteractionResponseType.Modal, modal),
    choose: (choices) => respond(InteractionResponseType.ApplicationCommandAutocompleteResult, { choices }),
    isOpen: () => isAnswered && Date.now() - begunAt < goodForMs,

    async grow(part) {
      isFilled = true;
      await calls.may('patch', original, options(richForm(part)));
    },

    async fill(part) {
      isFilled = true;
      await inAnyForm(part, async (form, index) =>
        index === 0
          ? await calls.must<APIMessage>('patch', original, options(form))
          : await calls.must<APIMessage>('post', Routes.webhook(applicationId, token), options(form)),
      );
    },

    async follow(part, isEphemeral) {
      const flags = isEphemeral ? MessageFlags.Ephemeral : 0;
      await inAnyForm(
        part,
        async (form) =>
          await calls.must<APIMessage>('post', Routes.webhook(applicationId, token), options(form, flags)),
      );
    },

    async remove() {
      // What follows a deferral that was never filled would fill it, for all to see.
      if (!isFilled) await this.grow({ lines: [], foot: [] });
      await calls.may('delete', original, { isByToken: true });
    },
  };
}

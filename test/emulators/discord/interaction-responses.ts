/** What may answer an interaction, and how the answer looks to others. */
import { Refusal } from './errors.js';
import { Form, isObject } from './form.js';
import type { World } from './guild-state.js';
import type { Sender } from './messages.js';
import { messagePayload } from './payloads.js';
import { type Channel, Flag, type Id, type Json, type Message, MessageKind, type User } from './shapes.js';
import { checkChoice } from './validate-commands.js';

export const InteractionKind = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

export const kindOfResponse = {
  4: 'message',
  5: 'deferred',
  6: 'deferred-update',
  7: 'update',
  8: 'choices',
  9: 'modal',
} as const;

/** How an interaction was first answered; `none` where it was not, in its time. */
export interface Outcome {
  readonly interactionId: Id;
  readonly token: string;
  readonly kind: (typeof kindOfResponse)[keyof typeof kindOfResponse] | 'none';
  readonly afterMs: number;
  readonly isEphemeral: boolean;
  /** The response itself, as it stands now; for `update` the message that was pressed. */
  readonly message: Message | null;
  readonly choices: readonly { readonly name: string; readonly value: string | number }[];
  readonly modal: Json | null;
}

export interface Started {
  readonly type: number;
  readonly user: User;
  readonly channel: Channel;
  /** `authorizing_integration_owners`. */
  readonly owners: Json;
  /** The message a button, select or modal hangs on. */
  readonly source: Message | null;
  /** The command's type and name, where there is one. */
  readonly command?: { readonly type: number; readonly name: string };
  /** The option type that an autocomplete asks for. */
  readonly focusedType?: number;
}

export interface Interaction extends Started {
  readonly id: Id;
  readonly token: string;
  readonly startedAt: number;
  readonly settle: (outcome: Outcome) => void;
  readonly timer: NodeJS.Timeout;
  response: number | null;
  isLost: boolean;
  original: Message | null;
  followups: number;
}

export type ResponseType = keyof typeof kindOfResponse;

/** Throws where that type cannot answer. */
export function typeOf(body: unknown, { type, source }: Interaction): ResponseType {
  const form = new Form();
  const field = form.at({ value: body, path: [] }, 'type');
  const response = form.oneOf(field, [4, 5, 6, 7, 8, 9] as const, { isRequired: true });
  form.done();
  const isFitting =
    type === InteractionKind.autocomplete
      ? response === 8
      : response !== 8 &&
        !(response === 9 && type === InteractionKind.modal) &&
        !((response === 6 || response === 7) && !source);
  if (response === undefined || !isFitting) {
    const error = {
      code: 'INTERACTION_RESPONSE_TYPE_INVALID',
      message: `Type ${response} does not answer this interaction.`,
    };
    throw new Refusal(400, 50035, 'Invalid Form Body', { type: { _errors: [error] } });
  }
  return response;
}

export function readChoices(data: unknown, focusedType = 3): Outcome['choices'] {
  const form = new Form();
  const list = form.list(
    { value: isObject(data) ? data.choices : undefined, path: ['data', 'choices'] },
    { max: 25, isRequired: true },
  );
  for (const choice of list) checkChoice(form, choice, focusedType);
  form.done();
  return list.map(({ value }) => value as Outcome['choices'][number]);
}

/** Who a response is by, for whom, and what it answers. */
export function senderOf(
  world: World,
  { user, source, command, id, type, owners }: Interaction,
  flags: number,
  replyTo = source ?? undefined,
): Sender {
  const kind = command?.type === 1 || !command ? MessageKind.chatInputCommand : MessageKind.contextMenuCommand;
  const person = { id: user.id, username: user.name, discriminator: '0', global_name: user.name, avatar: null };
  const metadata = {
    id,
    type,
    user: person,
    authorizing_integration_owners: owners,
    ...(source && { interacted_message_id: source.id }),
    ...(command && { name: command.name }),
  };
  return {
    authorId: world.bot.id,
    type: replyTo ? MessageKind.reply : kind,
    webhook: { id: world.applicationId, name: null },
    visibleTo: (flags & Flag.Ephemeral) === 0 ? null : user.id,
    interaction: { id, metadata },
    ...(replyTo && { replyTo }),
  };
}

/** What `with_response` gives back. */
export function callbackPayload(
  world: World,
  { id, type, channel }: Interaction,
  response: ResponseType,
  message: Message | null,
): Json {
  const has = message !== null;
  return {
    interaction: {
      id,
      type,
      channel_id: channel.id,
      ...(channel.guildId && { guild_id: channel.guildId }),
      ...(has && {
        response_message_id: message.id,
        response_message_loading: (message.flags & Flag.Loading) !== 0,
        response_message_ephemeral: message.visibleTo !== null,
      }),
    },
    ...((response === 4 || response === 5 || response === 7) && {
      resource: { type: response, ...(has && { message: messagePayload(world, message, true) }) },
    }),
  };
}

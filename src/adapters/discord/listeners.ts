/**
 * What discord.js hands over, to what is done about it. No policy: a listener makes a message of what it got, claims it,
 * and lets the conversation's reply be shown.
 */
import { type Client, Events, type Interaction, type Message } from 'discord.js';
import { messageOf } from '../../base/errors.js';
import type { NoticeReply } from '../../conversation/types.js';
import { guessLanguage } from '../../essay/language.js';
import { say } from '../../essay/phrases.js';
import type { InteractionParts } from './answer-back.js';
import { withFiles, withThread } from './attached.js';
import { languageOfLocale } from './command-list.js';
import { postParts } from './deliver.js';
import { type Heard, readMessage } from './heard.js';
import { onInteraction } from './interactions.js';
import { tenantOf } from './places.js';
import { renderReply } from './render.js';
import { rightsIn } from './rights.js';
import { spokenOf, surroundingsOf } from './spoken.js';

export interface ListenerParts extends InteractionParts {
  /** Nothing more is taken. */
  readonly isStopping: () => boolean;
  readonly hasContent: () => boolean;
}

/** Claims a message and answers it; resolves when it is claimed. */
export async function hear(parts: ListenerParts, client: Client<true>, heard: Heard): Promise<void> {
  const { where, files = [] } = heard;
  const attached = withFiles(heard.incoming, files, parts.fileOrigins);
  const incoming = withThread(parts.calls, attached, client.user.id);
  if (!(await parts.accept(incoming))) return;
  const guildId = incoming.isDirect ? null : incoming.place.tenant;
  void parts.answering.inPlace(incoming, where, rightsIn(client, guildId, incoming.person));
}

/** Connects every event. */
export function listen(parts: ListenerParts, client: Client): void {
  const { conversation, log } = parts;
  const on = <Given extends readonly unknown[]>(event: string, work: (...given: Given) => Promise<void>): void => {
    client.on(event, (...given: readonly unknown[]) => {
      if (parts.isStopping() || !client.isReady()) return;
      work(...(given as unknown as Given)).catch((error: unknown) =>
        log.error({ reason: messageOf(error), event }, 'an event of Discord was not dealt with'),
      );
    });
  };

  on<[Message]>(Events.MessageCreate, async (message) => {
    const ready = client as Client<true>;
    const spoken = await spokenOf(message);
    if (spoken.isMachine) return;
    const around = await surroundingsOf(ready, message.channelId);
    const heard = around && readMessage(spoken, around, ready.user.id);
    if (!heard) return;
    const isBlank = message.content === '' && message.attachments.size === 0 && message.stickers.size === 0;
    // A reply to us without a mention, where Discord keeps its words from us.
    if (isBlank && !parts.hasContent() && !heard.incoming.isDirect && !spoken.mentions.includes(ready.user.id))
      return await sayUnreadable(parts, message);
    await hear(parts, ready, heard);
  });

  on<[Pick<Message, 'id' | 'channelId' | 'guildId'>]>(Events.MessageDelete, (message) =>
    retract(parts, client, message),
  );
  on<[ReadonlyMap<string, Message>]>(Events.MessageBulkDelete, async (messages) => {
    for (const message of messages.values()) await retract(parts, client, message);
  });

  on<[Interaction]>(Events.InteractionCreate, (interaction) => onInteraction(parts, interaction));

  on<[{ id: string }]>(Events.GuildCreate, async ({ id }) => {
    const tenant = tenantOf({ guildId: id });
    await conversation.welcome(tenant, undefined);
    await conversation.present(tenant);
  });
  on<[{ id: string }]>(Events.GuildDelete, ({ id }) => conversation.forget(tenantOf({ guildId: id })));
}

/** Nothing of a deleted message is kept, in whichever place it was answered. */
async function retract(
  { conversation }: ListenerParts,
  client: Client,
  { id, channelId, guildId }: Pick<Message, 'id' | 'channelId' | 'guildId'>,
): Promise<void> {
  const around = await surroundingsOf(client as Client<true>, channelId);
  const parentId = around?.spot.parentId ?? null;
  const tenant = tenantOf({ guildId });
  const places = parentId === null ? [channelId, `${channelId}:${id}`] : [`${parentId}:${channelId}`];
  for (const place of places) await conversation.retract({ ...tenant, place }, id);
}

async function sayUnreadable({ calls }: ListenerParts, message: Message): Promise<void> {
  const language = guessLanguage('', localeOf(message));
  const reply: NoticeReply = {
    kind: 'notice',
    tone: 'refusal',
    language,
    text: say('cannotRead', language),
    buttons: [],
  };
  const frame = { turn: '', tenant: '', place: '', isPrivate: false, isKeepable: false, suggestions: [] };
  await postParts(calls, { channelId: message.channelId, replyTo: message.id }, renderReply(reply, frame), message.id);
}

function localeOf({ guild }: Message) {
  return languageOfLocale(guild?.preferredLocale ?? '') ?? 'en';
}

/**
 * Commands as Discord hands them over, to what is done about them: claimed, deferred within Discord's three seconds, and
 * answered by the conversation.
 */
import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  Interaction,
  MessageContextMenuCommandInteraction,
} from 'discord.js';
import type { Incoming } from '../../conversation/types.js';
import { isForOneAlone } from '../personal.js';
import { answerBack, type InteractionParts } from './answer-back.js';
import { spotOf } from './asked.js';
import { withFiles, withThread } from './attached.js';
import { backUpMessage, languageOfLocale } from './command-list.js';
import { completionsFor } from './complete.js';
import { soon } from './intake.js';
import { placeOf, tenantOf } from './places.js';
import { pressed } from './pressed.js';
import { readText } from './read-text.js';
import { languageFor, readSlash } from './slash.js';
import { wordsOf } from './spoken.js';
import { createWayBack, type WayBack } from './way-back.js';
import { windowSent } from './window-sent.js';

/** Answers whatever a person started. */
export async function onInteraction(parts: InteractionParts, interaction: Interaction): Promise<void> {
  const way = createWayBack(parts.calls, interaction);
  if (interaction.isAutocomplete()) await complete(parts, interaction, way);
  else if (interaction.isChatInputCommand()) await slash(parts, interaction, way);
  else if (interaction.isMessageContextMenuCommand()) await onMessage(parts, interaction, way);
  else if (interaction.isButton() || interaction.isStringSelectMenu()) await pressed(parts, interaction, way);
  else if (interaction.isModalSubmit()) await windowSent(parts, interaction, way);
}

async function slash(parts: InteractionParts, interaction: ChatInputCommandInteraction, way: WayBack): Promise<void> {
  const spot = spotOf(interaction);
  const options = Object.fromEntries(
    interaction.options.data.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
  );
  const { id, user, locale, commandName: name } = interaction;
  const selfId = interaction.client.user.id;
  const { file, ...given } = options;
  const attached = file === undefined ? null : interaction.options.getAttachment('file');
  const read = readSlash({ id, person: user.id, locale, spot, name, options: given }, selfId);
  const withFile = attached ? withFiles(read, [attached], parts.fileOrigins) : read;
  const incoming = withThread(parts.calls, withFile, selfId);
  const isPersonal = isForOneAlone(incoming);
  const wish = options.private;
  const isForOne = async (): Promise<boolean> =>
    typeof wish === 'boolean' ? wish : !(await soon(parts.conversation.isPublic(incoming), false));
  const isPrivate = !spot.isDirect && (isPersonal || (await isForOne()));
  await answerBack(parts, interaction, way, isPrivate ? { ...incoming, isPrivate } : incoming, isPrivate);
}

/** A command on a message: what the essay says of it, or which of its claims the essay supports. */
async function onMessage(
  parts: InteractionParts,
  interaction: MessageContextMenuCommandInteraction,
  way: WayBack,
): Promise<void> {
  const spot = spotOf(interaction);
  const { id, user, locale, targetMessage } = interaction;
  const components = targetMessage.components.map((component) => component.toJSON());
  const quoted = readText(wordsOf(targetMessage.content, components), interaction.client.user.id);
  const language = languageFor(locale, quoted);
  const isPrivate = !spot.isDirect;
  const said: Incoming = {
    place: placeOf(spot),
    person: user.id,
    messageId: `about:${id}`,
    text: lineAbout(interaction.commandName, quoted),
    ...(quoted === '' ? {} : { quoted }),
    ...(language === undefined ? {} : { language }),
    ...(isPrivate ? { isPrivate } : { isDirect: true }),
  };
  const incoming = withThread(parts.calls, said, interaction.client.user.id);
  await answerBack(parts, interaction, way, incoming, isPrivate);
}

function lineAbout(command: string, quoted: string): string {
  if (command === backUpMessage) return `/backup ${quoted}`.trim();
  return quoted === '' ? '/help' : `/ask ${quoted}`;
}

async function complete(
  { conversation }: Pick<InteractionParts, 'conversation'>,
  interaction: AutocompleteInteraction,
  way: WayBack,
): Promise<void> {
  const focused = interaction.options.getFocused(true);
  const others = Object.fromEntries(
    interaction.options.data.flatMap(({ name, value }) =>
      value === undefined || name === focused.name ? [] : [[name, value]],
    ),
  );
  const language = languageOfLocale(interaction.locale) ?? 'en';
  const typing = { option: focused.name, typed: String(focused.value), others, language };
  await way.choose(completionsFor(typing, conversation.essays(tenantOf(interaction))));
}

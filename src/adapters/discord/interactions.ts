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
import { parseCommand } from '../../conversation/commands.js';
import type { Incoming } from '../../conversation/types.js';
import { answerBack, type InteractionParts } from './answer-back.js';
import { spotOf } from './asked.js';
import { languageOfLocale } from './command-list.js';
import { completionsFor } from './complete.js';
import { soon } from './intake.js';
import { placeOf } from './places.js';
import { pressed, reasonGiven } from './pressed.js';
import { readText } from './read-text.js';
import { languageFor, readSlash } from './slash.js';
import { wordsOf } from './spoken.js';
import { createWayBack, type WayBack } from './way-back.js';

/** Commands whose replies concern their asker alone, whatever is set for answers. */
const personal = new Set(['claim', 'teachers', 'settings', 'privacy']);

/** Answers whatever a person started. */
export async function onInteraction(parts: InteractionParts, interaction: Interaction): Promise<void> {
  const way = createWayBack(parts.calls, interaction);
  if (interaction.isAutocomplete()) await complete(parts, interaction, way);
  else if (interaction.isChatInputCommand()) await slash(parts, interaction, way);
  else if (interaction.isMessageContextMenuCommand()) await aboutMessage(parts, interaction, way);
  else if (interaction.isButton() || interaction.isStringSelectMenu()) await pressed(parts, interaction, way);
  else if (interaction.isModalSubmit()) await reasonGiven(parts, interaction, way);
}

async function slash(parts: InteractionParts, interaction: ChatInputCommandInteraction, way: WayBack): Promise<void> {
  const spot = spotOf(interaction);
  const options = Object.fromEntries(
    interaction.options.data.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
  );
  const { id, user, locale, commandName: name } = interaction;
  const incoming = readSlash({ id, person: user.id, locale, spot, name, options }, interaction.client.user.id);
  const isPersonal = personal.has(parseCommand(incoming.text).name);
  const wish = options.private;
  const isForOne = async (): Promise<boolean> =>
    typeof wish === 'boolean' ? wish : !(await soon(parts.conversation.isPublic(incoming), false));
  const isPrivate = !spot.isDirect && (isPersonal || (await isForOne()));
  await answerBack(parts, interaction, way, isPrivate ? { ...incoming, isPrivate } : incoming, isPrivate);
}

async function aboutMessage(
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
  const incoming: Incoming = {
    place: placeOf(spot),
    person: user.id,
    messageId: `about:${id}`,
    text: quoted === '' ? '/help' : `/ask ${quoted}`,
    ...(quoted === '' ? {} : { quoted }),
    ...(language === undefined ? {} : { language }),
    ...(isPrivate ? { isPrivate } : { isDirect: true }),
  };
  await answerBack(parts, interaction, way, incoming, isPrivate);
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
  await way.choose(completionsFor(typing, conversation.essays()));
}

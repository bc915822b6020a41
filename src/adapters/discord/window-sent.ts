/**
 * Windows that were sent: the reason of a verdict, and the words a button asked for.
 */
import { MessageFlags, type ModalSubmitInteraction } from 'discord.js';
import { answerBack, type InteractionParts } from './answer-back.js';
import { readId } from './button-ids.js';
import { judged, saidBy, showReply } from './pressed.js';
import type { WayBack } from './way-back.js';
import { reasonField, wordsField } from './windows.js';

/** Carries out what the window was for. */
export async function windowSent(
  parts: InteractionParts,
  interaction: ModalSubmitInteraction,
  way: WayBack,
): Promise<void> {
  const meaning = readId(interaction.customId, []);
  if (meaning?.kind === 'words') {
    const words = interaction.fields.getTextInputValue(wordsField).trim();
    const isForOne = interaction.message?.flags.has(MessageFlags.Ephemeral) ?? false;
    const line = `${meaning.line} ${words}`;
    const { incoming, isEphemeral } = saidBy(parts, interaction, { line, isForOne, home: meaning.home });
    return await answerBack(parts, interaction, way, incoming, isEphemeral);
  }
  await way.defer(true);
  if (meaning?.kind !== 'reason') return await way.remove();
  // The verdict is kept already, and again with its reason.
  const reason = interaction.fields.getTextInputValue(reasonField).trim();
  await showReply(parts, interaction, way, judged(interaction, meaning.ref, 'bad', reason));
}

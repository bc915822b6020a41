/**
 * The window that asks why an answer was bad; the verdict is kept already, and nobody has to say.
 */
import { ComponentType, TextInputStyle } from 'discord.js';
import { say } from '../../essay/phrases.js';
import type { Language } from '../../essay/types.js';
import { type TurnRef, turnId } from './button-ids.js';
import { shorten } from './foot.js';

export const reasonField = 'reason';

/** Undefined where the turn does not fit the window's id. */
export function reasonWindow(ref: TurnRef, language: Language): object | undefined {
  const id = turnId('reason', ref);
  if (id === undefined) return undefined;
  const input = {
    type: ComponentType.TextInput,
    custom_id: reasonField,
    style: TextInputStyle.Paragraph,
    required: false,
    max_length: 1_000,
  };
  return {
    custom_id: id,
    title: shorten(say('badAnswer', language), 45),
    components: [{ type: ComponentType.Label, label: shorten(say('whatWasWrong', language), 45), component: input }],
  };
}

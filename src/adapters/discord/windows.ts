/**
 * Windows (modals): why an answer was bad, which nobody has to say, for the verdict is kept already; and the words that a
 * button asks for.
 */
import { ComponentType, TextInputStyle } from 'discord.js';
import type { Place } from '../../conversation/types.js';
import { displayLine } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import type { Language } from '../../essay/types.js';
import { type Asked, windowId } from './ask-ids.js';
import { type TurnRef, turnId } from './button-ids.js';
import { shorten } from './foot.js';

export const reasonField = 'reason';
export const wordsField = 'words';
const titleChars = 45;
const labelChars = 45;
const inputChars = 4_000;

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
  return windowOf(id, say('badAnswer', language), say('whatWasWrong', language), input);
}

/** A window for the words of a line; undefined where the line does not fit its id. */
export function wordsWindow(
  { line, title, label, isLong }: Asked,
  buttonLabel: string,
  initial: string,
  language: Language,
  home: Place | undefined,
): object | undefined {
  const id = windowId(line, home);
  if (id === undefined) return undefined;
  const input = {
    type: ComponentType.TextInput,
    custom_id: wordsField,
    style: isLong ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: true,
    max_length: inputChars,
    ...(initial === '' || initial.length > inputChars ? {} : { value: initial }),
  };
  return windowOf(
    id,
    displayLine(title || buttonLabel) || '¶',
    displayLine(label) || say('yourWords', language),
    input,
  );
}

function windowOf(id: string, title: string, label: string, component: object): object {
  return {
    custom_id: id,
    title: shorten(title, titleChars),
    components: [{ type: ComponentType.Label, label: shorten(label, labelChars), component }],
  };
}

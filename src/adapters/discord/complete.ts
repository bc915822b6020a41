/**
 * Choices for what somebody is typing into a command: essays, paragraphs by their first words, values of a setting.
 */
import { optionsOf, type SettingKey, settingKeyOf } from '../../conversation/settings.js';
import { displayLine } from '../../essay/display.js';
import type { Essay, Language } from '../../essay/types.js';
import { fold } from '../../essay/words.js';
import { shorten } from './foot.js';

const mostChoices = 25;
const choiceChars = 100;

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

export interface Typing {
  /** The option that is being typed, and what stands in it. */
  readonly option: string;
  readonly typed: string;
  /** The other options as they stand. */
  readonly others: Readonly<Record<string, string | number | boolean>>;
  readonly language: Language;
}

/** At most 25 choices, best first. */
export function completionsFor(
  { option, typed, others, language }: Typing,
  essays: readonly Essay[],
): readonly Choice[] {
  if (option === 'essay') return essayChoices(typed, essays);
  if (option === 'number') return paragraphChoices(typed, String(others.essay ?? ''), essays);
  const key = option === 'value' ? settingKeyOf(String(others.setting ?? '')) : undefined;
  return key === undefined ? [] : valueChoices(key, typed, language, essays);
}

function essayChoices(typed: string, essays: readonly Essay[]): readonly Choice[] {
  return matching(
    typed,
    essays.map(({ slug, title, author }) => ({
      name: author === undefined ? title : `${title} · ${author}`,
      value: slug,
    })),
  );
}

function paragraphChoices(typed: string, name: string, essays: readonly Essay[]): readonly Choice[] {
  const wanted = fold(name);
  const essay = essays.find(({ slug, title }) => slug === name || fold(title) === wanted) ?? essays[0];
  const words = fold(typed.replace(/^[¶p\s]+/i, ''));
  const found = (essay?.paragraphs ?? []).filter(
    ({ n, text }) => words === '' || String(n).startsWith(words) || (/\D/.test(words) && fold(text).includes(words)),
  );
  return found.slice(0, mostChoices).map(({ n, text }) => ({ name: shown(`¶${n} ${text}`), value: n }));
}

function valueChoices(key: SettingKey, typed: string, language: Language, essays: readonly Essay[]): readonly Choice[] {
  return matching(
    typed,
    optionsOf(key, language, essays).map(({ value, label }) => ({ name: label, value })),
  );
}

function matching(typed: string, choices: readonly { name: string; value: string }[]): readonly Choice[] {
  const wanted = fold(typed.trim());
  return choices
    .filter(({ value }) => value.length <= choiceChars)
    .filter(({ name, value }) => [name, value].some((text) => fold(text).includes(wanted)))
    .slice(0, mostChoices)
    .map(({ name, value }) => ({ name: shown(name), value }));
}

function shown(text: string): string {
  return shorten(displayLine(text), choiceChars) || '¶';
}

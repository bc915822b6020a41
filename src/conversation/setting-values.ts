/** The value that people mean by what they write for a setting, and what they are told where it is none. */
import { readQuietHours, zoneNamed } from '../classroom/quiet-hours.js';
import { displayLine } from '../essay/display.js';
import type { Language } from '../essay/types.js';
import type { Retriever } from '../retrieval/types.js';
import { findEssay } from './essay-choice.js';
import { notice } from './notices.js';
import { labelOf, type Option, optionFor, type SettingKey } from './settings.js';
import type { NoticeReply } from './types.js';

/** Values named in one line. */
const valuesNamed = 12;

/** One of `options`; an essay by any of its names; quiet hours and time zones as they are typed. */
export function readValue(
  key: SettingKey,
  words: string,
  options: readonly Option[],
  shelf: Pick<Retriever, 'essays' | 'essay'>,
): Option | undefined {
  return optionFor(words, options) ?? typedValue(key, words, options, shelf);
}

function typedValue(
  key: SettingKey,
  words: string,
  options: readonly Option[],
  shelf: Pick<Retriever, 'essays' | 'essay'>,
): Option | undefined {
  if (key === 'essay') {
    const slug = findEssay(shelf, words)?.slug;
    return options.find(({ value }) => value === slug);
  }
  const typed = key === 'quietHours' ? readQuietHours(words) : key === 'zone' ? zoneNamed(words) : undefined;
  return typed === undefined ? undefined : { value: typed, label: typed };
}

/** Why `words` are no value of `key`, with values that are. */
export function valueRefusal(
  key: SettingKey,
  words: string,
  options: readonly Option[],
  language: Language,
): NoticeReply {
  const value = cut(words);
  if (key === 'quietHours') return notice(language, 'refusal', 'quietHoursUnknown', { words: value });
  if (key === 'zone') return notice(language, 'refusal', 'planZoneUnknown', { words: value });
  const values = options
    .slice(0, valuesNamed)
    .map((option) => option.value)
    .join(', ');
  return notice(language, 'refusal', 'settingValueUnknown', { value, name: labelOf(key, language), values });
}

/** `text` in one line, for a sentence of ours. */
export function cut(text: string): string {
  const line = displayLine(text);
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/**
 * What can be set, for whom, and what counts in a place: the person's own wish before the thread's channel, that before
 * the whole workspace.
 */
import { say } from '../essay/phrases.js';
import { type Essay, type Language, languages } from '../essay/types.js';
import type { JsonValue, Settings } from '../store/store.js';
import { channelOf, type Incoming, type SettingScope } from './types.js';

export const settingKeys = ['essay', 'language', 'answers', 'followUps', 'mode', 'lock', 'relay'] as const;
export type SettingKey = (typeof settingKeys)[number];

/** What counts for one message. */
export interface InForce {
  /** A slug, or `<collection>/`; absent where all essays are meant. */
  readonly essay?: string;
  readonly language?: Language;
  /** Whether slash answers are seen by everyone. */
  readonly isPublic: boolean;
  /** Whether unmentioned follow-ups are answered. */
  readonly hasFollowUps: boolean;
  /** Whether a question gets hints first. */
  readonly isHinting: boolean;
  /** Whether words are passed on without a name, once a teacher approved them. */
  readonly hasRelay: boolean;
}

export const nothingSet: InForce = { isPublic: false, hasFollowUps: true, isHinting: false, hasRelay: false };

type Values = Readonly<Record<string, JsonValue>>;

/** Keys a person may set for themselves; the others belong to places. */
const personal: readonly SettingKey[] = ['essay', 'language', 'answers'];

/** The keys of a scope. In a channel a person's essay is that of their direct messages only. */
export function keysOf(scope: SettingScope): readonly SettingKey[] {
  return scope === 'me' ? personal : settingKeys;
}

/** What counts for `incoming`. */
export async function settingsInForce(store: Settings, incoming: Incoming): Promise<InForce> {
  const { platform, tenant } = incoming.place;
  const [workspace, channel, person] = await Promise.all([
    store.read({ platform, tenant, place: '' }),
    store.read(channelOf(incoming.place)),
    store.read({ platform, tenant, place: '', person: incoming.person }),
  ]);
  const place: Values = { ...workspace, ...channel };
  // In a channel everyone talks about one essay; someone's own choice counts in direct messages.
  const essay = incoming.isDirect ? (person.essay ?? place.essay) : place.essay;
  const language = languages.find((known) => known === (person.language ?? place.language));
  return {
    ...(typeof essay === 'string' && essay !== 'all' ? { essay } : {}),
    ...(language === undefined ? {} : { language }),
    isPublic: (person.answers ?? place.answers) === 'public',
    hasFollowUps: place.followUps !== 'off',
    isHinting: place.mode === 'hints',
    hasRelay: place.relay === 'on',
  };
}

/** The scope as the store keys it. */
export function scopeKey(incoming: Incoming, scope: SettingScope) {
  const { platform, tenant } = incoming.place;
  if (scope === 'workspace') return { platform, tenant, place: '' };
  if (scope === 'me' || incoming.isDirect) return { platform, tenant, place: '', person: incoming.person };
  return channelOf(incoming.place);
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** What `key` can be set to, the default first. */
export function optionsOf(key: SettingKey, language: Language, essays: readonly Essay[]): readonly Option[] {
  switch (key) {
    case 'essay': {
      const collections = [...new Set(essays.map(({ collection }) => collection))].filter(Boolean).sort();
      return [
        { value: 'all', label: say('valueAllEssays', language) },
        ...collections.map((name) => ({ value: `${name}/`, label: `${name}/` })),
        ...essays.map(({ slug, title }) => ({ value: slug, label: title })),
      ];
    }
    case 'language':
      return [
        { value: 'auto', label: say('valueAuto', language) },
        ...languages.map((value) => ({ value, label: nameOf(value) })),
      ];
    case 'answers':
      return [
        { value: 'private', label: say('valuePrivate', language) },
        { value: 'public', label: say('valuePublic', language) },
      ];
    case 'followUps':
      return [
        { value: 'on', label: say('valueOn', language) },
        { value: 'off', label: say('valueOff', language) },
      ];
    case 'mode':
      return [
        { value: 'answers', label: say('valueAnswers', language) },
        { value: 'hints', label: say('valueHints', language) },
      ];
    case 'lock':
      return [
        { value: 'off', label: say('valueUnlocked', language) },
        { value: 'on', label: say('valueLocked', language) },
      ];
    case 'relay':
      return [
        { value: 'off', label: say('valueOff', language) },
        { value: 'on', label: say('valueOn', language) },
      ];
  }
}

export function labelOf(key: SettingKey, language: Language): string {
  const labels = {
    essay: 'settingEssay',
    language: 'settingLanguage',
    answers: 'settingAnswers',
    followUps: 'settingFollowUps',
    mode: 'settingMode',
    lock: 'settingLock',
    relay: 'settingRelay',
  } as const;
  return say(labels[key], language);
}

/** The key people mean by a word; `follow-ups`, `followups`, `essays`. */
export function settingKeyOf(word: string): SettingKey | undefined {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '');
  return settingKeys.find((key) =>
    [key.toLowerCase(), `${key.toLowerCase()}s`, `${key.toLowerCase()}`.replace(/s$/, '')].includes(plain),
  );
}

/** The option people mean by `words`: its value or its label in any case. */
export function optionFor(words: string, options: readonly Option[]): Option | undefined {
  const wanted = words
    .trim()
    .toLowerCase()
    .replace(/^["“«]|["”»]$/g, '');
  return options.find(({ value, label }) =>
    [value.toLowerCase(), label.toLowerCase(), value.toLowerCase().replace(/\/$/, '')].includes(wanted),
  );
}

/** What a scope itself says about `key`, else the default. */
export function valueIn(values: Values, key: SettingKey, options: readonly Option[]): Option {
  const [standard] = options;
  if (!standard) throw new TypeError(`The setting ${key} has no options.`);
  return options.find(({ value }) => value === values[key]) ?? standard;
}

function nameOf(language: Language): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
}

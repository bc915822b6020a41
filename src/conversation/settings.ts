/**
 * What can be set, for whom, and what counts in a place: the person's own wish before the thread's channel, that before
 * the whole workspace.
 */
import { type QuietHours, quietHoursOf } from '../classroom/quiet-hours.js';
import { say } from '../essay/phrases.js';
import { type Essay, type Language, languages } from '../essay/types.js';
import type { JsonValue, Settings } from '../store/store.js';
import { channelOf, type Incoming, type SettingScope } from './types.js';

export const settingKeys = [
  'essay',
  'language',
  'answers',
  'followUps',
  'autoAnswer',
  'quietHours',
  'zone',
  'mode',
  'lock',
  'relay',
] as const;
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
  /** Whether a plain question about the essay is answered though it is said to a whole channel. */
  readonly isAutoAnswering: boolean;
  /** When nothing is said unasked. */
  readonly quietHours?: QuietHours;
  /** Whether a question gets hints first. */
  readonly isHinting: boolean;
  /** Whether words are passed on without a name, once a teacher approved them. */
  readonly hasRelay: boolean;
}

export const nothingSet: InForce = {
  isPublic: false,
  hasFollowUps: true,
  isAutoAnswering: false,
  isHinting: false,
  hasRelay: false,
};

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
  const quietHours = quietHoursOf(place.quietHours, place.zone);
  return {
    ...(typeof essay === 'string' && essay !== 'all' ? { essay } : {}),
    ...(language === undefined ? {} : { language }),
    isPublic: (person.answers ?? place.answers) === 'public',
    hasFollowUps: place.followUps !== 'off',
    isAutoAnswering: place.autoAnswer === 'on',
    ...(quietHours === undefined ? {} : { quietHours }),
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

/** Offered in menus; any other can be typed. */
const usualQuietHours = ['20:00-07:00', '21:00-07:00', '22:00-06:00', '22:00-07:00', '22:00-08:00', '23:00-07:00'];
const usualZones = [
  'UTC',
  'America/Los_Angeles',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'America/Mexico_City',
  'America/Bogota',
  'America/Sao_Paulo',
  'Europe/London',
  'Europe/Madrid',
  'Europe/Paris',
  'Europe/Berlin',
  'Europe/Athens',
  'Europe/Moscow',
  'Africa/Lagos',
  'Africa/Johannesburg',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Asia/Vladivostok',
  'Australia/Sydney',
  'Pacific/Auckland',
];

const itself = (value: string): Option => ({ value, label: value });

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
    case 'autoAnswer':
      return [
        { value: 'off', label: say('valueOff', language) },
        { value: 'on', label: say('valueOn', language) },
      ];
    case 'quietHours':
      return [{ value: 'off', label: say('valueNoQuiet', language) }, ...usualQuietHours.map(itself)];
    case 'zone':
      return usualZones.map(itself);
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
    autoAnswer: 'settingAutoAnswer',
    quietHours: 'settingQuietHours',
    zone: 'settingZone',
    mode: 'settingMode',
    lock: 'settingLock',
    relay: 'settingRelay',
  } as const;
  return say(labels[key], language);
}

/** The key people mean by a word; `follow-ups`, `followups`, `essays`, `timezone`. */
export function settingKeyOf(word: string): SettingKey | undefined {
  const plain = word
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/^timezone/, 'zone')
    .replace(/^quiet$/, 'quiethours');
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

/** What a scope itself says about `key`, typed values included, else the default. */
export function valueIn(values: Values, key: SettingKey, options: readonly Option[]): Option {
  const [standard] = options;
  if (!standard) throw new TypeError(`The setting ${key} has no options.`);
  const set = values[key];
  const isTyped = (key === 'quietHours' || key === 'zone') && typeof set === 'string';
  return options.find(({ value }) => value === set) ?? (isTyped ? itself(set) : standard);
}

function nameOf(language: Language): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
}

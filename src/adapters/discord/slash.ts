/**
 * A slash command, or the command on a message, as a message of the conversation: its options become the line that a
 * person would have typed.
 */
import type { Incoming } from '../../conversation/types.js';
import { guessLanguage } from '../../essay/language.js';
import type { Language } from '../../essay/types.js';
import { languageOfLocale } from './command-list.js';
import { placeOf, type Spot } from './places.js';
import { readText } from './read-text.js';

/** What is read of an interaction that gives a command. */
export interface SlashCommand {
  readonly id: string;
  readonly person: string;
  readonly locale: string;
  readonly spot: Spot;
  readonly name: string;
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

/** The command as a message of its channel; who sees the reply is another question. */
export function readSlash({ id, person, locale, spot, name, options }: SlashCommand, selfId: string): Incoming {
  const value = (key: string): string => readText(String(options[key] ?? ''), selfId);
  const essay = value('essay');
  const isNaming = name === 'use' || name === 'handout';
  const text = lineOf(name, value).replace(/\s+$/, '');
  const free = freeWords(name, value);
  const language = languageFor(locale, free);
  return {
    place: placeOf(spot),
    person,
    messageId: `slash:${id}`,
    text: isNaming && essay !== '' ? `${text} ${essay}` : text,
    ...(essay === '' || isNaming ? {} : { essay }),
    ...(language === undefined ? {} : { language }),
    ...(spot.isDirect ? { isDirect: true } : {}),
  };
}

/** What tells the language: not a time, whose short names of days are words of any. */
function freeWords(name: string, value: (key: string) => string): string {
  if (name === 'schedule') return '';
  return value({ ask: 'question', pilcrow: 'anything' }[name] ?? 'words');
}

function lineOf(name: string, value: (key: string) => string): string {
  switch (name) {
    case 'ask':
      return `/ask ${value('question')}`;
    case 'summary':
      return `/summary ${value('length')} ${value('paragraphs').replace(/^(?=\d)/, 'p')}`.replace(/\s+/g, ' ');
    case 'paragraph':
      return `/paragraph ${value('number')}`;
    case 'settings':
      return `/settings ${value('scope')} ${value('setting')} ${value('value')}`.replace(/\s+/g, ' ');
    case 'teachers':
      return `/teachers ${value('act')} ${value('person') && `@${value('person')}`}`.replace(/\s+/g, ' ');
    case 'claim':
      return `/claim ${value('code')}`;
    case 'pilcrow':
      return `/pilcrow ${value('anything')}`;
    default:
      return `/${name} ${value('words')}`;
  }
}

/**
 * The language of the person's Discord; that of their words where these are surely in another one, for many people read
 * in one language and use Discord in English.
 */
export function languageFor(locale: string, words: string): Language | undefined {
  const own = languageOfLocale(locale);
  const told = guessLanguage(words.slice(0, 500), own ?? 'en');
  return told === 'en' ? own : told;
}

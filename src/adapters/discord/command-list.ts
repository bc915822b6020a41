/**
 * The commands as Discord is told of them: one for each entry of the command table, with its options, in six languages;
 * `/pilcrow` with anything; "Ask about this message". Pure.
 */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale,
  PermissionFlagsBits,
} from 'discord.js';
import { commandTable } from '../../conversation/commands.js';
import type { settingKeys } from '../../conversation/settings.js';
import { type PhraseKey, say } from '../../essay/phrases.js';
import { type Language, languages } from '../../essay/types.js';
import { shorten } from './foot.js';

/** Discord's names of our languages. */
const locales: Readonly<Record<Language, readonly Locale[]>> = {
  en: [Locale.EnglishUS, Locale.EnglishGB],
  ru: [Locale.Russian],
  ja: [Locale.Japanese],
  de: [Locale.German],
  es: [Locale.SpanishES, Locale.SpanishLATAM],
  fr: [Locale.French],
};

/** Our language of one of Discord's locales. */
export function languageOfLocale(locale: string): Language | undefined {
  return languages.find((language) => locales[language].some((known) => known === locale));
}

type Texts = Readonly<Record<string, string>>;

export interface Option {
  readonly type: ApplicationCommandOptionType;
  readonly name: string;
  readonly description: string;
  readonly description_localizations: Texts;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly max_length?: number;
  readonly min_value?: number;
  readonly choices?: readonly {
    readonly name: string;
    readonly value: string;
    readonly name_localizations?: Texts;
  }[];
}

export interface CommandBody {
  readonly type: ApplicationCommandType;
  readonly name: string;
  readonly name_localizations?: Texts;
  readonly description?: string;
  readonly description_localizations?: Texts;
  readonly options?: readonly Option[];
  /** A number, as Discord's description of its API wants it; Discord itself answers with a string. */
  readonly default_member_permissions: number | null;
  readonly integration_types: readonly ApplicationIntegrationType[];
  readonly contexts: readonly InteractionContextType[];
}

/** The name of the command on messages; Discord shows it in the reader's language. */
export const aboutMessage = 'Ask about this message';

/** Everywhere: in servers, in the bot's direct messages, in others'; installed to a server or to one's account. */
const everywhere = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
} as const;

const descriptionChars = 100;

/** Every command, in a fixed order. */
export function commandList(): readonly CommandBody[] {
  return [
    ...commandTable.map(({ name, slash: [slash = name], does }) => slashCommand(slash, does, optionsOf(name), name)),
    slashCommand('next', 'doesNext', [essay(), isPrivate()]),
    slashCommand('previous', 'doesPrevious', [essay(), isPrivate()]),
    slashCommand('pilcrow', 'doesAnything', [text('anything', 'optionAnything', { max_length: 2_000 }), isPrivate()]),
    {
      type: ApplicationCommandType.Message,
      name: aboutMessage,
      name_localizations: localized('askAboutThis', 32),
      default_member_permissions: null,
      ...everywhere,
    },
  ];
}

function slashCommand(name: string, does: PhraseKey, options: readonly Option[], entry?: string): CommandBody {
  const isTeachers = entry === 'settings' || entry === 'teachers';
  return {
    type: ApplicationCommandType.ChatInput,
    name,
    description: described(does),
    description_localizations: localized(does, descriptionChars),
    options,
    default_member_permissions: isTeachers ? Number(PermissionFlagsBits.ManageGuild) : null,
    ...everywhere,
  };
}

function optionsOf(name: (typeof commandTable)[number]['name']): readonly Option[] {
  switch (name) {
    case 'ask':
      return [text('question', 'optionQuestion', { required: true, max_length: 2_000 }), essay(), isPrivate()];
    case 'summary':
      return [
        choice('length', 'optionLength', [
          ['sentence', 'oneSentence'],
          ['short', 'lengthShort'],
          ['full', 'lengthFull'],
        ]),
        text('paragraphs', 'optionRange', { max_length: 40 }),
        essay(),
        isPrivate(),
      ];
    case 'paragraph':
      return [
        option(ApplicationCommandOptionType.Integer, 'number', 'optionParagraph', {
          required: true,
          autocomplete: true,
          min_value: 1,
        }),
        essay(),
        isPrivate(),
      ];
    case 'use':
    case 'handout':
      return [essay()];
    case 'settings':
      return [
        choice('setting', 'optionSetting', [
          ['essay', 'settingEssay'],
          ['language', 'settingLanguage'],
          ['answers', 'settingAnswers'],
          ['followUps', 'settingFollowUps'],
        ] satisfies readonly (readonly [(typeof settingKeys)[number], PhraseKey])[]),
        text('value', 'optionValue', { autocomplete: true }),
        choice('scope', 'optionScope', [
          ['here', 'scopeHere'],
          ['me', 'scopeMe'],
          ['workspace', 'scopeServer'],
        ]),
      ];
    case 'teachers':
      return [
        choice('act', 'optionAct', [
          ['add', 'actAdd'],
          ['remove', 'actRemove'],
        ]),
        option(ApplicationCommandOptionType.User, 'person', 'optionPerson'),
      ];
    case 'claim':
      return [text('code', 'optionCode', { required: true, max_length: 40 })];
    case 'essays':
    case 'help':
      return [isPrivate()];
    case 'privacy':
      return [];
    default:
      return [text('words', 'optionWords', { max_length: 2_000 }), isPrivate()];
  }
}

function essay(): Option {
  return text('essay', 'optionEssay', { autocomplete: true, max_length: 200 });
}

function isPrivate(): Option {
  return option(ApplicationCommandOptionType.Boolean, 'private', 'optionPrivate');
}

function text(name: string, does: PhraseKey, more: Partial<Option> = {}): Option {
  return option(ApplicationCommandOptionType.String, name, does, more);
}

function choice(name: string, does: PhraseKey, choices: readonly (readonly [string, PhraseKey])[]): Option {
  return text(name, does, {
    choices: choices.map(([value, label]) => ({
      name: say(label, 'en'),
      value,
      name_localizations: localized(label, 100),
    })),
  });
}

function option(type: ApplicationCommandOptionType, name: string, does: PhraseKey, more: Partial<Option> = {}): Option {
  return {
    type,
    name,
    description: described(does),
    description_localizations: localized(does, descriptionChars),
    ...more,
  };
}

function described(does: PhraseKey): string {
  return shorten(say(does, 'en'), descriptionChars);
}

function localized(key: PhraseKey, limit: number): Texts {
  return Object.fromEntries(
    languages.flatMap((language) =>
      locales[language].map((locale) => [locale, shorten(say(key, language), limit)] as const),
    ),
  );
}

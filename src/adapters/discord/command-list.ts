/**
 * The commands as Discord is told of them: one for each entry of the command table, with its options, in six languages;
 * `/pilcrow` with anything; what can be asked of a message. Pure.
 */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale,
  PermissionFlagsBits,
} from 'discord.js';
import { type CommandEntry, commandTable } from '../../conversation/commands.js';
import { labelOf, settingKeys } from '../../conversation/settings.js';
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

/** The names of the commands on messages; Discord shows them in the reader's language. */
export const aboutMessage = 'Ask about this message';
export const backUpMessage = 'Back it up';

/** Everywhere: in servers, in the bot's direct messages, in others'; installed to a server or to one's account. */
const everywhere = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
} as const;

const descriptionChars = 100;

/** Every command, in a fixed order. */
export function commandList(commands: readonly CommandEntry[] = commandTable): readonly CommandBody[] {
  return [
    ...commands.map(({ name, slash: [slash = name], does }) => slashCommand(slash, does, optionsOf(name), name)),
    slashCommand('next', 'doesNext', [essay(), isPrivate()]),
    slashCommand('previous', 'doesPrevious', [essay(), isPrivate()]),
    slashCommand('pilcrow', 'doesAnything', [text('anything', 'optionAnything', { max_length: 2_000 }), isPrivate()]),
    messageCommand(aboutMessage, 'askAboutThis'),
    messageCommand(backUpMessage, 'backItUp'),
  ];
}

function messageCommand(name: string, label: PhraseKey): CommandBody {
  return {
    type: ApplicationCommandType.Message,
    name,
    name_localizations: localized(label, 32),
    default_member_permissions: null,
    ...everywhere,
  };
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

function optionsOf(name: CommandEntry['name']): readonly Option[] {
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
        settingChoice(),
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
    case 'export':
    case 'forget':
      return [];
    case 'upload':
      return [option(ApplicationCommandOptionType.Attachment, 'file', 'optionFile'), words()];
    // What follows the place's setting can be asked for privately; the others always are.
    case 'brief':
    case 'quiz':
    case 'glossary':
    case 'compare':
    case 'notes':
      return [words(), essay(), isPrivate()];
    default:
      return [words(), essay()];
  }
}

function words(): Option {
  return text('words', 'optionWords', { max_length: 2_000 });
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

function settingChoice(): Option {
  return text('setting', 'optionSetting', {
    choices: settingKeys.map((key) => ({
      name: labelOf(key, 'en'),
      value: key,
      name_localizations: inLanguages((language) => labelOf(key, language), 100),
    })),
  });
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
  return inLanguages((language) => say(key, language), limit);
}

function inLanguages(text: (language: Language) => string, limit: number): Texts {
  return Object.fromEntries(
    languages.flatMap((language) =>
      locales[language].map((locale) => [locale, shorten(text(language), limit)] as const),
    ),
  );
}

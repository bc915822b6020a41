import { ApplicationCommandType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { apiBase } from '../../../../src/adapters/discord/api-address.js';
import { commandList, languageOfLocale } from '../../../../src/adapters/discord/command-list.js';
import { languageFor, readSlash } from '../../../../src/adapters/discord/slash.js';
import { parseCommand } from '../../../../src/conversation/commands.js';
import { validateCommands } from '../../../emulators/discord/validate-commands.js';

const spot = { guildId: '1', channelId: '20', parentId: null, isDirect: false };
const read = (name: string, options = {}, locale = 'en-US') =>
  readSlash({ id: '5', person: '7', locale, spot, name, options }, '900');

describe('the list of commands', () => {
  it('is one that Discord takes, with every text in six languages', () => {
    const list = commandList();
    expect(() => validateCommands(list)).not.toThrow();
    const texts = JSON.stringify(list);
    for (const locale of ['en-US', 'ru', 'ja', 'de', 'es-ES', 'fr']) expect(texts).toContain(`"${locale}"`);
    for (const command of list.filter(({ type }) => type === ApplicationCommandType.ChatInput))
      for (const option of command.options ?? []) expect(Object.keys(option.description_localizations)).toHaveLength(8);
  });
});

describe('a slash command', () => {
  it.each([
    ['ask', { question: 'why <@8>?' }, { name: 'ask', text: 'why @8?' }],
    ['summary', {}, { name: 'summary', length: 'short' }],
    [
      'summary',
      { length: 'full', paragraphs: '3-6' },
      { name: 'summary', length: 'full', range: { first: 3, last: 6 } },
    ],
    ['paragraph', { number: 4 }, { name: 'paragraph', range: { first: 4, last: 4 } }],
    ['next', {}, { name: 'paragraph', range: 'next' }],
    ['essays', {}, { name: 'essays' }],
    ['use', { essay: 'commons' }, { name: 'use', essay: 'commons' }],
    ['handout', { essay: 'commons' }, { name: 'handout', essay: 'commons' }],
    ['settings', {}, { name: 'settings', scope: 'here' }],
    [
      'settings',
      { scope: 'me', setting: 'language', value: 'de' },
      { name: 'settings', scope: 'me', key: 'language', value: 'de' },
    ],
    ['settings', { scope: 'workspace' }, { name: 'settings', scope: 'workspace' }],
    ['teachers', {}, { name: 'teachers' }],
    ['teachers', { act: 'add', person: '8' }, { name: 'teachers', act: 'add', who: '8' }],
    ['claim', { code: 'ABCD-EFGH' }, { name: 'claim', code: 'ABCD-EFGH' }],
    ['pilcrow', { anything: 'p4' }, { name: 'paragraph', range: { first: 4, last: 4 } }],
    ['pilcrow', {}, { name: 'help' }],
    ['help', {}, { name: 'help' }],
  ])('/%s %o is what a person would have typed', (name, options, command) => {
    expect(parseCommand(read(name, options).text)).toMatchObject(command);
  });

  it('names its essay beside its words', () => {
    expect(read('ask', { question: 'why?', essay: 'commons' })).toMatchObject({ essay: 'commons', text: '/ask why?' });
  });

  it('is in the language of the person’s Discord, or surely that of their words', () => {
    expect(languageFor('ru', '')).toBe('ru');
    expect(languageFor('en-US', '')).toBe('en');
    expect(languageFor('pl', '')).toBeUndefined();
    expect(languageFor('en-US', 'Почему трава исчезла?')).toBe('ru');
    expect(languageFor('ja', 'Why is the grass gone?')).toBe('ja');
    expect(languageOfLocale('es-419')).toBe('es');
    expect(read('help', {}, 'de').language).toBe('de');
    // A day's short name is a word of some other language.
    expect(read('schedule', { words: 'digest every mon 09:00 Europe/Berlin' }, 'en-US').language).toBe('en');
  });
});

describe('the address of the API', () => {
  it.each(['http://h/api', 'http://h/api/', 'http://h/api/v10', 'http://h/api/v10/', 'http://h/api//'])(
    '%s is one',
    (url) => {
      expect(apiBase(url)).toBe('http://h/api');
    },
  );
  it('is Discord’s own by default', () => expect(apiBase(undefined)).toBe('https://discord.com/api'));
});

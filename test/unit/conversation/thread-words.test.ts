import { describe, expect, it } from 'vitest';
import { parseCommand, printCommand } from '../../../src/conversation/commands.js';

const thread = (length: 'sentence' | 'short' | 'full' = 'short'): object => ({
  name: 'summary',
  length,
  isThread: true,
});

describe('a message about the thread it stands in', () => {
  it.each([
    ['summarise this thread', thread()],
    ['Please sum up the thread in one sentence', thread('sentence')],
    ['can you give me a summary of our discussion?', thread()],
    ['what has been said here?', thread()],
    ['What was said so far?', thread()],
    ['what did I miss in this thread?', thread()],
    ['кратко изложи эту ветку', thread()],
    ['перескажи ветку подробно', thread('full')],
    ['О чём тут уже говорили?', thread()],
    ['このスレッドを要約してください', thread()],
    ['ここまでの議論を詳しくまとめて', thread('full')],
    ['Fass bitte diesen Thread zusammen', thread()],
    ['Was wurde hier bisher gesagt?', thread()],
    ['resume este hilo, por favor', thread()],
    ['¿Qué se ha dicho hasta ahora?', thread()],
    ['Résume ce fil en une phrase', thread('sentence')],
    ["Qu'a-t-on dit ici ?", thread()],
    ['/summary thread', thread()],
    ['/summary thread full', thread('full')],
    ['/summary sentence this thread', thread('sentence')],
    ['/pilcrow summary thread', thread()],
  ])('is read as that: %s', (text, command) => expect(parseCommand(text)).toEqual(command));

  it.each([
    'what has been said about the islands?',
    'summarise the discussion of the islands',
    'why does the thread break?',
    'what did he say here?',
    'Что здесь сказано о мельнице?',
  ])('is a question where it means the essay: %s', (text) => {
    expect(parseCommand(text)).toMatchObject({ name: 'ask' });
  });

  it('takes a longer theme that only holds the word for a theme', () => {
    expect(parseCommand('/summary short the thread of Ariadne')).toEqual({
      name: 'summary',
      length: 'short',
      about: 'the thread of Ariadne',
    });
  });
});

describe('a summary in the essay’s own words', () => {
  it.each([
    ['/summary short --quotes', { name: 'summary', length: 'short', isQuoted: true }],
    [
      '/summary full p3-6 --quotes --essay commons',
      { name: 'summary', length: 'full', range: { first: 3, last: 6 }, isQuoted: true, essay: 'commons' },
    ],
    ['/summary short China --quotes', { name: 'summary', length: 'short', about: 'China', isQuoted: true }],
  ] as const)('is asked for by a flag, which a button carries: %s', (line, command) => {
    expect(parseCommand(line)).toEqual(command);
    expect(printCommand(command)).toBe(line);
  });

  it('of a thread is printed so that it is read back', () => {
    const command = { name: 'summary', length: 'full', isThread: true } as const;
    expect(parseCommand(printCommand(command))).toEqual(command);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand, printCommand } from '../../../src/conversation/commands.js';

const isEssay = (name: string): boolean =>
  ['commons', 'streltsov', 'the tragedy of the commons'].includes(name.toLowerCase());
const parse = (text: string): unknown => parseCommand(text, { isEssay });
const p = (first: number, last = first): object => ({ name: 'paragraph', range: { first, last } });

describe('a message that is a command in plain words', () => {
  const summaries: [string, object][] = [
    ['summarise ¶3-6', { name: 'summary', length: 'short', range: { first: 3, last: 6 } }],
    ['Summarize paragraphs 3 to 6, please', { name: 'summary', length: 'short', range: { first: 3, last: 6 } }],
    ['tldr pls', { name: 'summary', length: 'short' }],
    ['TL;DR', { name: 'summary', length: 'short' }],
    ['can you give me a summary of the essay?', { name: 'summary', length: 'short' }],
    ['summarise the essay in one sentence', { name: 'summary', length: 'sentence' }],
    ['a long summary', { name: 'summary', length: 'full' }],
    ['what is this essay about?', { name: 'summary', length: 'short' }],
    ['кратко', { name: 'summary', length: 'short' }],
    ['краткое содержание', { name: 'summary', length: 'short' }],
    ['перескажи абзацы 3-6', { name: 'summary', length: 'short', range: { first: 3, last: 6 } }],
    ['о чём эссе?', { name: 'summary', length: 'short' }],
    ['要約してください', { name: 'summary', length: 'short' }],
    ['一文で要約して', { name: 'summary', length: 'sentence' }],
    ['Fass den Text bitte kurz zusammen', { name: 'summary', length: 'short' }],
    ['un resumen, por favor', { name: 'summary', length: 'short' }],
    ['Résumé en une phrase', { name: 'summary', length: 'sentence' }],
    ['longer', { name: 'summary', length: 'full' }],
    ['summarise the essay in 80 words', { name: 'summary', length: 'short' }],
    ['summarise in about 20 words', { name: 'summary', length: 'sentence' }],
    ['sum up the text in 3 sentences', { name: 'summary', length: 'short' }],
    ['/summary full p3-6', { name: 'summary', length: 'full', range: { first: 3, last: 6 } }],
    ['/tldr', { name: 'summary', length: 'short' }],
    ['/pilcrow summary ¶4', { name: 'summary', length: 'short', range: { first: 4, last: 4 } }],
  ];
  it.each(summaries)('reads “%s” as a summary', (text, command) => expect(parse(text)).toEqual(command));

  const paragraphs = [
    'show ¶4',
    'p4',
    '¶4',
    'what does paragraph 4 say',
    "What's in the fourth paragraph?",
    'read me paragraph four',
    '/paragraph 4',
    '/p 4',
    'покажи абзац 4',
    'что говорится в четвёртом абзаце?',
    '段落4を見せて',
    '第4段落には何が書いてありますか',
    'Zeig mir Absatz 4',
    'was steht in Absatz 4?',
    'muestra el párrafo 4',
    'que dit le paragraphe 4 ?',
  ];
  it.each(paragraphs)('reads “%s” as paragraph 4', (text) => expect(parse(text)).toEqual(p(4)));

  it('reads ranges, steps, the last one and quoted words', () => {
    expect(parse('show ¶3-5')).toEqual(p(3, 5));
    expect(parse('the last paragraph')).toEqual(p(-1));
    expect(parse('next')).toEqual({ name: 'paragraph', range: 'next' });
    expect(parse('/previous')).toEqual({ name: 'paragraph', range: 'previous' });
    expect(parse('следующий абзац')).toEqual({ name: 'paragraph', range: 'next' });
    expect(parse('/paragraph 4 “a certain red line”')).toEqual({ ...p(4), quote: 'a certain red line' });
  });

  const others: [string, object][] = [
    ['help', { name: 'help' }],
    ['Help!', { name: 'help' }],
    ['помощь', { name: 'help' }],
    ['/help', { name: 'help' }],
    ['what can you do?', { name: 'help' }],
    ['list essays', { name: 'essays' }],
    ['which essays are there?', { name: 'essays' }],
    ['какие эссе есть?', { name: 'essays' }],
    ['/essays', { name: 'essays' }],
    ['/use commons', { name: 'use', essay: 'commons' }],
    ['use commons', { name: 'use', essay: 'commons' }],
    ['/essay', { name: 'use' }],
    ['/handout', { name: 'handout' }],
    ['handout', { name: 'handout' }],
    ['privacy', { name: 'privacy' }],
    ['what do you store about me?', { name: 'privacy' }],
    ['/nonsense', { name: 'unknown', word: 'nonsense' }],
  ];
  it.each(others)('reads “%s” as the command', (text, command) => expect(parse(text)).toEqual(command));
});

describe('a message that only looks like a command', () => {
  const questions = [
    'what is the summary of the treaty?',
    'who helped whom?',
    'summarise what it says about China',
    'help me understand the treaty',
    'what does ¶4 say about China?',
    'why does paragraph 4 contradict ¶1?',
    'explain ¶4',
    'compare ¶4 and ¶9',
    'which essays mention China?',
    'use of force in Japan?',
    'what comes next for Japan?',
    'is the list of islands given?',
    'in short: why?',
    'what is the treaty about?',
    'кто кому помог?',
    'о чём договор?',
    '日本はなぜ中国を警戒するのか',
    'what can Japan do?',
    'Was steht im Vertrag?',
    'show business',
    'why p4p',
    'What is the main argument against the treaty?',
    'summary executions',
    'the privacy of citizens',
    '4',
  ];
  it.each(questions)('leaves “%s” a question', (text) => expect(parse(text)).toMatchObject({ name: 'ask' }));

  it('takes the essay named at the end or before a mark, where it is one', () => {
    expect(parse('summarise commons')).toEqual({ name: 'summary', length: 'short', essay: 'commons' });
    expect(parse('a short summary of the tragedy of the commons, please')).toMatchObject({ name: 'ask' });
    expect(parse('summary of the tragedy of the commons')).toMatchObject({
      name: 'summary',
      essay: 'the tragedy of the commons',
    });
    expect(parse('Streltsov ¶4')).toEqual({ ...p(4), essay: 'Streltsov' });
    expect(parse('show ¶4 of commons')).toEqual({ ...p(4), essay: 'commons' });
    expect(parse('what is said of cows in commons?')).toEqual({
      name: 'ask',
      text: 'what is said of cows in commons?',
      essay: 'commons',
    });
    expect(parse('what is said of cows in Japan?')).toEqual({ name: 'ask', text: 'what is said of cows in Japan?' });
  });

  it('takes the essay named in front or by a flag, and only a known one in front', () => {
    expect(parse('in commons: who owns the pasture?')).toEqual({
      name: 'ask',
      text: 'who owns the pasture?',
      essay: 'commons',
    });
    expect(parse('Streltsov: why?')).toEqual({ name: 'ask', text: 'why?', essay: 'Streltsov' });
    expect(parse('in short: why?')).toEqual({ name: 'ask', text: 'in short: why?' });
    expect(parse('why? --essay nosuch')).toEqual({ name: 'ask', text: 'why?', essay: 'nosuch' });
    expect(parse('--essay "the tragedy of the commons" tldr')).toEqual({
      name: 'summary',
      length: 'short',
      essay: 'the tragedy of the commons',
    });
  });
});

describe('this week’s folder', () => {
  const isWeek = (name: string): boolean => name === 'week-03';
  it.each([
    '/use week-03',
    'use week-03',
    'this week: week-03',
    'This week we read week-03.',
    "this week we're reading week-03",
    'for this week: week-03',
    'На этой неделе читаем week-03',
    'эта неделя: week-03',
    'Diese Woche lesen wir week-03',
    'diese Woche: week-03',
    'Esta semana leemos week-03',
    'Cette semaine, nous lisons week-03',
    'cette semaine : week-03',
    '今週: week-03',
    '今週は「week-03」を読みます。',
  ])('is chosen by “%s”', (text) => {
    expect(parseCommand(text, { isEssay: isWeek })).toEqual({ name: 'use', essay: 'week-03' });
  });

  it('is not chosen by words about a week, nor by a folder that does not exist', () => {
    for (const text of ['this week we read about cows', 'what do we read this week?', 'this week: week-09'])
      expect(parseCommand(text, { isEssay: isWeek }).name, text).toBe('ask');
  });

  it('is set in words as a setting', () => {
    for (const text of ['/settings essay week-03', 'settings essay week-03', '/settings essay: week-03'])
      expect(parseCommand(text, { isEssay: isWeek })).toMatchObject({
        name: 'settings',
        key: 'essay',
        value: 'week-03',
      });
  });
});

describe('command lines of buttons', () => {
  it('reads back every line it prints', () => {
    const range = fc
      .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 0, max: 9 }))
      .map(([first, more]) => ({ first, last: first + more }));
    const essay = fc.option(fc.constantFrom('commons', 'the tragedy of the commons'), { nil: undefined });
    const command = fc.oneof(
      fc.record({
        name: fc.constant('summary' as const),
        length: fc.constantFrom('sentence' as const, 'short' as const, 'full' as const),
        range,
      }),
      fc.record({
        name: fc.constant('paragraph' as const),
        range: fc.oneof(range, fc.constantFrom('next' as const, 'previous' as const)),
      }),
      fc.record({
        name: fc.constantFrom(
          'essays' as const,
          'use' as const,
          'handout' as const,
          'privacy' as const,
          'help' as const,
        ),
      }),
    );
    fc.assert(
      fc.property(command, essay, (base, name) => {
        const full = name === undefined ? base : { ...base, essay: name };
        expect(parseCommand(printCommand(full), { isEssay })).toEqual(full);
      }),
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => void parseCommand(text, { isEssay })),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, markdownOf } from '../../../../src/adapters/discord/markdown.js';
import { markdownLines } from '../../../../src/adapters/markdown-lines.js';
import { pingsFor } from '../../../emulators/discord/mentions.js';

/** What is left of an escaped text for its reader. */
const read = (text: string): string => text.replaceAll('\u2060', '').replace(/\\([^0-9A-Za-z\s])/g, '$1');

describe('words of an essay, a person or a model', () => {
  it.each([
    ['@everyone', /@everyone/],
    ['@here', /@here/],
    ['<@80351110224678912>', /<@/],
    ['<@&80351110224678912>', /<@&/],
    ['<#80351110224678912>', /<#/],
    ['</ask:80351110224678912>', /<\//],
    ['<id:home>', /<id/],
    ['<t:1700000000:R>', /<t:/],
    ['<:wave:80351110224678912>', /<:/],
    ['<a:wave:80351110224678912>', /<a:/],
    [':wave:', /(?<!\\):wave:/],
    ['https://example.org', /https:\/\//],
    ['<https://example.org>', /https:\/\//],
    ['steam://run/1', /steam:\/\//],
    ['www.example.org', /www\./],
    ['discord.gg/abc', /discord\.gg/],
    ['mailto:a@b.org', /mailto:|a@b/],
    ['[words](https://example.org)', /(?<!\\)\[/],
    ['||spoiler||', /(?<!\\)\|/],
    ['**bold** _it_ ~~no~~ `code`', /(?<!\\)[*_~`]/],
    ['# head', /^#/],
    ['-# small', /^-/],
    ['> quote', /^>/],
    ['>>> quote', /^>/],
    ['- item', /^-/],
    ['1. item', /^1\. /],
    ['\\', /^\\$/],
  ])('%s mean nothing more', (text, harmful) => {
    const escaped = escapeMarkdown(text);
    expect(escaped).not.toMatch(harmful);
    expect(read(escaped)).toBe(text);
  });

  it('notify nobody, whoever is allowed to be, and keep every sign', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('@everyone', '@here', '<@123>', '<@!123>', '<@&9>', '\\', '@', '<', '`', 'https://x.org'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const escaped = escapeMarkdown(text);
        const pings = pingsFor({
          texts: [escaped],
          allowed: { parse: ['users', 'roles', 'everyone'] },
          source: 'message',
          mayPingMany: true,
          repliedTo: null,
          isUser: () => true,
          role: () => ({ isMentionable: true }),
        });
        expect(pings).toEqual({ users: [], roles: [], isEveryone: false, repliedUser: null });
        expect(read(escaped)).toBe(text);
      }),
    );
  });
});

describe('the Markdown of a teacher', () => {
  it('keeps its emphasis, its lists and its code, and loses its links', () => {
    const lines = markdownLines(
      '**so** *it* is ~~not~~ `a_b`\n\n- one\n- [two](https://x.org)\n\n```\n@everyone ``` x\n```\n',
    );
    const text = markdownOf(lines);
    expect(text).toContain('**so** *it* is ~~not~~ `a_b`');
    expect(text).toContain('• one\n• two');
    expect(text).not.toContain('x.org');
    expect(text).toContain('```\n');
  });

  it('cannot leave its code', () => {
    const text = markdownOf([{ form: 'code', runs: [{ text: 'a ``` b' }] }]);
    expect(text.match(/```/g)).toHaveLength(2);
    expect(markdownOf([{ form: 'text', runs: [{ text: 'a`b', style: { code: true } }] }])).toBe('a\\`b');
  });
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findSuggestion,
  lineId,
  readId,
  settingId,
  suggestionId,
  turnId,
} from '../../../../src/adapters/discord/button-ids.js';
import { customIdChars } from '../../../../src/adapters/discord/custom-ids.js';
import { parseCommand, printCommand } from '../../../../src/conversation/commands.js';
import { commons, fakeEssay } from '../../../helpers/fake-parts.js';

const hash = createHash('sha256').update('an essay').digest('hex');
const paragraph = { name: 'paragraph', range: { first: 4, last: 4 }, isAround: true, version: hash } as const;
const lineOf = (id: string | undefined, essays = [commons]): string | undefined => {
  const meaning = id === undefined ? undefined : readId(id, essays);
  return meaning?.kind === 'line' ? meaning.line : undefined;
};

describe('the id of “Show ¶4”', () => {
  it('brings back the whole line: essay, version, words in bold', () => {
    const command = {
      ...paragraph,
      essay: 'streltsov-reading',
      bold: [
        { start: 3, end: 120 },
        { start: 400, end: 512 },
      ],
    };
    const line = printCommand(command);
    const id = lineId(line, false);
    expect(id?.length).toBeLessThanOrEqual(customIdChars);
    expect(lineOf(id)).toBe(line);
    expect(parseCommand(lineOf(id) ?? '')).toEqual(parseCommand(line));
  });

  it('tells a step from a paragraph that is opened', () => {
    const line = printCommand({ ...paragraph, essay: 'commons' });
    expect(readId(lineId(line, true) ?? '', [])).toMatchObject({ isParagraph: true, isStep: true });
    expect(readId(lineId(line, false) ?? '', [])).toMatchObject({ isParagraph: true, isStep: false });
  });

  it('cuts a long name rather than leaving out a word in bold, and finds the essay again', () => {
    const slug = 'what-the-rules-of-the-village-saved-when-the-grass-was-gone-by-summer';
    const essay = fakeEssay(slug, ['One.'], { hash });
    const bold = Array.from({ length: 5 }, (_, n) => ({ start: n * 300, end: n * 300 + 90 }));
    const line = printCommand({ ...paragraph, essay: slug, bold });
    const id = lineId(line, false);
    expect(id?.length).toBeLessThanOrEqual(customIdChars);
    expect(lineOf(id, [essay])).toBe(line);
  });

  it('fits, or there is no button, whatever the essay is called and whatever is bold', () => {
    const spans = fc.array(fc.tuple(fc.nat(9_000), fc.integer({ min: 1, max: 2_000 })), { maxLength: 14 });
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-zа-я0-9-]{1,80}$/),
        fc.integer({ min: 1, max: 900 }),
        spans,
        (slug, n, pairs) => {
          fc.pre(!slug.startsWith('-'));
          const bold = pairs.map(([start, length]) => ({ start, end: start + length }));
          const line = printCommand({ ...paragraph, range: { first: n, last: n }, essay: slug, bold });
          const id = lineId(line, false);
          if (id === undefined) return;
          expect(id.length).toBeLessThanOrEqual(customIdChars);
          expect(lineOf(id, [fakeEssay(slug, ['One.'], { hash })])).toBe(line);
        },
      ),
    );
  });

  it('of an essay that is gone still names it, so that the answer can say so', () => {
    expect(lineOf(lineId(printCommand({ ...paragraph, essay: 'gone' }), false), [])).toContain('--essay gone');
  });
});

describe('other ids', () => {
  it('hold the line itself, with a long name cut', () => {
    for (const line of ['/summary full --essay commons', '/use commons', '/summary short p3-6 --essay commons'])
      expect(lineOf(lineId(line, false))).toBe(line);
    const slug = `a${'b'.repeat(140)}`;
    const id = lineId(`/summary full --essay ${slug}`, false);
    expect(id?.length).toBeLessThanOrEqual(customIdChars);
    expect(lineOf(id, [fakeEssay(slug, ['One.'])])).toBe(`/summary full --essay ${slug}`);
    expect(lineId(`/ask ${'why '.repeat(60)}`, false)).toBeUndefined();
  });

  it('hold a turn and its place, of commands and shared answers too', () => {
    const ref = {
      turn: 'share:slash:1180000000000000001',
      tenant: '1180000000000000002',
      place: '1180000000000000003:1180000000000000004',
    };
    for (const act of ['good', 'bad', 'share', 'keep', 'reason'] as const) {
      const id = turnId(act, ref);
      expect(id?.length).toBeLessThanOrEqual(customIdChars);
      expect(readId(id ?? '', [])).toEqual({ kind: act, ref });
    }
    const direct = { turn: '1180000000000000001', tenant: 'dm', place: '1180000000000000003' };
    expect(readId(turnId('good', direct) ?? '', [])).toEqual({ kind: 'good', ref: direct });
    expect(turnId('good', { ...ref, place: 'x'.repeat(100) })).toBeUndefined();
  });

  it('find a suggestion by its words, and menus their line', () => {
    const all = [{ message: 'tldr' }, { message: 'Why?' }];
    const meaning = readId(suggestionId('Why?'), []);
    expect(meaning?.kind === 'suggestion' && findSuggestion(meaning.hash, all)).toEqual({ message: 'Why?' });
    expect(readId(settingId('/settings me language ') ?? '', [])).toEqual({
      kind: 'set',
      line: '/settings me language ',
    });
  });

  it.each(['', 'x', 'g', 'g|', 'z|a|b|c', 'p', 'p.x', 'somebody else’s'])(
    'that are not ours mean nothing: “%s”',
    (id) => {
      expect(readId(id, [])).toBeUndefined();
    },
  );
});

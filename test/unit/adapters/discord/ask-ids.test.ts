import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askId, initialIn, readAsk, windowId } from '../../../../src/adapters/discord/ask-ids.js';
import { readId, revealId } from '../../../../src/adapters/discord/button-ids.js';
import { atHome, customIdChars, leaveHome } from '../../../../src/adapters/discord/custom-ids.js';
import { escapeMarkdown } from '../../../../src/adapters/discord/markdown.js';
import { displayText } from '../../../../src/essay/display.js';

const home = { platform: 'discord', tenant: '1180000000000000002', place: '1180000000000000003:1180000000000000004' };
const lines = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 90 }).map((text) => `/${text.slice(1)}`);

describe('the id of a button that asks for words', () => {
  it('brings back line, title, label and length of the field', () => {
    const asks = { title: 'Edit the question', label: 'Your question', isLong: true } as const;
    expect(readAsk(askId('/discuss edit d1', asks, '') ?? '')).toEqual({ line: '/discuss edit d1', ...asks });
  });

  it('never loses its line, whatever is in it, and leaves out what does not fit', () => {
    fc.assert(
      fc.property(lines, fc.string(), fc.string(), fc.boolean(), (line, title, label, isAway) => {
        const id = askId(line, { title, label }, '', isAway ? home : undefined);
        expect(id?.length).toBeLessThanOrEqual(customIdChars);
        const meaning = readId(id ?? '', []);
        expect(meaning?.kind === 'asks' && meaning.asked.line).toBe(line);
      }),
    );
  });

  it('finds the words to begin with in the message above it, and takes no others for them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string(), fc.string(), (text, before, after) => {
        const initial = displayText(text).replace(/\s+/g, ' ').trim();
        const shown = [before, initial, after].map((part) => escapeMarkdown(displayText(part))).join('\n');
        const asked = readAsk(askId('/x', { title: 't', label: 'l', initial }, shown) ?? '');
        expect([initial, '']).toContain(initialIn(shown, asked ?? {}));
        if (/^[\w ,.?!'*|~_-]+$/.test(initial)) expect(initialIn(shown, asked ?? {})).toBe(initial);
        expect(initialIn('', asked ?? {})).toBe('');
      }),
    );
  });

  it('opens a window whose id is the line', () => {
    expect(readId(windowId('/discuss edit d1', undefined) ?? '', [])).toEqual({
      kind: 'words',
      line: '/discuss edit d1',
    });
    expect(readId(windowId('/discuss edit d1', home) ?? '', [])).toEqual({
      kind: 'words',
      line: '/discuss edit d1',
      home,
    });
  });
});

describe('the id of a button in direct messages', () => {
  it('leads to the place it came from, or where there is no room stays where it is', () => {
    expect(readId(revealId('/quiz key 3', home) ?? '', [])).toEqual({ kind: 'reveal', line: '/quiz key 3', home });
    const long = `/quiz ${'x'.repeat(80)}`;
    expect(readId(revealId(long, home) ?? '', [])).toEqual({ kind: 'reveal', line: long });
    expect(leaveHome(atHome('l./help', home) ?? '')).toEqual({ id: 'l./help', home });
  });
});

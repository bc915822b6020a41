import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayLine, displayText } from '../../../src/essay/display.js';

const esc = String.fromCharCode(27);

describe('text for a screen', () => {
  it.each([
    [`a${esc}[31mb${esc}[0m`, 'ab'],
    [`a${esc}]0;title${String.fromCharCode(7)}b`, 'ab'],
    ['a\u009b2Jb', 'a2Jb'],
    ['left\u202eright\u2066x\u2069', 'leftrightx'],
    ['tag\u{e0041}\u{e007f}', 'tag'],
    ['zero\u200bwidth\ufeff', 'zerowidth'],
    ['a\u0000b\u0008c', 'abc'],
    [`z${'\u0301'.repeat(20)}`, `z${'\u0301'.repeat(3)}`],
    ['one\r\ntwo\rthree\tfour', 'one\ntwo\nthree\tfour'],
    ['नमस्‍ते', 'नमस्‍ते'],
    ['👩‍🏫 “quoted” — ¶4', '👩‍🏫 “quoted” — ¶4'],
  ])('makes %j harmless and keeps the rest', (text, harmless) => expect(displayText(text)).toBe(harmless));

  it('holds nothing that could steer a terminal, whatever came in, and is stable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = displayText(text);
        expect(shown).not.toMatch(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/u);
        expect(displayText(shown)).toBe(shown);
        expect(displayLine(text)).not.toMatch(/[\n\t]/);
      }),
    );
  });
});

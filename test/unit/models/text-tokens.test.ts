import { readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundledModel } from '../../../src/models/embedding-model.js';
import { createTextTokenizer, type TextTokenizer } from '../../../src/models/text-tokens.js';

const definition = JSON.parse(readFileSync(bundledModel().tokenizerFile, 'utf8'));
const tokenizer = createTextTokenizer(definition, {});
const surfaces = new Map(Object.entries<number>(definition.model.vocab).map(([surface, id]) => [id, surface]));
const unknown = definition.model.vocab['[UNK]'];

function slices(text: string, by: TextTokenizer = tokenizer): string[] {
  const { starts, ends } = by.tokens(text);
  return starts.map((start, i) => text.slice(start, ends[i]));
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');
}

describe('the tokens of a text', () => {
  it.each([
    ['Café naïve re\u0301sume\u0301', ['Café', 'naïve', 're\u0301sume\u0301']],
    ['“Curly” — it’s', ['“', 'Curly', '”', '—', 'it', '’', 's']],
    ['the 21st century', ['the', '21st', 'century']],
    ['ok 👍🏽 fine', ['ok', '👍🏽', 'fine']],
    ['日本 text', ['日', '本', 'text']],
    ['İstanbul', ['İstanbul']],
    ['x\u0000y\u200bz', ['x', 'y', 'z']],
    ['lone \ud800 half', ['lone', 'half']],
    ['a [SEP] b', ['a', '[', 'SEP', ']', 'b']],
    ['tabs\tand\n\nlines', ['tab', 's', 'and', 'lines']],
    ['', []],
    [' \u00a0\n', []],
  ])('know where they stand in %j', (text, expected) => {
    const found = slices(text);
    // A word of several pieces is as good as one: only the places count.
    expect(found.join('')).toBe(expected.join(''));
    if (found.length === expected.length) expect(found).toEqual(expected);
  });

  it('cover Cyrillic, Japanese and Korean words completely', () => {
    for (const word of ['территории', 'ひらがな', '한국어', 'ΟΔΟΣ']) {
      const { starts, ends } = tokenizer.tokens(`x ${word} y`);
      expect([starts[1], ends.at(-2)], word).toEqual([2, 2 + word.length]);
    }
  });

  it('give an unknown word and one of over a hundred letters the whole word', () => {
    expect(slices(`a \u16a0\u16a2 ${'q'.repeat(120)} b`)).toEqual(['a', '\u16a0\u16a2', 'q'.repeat(120), 'b']);
  });

  it('are, folded, the surface of their vocabulary entry, in any Latin text', () => {
    const character = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM  ') },
      { weight: 1, arbitrary: fc.constantFrom(...'éÈüßñÅøœfiŠž‘’“”–…-.,;?! \n\t', 'e\u0301') },
    );
    fc.assert(
      fc.property(fc.array(character, { maxLength: 80 }), (characters) => {
        const text = characters.join('');
        const { ids, starts, ends } = tokenizer.tokens(text);
        for (const [i, id] of ids.entries()) {
          if (id === unknown) continue;
          expect(fold(text.slice(starts[i], ends[i]))).toBe(surfaces.get(id)?.replace(/^##(?=.)/, ''));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are those of the library for any text without special tokens, and never run backwards', () => {
    const library = new Tokenizer(definition, {});
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: 'grapheme' }), (odd, usual) => {
        const text = `${usual} ${odd} ${usual}`;
        fc.pre(!/\[(?:PAD|UNK|CLS|SEP|MASK)\]/.test(text));
        const { ids, starts, ends } = tokenizer.tokens(text);
        expect(ids).toEqual(library.encode(text, { add_special_tokens: false }).ids);
        for (let i = 0; i < ids.length; i++) {
          expect(starts[i]).toBeLessThan(ends[i] ?? 0);
          expect(starts[i]).toBeGreaterThanOrEqual(starts[i - 1] ?? 0);
          expect(ends[i]).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('stand between the special tokens of the model', () => {
    expect([tokenizer.before, tokenizer.after]).toEqual([[101], [102]]);
  });
});

describe('a sentencepiece tokenizer', () => {
  const pieces = ['<s>', '<pad>', '</s>', '<unk>', '▁', '▁query', ':', '▁no', 'fi', 'n', '▁wo', 'rd', 's', '▁カ', 'タ'];
  const sentencepiece = createTextTokenizer(
    {
      added_tokens: [],
      normalizer: { type: 'Precompiled', precompiled_charsmap: null },
      pre_tokenizer: {
        type: 'Sequence',
        pretokenizers: [{ type: 'WhitespaceSplit' }, { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always' }],
      },
      model: { type: 'Unigram', unk_id: 3, vocab: pieces.map((piece, i) => [piece, -1 - i / 10]) },
      post_processor: {
        type: 'TemplateProcessing',
        single: [
          { SpecialToken: { id: '<s>', type_id: 0 } },
          { Sequence: { id: 'A', type_id: 0 } },
          { SpecialToken: { id: '</s>', type_id: 0 } },
        ],
        pair: [],
        special_tokens: {},
      },
      decoder: null,
    },
    {},
  );

  it('gives places through ligatures, half-width letters and runs of blanks', () => {
    expect(slices('query: no\ufb01  words', sentencepiece)).toEqual(['query', ':', 'no', '\ufb01', 'wo', 'rd', 's']);
    expect(slices('ｶﾀ words', sentencepiece)).toEqual(['ｶ', 'ﾀ', 'wo', 'rd', 's']);
    expect([sentencepiece.before, sentencepiece.after]).toEqual([[0], [2]]);
  });

  it('gives an unknown run its place', () => {
    expect(slices('words 漢字 words', sentencepiece).join('|')).toBe('wo|rd|s||漢字|wo|rd|s');
  });
});

it('a byte-level tokenizer, which rewrites words, gives the places of whole words', () => {
  const vocab = Object.fromEntries(['<unk>', 'n', 'a', 'Ã', '¯', 'v', 'e', 'Ġ', 'x'].map((piece, id) => [piece, id]));
  const byteLevel = createTextTokenizer(
    {
      added_tokens: [],
      normalizer: null,
      pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
      model: { type: 'BPE', vocab, merges: [], unk_token: '<unk>' },
      post_processor: null,
      decoder: null,
    },
    {},
  );
  expect(slices('x naïve', byteLevel)).toEqual(['x', ...Array<string>(7).fill('naïve')]);
});

/** What a model writes, in the many forms in which it comes, whole and in pieces, to its end and broken off. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft, DraftSupport } from '../../../src/answer/draft.js';
import { createDraftReader } from '../../../src/answer/drafts.js';

interface Reading {
  readonly drafts: readonly Draft[];
  readonly kind: string | undefined;
  readonly isComplete: boolean;
}

function readPieces(pieces: readonly string[], { hasBrokenOff = false, language = 'en' } = {}): Reading {
  const reader = createDraftReader(language);
  const drafts: Draft[] = [];
  for (const piece of pieces) drafts.push(...reader.read(piece));
  const { isComplete } = reader;
  drafts.push(...reader.end(hasBrokenOff));
  return { drafts, kind: reader.kind, isComplete };
}

function inPieces(text: string, size: number): string[] {
  return text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
}

/** Read whole; the same in pieces of 1, 3 and 7 characters, or it fails. */
function read(text: string, language = 'en'): Reading {
  const whole = readPieces([text], { language });
  for (const size of [1, 3, 7]) expect(readPieces(inPieces(text, size), { language })).toEqual(whole);
  return whole;
}

const support = (paragraph: number, quote = '', more: Partial<DraftSupport> = {}): DraftSupport => ({
  essay: '',
  paragraph,
  quote,
  translation: '',
  ...more,
});
const first: Draft = {
  text: 'Streltsov argues that trust comes first.',
  claim: '',
  support: [support(4, 'trust comes before treaties', { essay: 'A' })],
};
const second: Draft = {
  text: 'Russia’s leaders, as he reports, say "no" to it {for now}.',
  claim: 'They say no.',
  support: [support(7, 'they said “no” \\ and left', { essay: 'A', translation: 'sie gingen' }), support(9, 'a b c d')],
};
const reply = { kind: 'partly', sentences: [first, second] };
const json = JSON.stringify(reply);

describe('the form asked for', () => {
  it('gives its sentences, its kind, and that it is complete', () => {
    expect(read(json)).toEqual({ drafts: [first, second], kind: 'partly', isComplete: true });
  });

  it('gives each sentence as soon as its object has closed', () => {
    const reader = createDraftReader('en');
    const at = json.indexOf('},{"text":"Russia') + 1;
    expect(reader.read(json.slice(0, at - 1))).toEqual([]);
    expect(reader.kind).toBe('partly');
    expect(reader.read(json.slice(at - 1, at))).toEqual([first]);
    expect(reader.isComplete).toBe(false);
    expect(reader.read(json.slice(at))).toEqual([second]);
    expect(reader.end(false)).toEqual([]);
  });

  it('may hold no sentence at all', () => {
    expect(read('{"kind":"not-in-essay","sentences":[]}')).toEqual({
      drafts: [],
      kind: 'not-in-essay',
      isComplete: true,
    });
  });

  it.each([
    ['answered', 'answered'],
    ['partly answered', 'partly'],
    ['not_in_essay', 'not-in-essay'],
    ['NOT IN THE ESSAY', 'not-in-essay'],
    ['unanswerable', 'not-in-essay'],
    ['delighted', undefined],
  ])('calls its outcome %s', (said, kind) => {
    expect(read(`{"kind":${JSON.stringify(said)},"sentences":[]}`).kind).toBe(kind);
  });
});

describe('JSON in another dress', () => {
  it.each<[string, string]>([
    ['with line breaks', JSON.stringify(reply, null, 2)],
    ['in a fence', `\`\`\`json\n${json}\n\`\`\``],
    ['in a fence without a name', `\`\`\`\n${JSON.stringify(reply, null, 2)}\n\`\`\`\n`],
    ['after a line of talk', `Sure! Here is the JSON you asked for:\n\n${json}`],
    ['between talk and talk', `Certainly, I read the essay.\n\`\`\`json\n${json}\n\`\`\`\nI hope that {helps} you!`],
    [
      'after a lot of talk',
      `I went through all the paragraphs with care. There are several that may matter. Some of them speak of trust, others of treaties, and a few of neither. Having weighed them, I would say the following. ${json}`,
    ],
    ['after a thought', `<think>The user asks {"text": "Not this."} Hmm.\n</think>\n\n${json}`],
    ['after a thought of another name', `<thinking>Paragraph 4. It says so [¶4].</thinking>${json}`],
    ['with trailing commas', json.replaceAll('}]', '},]').replaceAll('"}', '",}')],
    ['as a bare list', JSON.stringify(reply.sentences)],
    ['as an object a line', reply.sentences.map((each) => JSON.stringify(each)).join('\n')],
    ['in one more object', JSON.stringify({ response: { answer: reply } })],
    ['with comments', json.replace('"sentences":', '/* two */ "sentences":')],
    ['without quotation marks round its names', json.replace(/"(kind|sentences|text|claim|support)":/g, '$1:')],
    ['twice', `${json}\n${json}`],
    ['with a byte-order mark', `\uFEFF${json}`],
  ])('%s', (_, text) => {
    expect(read(text).drafts).toEqual([first, second]);
  });

  it('in single quotation marks', () => {
    const text = "{'kind': 'answered', 'sentences': [{'text': 'Trust comes first.', 'support': [{'paragraph': 4}]}]}";
    expect(read(text)).toMatchObject({
      drafts: [{ text: 'Trust comes first.', support: [support(4)] }],
      kind: 'answered',
    });
  });

  it('with a quotation inside that is not escaped', () => {
    const text = `{"kind":"answered","sentences":[{"text":"He calls it "a wager" and no more.","claim":"","support":[{"paragraph":4,"quote":"a wager"}]},${JSON.stringify(first)}]}`;
    expect(read(text).drafts).toMatchObject([{ text: 'He calls it "a wager" and no more.' }, first]);
  });

  it('with one stray quotation mark, which hides every brace after it', () => {
    const text = `{"kind":"answered","sentences":[{"text":"It is 5" wide and no more.","claim":"","support":[{"paragraph":4}]},${JSON.stringify(first)}]}`;
    const { drafts } = read(text);
    expect(drafts).toHaveLength(2);
    expect(drafts[1]).toEqual(first);
  });

  it('with a stray quotation mark in each of two sentences', () => {
    const odd = (n: number) => `{"text":"It is ${n}" wide and no more.","claim":"","support":[{"paragraph":${n}}]}`;
    const { drafts } = read(`{"kind":"answered","sentences":[${odd(4)},${odd(5)},${JSON.stringify(first)}]}`);
    expect(drafts.at(-1)).toEqual(first);
    expect(drafts.flatMap((draft) => draft.support.map(({ paragraph }) => paragraph))).toEqual(
      expect.arrayContaining([4, 5]),
    );
  });

  it('with line breaks inside its strings', () => {
    const text = '{"sentences":[{"text":"Trust comes\nfirst.","support":[{"paragraph":4,"quote":"a\nb"}]}]}';
    expect(read(text).drafts).toMatchObject([{ text: 'Trust comes\nfirst.', support: [support(4, 'a\nb')] }]);
  });
});

describe('JSON with other names', () => {
  it.each<[string, unknown, Partial<Draft>]>([
    [
      'sentence, citations',
      { sentence: 'A b.', citations: [{ para: '¶4', words: 'c d' }] },
      { support: [support(4, 'c d')] },
    ],
    [
      'statement, evidence',
      { statement: 'A b.', evidence: { number: 4, excerpt: 'c d' } },
      { support: [support(4, 'c d')] },
    ],
    ['numbers alone', { text: 'A b.', citations: [4, 7] }, { support: [support(4), support(7)] }],
    ['marks alone', { text: 'A b.', sources: ['¶4', '¶7-8'] }, { support: [support(4), support(7), support(8)] }],
    ['numbers as words', { text: 'A b.', cites: ['4', '[7]'] }, { support: [support(4), support(7)] }],
    ['one line of marks', { text: 'A b.', citations: '¶4, ¶7' }, { support: [support(4), support(7)] }],
    ['a quote alone', { text: 'A b.', quotes: ['trust comes first'] }, { support: [support(0, 'trust comes first')] }],
    ['no list', { text: 'A b.', paragraph: 4, quote: 'c d' }, { support: [support(4, 'c d')] }],
    ['no list, no quote', { sentence: 'A b.', paragraphs: [4, 7] }, { support: [support(4), support(7)] }],
    [
      'essay as source',
      { text: 'A b.', support: [{ source: 'B', p: 4, text: 'c d' }] },
      { support: [support(4, 'c d', { essay: 'B' })] },
    ],
    [
      'a number that is a word',
      { text: 'A b.', support: [{ paragraph: 'paragraph four', quote: 'c' }] },
      { support: [support(4, 'c')] },
    ],
    [
      'nonsense for a number',
      { text: 'A b.', support: [{ paragraph: null, quote: 'c' }, null, true, [[]]] },
      { support: [support(0, 'c')] },
    ],
    ['marks within', { answer: 'It is [¶4].' }, { text: 'It is [¶4].', support: [support(4)] }],
  ])('%s', (_, sentence, expected) => {
    const { drafts } = read(JSON.stringify({ kind: 'answered', sentences: [sentence] }));
    expect(drafts).toEqual([{ text: 'A b.', claim: '', ...expected }]);
  });

  it('gives the sentences of one text with marks', () => {
    const { drafts } = read('{"kind":"answered","answer":"Trust comes first. [¶4] Treaties follow it (¶5)."}');
    expect(drafts).toMatchObject([
      { text: 'Trust comes first. [¶4]', support: [support(4)] },
      { text: 'Treaties follow it (¶5).', support: [support(5)] },
    ]);
  });

  it('gives the sentences of a list of lines with marks', () => {
    const { drafts } = read('{"sentences":["Trust comes first [¶4].","Treaties follow it [¶5]."]}');
    expect(drafts.map(({ support: [one] }) => one?.paragraph)).toEqual([4, 5]);
  });

  it('takes no quote for a sentence', () => {
    const text = '{"sentences":[{"text":"A b.","support":[{"paragraph":4,"text":"c d"},{"n":5,"quote":"e f"}]}]}';
    expect(read(text).drafts).toEqual([{ text: 'A b.', claim: '', support: [support(4, 'c d'), support(5, 'e f')] }]);
  });

  it('does not take the whole answer again after its sentences', () => {
    const text = JSON.stringify({ sentences: [first], answer: 'Trust comes first, all in all.' });
    expect(read(text).drafts).toEqual([first]);
  });

  it('keeps at most eight supports, for each costs a search', () => {
    const many = Array.from({ length: 500 }, (_, n) => n + 1);
    const { drafts } = read(JSON.stringify({ text: 'A b.', citations: many }));
    expect(drafts[0]?.support).toHaveLength(8);
    expect(read('{"text":"A b.","citations":["¶1-99999"]}').drafts[0]?.support).toHaveLength(3);
  });
});

describe('a reply that breaks off', () => {
  const texts = [first.text, second.text];
  it.each<[string, string]>([
    ['JSON', json],
    ['JSON with line breaks', JSON.stringify(reply, null, 2)],
    ['JSON in a fence', `\`\`\`json\n${json}\n\`\`\``],
    ['a thought and JSON', `<think>He says that trust comes first [¶4]. Yes.</think>${json}`],
  ])('anywhere in %s never gives an incomplete sentence, nor one that was not there', (_, text) => {
    for (let length = 0; length < text.length; length++) {
      for (const hasBrokenOff of [true, false]) {
        const { drafts } = readPieces([text.slice(0, length)], { hasBrokenOff });
        for (const draft of drafts)
          expect({ length, known: texts.includes(draft.text) }).toEqual({ length, known: true });
      }
    }
  });

  const prose =
    'In the U.S. Army they call it trust, as Mr. Streltsov reports. [¶4] Treaties follow it (¶5). Nobody is sure of that ¶6, ¶7. The end.';
  it('anywhere in prose never gives an incomplete sentence', () => {
    const whole = [
      'In the U.S. Army they call it trust, as Mr. Streltsov reports.',
      'Treaties follow it',
      'Nobody is sure of that',
      'The end.',
    ];
    for (let length = 0; length < prose.length; length++) {
      for (const size of [prose.length, 5]) {
        const { drafts } = readPieces(inPieces(prose.slice(0, length), size), { hasBrokenOff: true });
        for (const { text } of drafts) {
          expect({ length, text, known: whole.some((each) => text.startsWith(each)) }).toMatchObject({ known: true });
        }
      }
    }
    expect(readPieces([prose.slice(0, 88)], { hasBrokenOff: true }).drafts).toHaveLength(1);
  });

  it('in prose without saying so keeps its last half sentence away', () => {
    const { drafts } = readPieces(['Trust comes first [¶4]. Treaties follow it [¶5]. Nobody is su']);
    expect(drafts.map(({ text }) => text)).toEqual(['Trust comes first [¶4].', 'Treaties follow it [¶5].']);
    expect(readPieces(['Nobody is su']).drafts).toEqual([]);
  });

  it('after all of it is complete', () => {
    expect(readPieces([json], { hasBrokenOff: true })).toMatchObject({ isComplete: true, drafts: [first, second] });
    expect(readPieces([JSON.stringify([first]).slice(0, -1)], { hasBrokenOff: true }).isComplete).toBe(false);
  });

  it('in the middle of a thought gives nothing of the thought', () => {
    for (const hasBrokenOff of [true, false]) {
      expect(readPieces(['<think>He says that trust comes first [¶4]. And so on.'], { hasBrokenOff }).drafts).toEqual(
        [],
      );
    }
  });
});

describe('prose with marks', () => {
  it.each([
    'Trust comes first [¶4]. Treaties follow [¶5].',
    'Trust comes first. [¶4] Treaties follow. [¶5]',
    'Trust comes first.[¶4] Treaties follow.[¶5]',
    'Trust comes first (¶4). Treaties follow (¶5).',
    'Trust comes first. (¶4) Treaties follow. (¶5)',
    'Trust comes first ¶4. Treaties follow ¶5.',
    'Trust comes first. ¶4 Treaties follow. ¶5',
    'Trust comes first 【¶4】. Treaties follow 【¶5】.',
    'Trust comes first.【¶4】 Treaties follow.【¶5】',
    'Trust comes first (paragraph 4). Treaties follow (paragraph 5).',
    'Trust comes first. (Streltsov ¶4) Treaties follow. (see ¶5)',
    'Trust comes first. [para. 4] Treaties follow. [para. 5]',
    '- Trust comes first [¶4]\n- Treaties follow [¶5]',
    '1. Trust comes first. [¶4]\n2. Treaties follow. [¶5]',
    '* Trust comes first. — ¶4\n* Treaties follow. — ¶5',
    '# Answer\nTrust comes first [¶4].\n\nTreaties follow [¶5].',
    'The essay says:\n\n- Trust comes first [¶4].\n- Treaties follow [¶5].',
    '```\nTrust comes first [¶4]. Treaties follow [¶5].\n```',
    '<think>Hm. He says so [¶9].</think>\nTrust comes first [¶4]. Treaties follow [¶5].',
  ])('gives each sentence its own: %j', (text) => {
    const { drafts, kind, isComplete } = read(text);
    expect(drafts.map(({ support: all }) => all)).toEqual([[support(4)], [support(5)]]);
    expect(drafts[0]?.text).toMatch(/Trust comes first/);
    expect(drafts[0]?.text).not.toMatch(/Treaties/);
    expect({ kind, isComplete }).toEqual({ kind: undefined, isComplete: false });
  });

  it.each([
    ['Trust comes first. [¶4, ¶5] The rest is talk [¶7].', [4, 5]],
    ['Trust comes first ¶4, ¶5. The rest is talk [¶7].', [4, 5]],
    ['Trust comes first. [¶4][¶5] The rest is talk [¶7].', [4, 5]],
    ['Trust comes first. [¶4] [¶5]. The rest is talk [¶7].', [4, 5]],
    ['Trust comes first (¶¶4-5). The rest is talk [¶7].', [4, 5]],
    ['Trust comes first. (¶4; ¶5) The rest is talk [¶7].', [4, 5]],
    ['Trust comes first. ¶4–6 The rest is talk [¶7].', [4, 5, 6]],
  ])('gives a sentence all of its marks: %j', (text, paragraphs) => {
    const { drafts } = read(text);
    expect(drafts.map(({ support: all }) => all.map(({ paragraph }) => paragraph))).toEqual([paragraphs, [7]]);
  });

  it('keeps a number in brackets with its sentence, for those who prove it', () => {
    const { drafts } = read('Trust comes first. [4] Treaties follow. [5, 6]');
    expect(drafts.map(({ text }) => text)).toEqual(['Trust comes first. [4]', 'Treaties follow. [5, 6]']);
  });

  it('leaves a mark to the sentence that speaks of it', () => {
    const { drafts } = read('Trust comes first [¶4]. ¶5 says that treaties follow. (He returns to this in ¶6.)');
    expect(drafts.map(({ text }) => text)).toEqual([
      'Trust comes first [¶4].',
      '¶5 says that treaties follow.',
      '(He returns to this in ¶6.)',
    ]);
  });

  it.each<[string, string, string, readonly number[]]>([
    ['en', 'Mr. Streltsov argues that trust comes first. [¶4] Nobody else does so. [¶5]', 'Mr. Streltsov', [4, 5]],
    [
      'ru',
      'По мнению автора, доверие важнее договоров (¶4). Это сказано и в других местах, т. е. дважды. [абзац 5]',
      'По',
      [4, 5],
    ],
    ['ja', '著者は信頼が先だと論じる。【¶4】条約はその後に来る（¶5）。', '著者は', [4, 5]],
    ['ja', '著者は信頼が先だと論じる（第4段落）。条約はその後に来る。［¶5］', '著者は', [4, 5]],
    ['de', 'Der Autor meint, dass z. B. Vertrauen zuerst kommt [¶4]. Verträge folgen ihm. (Absatz 5)', 'Der', [4, 5]],
    [
      'es',
      'El autor sostiene que la confianza es lo primero. (párrafo 4) Los tratados vienen después [¶5].',
      'El',
      [4, 5],
    ],
    ['fr', 'Selon l’auteur, la confiance vient d’abord (¶4) . Les traités suivent. (paragraphe 5)', 'Selon', [4, 5]],
  ])('is read in its language: %s', (language, text, start, paragraphs) => {
    const { drafts } = read(text, language);
    expect(drafts.map(({ support: all }) => all.map(({ paragraph }) => paragraph))).toEqual(paragraphs.map((n) => [n]));
    expect(drafts[0]?.text.startsWith(start)).toBe(true);
  });

  it('is given sentence by sentence while it is written', () => {
    const reader = createDraftReader('en');
    const rest = 'Treaties follow it, as he says at some length, and nobody has denied this so far in any book. ';
    expect(reader.read('Trust comes first [¶4]. ')).toEqual([]);
    expect(reader.read(rest)).toMatchObject([{ text: 'Trust comes first [¶4].' }]);
  });

  it('without a mark is given at the end, to be mended', () => {
    expect(read('Trust comes first. Treaties follow.').drafts).toEqual([
      { text: 'Trust comes first.', claim: '', support: [] },
      { text: 'Treaties follow.', claim: '', support: [] },
    ]);
  });
});

describe('any reply', () => {
  const word = fc.constantFrom(
    'trust',
    'treaty',
    'Mr.',
    'U.S.',
    'доверие',
    '信頼',
    '5',
    '“no”',
    'z. B.',
    'It',
    '{x}',
    '🤝',
  );
  const sentence = fc
    .array(word, { minLength: 1, maxLength: 12 })
    .chain((words) =>
      fc.constantFrom('. ', '.', '? ', '。', '.\n', '.\n\n- ', '… ').map((end) => words.join(' ') + end),
    );
  const mark = fc.constantFrom('[¶4] ', '(¶5). ', '¶6, ¶7 ', '【¶8】', ' [9] ', '', '');
  const proseReply = fc
    .array(fc.tuple(sentence, mark), { minLength: 1, maxLength: 8 })
    .map((all) => all.map(([text, end]) => text + end).join(''));
  const draft = fc.record({
    text: fc.oneof(sentence, fc.string()),
    claim: fc.string(),
    support: fc.array(fc.record({ essay: fc.constant('A'), paragraph: fc.nat(99), quote: fc.string() }), {
      maxLength: 3,
    }),
  });
  const jsonReply = fc
    .tuple(
      fc.array(draft, { maxLength: 4 }),
      fc.constantFrom(undefined, 2),
      fc.constantFrom('', 'Sure: ', '```json\n', '<think>{"text": "x"}</think>'),
    )
    .map(([sentences, indent, before]) => before + JSON.stringify({ kind: 'answered', sentences }, null, indent));
  const spoilt = fc
    .tuple(jsonReply, fc.nat(), fc.constantFrom('"', '{', '}', '\\', ',', "'", ''))
    .map(([text, at, sign]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + sign + text.slice(place + 1);
    });

  it.each<[string, fc.Arbitrary<string>]>([
    ['prose', proseReply],
    ['JSON', jsonReply],
    ['spoilt JSON', spoilt],
    ['anything', fc.string({ unit: 'binary', maxLength: 300 })],
  ])('gives the same however it is cut into pieces: %s', (_, replies) => {
    fc.assert(
      fc.property(
        replies,
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        fc.boolean(),
        (text, sizes, hasBrokenOff) => {
          const pieces: string[] = [];
          for (let at = 0, turn = 0; at < text.length; turn++) {
            const size = sizes[turn % sizes.length] ?? 1;
            pieces.push(text.slice(at, at + size));
            at += size;
          }
          expect(readPieces(pieces, { hasBrokenOff })).toEqual(readPieces([text], { hasBrokenOff }));
        },
      ),
      { numRuns: 300, seed: 5 },
    );
  });

  it('in the form asked for comes back as it was written', () => {
    fc.assert(
      fc.property(fc.uniqueArray(draft, { maxLength: 4, selector: (each) => JSON.stringify(each) }), (sentences) => {
        const wanted = sentences
          .filter(({ text }) => text.trim() !== '')
          .map(({ text, claim, support: all }) => ({
            text: text.trim(),
            claim: claim.trim(),
            support: all.map((each) => ({ translation: '', ...each })),
          }));
        const unique = [...new Map(wanted.map((each) => [JSON.stringify(each), each])).values()];
        expect(readPieces([JSON.stringify({ sentences })]).drafts).toEqual(unique);
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  it.each<[string, string]>([
    ['open brackets', '[{'.repeat(8_000)],
    ['braces that open and close', '{'.repeat(8_000) + '}'.repeat(8_000)],
    ['nested objects', `${'{"a":'.repeat(2_500)}1${'}'.repeat(2_500)}"`],
    ['nested lists', `{"text":"A b.","paragraph":${'['.repeat(7_000)}${']'.repeat(7_000)}}`],
    ['a sentence without an end', 'trust and '.repeat(1_600)],
    ['no blank', 'a'.repeat(16_000)],
    ['marks alone', '¶4, '.repeat(4_000)],
    ['quotation marks', '{"'.repeat(8_000)],
    ['line breaks', '\n'.repeat(16_000)],
    ['a thought without an end', `<think>${'and so on '.repeat(1_600)}`],
  ])('is read in no time, whatever it consists of: %s', (_, text) => {
    const began = performance.now();
    expect(readPieces(inPieces(text, 4)).drafts.length).toBeLessThanOrEqual(1);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMrkdwn } from '../../../../src/adapters/slack/blocks.js';
import { readText } from '../../../../src/adapters/slack/read-text.js';
import { type Part, renderReply } from '../../../../src/adapters/slack/render.js';
import { answerReply, paragraphReply } from '../../../../src/conversation/replies.js';
import type { AnswerReply, NoticeReply, Reply } from '../../../../src/conversation/types.js';
import { displayLine, displayText } from '../../../../src/essay/display.js';
import type { Answer, AnswerSentence } from '../../../../src/essay/types.js';
import { citationOf, commons, fakeEssay } from '../../../helpers/fake-parts.js';
import { cited, growthOf, threeSentences, written, writtenReply } from '../../../helpers/written-answer.js';

const frame = { turn: '1.1', place: 'C1:1.1', isPrivate: false };
const render = (reply: Reply): readonly Part[] => renderReply(reply, frame);

/** Every text of a part as its reader sees it: rich text is literal. */
function shown({ body }: Part): string {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      const { text, type } = value as { text?: unknown; type?: unknown };
      if (typeof text === 'string' && (type === 'text' || type === 'plain_text')) texts.push(text);
      else Object.values(value).forEach(walk);
    }
  };
  walk(body);
  return texts.join('');
}

function kindsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(kindsOf);
  if (typeof value !== 'object' || value === null) return [];
  const { type } = value as { type?: unknown };
  return [...(typeof type === 'string' ? [type] : []), ...Object.values(value).flatMap(kindsOf)];
}

function withinLimits({ text, markdown, body, foot }: Part): void {
  expect(body.length + foot.length).toBeLessThanOrEqual(50);
  expect(text.length).toBeGreaterThan(0);
  expect(text.length).toBeLessThanOrEqual(12_000);
  expect(markdown?.length ?? 0).toBeLessThanOrEqual(12_000);
  expect(JSON.stringify(body).length).toBeLessThan(60_000);
  expect(shown({ body } as Part).length).toBeLessThanOrEqual(3_100);
  for (const block of body) {
    if (block.type === 'context')
      for (const element of block.elements)
        if ('text' in element) expect(element.text?.length).toBeLessThanOrEqual(3_000);
    if (block.type === 'rich_text')
      for (const element of block.elements)
        if ('elements' in element)
          for (const leaf of element.elements) if (leaf.type === 'text') expect(leaf.text).not.toBe('');
  }
  for (const block of foot) {
    if (block.type !== 'actions') continue;
    expect(block.elements.length).toBeLessThanOrEqual(25);
    const ids = block.elements.map((element) => ('action_id' in element ? element.action_id : ''));
    expect(new Set(ids).size).toBe(ids.length);
    for (const element of block.elements) {
      if (element.type !== 'button') continue;
      expect(element.text.text.length).toBeLessThanOrEqual(75);
      expect(element.value?.length ?? 0).toBeLessThanOrEqual(2_000);
    }
  }
}

function answerWith(sentences: readonly [AnswerSentence, ...AnswerSentence[]], leadIn = 'Lead:'): AnswerReply {
  const answer: Answer = {
    kind: 'answered',
    writer: 'extractive',
    leadIn,
    sentences,
    nearest: [],
    lastLine: 'Quoted from the essay.',
    essays: ['commons'],
    language: 'en',
  };
  return answerReply(answer, [commons], [commons]);
}

function sentence(text: string, n: number): AnswerSentence {
  const paragraph = commons.paragraphs[0];
  if (!paragraph) throw new Error('no paragraph');
  return { text, isQuotation: true, citations: [{ ...citationOf(commons, paragraph), paragraph: n }] };
}

describe('a message', () => {
  it('is within every limit and loses no character and no citation, however long', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 12_000 }),
      fc
        .array(fc.constantFrom('grass ', '¶4 ', 'трава ', '草地', '<@U1> ', '*bold* ', '😀', '& '), {
          minLength: 1,
          maxLength: 3_000,
        })
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 60 }), (text, count) => {
        const size = Math.max(1, Math.ceil(text.length / count));
        const pieces = Array.from({ length: count }, (_, n) => `s${n} ${text.slice(n * size, (n + 1) * size)}`);
        const [first = 's', ...rest] = pieces;
        const parts = render(answerWith([sentence(first, 1), ...rest.map((piece, n) => sentence(piece, n + 2))]));
        parts.forEach(withinLimits);
        const all = parts.map(shown).join('');
        // A long sentence is cut into parts, but nothing of it is gone and its mark follows its last word.
        for (const [n, piece] of pieces.entries()) expect(all).toContain(`“${displayLine(piece)}” ¶${n + 1}`);
        expect(all).toContain('Quoted from the essay.');
      }),
      { numRuns: 60 },
    );
  });

  it('says the same in its blocks, its fallback text and its stream', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9 ,'*_#()-]{1,400}$/), (text) => {
        fc.pre(displayLine(text) !== '');
        const [part] = render(answerWith([sentence(text, 3)]));
        if (!part) throw new Error('no part');
        for (const form of [shown(part), part.text, part.markdown?.replace(/\\/g, '') ?? '']) {
          expect(form).toContain(`“${displayLine(text)}”`);
          expect(form).toContain('¶3');
        }
      }),
      { numRuns: 50 },
    );
  });

  const hostile = [
    '<!channel> <!here> <!everyone>',
    '<@U0VICTIM> and <!subteam^S1>',
    'see <https://evil.example|the essay> or https://evil.example/a?b',
    '[click](https://evil.example) ![pixel](https://evil.example/p.png)',
    '<#C0SECRET> www.evil.example mailto:a@evil.example a@evil.example',
    '`<!channel>` *<!here>* ~x~ _y_ &lt;!channel&gt;',
  ];
  it.each(hostile)('cannot mention or link, whoever wrote it: %s', (text) => {
    const notice: NoticeReply = { kind: 'notice', tone: 'plain', language: 'en', text, buttons: [] };
    const evil = cited(1, 0, { quote: text, translation: text });
    for (const reply of [
      answerWith([sentence(text, 1)], text),
      writtenReply([written(text, evil)], { lastLine: text }),
      { ...notice, note: text },
      notice,
    ]) {
      for (const part of render(reply)) {
        expect(
          kindsOf(part.body).filter((kind) =>
            ['link', 'user', 'usergroup', 'broadcast', 'channel', 'mrkdwn', 'markdown', 'image'].includes(kind),
          ),
        ).toEqual([]);
        expect(part.text).not.toMatch(/<[@!#]|<https?:|https?:\/\/|www\.evil|mailto:|\w@evil/);
        // What only rich text keeps harmless is never streamed.
        expect(part.markdown ?? '').not.toMatch(/[<@]|&lt;|https?:|evil\.example|\]\(/);
      }
    }
  });

  it('in a writer’s own words has them in one paragraph, literally, then the quotes they rest on, then the last line', () => {
    const [part] = render(writtenReply([written('**Nobody** _owns_ it.', cited(1)), ...threeSentences.slice(1)]));
    if (!part) throw new Error('no part');
    const [words, small] = part.body;
    expect(words).toMatchObject({
      type: 'rich_text',
      elements: [{ type: 'rich_text_section' }, { type: 'rich_text_quote' }],
    });
    expect(shown(part)).toBe(
      '**Nobody** _owns_ it. ¶1 So each herder adds a cow, and the grass goes. ¶1 ¶2 Rules saved what was left. ¶3' +
        '“The pasture belongs to no one.” ¶1 · “Every herder adds one more cow.” ¶1 · “The grass is gone by summer.” ¶2' +
        ' · “Rules of the village saved the hay.” ¶3Also near: ¶2.',
    );
    expect(small).toMatchObject({ type: 'context' });
    expect(part.text.split('\n')).toEqual([
      expect.stringMatching(/^\*\*Nobody\*\* .* ¶3$/),
      expect.stringMatching(/^> “.* ¶3$/),
      'Also near: ¶2.',
    ]);
    expect(part.markdown).toContain('\\*\\*Nobody\\*\\* \\_owns\\_ it. **¶1** So each');
  });

  it('has a translation beside its quote, and long runs of sentences and quotes in paragraphs', () => {
    const translation = 'Пастбище ничьё.';
    const [part] = render(writtenReply([written('Ничья.', cited(1, 0, { translation }))], { language: 'ru' }));
    expect(part && shown(part)).toContain('Ничья. ¶1“The pasture belongs to no one.” ¶1 («Пастбище ничьё.»)');
    const long = Array.from({ length: 8 }, (_, n) => written(`Nobody ${'really '.repeat(20)}owns ${n}.`, cited(1)));
    const [first = written('', cited(1)), ...rest] = long;
    expect(JSON.stringify(render(writtenReply([first, ...rest])).map(({ body }) => body)).split('"\\n"')).toHaveLength(
      4,
    );
  });

  it('grows without taking anything back: each state of its stream begins with the one before', () => {
    const text = fc.stringMatching(/^[A-Za-z0-9а-я ,*_#()[\]`~>-]{1,120}$/).filter((one) => displayLine(one) !== '');
    const sentences = fc.array(fc.record({ text, isQuotation: fc.boolean() }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(sentences, (drawn) => {
        const all = drawn.map((one, n) => ({ ...one, citations: [cited((n % 3) + 1)] as const }));
        const [first = written('', cited(1)), ...rest] = all;
        let before = '';
        for (const [index, snapshot] of growthOf(writtenReply([first, ...rest])).entries()) {
          const [part, ...more] = render(snapshot);
          expect(more).toEqual([]);
          if (index < all.length) expect(part?.foot).toEqual([]);
          if (part?.markdown === undefined) continue;
          expect(part.markdown.startsWith(before)).toBe(true);
          before = part.markdown;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('shows a teacher’s emphasis, lists and tables in Slack’s forms', () => {
    const text =
      'He argues **twice** and *softly*:\n\n- one\n- two\n\n| who | what |\n| --- | --- |\n| Japan | trade |';
    const essay = { ...commons, teacherNotes: [{ kind: 'note' as const, text, paragraph: 2 }] };
    const [part] = render(paragraphReply(essay, [2], [essay], 'en'));
    if (!part) throw new Error('no part');
    expect(JSON.stringify(part.body)).toContain('{"type":"text","text":"twice","style":{"bold":true}}');
    expect(JSON.stringify(part.body)).toContain('{"type":"text","text":"softly","style":{"italic":true}}');
    expect(shown(part)).toContain('• one');
    expect(kindsOf(part.body)).toContain('rich_text_preformatted');
    expect(shown(part)).toContain('who    what\n-----  -----\nJapan  trade');
  });

  it('of a paragraph with its neighbours has the quoted words in bold', () => {
    const reply = paragraphReply(commons, [2], [commons], 'en', { bold: [{ start: 4, end: 9 }], isAround: true });
    const [part] = render(reply);
    if (!part) throw new Error('no part');
    expect(JSON.stringify(part.body)).toContain('{"type":"text","text":"grass","style":{"bold":true}}');
    const text = shown(part);
    expect(text.indexOf('¶1 The pasture')).toBeLessThan(text.indexOf('¶2 of 3'));
    expect(text.indexOf('The grass is gone')).toBeLessThan(text.indexOf('¶3 Rules'));
  });

  it('that is private offers to share it and to keep it; one that everyone sees does not', () => {
    const ids = (isPrivate: boolean): string =>
      JSON.stringify(renderReply(answerWith([sentence('grass', 1)]), { ...frame, isPrivate }).map(({ foot }) => foot));
    expect(ids(true)).toMatch(/"share".*"keep"/);
    expect(ids(false)).not.toMatch(/"share"|"keep"/);
  });

  it('leaves out a button that Slack would not take rather than the message', () => {
    const slug = `essay-${'x'.repeat(2_000)}`;
    const essay = fakeEssay(slug, ['One sentence.']);
    const reply = paragraphReply(essay, [1], [essay], 'en', { isAround: true });
    for (const part of render({
      ...reply,
      buttons: [{ label: 'Next', line: `/paragraph p2 --essay ${slug}`, typed: '' }],
    }))
      withinLimits(part);
  });
});

describe('text from Slack', () => {
  const cases: [string, string][] = [
    ['<@UBOT> why?', 'why?'],
    ['<@UBOT|pilcrow>: why?', 'why?'],
    ['ask <@U2> and <@U3|bob>', 'ask @U2 and @U3'],
    ['in <#C1|seminar>', 'in #seminar'],
    ['<!channel> <!subteam^S1|@class> <!date^1^{time}|noon>', '@channel @class noon'],
    ['<https://a.example/x|the essay> <https://b.example>', 'the essay https://b.example'],
    ['1 &lt; 2 &amp;amp; 3 &gt; 2', '1 < 2 &amp; 3 > 2'],
    ['', ''],
  ];
  it.each(cases)('is read as its writer saw it: %s', (raw, plain) => {
    expect(readText(raw, 'UBOT')).toBe(plain);
  });

  it('comes back unchanged through the escaping', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        fc.pre(
          !/:\/\/|www\.|mailto:|tel:|@/i.test(text) &&
            displayText(text) === text &&
            text.trim() === text &&
            !/^[,:;\s]/.test(text),
        );
        expect(readText(escapeMrkdwn(text), 'UBOT')).toBe(text);
      }),
    );
  });
});

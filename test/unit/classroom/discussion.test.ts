import { describe, expect, it } from 'vitest';
import { discussionQuestions, nextQuestion } from '../../../src/classroom/discussion.js';
import { tensionsOf } from '../../../src/classroom/tensions.js';
import type { Essay } from '../../../src/essay/types.js';
import { fakeEssay } from '../../helpers/fake-parts.js';

const harbour = fakeEssay('harbour', [
  'The harbour silted up because the river was straightened above the town. Nobody in the council had asked for that.',
  'According to Fergusson, the fishermen lost half of their catch within a decade. The boats stayed in the sheds.',
  'A new mole would probably keep the sand out of the basin. However, the sand comes from the river and not from the sea.',
  'The town should give the river its old bends back before it builds anything in the harbour.',
]);
const kindsOf = (essay: Essay): readonly string[] => tensionsOf(essay).map(({ kind }) => kind);

describe('the tensions of an essay', () => {
  it('are its proposal against its cause, its turns, its reported voices, what it holds back and what it counts', () => {
    const list = tensionsOf(harbour);
    expect(list[0]).toMatchObject({
      kind: 'proposal',
      quotes: [
        { paragraph: 1, quote: 'The harbour silted up because the river was straightened above the town.' },
        { paragraph: 4 },
      ],
    });
    expect(list[1]).toMatchObject({ kind: 'contrast', quotes: [{ paragraph: 3 }, { paragraph: 3 }] });
    expect(list[2]).toMatchObject({ kind: 'reported', quotes: [{ paragraph: 2 }] });
    expect(list.at(-1)).toMatchObject({ kind: 'arc', quotes: [{ paragraph: 1 }, { paragraph: 4 }] });
  });

  it('show a held-back claim and a count with the word that makes them one', () => {
    const essay = fakeEssay('ice', [
      'The ice will probably be gone before the ferry is built.',
      'Most years 466 boats are counted in the strait.',
      'In 1998 nobody counted anything, and on 12 May the ferry sank.',
    ]);
    expect(tensionsOf(essay).map(({ kind, cue }) => [kind, cue])).toEqual([
      ['hedge', 'probably'],
      ['count', '466'],
      ['arc', undefined],
    ]);
  });

  it('quote words that stand where they say, a long sentence only in its clauses around the cue', () => {
    const long = `It rained on the sheds, ${'and the men went on waiting for the boats, '.repeat(8)}and the town should have built the mole.`;
    const essay = fakeEssay('long', ['The mole was never built because the town had no money for boats.', long]);
    for (const { quotes } of tensionsOf(essay))
      for (const { paragraph, quote, start, end } of quotes) {
        expect(essay.paragraphs[paragraph - 1]?.text.slice(start, end)).toBe(quote);
        expect(quote.length).toBeLessThanOrEqual(240);
      }
    expect(tensionsOf(essay)[0]?.quotes[1]?.quote).toContain('should have built the mole');
  });

  it('leave no sentence in two questions, the arc aside', () => {
    const spots = tensionsOf(harbour)
      .filter(({ kind }) => kind !== 'arc')
      .flatMap(({ quotes }) => quotes.map(({ paragraph, start }) => `${paragraph}.${start}`));
    expect(new Set(spots).size).toBe(spots.length);
  });

  it.each([
    [
      'ru',
      ['Гавань обмелела, потому что реку выпрямили выше города.', 'Городу следует вернуть реке её прежние изгибы.'],
    ],
    [
      'de',
      [
        'Der Hafen versandete, weil man den Fluss begradigt hatte.',
        'Die Stadt sollte dem Fluss seine Bögen zurückgeben.',
      ],
    ],
    [
      'es',
      ['El puerto se cegó porque enderezaron el río junto al pueblo.', 'El pueblo debería devolver al río sus curvas.'],
    ],
    [
      'fr',
      [
        "Le port s'est ensablé parce qu'on a redressé la rivière.",
        'La ville devrait rendre à la rivière ses méandres.',
      ],
    ],
    ['ja', ['川をまっすぐにしたことが港が浅くなった原因である。', '町は川をもとの形に戻すべきだと考えられる。']],
  ])('are found in %s by the habits of that language', (language, texts) => {
    expect(kindsOf(fakeEssay('port', texts, { language }))).toContain('proposal');
  });

  it('are never none: in any language a text begins and ends', () => {
    expect(kindsOf(fakeEssay('x', ['Quaestio prima est.', 'Finis.'], { language: 'la' }))).toEqual(['arc']);
    expect(kindsOf(fakeEssay('x', ['One sentence.']))).toEqual(['arc']);
  });
});

describe('questions for discussion', () => {
  const set = fakeEssay(
    'set',
    harbour.paragraphs.map(({ text }) => text),
    {
      questions: ['What did the fishermen lose?'],
      teacherNotes: [
        { kind: 'note', text: 'A mole is a wall.' },
        { kind: 'question', text: 'Who decides about a river?', paragraph: 4 },
      ],
    },
  );

  it('begin with the teacher’s own, then those set with the essay, each with a paragraph to begin at', () => {
    const [own, listed, text] = discussionQuestions(set, 'en');
    expect(own).toMatchObject({ origin: 'teacher', question: 'Who decides about a river?' });
    expect(own?.anchors[0]).toMatchObject({ label: 'A place to begin, ¶4:', citation: { paragraph: 4 } });
    expect(listed).toMatchObject({ origin: 'listed', anchors: [{ citation: { paragraph: 2 } }] });
    expect(text?.origin).toBe('text');
  });

  it('name the paragraphs they set against each other, in the language of whoever asked', () => {
    const [question] = discussionQuestions(harbour, 'en');
    expect(question?.question).toMatch(/¶4.*¶1|¶1.*¶4/);
    const [german] = discussionQuestions(harbour, 'de');
    expect(german?.anchors.map(({ label }) => label)).toEqual(['¶1 sieht die Ursache hier:', 'Was ¶4 vorschlägt:']);
    expect(german?.key).toBe(question?.key);
  });

  it('stay within the paragraphs asked for, and always have one there', () => {
    for (const range of [
      { first: 2, last: 3 },
      { first: 4, last: 4 },
    ]) {
      const questions = discussionQuestions(set, 'en', { range });
      expect(questions.length).toBeGreaterThan(0);
      for (const { anchors } of questions)
        for (const { citation } of anchors) {
          expect(citation.paragraph).toBeGreaterThanOrEqual(range.first);
          expect(citation.paragraph).toBeLessThanOrEqual(range.last);
        }
    }
  });

  it('speak of the topic asked for, and there are none on what the essay does not speak of', () => {
    for (const { question, anchors } of discussionQuestions(set, 'en', { topic: 'the fishermen' }))
      expect(`${question} ${anchors.map(({ citation }) => citation.quote).join(' ')}`).toMatch(/fishermen/i);
    expect(discussionQuestions(set, 'en', { topic: 'astronomy' })).toEqual([]);
    expect(discussionQuestions(set, 'en', { topic: 'about the' })).toEqual([]);
  });

  it('come in order, then again the one that is longest ago, and never the one just shown', () => {
    const questions = discussionQuestions(set, 'en');
    const shown: string[] = [];
    for (let round = 0; round < questions.length * 2; round += 1) {
      const next = nextQuestion(questions, shown);
      expect(next?.key).toBe(questions[round % questions.length]?.key);
      shown.push(next?.key ?? '');
    }
    expect(nextQuestion(questions.slice(0, 1), [questions[0]?.key ?? ''])).toBeUndefined();
  });
});

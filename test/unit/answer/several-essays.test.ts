import { describe, expect, it } from 'vitest';
import { createAnswerer } from '../../../src/answer/answer.js';
import { createExtractiveWriter } from '../../../src/answer/extractive.js';
import type { Question, Writer, Written } from '../../../src/answer/types.js';
import { plainText } from '../../../src/conversation/plain-text.js';
import { answerReply } from '../../../src/conversation/replies.js';
import type { AnswerReply } from '../../../src/conversation/types.js';
import type { AnswerSentence, Essay } from '../../../src/essay/types.js';
import { withoutFrame } from '../../../src/retrieval/question-frame.js';
import { type FakeRetriever, fakeEssay } from '../../helpers/fake-parts.js';
import { againstHomework, forHomework, lighthouse } from '../../helpers/study-essays.js';
import { wordRetriever } from '../../helpers/word-retriever.js';

const bell = fakeEssay(
  'bell',
  [
    'No sound is obeyed so readily as the bell of a school. It was borrowed from the mill.',
    'A pupil who has been called forty times by a telephone before noon needs no bell to break a thought.',
  ],
  { title: 'The School Bell', author: 'Nora Feld' },
);
const essays = [againstHomework, bell, forHomework, lighthouse];
const retriever = shelf(...essays);

/** Looks for the matter alone, as the real one does. */
function shelf(...of: readonly Essay[]): FakeRetriever {
  const retriever = wordRetriever(...of);
  return {
    ...retriever,
    retrieve: (query) => retriever.retrieve({ ...query, text: withoutFrame(query.text, lighthouse, 'en') }),
  };
}

async function ask(
  text: string,
  {
    inPlay = essays,
    writers = [createExtractiveWriter()],
    ...more
  }: Partial<Question> & { readonly inPlay?: readonly Essay[]; readonly writers?: readonly Writer[] } = {},
): Promise<AnswerReply> {
  const answerer = createAnswerer({ retriever: shelf(...inPlay), writers });
  const question = { text, essays: inPlay.map(({ slug }) => slug), ...more };
  let last: AnswerReply | undefined;
  for await (const answer of answerer.answer(question)) {
    const [first, ...rest] = answer.essays.flatMap((slug) => retriever.essay(slug) ?? []);
    if (!first) throw new Error('an answer from no essay');
    last = answerReply(answer, [first, ...rest], inPlay);
  }
  if (!last) throw new Error('no answer');
  return last;
}
const cited = ({ answer }: AnswerReply): string[] =>
  answer.sentences.flatMap(({ citations }) => citations.map(({ essay, paragraph }) => `${essay} ${paragraph}`));
const essaysOf = (reply: AnswerReply): string[] => [
  ...new Set(reply.answer.sentences.map((s) => s.citations[0].essay)),
];

describe('an answer from several essays', () => {
  it('quotes each of those that speak of it, says from how many, and names the silent ones', async () => {
    const reply = await ask('what do the essays say about homework?');
    expect(essaysOf(reply).sort()).toEqual(['against-homework', 'for-homework']);
    expect(reply.answer.kind).toBe('answered');
    expect(reply.answer.leadIn).toBe('From 2 of 4 essays, word for word:');
    expect(reply.answer.lastLine).toContain('Not spoken of in: The School Bell, Lind.');
  });

  it('has marks that name the essay, by its title where its author has another one', async () => {
    const text = plainText(await ask('do the authors agree about homework?'));
    const marks = text.match(/” .*¶\d+/gu) ?? [];
    expect(marks.length).toBeGreaterThan(1);
    for (const mark of marks) expect(mark).toMatch(/^” (?:In Praise of Homework|Brandt) ¶\d+$/);
  });

  it('shows one quotation of each where it is asked which of them mention something', async () => {
    const reply = await ask('which of the authors mention Halvorsen?');
    expect(cited(reply)).toHaveLength(2);
    expect(reply.answer.leadIn).toBe('Found in 2 of 4 essays:');
    for (const { text } of reply.answer.sentences) expect(text).toContain('Halvorsen');
  });

  it('quotes three at most and points at the others', async () => {
    const slugs = ['a', 'b', 'c', 'd', 'e'];
    const many = slugs.map((slug) =>
      fakeEssay(slug, [`Salt came to ${slug} by sea. It was dear.`], {
        title: slug,
        author: `X ${slug.toUpperCase().repeat(3)}`,
      }),
    );
    const answerer = createAnswerer({ retriever: shelf(...many), writers: [createExtractiveWriter()] });
    for await (const answer of answerer.answer({ text: 'which of the essays mention salt?', essays: slugs })) {
      expect(answer.essays).toHaveLength(3);
      expect(answer.leadIn).toBe('Found in 5 of 5 essays:');
      expect(answer.lastLine).toContain('Also near: DDD ¶1; EEE ¶1.');
    }
  });

  it('keeps to those that are named, and is half an answer where one of them is silent', async () => {
    const reply = await ask('compare how Brandt and Lind see homework');
    expect(essaysOf(reply)).toEqual(['against-homework']);
    expect(reply.answer.kind).toBe('partly');
    expect(reply.answer.lastLine).toContain('Not spoken of in: Lind.');
  });

  it('says of none that it speaks of what none has, and opens the nearest', async () => {
    const reply = await ask('what do the essays say about Portsmouth?');
    expect(reply.answer.kind).toBe('not-in-essay');
    expect(reply.answer.leadIn).toMatch(/^None of the 4 essays mentions Portsmouth\. What comes nearest, in “.+”:$/);
    expect(reply.buttons[0]?.line).toContain(`--essay ${reply.answer.essays[0]}`);
  });

  it('speaks the language of the question', async () => {
    expect((await ask('which of the authors mention Halvorsen?', { language: 'fr' })).answer.leadIn).toBe(
      'Trouvé dans 2 essais sur 4 :',
    );
  });

  it('has a button for each essay, labelled with its name', async () => {
    const { buttons } = await ask('what do the essays say about homework?');
    expect(buttons.length).toBeLessThanOrEqual(3);
    expect(buttons.some(({ label, line }) => /Brandt ¶/.test(label) && line.includes('--essay against-homework'))).toBe(
      true,
    );
    expect(buttons.some(({ label, line }) => /Homework ¶/.test(label) && line.includes('--essay for-homework'))).toBe(
      true,
    );
  });
});

describe('a question to whichever essay answers', () => {
  it('names the best in its first line and its marks', async () => {
    const reply = await ask('when was the fog signal sold?');
    expect(reply.answer.leadIn).toMatch(/^From “The Lamp of Varsund”\./);
    expect(plainText(reply)).toContain('Lind ¶4');
    expect(essaysOf(reply)).toEqual(['lighthouse']);
  });

  it('quotes a second one in brief where that answers as well', async () => {
    const reply = await ask('does homework narrow the gap between rich and poor?');
    expect(essaysOf(reply).sort()).toEqual(['against-homework', 'for-homework']);
    expect(reply.answer.leadIn).toMatch(/^From “.+” and “.+”/);
  });

  it('asks the author that it is put to alone', async () => {
    expect(essaysOf(await ask('what does Brandt say about homework?'))).toEqual(['against-homework']);
  });

  it('takes another essay where the nearest one only lacks the name', async () => {
    const ships = fakeEssay('ships', ['The keeper of the fog signal wrote down ships in Oslo.'], {
      title: 'Ships',
      author: 'Ole Berg',
    });
    const other = fakeEssay('other', ['The keeper of the fog signal wrote down ships.'], {
      title: 'Other',
      author: 'Una Dahl',
    });
    const answerer = createAnswerer({ retriever: shelf(other, ships), writers: [createExtractiveWriter()] });
    for await (const answer of answerer.answer({
      text: 'did the keeper write down ships in Oslo?',
      essays: ['other', 'ships'],
    }))
      expect(answer.essays).toEqual(['ships']);
  });

  it('that nothing answers is told of how many, and which comes nearest', async () => {
    const { answer } = await ask('why did the keeper of the fog signal go to Portsmouth?');
    expect(answer.kind).toBe('not-in-essay');
    expect(answer.leadIn).toMatch(/4 essays.*“The Lamp of Varsund”/);
    expect(answer.lastLine).toContain('Also near: Lind ¶');
  });

  it('over one essay is answered as ever', async () => {
    const { answer, buttons } = await ask('when was the fog signal sold?', { inPlay: [lighthouse] });
    expect(answer.leadIn).toBe("In the author's words:");
    expect(buttons[0]?.label).toMatch(/^Show ¶\d$/);
  });
});

describe('an answer that a model writes from several essays', () => {
  const written = (essay: Essay, paragraph: number, text: string): Written => {
    const whole = essay.paragraphs[paragraph - 1]?.text ?? '';
    const citation = { essay: essay.slug, paragraph, quote: whole, start: 0, end: whole.length };
    return { sentence: { text, isQuotation: false, citations: [citation] } satisfies AnswerSentence };
  };
  const asked: string[][] = [];
  const writer: Writer = {
    name: 'generated',
    async *write({ parts }) {
      asked.push(parts.flatMap(({ retrieval, others }) => [retrieval, ...others].map(({ essay }) => essay.slug)));
      yield written(forHomework, 3, 'Feld holds that homework narrows the gap.');
      yield written(againstHomework, 3, 'Brandt holds that it does not.');
      yield written({ ...lighthouse, slug: 'nowhere' }, 1, 'Somebody lit a lamp.');
    },
  };

  it('is given the essays that speak of it, and shows no sentence from an essay that is not in play', async () => {
    const reply = await ask('do the authors agree about homework?', { writers: [writer] });
    expect(asked.at(-1)?.sort()).toEqual(['against-homework', 'for-homework']);
    expect(reply.answer.writer).toBe('generated');
    expect(cited(reply)).toEqual(['for-homework 3', 'against-homework 3']);
    const text = plainText(reply);
    expect(text).toContain('narrows the gap. In Praise of Homework ¶3');
    expect(text).toContain('does not. Brandt ¶3');
    expect(reply.answer.lastLine).toBe('Not spoken of in: The School Bell, Lind.');
  });
});

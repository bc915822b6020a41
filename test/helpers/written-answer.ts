/** Answers in a writer's own words over the essays of `fake-parts.ts`, whole and as they grow. */
import { answerReply } from '../../src/conversation/replies.js';
import type { AnswerReply } from '../../src/conversation/types.js';
import type { Answer, AnswerSentence, Citation } from '../../src/essay/types.js';
import { citationOf, commons } from './fake-parts.js';

type Sentences = readonly [AnswerSentence, ...AnswerSentence[]];

/** The sentence `index` of ¶`n` of the essay. */
export function cited(n: number, index = 0, extra: Partial<Citation> = {}): Citation {
  const paragraph = commons.paragraphs[n - 1];
  if (!paragraph) throw new Error(`no ¶${n}`);
  return { ...citationOf(commons, paragraph, index), ...extra };
}

export function written(text: string, ...citations: [Citation, ...Citation[]]): AnswerSentence {
  return { text, isQuotation: false, citations };
}

export const threeSentences: Sentences = [
  written('Nobody owns the pasture.', cited(1)),
  written('So each herder adds a cow, and the grass goes.', cited(1, 1), cited(2)),
  written('Rules saved what was left.', cited(3)),
];

/** Everything that a written answer can have; `extra` goes over it. */
export function writtenReply(sentences: Sentences = threeSentences, extra: Partial<Answer> = {}): AnswerReply {
  const answer: Answer = {
    kind: 'answered',
    writer: 'generated',
    leadIn: '',
    sentences,
    nearest: [],
    lastLine: 'Also near: ¶2.',
    essays: ['commons'],
    language: 'en',
    ...extra,
  };
  return answerReply(answer, [commons], [commons]);
}

/** Its snapshots: one a sentence, then the complete one. */
export function growthOf(reply: AnswerReply): readonly AnswerReply[] {
  const [first, ...rest] = reply.answer.sentences;
  const growing = [first, ...rest].map((_, index) =>
    writtenReply([first, ...rest.slice(0, index)], { leadIn: reply.answer.leadIn, lastLine: '', isGrowing: true }),
  );
  return [...growing, reply];
}

/** A set of eight questions about five paragraphs, small enough to be scored by hand. */
import { type KnownQuestion, plainEssay, type QuestionSet } from '../../../src/measure/question-sets.js';
import { known } from './outcomes.js';

const paragraphs = [
  'The pasture of the village belongs to nobody and feeds everybody. Each herder alone gains from one more cow.',
  'By the end of summer the grass was gone. Nobody wanted this, and everybody did it.',
  'The village council wrote rules for the hay in 1871. Since then every family counts its cows in public.',
  'Travellers praised the cheese of the valley, which ripens for two winters in cellars cut into the rock.',
  'In 1902 Johanna Keller drew the first map of the meadow. She walked it for a month.',
];

const nowhere = { minimal: [], acceptable: [] };
const at = (...minimal: number[]) => ({ minimal, acceptable: minimal });

const questions: readonly KnownQuestion[] = [
  known({ id: 'a', question: 'Who gains from one more cow?', gold: at(1), answers: ['Each herder'] }),
  known({ id: 'b', question: 'When did the village council write rules?', gold: at(3), answers: ['1871'] }),
  known({
    id: 'c',
    question: 'How long does the cheese ripen?',
    gold: at(4, 2),
    answers: ['two winters'],
    type: 'count',
  }),
  known({ id: 'd', question: 'Who drew the first map of the meadow?', gold: at(5), answers: ['Johanna Keller'] }),
  known({ id: 'e', question: 'When was the grass gone?', gold: at(2), answers: ['By the end of summer'] }),
  known({ id: 'f', question: 'Who counts its cows in public?', gold: at(3), answers: ['every family'] }),
  known({
    id: 'g',
    question: 'Which enzymes unwind the double helix of a chromosome?',
    answerable: false,
    type: 'other-essay',
    gold: nowhere,
    answers: [],
    expect: 'not-in-essay',
  }),
  known({
    id: 'h',
    question: 'When did the village council write rules for the cheese?',
    answerable: false,
    type: 'near-miss',
    gold: nowhere,
    answers: [],
    expect: 'not-in-essay',
  }),
];

export const tinySet: QuestionSet = {
  name: 'tiny',
  essays: [plainEssay('pasture', paragraphs)],
  questions,
  points: [],
  remarks: [],
};

/** Two essays written for tests that disagree about the same things, and a third about something else. */
import { fakeEssay } from './fake-parts.js';

export const forHomework = fakeEssay(
  'for-homework',
  [
    'Homework is older than the schools that now doubt it. A child who goes over a lesson in the evening remembers it the next week; a child who does not has forgotten it by Friday.',
    'The surveys agree. In the ninety schools that Halvorsen studied, pupils who were given half an hour an evening scored higher in reading at the end of the year than pupils who were given none.',
    'It is said that homework widens the gap between rich and poor. The opposite is true: homework narrows the gap, because it gives every child the hour of practice that wealthy parents buy from tutors.',
    'Parents complain that evenings are short. Yet the average pupil spends two hours a day with a telephone, and nobody has proposed to ban that.',
    'Teachers gain from it. According to Halvorsen, the pile of exercise books on a Monday shows a teacher at a glance who has understood fractions.',
    'What I propose is modest. Every school above the age of eight should give thirty minutes of homework an evening, marked by the teacher and never by the parents.',
  ],
  { title: 'In Praise of Homework', author: 'Nora Feld' },
);

export const againstHomework = fakeEssay(
  'against-homework',
  [
    'We send children home after seven hours of work and ask them to begin again. No trade union would sign such a contract for grown men.',
    "The studies that are quoted in favour of it prove little. Halvorsen's ninety schools were not alike: those that gave homework were also those with the smaller classes, and reading scores follow the size of the class.",
    'Worst of all, homework does not narrow the gap between rich and poor children. One child has a desk and a mother who was good at school; the other has a kitchen table and a little brother.',
    'What a child learns in the evening is what no school can teach: to be bored, to invent a game, to sit with a grandfather who tells the same story twice.',
    'I have asked teachers how much the exercise books tell them. Most of them answered that they know who understands fractions long before the pile is on their desk.',
    'The remedy costs nothing. Let the school day have one quiet hour at its end, with the teacher in the room, and let the satchel stay at school.',
  ],
  { title: 'Let Them Go Home', author: 'Ivo Brandt' },
);

export const lighthouse = fakeEssay(
  'lighthouse',
  [
    'The lamp of Varsund was lit in 1862 by Elin Moe, who kept it until 1901. The SKV, the coastal office in Bergen, sent her oil twice a year.',
    'A fog signal is a kind of horn for the blind. The fog signal of Varsund was heard in Bergen on still nights.',
    'The keeper wrote down every ship. The keeper wrote down no storm, for the SKV had asked for ships alone.',
    'In 1923 the fog signal was sold, and the tower at Kinn was painted white. Nobody in Varsund asked for either.',
  ],
  {
    title: 'The Lamp of Varsund',
    author: 'Tor Lind',
    teacherNotes: [
      { kind: 'note', text: 'SKV was the state office for lights on the coast.' },
      { kind: 'question', text: 'Why does the SKV count ships and not storms?' },
    ],
  },
);

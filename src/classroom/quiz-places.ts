/** "Which paragraph says this?": a key sentence whose words stand together in one paragraph only. */
import type { Essay } from '../essay/types.js';
import { sentencesOf } from './glossary-sentences.js';
import { itemOf, type QuizChoice, type QuizItem, shuffled } from './quiz-item.js';
import { citeSentence, sentencesToAsk } from './quiz-sentences.js';
import { countShared, matterOf } from './quiz-stems.js';

/** Another paragraph with a sentence that shares this of its words might be meant as well. */
const mostAlike = 0.5;

/** The items of this kind that `essay` allows, in the order of `seed`; each is made when it is asked for. */
export function* placeItems(essay: Essay, seed: string): Iterable<QuizItem> {
  for (const sentence of sentencesToAsk(essay, seed)) {
    const most = matterOf(sentence, essay).size * mostAlike;
    const alike = new Set(
      sentencesOf(essay).flatMap((other) => (countShared(sentence, other, essay) > most ? [other.paragraph] : [])),
    );
    const distractors = essay.paragraphs.filter(({ n }) => n !== sentence.paragraph && !alike.has(n));
    const choices = shuffled(distractors, `${seed} ${sentence.text}`, ({ n }) => String(n)).flatMap(
      ({ n }): QuizChoice[] => {
        const opening = sentencesOf(essay).find(({ paragraph }) => paragraph === n);
        return opening ? [{ text: String(n), citation: citeSentence(essay, opening) }] : [];
      },
    );
    const right = { text: String(sentence.paragraph), citation: citeSentence(essay, sentence) };
    const shape = { kind: 'where', essay: essay.slug, paragraph: sentence.paragraph, stem: sentence.text } as const;
    const item = itemOf(shape, right, choices, seed);
    // In reading order: a list of numbers is looked through so.
    if (item) yield inOrder(item);
  }
}

function inOrder(item: QuizItem): QuizItem {
  const right = item.choices[item.key];
  const choices = [...item.choices].sort((a, b) => Number(a.text) - Number(b.text));
  return { ...item, choices, key: right ? choices.indexOf(right) : item.key };
}

/** A quiz as a card: its items, its key, answers with the words they stand in, and what a class chose. Pure. */
import { printMark } from '../../essay/citation.js';
import { say } from '../../essay/phrases.js';
import type { Essay, Language } from '../../essay/types.js';
import { sourcesOf } from '../marks.js';
import { cardOf } from '../replies.js';
import type { Button, CardItem, CardReply } from '../types.js';
import type { KeptQuiz } from './quiz-run.js';
import { citesOf } from './study-card.js';

type Item = KeptQuiz['items'][number];

const letters = 'abcd';

/** The letter of a choice, from 0. */
function letterOf(choice: number): string {
  return letters[choice] ?? '?';
}

/** The choice of a letter; -1 for none. */
function choiceOf(letter: string): number {
  return letters.indexOf(letter.toLowerCase());
}

/** A frame for `items`. */
export function quizCard(
  essay: Essay,
  inPlay: readonly Essay[],
  language: Language,
  said: { readonly leadIn: string; readonly items: readonly CardItem[]; readonly lastLine: string },
  buttons: readonly Button[],
): CardReply {
  const { opening } = cardOf(essay);
  const sources = sourcesOf([essay], inPlay);
  return { kind: 'card', topic: 'quiz', language, ...said, cites: citesOf(said.items, opening), sources, buttons };
}

/** Item `n` (from 0) as a question. */
export function questionItem(item: Item, n: number, language: Language): CardItem {
  const { kind, paragraph, stem, choices } = item;
  const question =
    kind === 'gap'
      ? say('quizGap', language, { mark: printMark(paragraph), stem })
      : kind === 'asked'
        ? stem
        : say(kind === 'where' ? 'quizWhere' : 'quizWho', language, { stem });
  const options = choices.map((_, at) => `${letterOf(at)}) ${shownChoice(item, at, language)}`);
  return { text: `${n + 1}. ${question}`, quotes: [], after: options.join('  ') };
}

/** The key of item `n` with its proof, hidden until it is asked for. */
export function keyItem(quiz: Pick<KeptQuiz, 'id'>, item: Item, n: number, language: Language): CardItem {
  const line = `/quiz key ${quiz.id} ${n + 1}`;
  return { ...openKey(item, n, language), hidden: { label: say('quizKeyButton', language, { n: n + 1 }), line } };
}

/** The same for everyone to see. */
export function openKey(item: Item, n: number, language: Language): CardItem {
  const { key, choices } = item;
  const proof = choices[key]?.citation;
  const values = { n: n + 1, letter: letterOf(key), choice: shownChoice(item, key, language) };
  return { text: say('quizKey', language, values), quotes: proof ? [proof] : [] };
}

function shownChoice({ kind, choices }: Item, at: number, language: Language): string {
  const text = choices[at]?.text ?? '';
  if (kind === 'where') return printMark(Number(text));
  return text === '' ? say('quizTheAuthor', language) : text;
}

/** What becomes of an answer: right with its proof; or where the chosen words really stand, and what to read again. */
export function answerItem(item: Item, n: number, choice: number, language: Language): CardItem {
  const cited = item.choices[choice]?.citation;
  const values = { n: n + 1, letter: letterOf(choice) };
  const quotes = cited ? [cited] : [];
  if (choice === item.key) return { text: say('quizRight', language, values), quotes };
  // Of a paragraph or a voice that is asked for, it would be the key.
  const isInKey = item.kind === 'where' || item.kind === 'who';
  const reread = !isInKey ? say('quizReread', language, { mark: printMark(item.paragraph) }) : undefined;
  const text = say(item.kind !== 'asked' ? 'quizNotYet' : cited ? 'quizNotYetOn' : 'quizNotYetIt', language, values);
  return { text, quotes, ...(reread === undefined ? {} : { after: reread }) };
}

/** Fewer answers than these would show who gave which. */
const leastAnswers = 3;

/** How many chose what, and the key. */
export function countItem({ items, counts }: KeptQuiz, n: number, language: Language): CardItem {
  const item = items[n];
  const row = counts[n] ?? [];
  const all = row.reduce((sum, count) => sum + count, 0);
  if (!item) throw new TypeError(`A quiz has no item ${n + 1}.`);
  const key = openKey(item, n, language);
  if (all < leastAnswers) return { ...key, text: `${say('quizFew', language, { n: n + 1 })}. ${key.text}` };
  const chosen = row.map((count, at) => `${letterOf(at)} ${count}`).join(', ');
  const text = say('quizCount', language, { n: n + 1, right: row[item.key] ?? 0, all, letters: chosen });
  return { ...key, text: `${text}. ${key.text}` };
}

/** A button whose line can be typed. */
export function button(label: string, line: string): Button {
  return { label, line, typed: line };
}

/** A button a choice for one item, where there is room; for more, one that asks in a window. */
export function answerButtons({ id, items }: KeptQuiz, language: Language, room: number): readonly Button[] {
  const [first] = items;
  if (items.length === 1 && first && first.choices.length < room + 1)
    return first.choices.map((_, at) => button(`${letterOf(at)})`, `/quiz answer ${id} 1${letterOf(at)}`));
  const asks = { title: say('quizAnswerTitle', language), label: say('quizAnswerLabel', language) };
  const line = `/quiz answer ${id}`;
  return [{ label: say('quizAnswerButton', language), line, typed: `${line} 1b 2a`, asks }];
}

/** The answers in a text, item and choice from 0: "1b 2a", "1 b", "b" where there is one item; what is none is left out. */
export function readAnswers(
  text: string,
  { items }: KeptQuiz,
): readonly { readonly n: number; readonly choice: number }[] {
  const bare = items.length === 1 ? text.trim().replace(/^([a-d])$/iu, '1$1') : text;
  return [...bare.matchAll(/(\d{1,2})[\s.):-]*([a-d])(?![a-z])/giu)].flatMap(([, number, letter = '']) => {
    const n = Number(number) - 1;
    const choice = choiceOf(letter);
    return items[n]?.choices[choice] ? [{ n, choice }] : [];
  });
}

/** What stands under a quiz that a model wrote items of; '' under any other. */
export function writtenLine({ items }: Pick<KeptQuiz, 'items'>, language: Language): string {
  return items.some(({ kind }) => kind === 'asked') ? say('writtenByModel', language) : '';
}

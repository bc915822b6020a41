/**
 * Quiz items that a model writes: a question, three answers, and the words that prove the right one. An item whose key
 * these words do not prove, or prove no better than another answer, is not given out.
 */
import { z } from 'zod';
import { dataOn } from '../answer/essay-data.js';
import type { PromptWindows } from '../answer/proof/harmless.js';
import { type ProofContext, prove } from '../answer/proof/prove.js';
import type { Citation, Essay } from '../essay/types.js';
import { fold, isSameFamily, type Word, words } from '../essay/words.js';
import { itemOf, type QuizChoice, type QuizItem } from './quiz-item.js';
import { sentencesToAsk } from './quiz-sentences.js';
import { askModel, englishName, saidNumber, saidText, type WritingFor, type WritingParts } from './written.js';
import { isOnlyAsking, longestRun, quoteIn, type Sayable, sayable } from './written-words.js';

export interface QuizTask {
  readonly essay: Essay;
  /** Orders the answers; the quiz's id. */
  readonly seed: string;
  readonly count: number;
}

const option = z.object({ text: saidText, claim: saidText });
const shape = z.object({
  items: z.array(
    z.object({
      question: option.catch({ text: '', claim: '' }),
      key: option.catch({ text: '', claim: '' }),
      /** The question with its right answer as one sentence. */
      statement: option.catch({ text: '', claim: '' }),
      paragraph: saidNumber,
      quote: saidText,
      others: z.array(option.extend({ paragraph: saidNumber, quote: saidText })).catch([]),
    }),
  ),
});
type Said = z.infer<typeof shape>['items'][number];

const mostQuestionChars = 240;
const mostAnswerChars = 110;
const mostQuoteChars = 300;
const otherAnswers = 2;
/** The longest answer may be so many times as long as the shortest, and so many characters more: a long one is a key. */
const mostTimes = 2;
const mostLonger = 12;
/** Of the words that tell an answer from the question, those of the key must stand in the quote, the others must not. */
const leastOfKey = 0.5;
const mostOfOthers = 0.5;
/** Of the key's words, those that its sentence must have: it is to be about that answer. */
const leastStated = 0.8;
/** Words in a row that question and proof may share. */
const mostCopied = 6;
/** Items that are asked for: a reply has room for no more, and the rest is made without a model. */
const mostWritten = 4;
/** Paragraphs of a long essay that are sent first. */
const mostPlaces = 8;

/** At most `count` items that hold, and never more than four, in the order the model gave them; none where it gave none. */
export async function writtenQuiz(
  parts: WritingParts,
  windows: PromptWindows,
  { essay, seed, count }: QuizTask,
  to: WritingFor,
): Promise<readonly QuizItem[]> {
  const asked = Math.min(count, mostWritten);
  const places = sentencesToAsk(essay, seed).map(({ paragraph }) => paragraph);
  const data = dataOn(essay, [...new Set(places)].slice(0, mostPlaces));
  const said = await askModel(
    parts,
    windows,
    {
      words: essay.title,
      essays: data.essays,
      form: { name: 'quiz', shape },
      messages: (fence) =>
        parts.prompts.fill('quiz', {
          language: englishName(to.language),
          essays: data.text,
          most: String(asked),
          fence,
        }),
    },
    to,
  );
  if (!said) return [];
  const given = said.value.items.slice(0, asked);
  const items: QuizItem[] = [];
  for (const each of given) {
    const item = await readItem(each, essay, seed, said.context);
    if (item && !items.some((other) => isSame(other, item))) items.push(item);
  }
  await parts.budget.recordAnswer({
    written: given.length,
    stood: items.length,
    repaired: 0,
    dropped: given.length - items.length,
    fellBack: items.length === 0,
  });
  return items;
}

function isSame(a: QuizItem, b: QuizItem): boolean {
  const [one, other] = [a.choices[a.key]?.citation, b.choices[b.key]?.citation];
  return fold(a.stem) === fold(b.stem) || (one?.paragraph === other?.paragraph && one?.start === other?.start);
}

async function readItem(said: Said, essay: Essay, seed: string, context: ProofContext): Promise<QuizItem | undefined> {
  const asked = sayable(said.question, essay, context, { mostChars: mostQuestionChars, marks: [] });
  if (!asked || !isOnlyAsking(asked.text, context.language)) return undefined;
  const citation = quoteIn(essay, said.quote, said.paragraph);
  if (!citation || citation.quote.length > mostQuoteChars) return undefined;
  if (longestRun(asked.claim, citation.quote, essay.language) > mostCopied) return undefined;
  const key = answerOf(said.key, essay, context);
  const others = said.others.slice(0, otherAnswers).map((each) => answerOf(each, essay, context));
  if (!key || others.length < otherAnswers) return undefined;
  const wrong = others.flatMap((each) => each ?? []);
  if (wrong.length < others.length || !areAlike([key, ...wrong])) return undefined;
  if (!isProvedBest(key, wrong, asked, citation, essay)) return undefined;
  if (!(await isStated(said, key, citation, essay, context))) return undefined;
  const distractors = wrong.map(({ text }, at): QuizChoice => {
    const own = said.others[at];
    const found = own && own.quote !== '' ? quoteIn(essay, own.quote, own.paragraph) : undefined;
    const isOwn = found && !(found.paragraph === citation.paragraph && found.start === citation.start);
    return isOwn ? { text, citation: found } : { text };
  });
  const { paragraph } = citation;
  return itemOf(
    { kind: 'asked', essay: essay.slug, paragraph, stem: asked.text },
    { text: key.text, citation },
    distractors,
    seed,
  );
}

function answerOf(said: Said['key'], essay: Essay, context: ProofContext): Sayable | undefined {
  const found = sayable(said, essay, context, { mostChars: mostAnswerChars, marks: [] });
  return found && { text: found.text.replace(/[.。]+$/u, ''), claim: found.claim };
}

/** Distinct, none within another, and of like length: the right one is not to be seen from afar. */
function areAlike(answers: readonly Sayable[]): boolean {
  const folded = answers.map(({ text }) => fold(text));
  const isWithin = folded.some((one, at) => folded.some((other, of) => of !== at && other.includes(one)));
  const lengths = answers.map(({ text }) => text.length);
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  return !isWithin && (longest <= shortest * mostTimes || longest - shortest <= mostLonger);
}

/** Whether the quote speaks of the key, and of it more than of any other answer; the question's own words do not count. */
function isProvedBest(
  key: Sayable,
  wrong: readonly Sayable[],
  asked: Sayable,
  { quote }: Citation,
  essay: Essay,
): boolean {
  const told = matterOf(asked.claim, essay);
  const proof = matterOf(quote, essay);
  const share = ({ claim }: Sayable): number =>
    shareOf(
      matterOf(claim, essay).filter((word) => !stands(word, told)),
      proof,
    );
  const own = share(key);
  return own >= leastOfKey && wrong.every((each) => share(each) < Math.min(own, mostOfOthers));
}

/** Whether the question with the key as its answer is a sentence that the quote proves. */
async function isStated(
  { statement }: Said,
  key: Sayable,
  { paragraph, quote }: Citation,
  essay: Essay,
  context: ProofContext,
): Promise<boolean> {
  const said = matterOf(statement.claim.trim() === '' ? statement.text : statement.claim, essay);
  if (shareOf(matterOf(key.claim, essay), said) < leastStated) return false;
  const support = [{ essay: 'A', paragraph, quote, translation: '' }];
  const proof = await prove({ ...statement, support }, context);
  return proof.stands && !proof.isDenial;
}

function matterOf(text: string, { language }: Essay): readonly Word[] {
  return words(text, language).filter(({ isStop }) => !isStop);
}

function stands(word: Word, list: readonly Word[]): boolean {
  return list.some((other) => isSameFamily(word.stem, other.stem));
}

/** How much of `part` stands in `whole`, 0 to 1; of nothing, nothing does. */
function shareOf(part: readonly Word[], whole: readonly Word[]): number {
  return part.length === 0 ? 0 : part.filter((word) => stands(word, whole)).length / part.length;
}

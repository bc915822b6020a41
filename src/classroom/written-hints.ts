/**
 * Hints that a model writes: where to look, a question that guides, the key words. None of them may hold the answer; a
 * rung that does, or that does not hold, is left to the one that is made without a model.
 */
import { z } from 'zod';
import { dataOn } from '../answer/essay-data.js';
import { createMask } from '../answer/masking.js';
import { isClose } from '../answer/proof/closeness.js';
import type { PromptWindows } from '../answer/proof/harmless.js';
import type { ProofContext } from '../answer/proof/prove.js';
import { sentences } from '../essay/sentences.js';
import type { Citation, Essay } from '../essay/types.js';
import { words } from '../essay/words.js';
import { type HintPlan, hintAt, mostQuoted, mostShown, shareShown } from './hints.js';
import { askModel, englishName, saidText, type WritingFor, type WritingParts } from './written.js';
import { isAgainst, isAskingAtEnd, isOnlyAsking, longestRun, quoteIn, type Sayable, sayable } from './written-words.js';

/** A rung in a model's words. */
export interface WrittenHint {
  readonly text: string;
  /** The key words, on the last rung alone. */
  readonly quote?: Citation;
}

/** The three rungs; where one is undefined, the one without a model stands. */
export type WrittenHints = readonly [WrittenHint | undefined, WrittenHint | undefined, WrittenHint | undefined];

const shape = z.object({
  look: z.object({ text: saidText, claim: saidText }).catch({ text: '', claim: '' }),
  guide: z.object({ text: saidText, claim: saidText }).catch({ text: '', claim: '' }),
  key: z.object({ quote: saidText, text: saidText, claim: saidText }).catch({ quote: '', text: '', claim: '' }),
});
type Reply = z.infer<typeof shape>;

const mostHintChars = 260;
/** More words in a row of the sentences that answer are the answer. */
const mostInRow = 6;
/** Key words, in words: enough to build on. */
const mostKeyWords = 12;

/** The rungs of `plan`, or undefined where the model gave none that hold. */
export async function writtenHints(
  parts: WritingParts,
  windows: PromptWindows,
  plan: HintPlan,
  to: WritingFor,
): Promise<WrittenHints | undefined> {
  const { essay, question, expected } = plan;
  const data = dataOn(essay, [...new Set(expected.map(({ paragraph }) => paragraph))]);
  const mask = createMask([essay], [question]);
  const said = await askModel(
    parts,
    windows,
    {
      words: question,
      essays: data.essays,
      form: { name: 'hints', shape },
      messages: (fence) =>
        parts.prompts.fill('hint', {
          language: englishName(to.language),
          essays: data.text,
          question: mask.mask(question),
          answer: expected.map(({ paragraph, quote }) => `¶${paragraph} ${quote}`).join('\n'),
          fence,
        }),
    },
    to,
  );
  if (!said) return undefined;
  const rungs = await readRungs(said.value, plan, said.context);
  const stood = rungs.filter((rung) => rung !== undefined).length;
  await parts.budget.recordAnswer({
    written: rungs.length,
    stood,
    repaired: 0,
    dropped: rungs.length - stood,
    fellBack: stood === 0,
  });
  return stood === 0 ? undefined : rungs;
}

async function readRungs({ look, guide, key }: Reply, plan: HintPlan, context: ProofContext): Promise<WrittenHints> {
  const first = await fitting(look, plan, context, mostShown / 2, []);
  const shown = [first?.claim ?? hintAt(1, plan).quote.quote];
  const second = await fitting(guide, plan, context, mostShown, shown);
  const isGuide = second !== undefined && isAskingAtEnd(second.text, context.language);
  shown.push(isGuide ? second.claim : hintAt(2, plan).quote.quote);
  const quote = keyWordsIn(key.quote, plan);
  const third = quote && (await fitting(key, plan, context, mostQuoted, [...shown, quote.quote]));
  return [
    first && { text: first.text },
    isGuide ? { text: second.text } : undefined,
    third && { text: third.text, quote },
  ];
}

/** Words that may be shown, and with those shown before do not give the answer away. */
async function fitting(
  said: { readonly text: string; readonly claim: string },
  plan: HintPlan,
  context: ProofContext,
  most: number,
  shown: readonly string[],
): Promise<Sayable | undefined> {
  const { essay, expected } = plan;
  const marks = expected.map(({ paragraph }) => paragraph);
  const hint = sayable(said, essay, context, { mostChars: mostHintChars, marks });
  if (!hint || isAgainst(hint.claim, essay, expected)) return undefined;
  const answers = answering(plan);
  if (answers.some((answer) => longestRun(hint.claim, answer, essay.language) > mostInRow)) return undefined;
  if (shareShown(plan, [...shown, hint.claim]) > most) return undefined;
  return (await tellsAnswer(hint.claim, plan, context)) ? undefined : hint;
}

/**
 * Whether a sentence that asks nothing speaks of just what the answer says: then it says it, or a part of it, in other
 * words. Some that only point there are taken for it as well; a question that holds the answer is not seen.
 */
async function tellsAnswer(claim: string, { essay, expected }: HintPlan, context: ProofContext): Promise<boolean> {
  const grounds = { essays: [essay], citations: expected, question: '' } as const;
  for (const { start, end } of sentences(claim, essay.language)) {
    const sentence = claim.slice(start, end);
    if (isOnlyAsking(sentence, essay.language)) continue;
    if (await isClose(sentence, grounds, (a, b) => context.nearness(essay, a, b))) return true;
  }
  return false;
}

/** The sentences that answer, whole. */
function answering({ essay, expected }: HintPlan): readonly string[] {
  return expected.flatMap(({ paragraph, start, end }) => sentencesAt(essay, paragraph, start, end));
}

function sentencesAt(essay: Essay, paragraph: number, start: number, end: number): readonly string[] {
  const text = essay.paragraphs[paragraph - 1]?.text ?? '';
  return sentences(text, essay.language)
    .filter((sentence) => sentence.start < end && sentence.end > start)
    .map((sentence) => text.slice(sentence.start, sentence.end));
}

/** A few words of the paragraph to reread, and no sentence of it whole. */
function keyWordsIn(said: string, { essay, paragraph }: HintPlan): Citation | undefined {
  const quote = quoteIn(essay, said, paragraph);
  if (!quote || quote.paragraph !== paragraph) return undefined;
  const count = words(quote.quote, essay.language).length;
  const whole = sentencesAt(essay, paragraph, quote.start, quote.end).join(' ');
  const isFew = count <= mostKeyWords && count <= mostQuoted * words(whole, essay.language).length;
  return isFew ? quote : undefined;
}

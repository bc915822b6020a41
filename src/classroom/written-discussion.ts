/**
 * A discussion question that a model writes: one or two places of the essay, word for word, and an open question about
 * them. The task at its end is ours, so that nothing but a question is taken on a model's word.
 */
import { z } from 'zod';
import { dataOn } from '../answer/essay-data.js';
import { createMask } from '../answer/masking.js';
import type { PromptWindows } from '../answer/proof/harmless.js';
import { type ProofContext, prove } from '../answer/proof/prove.js';
import { printMark } from '../essay/citation.js';
import { say } from '../essay/phrases.js';
import type { Citation, Essay } from '../essay/types.js';
import { type Anchor, type DiscussionQuestion, discussionQuestions, type Narrowing } from './discussion.js';
import { askModel, englishName, saidNumber, saidText, type WritingFor, type WritingParts } from './written.js';
import { isAgainst, isOnlyAsking, longestRun, quoteIn, sayable } from './written-words.js';

/** What a question is to be about, and which were shown already, by their keys. */
export interface DiscussionTask extends Narrowing {
  readonly essay: Essay;
  readonly shown: readonly string[];
}

const shape = z.object({
  anchors: z.array(z.object({ says: saidText, claim: saidText, paragraph: saidNumber, quote: saidText })),
  question: saidText,
  claim: saidText,
});
type Reply = z.infer<typeof shape>;

/** As for quotes without a model: to be read at a glance, in characters. */
const mostQuoteChars = 240;
const mostQuestionChars = 400;
/** A question that has more words in a row from the essay, outside its quotes, tells what it should ask. */
const mostCopied = 6;
/** Questions named as shown already, and paragraphs of a long essay that are sent first. */
const mostNamed = 20;
const mostPlaces = 8;

/** A question on `task`, or undefined where the model gave none that holds. */
export async function writtenDiscussion(
  parts: WritingParts,
  windows: PromptWindows,
  task: DiscussionTask,
  to: WritingFor,
): Promise<DiscussionQuestion | undefined> {
  const { essay, topic = '', range, shown } = task;
  const places = discussionQuestions(essay, to.language, { topic, ...(range ? { range } : {}) })
    .flatMap(({ anchors }) => anchors.map(({ citation }) => citation.paragraph))
    .slice(0, mostPlaces);
  const inRange = range ? Array.from({ length: range.last - range.first + 1 }, (_, at) => range.first + at) : [];
  const data = dataOn(essay, [...inRange.slice(0, mostPlaces), ...places]);
  const mask = createMask([essay], [topic]);
  const about = [range ? `¶${range.first}-${range.last}` : '', mask.mask(topic)].filter(Boolean).join(', ');
  const said = await askModel(
    parts,
    windows,
    {
      words: topic.trim() === '' ? essay.title : topic,
      essays: data.essays,
      form: { name: 'discussion', shape },
      messages: (fence) =>
        parts.prompts.fill('discussion', {
          language: englishName(to.language),
          essays: data.text,
          topic: about,
          asked: shown.slice(-mostNamed).map(placesOf).filter(Boolean).join('\n'),
          fence,
        }),
    },
    to,
  );
  const question = said && (await readQuestion(said.value, task, said.context));
  const isKept = question !== undefined && !shown.includes(question.key);
  if (said) {
    await parts.budget.recordAnswer({
      written: 1,
      stood: isKept ? 1 : 0,
      repaired: 0,
      dropped: isKept ? 0 : 1,
      fellBack: !isKept,
    });
  }
  return isKept ? question : undefined;
}

/** The paragraphs that a key names. */
function placesOf(key: string): string {
  return [...key.matchAll(/:(\d+)\.\d+/g)].map(([, n]) => printMark(Number(n))).join(' ');
}

async function readQuestion(
  reply: Reply,
  { essay, range }: DiscussionTask,
  context: ProofContext,
): Promise<DiscussionQuestion | undefined> {
  const anchors: Anchor[] = [];
  for (const each of reply.anchors.slice(0, 2)) {
    const citation = quoteIn(essay, each.quote, each.paragraph);
    if (!citation || citation.quote.length > mostQuoteChars) return undefined;
    if (range && (citation.paragraph < range.first || citation.paragraph > range.last)) return undefined;
    anchors.push({ label: await labelOf(each, essay, citation, context), citation });
  }
  const [first, ...rest] = anchors;
  if (!first) return undefined;
  const cited = [first, ...rest].map(({ citation }) => citation);
  const limits = { mostChars: mostQuestionChars, marks: cited.map(({ paragraph }) => paragraph) };
  const asked = sayable({ text: reply.question, claim: reply.claim }, essay, context, limits);
  if (!asked || !isOnlyAsking(asked.text, context.language)) return undefined;
  if (isAgainst(asked.claim, essay, [first.citation, ...rest.map(({ citation }) => citation)])) return undefined;
  if (isCopied(asked.claim, essay, cited)) return undefined;
  const key = ['written', ...cited.map(({ paragraph, start }) => `${paragraph}.${start}`)].join(':');
  const task = (first.citation.paragraph + first.citation.start) % 2 === 0 ? 'writtenTaskOne' : 'writtenTaskTwo';
  const joint = context.language === 'ja' ? '' : ' ';
  return {
    key,
    origin: 'written',
    question: `${asked.text}${joint}${say(task, context.language)}`,
    anchors: [first, ...rest],
  };
}

/** What the model says of the words, where these prove it; else where they stand. */
async function labelOf(
  { says, claim }: { readonly says: string; readonly claim: string },
  essay: Essay,
  { paragraph, quote }: Citation,
  context: ProofContext,
): Promise<string> {
  const support = [{ essay: 'A', paragraph, quote, translation: '' }];
  const isLong = says.length > mostQuoteChars || longestRun(says, quote, essay.language) > mostCopied;
  const proof = isLong ? undefined : await prove({ text: says, claim, support }, context);
  const mark = printMark(paragraph);
  if (!proof?.stands || proof.isDenial) return say('discussBeginAt', context.language, { mark });
  return `${proof.sentence.text.replace(/[.:。：…]+$/u, '')} (${mark}):`;
}

function isCopied(claim: string, essay: Essay, cited: readonly Citation[]): boolean {
  const quoted = cited.some(({ quote }) => longestRun(claim, quote, essay.language) > mostCopied);
  return quoted || essay.paragraphs.some(({ text }) => longestRun(claim, text, essay.language) > mostCopied);
}

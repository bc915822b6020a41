/**
 * What a model reads of claims against an essay. Its verdict counts where the signs of the words bear it out; its sentence
 * where the quote proves it. Where model and words disagree, the reading made without it stands.
 */
import { z } from 'zod';
import { essayData } from '../answer/essay-data.js';
import { createMask } from '../answer/masking.js';
import { isClose } from '../answer/proof/closeness.js';
import { contradicts } from '../answer/proof/contradiction.js';
import type { Grounds } from '../answer/proof/grounds.js';
import type { PromptWindows } from '../answer/proof/harmless.js';
import { type ProofContext, prove } from '../answer/proof/prove.js';
import { tongue } from '../answer/proof/quoted.js';
import { unprovedFacts } from '../answer/proof/stated-facts.js';
import { guessLanguage } from '../essay/language.js';
import type { Citation, Essay } from '../essay/types.js';
import type { Retrieval } from '../retrieval/types.js';
import type { BackedClaim, Reading } from './backing.js';
import { speakerOf } from './brief-speaker.js';
import { askModel, englishName, saidNumber, saidText, type WritingFor, type WritingParts } from './written.js';
import { quoteIn } from './written-words.js';

export interface BackingTask {
  /** The claims as they read without a model, in order. */
  readonly claims: readonly BackedClaim[];
  /** What was found for them. */
  readonly retrievals: readonly Retrieval[];
}

const shape = z.object({
  readings: z.array(
    z.object({
      n: saidNumber,
      verdict: z.enum(['supports', 'contradicts', 'silent', 'near']).catch('near'),
      text: saidText,
      claim: saidText,
      essay: saidText,
      paragraph: saidNumber,
      quote: saidText,
    }),
  ),
});
type Said = z.infer<typeof shape>['readings'][number];

const readings: Readonly<Record<Said['verdict'], Reading>> = {
  supports: 'supports',
  contradicts: 'against',
  silent: 'silent',
  near: 'near',
};

/** The claims as the model reads them, each that does not hold as it was; undefined where none of the model's holds. */
export async function writtenBacking(
  parts: WritingParts,
  windows: PromptWindows,
  { claims, retrievals }: BackingTask,
  to: WritingFor,
): Promise<readonly BackedClaim[] | undefined> {
  const data = essayData(retrievals);
  const essays = [...data.essays.values()];
  const [main] = essays;
  if (!main) return undefined;
  const message = claims.map(({ claim }) => claim);
  const mask = createMask(essays, message);
  const said = await askModel(
    parts,
    windows,
    {
      words: message.join('\n'),
      essays: data.essays,
      form: { name: 'readings', shape },
      messages: (fence) =>
        parts.prompts.fill('backing', {
          language: englishName(to.language),
          essays: data.text,
          claims: message.map((claim, at) => `${at + 1}. ${mask.mask(claim)}`).join('\n'),
          fence,
        }),
    },
    to,
  );
  if (!said) return undefined;
  // What the message takes for granted proves nothing.
  const context = { ...said.context, question: '' };
  const read: BackedClaim[] = [];
  let stood = 0;
  for (const [at, keyless] of claims.entries()) {
    const own = said.value.readings.find(({ n }) => n === at + 1);
    const found = own && (await readingOf(own, keyless, context));
    if (found) stood += 1;
    read.push(found ?? keyless);
  }
  await parts.budget.recordAnswer({
    written: claims.length,
    stood,
    repaired: 0,
    dropped: claims.length - stood,
    fellBack: stood === 0,
  });
  return stood === 0 ? undefined : read;
}

async function readingOf(said: Said, keyless: BackedClaim, context: ProofContext): Promise<BackedClaim | undefined> {
  const [fallback] = context.essays.values();
  const essay = context.essays.get(said.essay) ?? fallback;
  const citation = essay && quoteIn(essay, said.quote, said.paragraph);
  if (!essay || !citation) return undefined;
  const support = [{ essay: said.essay, paragraph: citation.paragraph, quote: citation.quote, translation: '' }];
  const proof = await prove({ text: said.text, claim: said.claim, support }, context);
  if (!proof.stands) return undefined;
  const reading = await verdictOf(readings[said.verdict], keyless, essay, citation, context);
  // "The essay does not say" beside a verdict that it does would be two answers.
  if (reading === undefined || (proof.isDenial && reading !== 'silent' && reading !== 'near')) return undefined;
  return {
    claim: keyless.claim,
    reading,
    citation,
    speaker: speakerOf(essay, citation),
    written: proof.sentence.text,
  };
}

/**
 * The verdict as far as it can be shown: `near` where the words neither bear it out nor speak against it; undefined where
 * they speak against it.
 */
async function verdictOf(
  said: Reading,
  { claim, reading: keyless }: BackedClaim,
  essay: Essay,
  citation: Citation,
  context: ProofContext,
): Promise<Reading | undefined> {
  const grounds: Grounds = { essays: [essay], citations: [citation], question: '' };
  const own = tongue(essay.language);
  const isComparable = own === 'und' || guessLanguage(claim, 'en') === own;
  const isAgainst = isComparable && contradicts(claim, grounds);
  if (said === 'against')
    return keyless === 'supports' ? undefined : isAgainst || keyless === 'against' ? said : 'near';
  if (keyless === 'against' || isAgainst) return undefined;
  if (said !== 'supports') return keyless === 'supports' ? undefined : said;
  const isBorneOut =
    isComparable &&
    unprovedFacts(claim, grounds).length === 0 &&
    (await isClose(claim, grounds, (a, b) => context.nearness(essay, a, b)));
  return isBorneOut ? said : 'near';
}

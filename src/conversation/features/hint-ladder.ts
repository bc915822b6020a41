/**
 * Ladders that people are on, kept as records: which question (its words are in its turn, and nowhere else), which words
 * answer it, and how many hints were shown. They survive a restart, and go with the question's message.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { asksForOverview, overviewSentences } from '../../answer/overview.js';
import { bestFirst, type HintPlan, planHints } from '../../classroom/hints.js';
import type { WrittenHint, WrittenHints } from '../../classroom/written-hints.js';
import type { Answer, Citation, Essay, Language, Turn } from '../../essay/types.js';
import { fold } from '../../essay/words.js';
import type { RecordEntry } from '../../store/record-types.js';
import type { Store } from '../../store/store.js';
import { channelOf, type Incoming } from '../types.js';
import type { FeatureParts, FeatureRequest } from './feature.js';

const kind = 'hint';
/** Ladders of a person that are looked through for one on the same question. */
const looked = 10;

const rung = z
  .object({
    text: z.string(),
    quote: z
      .object({ essay: z.string(), paragraph: z.number(), quote: z.string(), start: z.number(), end: z.number() })
      .nullable(),
  })
  .nullable();

const ladderData = z.object({
  essay: z.string(),
  /** The hash of the essay that the places belong to. */
  version: z.string(),
  /** The message of the question, in the record's place. */
  turn: z.string(),
  rung: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** Where the words that answer stand, the best first. */
  expected: z.array(z.object({ paragraph: z.number(), start: z.number(), end: z.number() })),
  /** The essay does not seem to answer. */
  isAbsent: z.boolean(),
  /** The rungs in a model's words; null for one that is made of the essay's alone. */
  written: z
    .object({ language: z.string(), rungs: z.tuple([rung, rung, rung]) })
    .nullable()
    .default(null),
});
type LadderData = z.infer<typeof ladderData>;

export interface Ladder extends LadderData {
  readonly id: string;
  readonly place: string;
  /** When a hint of it was last shown, milliseconds since 1970. */
  readonly savedAt: number;
}

/** What a ladder leads to, and whether the essay seems to answer at all. */
export interface Lead {
  readonly plan: HintPlan;
  readonly isAbsent: boolean;
}

type LadderParts = Pick<FeatureParts, 'retriever' | 'answerer'>;
type LadderRequest = Pick<FeatureRequest, 'incoming' | 'language' | 'options'>;

/** Finds the words that answer `question`, without a model; undefined when no essay of `essays` is there any more. */
export async function leadTo(
  { answerer, retriever }: LadderParts,
  { language, options: { signal } }: LadderRequest,
  question: string,
  essays: readonly Essay[],
  history: readonly Turn[],
): Promise<Lead | undefined> {
  const slugs = essays.map(({ slug }) => slug);
  const stop = signal ? { signal } : {};
  let answer: Answer | undefined;
  const asked = { text: question, essays: slugs, history, language, quotesOnly: true } as const;
  for await (const each of answerer.answer(asked, stop)) answer = each;
  const slug = answer?.essays[0] ?? answer?.sentences[0].citations[0].essay;
  const essay = slug === undefined ? undefined : retriever.essay(slug);
  if (!answer || !essay) return undefined;
  const [found] = await retriever.retrieve({ text: question, essays: [essay.slug], history }, stop);
  // What is asked of the essay as a whole shares no words with what answers it: it has ranks of its own.
  const overview = asksForOverview(question, essay, language);
  const vectors = overview && (await retriever.vectors(essay.slug));
  const ranked = overview && vectors ? overviewSentences(overview, essay, vectors) : (found?.sentences ?? []);
  const cited = answer.sentences.flatMap(({ citations }) => citations);
  const plan = planHints(essay, question, bestFirst(cited, ranked));
  return plan && { plan, isAbsent: answer.kind === 'not-in-essay' };
}

/** Keeps the first rung of a ladder for the message that asks, with what a model wrote for it; answers its id. */
export async function openLadder(
  store: Store,
  incoming: Incoming,
  { plan, isAbsent }: Lead,
  language: Language,
  hints: WrittenHints | undefined,
): Promise<Ladder> {
  const id = randomBytes(4).toString('hex');
  const { essay } = plan;
  const expected = plan.expected.map(({ paragraph: n, start, end }) => ({ paragraph: n, start, end }));
  const data = {
    essay: essay.slug,
    version: essay.hash,
    turn: incoming.messageId,
    rung: 1 as const,
    expected,
    isAbsent,
    written: hints ? { language, rungs: keptRungs(hints) } : null,
  };
  await store.records.put(incoming.place, { kind, id, person: incoming.person, data });
  return { ...data, id, place: incoming.place.place, savedAt: Date.now() };
}

type KeptRung = z.infer<typeof rung>;

function keptRungs([first, second, third]: WrittenHints): [KeptRung, KeptRung, KeptRung] {
  const kept = (hint: WrittenHint | undefined): KeptRung => {
    if (!hint) return null;
    if (!hint.quote) return { text: hint.text, quote: null };
    const { essay, paragraph, quote, start, end } = hint.quote;
    return { text: hint.text, quote: { essay, paragraph, quote, start, end } };
  };
  return [kept(first), kept(second), kept(third)];
}

/** What a model wrote for the rung that `ladder` is on; undefined where that is for the essay's words alone. */
export function writtenRung(
  { written, rung: at, version }: Ladder,
  essay: Essay,
  language: Language,
): WrittenHint | undefined {
  // Of an edited essay, or in another language, it would be about something else, or not be read.
  const found = written?.language === language && version === essay.hash ? written.rungs[at - 1] : undefined;
  return found ? { text: found.text, ...(found.quote ? { quote: found.quote } : {}) } : undefined;
}

/** The person's own ladder of this id; without one, the last they were on in this thread or these direct messages. */
export async function findLadder(store: Store, incoming: Incoming, id?: string): Promise<Ladder | undefined> {
  const { place, person } = incoming;
  if (id !== undefined) {
    const record = await store.records.get(place, kind, id);
    return record?.person === person ? read(record) : undefined;
  }
  const [here] = await store.records.list(place, kind, { place: place.place, person, limit: 1 });
  if (here || !incoming.isDirect) return here && read(here);
  const all = await store.records.list(place, kind, { person, limit: looked });
  const near = all.find((each) => channelOf({ ...place, place: each.place }).place === channelOf(place).place);
  return near && read(near);
}

/** The person's ladder on the same question in this place, where they asked it before. */
export async function ladderOn(
  store: Store,
  { incoming, recollection }: Pick<FeatureRequest, 'incoming' | 'recollection'>,
  question: string,
): Promise<Ladder | undefined> {
  const { place, person } = incoming;
  const wanted = sameWords(question);
  const before = recollection.turns.filter((turn) => turn.person === person && sameWords(turn.question) === wanted);
  if (before.length === 0) return undefined;
  const records = await store.records.list(place, kind, { place: place.place, person, limit: looked });
  return records.map(read).find((ladder) => before.some(({ id }) => id === ladder?.turn));
}

/** Goes up to `rung`, never down. */
export async function climb(store: Store, incoming: Incoming, ladder: Ladder, rung: Ladder['rung']): Promise<Ladder> {
  await store.records.update(incoming.place, kind, ladder.id, (data) => {
    const now = ladderData.safeParse(data);
    return now.success ? { ...now.data, rung: now.data.rung > rung ? now.data.rung : rung } : data;
  });
  return { ...ladder, rung };
}

/** The question of a ladder; undefined when it is no longer kept. */
export async function questionOf(store: Store, incoming: Incoming, ladder: Ladder): Promise<string | undefined> {
  const turn = await store.turns.get({ ...incoming.place, place: ladder.place }, ladder.turn);
  return turn?.person === incoming.person ? turn.question : undefined;
}

/** What a ladder leads to now: as it was planned, or anew where the essay was edited since. */
export async function leadOf(
  parts: LadderParts,
  request: LadderRequest,
  ladder: Ladder,
  question: string,
): Promise<Lead | undefined> {
  const essay = parts.retriever.essay(ladder.essay);
  if (!essay) return undefined;
  if (essay.hash !== ladder.version) return await leadTo(parts, request, question, [essay], []);
  const expected = ladder.expected.map(({ paragraph, start, end }): Citation => {
    const quote = essay.paragraphs[paragraph - 1]?.text.slice(start, end) ?? '';
    return { essay: essay.slug, paragraph, quote, start, end };
  });
  const plan = planHints(essay, question, expected);
  return plan && { plan, isAbsent: ladder.isAbsent };
}

function read({ id, place, savedAt, data }: RecordEntry): Ladder | undefined {
  const found = ladderData.safeParse(data);
  return found.success ? { ...found.data, id, place, savedAt } : undefined;
}

function sameWords(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

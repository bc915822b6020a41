/**
 * `npm run eval -- --model`: the questions of a set, put to Pilcrow as the settings wire it, with the model and without.
 * Each costs money, so they are asked in an order of which any beginning is a sample.
 */
import { join } from 'node:path';
import { createBudget } from '../answer/budget.js';
import type { Shortfall } from '../answer/types.js';
import type { Config } from '../app/config.js';
import { type Parts, wire } from '../app/wire.js';
import { PilcrowError } from '../base/errors.js';
import { acquireLock } from '../base/lock.js';
import type { Log } from '../base/log.js';
import { knownPrice, priceOf } from '../models/prices.js';
import { type Ask, createAsker } from './asking.js';
import { type Opinion, opinionOn } from './judge.js';
import type { ModelEvaluation, Spent, Stop } from './model-report.js';
import { byType, modelScoresOf, type Pair } from './model-score.js';
import type { Progress } from './progress.js';
import type { KnownQuestion, QuestionSet } from './question-sets.js';
import { sampledOrder } from './sampled-order.js';
import { usedSince, usedSoFar } from './use.js';
import { waitsOf, writersOf } from './writers.js';

export interface ModelEvalOptions {
  /** At most so many questions. */
  readonly limit?: number;
  /** Lets the model rate its answers afterwards. */
  readonly judge?: boolean;
}

export interface ModelEvalParts {
  readonly config: Config;
  readonly log: Log;
  /** What was measured until then is the result. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Questions in a row that the model does not answer before it is given up. */
const patience = 5;

/**
 * The figures over `set`. The index and what was spent are kept in `eval` in the data folder, apart from the chat's.
 * @throws PilcrowError `config-invalid` without a model or money for it, `index-busy` while another evaluation runs
 */
export async function evaluateModel(
  set: QuestionSet,
  options: ModelEvalOptions,
  { config, log, signal, progress }: ModelEvalParts,
): Promise<ModelEvaluation> {
  const model = modelOf(config);
  const { databaseUrl: _, ...settings } = config;
  const own = { ...settings, dataDir: join(config.dataDir, 'eval') };
  const { model: __, ...keylessSettings } = own;
  const lock = await acquireLock(join(own.dataDir, 'eval.lock'));
  if (!lock) throw new PilcrowError('index-busy', 'Another evaluation is running in this data folder.');
  const open: Parts[] = [];
  try {
    const written = await wire(own, log, { remembers: false });
    open.push(written);
    const reading = { essays: set.essays.map((essay) => ({ essay, dropped: [], warnings: [] })), problems: [] };
    const show = (done: number, total: number): void => progress.show(`Indexing: paragraph ${done} of ${total}`);
    if (written.retriever.switching()) await written.retriever.switchOver(reading, { onProgress: show });
    else await written.retriever.refresh(reading, { onProgress: show });
    const keyless = await wire(keylessSettings, log, { remembers: false });
    open.push(keyless);
    const before = await usedSoFar(written);
    const chosen = sampledOrder(set.questions).slice(0, options.limit);
    const { pairs, stopped } = await pairsOf(chosen, createAsker(written), createAsker(keyless), signal, (at) =>
      progress.show(`${model}: question ${at} of ${chosen.length}`),
    );
    const afterAsking = await usedSoFar(written);
    const opinion =
      options.judge && stopped === undefined
        ? await judged(pairs, written, { config, log, signal, progress })
        : undefined;
    const spent: Spent = {
      asking: usedSince(before, afterAsking),
      judging: usedSince(afterAsking, await usedSoFar(written)),
      monthlyDollars: config.budget,
      isPriceGuessed: config.modelPrice === undefined && knownPrice(model) === undefined,
    };
    const essayOf = (slug: string) => written.retriever.essay(slug);
    const asked = { model: pairs.map((pair) => pair.model), keyless: pairs.map((pair) => pair.keyless) };
    return {
      set: set.name,
      essays: new Set(pairs.map(({ question }) => question.essay)).size,
      model,
      chosen: chosen.length,
      inSet: set.questions.length,
      ...(stopped ? { stopped } : {}),
      scores: { model: modelScoresOf(asked.model, essayOf), keyless: modelScoresOf(asked.keyless, essayOf) },
      types: byType(pairs, essayOf),
      writers: writersOf(asked.model),
      waits: { model: waitsOf(asked.model), keyless: waitsOf(asked.keyless) },
      spent,
      ...(opinion ? { opinion } : {}),
      pairs,
    };
  } finally {
    progress.clear();
    for (const parts of open) await parts.close();
    await lock.release();
  }
}

function modelOf({ model, budget }: Config): string {
  if (model === undefined) {
    throw new PilcrowError('config-invalid', 'No model is configured, so there is none to measure.', {
      hint: 'Set PILCROW_MODEL (provider:model) and its key, or OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own; in the environment or in .env.',
    });
  }
  if (budget > 0) return model;
  throw new PilcrowError('config-invalid', 'PILCROW_BUDGET is 0, so no model may be asked.', {
    hint: 'Set it to what this may cost, in US dollars a month; a fifth of it may be spent in a day.',
  });
}

interface Asking {
  readonly pairs: readonly Pair[];
  readonly stopped?: Stop;
}

/** A question that was broken off, by the person or by the budget, is no measurement and left out. */
async function pairsOf(
  questions: readonly KnownQuestion[],
  askModel: Ask,
  askKeyless: Ask,
  signal: AbortSignal,
  onProgress: (at: number) => void,
): Promise<Asking> {
  const pairs: Pair[] = [];
  let unanswered = 0;
  for (const [at, question] of questions.entries()) {
    onProgress(at + 1);
    const keyless = await askKeyless(question, signal);
    const model = keyless && (await askModel(question, signal));
    if (!keyless || !model) return { pairs, stopped: 'called-off' };
    if (model.shortfall !== undefined && spentUp.has(model.shortfall)) return { pairs, stopped: 'budget' };
    pairs.push({ question, model, keyless });
    unanswered = model.shortfall === 'unavailable' ? unanswered + 1 : 0;
    if (unanswered === patience) return { pairs, stopped: 'unanswered' };
  }
  return { pairs };
}

const spentUp: ReadonlySet<Shortfall> = new Set(['month', 'day', 'channel', 'person']);

async function judged(
  pairs: readonly Pair[],
  { chatModel, spending, retriever }: Parts,
  { config, log, signal, progress }: ModelEvalParts,
): Promise<Opinion | undefined> {
  if (!chatModel || !spending) return undefined;
  const budget = createBudget({
    spending,
    monthlyDollars: config.budget,
    model: chatModel.id,
    price: config.modelPrice ?? priceOf(chatModel.id),
    log,
  });
  const answers = pairs.flatMap(({ question, model: { answer } }) => (answer ? [{ question, answer }] : []));
  return await opinionOn(answers, {
    chatModel,
    budget,
    essayOf: (slug) => retriever.essay(slug),
    signal,
    onProgress: (done, total) => progress.show(`The judge: answer ${done} of ${total}`),
  });
}

/** `eval --model` against a model server that replays good and bad outputs: the figures are those counted by hand. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { loadConfig } from '../../../src/app/config.js';
import { evaluateModel, type ModelEvalOptions } from '../../../src/measure/model-eval.js';
import { type ModelEvaluation, modelJson, modelReport } from '../../../src/measure/model-report.js';
import { createProgress } from '../../../src/measure/progress.js';
import { type ModelServer, type ModelServerOptions, startModelServer } from '../../emulators/model/model-server.js';
import type { Reply } from '../../emulators/model/replies.js';
import type { ChatCall } from '../../emulators/model/shapes.js';
import { replyOf, type WrittenSentence } from '../../helpers/model-replies.js';
import { recordingLog } from '../../helpers/recording-log.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { tinySet } from './tiny-set.js';

/** The words of paragraph `n` in the prompt, from the number `from` on: good replies are made of what was sent. */
function wordsOf(prompt: string, n: number, from: number, count: number): string {
  const text = new RegExp(`^¶${n} (.*)$`, 'm').exec(prompt)?.[1] ?? '';
  return text
    .split(' ')
    .slice(from, from + count)
    .join(' ')
    .replace(/[.,]$/, '');
}

function quoting(prompt: string, n: number, from: number, count: number): WrittenSentence {
  const quote = wordsOf(prompt, n, from, count);
  return { text: `${quote[0]?.toUpperCase()}${quote.slice(1)}.`, support: [{ paragraph: n, quote }] };
}

const invented = (text: string): WrittenSentence => ({
  text,
  support: [{ paragraph: 99, quote: 'the sheep came from the north in carts' }],
});

type Script = (prompt: string, isRepair: boolean) => string;

const replies: Readonly<Record<string, Script>> = {
  'Who gains from one more cow?': (prompt) => replyOf([quoting(prompt, 1, 10, 8)]),
  // The second sentence is true and proved, and rests on a paragraph that no reader asked for.
  'When did the village council write rules?': (prompt) =>
    replyOf([quoting(prompt, 3, 0, 10), quoting(prompt, 5, 0, 10)]),
  'How long does the cheese ripen?': () => 'The cheese ripens for two winters in cellars cut into the rock [¶4].',
  // Altered beyond mending by spelling; put right when it is sent back.
  'Who drew the first map of the meadow?': (prompt, isRepair) =>
    isRepair
      ? replyOf([quoting(prompt, 5, 2, 8)])
      : replyOf([
          { text: 'Martha Weber drew it.', support: [{ paragraph: 5, quote: 'Martha Weber sold nine maps in 1911' }] },
        ]),
  'When was the grass gone?': (prompt, isRepair) =>
    isRepair
      ? replyOf([invented('The sheep came again.')])
      : replyOf([
          quoting(prompt, 2, 0, 9),
          invented('The sheep came from the north.'),
          invented('They came in carts.'),
        ]),
  'Who counts its cows in public?': () => '',
  'Which enzymes unwind the double helix of a chromosome?': (prompt) =>
    replyOf(
      [{ text: 'The essay does not mention enzymes.', support: quoting(prompt, 4, 0, 7).support }],
      'not-in-essay',
    ),
  'When did the village council write rules for the cheese?': (prompt) => replyOf([quoting(prompt, 3, 0, 10)]),
};

/** 1,000 tokens in and 100 out: at $1 and $10 a million, 2,000 millionths of a dollar a request. */
const usage = { prompt: 1_000, completion: 100 };

function scripted({ prompt }: ChatCall): Reply {
  const [, question = '', said = () => ''] =
    Object.entries(replies)
      .map(([asked, script]) => [prompt.includes(`>\n${asked}\n<`), asked, script] as const)
      .find(([isIt]) => isIt) ?? [];
  if (prompt.includes('You rate an answer')) {
    return { text: question.startsWith('Who') ? '{"reason":"Fits.","support":2,"helpfulness":1}' : 'Fine!', usage };
  }
  const text = said(prompt, prompt.includes('why it does not stand'));
  return text === '' ? { fault: 'empty-content' } : { text, usage };
}

interface Stage extends ModelEvalOptions {
  readonly server: ModelServer;
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

function measure({ server, dataDir, env, signal = new AbortController().signal, ...options }: Stage) {
  const config = loadConfig({
    DATA_DIR: dataDir,
    OPENAI_BASE_URL: server.baseUrl,
    OPENAI_API_KEY: server.key,
    PILCROW_MODEL_PRICE: '1/10',
    ...env,
  });
  const progress = createProgress(process.stderr);
  return evaluateModel(tinySet, options, { config, log: recordingLog(), signal, progress });
}

describe('the measure of a model', () => {
  const open: { folder?: string; server?: ModelServer } = {};
  let evaluation: ModelEvaluation;

  beforeAll(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'pilcrow-'));
    const server = await startModelServer({ usual: scripted });
    Object.assign(open, { folder: dataDir, server });
    evaluation = await measure({ server, dataDir, judge: true });
  });
  afterAll(async () => {
    await open.server?.close();
    if (open.folder !== undefined) await rm(open.folder, { recursive: true, force: true });
  });

  const of = (id: string) => evaluation.pairs.find(({ question }) => question.id === id)?.model;

  it('counts citations by paragraph', () => {
    const { model } = evaluation.scores;
    // Six answered ones: all right but b, which cites a second paragraph; all whole but c, which lacks ¶2.
    expect(model.citationPrecision).toMatchObject({ value: 5.5 / 6, count: 6 });
    expect(model.citationRecall).toMatchObject({ value: 5.5 / 6, count: 6 });
    expect(model.oneRight).toMatchObject({ value: 1, count: 6 });
  });

  it('finds every quote in the essay, and the words, numbers and names of the answer', () => {
    const { model } = evaluation.scores;
    // a 1, b 2, c 1, d 1, e 1 and two quotations, f two quotations, g 1, h 1.
    expect(model.exactQuotes).toMatchObject({ value: 1, count: 12 });
    expect(model.wordsFound).toMatchObject({ value: 1, count: 6 });
    // The year of b and the name of d; the other answers have neither.
    expect(model.factsFound).toMatchObject({ value: 1, count: 2 });
  });

  it('holds the outcome against what was expected, by type', () => {
    const { scores, types } = evaluation;
    expect(scores.model.expected).toMatchObject({ value: 0.5, count: 2 });
    expect(scores.model.missed).toMatchObject({ value: 0, count: 6 });
    expect(scores.model.falseAnswers).toMatchObject({ value: 0.5, count: 2 });
    expect(scores.model.noAnswer).toMatchObject({ value: 0, count: 8 });
    const falseOf = Object.fromEntries(types.map(({ type, model }) => [type, model.falseAnswers.value]));
    expect(falseOf).toEqual({ count: Number.NaN, direct: Number.NaN, 'near-miss': 1, 'other-essay': 0 });
  });

  it('says who wrote, and why it was not the model', () => {
    const { writers } = evaluation;
    expect(writers.written).toMatchObject({ value: 6 / 8, count: 8 });
    expect(writers.mixed).toMatchObject({ value: 1 / 8, count: 8 });
    expect(writers.quoted).toMatchObject({ value: 1 / 8, count: 8 });
    expect(writers).toMatchObject({ notAsked: 0, shortfalls: { unproved: 1, unavailable: 1 } });
    expect([of('e')?.shortfall, of('f')?.shortfall]).toEqual(['unproved', 'unavailable']);
  });

  it('counts sentences, requests, tokens and money', () => {
    const { use, mostRequests } = evaluation.writers;
    const received = open.server?.requests.filter(({ text }) => !text.includes('You rate an answer')).length;
    expect(use).toMatchObject({ written: 10, stood: 7, repaired: 1, dropped: 2, requests: received, answers: 8 });
    expect(mostRequests).toBe(of('f')?.use.requests);
    expect(of('a')?.use).toMatchObject({ requests: 1, inputTokens: 1_000, outputTokens: 100, micros: 2_000 });
    expect(of('d')?.use).toMatchObject({ requests: 2, inputTokens: 2_000, outputTokens: 200, micros: 4_000 });
    expect(evaluation.spent.asking.micros).toBe(use.micros);
  });

  it('times the first sentence and the whole answer', () => {
    const { first, complete } = evaluation.waits.model;
    expect(first.p50).toBeGreaterThan(0);
    expect(complete.p50).toBeGreaterThanOrEqual(first.p50);
    expect(complete.p95).toBeGreaterThanOrEqual(complete.p50);
  });

  it('measures the program without a model on the same questions, for nothing', () => {
    const { scores, pairs } = evaluation;
    expect(scores.keyless.citationPrecision).toMatchObject({ value: 1, count: 6 });
    expect(scores.keyless.citationRecall).toMatchObject({ value: 5.5 / 6, count: 6 });
    expect(pairs.every(({ keyless }) => keyless.use.requests === 0 && keyless.answer?.writer === 'extractive')).toBe(
      true,
    );
  });

  it('keeps the opinion of a judge and what it cost apart', () => {
    const { opinion, spent } = evaluation;
    // Of eight answers the three to questions that begin with "Who" got a rating that can be read.
    expect(opinion).toMatchObject({ unrated: 5, support: { value: 2, count: 3 }, helpfulness: { value: 1, count: 3 } });
    expect(spent.judging).toMatchObject({ requests: 8, micros: 16_000, answers: 0 });
    const text = modelReport(evaluation);
    expect(text).toContain(
      "A judge's opinion, no measurement: openai:gpt-5-mini rates answers written by openai:gpt-5-mini",
    );
    expect(text.indexOf("A judge's opinion")).toBeGreaterThan(text.indexOf('Spent: '));
    expect(text).toContain('a: support 2, helpfulness 1: Fits.');
  });

  it('is printed in full, as text and as JSON', () => {
    const text = modelReport(evaluation);
    expect(text).toMatch(/^tiny: 8 questions over 1 essay, put to openai:gpt-5-mini/);
    expect(text).toMatch(/^quotes that stand in the essay letter for letter +1\.000 \[.*\] +12 +1\.000 /m);
    expect(text).toMatch(/^near-miss +1 +– \/ – +1 \/ 1 /m);
    expect(text).toContain('Sentences: 10 written, 7 stood at once, 1 after repair, 2 dropped.');
    expect(text).toContain('$0.0160 for 8 requests of the judge; PILCROW_BUDGET allows $5.00 a month');
    const json = JSON.parse(modelJson(evaluation));
    expect(json).toMatchObject({
      model: 'openai:gpt-5-mini',
      questions: 8,
      scores: { model: { oneRight: { count: 6 } } },
    });
    expect(json.answers).toHaveLength(8);
    expect(json.answers[0]).toMatchObject({ id: 'a', model: { kind: 'answered', quotes: [true], requests: 1 } });
  });
});

describe('an evaluation of a model', () => {
  async function stage(options: ModelServerOptions = { usual: scripted }): Promise<Pick<Stage, 'server' | 'dataDir'>> {
    const server = await startModelServer(options);
    onTestFinished(() => server.close());
    return { server, dataDir: await temporaryFolder() };
  }

  it('asks no more than it is to, of every type before another of the same', async () => {
    const { pairs, chosen, inSet, ...rest } = await measure({ ...(await stage()), limit: 3 });
    expect(pairs.map(({ question }) => question.type)).toEqual(['direct', 'count', 'near-miss']);
    expect(modelReport({ pairs, chosen, inSet, ...rest })).toContain('3 questions, a sample of 8');
  });

  it('ends where the money ends, and counts what was answered before', async () => {
    // One request may cost a dollar of the day's one at most, and costs a tenth.
    const env = { PILCROW_MODEL_PRICE: '30/300' };
    const { pairs, stopped, spent } = await measure({ ...(await stage()), env });
    expect(stopped).toBe('budget');
    expect(pairs.length).toBeGreaterThan(0);
    expect(pairs.length).toBeLessThan(8);
    expect(pairs.every(({ model }) => model.shortfall === undefined)).toBe(true);
    expect(spent.asking.micros).toBeLessThanOrEqual(1_000_000);
  });

  it('reports what it has when it is called off, and asks nothing more', async () => {
    const stopping = new AbortController();
    const { server, dataDir } = await stage({
      usual: (call) => {
        if (server.requests.length === 3) stopping.abort();
        return scripted(call);
      },
    });
    const evaluation = await measure({ server, dataDir, signal: stopping.signal, judge: true });
    expect(evaluation.stopped).toBe('called-off');
    expect(evaluation.pairs).toHaveLength(2);
    expect(server.requests).toHaveLength(3);
    expect(evaluation.opinion).toBeUndefined();
    expect(modelReport(evaluation)).toContain('Called off: 2 of 8 questions were answered and count.');
  });

  it('gives a model up that does not answer, instead of measuring quotations as its work', async () => {
    const { server, dataDir } = await stage();
    const { pairs, stopped, scores } = await measure({ server, dataDir, env: { OPENAI_API_KEY: 'sk-wrong' } });
    expect(stopped).toBe('unanswered');
    expect(pairs).toHaveLength(5);
    expect(scores.model.exactQuotes.value).toBe(1);
  });

  it.each([
    ['model', {}, /No model is configured/],
    ['money', { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1', PILCROW_BUDGET: '0' }, /PILCROW_BUDGET is 0/],
  ])('says what to set where the %s is missing', async (_, env, message) => {
    const config = loadConfig({ DATA_DIR: await temporaryFolder(), ...env });
    const signal = new AbortController().signal;
    const parts = { config, log: recordingLog(), signal, progress: createProgress(process.stderr) };
    const failed = evaluateModel(tinySet, {}, parts);
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toMatchObject({ code: 'config-invalid', hint: expect.stringMatching(/^Set /) });
  });
});

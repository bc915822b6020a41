/**
 * What embedding costs beside ONNX Runtime alone. Bare means: the same token ids, ready made, through the same model on
 * one thread, and nothing else: no tokenizer, no worker thread, no pooling, no storing.
 */
import { readFile } from 'node:fs/promises';
import type { Essay } from '../essay/types.js';
import type { EmbeddingRole } from '../models/embedding-messages.js';
import { bundledModel, type EmbeddingModel } from '../models/embedding-model.js';
import { createLocalEmbedder } from '../models/local-embedder.js';
import { openOnnxSession } from '../models/onnx-session.js';
import { beginTextEmbedding } from '../models/text-embedding.js';
import { createTextTokenizer, type TextTokenizer } from '../models/text-tokens.js';
import { embedEssay } from '../retrieval/embed-essay.js';
import type { Figure } from './figure.js';
import { median, medianRatio, pairNote, timed, timedInTurns } from './timing.js';

const group = 'Embedding';
const repeats = 1_000;

/** Figures over `questions`, all different, and `essays` in the model's language. */
export async function embeddingFigures(questions: readonly string[], essays: readonly Essay[]): Promise<Figure[]> {
  const model = bundledModel();
  const tokenizer = await readTokenizer(model);
  const session = await openOnnxSession(model, 1);
  const embedder = createLocalEmbedder({ model });
  await embedder.warm();
  const runBare = async (windows: readonly (readonly number[])[]): Promise<void> => {
    for (const ids of windows) await session.run(ids);
  };
  try {
    const asked = await withWindows(questions, 'question', (text) => [text], model, tokenizer);
    await runBare(asked[0]?.windows ?? []);
    const question = await timedInTurns(
      asked,
      ({ item }) => embedder.embedQuestion(item),
      ({ windows }) => runBare(windows),
    );
    const again = await timed(
      Array.from({ length: repeats }, () => questions[0] ?? ''),
      (text) => embedder.embedQuestion(text),
    );
    const texts = (essay: Essay): string[] => essay.paragraphs.map(({ text }) => text);
    const stored = await withWindows([...essays, ...essays], 'passage', texts, model, tokenizer);
    const corpus = await timedInTurns(
      stored,
      ({ item }) => embedEssay(item, embedder, new Map()),
      ({ windows }) => runBare(windows),
    );
    const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
    const [ours, bare] = [sum(corpus.ours.wall), sum(corpus.bare.wall)];
    const count = sum(stored.map(({ item }) => item.paragraphs.length));
    return [
      {
        group,
        name: 'a question, beside bare ONNX Runtime',
        value: medianRatio(question),
        unit: 'x',
        goal: { most: 1.15 },
        note: `${pairNote(question)}; ${questions.length} questions`,
      },
      { group, name: 'the same question again', value: median(again.wall), unit: 'ms', goal: { most: 0.05 } },
      {
        group,
        name: 'essays, throughput beside bare ONNX Runtime',
        value: bare / ours,
        unit: 'x',
        goal: { least: 0.9 },
        note: `${count} paragraphs in ${(ours / 1_000).toFixed(1)} s beside ${(bare / 1_000).toFixed(1)} s; CPU ${(sum(corpus.ours.cpu) / 1_000).toFixed(1)} beside ${(sum(corpus.bare.cpu) / 1_000).toFixed(1)} s`,
      },
    ];
  } finally {
    await embedder.close();
  }
}

/** Each item with the windows of token ids that embedding its texts comes down to. */
async function withWindows<Item>(
  items: readonly Item[],
  role: EmbeddingRole,
  textsOf: (item: Item) => readonly string[],
  model: EmbeddingModel,
  tokenizer: TextTokenizer,
) {
  const found: { readonly item: Item; readonly windows: readonly (readonly number[])[] }[] = [];
  for (const item of items) {
    const windows: (readonly number[])[] = [];
    // A session that computes nothing and keeps what it would have been given.
    const listening = {
      run: async (ids: readonly number[]): Promise<Float32Array> => {
        windows.push(ids);
        return new Float32Array(ids.length * model.dimension);
      },
    };
    for (const text of textsOf(item)) {
      const embedding = beginTextEmbedding(text, role, model, tokenizer, listening);
      while ((await embedding.step()) === undefined);
    }
    found.push({ item, windows });
  }
  return found;
}

async function readTokenizer({ tokenizerFile, tokenizerConfigFile }: EmbeddingModel): Promise<TextTokenizer> {
  const read = async (file: string): Promise<object> => JSON.parse(await readFile(file, 'utf8'));
  return createTextTokenizer(
    await read(tokenizerFile),
    tokenizerConfigFile === undefined ? {} : await read(tokenizerConfigFile),
  );
}

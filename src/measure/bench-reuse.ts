/** Whether anything is embedded that was embedded before: a shelf taken up, edited in one paragraph, and taken up again. */
import { join } from 'node:path';
import { createLog } from '../base/log.js';
import type { Essay } from '../essay/types.js';
import { createLocalEmbedder } from '../models/local-embedder.js';
import type { Embedder } from '../models/types.js';
import { openRetriever } from '../retrieval/retriever.js';
import type { Figure } from './figure.js';
import { plainEssay } from './question-sets.js';

/** One figure over `essays`, indexed under `folder` meanwhile. */
export async function reuseFigures(essays: readonly Essay[], folder: string): Promise<Figure[]> {
  const embedded: string[] = [];
  const embedder = createLocalEmbedder();
  const listening: Embedder = {
    ...embedder,
    embedPassages(texts, options) {
      embedded.push(...texts);
      return embedder.embedPassages(texts, options);
    },
  };
  const retriever = await openRetriever({
    embedder: listening,
    folder: join(folder, 'reuse'),
    log: createLog({ level: 'warn' }),
  });
  try {
    for (const shelf of [essays, essays, essays.map(edited)]) {
      await retriever.refresh({ essays: shelf.map((essay) => ({ essay, dropped: [], warnings: [] })), problems: [] });
    }
  } finally {
    await retriever.close();
  }
  return [
    {
      group: 'Embedding',
      name: 'texts embedded twice',
      value: embedded.length - new Set(embedded).size,
      unit: 'texts',
      goal: { most: 0 },
      note: `${embedded.length} texts for ${essays.length} essays read, read again, and read with one paragraph of each edited`,
    },
  ];
}

function edited(essay: Essay): Essay {
  const [first = '', ...others] = essay.paragraphs.map(({ text }) => text);
  return plainEssay(essay.slug, [`${first} This was added.`, ...others]);
}

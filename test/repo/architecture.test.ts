import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findFaults, floors } from './architecture-rules.js';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

describe('the source', () => {
  it('keeps to its floors and homes', async () => {
    const names = (await readdir(src, { recursive: true })).map((name) => name.replaceAll('\\', '/')).sort();
    const files = names.filter((name) => /\.tsx?$/.test(name));
    expect(files.length).toBeGreaterThan(20);
    const sources = await Promise.all(
      files.map(async (name) => [name, await readFile(join(src, name), 'utf8')] as const),
    );
    expect(findFaults(new Map(sources))).toEqual([]);
  });

  it('has a folder for most of the floors', async () => {
    const folders = (await readdir(src, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    expect(folders.map((entry) => entry.name).filter((name) => !Object.hasOwn(floors, name))).toEqual([]);
  });
});

describe('a planted fault', () => {
  const faulty: readonly (readonly [what: string, file: string, code: string])[] = [
    ['an import from above', 'retrieval/rank.ts', "import { answer } from '../answer/answer.js';"],
    ['a type from above', 'retrieval/rank.ts', "import type { Answerer } from '../answer/types.js';"],
    ['a type in an expression', 'retrieval/rank.ts', "let a: import('../answer/types.js').Answerer;"],
    ['an import over several lines', 'store/turns.ts', "import {\n  a,\n  b,\n} from '../retrieval/rank.js';"],
    ['a re-export from above', 'base/log.ts', "export * from '../essay/types.js';"],
    ['a named re-export from above', 'base/log.ts', "export { a } from '../app/main.js';"],
    ['a side effect from above', 'models/types.ts', "import '../retrieval/rank.js';"],
    ['a late import from above', 'store/turns.ts', "await import('../conversation/types.js');"],
    ['a computed import', 'store/turns.ts', 'await import(name);'],
    ['a neighbour of its floor', 'ingest/read.ts', "import { open } from '../store/open-store.js';"],
    ['essay importing base', 'essay/types.ts', "import { sha256 } from '../base/files.js';"],
    ['base importing essay', 'base/files.ts', "import type { Essay } from '../essay/types.js';"],
    ['a neighbour of floor four', 'classroom/quiz.ts', "import { a } from '../summaries/summarise.js';"],
    ['a file outside src', 'base/log.ts', "import { a } from '../../test/helpers/a.js';"],
    ['app imported', 'conversation/types.ts', "import { loadConfig } from '../app/config.js';"],
    ['measure seeing more of app', 'measure/main.ts', "import { run } from '../app/main.js';"],
    ['measure imported', 'app/main.ts', "import { run } from '../measure/main.js';"],
    ['an implementation in app', 'app/main.ts', "import { a } from '../models/local-embedder.js';"],
    ['an implementation beside it', 'answer/answer.ts', "import { a } from './extractive.js';"],
    ['an adapter in app', 'app/main.ts', "import { a } from '../adapters/terminal/terminal.js';"],
    ['an adapter seeing another', 'adapters/slack/slack.ts', "import { a } from '../discord/render.js';"],
    ['an adapter seeing retrieval', 'adapters/slack/slack.ts', "import { a } from '../../retrieval/types.js';"],
    ['an adapter seeing the store', 'adapters/web/server.ts', "import type { a } from '../../store/store.js';"],
    ['pace seeing an adapter', 'adapters/pace.ts', "import { a } from './slack/slack.js';"],
    ['a file beside pace', 'adapters/slack/slack.ts', "import { a } from '../shared.js';"],
    ['a vendor away from home', 'retrieval/rank.ts', "import { Kysely } from 'kysely';"],
    ['a vendor one file from home', 'retrieval/search.ts', "import hnsw from 'hnswlib-node';"],
    ['a part of a vendor', 'conversation/a.ts', "import { a } from '@langchain/core/messages';"],
    ['a vendor by require', 'answer/answer.ts', "createRequire(import.meta.url)('libsql');"],
    ['a parser outside ingest', 'retrieval/rank.ts', "import { fromMarkdown } from 'mdast-util-from-markdown';"],
    ['a vendor without a home', 'base/files.ts', "import leftPad from 'left-pad';"],
    ['zod in the middle', 'answer/answer.ts', "import { z } from 'zod';"],
    ['a logger of one’s own', 'app/main.ts', "import { pino } from 'pino';"],
    ['the environment', 'store/turns.ts', 'const url = process.env.DATABASE_URL;'],
    ['the environment by index', 'store/turns.ts', "const url = process['env'];"],
    ['the environment in a template', 'store/turns.ts', 'const url = `$' + '{process.env.A}`;'],
    ['the process as a module', 'store/turns.ts', "import { env } from 'node:process';"],
    ['an exit', 'app/wire.ts', 'process.exit(1);'],
    ['an exit code', 'conversation/a.ts', 'process.exitCode = 1;'],
    ['a line on the console', 'retrieval/rank.ts', "console.log('here');"],
    ['a barrel', 'answer/index.ts', ''],
    ['a drawer', 'answer/utils.ts', ''],
    ['a drawer by a longer name', 'answer/string-helpers.ts', ''],
    ['a drawer of a folder', 'ingest/common/read.ts', ''],
    ['a manager', 'store/session-manager.ts', ''],
    ['a folder without a floor', 'services2/a.ts', ''],
    ['a file without a folder', 'main.ts', ''],
  ];

  it.each(faulty)('is found: %s', (_what, file, code) => {
    expect(findFaults(new Map([[file, code]]))).toHaveLength(1);
  });
});

describe('what is allowed', () => {
  const sound: readonly (readonly [what: string, file: string, code: string])[] = [
    ['a lower floor', 'answer/answer.ts', "import type { Retriever } from '../retrieval/types.js';"],
    ['the own folder', 'answer/answer.ts', "export { verify } from './verify.js';"],
    ['wire choosing', 'app/wire.ts', "import { a } from '../adapters/slack/slack.js';"],
    ['wire choosing a model', 'app/wire.ts', "await import('../models/local-embedder.js');"],
    ['measure choosing', 'measure/eval.ts', "import { a } from '../answer/extractive.js';"],
    ['measure wiring', 'measure/main.ts', "import { wire } from '../app/wire.js';"],
    ['an adapter’s own room', 'adapters/slack/slack.ts', "import { render } from './render.js';"],
    ['an adapter’s pace', 'adapters/slack/slack.ts', "import { pace } from '../pace.js';"],
    ['a vendor at home', 'store/sqlite.ts', "import Database from 'libsql';"],
    ['a worker', 'models/local-embedder.ts', "new Worker(workerScript('embedding-worker.js', import.meta.url));"],
    ['a comment', 'base/log.ts', "// import '../app/main.js' and console.log\n/* process.env.A */"],
    ['words about it', 'base/log.ts', "const hint = 'set process.env.A or console.log';"],
    ['a builtin', 'base/log.ts', "import { join } from 'node:path';"],
    ['a word within a name', 'essay/communication.ts', ''],
  ];

  it.each(sound)('passes: %s', (_what, file, code) => {
    expect(findFaults(new Map([[file, code]]))).toEqual([]);
  });
});

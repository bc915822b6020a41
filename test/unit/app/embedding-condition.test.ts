import { describe, expect, it, onTestFinished } from 'vitest';
import { bringUpToDate } from '../../../src/app/bring-up-to-date.js';
import { loadConfig } from '../../../src/app/config.js';
import { embeddingConditions, embeddingHosts } from '../../../src/app/embedding-condition.js';
import { wire } from '../../../src/app/wire.js';
import { startModelServer } from '../../emulators/model/model-server.js';
import { openRealParts } from '../../helpers/real-parts.js';
import { recordingLog } from '../../helpers/recording-log.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

describe('the condition of hosted embeddings', () => {
  it('is told by asking for one vector, and says what goes where', async () => {
    const server = await startModelServer();
    onTestFinished(() => server.close());
    const { host } = new URL(server.baseUrl);
    const env = { OPENAI_BASE_URL: server.baseUrl, PILCROW_EMBEDDING_MODEL: 'openai:text-embedding-3-small' };
    const conditions = (key: string) => embeddingConditions(loadConfig({ ...env, OPENAI_API_KEY: key }));
    const detail = `text-embedding-3-small at ${host}: the text of the essays and of questions is sent there.`;
    expect(await conditions(server.key)).toEqual([
      { name: 'Embedding model', state: 'on', detail },
      { name: 'Embedding', state: 'on', detail: 'the server answers, with vectors of 1536 values.' },
    ]);
    expect(server.requests).toHaveLength(1);
    const [, refused] = await conditions('sk-proj-canary0123456789');
    expect(refused).toMatchObject({ name: 'Embedding', state: 'broken' });
    expect(refused?.todo).toContain('OPENAI_API_KEY');
    expect(JSON.stringify(refused)).not.toMatch(/canary|sk-proj/);
  });

  it('needs a key or a server', async () => {
    const [, missing] = await embeddingConditions(
      loadConfig({ PILCROW_EMBEDDING_MODEL: 'openai:text-embedding-3-small' }),
    );
    expect(missing).toMatchObject({ state: 'broken', todo: expect.stringContaining('OPENAI_API_KEY') });
  });
});

describe('the shipped essay', () => {
  it('is answered from while its embeddings move from the shipped model to a hosted one', async () => {
    const server = await startModelServer();
    onTestFinished(() => server.close());
    const dataDir = await temporaryFolder();
    await (await openRealParts({ dataDir })).close();
    const env = {
      DATA_DIR: dataDir,
      OPENAI_API_KEY: server.key,
      OPENAI_BASE_URL: server.baseUrl,
      PILCROW_MODEL: 'off',
      PILCROW_EMBEDDING_MODEL: 'openai:text-embedding-3-small',
    };
    const config = loadConfig(env);
    const log = recordingLog();
    const parts = await wire(config, log, { remembers: true });
    onTestFinished(() => parts.close());
    const [essay] = parts.retriever.essays();
    const query = { text: 'why does tokyo care about china', essays: [essay?.slug ?? ''] };
    expect(parts.retriever.switching()).toEqual({
      from: 'all-MiniLM-L6-v2-int8',
      to: 'openai:text-embedding-3-small',
    });
    expect(await parts.retriever.retrieve(query)).toHaveLength(1);
    expect(server.requests).toEqual([]);
    const { report } = await bringUpToDate(parts, config, log, { waitMs: 0 });
    expect(report?.indexed).toEqual([essay?.slug]);
    expect(await parts.retriever.retrieve(query)).toHaveLength(1);
    expect(server.requests.at(-1)?.text).toContain('tokyo');
    await server.close();
    const [alone] = await parts.retriever.retrieve({ ...query, text: 'what does the essay say about energy' });
    expect(alone?.paragraphs[0].paragraph).toBe(10);
  });
});

describe('the hosts that are sent text', () => {
  const hosts = (env: Record<string, string>): readonly string[] => embeddingHosts(loadConfig(env));

  it('are none unless embeddings or moderation are hosted', () => {
    expect(hosts({})).toEqual([]);
    expect(hosts({ OPENAI_API_KEY: 'sk-x', PILCROW_MODERATION: 'off' })).toEqual([]);
    expect(hosts({ PILCROW_EMBEDDING_MODEL: 'hf:owner/model' })).toEqual([expect.stringContaining('huggingface.co')]);
  });

  it('are named with what they are sent, without credentials in their address', () => {
    const env = { OPENAI_API_KEY: 'sk-x', PILCROW_EMBEDDING_MODEL: 'openai:text-embedding-3-small' };
    const embeddings = 'hosted embeddings: the text of the essays and of questions is sent';
    expect(hosts({ ...env, PILCROW_MODERATION: 'openai' })).toEqual([
      `api.openai.com: ${embeddings}`,
      'api.openai.com: moderation: the text of questions is sent',
    ]);
    expect(hosts({ ...env, OPENAI_BASE_URL: 'http://me:secret@localhost:11434/v1' })).toEqual([
      `localhost:11434: ${embeddings}`,
    ]);
  });
});

import { describe, expect, it, onTestFinished } from 'vitest';
import { createOpenaiModerator } from '../../../src/models/openai-moderator.js';
import type { Moderator } from '../../../src/models/types.js';
import { type ModelServer, startModelServer } from '../../emulators/model/model-server.js';

async function serve(): Promise<{ server: ModelServer; moderator: Moderator }> {
  const server = await startModelServer({
    flagged: [
      { words: 'beat him', category: 'violence' },
      { words: 'want to die', category: 'self-harm/intent' },
      { words: 'how to do it', category: 'self-harm/instructions' },
    ],
  });
  onTestFinished(() => server.close());
  return { server, moderator: createOpenaiModerator({ apiKey: server.key, baseUrl: server.baseUrl }) };
}

describe('hosted moderation', () => {
  it.each([
    ['why does the herder add a cow?', { isForbidden: false, isSelfHarm: false }],
    ['I will beat him', { isForbidden: true, isSelfHarm: false }],
    ['sometimes I want to die', { isForbidden: false, isSelfHarm: true }],
    ['I want to die, tell me how to do it', { isForbidden: true, isSelfHarm: true }],
    ['I want to die and beat him', { isForbidden: true, isSelfHarm: true }],
  ])('tells a forbidden text from one that asks for help: %s', async (text, judgement) => {
    const { server, moderator } = await serve();
    expect(await moderator.judge(text)).toEqual(judgement);
    expect(server.requests[0]?.body).toEqual({ model: 'omni-moderation-latest', input: text });
  });

  it('sends nothing for an empty text', async () => {
    const { server, moderator } = await serve();
    expect(await moderator.judge(' ')).toEqual({ isForbidden: false, isSelfHarm: false });
    expect(server.requests).toEqual([]);
  });

  it('fails plainly, without the key', async () => {
    const { server } = await serve();
    const apiKey = 'sk-proj-canary0123456789abcdef';
    const refused = createOpenaiModerator({ apiKey, baseUrl: server.baseUrl }).judge('who?');
    await expect(refused).rejects.toMatchObject({ code: 'model-failed', fault: 'refused-key' });
    await expect(refused).rejects.not.toThrow(/canary|sk-proj/);
    expect(() => createOpenaiModerator({})).toThrow(/PILCROW_MODERATION/);
  });

  it('takes no page for a judgement, and stops when told to', async () => {
    const { server, moderator } = await serve();
    server.fail('moderations', { fault: 'html', status: 200 }, 2);
    await expect(moderator.judge('who?')).rejects.toMatchObject({ fault: 'malformed' });
    server.fail('moderations', { fault: 'hang-before-headers' });
    const stop = new AbortController();
    const asked = moderator.judge('who?', { signal: stop.signal });
    await server.until(() => server.requests.length === 3);
    stop.abort();
    await expect(asked).rejects.toMatchObject({ code: 'aborted' });
  });
});

/** What writes for the classroom, with the real client over a socket; the model says what each test lets it say. */
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { createBudget } from '../../src/answer/budget.js';
import { createModelRequests } from '../../src/answer/model-requests.js';
import { type RequestLimits, usualLimits } from '../../src/answer/request-limits.js';
import { type ClassroomWriter, createClassroomWriter } from '../../src/classroom/classroom-writer.js';
import type { WritingFor } from '../../src/classroom/written.js';
import { createChatModel } from '../../src/models/chat-model.js';
import { loadPrompts } from '../../src/models/prompts.js';
import { type Fault, type ModelServer, startModelServer } from '../emulators/model/model-server.js';
import { recordingLog } from './recording-log.js';

const prompts = loadPrompts(fileURLToPath(new URL('../../prompts', import.meta.url)));

/** For whom it is written. */
export const ann: WritingFor = {
  language: 'en',
  asker: { platform: 'slack', tenant: 'T1', place: 'C1', person: 'ann' },
};

/** Quick about repeating; closed with the test. */
export async function startWriter({
  dollars = 5,
  limits = { ...usualLimits, shortPauseMs: 10 },
}: {
  readonly dollars?: number;
  readonly limits?: RequestLimits;
} = {}): Promise<{ readonly server: ModelServer; readonly writer: ClassroomWriter }> {
  const server = await startModelServer({});
  onTestFinished(() => server.close());
  const name = 'openai:gpt-4o-mini';
  const model = createChatModel({ name, apiKey: server.key, baseUrl: server.baseUrl });
  const log = recordingLog();
  const budget = createBudget({ monthlyDollars: dollars, model: name, price: { input: 1, output: 1 }, log });
  const requests = createModelRequests({ model, budget }, limits);
  return {
    server,
    writer: createClassroomWriter({ requests, prompts, budget, nearness: () => undefined, log }),
  };
}

/** What a model's server may do instead of answering. */
export const faultsOfServers: readonly (readonly [string, Fault])[] = [
  ['refuses the key', { fault: 'status', status: 401 }],
  ['fails inside', { fault: 'status', status: 500 }],
  ['gives a page', { fault: 'html', status: 200 }],
  ['gives nothing', { fault: 'empty-body' }],
  ['cuts the line', { fault: 'cut-before-headers' }],
  [
    'gives half of it',
    { fault: 'cut-mid-stream', text: '{"anchors": [{"says": "x"}], "question": "y', afterChars: 30 },
  ],
];

/** What was sent in the last request, as the model reads it. */
export function sentTo(server: ModelServer): { readonly system: string; readonly user: string } {
  const { messages } = server.requests.at(-1)?.body ?? {};
  const [system, user] = Array.isArray(messages) ? messages : [];
  return { system: String(system?.content), user: String(user?.content) };
}

/** What stands outside the marks of data in what was sent. */
export function outsideData(user: string): string {
  return user.replace(/<data-([0-9a-f]{16})>[\s\S]*?<\/data-\1>/g, '');
}

/**
 * One question over several essays by the real path: the real retriever over files, answers quoted, and answers written by
 * an emulated model.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordOf } from '../../src/app/answer-record.js';
import type { Parts } from '../../src/app/wire.js';
import { plainText } from '../../src/conversation/plain-text.js';
import type { AnswerReply, Reply } from '../../src/conversation/types.js';
import type { Essay } from '../../src/essay/types.js';
import { type ModelServer, startModelServer } from '../emulators/model/model-server.js';
import { replyOf } from '../helpers/model-replies.js';
import { openRealParts } from '../helpers/real-parts.js';
import { againstHomework, forHomework, lighthouse } from '../helpers/study-essays.js';

let folder: string;
let server: ModelServer;
let keyless: Parts;
let written: Parts;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pilcrow-several-'));
  const corpusDir = join(folder, 'corpus');
  await mkdir(join(corpusDir, 'week-03'), { recursive: true });
  for (const essay of [againstHomework, forHomework, lighthouse])
    await writeFile(join(corpusDir, 'week-03', `${essay.slug}.md`), markdownOf(essay));
  server = await startModelServer({});
  keyless = await openRealParts({ dataDir: join(folder, 'keyless'), corpusDir });
  written = await openRealParts({
    dataDir: join(folder, 'written'),
    corpusDir,
    env: { OPENAI_API_KEY: server.key, OPENAI_BASE_URL: server.baseUrl, PILCROW_MODEL: 'openai:gpt-4o-mini' },
  });
});
afterAll(async () => {
  await keyless.close();
  await written.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function markdownOf({ title, author, paragraphs }: Essay): string {
  const body = paragraphs.map(({ text }) => text).join('\n\n');
  return `---\ntitle: ${title}\nauthor: ${author}\nlanguage: en\nlicense: CC0-1.0\n---\n${body}\n`;
}

async function ask({ conversation }: Parts, ...texts: readonly string[]): Promise<AnswerReply> {
  count += 1;
  const place = { platform: 'slack', tenant: 'T1', place: `C${count}` };
  let last: Reply | undefined;
  for (const [at, text] of texts.entries())
    for await (const reply of conversation.handle({ place, person: 'U1', messageId: `m${count}.${at}`, text }))
      last = reply;
  if (last?.kind !== 'answer') throw new Error(`no answer: ${last ? plainText(last) : 'nothing'}`);
  return last;
}
const essaysOf = ({ answer }: AnswerReply): string[] =>
  [...new Set(answer.sentences.flatMap(({ citations }) => citations.map(({ essay }) => essay)))].sort();

describe('a question over several essays', () => {
  it('is answered from those that speak of it, with marks and citations that name them', async () => {
    const reply = await ask(keyless, 'what do the essays say about homework?');
    expect(essaysOf(reply)).toEqual(['against-homework', 'for-homework']);
    expect(reply.answer.leadIn).toBe('From 2 of 3 essays, word for word:');
    expect(reply.answer.lastLine).toContain('Not spoken of in: Lind.');
    expect(plainText(reply)).toMatch(/Feld ¶\d[\s\S]*Brandt ¶\d|Brandt ¶\d[\s\S]*Feld ¶\d/);
    const record = recordOf(reply, 1);
    if ('error' in record) throw new Error(record.error);
    for (const { essay, paragraph, quote } of record.citations)
      expect(keyless.retriever.paragraph(essay, paragraph)?.text).toContain(quote.split(' … ')[0]);
  });

  it('goes on over the same essays: the second one, another matter, one by its name', async () => {
    const first = 'which of the authors mentions Halvorsen?';
    const second = await ask(keyless, first, 'and the second one?');
    expect(essaysOf(second)).toHaveLength(1);
    expect(essaysOf(await ask(keyless, first, 'and Brandt?'))).toEqual(['against-homework']);
    expect(essaysOf(await ask(keyless, first, 'and telephones?'))).toEqual(['for-homework']);
  });

  it('that no essay answers opens the paragraph that comes nearest, in its essay', async () => {
    const reply = await ask(keyless, 'what do the essays say about quantum computing?');
    expect(reply.answer.kind).toBe('not-in-essay');
    expect(reply.answer.leadIn).toContain('None of the 3 essays');
    expect(reply.buttons[0]?.line).toContain(`--essay ${reply.answer.essays[0]}`);
  });

  it('may be answered by a model, each sentence proved by the essay that it cites', async () => {
    const narrows = 'homework narrows the gap';
    const does = 'homework does not narrow the gap between rich and poor children';
    server.reply(
      replyOf([
        { text: 'Feld holds that homework narrows the gap.', support: [{ essay: 'A', paragraph: 3, quote: narrows }] },
        {
          text: 'Brandt holds that homework does not narrow the gap.',
          support: [{ essay: 'B', paragraph: 3, quote: does }],
        },
        {
          text: 'Brandt holds that the fog signal was sold.',
          support: [{ essay: 'B', paragraph: 3, quote: 'the fog signal was sold' }],
        },
      ]),
    );
    server.reply(replyOf([]));
    const reply = await ask(written, 'do Feld and Brandt agree about the gap between rich and poor?');
    expect(reply.answer.writer).toBe('generated');
    const text = plainText(reply);
    expect(text).toContain('narrows the gap. Feld ¶3');
    expect(text).toContain('does not narrow the gap. Brandt ¶3');
    expect(text).not.toContain('fog signal');
    const [request] = server.requests;
    expect(JSON.stringify(request?.body)).toContain('Essay B: ');
    expect(JSON.stringify(request?.body)).not.toContain('Varsund');
    server.forget();
  });
});

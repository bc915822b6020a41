import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Chat, createChat } from '../../../../src/adapters/terminal/chat.js';
import type { Conversation, Incoming } from '../../../../src/conversation/types.js';
import { commons } from '../../../helpers/fake-parts.js';
import { silent } from '../../../helpers/silent-conversation.js';
import { growthOf, writtenReply } from '../../../helpers/written-answer.js';

const ctrlC = String.fromCharCode(3);
const ctrlD = String.fromCharCode(4);

/** Answers at once, but `wait` only when it is called off; `write` then too, after its first sentence. */
const conversation: Conversation = {
  ...silent([commons]),
  async *handle({ text }: Incoming, { signal } = {}) {
    if (text === 'write') yield* growthOf(writtenReply()).slice(0, 1);
    if (text === 'wait' || text === 'write') await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    else yield { kind: 'notice', tone: 'plain', language: 'en', text: `reply to ${text}`, buttons: [] };
  },
};

describe('the chat', () => {
  let folder: string;
  let input: PassThrough;
  let out: string;
  let chat: Chat;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pilcrow-chat-'));
    input = new PassThrough();
    const output = new PassThrough();
    out = '';
    output.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    const incoming = (text: string): Incoming => ({
      place: { platform: 't', tenant: 't', place: 't' },
      person: 'p',
      messageId: text,
      text,
    });
    chat = createChat(
      { input, output, isColour: false, historyFile: join(folder, 'chat-history') },
      { conversation, incoming },
    );
    await chat.ready;
  });
  afterEach(async () => {
    await chat.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const type = async (keys: string): Promise<void> => {
    input.write(keys);
    await new Promise((resolve) => setTimeout(resolve, 30));
  };

  it('opens with the essay and a question of its own', () => {
    expect(out).toContain('About commons · Garrett Hardin · ¶1-3');
    expect(out).toContain('For example: Who owns the pasture?');
  });

  it('calls a running answer off with Ctrl-C, and takes the next question', async () => {
    await type('wait\r');
    await type(ctrlC);
    await type('next one\r');
    expect(out).toContain('reply to next one');
  });

  it('shows a sentence as soon as it is written, and keeps it when the answer is called off', async () => {
    await type('write\r');
    expect(out.endsWith('  Nobody owns the pasture. ¶1\n')).toBe(true);
    await type(ctrlC);
    expect(out.slice(out.lastIndexOf('  Nobody'))).toMatch(/^ {2}Nobody owns the pasture\. ¶1\n—\n\n/);
    await type('next one\r');
    expect(out).toContain('reply to next one');
  });

  it('clears the line with Ctrl-C, and leaves with a second one', async () => {
    await type('half');
    await type(ctrlC);
    await type(`whole\r`);
    expect(out).toContain('reply to whole');
    await type(ctrlC);
    await expect(chat.closed).resolves.toBeUndefined();
  });

  it('leaves with Ctrl-D or /quit and keeps what was typed', async () => {
    await type('one\r');
    await type('two\r');
    await type(ctrlD);
    await chat.closed;
    expect(await readFile(join(folder, 'chat-history'), 'utf8')).toBe('one\ntwo\n');
  });
});

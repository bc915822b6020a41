/** A chat thread set against an essay, from the message that asks for it to what each platform shows of it. */
import { describe, expect, it } from 'vitest';
import { messageBodies as discordBodies } from '../../../src/adapters/discord/bodies.js';
import { messageBodies as slackBodies } from '../../../src/adapters/slack/bodies.js';
import { renderReply } from '../../../src/adapters/terminal/render.js';
import { plainText } from '../../../src/conversation/plain-text.js';
import type { Incoming, SummaryReply } from '../../../src/conversation/types.js';
import { summarise } from '../../../src/summaries/summarise.js';
import type { SummaryWriter } from '../../../src/summaries/types.js';
import { openTalk } from '../../helpers/store-talk.js';
import { forHomework } from '../../helpers/study-essays.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { wordRetriever } from '../../helpers/word-retriever.js';

const claim = 'Homework narrows the gap between rich and poor.';
const said = [
  'hi all',
  `Look at ¶2. ${claim}`,
  'Submarines crossed the frozen harbour.',
  'I want to kill myself',
  '/summary short',
];

async function talk(writer?: SummaryWriter) {
  const queries: { text: string; isKeptHere?: boolean }[] = [];
  const shelf = wordRetriever(forHomework);
  const retriever: typeof shelf = {
    ...shelf,
    vectors: async () => ({ dimension: 0, paragraphs: [], sentences: [] }),
    retrieve: (query, options) => {
      queries.push(query);
      return shelf.retrieve(query, options);
    },
  };
  const opened = await openTalk(await temporaryFolder(), {
    retriever,
    summarise,
    ...(writer ? { summaryWriter: writer } : {}),
  });
  const ask = async (text: string, rest: Partial<Incoming> = {}): Promise<SummaryReply> => {
    const reply = await opened.say(text, { thread: async () => said, ...rest });
    if (reply.kind !== 'summary') throw new Error(plainText(reply));
    return reply;
  };
  return { ...opened, ask, queries };
}

describe('a thread', () => {
  it('is set against the essay: what it touched, what the essay says to a claim, what nobody mentioned', async () => {
    const { ask } = await talk();
    const reply = await ask('summarise this thread');
    const [first, last] = [reply.summary.parts?.[0], reply.summary.parts?.at(-1)];
    expect(reply.summary.leadIn).toContain('¶2-3');
    expect(first?.leadIn).toBe(`To “${claim}” the essay says:`);
    expect(first?.lines[0]?.citations[0].paragraph).toBe(3);
    expect(last?.leadIn).toBe('Nobody has mentioned:');
    expect(reply.summary.lastLine).toContain('does not speak of “Submarines crossed the frozen harbour.”');
    expect(reply.buttons.map(({ line }) => line)).toEqual([
      '/summary full thread --essay for-homework',
      '/summary sentence thread --essay for-homework',
    ]);
  });

  it('repeats no commands and no words of distress', async () => {
    const { ask, queries } = await talk();
    expect(plainText(await ask('/summary thread full'))).not.toMatch(/kill|summary short|hi all/);
    expect(queries.map(({ text }) => text).join(' ')).not.toMatch(/kill/);
  });

  it('goes to no model and to no embedder elsewhere', async () => {
    const { ask, queries } = await talk({
      write() {
        throw new Error('a model was asked');
      },
    });
    await ask('/summary thread');
    expect(queries.length).toBeGreaterThan(0);
    expect(queries.every(({ isKeptHere }) => isKeptHere === true)).toBe(true);
  });

  it('is not kept: of the turn there are its question and the essay’s words', async () => {
    const { ask, store, incoming } = await talk();
    const reply = await ask('summarise this thread');
    expect(plainText(reply)).toContain(claim);
    const turns = await store.turns.recent(incoming('').place, 'ann');
    const kept = JSON.stringify(turns);
    expect(turns).toHaveLength(1);
    expect(kept).toContain('summarise this thread');
    expect(kept).not.toMatch(/between rich and poor\.|Submarines/);
    expect(kept).toContain('So far the thread touches');
  });

  it('of which there is none is refused with what to do', async () => {
    const { say } = await talk();
    const reply = await say('summarise this thread');
    expect(reply).toMatchObject({ kind: 'notice', tone: 'refusal' });
    expect(plainText(reply)).toContain('Mention me inside a thread');
  });

  it('that is empty is said to be', async () => {
    const { say } = await talk();
    const reply = await say('fasse diesen Thread zusammen', { thread: async () => ['hallo'], language: 'de' });
    expect(plainText(reply)).toContain('In diesem Thread gibt es nichts');
  });

  it('in another language than the essay is matched as far as it goes, and said to be', async () => {
    const shelf = wordRetriever(forHomework);
    const bridged = async (...[query]: Parameters<typeof shelf.retrieve>) =>
      (await shelf.retrieve({ ...query, text: 'Halvorsen studied ninety schools' })).map((each) => ({
        ...each,
        bridged: [{ from: 'Халворсен', to: 'Halvorsen' }],
      }));
    const opened = await openTalk(await temporaryFolder(), {
      retriever: {
        ...shelf,
        vectors: async () => ({ dimension: 0, paragraphs: [], sentences: [] }),
        retrieve: bridged,
      },
      summarise,
    });
    const reply = await opened.say('кратко изложи эту ветку', {
      thread: async () => ['Халворсен изучил девяносто школ.'],
    });
    expect(plainText(reply)).toContain('Ближе всего к словам «Халворсен изучил девяносто школ.»');
    expect(plainText(reply)).toContain('не на языке текста');
  });
});

describe('the parts of a thread', () => {
  it('stand under their own lines on every platform', async () => {
    const { ask, conversation, incoming } = await talk();
    const reply = await ask('summarise this thread');
    const message = incoming('summarise this thread');
    const drawn = [
      plainText(reply),
      renderReply(reply, { isColour: false }),
      JSON.stringify(slackBodies(reply, message)),
      JSON.stringify(discordBodies(reply, message, conversation)),
    ];
    for (const text of drawn) {
      const at = [`To “${claim}`, 'homework narrows the gap', 'Nobody has mentioned:'].map((part) =>
        text.indexOf(part),
      );
      expect(at.every((place) => place >= 0)).toBe(true);
      expect([...at].sort((a, b) => a - b)).toEqual(at);
    }
  });
});

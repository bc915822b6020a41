import { describe, expect, it } from 'vitest';
import type { Log } from '../../../src/base/log.js';
import { type ConversationParts, createConversation, questionLimit } from '../../../src/conversation/conversation.js';
import { citationsOf, markOf } from '../../../src/conversation/marks.js';
import { plainText } from '../../../src/conversation/plain-text.js';
import type { Conversation, Incoming, Reply } from '../../../src/conversation/types.js';
import type { Essay } from '../../../src/essay/types.js';
import { commons, fakeAnswerer, fakeRetriever, fakeStore, fakeSummarise, ice } from '../../helpers/fake-parts.js';

const logged: unknown[] = [];
const record = (...line: unknown[]): void => void logged.push(line);
const log = { debug: record, info: record, warn: record, error: record } as unknown as Log;

function talk(essays: readonly Essay[], extra: Partial<ConversationParts> = {}) {
  const retriever = fakeRetriever(...essays);
  const answerer = fakeAnswerer(retriever);
  const store = fakeStore();
  const parts = {
    retriever,
    answerer,
    summarise: fakeSummarise,
    handout: () => 'numbered',
    log,
    store,
    retentionDays: 30,
  };
  const conversation = createConversation({ ...parts, ...extra });
  let count = 0;
  const incoming = (text: string, rest: Partial<Incoming> = {}): Incoming => ({
    place: { platform: 'test', tenant: 't', place: 'p' },
    person: 'ann',
    isOperator: true,
    messageId: `m${++count}`,
    text,
    ...rest,
  });
  return {
    conversation,
    answerer,
    store,
    incoming,
    say: (text: string, rest: Partial<Incoming> = {}) => last(conversation, incoming(text, rest)),
  };
}

async function all(conversation: Conversation, incoming: Incoming, signal?: AbortSignal): Promise<Reply[]> {
  const replies: Reply[] = [];
  for await (const reply of conversation.handle(incoming, signal ? { signal } : {})) replies.push(reply);
  return replies;
}

async function last(conversation: Conversation, incoming: Incoming): Promise<Reply> {
  const reply = (await all(conversation, incoming)).at(-1);
  if (!reply) throw new Error('no reply');
  return reply;
}

describe('a question', () => {
  it('is answered in growing snapshots, each with a citation and a button to its paragraph', async () => {
    const { conversation, incoming } = talk([commons]);
    const replies = await all(conversation, incoming('who owns the pasture?'));
    expect(replies).toHaveLength(2);
    expect(replies[1]).toMatchObject({ kind: 'answer', answer: { sentences: [{ citations: [{ paragraph: 1 }] }] } });
    const line = '/paragraph p1 --essay commons --around --bold 0-30 --version hash-of-commons';
    expect(replies[1]?.buttons).toEqual([{ label: 'Show ¶1', line, typed: 'p1' }]);
    const opened = await last(conversation, incoming(line));
    expect(opened).toMatchObject({
      kind: 'paragraph',
      paragraphs: [{ bold: [{ start: 0, end: 30 }] }],
      after: { citation: { paragraph: 2 } },
    });
    expect(opened).not.toHaveProperty('before');
  });

  it('is kept as a turn of its place and read with the next one, and with no other place', async () => {
    const { say, store, conversation, incoming } = talk([commons]);
    await say('who owns the pasture?');
    await say('and the grass?');
    expect(store.kept.map(({ question }) => question)).toEqual(['who owns the pasture?', 'and the grass?']);
    await last(conversation, incoming('hay?', { place: { platform: 'test', tenant: 'other', place: 'p' } }));
    expect(store.kept.filter(({ place }) => place === 'test other p')).toHaveLength(1);
  });

  it('stays with the essay named outside the text, also where its words name another: no essay answers for another', async () => {
    const { say } = talk([commons, ice]);
    const text = `what is said of cows in ${ice.slug}?`;
    expect(await say(text, { essay: 'commons' })).toMatchObject({ answer: { essays: ['commons'] } });
    expect(await say(text)).toMatchObject({ answer: { essays: [ice.slug] } });
  });

  it('goes to the essay that is named, then to the chosen one, then to all', async () => {
    const { say } = talk([commons, ice]);
    expect(await say('in slippery-ice: who owns it?')).toMatchObject({ answer: { essays: ['slippery-ice'] } });
    expect(await say('hardin: who melts it?')).toMatchObject({ answer: { essays: ['commons'] } });
    expect(await say('what melts?')).toMatchObject({ answer: { essays: ['slippery-ice'] } });
    await say('use commons');
    expect(await say('what melts?')).toMatchObject({ answer: { essays: ['commons'] } });
  });

  it('prints the short name in marks only while several essays are in play', async () => {
    const two = await talk([commons, ice]).say('what melts?');
    const one = await talk([ice]).say('what melts?');
    expect(plainText(two)).toContain('Frost ¶1');
    expect(plainText(one)).toMatch(/” ¶1/);
  });

  it('about an unknown essay is refused by name, with the essays there are, and never answered from another', async () => {
    const { say, answerer } = talk([commons, ice]);
    const reply = await say('why? --essay nosuch');
    expect(reply).toMatchObject({ kind: 'notice', tone: 'refusal' });
    expect(plainText(reply)).toMatch(/nosuch.*commons, slippery-ice/);
    expect(answerer.asked).toEqual([]);
  });

  it('without any essay gets a line that says how to add one', async () => {
    expect(plainText(await talk([]).say('why?'))).toContain('corpus');
    expect(plainText(await talk([]).say('почему?'))).toContain('Эссе пока нет');
  });

  it('of forty thousand characters is read up to a limit that is said', async () => {
    const { say, answerer } = talk([commons]);
    const reply = await say('why the pasture '.repeat(2_500));
    expect(answerer.asked[0]?.length).toBeLessThanOrEqual(questionLimit);
    expect(reply.note).toContain('39999');
  });
});

describe('a fault', () => {
  it('becomes words with a number that the log holds too, and the next question is answered', async () => {
    const { say } = talk([commons]);
    logged.length = 0;
    const reply = await say('break now, my private words');
    expect(reply).toMatchObject({ kind: 'notice', tone: 'fault' });
    if (reply.kind !== 'notice') throw new Error('not a notice');
    expect(reply.text).toContain(reply.faultId);
    expect(JSON.stringify(reply)).not.toContain('secret detail');
    expect(JSON.stringify(logged)).toContain(reply.faultId);
    expect(JSON.stringify(logged)).not.toContain('private words');
    expect(await say('who owns the pasture?')).toMatchObject({ kind: 'answer' });
  });

  it('of the store does not cost the answer', async () => {
    const store = fakeStore();
    const broken = async (): Promise<never> => Promise.reject(new Error('disk full'));
    const { say } = talk([commons], { store: { ...store, turns: { ...store.turns, add: broken, recent: broken } } });
    expect(await say('who owns the pasture?')).toMatchObject({ kind: 'answer' });
  });
});

describe('a button of an older version of the essay', () => {
  const pressed = (version: string) => `/paragraph p2 --essay commons --around --bold 4-9 --version ${version}`;

  it('opens the paragraph that has the words now, or says that it is gone', async () => {
    const store = fakeStore();
    const went: Readonly<Record<string, number | null>> = { moved: 3, gone: null };
    const aliases = { ...store.aliases, follow: async (_essay: string, from: string) => went[from] };
    const { say } = talk([commons], { store: { ...store, aliases } });
    expect(await say(pressed('hash-of-commons'))).toMatchObject({ paragraphs: [{ bold: [{ start: 4, end: 9 }] }] });
    expect(await say(pressed('moved'))).toMatchObject({ paragraphs: [{ citation: { paragraph: 3 }, bold: [] }] });
    expect(await say(pressed('gone'))).toMatchObject({ kind: 'notice', text: expect.stringContaining('¶2 is gone') });
    expect(await say(pressed('unknown'))).toMatchObject({ paragraphs: [{ citation: { paragraph: 2 }, bold: [] }] });
  });
});

describe('order', () => {
  it('is kept within a place, while another place does not wait', async () => {
    const { conversation, incoming } = talk([commons]);
    const order: string[] = [];
    const ask = (text: string, place: string) =>
      last(conversation, incoming(text, { place: { platform: 'test', tenant: 't', place } })).then(
        () => void order.push(text),
      );
    await Promise.all([ask('slow pasture', 'a'), ask('grass', 'a'), ask('hay', 'b')]);
    expect(order).toEqual(['hay', 'slow pasture', 'grass']);
  });

  it('survives a reader who leaves in the middle and a question that is called off', async () => {
    const { conversation, incoming } = talk([commons]);
    for await (const _ of conversation.handle(incoming('who owns the pasture?'))) break;
    const abort = new AbortController();
    const called = all(conversation, incoming('slow pasture'), abort.signal);
    abort.abort();
    expect(await called).toEqual([]);
    expect(await last(conversation, incoming('grass?'))).toMatchObject({ kind: 'answer' });
  });
});

describe('commands', () => {
  it('shows paragraphs with their neighbours one step away, and says where the text ends', async () => {
    const { say } = talk([commons]);
    expect(await say('show ¶2')).toMatchObject({
      kind: 'paragraph',
      count: 3,
      paragraphs: [{ citation: { paragraph: 2, quote: commons.paragraphs[1]?.text } }],
    });
    expect(await say('next')).toMatchObject({ paragraphs: [{ citation: { paragraph: 3 } }] });
    expect(plainText(await say('next'))).toBe('¶3 is the last paragraph.');
    expect(await say('previous')).toMatchObject({ paragraphs: [{ citation: { paragraph: 2 } }] });
    expect(await say('the last paragraph')).toMatchObject({ paragraphs: [{ citation: { paragraph: 3 } }] });
    expect(plainText(await say('p99'))).toContain('there is no ¶99');
  });

  it('says of a question about a paragraph that is not there how many there are', async () => {
    const { say, answerer } = talk([commons]);
    expect(plainText(await say('what does ¶99 say about cows?'))).toContain('there is no ¶99');
    expect(answerer.asked).toEqual([]);
    expect(await say('why do ¶1 and ¶99 disagree?')).toMatchObject({ kind: 'answer' });
  });

  it('marks quoted words for bold print whatever their case, and says when they are not there', async () => {
    const { say } = talk([commons]);
    expect(await say('/paragraph 2 “the GRASS is gone”')).toMatchObject({
      paragraphs: [{ bold: [{ start: 0, end: 17 }] }],
    });
    expect((await say('/paragraph 2 “the cow”')).note).toContain('the cow');
  });

  it('asks which essay is meant, and takes the one just talked about', async () => {
    const { say } = talk([commons, ice]);
    expect(await say('tldr')).toMatchObject({ kind: 'essays', note: 'Which essay do you mean?' });
    await say('what melts?');
    expect(await say('tldr')).toMatchObject({ kind: 'summary', summary: { essay: 'slippery-ice' } });
  });

  it('every reply but a notice cites a paragraph that exists, word for word', async () => {
    const { say } = talk([commons]);
    for (const text of [
      'who owns the pasture?',
      'tldr',
      'summarise ¶2-3',
      'p2',
      'list essays',
      '/use commons',
      '/handout',
      'help',
      '???',
    ]) {
      const reply = await say(text);
      if (reply.kind === 'notice') throw new Error(`${text} got a notice`);
      for (const citation of citationsOf(reply)) {
        expect(commons.paragraphs[citation.paragraph - 1]?.text.slice(citation.start, citation.end)).toBe(
          citation.quote,
        );
        expect(markOf(reply.sources, citation)).toBe(`¶${citation.paragraph}`);
      }
    }
  });

  it('says what is stored', async () => {
    const { say } = talk([commons]);
    await say('who owns the pasture?');
    expect(plainText(await say('privacy'))).toContain('questions with their answers: 1;');
  });
});

describe('words that are not about the essay', () => {
  it('get a short line, in the language they came in', async () => {
    const { say, answerer } = talk([commons]);
    expect(plainText(await say('hi!'))).toContain('About commons');
    expect(plainText(await say('Спасибо!'))).toContain('пригодилось');
    expect(answerer.asked).toEqual([]);
  });

  it.each([
    'I want to die',
    "i don't want to live anymore",
    'I keep thinking about killing myself',
    'я хочу умереть',
    '死にたい',
  ])('get the contact line when they are “%s”', async (text) => {
    expect(plainText(await talk([commons], { contactLine: 'Call the school nurse.' }).say(text))).toBe(
      'Call the school nurse.',
    );
  });

  it.each([
    'why did the soldiers want to die?',
    'does he say “I want to die”?',
    'I think the author wants the alliance to die',
    'I want to live in Japan',
  ])('are a question when they are “%s”', async (text) =>
    expect(await talk([commons]).say(text)).toMatchObject({ kind: 'answer' }),
  );
});

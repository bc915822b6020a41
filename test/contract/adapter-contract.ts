/**
 * What every adapter must do, whatever the platform. An adapter's test gives a stage to speak on and to look at; the
 * suite knows nothing else of it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Adapter, Conversation, Incoming, NoticeReply, Place, Reply } from '../../src/conversation/types.js';
import { citationOf, commons } from '../helpers/fake-parts.js';
import { silent } from '../helpers/silent-conversation.js';
import { cited, growthOf, threeSentences, written, writtenReply } from '../helpers/written-answer.js';

/** A platform with one adapter on it. */
export interface AdapterStage {
  readonly adapter: Adapter;
  /** A person says `text`; resolves when the platform has it. */
  speak(text: string): Promise<void>;
  /** The last message arrives once more, as platforms do when they are not sure; absent where none does. */
  again?(): Promise<void>;
  /** The adapter's own last message arrives again as an event; absent where a platform does not echo. */
  echo?(): Promise<void>;
  /** A place that can be posted to without a message; absent where any will do. */
  readonly place?: Place;
  /** What the platform would notify or make a link of, in all that was shown; absent where it does neither. */
  harm?(): readonly string[];
  /** Everything shown so far, part after part. */
  shown(): readonly string[];
  /** Resolves when nothing more is being answered. */
  settled(): Promise<void>;
  /** No more people: frees the stage. */
  close(): Promise<void>;
}

export interface AdapterContractOptions {
  readonly makeStage: () => Promise<AdapterStage>;
  /** Texts that would notify, link or move something on this platform if they were shown as they are. */
  readonly dangerous: readonly { readonly text: string; readonly mayNotContain?: string | RegExp }[];
}

interface Scripted extends Conversation {
  readonly heard: string[];
  readonly unfinished: () => readonly string[];
  /** What was shown when the second sentence of `written …` came, at the latest after two seconds. */
  readonly shownBetween: () => string;
}

/**
 * A conversation that answers late for `slow …`, sentence by sentence for `written …`, and shows two snapshots of each
 * other reply. `shown` is what people see.
 */
function scripted(shown: () => string): Scripted {
  const heard: string[] = [];
  const open = new Set<string>();
  let shownBetween = '';
  const ground = silent([commons]);
  const notice = (text: string): NoticeReply => ({ kind: 'notice', tone: 'plain', language: 'en', text, buttons: [] });
  return {
    ...ground,
    heard,
    unfinished: () => [...open],
    shownBetween: () => shownBetween,
    async accept(incoming) {
      const isNew = await ground.accept(incoming);
      if (isNew) open.add(incoming.messageId);
      return isNew;
    },
    async finish({ messageId }) {
      open.delete(messageId);
    },
    async *handle({ text }: Incoming) {
      heard.push(text);
      if (text.startsWith('slow')) await new Promise((resolve) => setTimeout(resolve, 40));
      if (text.startsWith('written')) {
        for (const [index, snapshot] of growthOf(writtenReply()).entries()) {
          yield snapshot;
          if (index > 0) continue;
          for (let waited = 0; !shown().includes(threeSentences[0].text) && waited < 2_000; waited += 20)
            await sleep(20);
          shownBetween = shown();
        }
      } else if (text.startsWith('long')) yield longReply();
      else {
        yield notice(`reply to ${text} so far`);
        yield notice(`reply to ${text}`);
      }
    },
  };
}

function longReply(): Reply {
  const sentences = Array.from({ length: 60 }, (_, index) => {
    const paragraph = commons.paragraphs[index % commons.paragraphs.length];
    if (!paragraph) throw new Error('no paragraph');
    const citation = { ...citationOf(commons, paragraph), paragraph: index + 1 };
    return {
      text: `${citation.quote} ${'hay '.repeat(50)}end-${index + 1}.`,
      isQuotation: false,
      citations: [citation] as const,
    };
  });
  const [first, ...rest] = sentences;
  if (!first) throw new Error('no sentence');
  return {
    kind: 'answer',
    language: 'en',
    buttons: [],
    sources: [{ slug: 'commons', title: 'About commons', pages: {} }],
    answer: {
      kind: 'answered',
      writer: 'generated',
      leadIn: '',
      sentences: [first, ...rest],
      nearest: [],
      lastLine: 'the last line',
      essays: ['commons'],
      language: 'en',
    },
  };
}

export function adapterContract(name: string, { makeStage, dangerous }: AdapterContractOptions): void {
  describe(`${name}, as an adapter`, () => {
    let stage: AdapterStage;
    let conversation: ReturnType<typeof scripted>;
    beforeEach(async () => {
      stage = await makeStage();
      conversation = scripted(shownText);
      await stage.adapter.start(conversation);
    });
    afterEach(async () => {
      await stage.adapter.stop();
      await stage.close();
    });
    const shownText = (): string => stage.shown().join('\n');

    it('answers each message once, with the complete reply', async () => {
      await stage.speak('one');
      await stage.settled();
      expect(conversation.heard).toEqual(['one']);
      expect(shownText().split('reply to one').length - 1).toBeGreaterThanOrEqual(1);
      expect(shownText()).not.toMatch(/so far\s*$/);
    });

    it('answers a message once that arrives twice, and finishes what it accepted', async () => {
      await stage.speak('one');
      await stage.again?.();
      await stage.settled();
      await stage.again?.();
      await stage.settled();
      expect(conversation.heard).toEqual(['one']);
      expect(conversation.unfinished()).toEqual([]);
    });

    it('keeps the order of one place', async () => {
      for (const text of ['slow first', 'second', 'third']) await stage.speak(text);
      await stage.settled();
      const at = ['slow first', 'second', 'third'].map((text) => shownText().lastIndexOf(`reply to ${text}`));
      expect(at.every((position) => position >= 0)).toBe(true);
      expect([...at].sort((a, b) => a - b)).toEqual(at);
    });

    it('takes no message of its own for a question', async () => {
      await stage.speak('one');
      await stage.settled();
      await stage.echo?.();
      await stage.settled();
      expect(conversation.heard).toEqual(['one']);
    });

    it('loses no sentence and no citation of a long reply, and keeps each mark with its sentence', async () => {
      await stage.speak('long one');
      await stage.settled();
      const text = shownText();
      for (let n = 1; n <= 60; n++) expect(text).toMatch(new RegExp(`end-${n}\\.\\s+¶${n}(?!\\d)`));
      expect(text).toContain('the last line');
    });

    it('shows a written answer from its first sentence on, its quotes and last line at the end, and takes nothing back', async () => {
      await stage.speak('written one');
      await stage.settled();
      const before = conversation.shownBetween();
      expect(before).toContain('Nobody owns the pasture. ¶1');
      expect(before).not.toMatch(/“|herder|Also near/);
      const text = shownText();
      const order = [
        ...threeSentences.map((sentence) => sentence.text),
        '“The pasture belongs to no one.” ¶1',
        '“Rules of the village saved the hay.” ¶3',
        'Also near: ¶2.',
      ].map((words) => text.lastIndexOf(words));
      expect(order.every((at) => at >= 0)).toBe(true);
      expect([...order].sort((a, b) => a - b)).toEqual(order);
      expect(text.split('“Rules of the village').length - 1).toBe(1);
      expect(text.split('Also near').length - 1).toBe(1);
    });

    it.each(dangerous)('shows $text without what it would do here', async ({ text, mayNotContain }) => {
      await stage.speak('one');
      await stage.settled();
      const place = stage.place ?? { platform: 'test', tenant: 't', place: 'p' };
      await stage.adapter.post(place, [
        { kind: 'notice', tone: 'plain', language: 'en', text: `danger ${text} over`, buttons: [] },
        writtenReply([written(`danger ${text} over`, cited(1, 0, { translation: `danger ${text} over` }))]),
      ]);
      expect(shownText()).toContain('danger');
      expect(stage.harm?.() ?? []).toEqual([]);
      if (mayNotContain === undefined) expect(stage.harm).toBeDefined();
      else if (typeof mayNotContain === 'string') expect(shownText()).not.toContain(mayNotContain);
      else expect(shownText()).not.toMatch(mayNotContain);
    });

    it('finishes what is in flight when it stops, takes nothing more, and may be stopped twice', async () => {
      await stage.speak('slow one');
      await new Promise((resolve) => setTimeout(resolve, 10));
      await stage.adapter.stop();
      await stage.adapter.stop();
      expect(shownText()).toContain('reply to slow one');
      const before = shownText();
      await stage.speak('too late').catch(() => undefined);
      expect(conversation.heard).toEqual(['slow one']);
      expect(shownText()).toBe(before);
    });
  });
}

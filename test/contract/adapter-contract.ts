/**
 * What every adapter must do, whatever the platform. An adapter's test gives a stage to speak on and to look at; the
 * suite knows nothing else of it.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Adapter, Conversation, Incoming, NoticeReply, Place, Reply } from '../../src/conversation/types.js';
import { citationOf, commons } from '../helpers/fake-parts.js';
import { silent } from '../helpers/silent-conversation.js';

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

/** A conversation that answers after `delayMs` for `slow …` and shows two snapshots of each reply. */
function scripted(): Conversation & { readonly heard: string[]; readonly unfinished: () => readonly string[] } {
  const heard: string[] = [];
  const open = new Set<string>();
  const ground = silent([commons]);
  const notice = (text: string): NoticeReply => ({ kind: 'notice', tone: 'plain', language: 'en', text, buttons: [] });
  return {
    ...ground,
    heard,
    unfinished: () => [...open],
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
      if (text.startsWith('long')) yield longReply();
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
      conversation = scripted();
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

    it.each(dangerous)('shows $text without what it would do here', async ({ text, mayNotContain }) => {
      await stage.speak('one');
      await stage.settled();
      const place = stage.place ?? { platform: 'test', tenant: 't', place: 'p' };
      await stage.adapter.post(place, [
        { kind: 'notice', tone: 'plain', language: 'en', text: `danger ${text} over`, buttons: [] },
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

/** A conversation over a store on disk, with small stand-ins for the floors below: what is remembered is really kept. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type ConversationParts, createConversation } from '../../src/conversation/conversation.js';
import type { Conversation, HandleOptions, Incoming, Reply } from '../../src/conversation/types.js';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import { commons, fakeAnswerer, fakeRetriever, fakeSummarise, ice } from './fake-parts.js';
import { recordingLog } from './recording-log.js';

export interface StoreTalk {
  readonly conversation: Conversation;
  readonly store: Store;
  readonly asked: readonly string[];
  incoming(text: string, rest?: Partial<Incoming>): Incoming;
  /** The complete reply. */
  say(text: string, rest?: Partial<Incoming>, options?: HandleOptions): Promise<Reply>;
}

/** Talks in the folder `folder`; two of them with one folder share what is remembered. */
export async function openTalk(
  folder: string,
  extra: Partial<ConversationParts> & { clock?: () => number } = {},
): Promise<StoreTalk> {
  const { clock, ...parts } = extra;
  const log = recordingLog();
  const store = await openStore({ url: undefined, file: join(folder, 'talk.db'), log, ...(clock ? { clock } : {}) });
  onTestFinished(() => store.close());
  const retriever = fakeRetriever(commons, ice);
  const answerer = fakeAnswerer(retriever);
  const conversation = createConversation({
    retriever,
    answerer,
    summarise: fakeSummarise,
    handout: () => 'numbered',
    log,
    store,
    retentionDays: 30,
    ...parts,
  });
  let count = 0;
  const incoming = (text: string, rest: Partial<Incoming> = {}): Incoming => ({
    place: { platform: 'slack', tenant: 'T1', place: 'C1:1' },
    person: 'ann',
    messageId: `m${++count}-${process.hrtime.bigint()}`,
    text,
    ...rest,
  });
  return {
    conversation,
    store,
    asked: answerer.asked,
    incoming,
    async say(text, rest, options) {
      let last: Reply | undefined;
      for await (const reply of conversation.handle(incoming(text, rest), options)) last = reply;
      if (!last) throw new Error('no reply');
      return last;
    },
  };
}

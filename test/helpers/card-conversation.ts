/** A conversation made by hand that says what a classroom says: personal replies, hidden keys, windows, pictures, files. */
import type { CardItem, CardReply, Conversation, Incoming, NoticeReply, Reply } from '../../src/conversation/types.js';
import { citationOf, commons } from './fake-parts.js';
import { silent } from './silent-conversation.js';
import { growthOf, writtenReply } from './written-answer.js';

/** The key of a hidden item; nothing of it may be readable before somebody asks for it. */
export const keyWords = (n: number): string => `KEY${n} is b || **bold** \\ and more |`;
/** What stands in a window before anybody types. */
export const draftText = 'If *nobody* owns it, who __mows__ it? Name the words | that decide.';
export const pictureAlt = 'A strip of 3 paragraphs; most questions were about the second.';
/** The smallest picture there is. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

const paragraph = commons.paragraphs[1];
if (!paragraph) throw new Error('no paragraph');
const citation = citationOf(commons, paragraph);

export function card(items: readonly CardItem[], more: Partial<CardReply> = {}): CardReply {
  return {
    kind: 'card',
    topic: 'quiz',
    language: 'en',
    leadIn: 'A card.',
    items,
    lastLine: 'The last line.',
    cites: [citation],
    sources: [{ slug: 'commons', title: 'About commons', pages: {} }],
    buttons: [],
    ...more,
  };
}

export function notice(text: string, isPersonal = true): NoticeReply {
  return { kind: 'notice', tone: 'plain', language: 'en', text, buttons: [], isPersonal };
}

const hint = (text: string): CardReply =>
  card([{ text: `SECRET hint for ${text}`, quotes: [citation] }], {
    topic: 'hint',
    isPersonal: true,
    buttons: [{ label: 'Next hint', line: '/hint next h1', typed: 'next hint' }],
  });

const quiz: CardReply = card(
  Array.from({ length: 7 }, (_, index) => [
    { text: `${index + 1}. What became of the grass?\na) hay  b) gone`, quotes: [] },
    {
      text: keyWords(index + 1),
      quotes: [citation],
      hidden: { label: `Key ${index + 1}`, line: `/quiz key ${index + 1}` },
    },
  ]).flat(),
);

const draft = card(
  [
    { text: 'Only you see this.', quotes: [], form: 'small' },
    { text: draftText, quotes: [citation] },
  ],
  {
    topic: 'discussion',
    isPersonal: true,
    buttons: [
      { label: 'Post now', line: '/discuss post d1', typed: '/discuss post d1' },
      {
        label: 'Edit',
        line: '/discuss edit d1',
        typed: '/discuss edit d1',
        asks: { title: 'Edit the question', label: 'Your question', initial: draftText, isLong: true },
      },
    ],
  },
);

const digest = card([{ text: '¶1: 0 · ¶2: 3 · ¶3: 1', quotes: [citation] }], {
  topic: 'digest',
  picture: { png, alt: pictureAlt, fileName: 'digest.png' },
  files: [{ fileName: 'digest.csv', text: 'paragraph,questions\n2,3\n' }],
});

export interface CardConversation extends Conversation {
  readonly heard: readonly Incoming[];
}

/** Answers by the first word that it knows. */
export function cardConversation(): CardConversation {
  const heard: Incoming[] = [];
  const said = (incoming: Incoming): Reply | Promise<Reply> => {
    const { text } = incoming;
    const key = /^\/quiz key (\d)/.exec(text)?.[1];
    if (key) return card([{ text: keyWords(Number(key)), quotes: [citation] }], { isPersonal: true });
    if (/^\/discuss edit/.test(text)) return notice(`edited: ${text.replace('/discuss edit d1 ', '')}`);
    if (/^\/?discuss post/.test(text)) return notice(`posted from ${incoming.place.place}`);
    if (/^\/backup/.test(text)) return notice(`backing SECRET ${text.slice(8)} | ${incoming.quoted}`);
    if (/\bhint\b/.test(text)) return hint(text);
    if (/\bquiz\b/.test(text)) return quiz;
    if (/\bdiscuss\b/.test(text)) return draft;
    if (/\bdigest\b/.test(text)) return { ...digest, isPersonal: true };
    if (/\bstrip\b/.test(text)) return digest;
    if (/\bthread\b/.test(text)) return threadRead(incoming);
    if (incoming.files) return filesRead(incoming);
    return notice(`reply to ${text}`, false);
  };
  return {
    ...silent([commons]),
    heard,
    async *handle(incoming) {
      heard.push(incoming);
      if (/turns personal/.test(incoming.text)) {
        yield* growthOf(writtenReply());
        await new Promise((resolve) => setTimeout(resolve, 1_200));
        yield hint('what turned personal');
      } else yield await said(incoming);
    },
  };
}

async function threadRead({ thread }: Incoming): Promise<Reply> {
  return notice(`thread: ${((await thread?.()) ?? ['none']).join(' / ')}`, false);
}

async function filesRead({ files = [] }: Incoming): Promise<Reply> {
  const read = await Promise.all(
    files.map(async (file) => {
      const text = await file.bytes().then(
        (bytes) => Buffer.from(bytes).toString(),
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      return `${file.name} (${file.size}): ${text}`;
    }),
  );
  return notice(`read ${read.join('; ')}`, false);
}

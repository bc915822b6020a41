/** A class on Slack with one essay that can be argued with: `tess` teaches in channel C1, `ann` studies. */
import { plainText } from '../../src/conversation/plain-text.js';
import type { CardReply, Incoming, NoticeReply, Reply } from '../../src/conversation/types.js';
import type { Essay } from '../../src/essay/types.js';
import { fakeEssay, fakeRetriever } from './fake-parts.js';
import { openTalk, type StoreTalk } from './store-talk.js';

export const classChannel = { platform: 'slack', tenant: 'T1', place: 'C1' };
export const teacher: Partial<Incoming> = { place: classChannel, person: 'tess' };
export const student: Partial<Incoming> = { place: classChannel, person: 'ann' };

export const harbour = fakeEssay('harbour', [
  'The harbour silted up because the river was straightened above the town. Nobody in the council had asked for that.',
  'According to Fergusson, the fishermen lost half of their catch within a decade. The boats stayed in the sheds.',
  'A new mole would probably keep the sand out of the basin. However, the sand comes from the river and not from the sea.',
  'The town should give the river its old bends back before it builds anything in the harbour.',
]);

/** Talks in `folder`; a second one there is what a restart finds. */
export async function openClass(folder: string, ...essays: readonly Essay[]): Promise<StoreTalk> {
  const retriever = fakeRetriever(...(essays.length > 0 ? essays : [harbour]));
  return await openTalk(folder, { retriever, teachers: ['slack:tess', 'slack:theo'] });
}

export function cardOf(reply: Reply | undefined): CardReply {
  if (reply?.kind !== 'card') throw new Error(`no card, but ${reply ? wordsOf(reply) : 'nothing'}`);
  return reply;
}

export function noticeOf(reply: Reply | undefined): NoticeReply {
  if (reply?.kind !== 'notice') throw new Error(`no notice, but ${reply ? wordsOf(reply) : 'nothing'}`);
  return reply;
}

export function wordsOf(reply: Reply): string {
  return reply.kind === 'notice' ? reply.text : plainText(reply);
}

/** The line of the button that begins with `start`. */
export function lineOf({ buttons }: CardReply | NoticeReply, start: string): string {
  const button = buttons.find(({ line }) => line.startsWith(start));
  if (!button) throw new Error(`no button ${start} among ${buttons.map(({ line }) => line).join(', ')}`);
  return button.line;
}

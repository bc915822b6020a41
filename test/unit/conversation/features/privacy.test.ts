import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dropStaleRelays, relayDays } from '../../../../src/classroom/relay.js';
import type { CardReply, Reply } from '../../../../src/conversation/types.js';
import { dueReplies } from '../../../helpers/due-replies.js';
import { recordingLog } from '../../../helpers/recording-log.js';
import { openTalk } from '../../../helpers/store-talk.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';

const channel = { platform: 'slack', tenant: 'T1', place: 'C1' };
const thread = { ...channel, place: 'C1:1' };
const apart = { platform: 'slack', tenant: 'dm', place: 'D1' };
const hidden = { place: channel, isPrivate: true } as const;
const tess = { place: { ...channel, place: 'D9:1' }, person: 'tess', isDirect: true } as const;

/** In no language, no essay and no answer of a teacher. */
const canary = 'Quokkafarn';

/** The files of a folder that hold the canary in any case, as text or as UTF-16. */
async function filesWith(folder: string, word: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    const texts = [bytes.toString('latin1'), bytes.toString('utf16le'), bytes.subarray(1).toString('utf16le')];
    if (texts.some((text) => text.toLowerCase().includes(word.toLowerCase()))) found.push(entry.name);
  }
  return found;
}

const textOf = (reply: Reply): string => (reply.kind === 'notice' ? reply.text : '');

describe('what is stored about a person', () => {
  it('is counted for them alone, direct messages included, with how long and what to do', async () => {
    const talk = await openTalk(await temporaryFolder());
    await talk.say('who owns the pasture?');
    await talk.say('who owns the grass?', { place: apart, isDirect: true });
    await talk.say('', { command: { name: 'feedback', turn: 'm1', verdict: 'bad', reason: 'dull' } });
    await talk.store.records.put(channel, { kind: 'hint', id: '1', person: 'ann', data: {} });
    await talk.say('/settings me language en');
    const own = talk.incoming('/privacy', { messageId: 'own' });
    await talk.conversation.accept(own);
    const reply = await talk.say('/privacy', { messageId: 'own' });
    expect(reply).toMatchObject({ kind: 'notice', isPersonal: true });
    expect(textOf(reply)).toContain(
      'questions with their answers: 2; verdicts on answers: 1; things of the classroom (hints, quizzes, questions to the teacher): 1; settings: 1; messages waiting: 0.',
    );
    expect(textOf(reply)).toContain('after 30 days');
    expect(reply.buttons.map(({ line }) => line)).toEqual(['/export', '/forget-me']);
    expect(textOf(await talk.say('/privacy', { person: 'bob' }))).toContain('answers: 0;');
  });

  it('is handed out whole as one file of JSON, and nothing of anybody else', async () => {
    const talk = await openTalk(await temporaryFolder());
    await talk.say('who owns the pasture?', { messageId: 'q1' });
    await talk.say('who owns the grass?', { place: apart, isDirect: true });
    await talk.say('who owns the hay?', { person: 'bob' });
    const reply = await talk.say('export my data');
    expect(reply).toMatchObject({ kind: 'card', isPersonal: true, cites: [{ essay: 'commons', paragraph: 1 }] });
    const [file] = (reply as CardReply).files ?? [];
    const data = JSON.parse(file?.text ?? '');
    expect(data).toMatchObject([
      { tenant: 'T1', turns: [{ question: 'who owns the pasture?', id: 'q1' }] },
      { tenant: 'dm', turns: [{ question: 'who owns the grass?' }] },
    ]);
    expect(file?.text).not.toContain('bob');
  });

  it('needs a second word to be deleted, and tells a teacher what else goes', async () => {
    const talk = await openTalk(await temporaryFolder(), { teachers: ['slack:tess'] });
    await talk.say('who owns the pasture?');
    const asked = await talk.say('/forget-me');
    expect(asked).toMatchObject({ kind: 'notice', isPersonal: true, buttons: [{ line: '/forget-me confirm' }] });
    expect(textOf(asked)).not.toContain('teacher here');
    expect(textOf(await talk.say('forget me', tess))).toContain('not be a teacher here any more');
    expect((await talk.store.exportPerson(channel, 'ann')).turns).toHaveLength(1);
  });

  it('is gone from every byte of the data folder after it was deleted, logs included', async () => {
    const folder = await temporaryFolder();
    const log = recordingLog();
    const talk = await openTalk(folder, { teachers: ['slack:tess'], log });
    await talk.say('/settings relay on', { place: channel, person: 'tess' });
    await talk.say('who owns the pasture?', { person: 'bob', messageId: 'of-bob' });

    const question = talk.incoming(`${canary} zebra?`, { messageId: 'q1' });
    await talk.conversation.accept(question);
    await talk.say(`${canary} zebra?`, { messageId: 'q1' });
    await talk.conversation.finish(question);
    await talk.say(`${canary}?`, { place: apart, isDirect: true });
    await talk.say('', { command: { name: 'feedback', turn: 'q1', verdict: 'bad', reason: `no ${canary}` } });
    await talk.store.records.put(channel, { kind: 'hint', id: '1', person: 'ann', data: { question: canary } });
    await talk.store.settings.change({ ...channel, place: '', person: 'ann' }, { essay: canary });
    // One question to the teacher is answered and has become a note, another still waits.
    await talk.say('/ask-teacher turn:q1');
    const [due] = await dueReplies(talk.conversation, 1);
    const answer = due?.replies[0]?.buttons[0]?.line ?? '';
    await talk.say(`${answer} No zebra grazed there.`, tess);
    await talk.say(`/ask-teacher where is the ${canary}?`, hidden);
    // Words without a name are nobody's: they go with the decision.
    await talk.say(`/relay ${canary} says no`, hidden);
    const waiting = await dueReplies(talk.conversation, 3);
    const reject = waiting
      .flatMap(({ replies }) => replies.flatMap(({ buttons }) => buttons))
      .find(({ label }) => label === 'Reject');
    expect(await talk.say(reject?.line ?? '', tess)).toMatchObject({ tone: 'plain' });
    // A message that a crash left over.
    await talk.conversation.accept(talk.incoming(`${canary}, once more`, { messageId: 'open' }));
    await writeFile(join(folder, 'pilcrow.log'), log.lines.join('\n'));
    expect(await filesWith(folder, canary)).not.toEqual([]);

    const gone = await talk.say('/forget-me confirm', { messageId: 'forget' });
    expect(textOf(gone)).toContain('Deleted: questions 2, verdicts 1, things of the classroom 2, settings 1.');
    await writeFile(join(folder, 'pilcrow.log'), log.lines.join('\n'));
    expect(await filesWith(folder, canary)).toEqual([]);
    expect(log.lines.join('\n')).not.toContain(canary);

    // The class goes on: the note by the words that are the teacher's too, and everybody else's turns.
    expect((await talk.say('zebra?', { person: 'bob' })).note).toContain('No zebra grazed there.');
    expect((await talk.store.exportPerson(channel, 'bob')).turns).toHaveLength(2);
    expect(await talk.conversation.accept(talk.incoming('and then?', { place: thread, isOverheard: true }))).toBe(
      false,
    );
  });

  it('can be deleted where there is no essay any more', async () => {
    const talk = await openTalk(await temporaryFolder(), {
      retriever: {
        essays: () => [],
        essay: () => undefined,
        vectors: async () => undefined,
        retrieve: async () => [],
      },
    });
    await talk.store.settings.change({ ...channel, place: '', person: 'ann' }, { language: 'en' });
    expect(textOf(await talk.say('/forget-me confirm'))).toContain('settings 1');
    expect(await talk.say('/export')).toMatchObject({ kind: 'notice', isPersonal: true });
  });
});

describe('words that wait for a teacher', () => {
  it('are removed after a week, and can be decided no more', async () => {
    let now = Date.parse('2026-11-02T09:00:00Z');
    const talk = await openTalk(await temporaryFolder(), { teachers: ['slack:tess'], clock: () => now });
    await talk.say('/settings relay on', { place: channel, person: 'tess' });
    await talk.say('/relay who owns the pasture?', hidden);
    now += relayDays * 86_400_000;
    expect(await dropStaleRelays(talk.store.records, now)).toBe(0);
    expect(await dropStaleRelays(talk.store.records, now + 1)).toBe(1);
    expect(await talk.store.records.all('relay')).toEqual([]);
  });
});

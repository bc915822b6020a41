import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../../src/conversation/plain-text.js';
import { fakeAnswerer, fakeEssay, fakeRetriever } from '../../../helpers/fake-parts.js';
import { openTalk, type StoreTalk } from '../../../helpers/store-talk.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';

const granary = fakeEssay('granary', [
  'The village lies under a hill with two springs and one road.',
  'Winter came early. Nobody but the miller held the key to the granary, because the mayor feared the soldiers on the hill.',
]);
const question = 'who held the key to the granary?';
const channel = { platform: 'slack', tenant: 'T1', place: 'C1' };

async function talkWith(settings: Record<string, string>, folder?: string): Promise<StoreTalk> {
  const retriever = fakeRetriever(granary);
  const talk = await openTalk(folder ?? (await temporaryFolder()), { retriever, answerer: fakeAnswerer(retriever) });
  await talk.store.settings.change({ ...channel, place: '', person: 'teacher' }, { role: 'teacher' });
  await talk.store.settings.change(channel, settings);
  return talk;
}

describe('checking one’s own answer', () => {
  it('names paragraphs and gives no words away while the answer is locked', async () => {
    const talk = await talkWith({ lock: 'on' });
    const hint = await talk.say(question);
    await talk.say('next hint');
    const last = await talk.say('next hint');
    const button = last.buttons.find(({ label }) => label === 'Check my answer');
    expect(button).toMatchObject({ asks: { isLong: true } });
    const reply = await talk.say(`${button?.line} The miller had it.`);
    expect(reply).toMatchObject({ kind: 'card', topic: 'check', isPersonal: true });
    expect(plainText(reply)).toContain('A point of ¶2 reads as said, by: miller.');
    expect(plainText(reply)).toContain('Does not show yet: 1 of the points in ¶2.');
    expect(JSON.stringify(reply)).not.toContain('mayor');
    expect(hint.kind).toBe('card');
  });

  it('quotes both what is there and what is missing where answers are open', async () => {
    const talk = await talkWith({});
    await talk.say(question);
    const text = plainText(await talk.say('check my answer: The miller held it, says Napoleon.'));
    expect(text).toContain('Reads as said: “Nobody but the miller held the key to the granary” ¶2');
    expect(text).toContain('Does not show yet: “because the mayor feared the soldiers on the hill.” ¶2');
    expect(text).toContain('I do not find this in the essay: Napoleon.');
    expect(text).toContain('no grade');
  });

  it('asks for the answer where there is none', async () => {
    const talk = await talkWith({});
    expect(await talk.say('/check')).toMatchObject({ kind: 'notice', buttons: [{ line: '/check', asks: {} }] });
  });

  it('takes an answer that begins like the name of a ladder for what it is', async () => {
    const talk = await talkWith({});
    await talk.say(question);
    expect(plainText(await talk.say('/check deadbeef The miller held it.'))).toContain('Reads as said');
  });

  it('keeps nothing of the words', async () => {
    const folder = await temporaryFolder();
    const talk = await talkWith({ lock: 'on' }, folder);
    await talk.say(question);
    await talk.say('/check The miller, and a canary named Zerubbabel.');
    for (const file of await readdir(folder))
      expect((await readFile(join(folder, file))).includes('Zerubbabel'), file).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { plainText } from '../../../../src/conversation/plain-text.js';
import { openTalk, type StoreTalk } from '../../../helpers/store-talk.js';
import { againstHomework, forHomework, lighthouse } from '../../../helpers/study-essays.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';
import { wordRetriever } from '../../../helpers/word-retriever.js';

async function talking(...essays: (typeof lighthouse)[]): Promise<StoreTalk> {
  return await openTalk(await temporaryFolder(), { retriever: wordRetriever(...essays) });
}

describe('two essays compared', () => {
  it.each([
    '/compare for-homework and against-homework',
    '/compare Feld with Brandt',
    '/compare "In Praise of Homework" vs "Let Them Go Home"',
    '/compare for-homework, against-homework about the gap between rich and poor',
  ])('by %s', async (line) => {
    const reply = await (await talking(forHomework, againstHomework, lighthouse)).say(line);
    expect(reply).toMatchObject({ kind: 'card', topic: 'comparison' });
    const text = plainText(reply);
    expect(text).toMatch(/Where Feld and Brandt speak of the same thing/);
    expect(text).toMatch(/Reads the other way: “.*narrows the gap.*” Feld ¶3 .*“.*does not narrow.*” Brandt ¶3/);
  });

  it('are the only two there are, where none is named', async () => {
    const talk = await talking(forHomework, againstHomework);
    expect(await talk.say('/compare')).toMatchObject({ kind: 'card', topic: 'comparison' });
    expect(await talk.say('/compare about the gap')).toMatchObject({ kind: 'card', topic: 'comparison' });
  });

  it('need two essays, two names and a common language', async () => {
    expect(plainText(await (await talking(lighthouse)).say('/compare'))).toContain('only one essay');
    const talk = await talking(forHomework, againstHomework, lighthouse);
    expect(plainText(await talk.say('/compare'))).toContain('Which two?');
    expect(plainText(await talk.say('/compare lighthouse and nowhere'))).toContain('Which two?');
    expect(plainText(await talk.say('/compare lighthouse and for-homework'))).toMatch(/nothing in Lind and Feld/);
    const german = { ...lighthouse, slug: 'leuchtturm', title: 'Leuchtturm', author: 'Ina Voss', language: 'de' };
    const mixed = await talking(forHomework, german);
    expect(plainText(await mixed.say('/compare'))).toContain('different languages');
  });
});

import { describe, expect, it } from 'vitest';
import { plainText } from '../../../../src/conversation/plain-text.js';
import { openTalk, type StoreTalk } from '../../../helpers/store-talk.js';
import { forHomework, lighthouse } from '../../../helpers/study-essays.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';
import { wordRetriever } from '../../../helpers/word-retriever.js';

async function talking(...essays: (typeof lighthouse)[]): Promise<StoreTalk> {
  return await openTalk(await temporaryFolder(), { retriever: wordRetriever(...essays) });
}

describe('the glossary', () => {
  it('lists names and terms with their first use, and the teacher’s notes as such', async () => {
    const reply = await (await talking(lighthouse)).say('glossary');
    expect(reply).toMatchObject({ kind: 'card', topic: 'glossary' });
    const text = plainText(reply);
    expect(text).toMatch(/SKV \(2×, ¶1, ¶3\) “.*SKV.*” ¶1/);
    expect(text).toContain("Teacher's note: SKV was the state office");
  });

  it('has one term in full: what it is, later uses, and how often', async () => {
    const text = plainText(await (await talking(lighthouse)).say('/glossary “fog signal”'));
    expect(text).toContain('fog signal: 3×, in ¶2, ¶4');
    expect(text).toContain('What the essay says it is: “A fog signal is a kind of horn for the blind.” ¶2');
    expect(text).toMatch(/Later: “.*”/);
  });

  it('says that a term is used and not explained, or not used at all', async () => {
    const talk = await talking(lighthouse);
    expect(plainText(await talk.say('/glossary Kinn'))).toContain('does not say what it is');
    expect(plainText(await talk.say('/glossary submarine'))).toContain('does not use “submarine”');
  });

  it('finds a term in whichever essay has it, and asks back for a list', async () => {
    const talk = await talking(forHomework, lighthouse);
    expect(await talk.say('/glossary SKV')).toMatchObject({ sources: [{ slug: 'lighthouse' }] });
    expect(await talk.say('/glossary')).toMatchObject({ kind: 'essays' });
  });
});

import { describe, expect, it } from 'vitest';
import { closedByLock } from '../../../src/conversation/closed-by-lock.js';
import { createConversation } from '../../../src/conversation/conversation.js';
import { closedToVisitors } from '../../../src/conversation/visitors.js';
import { commons, fakeAnswerer, fakeEssay, fakeRetriever, fakeSummarise } from '../../helpers/fake-parts.js';
import { recordingLog } from '../../helpers/recording-log.js';
import { openTalk } from '../../helpers/store-talk.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const workspace = { platform: 'slack', tenant: 'T1' };
const owned = fakeEssay('brought', ['Brought by a class.'], { owner: 'discord:G1' });

async function open() {
  const retriever = fakeRetriever(commons, owned);
  const talk = await openTalk(await temporaryFolder(), { retriever, answerer: fakeAnswerer(retriever) });
  return { talk, desk: talk.conversation.desk };
}

describe('the desk', () => {
  it('has every essay, whichever class brought it', async () => {
    const { desk } = await open();
    expect(desk.essays().map(({ slug }) => slug)).toEqual(['commons', 'brought']);
  });

  it('knows where a paragraph of an older version went', async () => {
    const { desk, talk } = await open();
    await talk.store.aliases.record('commons', 'older', commons.hash, { 1: 2, 2: null });
    expect(await desk.whereNow(commons, commons.hash, 3)).toBe(3);
    expect(await desk.whereNow(commons, 'older', 1)).toBe(2);
    expect(await desk.whereNow(commons, 'older', 2)).toBeNull();
    expect(await desk.whereNow(commons, 'never heard of', 1)).toBeUndefined();
  });

  it('tells what each class asked, without the words of private questions', async () => {
    const { desk, talk } = await open();
    await talk.say('who owns the pasture?');
    await talk.say('is my uncle in the pasture?', { person: 'ben', isPrivate: true });
    await talk.say('what was brought?', { place: { platform: 'discord', tenant: 'G1', place: 'C1' } });
    const classes = await desk.classes(0);
    expect(new Set(classes.map(({ tenant }) => tenant))).toEqual(new Set(['T1', 'G1']));
    const digest = await desk.digest(workspace, 0, 'en');
    expect(digest?.told.heats[0]?.paragraphs[0]).toMatchObject({ count: 2, questions: ['who owns the pasture?'] });
    expect(JSON.stringify(digest)).not.toContain('uncle');
    expect(digest?.csv).toContain('who owns the pasture?');
    expect(digest?.inWords.commons).toContain('¶1');
    expect((await desk.digest({ platform: 'discord', tenant: 'G1' }, 0, 'en'))?.told.count).toBe(1);
    expect((await desk.digest(workspace, Date.now() + 1_000, 'en'))?.told.count).toBe(0);
  });

  it('has nothing to tell where nothing is kept', async () => {
    const retriever = fakeRetriever(commons);
    const { desk } = createConversation({
      retriever,
      answerer: fakeAnswerer(retriever),
      summarise: fakeSummarise,
      handout: () => 'numbered',
      log: recordingLog(),
      retentionDays: 30,
    });
    expect(await desk.classes(0)).toEqual([]);
    expect(await desk.digest(workspace, 0, 'en')).toBeUndefined();
    expect(await desk.whereNow(commons, 'older', 1)).toBeUndefined();
  });
});

describe('what visitors may ask for', () => {
  it('is decided for every command', () => {
    const open = Object.keys(closedByLock).filter((name) => !closedToVisitors.has(name as never));
    expect(open.sort()).toEqual(
      [
        ...['ask', 'summary', 'paragraph', 'essays', 'handout', 'help', 'unknown', 'feedback'],
        ...['hint', 'check', 'brief', 'backup', 'compare', 'glossary', 'notes', 'privacy', 'export', 'forget'],
      ].sort(),
    );
  });
});

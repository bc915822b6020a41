import { describe, expect, it } from 'vitest';
import { PilcrowError } from '../../../../src/base/errors.js';
import type { Incoming } from '../../../../src/conversation/types.js';
import { mostUploads } from '../../../../src/conversation/uploads.js';
import { openTalk } from '../../../helpers/store-talk.js';
import { cardOf, lineOf, noticeOf, wordsOf } from '../../../helpers/teacher-talk.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';
import { droppedFile, openUploadTalk, student, teacher } from '../../../helpers/upload-talk.js';

const page = `<html lang="en"><head><title>The ferry</title></head><body>
<nav><a href="/">Home</a> <a href="/about">About</a></nav>
<article><h1>The ferry</h1><p>The ferry stopped running in March, and nobody in the town was told the reason for it.</p>
<p>The mayor blamed the ice, although the winter had been the mildest that anyone on the river could remember.</p></article>
<footer>© 2014 The River Post. All rights reserved.</footer></body></html>`;
const ferry =
  '# The ferry\n\nThe ferry stopped running in March.[^1]\n\nThe mayor blamed the ice.\n\n[^1]: Harbour book.\n';

const dropped = (name: string, content: string, rest: Partial<Incoming> = teacher): Partial<Incoming> => ({
  ...rest,
  files: [droppedFile(name, content)],
});

describe('a file that a teacher drops', () => {
  it('becomes an essay with a report: paragraphs, notes, the first words cited, a way to use it and to undo', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const card = cardOf(await talk.say('', dropped('week-03.md', ferry)));
    expect(card.isPersonal).toBeUndefined();
    expect(card.items[0]?.text).toBe('The ferry (week-03.md). Paragraphs: 2. Sections: 0. Notes linked: 1 of 1.');
    expect(card.items[0]?.quotes).toMatchObject([{ paragraph: 1, quote: 'The ferry stopped running in March.' }]);
    expect(card.lastLine).toContain('“in week-03: why …?”');
    expect(card.buttons.map(({ label }) => label)).toEqual(['Use here', 'Undo']);
    expect(card.buttons.every(({ line }) => line.length <= 90)).toBe(true);
  });

  it('from a page of the web says what was left out as furniture', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const card = cardOf(await talk.say('hello', dropped('ferry.html', page)));
    expect(wordsOf(card)).toMatch(/Left out as furniture of the page \(\d+\): .*(Home|©)/);
  });

  it('is undone by its button, once', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const undo = lineOf(cardOf(await talk.say('', dropped('week-03.md', ferry))), '/upload undo');
    expect(noticeOf(await talk.say(undo, student)).text).toContain('Only a teacher');
    expect(noticeOf(await talk.say(undo, teacher)).text).toContain('week-03.md is removed');
    expect(noticeOf(await talk.say(undo, teacher)).text).toContain('removed before');
    expect(noticeOf(await talk.say('/use week-03', teacher)).text).not.toContain('ferry');
  });

  it('is used here by its button', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const use = lineOf(cardOf(await talk.say('', dropped('week-03.md', ferry))), '/use ');
    expect((await talk.say(use, teacher)).kind).toBe('essay');
    expect(wordsOf(await talk.say('who blamed the ice?', student))).toContain('The mayor blamed the ice.');
  });

  it('with a question is read first, and the question has a button', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const card = cardOf(await talk.say('who blamed the ice?', dropped('week-03.md', ferry)));
    expect(card.lastLine).toContain('not answered yet');
    expect(wordsOf(await talk.say(lineOf(card, '/ask'), teacher))).toContain('The mayor blamed the ice.');
  });

  it('again is told as known, and cited; under its name with another text as a new version', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    await talk.say('', dropped('week-03.md', ferry));
    const again = cardOf(await talk.say('', dropped('copy.md', ferry)));
    expect(again.items[0]?.text).toContain('copy.md is here already, as The ferry');
    expect(again.buttons.map(({ label }) => label)).toEqual(['Use here']);
    const next = cardOf(await talk.say('', dropped('week-03.md', ferry.replace('ice', 'fog'))));
    expect(next.items[0]?.text).toMatch(/^A new version\./);
    expect(next.buttons.map(({ label }) => label)).toEqual(['Use here', 'Remove week-03.md']);
  });

  it('beside bad ones is read all the same, and each bad one is named with what to do', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const gone = {
      name: 'gone.pdf',
      size: 9,
      bytes: () => Promise.reject(new PilcrowError('platform-refused', 'HTTP 302')),
    };
    const files = [
      droppedFile('old.doc', 'x'),
      droppedFile('empty.md', ''),
      gone,
      droppedFile('week-03.md', ferry),
      { ...droppedFile('big.pdf', 'x'), size: 30_000_000 },
    ];
    const card = cardOf(await talk.say('', { ...teacher, files }));
    expect(card.items.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^old\.doc .*Save it as \.docx/),
      expect.stringMatching(/^empty\.md is empty/),
      expect.stringMatching(/^gone\.pdf could not be fetched/),
      expect.stringMatching(/^The ferry/),
      expect.stringMatching(/^big\.pdf is larger than 20 MB/),
    ]);
  });

  it('that gives no essay is a refusal for the teacher alone, in their language', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const refusal = noticeOf(await talk.say('', { ...dropped('photo.png', 'x'), language: 'de' }));
    expect(refusal).toMatchObject({
      tone: 'refusal',
      isPersonal: true,
      text: expect.stringContaining('photo.png ist von einer Art'),
    });
  });

  it('in direct messages is the class’s all the same, where they belong to it', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const direct = { place: { platform: 'slack', tenant: 'T1', place: 'D1:1' }, isDirect: true };
    expect(noticeOf(await talk.say('', dropped('week-03.md', ferry, { ...student, ...direct }))).text).toContain(
      'Only a teacher',
    );
    cardOf(await talk.say('', dropped('week-03.md', ferry, { ...teacher, ...direct })));
    expect(wordsOf(await talk.say('in week-03: who blamed the ice?', student))).toContain('The mayor blamed the ice.');
  });

  it('where direct messages belong to no class is refused, for it would be everybody’s', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const apart = { place: { platform: 'slack', tenant: 'dm', place: 'D1' }, isDirect: true };
    expect(noticeOf(await talk.say('', dropped('week-03.md', ferry, { ...teacher, ...apart }))).text).toContain(
      'in your server',
    );
  });
});

describe('files of others', () => {
  it('without a word are refused with who may add essays', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    expect(noticeOf(await talk.say('', dropped('week-03.md', ferry, student)))).toMatchObject({
      text: 'Only a teacher of this class can add essays.',
      isPersonal: true,
    });
    expect(await talk.uploads.list({ platform: 'slack', tenant: 'T1' })).toEqual([]);
  });

  it('do not stand in the way of a question', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const reply = await talk.say('who owns the pasture?', dropped('photo.png', 'x', student));
    expect(reply.kind).toBe('answer');
    expect(reply.note).toContain('The file was left aside');
  });

  it('are never fetched', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    let fetched = 0;
    const bytes = async (): Promise<Uint8Array> => {
      fetched += 1;
      return Buffer.from('abc');
    };
    const file = { name: 'week-03.md', size: 3, bytes };
    await talk.say('', { ...student, files: [file] });
    await talk.say('who owns the pasture?', { ...student, files: [file] });
    expect(fetched).toBe(0);
  });

  it('are an own matter of a command that has none: it is carried out', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    expect((await talk.say('/essays', dropped('week-03.md', ferry))).kind).toBe('essays');
  });

  it('are nothing to a message that nobody addressed to Pilcrow', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const reply = await talk.say('who owns the pasture?', { ...dropped('week-03.md', ferry), isOverheard: true });
    expect(reply.note).toBeUndefined();
  });
});

describe('/upload', () => {
  it('says how, where nothing was brought yet, and is closed to students', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    expect(noticeOf(await talk.say('/upload', teacher)).text).toMatch(/no essay yet.*drop a file on me.*20 MB/);
    expect(noticeOf(await talk.say('/upload', student)).tone).toBe('refusal');
  });

  it('lists what was brought, each with a button that removes it, page by page', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    for (let n = 1; n <= 6; n += 1)
      await talk.uploads.add(
        { platform: 'slack', tenant: 'T1' },
        droppedBytes(`week-${n}.md`, ferry.replace('March', `May ${n}`)),
        'tess',
      );
    const first = cardOf(await talk.say('/upload', teacher));
    expect(first).toMatchObject({ isPersonal: true, leadIn: 'Essays that this class brought (6):' });
    expect(first.buttons.map(({ label }) => label)).toEqual(
      ['week-6', 'week-5', 'week-4', 'week-3'].map((name) => `Remove ${name}.md`).concat('More'),
    );
    const second = cardOf(await talk.say(lineOf(first, '/upload page'), teacher));
    expect(second.items.map(({ text }) => text.slice(0, 2))).toEqual(['5.', '6.']);
    await talk.say(lineOf(second, '/upload undo'), teacher);
    expect(cardOf(await talk.say('/upload', teacher)).buttons).toHaveLength(5);
  });

  it('names the limit in each of the six languages', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    for (const language of ['en', 'ru', 'ja', 'de', 'es', 'fr'] as const)
      expect(noticeOf(await talk.say('/upload', { ...teacher, language })).text).toContain(String(mostUploads));
  });

  it('says so where nothing can be kept', async () => {
    const talk = await openTalk(await temporaryFolder(), { teachers: ['slack:tess'] });
    expect(noticeOf(await talk.say('/upload', teacher)).text).toContain('Nothing can be kept here');
  });

  it('after a crash asks for the file again', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const place = { platform: 'slack', tenant: 'T1', place: 'C1:1' };
    const incoming = { place, person: 'tess', messageId: 'f1', text: '', files: [droppedFile('week-03.md', ferry)] };
    await talk.conversation.accept(incoming);
    const [claim] = (await talk.store.exportPerson(place, 'tess')).openClaims;
    const { incoming: kept } = JSON.parse(claim?.payload ?? '{}');
    expect(noticeOf(await talk.say('', kept)).text).toContain('send it again');
  });
});

function droppedBytes(name: string, content: string) {
  return { name, bytes: Buffer.from(content) };
}

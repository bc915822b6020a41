/** What a class may not be told is not told on the page either, whoever comes by which link. */
import { describe, expect, it } from 'vitest';
import { classKey } from '../../../../src/conversation/page-addresses.js';
import { fakeAnswerer, fakeEssay, fakeRetriever } from '../../../helpers/fake-parts.js';
import { openTalk } from '../../../helpers/store-talk.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';
import { listenToWeb, webSecret } from '../../../helpers/web-listener.js';

const secret = 'Nobody but the miller Oskar held the key to the granary that winter.';
const question = 'who held the key to the granary?';
const granary = fakeEssay('granary', ['The village lies under a hill.', `${secret} The rest of them waited.`], {
  license: 'CC0-1.0',
});
const guild = { platform: 'discord', tenant: 'G1', place: 'C1' };
const token = 'a-token-of-the-web-page';

async function classroom() {
  const retriever = fakeRetriever(granary);
  const talk = await openTalk(await temporaryFolder(), { retriever, answerer: fakeAnswerer(retriever) });
  await talk.store.settings.change({ ...guild, place: '', person: 'teacher' }, { role: 'teacher' });
  await talk.store.settings.change(guild, { essay: 'granary' });
  const web = await listenToWeb({ conversation: talk.conversation }, { webToken: token });
  const { cookie: member } = await web.get(`/essays/granary?class=${classKey(guild, webSecret)}`);
  const { cookie: teacher } = await web.post('/teacher/sign-in', { token });
  return {
    talk,
    teacher,
    everybody: [{}, { cookie: member }],
    /** The replies that `text` gets on the page. */
    ask: async (text: string, headers = {}) =>
      (await web.post('/ask', { essay: 'granary', text }, { accept: 'application/x-ndjson', ...headers })).body,
    web,
  };
}

describe('a lock', () => {
  it('holds for whoever comes, with a link of the class and without, and not for the token', async () => {
    const { talk, teacher, everybody, ask } = await classroom();
    for (const headers of everybody) expect(await ask(question, headers)).toContain('Oskar');
    await talk.say('settings lock on', { place: guild, person: 'teacher' });
    for (const headers of everybody) {
      for (const text of [question, `/ask ${question}`, `in granary: ${question}`, 'next hint', 'show the answer'])
        expect(await ask(text, headers), text).not.toContain('Oskar');
      for (const text of ['tldr', '/summary full p2', `/brief ${question}`, '/backup Oskar held the key.'])
        expect(await ask(text, headers), text).toContain('locked in this class');
    }
    expect(await ask(question, { cookie: teacher })).toContain('Oskar');
    await talk.say('settings lock off', { place: guild, person: 'teacher' });
    for (const headers of everybody) expect(await ask(question, headers)).toContain('Oskar');
  });

  it('leaves the text to be read', async () => {
    const { talk, web } = await classroom();
    await talk.say('settings lock on', { place: guild, person: 'teacher' });
    expect((await web.get('/essays/granary')).body).toContain(secret);
  });
});

describe('a quiz that a class sits', () => {
  it('locks its essay on the page until it is over', async () => {
    const { talk, teacher, everybody, ask } = await classroom();
    const until = Date.now() + 60_000;
    const run = { kind: 'quiz-run', id: 'aaaaaa', data: { essay: 'granary', until } };
    await talk.store.records.add(guild, run);
    for (const headers of everybody) expect(await ask(question, headers)).not.toContain('Oskar');
    expect(await ask(question, { cookie: teacher })).toContain('Oskar');
    await talk.store.records.put(guild, { ...run, data: { essay: 'granary', until: Date.now() - 1 } });
    for (const headers of everybody) expect(await ask(question, headers)).toContain('Oskar');
  });
});

describe('what changes something, or waits for somebody', () => {
  it('is not done for a visitor', async () => {
    const { everybody, ask, talk } = await classroom();
    const lines = [
      ...['/use granary', '/settings language de', '/settings workspace lock on', '/teacher add ben', '/teacher list'],
      ...['/claim ABCD-1234', '/discuss', '/schedule weekly monday 09:00 discuss', '/digest', '/upload'],
      ...[
        '/upload undo 00000000',
        '/relay Is there homework?',
        '/ask-teacher Is there homework?',
        'quiz me',
        '/quiz 3',
      ],
    ];
    for (const headers of everybody) {
      for (const line of lines) expect(await ask(line, headers), line).toContain('chat, not on this page.');
    }
    expect(await talk.store.audit.list(guild)).toEqual([]);
  });

  it('is not offered to a visitor either', async () => {
    const { everybody, ask, teacher } = await classroom();
    for (const headers of everybody) {
      const help = await ask('/help', headers);
      expect(help).toContain('/summary');
      expect(help).not.toMatch(/\/(?:digest|upload|quiz|use|claim|settings|schedule|discuss|ask-teacher)\b/);
      for (const text of ['what of the harvest in Tunis?', '/essays', '/settings', `/hint ${question}`])
        expect(await ask(text, headers), text).not.toMatch(/value=\\"\/(?:use|ask-teacher|quiz|settings|upload)\b/);
    }
    expect(await ask('/help', { cookie: teacher })).toContain('/digest');
  });
});

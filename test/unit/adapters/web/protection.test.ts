import { describe, expect, it } from 'vitest';
import { withParagraph } from '../../../../src/adapters/citation-links.js';
import { classKey, createAddresses } from '../../../../src/conversation/page-addresses.js';
import { fakeAnswerer, fakeEssay, fakeRetriever } from '../../../helpers/fake-parts.js';
import { openTalk } from '../../../helpers/store-talk.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';
import { type Headers, listenToWeb, webSecret } from '../../../helpers/web-listener.js';

const open = fakeEssay('commons', ['The pasture belongs to no one.'], { license: 'CC0-1.0' });
const closed = fakeEssay('orchard', ['Apples were picked in September.'], { title: 'Apples for the School' });
const owned = fakeEssay('brought', ['Brought by a class.'], { owner: 'slack:T1', license: 'CC0-1.0' });
const onPage = fakeEssay('on-page', ['Added on the page.'], { owner: 'web:web', license: 'CC BY 4.0' });
const markup = fakeEssay(
  'markup',
  ['<img src=x onerror=alert(2)> stands in the text & "quoted".', '</p><script>alert(3)</script>'],
  {
    title: '<img src=x onerror=alert(1)>',
    author: '<s>Nobody</s>',
    license: 'CC0-1.0',
    sections: [{ title: '<i>A</i>', level: 2, firstParagraph: 1 }],
    notes: [{ id: '1', text: '<script>alert(4)</script>', paragraph: 1 }],
    teacherNotes: [{ kind: 'note', text: '<u>mine</u>', paragraph: 1 }],
    questions: ['<em>why</em>?'],
  },
);

const token = 'a-token-of-the-web-page';
const outside = 'https://pilcrow.example.org';

async function listen(http: Parameters<typeof listenToWeb>[1] = {}) {
  const retriever = fakeRetriever(open, closed, owned, onPage, markup);
  const talk = await openTalk(await temporaryFolder(), { retriever, answerer: fakeAnswerer(retriever) });
  return { talk, ...(await listenToWeb({ conversation: talk.conversation }, http)) };
}

/** What of `body` is a tag of somebody's words. */
function strangeTags(body: string): readonly string[] {
  return [...body.matchAll(/<(?:img|s|i|u|em|script(?! type="module" src="\/assets\/))\b[^>]*>/g)].map(([tag]) => tag);
}

describe('every response', () => {
  it.each(['/', '/essays/commons', '/essays/none', '/teacher', '/icon.svg', '/nothing'])(
    'has strict headers: %s',
    async (path) => {
      const { get } = await listen();
      const { headers } = await get(path);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("form-action 'self'");
      expect(policy).not.toMatch(/unsafe|\*|data:|https?:/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers).not.toHaveProperty('x-powered-by');
    },
  );

  it('of a page holds no script and no style of its own', async () => {
    const { get, post } = await listen({ webToken: token });
    const signedIn = await post('/teacher/sign-in', { token });
    for (const path of ['/', '/essays/commons', '/teacher', '/teacher/library']) {
      const { body } = await get(path, { cookie: signedIn.cookie });
      expect(body, path).not.toMatch(/<script(?! type="module" src="\/assets\/[\w/]+\.js"><\/script>)/);
      const bare = body.replace(/"[^"]*"/g, '""');
      expect(bare, path).not.toMatch(/<style|<[^>]*\s(?:style|on[a-z]+)=/);
      expect(
        [...body.matchAll(/\s(?:src|href|action)="([^"]*)"/g)]
          .map(([, to]) => to)
          .filter((to) => !/^[/#]/.test(to ?? '')),
        path,
      ).toEqual([]);
    }
  });
});

describe('words of anybody', () => {
  it('are text in the list, in an essay, in an answer and in a refusal', async () => {
    const { get, post } = await listen();
    const typed = '<script>alert(5)</script><img src=x onerror=alert(6)> stands in the text?';
    const pages = [
      await get('/'),
      await get('/essays/markup'),
      await get('/essays/%3Cimg%20src=x%20onerror=alert(7)%3E'),
      await post('/ask', { essay: 'markup', text: typed }),
      await post('/ask', { essay: '<s>', text: typed }),
      await post('/ask', { essay: 'markup', text: 'p1' }),
    ];
    for (const { body } of pages) {
      expect(strangeTags(body)).toEqual([]);
      expect(body).toContain('&lt;');
    }
    const streamed = await post('/ask', { essay: 'markup', text: typed }, { accept: 'application/x-ndjson' });
    const lines = streamed.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { blocks: string[]; buttons: string });
    expect(lines.length).toBeGreaterThan(0);
    for (const { blocks, buttons } of lines) expect(strangeTags([...blocks, buttons].join(''))).toEqual([]);
  });

  it('are text in the digest, with its table, and in names of classes', async () => {
    const { talk, get, post } = await listen({ webToken: token });
    const tenant = 'T<s>1</s>';
    for (const person of ['ann', 'ben'])
      await talk.say('who stands in <img src=x onerror=alert(8)> the text?', {
        place: { platform: 'slack', tenant, place: 'C1' },
        person,
        essay: 'markup',
      });
    const { cookie } = await post('/teacher/sign-in', { token });
    const { body } = await get(`/teacher?class=${encodeURIComponent(`slack:${tenant}`)}&essay=markup`, { cookie });
    expect(body).toContain('slack:T&lt;s&gt;1');
    expect(body).toContain('&lt;img src=x');
    expect(strangeTags(body)).toEqual([]);
    expect(strangeTags((await get('/teacher/library', { cookie })).body)).toEqual([]);
  });
});

describe('a request that changes something', () => {
  const fields = { essay: 'commons', text: 'who owns the pasture?' };
  const foreign: readonly Headers[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ];

  it.each(foreign)('is refused from elsewhere, as the browser says: %o', async (headers) => {
    const { post, talk } = await listen({ webToken: token });
    for (const path of ['/ask', '/teacher/sign-in', '/teacher/sign-out', '/teacher/library'])
      expect(await post(path, { ...fields, token }, headers), path).toMatchObject({
        status: 403,
        body: expect.stringContaining('did not come from this page'),
      });
    expect(talk.asked).toEqual([]);
  });

  it('is known by its origin where the browser says nothing else', async () => {
    const { address, talk } = await listen();
    const from = (origin: string) =>
      fetch(`${address}/ask`, { method: 'POST', body: new URLSearchParams(fields), headers: { origin } });
    expect((await from('https://elsewhere.example')).status).toBe(403);
    expect((await from('null')).status).toBe(403);
    expect(talk.asked).toEqual([]);
    expect((await from(address)).status).toBe(200);
    const behind = await listen({ publicUrl: outside });
    const origin = { method: 'POST', body: new URLSearchParams(fields), headers: { origin: outside } };
    expect((await fetch(`${behind.address}/ask`, origin)).status).toBe(200);
  });

  it('may not be large: a question, a token', async () => {
    const { post, talk } = await listen({ webToken: token });
    const text = 'x'.repeat(20_000);
    expect(await post('/ask', { text })).toMatchObject({ status: 413, body: expect.stringContaining('16 kB') });
    expect(await post('/teacher/sign-in', { token: text })).toMatchObject({
      status: 413,
      body: expect.stringContaining('too large'),
    });
    expect(talk.asked).toEqual([]);
    const streamed = await post('/ask', { text }, { accept: 'application/x-ndjson' });
    expect(JSON.parse(streamed.body)).toEqual({ error: 'That is too large. At most 16 kB.' });
  });

  it.each([
    ['an odd type', 'text=a', { 'content-type': 'application/json' }],
    [
      'half a form',
      '--x\r\nContent-Disposition: form-data; name="text"',
      { 'content-type': 'multipart/form-data; boundary=x' },
    ],
    ['nothing', '', {}],
    [
      'a file for a question',
      '--x\r\nContent-Disposition: form-data; name="text"; filename="a"\r\n\r\nb\r\n--x--\r\n',
      { 'content-type': 'multipart/form-data; boundary=x' },
    ],
  ])('may be odd and is answered in words all the same: %s', async (_what, body, headers) => {
    const { post, log } = await listen();
    const told = await post('/ask', body, headers);
    expect(told.status).toBeLessThan(500);
    expect(told.body).toContain('<h1>');
    expect(log.lines.filter((line) => line.includes('broke'))).toEqual([]);
  });
});

describe('too many requests', () => {
  it('are refused in words, with the time to wait', async () => {
    const { get, post } = await listen();
    let last = await post('/ask', { essay: 'commons', text: 'thanks' });
    for (let count = 0; count < 260 && last.status === 200; count++)
      last = await post('/ask', { essay: 'commons', text: 'thanks' });
    expect(last).toMatchObject({ status: 429, body: expect.stringMatching(/Try again in \d+ seconds/) });
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(last.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect((await get('/')).status).toBe(200);
  });

  it('are counted for each address that a proxy of our own names, and for nobody who names one', async () => {
    const behind = await listen({ publicUrl: outside, webToken: token });
    const from = (address: string) =>
      behind.post('/teacher/sign-in', { token: 'wrong' }, { 'x-forwarded-for': address });
    for (let count = 0; count < 10; count++) expect((await from(`198.51.100.${count}, 203.0.113.1`)).status).toBe(403);
    expect((await from('198.51.100.99, 203.0.113.1')).status).toBe(429);
    expect((await from('203.0.113.2')).status).toBe(403);
    const direct = await listen({ webToken: token });
    for (let count = 0; count < 10; count++)
      await direct.post('/teacher/sign-in', { token: 'wrong' }, { 'x-forwarded-for': `203.0.113.${count}` });
    expect(await direct.post('/teacher/sign-in', { token }, { 'x-forwarded-for': '203.0.113.77' })).toMatchObject({
      status: 429,
      headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
    });
  });
});

describe('an address that leads nowhere', () => {
  it.each([
    ['/nothing', 'There is no such page.'],
    ['/assets/../../package.json', 'There is no such page.'],
    ['/assets/%2e%2e/%2e%2e/package.json', 'There is no such page.'],
    ['/essays/none', 'There is no essay “none” here'],
  ])('is told in words: %s', async (path, words) => {
    const { get } = await listen();
    const { status, body } = await get(path);
    expect(status).toBe(404);
    expect(body).toContain(words);
    expect(body).toContain('href="/"');
  });

  it('is told in the language of the browser', async () => {
    const { get } = await listen();
    const { body } = await get('/nothing', { 'accept-language': 'xx, de-CH;q=0.9, en;q=0.8' });
    expect(body).toContain('<html lang="de">');
  });
});

describe('an essay that is not open to everybody', () => {
  const notLocal: readonly (readonly [string, Parameters<typeof listenToWeb>[1], Headers])[] = [
    ['a public address', { publicUrl: outside }, {}],
    ['a request that a proxy brings', {}, { 'x-forwarded-for': '203.0.113.9' }],
    ['a request that a tunnel brings', {}, { forwarded: 'for=203.0.113.9' }],
    ['a name that leads to loopback by a trick', {}, { host: 'rebound.example.org' }],
  ];

  it.each(notLocal)('is not shown over %s', async (_what, http, headers) => {
    const { get, post } = await listen(http);
    const list = await get('/', headers);
    expect(list.body).toContain('About commons');
    expect(list.body).not.toContain('Apples');
    for (const slug of ['orchard', 'brought', 'ORCHARD']) {
      const { status, body } = await get(`/essays/${slug}`, headers);
      expect(status).toBe(404);
      expect(body).not.toMatch(/Apples|Brought/);
    }
    for (const fields of [
      { essay: 'orchard', text: 'when were apples picked?' },
      { text: 'in orchard: when were apples picked?' },
      { text: 'when were apples picked in September?' },
      { text: '/paragraph p1 --essay orchard' },
      { text: '/essays' },
      { text: '/handout --essay orchard' },
      { text: '/summary --essay brought' },
      { text: '/compare orchard and commons' },
    ]) {
      const { body } = await post('/ask', fields, headers);
      expect(body, JSON.stringify(fields)).not.toMatch(/Apples were|Apples for the School|Brought by a class/);
    }
  });

  it('is shown at this machine, where it belongs to no other class', async () => {
    const { get } = await listen();
    expect((await get('/essays/orchard')).body).toContain('Apples were picked');
    expect((await get('/essays/brought')).status).toBe(404);
  });

  it('is copied by whoever sits at this machine; a class reads it, and its teacher has the copy', async () => {
    const here = await listen();
    expect((await here.get('/essays/orchard/handout.md')).status).toBe(200);
    const { get } = await listen({ publicUrl: outside });
    expect((await get('/essays/commons/handout.md')).status).toBe(200);
    expect((await get('/essays/orchard/handout.md')).status).toBe(404);
    const key = classKey({ platform: 'slack', tenant: 'T1' }, webSecret);
    const { headers } = await get(`/essays/orchard?class=${key}`);
    const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
    const copy = await get('/essays/orchard/handout.md', { cookie });
    expect(copy.status).toBe(403);
    expect(copy.body).not.toContain('Apples were picked');
    expect((await get('/essays/orchard', { cookie })).body).toContain('Apples were picked');
  });

  it('opens by the link of its class, which leaves the address bar', async () => {
    const { get, post } = await listen({ publicUrl: outside });
    const key = classKey({ platform: 'slack', tenant: 'T1' }, webSecret);
    const come = await get(`/essays/orchard?class=${key}&quote=1.0-6`, { 'x-forwarded-proto': 'https' });
    expect(come).toMatchObject({ status: 303, headers: { location: '/essays/orchard?quote=1.0-6' } });
    const [set] = come.headers['set-cookie'] ?? [];
    expect(set).toMatch(/HttpOnly/i);
    expect(set).toMatch(/SameSite=Lax/i);
    expect(set).toMatch(/Secure/i);
    const { cookie } = come;
    expect((await get('/essays/orchard?quote=1.0-6', { cookie })).body).toContain('<mark>Apples</mark>');
    expect((await get('/essays/brought', { cookie })).body).toContain('Brought by a class');
    expect((await post('/ask', { essay: 'brought', text: 'who brought it, a class?' }, { cookie })).body).toContain(
      '¶1',
    );
    expect((await get('/essays/on-page')).body).toContain('Added on the page');
    expect((await get('/essays/on-page', { cookie })).status).toBe(404);
    const other = classKey({ platform: 'slack', tenant: 'T2' }, webSecret);
    const stranger = await get(`/essays/brought?class=${other}`);
    expect((await get('/essays/brought', { cookie: stranger.cookie })).status).toBe(404);
  });

  it('opens by a mark in the chat of its class, its words highlighted', async () => {
    const { get } = await listen({ publicUrl: outside });
    const tenant = { platform: 'discord', tenant: 'G1' };
    const mark = withParagraph(createAddresses(outside, webSecret)(tenant, closed), { paragraph: 1, start: 0, end: 6 });
    const { pathname, search, hash } = new URL(mark);
    expect(hash).toBe('#p1');
    const come = await get(`${pathname}${search}`);
    expect(come.status).toBe(303);
    const location = String(come.headers.location);
    expect(location).not.toContain('class');
    expect((await get(location, { cookie: come.cookie })).body).toContain('<mark>Apples</mark>');
  });

  it('does not open by a forged link or a forged cookie', async () => {
    const { get } = await listen({ publicUrl: outside });
    const name = Buffer.from(JSON.stringify(['slack', 'T1'])).toString('base64url');
    const real = classKey({ platform: 'slack', tenant: 'T2' }, webSecret);
    for (const key of [
      `${name}.${real.split('.')[1]}`,
      name,
      `${name}.`,
      '.',
      '',
      'e30.x',
      classKey({ platform: 'slack', tenant: 'T1' }, 'guess'),
    ]) {
      const come = await get(`/essays/orchard?class=${encodeURIComponent(key)}`);
      expect(come.status).toBe(303);
      expect(come.cookie).toBe('');
      const forged = `pilcrow_class=${encodeURIComponent(`${key}.${'A'.repeat(43)}=`)}`;
      expect((await get('/essays/orchard', { cookie: forged })).status).toBe(404);
    }
    expect((await get('/teacher', { cookie: 'pilcrow_teacher=9999999999999' })).status).toBe(403);
  });
});

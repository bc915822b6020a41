import { describe, expect, it } from 'vitest';
import { commons } from '../../../helpers/fake-parts.js';
import { openTalk } from '../../../helpers/store-talk.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';
import { listenToWeb } from '../../../helpers/web-listener.js';

/** The design's, in bytes. */
const most = 30_000;

describe('the first page', () => {
  it('weighs under 30 kB with all that it loads, without the essay', async () => {
    const { conversation } = await openTalk(await temporaryFolder());
    const { get } = await listenToWeb({ conversation });
    const page = await get('/essays/commons');
    const text = commons.paragraphs.reduce((sum, paragraph) => sum + paragraph.text.length, 0);
    const paths = [...page.body.matchAll(/(?:src|href)="(\/(?:assets\/|icon)[^"]+)"/g)].map(([, path]) => path ?? '');
    const loaded = new Set(paths);
    let bytes = page.bytes - text;
    for (const path of loaded) {
      const asset = await get(path, { 'accept-encoding': 'gzip' });
      expect(asset.status, path).toBe(200);
      if (path.startsWith('/assets/')) expect(asset.headers).toMatchObject({ 'content-encoding': 'gzip' });
      bytes += asset.bytes;
      for (const [, name] of asset.body.matchAll(/from '(\.\/[\w-]+\.js)'/g))
        loaded.add(new URL(name ?? '', `http://page${path}`).pathname);
    }
    expect(loaded.size).toBeGreaterThanOrEqual(6);
    expect(bytes).toBeLessThan(most);
    expect(bytes).toBeGreaterThan(5_000);
  });

  it('loads what it may keep: the same address always has the same bytes', async () => {
    const { conversation } = await openTalk(await temporaryFolder());
    const { get } = await listenToWeb({ conversation });
    const [, style = ''] = /href="(\/assets\/[0-9a-f]{12}\.css)"/.exec((await get('/')).body) ?? [];
    const plain = await get(style);
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect((await get(style, { 'accept-encoding': 'br, gzip' })).body).toBe(plain.body);
    expect((await get(style.replace('.css', '0.css'))).status).toBe(404);
  });
});

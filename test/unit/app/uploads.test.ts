import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mostUploads } from '../../../src/conversation/uploads.js';
import { uploadName } from '../../../src/ingest/uploads.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { openUploadTalk, tenantOne, tenantTwo, type UploadTalk } from '../../helpers/upload-talk.js';

const ferry = (words = 'The ferry stopped running in March.') =>
  Buffer.from(
    `# The ferry\n\n${words}[^1] Nobody was told.\n\nThe mayor blamed the ice.\n\n[^1]: By the harbour book.\n`,
  );

const add = (talk: UploadTalk, name = 'week-03.md', bytes: Uint8Array = ferry(), tenant = tenantOne) =>
  talk.uploads.add(tenant, { name, bytes }, 'tess');

async function added(talk: UploadTalk, name?: string, bytes?: Uint8Array, tenant?: typeof tenantOne) {
  const outcome = await add(talk, name, bytes, tenant);
  if (outcome.outcome !== 'added' && outcome.outcome !== 'replaced') throw new Error(`it was ${outcome.outcome}`);
  return outcome;
}

/** Every byte below a folder, by path. */
async function everything(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const texts = await Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')),
  );
  return [...entries.map(({ name }) => name), ...texts].join('\n');
}

describe('an added file', () => {
  it('is an essay of its tenant at once, and after a restart', async () => {
    const folder = await temporaryFolder();
    const talk = await openUploadTalk(folder);
    const { id, ingested } = await added(talk);
    expect(ingested.essay).toMatchObject({ title: 'The ferry', owner: 'slack:T1', file: 'week-03.md', collection: '' });
    expect(ingested.essay.notes).toMatchObject([{ paragraph: 1 }]);
    expect(talk.retriever.essay(`week-03-${id}`)).toBe(ingested.essay);
    const again = await openUploadTalk(folder);
    expect((await again.uploads.list(tenantOne)).map(({ essay }) => essay.slug)).toEqual([`week-03-${id}`]);
    expect(await again.uploads.list(tenantTwo)).toEqual([]);
  });

  it('stays through a change of the corpus folder', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const { ingested } = await added(talk);
    await writeFile(join(talk.config.corpusDir, 'ice.md'), '# Ice\n\nIce is slippery because its surface melts.\n');
    await talk.refresh();
    expect(talk.retriever.essays().map(({ slug }) => slug)).toEqual(['commons', 'ice', ingested.essay.slug]);
  });

  it('is not taken out again by a reading of the folder that began before it', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const [outcome] = await Promise.all([add(talk), talk.refresh(), talk.refresh()]);
    expect(outcome.outcome).toBe('added');
    expect(await talk.uploads.list(tenantOne)).toHaveLength(1);
  });

  it('is written where no name or tenant can lead out of the folder', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const tenant = { platform: '../x', tenant: '../../etc' };
    await added(talk, '..\\..\\C:/evil/week\u0000-\u202e03.md', ferry(), tenant);
    const root = join(talk.config.dataDir, 'uploads');
    const paths = await readdir(root, { recursive: true });
    expect(
      paths.filter((path) => !/^_[0-9a-f]{32}(\/_[0-9a-f]{32}(\/[0-9a-f]{8}(\/[0-9a-z.]+)?)?)?$/.test(path)),
    ).toEqual([]);
    expect((await talk.uploads.list(tenant)).map(({ essay }) => essay.file)).toEqual(['week\uFFFD-\uFFFD03.md']);
    expect(uploadName(`${'x'.repeat(300)}.markdown`)).toHaveLength(120);
  });

  it('of the same name is a new version under the same slug, and old paragraph numbers are followed', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const first = await added(talk);
    const text = Buffer.from(
      `# The ferry\n\nA new first paragraph about the weather.\n\n${ferry().toString().split('\n\n').slice(1).join('\n\n')}`,
    );
    const second = await added(talk, 'Week-03.md', text);
    expect(second).toMatchObject({ outcome: 'replaced', id: first.id });
    const { slug, hash } = second.ingested.essay;
    expect(slug).toBe(first.ingested.essay.slug);
    expect(await talk.store.aliases.follow(slug, first.ingested.essay.hash, hash, 1)).toBe(2);
    const kept = await readdir(join(talk.config.dataDir, 'uploads'), { recursive: true, withFileTypes: true });
    expect(kept.filter((entry) => entry.isFile() && entry.name.endsWith('.md'))).toHaveLength(1);
  });

  it('with bytes or a text that the tenant has already changes nothing', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const { ingested } = await added(talk);
    expect(await add(talk, 'other.md')).toEqual({ outcome: 'known', essay: ingested.essay });
    const spaced = Buffer.from(`${ferry()}\n\n\n`);
    expect(await add(talk, 'other.md', spaced)).toEqual({ outcome: 'known', essay: ingested.essay });
    expect((await add(talk, 'week-03.md', ferry(), tenantTwo)).outcome).toBe('added');
  });

  it('says nothing of other tenants in its slug', async () => {
    const [alone, crowded] = [
      await openUploadTalk(await temporaryFolder()),
      await openUploadTalk(await temporaryFolder()),
    ];
    await added(crowded, 'week-03.md', ferry('Another text.'), tenantTwo);
    const slugs = await Promise.all([alone, crowded].map(async (talk) => (await added(talk)).ingested.essay.slug));
    expect(slugs[0]).toBe(slugs[1]);
  });

  it.each([
    ['empty.md', '', 'empty'],
    ['none.md', '# Only a title', 'no-text'],
    ['a.pdf', 'no pdf', 'damaged'],
    ['photo.png', 'x', 'type'],
  ])('%s is refused and leaves nothing behind', async (name, content, why) => {
    const talk = await openUploadTalk(await temporaryFolder());
    expect(await add(talk, name, Buffer.from(content))).toEqual({ outcome: 'refused', why });
    expect(await everything(join(talk.config.dataDir, 'uploads'))).toBe('');
  });

  it('is one too many beyond the most a tenant may have; another tenant may still add', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const { id } = await added(talk);
    // Records alone: what is counted are the files that are kept, served or not.
    const root = join(talk.config.dataDir, 'uploads');
    const path = (await readdir(root, { recursive: true })).find((each) => each.endsWith('upload.json')) ?? '';
    const record = JSON.parse(await readFile(join(root, path), 'utf8'));
    for (let n = 1; n < mostUploads; n += 1) {
      const other = n.toString(16).padStart(8, '0');
      const folder = join(root, path, '..', '..', other);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'upload.json'), JSON.stringify({ ...record, id: other, sha256: 'f'.repeat(64) }));
    }
    expect(await add(talk, 'more.md', ferry('Another text.'))).toEqual({ outcome: 'full' });
    expect(await add(talk, 'week-03.md', ferry('A new version.'))).toMatchObject({ outcome: 'replaced', id });
    expect((await add(talk, 'more.md', ferry('Another text.'), tenantTwo)).outcome).toBe('added');
  });

  it('is not kept while it cannot be indexed, and an earlier version stays', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    talk.failWith('Another Pilcrow is indexing.');
    expect(await add(talk)).toEqual({ outcome: 'busy' });
    expect(await everything(join(talk.config.dataDir, 'uploads', 'slack'))).not.toContain('ferry');
    talk.failWith(undefined);
    const { ingested } = await added(talk);
    talk.failWith('Another Pilcrow is indexing.');
    expect(await add(talk, 'week-03.md', ferry('A new version.'))).toEqual({ outcome: 'busy' });
    talk.failWith(undefined);
    await talk.refresh();
    expect((await talk.uploads.list(tenantOne)).map(({ essay }) => essay)).toEqual([ingested.essay]);
  });

  it('that vanished from the disk is a named problem, and the others are served', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const { id } = await added(talk);
    const kept = await added(talk, 'other.md', ferry('Another text.'));
    const root = join(talk.config.dataDir, 'uploads');
    for (const path of await readdir(root, { recursive: true }))
      if (path.includes(id) && path.endsWith('.md')) await rm(join(root, path));
    await talk.refresh();
    expect((await talk.uploads.list(tenantOne)).map(({ essay }) => essay.slug)).toEqual([kept.ingested.essay.slug]);
  });
});

describe('a removed upload', () => {
  it('is off the disk and out of the index, once', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const { id, ingested } = await added(talk);
    expect(await talk.uploads.remove(tenantTwo, id, 'tess')).toBeUndefined();
    expect(await talk.uploads.remove(tenantOne, id, 'tess')).toEqual({ file: 'week-03.md' });
    expect(await talk.uploads.remove(tenantOne, id, 'tess')).toBeUndefined();
    expect(talk.retriever.essay(ingested.essay.slug)).toBeUndefined();
    expect(await everything(talk.config.dataDir)).not.toContain('ferry stopped running');
  });

  it('leaves the index as soon as that can be written', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const { id, ingested } = await added(talk);
    talk.failWith('Another Pilcrow is indexing.');
    await talk.uploads.remove(tenantOne, id, 'tess');
    expect(talk.retriever.essay(ingested.essay.slug)).toBeDefined();
    talk.failWith(undefined);
    await expect.poll(() => talk.retriever.essay(ingested.essay.slug)).toBeUndefined();
  });
});

describe('who uploaded', () => {
  it('is told to the person, and forgotten with them while the essay stays the class’s', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    const { id } = await added(talk);
    const told = await talk.store.exportPerson(tenantOne, 'tess');
    expect(told.records).toMatchObject([{ kind: 'upload', id, data: { file: 'week-03.md' } }]);
    await talk.store.forgetPerson(tenantOne, 'tess');
    expect(await talk.store.records.list(tenantOne, 'upload')).toMatchObject([{ id, person: '' }]);
    expect(await talk.uploads.list(tenantOne)).toHaveLength(1);
    expect(await everything(talk.config.dataDir)).not.toContain('tess');
  });
});

describe('a tenant that removes the app', () => {
  it('takes everything it brought with it, and nothing of others', async () => {
    const talk = await openUploadTalk(await temporaryFolder());
    await added(talk);
    await added(talk, 'week-03.md', ferry('The second class reads of a bridge.'), tenantTwo);
    await talk.conversation.forget(tenantOne);
    expect(await everything(talk.config.dataDir)).not.toContain('ferry stopped running');
    expect(await talk.store.records.list(tenantOne, 'upload')).toEqual([]);
    expect(talk.retriever.essays().map(({ owner }) => owner)).toEqual([undefined, 'slack:T2']);
  });
});

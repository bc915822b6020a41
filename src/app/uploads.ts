/**
 * A tenant's own essays, kept on disk and searchable: parsed in threads of their own, written one after another, each with
 * a refresh of the index before it counts as done.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../base/errors.js';
import { sha256 } from '../base/files.js';
import type { Log } from '../base/log.js';
import { ownerOf, seenBy } from '../conversation/shelf-of.js';
import type { Tenant } from '../conversation/types.js';
import { mostUploads, type UploadOutcome, type Uploads } from '../conversation/uploads.js';
import type { Essay } from '../essay/types.js';
import type { Parsed } from '../ingest/parse.js';
import type { ParsePool } from '../ingest/parse-pool.js';
import { refusalBefore, refusalOf } from '../ingest/refusals.js';
import {
  asUpload,
  listUploads,
  removeUpload,
  removeUploads,
  saveUpload,
  type UploadRecord,
  uploadId,
  uploadName,
  uploadSlug,
} from '../ingest/uploads.js';
import type { Retriever } from '../retrieval/types.js';
import type { Store } from '../store/store.js';
import type { Update } from './bring-up-to-date.js';

export interface UploadsParts {
  /** Where uploads are kept, e.g. `data/uploads`. */
  readonly folder: string;
  readonly pool: ParsePool;
  readonly retriever: Pick<Retriever, 'essays'>;
  readonly store: Pick<Store, 'records' | 'audit'>;
  /** Reads everything and refreshes the index. */
  readonly refresh: () => Promise<Pick<Update, 'kept'>>;
  readonly log: Log;
  /** How long until a removal that the index did not follow is tried again; default 30 seconds. */
  readonly retryMs?: number;
}

/** Who uploaded; the essay stays the class's when they are forgotten. */
const recordKind = 'upload';
const retries = 20;

/** Uploads over a folder that can be written. */
export function createUploads(parts: UploadsParts): Uploads {
  const { folder, pool, retriever, store, refresh, log, retryMs = 30_000 } = parts;
  let last: Promise<unknown> = Promise.resolve();

  /** One change of the folder and the index at a time. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  }

  const served = (tenant: Tenant): readonly Essay[] => seenBy(retriever.essays(), tenant);
  const servedAs = (tenant: Tenant, upload: UploadRecord): Essay | undefined =>
    served(tenant).find(({ slug, owner }) => owner === ownerOf(tenant) && slug === uploadSlug(upload));

  /** Whether the index has followed. */
  async function hasFollowed(): Promise<boolean> {
    try {
      return (await refresh()).kept === undefined;
    } catch (error) {
      log.warn({ reason: messageOf(error) }, 'an upload was not taken up');
      return false;
    }
  }

  /** The index follows now or, where it cannot, as soon as it can: what was removed must not go on answering. */
  async function follow(): Promise<void> {
    if (await hasFollowed()) return;
    void (async () => {
      for (let turn = 0; turn < retries; turn += 1) {
        await sleep(retryMs, undefined, { ref: false });
        if (await inTurn(hasFollowed)) return;
      }
    })();
  }

  async function keep(
    tenant: Tenant,
    { file, bytes, parsed }: { readonly file: string; readonly bytes: Uint8Array; readonly parsed: Parsed },
    person: string,
  ): Promise<UploadOutcome> {
    if (parsed.kind !== 'essay') return { outcome: 'refused', why: 'name' };
    const owner = { platform: tenant.platform, tenant: tenant.tenant };
    const id = uploadId(owner, file);
    const before = await listUploads(folder, owner);
    const earlier = before.find((each) => each.id === id);
    const { hash } = parsed.ingested.essay;
    const twin = served(tenant).find((essay) => essay.hash === hash && essay.slug !== uploadSlug({ id, file }));
    if (twin) return { outcome: 'known', essay: twin };
    if (!earlier && before.length >= mostUploads) return { outcome: 'full' };
    const saved = await saveUpload(folder, { ...owner, file, savedAt: Date.now() }, bytes, parsed);
    const essay = (await hasFollowed()) ? servedAs(tenant, saved.record) : undefined;
    if (!essay) {
      await saved.undo();
      return { outcome: 'busy' };
    }
    await saved.settle();
    const place = { ...owner, place: '' };
    await store.records.put(place, { kind: recordKind, id, person, data: { file }, keeps: true });
    await store.audit.add(place, { person, action: 'upload.add', details: { upload: id } });
    return {
      outcome: earlier ? 'replaced' : 'added',
      id,
      ingested: { ...asUpload(parsed.ingested, saved.record), essay },
    };
  }

  /** The upload with these very bytes, where it is served: nothing has to be read then. */
  async function sameBytes(tenant: Tenant, hash: string): Promise<Essay | undefined> {
    const same = (await listUploads(folder, tenant)).find((each) => each.sha256 === hash);
    return same && servedAs(tenant, same);
  }

  return {
    async add(tenant, { name, bytes }, person) {
      const file = uploadName(name);
      const why = refusalBefore(file, bytes.length) ?? (bytes.length === 0 ? 'empty' : undefined);
      if (why) return { outcome: 'refused', why };
      const known = await sameBytes(tenant, sha256(bytes));
      if (known) return { outcome: 'known', essay: known };
      let parsed: Parsed;
      try {
        parsed = await pool.parse({ file, bytes });
      } catch (error) {
        const refused = refusalOf(error);
        if (!refused) throw error;
        log.info({ code: refused, bytes: bytes.length }, 'an uploaded file was refused');
        return { outcome: 'refused', why: refused };
      }
      return await inTurn(() => keep(tenant, { file, bytes, parsed }, person));
    },

    remove: (tenant, id, person) =>
      inTurn(async () => {
        const { platform, tenant: of } = tenant;
        const found = (await listUploads(folder, tenant)).find((each) => each.id === id);
        if (!found || !(await removeUpload(folder, found))) return undefined;
        await follow();
        await store.records.remove({ platform, tenant: of }, recordKind, id);
        await store.audit.add(
          { platform, tenant: of, place: '' },
          { person, action: 'upload.remove', details: { upload: id } },
        );
        return { file: found.file };
      }),

    async list(tenant) {
      const kept = await listUploads(folder, tenant);
      return kept.flatMap((upload) => {
        const essay = servedAs(tenant, upload);
        return essay ? [{ id: upload.id, essay, savedAt: upload.savedAt }] : [];
      });
    },

    forget: (tenant) =>
      inTurn(async () => {
        const had = retriever.essays().some(({ owner }) => owner === ownerOf(tenant));
        await removeUploads(folder, tenant);
        if (had) await follow();
      }),
  };
}

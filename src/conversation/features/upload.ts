/**
 * `/upload`, and a file that a teacher drops on Pilcrow: it becomes an essay of the class, with a report and a way to undo
 * it. Teachers alone, in direct messages as well, and looked at again with each button.
 */
import { messageOf, PilcrowError } from '../../base/errors.js';
import { type Refusal, refusalBefore } from '../../ingest/refusals.js';
import { notice } from '../notices.js';
import { type IncomingFile, type NoticeReply, type Reply, tenantApart } from '../types.js';
import type { UploadOutcome, Uploads } from '../uploads.js';
import type { FeatureParts, FeatureRequest } from './feature.js';
import { personal } from './study-card.js';
import { listCard, report } from './upload-card.js';

type UploadParts = Pick<FeatureParts, 'retriever' | 'roles' | 'uploads' | 'log'>;
type UploadRequest = Pick<FeatureRequest, 'incoming' | 'language' | 'words' | 'options'>;

/** What became of one file; `fetch`: the platform did not give it. */
export type FileOutcome =
  | Exclude<UploadOutcome, { readonly outcome: 'refused' }>
  | { readonly outcome: 'refused'; readonly why: Refusal | 'fetch' };

/** Files of one message that are read. */
const mostFiles = 10;

/** Asks for no essay in particular: the first one may be the one that comes now. */
export async function upload(parts: UploadParts, request: UploadRequest): Promise<Reply> {
  const { incoming, language, words } = request;
  const refused = await uploadDenial(parts, request);
  if (refused) return refused;
  const { uploads } = parts;
  if (!uploads) return personal(notice(language, 'refusal', 'uploadOff'));
  const undone = /^undo ([0-9a-f]{8})$/.exec(words.trim())?.[1];
  if (undone !== undefined) return await remove(uploads, request, undone);
  const { files = [] } = incoming;
  if (files.length === 0) {
    if (incoming.hadFiles) return personal(notice(language, 'refusal', 'uploadLost'));
    const page = Number(/^page (\d{1,3})$/.exec(words.trim())?.[1] ?? 1);
    return listCard(await uploads.list(incoming.place), page, language, parts.retriever.essays());
  }
  const read = [];
  for (const file of files.slice(0, mostFiles))
    read.push({ file: file.name, ...(await add(parts, uploads, request, file)) });
  return report(read, { language, question: words.trim() }, parts.retriever);
}

/** Why the speaker may not add essays where they speak; undefined when they may. */
export async function uploadDenial(
  { roles }: Pick<UploadParts, 'roles'>,
  { incoming, language, options }: Omit<UploadRequest, 'words'>,
): Promise<NoticeReply | undefined> {
  // What belongs to no class would be everybody's.
  if (incoming.place.tenant === tenantApart) return personal(notice(language, 'refusal', 'uploadNoClass'));
  const standing = await roles.standing(incoming, options);
  if (standing === 'teacher') return undefined;
  return personal(notice(language, 'refusal', standing === 'nobody-claimed' ? 'nobodyClaimed' : 'uploadOnlyTeachers'));
}

/** One file; a bad one is a named outcome, and the others go on. */
async function add(
  { log }: Pick<UploadParts, 'log'>,
  uploads: Uploads,
  { incoming }: UploadRequest,
  file: IncomingFile,
): Promise<FileOutcome> {
  // Nothing is fetched that would not be read.
  const why = refusalBefore(file.name, file.size);
  if (why) return { outcome: 'refused', why };
  let bytes: Uint8Array;
  try {
    bytes = await file.bytes();
  } catch (error) {
    if (!(error instanceof PilcrowError) || error.code !== 'platform-refused') throw error;
    log.warn({ platform: incoming.place.platform, reason: messageOf(error) }, 'a file from chat was not fetched');
    return { outcome: 'refused', why: /larger than/.test(error.message) ? 'large' : 'fetch' };
  }
  return await uploads.add(incoming.place, { name: file.name, bytes }, incoming.person);
}

async function remove(uploads: Uploads, { incoming, language }: UploadRequest, id: string): Promise<NoticeReply> {
  const removed = await uploads.remove(incoming.place, id, incoming.person);
  if (!removed) return personal(notice(language, 'refusal', 'uploadGone'));
  return personal(notice(language, 'plain', 'uploadRemoved', { file: removed.file }));
}

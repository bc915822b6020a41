/**
 * Pictures and files of a reply, put beside it. Where Slack takes none, their words stand there instead, and a line says
 * so.
 */
import { messageOf } from '../../base/errors.js';
import type { Log } from '../../base/log.js';
import type { NoticeReply, Reply } from '../../conversation/types.js';
import { displayLine } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import { isPersonal } from '../personal.js';
import { type Calls, SlackRefusal } from './api-calls.js';
import { postParts, type Target } from './deliver.js';
import { renderReply, shorten } from './render.js';

/** Slack refuses a longer description of a picture. */
const altChars = 1_000;
/** A file whose words are more than this is named, not posted as messages: nobody reads a hundred of them. */
const wordsChars = 60_000;
const uploadWithinMs = 30_000;

interface Attachment {
  readonly fileName: string;
  readonly title: string;
  readonly bytes: Uint8Array;
  /** What a picture shows, for those who do not see it. */
  readonly alt?: string;
  /** The words of a file that is text. */
  readonly text?: string;
}

/** Whether a reply has something beside its words. */
export function hasFiles(reply: Reply): boolean {
  return attachmentsOf(reply).length > 0;
}

/** A reply for one person in a channel, with a line that says where its files are. */
export function withFilesNote(reply: Reply): Reply {
  if (reply.kind !== 'card' || !hasFiles(reply)) return reply;
  const note = { text: say('filesInDirectMessages', reply.language), quotes: [], form: 'small' as const };
  return { ...reply, items: [...reply.items, note] };
}

/** Uploads what belongs to the reply, in one message. Never throws. */
export async function attachFiles(calls: Calls, target: Target, reply: Reply, log: Log): Promise<void> {
  const attachments = attachmentsOf(reply);
  if (attachments.length === 0) return;
  try {
    const files: { id: string; title: string }[] = [];
    for (const attachment of attachments)
      files.push({ id: await upload(calls, attachment), title: displayLine(attachment.title) });
    const { channel, threadTs } = target;
    const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
    // Tried once: a second try could show the files twice.
    await calls.client.apiCall('files.completeUploadExternal', { files, channel_id: channel, ...thread });
  } catch (error) {
    log.warn({ reason: messageOf(error) }, 'files could not be uploaded; their words are posted');
    await postWords(calls, target, reply, attachments).catch((failure: unknown) => {
      log.error({ reason: messageOf(failure) }, 'the words of files could not be posted');
    });
  }
}

async function upload(calls: Calls, { fileName, bytes, alt }: Attachment): Promise<string> {
  // The client’s own upload names the description `alt_text`, which Slack does not know.
  const answer = await calls.must('files.getUploadURLExternal', {
    filename: fileName,
    length: bytes.length,
    ...(alt === undefined ? {} : { alt_txt: shorten(displayLine(alt), altChars) }),
  });
  const { upload_url: url, file_id: id } = answer;
  if (typeof url !== 'string' || typeof id !== 'string') throw new TypeError('Slack names no place for a file.');
  const sent = await fetch(url, {
    method: 'POST',
    body: Buffer.from(bytes),
    headers: { 'content-type': 'application/octet-stream' },
    redirect: 'error',
    signal: AbortSignal.timeout(uploadWithinMs),
  });
  await sent.body?.cancel();
  if (!sent.ok) throw new SlackRefusal('upload', `http ${sent.status}`, false, undefined);
  return id;
}

async function postWords(
  calls: Calls,
  target: Target,
  reply: Reply,
  attachments: readonly Attachment[],
): Promise<void> {
  const { language } = reply;
  const lines = attachments.flatMap(({ fileName, alt, text }) => {
    if (alt !== undefined) return [say('pictureRefused', language, { alt: displayLine(alt) })];
    const refused = reply.kind === 'handout' ? [] : [say('fileRefused', language, { name: fileName })];
    return [...refused, ...(text === undefined || text.length > wordsChars ? [] : [text])];
  });
  const words: NoticeReply = { kind: 'notice', tone: 'plain', language, text: lines.join('\n'), buttons: [] };
  const frame = { turn: 'files', place: target.channel, isPrivate: isPersonal(reply) };
  await postParts(calls, target, renderReply(words, frame), { turn: `files:${Date.now()}` });
}

function attachmentsOf(reply: Reply): readonly Attachment[] {
  if (reply.kind === 'handout') {
    const { fileName, markdown, card } = reply;
    return [textAttachment(fileName, card.essay.title, markdown)];
  }
  if (reply.kind !== 'card') return [];
  const { picture, files = [] } = reply;
  return [
    ...(picture ? [{ fileName: picture.fileName, title: reply.leadIn, bytes: picture.png, alt: picture.alt }] : []),
    ...files.map(({ fileName, text }) => textAttachment(fileName, fileName, text)),
  ];
}

function textAttachment(fileName: string, title: string, text: string): Attachment {
  // Slack refuses an empty file.
  return { fileName, title, text, bytes: Buffer.from(text === '' ? '\n' : text) };
}

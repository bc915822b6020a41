/**
 * Class notes where nobody asked for them: beside a paragraph as the teacher's, and as a line of their own before an
 * answer about the same thing. Notes that cannot be read are missed, never fatal.
 */
import { messageOf } from '../base/errors.js';
import type { Log } from '../base/log.js';
import { anchorNow } from '../classroom/anchor.js';
import { type ClassNote, listNotes } from '../classroom/class-notes.js';
import { isSameTopic, topicOf } from '../classroom/class-notes-closeness.js';
import { displayLine } from '../essay/display.js';
import { say } from '../essay/phrases.js';
import type { Essay, Language } from '../essay/types.js';
import type { Store } from '../store/store.js';
import { markOf, sourcesOf } from './marks.js';
import type { ParagraphReply, ShownParagraph, Tenant } from './types.js';

/** Characters of a note in the line before an answer. */
const lineLimit = 300;

type NoteStore = Pick<Store, 'records' | 'aliases'>;

/** A note and the essay it stands in, at its paragraph of today. */
interface StandingNote extends ClassNote {
  readonly of: Essay;
}

/**
 * The line that stands before an answer which cites `cited`, where a class note is about the same thing; undefined
 * where none is.
 */
export async function classNoteLine(
  store: NoteStore | undefined,
  log: Log,
  tenant: Tenant,
  question: string,
  essays: readonly Essay[],
): Promise<(quoted: readonly Essay[], language: Language) => string | undefined> {
  const standing = await standingNotes(store, log, tenant, essays);
  return (quoted, language) => {
    const near = standing.find(
      ({ of, about }) => quoted.some(({ slug }) => slug === of.slug) && isSameTopic(topicOf(question, of), about),
    );
    if (!near) return undefined;
    const mark = markOf(sourcesOf([near.of], essays), near.anchor);
    return say('classNoteOn', language, { mark, words: cut(near.words) });
  };
}

/** The paragraphs with the class notes of `tenant` among the teacher's. */
export async function withClassNotes(
  store: NoteStore | undefined,
  log: Log,
  tenant: Tenant,
  essay: Essay,
  reply: ParagraphReply,
): Promise<ParagraphReply> {
  const standing = await standingNotes(store, log, tenant, [essay]);
  if (standing.length === 0) return reply;
  const noted = (shown: ShownParagraph): ShownParagraph => {
    const { paragraph } = shown.citation;
    const here = standing.filter(({ anchor }) => anchor.paragraph === paragraph);
    const added = here.map(({ words }) => ({ kind: 'note', text: words, paragraph }) as const);
    return { ...shown, teacherNotes: [...shown.teacherNotes, ...added] };
  };
  const [first, ...rest] = reply.paragraphs;
  return {
    ...reply,
    paragraphs: [noted(first), ...rest.map(noted)],
    ...(reply.before ? { before: noted(reply.before) } : {}),
    ...(reply.after ? { after: noted(reply.after) } : {}),
  };
}

/** The notes whose paragraph is there today, the newest first. */
async function standingNotes(
  store: NoteStore | undefined,
  log: Log,
  tenant: Tenant,
  essays: readonly Essay[],
): Promise<readonly StandingNote[]> {
  if (!store) return [];
  try {
    const slugs = essays.map(({ slug }) => slug);
    const found = await listNotes(store.records, tenant, slugs);
    const standing = found.map(async (note): Promise<readonly StandingNote[]> => {
      const of = essays.find(({ slug }) => slug === note.anchor.essay);
      const anchor = of && (await anchorNow(store.aliases, of, note.anchor));
      return of && anchor ? [{ ...note, anchor, of }] : [];
    });
    return (await Promise.all(standing)).flat();
  } catch (error) {
    log.error({ reason: messageOf(error) }, 'class notes could not be read');
    return [];
  }
}

function cut(text: string): string {
  const line = displayLine(text);
  return line.length > lineLimit ? `${line.slice(0, lineLimit - 1)}…` : line;
}

/**
 * Questions to the teacher, and the class notes that their answers become. A question is its asker's and goes with
 * them; a note is the teacher's words at a paragraph, and holds nothing of the question but words that the essay or
 * the teacher uses as well.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { languages } from '../essay/types.js';
import type { NewRecord, RecordEntry, Records } from '../store/record-types.js';
import type { PlaceKey, TenantKey } from '../store/store.js';
import { anchorSchema } from './anchor.js';

/** Characters of a note: an explanation, not a lecture. */
export const noteLimit = 1_500;

const questionKind = 'teacher-question';
const noteKind = 'note';

const questionSchema = z.object({
  question: z.string(),
  language: z.enum(languages),
  anchor: anchorSchema,
  /** What the answer before it was, where there was one. */
  outcome: z.enum(['not-in-essay', 'partly', 'answered']).optional(),
  /** The asker alone saw it: the answer goes to them alone. */
  isPrivate: z.boolean(),
});
export type TeacherQuestion = z.infer<typeof questionSchema>;

const noteSchema = z.object({
  words: z.string(),
  anchor: anchorSchema,
  /** Stems it is found by; see class-notes-closeness.ts. */
  about: z.array(z.string()),
  /** Milliseconds since 1970. */
  writtenAt: z.number(),
});
export type NewClassNote = z.infer<typeof noteSchema>;

export interface ClassNote extends NewClassNote {
  readonly id: string;
}

export interface KeptQuestion extends TeacherQuestion {
  readonly place: string;
  readonly person: string;
}

/** Keeps a question for the teachers until one answers, or retention removes it; answers its id. */
export async function keepQuestion(
  records: Pick<Records, 'put'>,
  place: PlaceKey,
  person: string,
  { outcome, ...rest }: TeacherQuestion,
): Promise<string> {
  const id = randomBytes(4).toString('hex');
  const data = { ...rest, ...(outcome ? { outcome } : {}) };
  await records.put(place, { kind: questionKind, id, person, data });
  return id;
}

/** The question while it waits. */
export async function findQuestion(
  records: Pick<Records, 'get'>,
  tenant: TenantKey,
  id: string,
): Promise<KeptQuestion | undefined> {
  const entry = await records.get(tenant, questionKind, id);
  const question = questionSchema.safeParse(entry?.data);
  return entry && question.success ? { ...question.data, place: entry.place, person: entry.person } : undefined;
}

/** It is answered: nothing of it is kept. */
export async function dropQuestion(records: Pick<Records, 'remove'>, tenant: TenantKey, id: string): Promise<void> {
  await records.remove(tenant, questionKind, id);
}

/** Keeps the answer to question `id` as a note of the teacher's; true for the first answer alone. */
export async function addNote(
  records: Pick<Records, 'add'>,
  place: PlaceKey,
  teacher: string,
  id: string,
  note: NewClassNote,
): Promise<boolean> {
  const record: NewRecord = { kind: noteKind, id, person: teacher, data: { ...note }, keeps: true };
  return await records.add(place, record);
}

export async function findNote(
  records: Pick<Records, 'get'>,
  tenant: TenantKey,
  id: string,
): Promise<ClassNote | undefined> {
  const entry = await records.get(tenant, noteKind, id);
  return entry && noteOf(entry);
}

/** The notes of a tenant about these essays (slugs), the newest first; at most 200. */
export async function listNotes(
  records: Pick<Records, 'list'>,
  tenant: TenantKey,
  essays: readonly string[],
): Promise<readonly ClassNote[]> {
  const entries = await records.list(tenant, noteKind);
  return entries.flatMap((entry) => noteOf(entry) ?? []).filter(({ anchor }) => essays.includes(anchor.essay));
}

/** True when there was one. */
export async function removeNote(records: Pick<Records, 'remove'>, tenant: TenantKey, id: string): Promise<boolean> {
  return await records.remove(tenant, noteKind, id);
}

function noteOf({ id, data }: RecordEntry): ClassNote | undefined {
  const note = noteSchema.safeParse(data);
  return note.success ? { ...note.data, id } : undefined;
}

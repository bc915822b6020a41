/**
 * Drafts of discussion questions as they are kept (record kind `discussion`), and which questions a place has seen. A
 * draft is posted once: whoever turns it to `posted` posts it, and the same occasion may show it again.
 */
import { z } from 'zod';
import type { DiscussionQuestion } from '../../classroom/discussion.js';
import { type Language, languages } from '../../essay/types.js';
import type { Store } from '../../store/store.js';
import type { Person, Place, Tenant } from '../types.js';

type Keeping = Pick<Store, 'records'>;

const kind = 'discussion';
const shownKind = 'discussion-shown';
/** Keys kept for each place and essay: more than an essay has questions, less than a term has lessons. */
const mostShown = 200;

const anchor = z.object({
  label: z.string(),
  citation: z.object({
    essay: z.string(),
    paragraph: z.number(),
    quote: z.string(),
    start: z.number(),
    end: z.number(),
  }),
});
const draft = z.object({
  essay: z.string(),
  key: z.string(),
  origin: z.enum(['teacher', 'listed', 'text', 'written']),
  question: z.string(),
  anchors: z.tuple([anchor], anchor),
  isEdited: z.boolean(),
  language: z.enum(languages as [Language, ...Language[]]),
  /** What was asked for, so that another one is about the same. */
  topic: z.string(),
  range: z.object({ first: z.number(), last: z.number() }).nullable(),
  state: z.enum(['draft', 'planned', 'posted']),
  /** The plan that posts it; '' for none. */
  plan: z.string(),
  /** The occasion it was posted on: `now`, or the time it was planned for; '' before. */
  postedBy: z.string(),
});

export type Draft = z.infer<typeof draft>;

export interface KeptDraft extends Draft {
  readonly id: string;
  /** The channel it is for. */
  readonly place: Place;
  readonly person: Person;
}

/** A new draft of `question`. */
export function draftOf(
  { key, origin, question, anchors }: DiscussionQuestion,
  essay: string,
  language: Language,
  { topic, range }: Pick<Draft, 'topic' | 'range'>,
): Draft {
  const [first, ...rest] = anchors;
  return {
    ...{ essay, key, origin, question, language, topic, range },
    anchors: [first, ...rest],
    isEdited: false,
    state: 'draft',
    plan: '',
    postedBy: '',
  };
}

export async function findDraft({ records }: Keeping, tenant: Tenant, id: string): Promise<KeptDraft | undefined> {
  const entry = await records.get(tenant, kind, id);
  const read = draft.safeParse(entry?.data);
  if (!entry || !read.success) return undefined;
  const { platform, tenant: name } = tenant;
  return { ...read.data, id, place: { platform, tenant: name, place: entry.place }, person: entry.person };
}

/** Keeps it as it is now; one that is planned outlives retention. */
export async function keepDraft({ records }: Keeping, { id, place, person, ...data }: KeptDraft): Promise<void> {
  await records.put(place, { kind, id, person, data: draft.parse(data), keeps: data.state === 'planned' });
}

/** Keeps a new one, unless there is one of this id: true for one caller. */
export async function addDraft({ records }: Keeping, { id, place, person, ...data }: KeptDraft): Promise<boolean> {
  return await records.add(place, { kind, id, person, data: draft.parse(data) });
}

/** Puts other words in its place while it is not posted; undefined when it is posted or gone. */
export async function editDraft(store: Keeping, tenant: Tenant, id: string, question: string) {
  await store.records.update(tenant, kind, id, (data) => {
    const read = draft.safeParse(data);
    if (!read.success || read.data.state === 'posted') return data;
    return { ...read.data, question, isEdited: true };
  });
  const now = await findDraft(store, tenant, id);
  return now?.state === 'posted' ? undefined : now;
}

export async function removeDraft({ records }: Keeping, tenant: Tenant, id: string): Promise<void> {
  await records.remove(tenant, kind, id);
}

/**
 * The draft, turned to posted on this occasion; undefined when it is gone, was posted on another one, or was planned for
 * this one and is not any more.
 */
export async function takeForPosting(
  store: Keeping,
  tenant: Tenant,
  id: string,
  occasion: string,
): Promise<KeptDraft | undefined> {
  await store.records.update(tenant, kind, id, (data) => {
    const read = draft.safeParse(data);
    if (!read.success || read.data.state === 'posted') return data;
    if (occasion !== 'now' && read.data.state !== 'planned') return data;
    return { ...read.data, state: 'posted', postedBy: occasion };
  });
  const taken = await findDraft(store, tenant, id);
  if (taken?.state !== 'posted' || taken.postedBy !== occasion) return undefined;
  await keepDraft(store, taken);
  return taken;
}

/** What this place has been shown of an essay, the last one last. */
export async function shownKeys({ records }: Keeping, place: Place, essay: string): Promise<readonly string[]> {
  const entry = await records.get(place, shownKind, shownId(place, essay));
  return z.array(z.string()).catch([]).parse(entry?.data);
}

export async function rememberShown({ records }: Keeping, place: Place, essay: string, key: string): Promise<void> {
  const id = shownId(place, essay);
  if (await records.add(place, { kind: shownKind, id, data: [key], keeps: true })) return;
  await records.update(place, shownKind, id, (data) => {
    const before = z.array(z.string()).catch([]).parse(data);
    return [...before.filter((each) => each !== key), key].slice(-mostShown);
  });
}

function shownId({ place }: Place, essay: string): string {
  return `${place} ${essay}`;
}

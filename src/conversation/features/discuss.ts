/**
 * `/discuss`: a draft of a question that its teacher alone sees, and what becomes of it; and what the class sees when its
 * time has come. Only what was put by posts anything, and each occasion posts once.
 */
import { randomBytes } from 'node:crypto';
import {
  type DiscussionQuestion,
  discussionQuestions,
  type Narrowing,
  nextQuestion,
} from '../../classroom/discussion.js';
import { unaskedFrom } from '../../classroom/quiet-hours.js';
import { parseMarks, resolveMark } from '../../essay/citation.js';
import { displayLine } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import type { Essay } from '../../essay/types.js';
import type { Store } from '../../store/store.js';
import { denial } from '../administer.js';
import { askerOf } from '../ask.js';
import { notice, paragraphUnknown } from '../notices.js';
import { essaysReply } from '../replies.js';
import { channelOf, type Incoming, type Place, type Reply } from '../types.js';
import { draftCard, postCard } from './discuss-cards.js';
import * as drafts from './discuss-drafts.js';
import type { FeatureParts, FeatureRequest } from './feature.js';
import { type KeptPlan, missedOf, noteAfterMs, planKind, planOf, tooLateMs } from './schedule-record.js';
import { lateNote } from './schedule-rows.js';

/** Essays named when it is not clear which one is meant. */
const essaysOffered = 10;
/** An edited question; a post is to be read at a glance, and a window takes no more on any platform. */
const maxQuestionChars = 1_500;

/** A line about a draft or a plan: no topic begins like this, for every id begins with its letter and six hex digits. */
const aboutOne = /^(show|due|post|edit|another|discard)\s+([qs][0-9a-f]{6})(?:\s+([\s\S]*))?$/u;

export async function* discuss(parts: FeatureParts, request: FeatureRequest): AsyncIterable<Reply> {
  const { incoming, language, words } = request;
  const { store } = parts;
  const [, act, id = '', rest = ''] = aboutOne.exec(words.trim()) ?? [];
  if (incoming.isDue) {
    if (store && (act === 'show' || act === 'due')) yield* carriedOut({ ...parts, store }, request, act, id, rest);
    return;
  }
  const denied = await denial(parts, request, 'workspace');
  if (denied) return yield denied;
  if (!store) return yield personal(notice(language, 'refusal', 'planNeedsMemory'));
  const kept = { ...parts, store };
  if (act === undefined) return yield await newDraft(kept, request, words);
  const draft = await drafts.findDraft(store, incoming.place, id);
  if (!draft || !isOurs(draft, incoming) || act === 'show' || act === 'due')
    return yield personal(notice(language, 'refusal', 'discussGone'));
  // A button's line is in no language; the draft it stands under is.
  const about = { ...request, language: request.recollection.inForce.language ?? incoming.language ?? draft.language };
  if (draft.state === 'posted') yield personal(notice(about.language, 'refusal', 'discussAlreadyPosted'));
  else if (act === 'post') yield await post(kept, about, draft);
  else if (act === 'edit') yield await edit(kept, about, draft, rest);
  else if (act === 'another') yield await another(kept, about, draft);
  else yield await discard(kept, about, draft);
}

type Kept = FeatureParts & { readonly store: Store };

/** Whether a teacher may act on this here: it belongs to the channel, or is their own. */
export function isOurs({ place, person }: { place: Place; person: string }, incoming: Incoming): boolean {
  return place.place === channelOf(incoming.place).place || (person !== '' && person === incoming.person);
}

/** A draft on what the words name: paragraphs, a topic, or the whole essay. */
async function newDraft(parts: Kept, request: FeatureRequest, words: string): Promise<Reply> {
  const { language, essay, essays } = request;
  if (!essay) {
    const [first, ...rest] = essays;
    const some = [first, ...rest.slice(0, essaysOffered - 1)] as const;
    return { ...essaysReply([...some], language, undefined, say('whichEssay', language)), isPersonal: true };
  }
  const [mark] = parseMarks(words);
  const numbers = mark ? resolveMark(mark, essay.paragraphs.length) : [];
  if (mark && numbers.length === 0) return personal(paragraphUnknown(language, mark.first, essay));
  const range = mark ? { first: numbers[0] ?? 1, last: numbers.at(-1) ?? 1 } : null;
  const topic = (mark ? words.slice(0, mark.start) + words.slice(mark.end) : words).trim().slice(0, 200);
  return await draftOn(parts, request, essay, { topic, range });
}

async function draftOn(
  parts: Kept,
  { incoming, language, essays, options }: FeatureRequest,
  essay: Essay,
  about: Pick<drafts.Draft, 'topic' | 'range'>,
): Promise<Reply> {
  const { store, writer } = parts;
  const channel = channelOf(incoming.place);
  const questions = discussionQuestions(essay, language, narrowingOf(about));
  const shown = await drafts.shownKeys(store, channel, essay.slug);
  const ready = nextQuestion(questions, shown);
  // What the teacher wrote comes first; a model's question before those that the text alone asks.
  const isAuthored = ready !== undefined && ready.origin !== 'text' && !shown.includes(ready.key);
  const to = { language, asker: askerOf(incoming), signal: options.signal };
  const written = isAuthored ? undefined : await writer?.discussion({ essay, shown, ...narrowingOf(about) }, to);
  const question = written ?? ready;
  if (!question && (questions.length > 0 || about.topic === ''))
    return personal(notice(language, 'refusal', 'discussNoOther'));
  const values = { topic: displayLine(about.topic).slice(0, 60), title: essay.title };
  if (!question) return personal(notice(language, 'refusal', 'discussNoTopic', values));
  const draft = {
    ...drafts.draftOf(question, essay.slug, language, about),
    id: `q${randomBytes(3).toString('hex')}`,
    place: channel,
    person: incoming.person,
  };
  await drafts.addDraft(store, draft);
  await drafts.rememberShown(store, channel, essay.slug, question.key);
  return draftCard(draft, essay, essays);
}

function narrowingOf({ topic, range }: Pick<drafts.Draft, 'topic' | 'range'>): Narrowing {
  return { ...(topic === '' ? {} : { topic }), ...(range === null ? {} : { range }) };
}

/** Puts it by for its channel, at once and once; where nobody else reads along, it is simply shown. */
async function post(parts: Kept, request: FeatureRequest, draft: drafts.KeptDraft): Promise<Reply> {
  const { store, retriever, putBy } = parts;
  const { incoming, language, essays } = request;
  const essay = retriever.essay(draft.essay);
  if (!essay) return personal(notice(language, 'refusal', 'discussGone'));
  const isHere = incoming.isOperator || (incoming.isDirect && draft.place.place === channelOf(incoming.place).place);
  if (!isHere) {
    const line = `/discuss show ${draft.id}`;
    await putBy(draft.place, `discuss:${draft.id}`, { line, language: draft.language }, incoming.person);
  }
  const taken = await drafts.takeForPosting(store, incoming.place, draft.id, 'now');
  if (!taken) return personal(notice(language, 'refusal', 'discussAlreadyPosted'));
  if (draft.plan !== '') await store.records.remove(incoming.place, planKind, draft.plan);
  await store.audit.add(draft.place, {
    person: incoming.person,
    action: 'discussion.post',
    details: { id: draft.id },
  });
  return isHere ? postCard(taken, essay, essays) : personal(notice(language, 'plain', 'discussPosted'));
}

async function edit(parts: Kept, request: FeatureRequest, draft: drafts.KeptDraft, words: string): Promise<Reply> {
  const { store, retriever } = parts;
  const { incoming, language, essays } = request;
  const question = words.trim().slice(0, maxQuestionChars);
  if (question === '') return personal(notice(language, 'refusal', 'discussEmptyEdit', { id: draft.id }));
  const edited = await drafts.editDraft(store, incoming.place, draft.id, question);
  const essay = retriever.essay(draft.essay);
  if (!edited || !essay) return personal(notice(language, 'refusal', 'discussAlreadyPosted'));
  return draftCard(edited, essay, essays);
}

/** Another one on the same, in its place; a plan that would have posted it keeps it. */
async function another(parts: Kept, request: FeatureRequest, draft: drafts.KeptDraft): Promise<Reply> {
  const { incoming, language } = request;
  const essay = parts.retriever.essay(draft.essay);
  if (!essay) return personal(notice(language, 'refusal', 'discussGone'));
  const next = await draftOn(parts, request, essay, draft);
  if (next.kind === 'card' && draft.state === 'draft') await drafts.removeDraft(parts.store, incoming.place, draft.id);
  return next;
}

async function discard(parts: Kept, { incoming, language }: FeatureRequest, draft: drafts.KeptDraft): Promise<Reply> {
  await drafts.removeDraft(parts.store, incoming.place, draft.id);
  if (draft.plan !== '') await parts.store.records.remove(incoming.place, planKind, draft.plan);
  return personal(notice(language, 'plain', 'discussDiscarded'));
}

/** What was put by comes: one draft (`show`), or the next question of a plan (`due`). Says nothing where it is not to be said any more. */
async function* carriedOut(
  parts: Kept,
  request: FeatureRequest,
  act: 'show' | 'due',
  id: string,
  rest: string,
): AsyncIterable<Reply> {
  const { store, retriever, putBy, log } = parts;
  const { incoming, essays } = request;
  const at = /^\d{1,15}$/.test(rest) ? Number(rest) : undefined;
  const planId = act === 'due' ? id : (await drafts.findDraft(store, incoming.place, id))?.plan;
  const entry = planId ? await store.records.get(incoming.place, planKind, planId) : undefined;
  const plan = entry && planOf(incoming.place, entry);
  const late = plan && at !== undefined ? Date.now() - (await unaskedFrom(store.settings, plan.place, at)) : 0;
  if (plan && at !== undefined && late > tooLateMs) {
    const missed = missedOf(plan, at);
    if (missed) await putBy(missed.place, missed.id, missed.what, missed.person);
    return;
  }
  const draft =
    act === 'show'
      ? await drafts.takeForPosting(store, incoming.place, id, at === undefined ? 'now' : String(at))
      : plan && at !== undefined
        ? await draftForPlan(parts, request, plan, at)
        : undefined;
  const essay = draft && retriever.essay(draft.essay);
  if (!draft || !essay) {
    log.warn({ platform: incoming.place.platform, act }, 'a planned question is not there any more');
    return;
  }
  const note = plan && at !== undefined && late > noteAfterMs ? lateNote(plan, at, draft.language) : undefined;
  yield { ...postCard(draft, essay, essays), ...(note === undefined ? {} : { note }) };
}

/** The question of one occurrence, chosen once: a reply that could not be posted comes again with the same. */
async function draftForPlan(
  { store, retriever }: Kept,
  { incoming, essays }: FeatureRequest,
  plan: KeptPlan,
  at: number,
): Promise<drafts.KeptDraft | undefined> {
  const { place } = plan;
  const prepared =
    plan.draft === '' ? undefined : await drafts.takeForPosting(store, incoming.place, plan.draft, String(at));
  if (prepared) return prepared;
  const id = `${plan.id}-${at}`;
  const before = await drafts.findDraft(store, incoming.place, id);
  if (before) return before;
  const named = retriever.essay(plan.essay);
  const found = await nextOf(store, place, named ? [named] : essays, plan);
  if (!found) return undefined;
  const draft: drafts.KeptDraft = {
    ...drafts.draftOf(found.question, found.essay.slug, plan.language, { topic: '', range: null }),
    ...{ id, place, person: plan.person, state: 'posted', postedBy: String(at) },
  };
  if (await drafts.addDraft(store, draft))
    await drafts.rememberShown(store, place, found.essay.slug, found.question.key);
  return await drafts.findDraft(store, incoming.place, id);
}

/** The first essay with a question that the place has not seen; where it has seen all, the one it saw longest ago. */
async function nextOf(
  store: Store,
  place: Place,
  essays: readonly Essay[],
  { language }: KeptPlan,
): Promise<{ readonly essay: Essay; readonly question: DiscussionQuestion } | undefined> {
  let again: { essay: Essay; question: DiscussionQuestion } | undefined;
  for (const essay of essays) {
    const shown = await drafts.shownKeys(store, place, essay.slug);
    const question = nextQuestion(discussionQuestions(essay, language), shown);
    if (question && !shown.includes(question.key)) return { essay, question };
    if (question) again ??= { essay, question };
  }
  return again;
}

function personal<R extends Reply>(reply: R): R {
  return { ...reply, isPersonal: true };
}

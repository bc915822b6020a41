/**
 * "Ask the teacher": a question with its context goes to the teachers' direct messages; the first answer goes back to
 * whoever asked and stays as a class note. The teachers are not told who asked, for they need not know to answer.
 */
import { anchorFor, citationAt } from '../../classroom/anchor.js';
import {
  addNote,
  dropQuestion,
  findNote,
  findQuestion,
  type KeptQuestion,
  keepQuestion,
  noteLimit,
  type TeacherQuestion,
} from '../../classroom/class-notes.js';
import { noteTopic } from '../../classroom/class-notes-closeness.js';
import { parseMarks } from '../../essay/citation.js';
import { displayLine } from '../../essay/display.js';
import { type PhraseKey, say } from '../../essay/phrases.js';
import type { Essay } from '../../essay/types.js';
import type { Store, TurnRecord } from '../../store/store.js';
import { markOf, sourcesOf } from '../marks.js';
import { notice } from '../notices.js';
import type { CardReply, NoticeReply, Place, Reply } from '../types.js';
import { type Decision, denialIn, printDecision, readDecision, tellTeachers } from './class-teachers.js';
import type { FeatureParts, FeatureRequest } from './feature.js';

/** Characters of a question that are sent on, and that stand above its answer in direct messages. */
const questionLimit = 1_000;
const reminderLimit = 200;

export async function teacher(parts: FeatureParts, request: FeatureRequest): Promise<Reply> {
  const { store } = parts;
  if (!store) return refused(request, 'classNeedsMemory');
  if (request.incoming.isDue) return await carryOn(parts, store, request);
  const decision = readDecision(request.words, ['answer'] as const);
  return decision ? await answer(parts, store, request, decision) : await ask(parts, store, request);
}

/** What was put by: showing a question to a teacher, telling the asker what a teacher answered. */
async function carryOn(parts: FeatureParts, store: Store, request: FeatureRequest): Promise<Reply> {
  const [, act, id = '', rest = ''] = /^(\w+)\s+([0-9a-f]+)(?:\s+([\s\S]+))?$/u.exec(request.words) ?? [];
  return act === 'told' ? await told(parts, store, request, id, rest) : await shown(parts, store, request, id);
}

async function ask(parts: FeatureParts, store: Store, request: FeatureRequest): Promise<NoticeReply> {
  const { incoming, language, words } = request;
  const turn = await turnMeant(store, request);
  if (turn === 'gone') return refused(request, 'turnGone');
  const question = displayLine(turn?.question ?? words).slice(0, questionLimit);
  if (question === '') return refused(request, 'teacherUsage');
  if ((await parts.roles.list(incoming.place)).length === 0) return refused(request, 'noTeacherHere');
  const minutes = await parts.limits.countForTeachers(incoming, 'question');
  if (minutes !== undefined) return refused(request, 'relayTooOften', { minutes });
  const [first, ...rest] = (turn?.cited ?? []).flatMap(({ essay }) => parts.retriever.essay(essay) ?? []);
  const essays = first ? ([first, ...rest] as const) : request.essays;
  const anchor = await anchorFor(parts.retriever, question, essays, turn?.cited[0]);
  const isPrivate = incoming.isPrivate === true || incoming.isDirect === true || turn?.isPrivate === true;
  const outcome = outcomeOf(turn);
  const asked = { question, language, anchor, isPrivate, ...(outcome ? { outcome } : {}) };
  const id = await keepQuestion(store.records, incoming.place, incoming.person, asked);
  await tellTeachers(parts, incoming.place, `question ${id}`, { line: `/ask-teacher show ${id}`, language });
  const where = say(isPrivate ? 'whereDirect' : 'whereHere', language);
  return personal(notice(language, 'plain', 'teacherAsked', { where }));
}

/** The earlier turn that is meant: the one a button names, or the last one where no words were given. */
async function turnMeant(store: Store, request: FeatureRequest): Promise<TurnRecord | 'gone' | undefined> {
  const { incoming, words, recollection } = request;
  const id = /^turn:(\S+)$/u.exec(words)?.[1];
  const isOwn = (turn: TurnRecord | undefined): turn is TurnRecord => turn?.person === incoming.person;
  if (id === undefined) return words === '' ? recollection.turns.filter(isOwn).at(-1) : undefined;
  const turn = await store.turns.get(incoming.place, id);
  // Only one's own: it is kept under whoever asks, and goes when they are forgotten.
  return isOwn(turn) ? turn : 'gone';
}

function outcomeOf(turn: TurnRecord | undefined): TeacherQuestion['outcome'] {
  return (['not-in-essay', 'partly', 'answered'] as const).find((kind) => kind === turn?.kind);
}

async function answer(
  parts: FeatureParts,
  store: Store,
  request: FeatureRequest,
  { id, tenant, rest }: Decision<'answer'>,
): Promise<NoticeReply> {
  const { incoming, language } = request;
  const at = { platform: incoming.place.platform, tenant };
  const denied = await denialIn(parts, request, at);
  if (denied) return denied;
  const question = await findQuestion(store.records, at, id);
  if (!question) return refused(request, 'teacherQuestionGone');
  const line = `/ask-teacher ${printDecision({ verb: 'answer', id, tenant })}`;
  if (rest === '') return refused(request, 'answerUsage', { line });
  const essay = parts.retriever.essay(question.anchor.essay);
  const { words, anchor } = placed(displayLine(rest), question, essay);
  const about = essay ? noteTopic(question.question, words, essay) : [];
  const place = { ...at, place: question.place };
  const note = { words: words.slice(0, noteLimit), anchor, about: [...about], writtenAt: Date.now() };
  const isFirst = await addNote(store.records, place, incoming.person, id, note);
  await tellAsker(parts, place, id, question);
  await dropQuestion(store.records, at, id);
  if (!isFirst) return refused(request, 'teacherQuestionGone');
  await store.audit.add(place, { person: incoming.person, action: 'note.add', details: { note: id } });
  return personal(notice(language, 'plain', 'noteKept', { mark: `¶${anchor.paragraph}` }));
}

/** The teacher's words, and where they belong: at the mark they begin with, else where the question stood. */
function placed(
  rest: string,
  { anchor }: KeptQuestion,
  essay: Essay | undefined,
): { readonly words: string; readonly anchor: KeptQuestion['anchor'] } {
  const [mark] = parseMarks(rest);
  const words = mark?.start === 0 ? rest.slice(mark.end).replace(/^\s*[:：,.–-]?\s*/u, '') : rest;
  const paragraph = mark?.start === 0 ? essay?.paragraphs[mark.first - 1] : undefined;
  if (!essay || !paragraph || words === '') return { words: rest, anchor };
  const { start, end } = citationAt(essay, { ...anchor, version: '', paragraph: paragraph.n });
  return { words, anchor: { essay: essay.slug, version: essay.hash, paragraph: paragraph.n, start, end } };
}

/** Where the question was asked, or to the asker alone with their words above it. */
async function tellAsker(
  { putBy }: FeatureParts,
  place: Place,
  id: string,
  { person, question, language, isPrivate }: KeptQuestion,
): Promise<void> {
  const line = `/ask-teacher told ${id}`;
  if (!isPrivate) return await putBy(place, `told ${id}`, { line, language }, person);
  const reminder = question.length > reminderLimit ? `${question.slice(0, reminderLimit - 1)}…` : question;
  const direct = { ...place, place: `@${person}` };
  await putBy(direct, `told ${id}`, { line: `${line} ${reminder}`, language }, person);
}

/** The card in a teacher's direct messages. */
async function shown(parts: FeatureParts, store: Store, request: FeatureRequest, id: string): Promise<Reply> {
  const { incoming, language } = request;
  const question = await findQuestion(store.records, incoming.place, id);
  const essay = question && parts.retriever.essay(question.anchor.essay);
  if (!question || !essay) return refused(request, 'teacherQuestionGone');
  const contexts = { 'not-in-essay': 'contextNone', partly: 'contextPartly', answered: 'contextNear' } as const;
  const citation = citationAt(essay, question.anchor);
  const sources = sourcesOf([essay], request.essays);
  const line = `/ask-teacher ${printDecision({ verb: 'answer', id, tenant: incoming.place.tenant })}`;
  const label = say('answerIt', language);
  const asks = { title: label, label: say('yourAnswer', language), isLong: true } as const;
  return {
    ...classNoteCard(language, essay, request.essays),
    leadIn: say('teacherQuestion', language),
    items: [
      { text: displayLine(question.question), quotes: [] },
      { text: say(contexts[question.outcome ?? 'answered'], language), quotes: [citation], form: 'small' },
    ],
    cites: [citation],
    lastLine: say('teacherQuestionLast', language, { mark: markOf(sources, citation) }),
    isPersonal: true,
    buttons: [{ label, line, typed: `${line} …`, asks }],
  };
}

/** The card for whoever asked. */
async function told(
  parts: FeatureParts,
  store: Store,
  request: FeatureRequest,
  id: string,
  reminder: string,
): Promise<Reply> {
  const { incoming, language } = request;
  const note = await findNote(store.records, incoming.place, id);
  const essay = note && parts.retriever.essay(note.anchor.essay);
  if (!note || !essay) return refused(request, 'noteGone');
  const citation = citationAt(essay, note.anchor);
  const question = displayLine(reminder);
  return {
    ...classNoteCard(language, essay, request.essays),
    leadIn: say('noteTold', language),
    items: [
      ...(question === ''
        ? []
        : [{ text: say('noteToldFor', language, { question }), quotes: [], form: 'small' as const }]),
      { text: note.words, quotes: [citation] },
    ],
    cites: [citation],
    lastLine: say('noteLast', language),
    ...(incoming.isDirect ? { isPersonal: true } : {}),
    buttons: [],
  };
}

function classNoteCard(language: CardReply['language'], essay: Essay, inPlay: readonly Essay[]) {
  return { kind: 'card', topic: 'class-note', language, sources: sourcesOf([essay], inPlay) } as const;
}

function refused(
  { language }: { readonly language: CardReply['language'] },
  key: PhraseKey,
  values: Readonly<Record<string, string | number>> = {},
): NoticeReply {
  return personal(notice(language, 'refusal', key, values));
}

function personal(reply: NoticeReply): NoticeReply {
  return { ...reply, isPersonal: true };
}

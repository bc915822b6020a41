/**
 * Hints towards an answer, one at a time, each for who asked alone: `/hint <question>`, `/hint next`, `/hint answer`.
 * The last step is the answer or, where the essay is locked for the class, one's own answer held against the text.
 */
import { say } from '../../essay/phrases.js';
import type { Essay } from '../../essay/types.js';
import { ask, askerOf } from '../ask.js';
import { lockedFor } from '../closed-by-lock.js';
import { historyOf } from '../memory.js';
import { notice } from '../notices.js';
import type { NoticeReply, Reply } from '../types.js';
import type { Feature, FeatureParts, FeatureRequest } from './feature.js';
import { hintCard } from './hint-card.js';
import { climb, findLadder, type Ladder, ladderOn, leadOf, leadTo, openLadder, questionOf } from './hint-ladder.js';

export const hint: Feature = async (parts, request) => {
  const { store } = parts;
  if (!store) return personal(notice(request.language, 'refusal', 'hintNeedsMemory'));
  const { words, incoming, recollection } = request;
  const step = /^(?:(next|answer)(?:\s+([0-9a-f]{8}))?)?$/iu.exec(words.trim());
  if (!step) return await firstHint(parts, request, words, request.essays);
  const ladder = await findLadder(store, incoming, step[2]?.toLowerCase());
  const last = recollection.turns.findLast(({ person, kind }) => person === incoming.person && isQuestion(kind));
  // A hint alone is one towards what was asked last.
  const isPast = step[1] === undefined && last !== undefined && last.id !== ladder?.turn;
  if (ladder && !(isPast && last.askedAt > ladder.savedAt))
    return await stepOn(parts, request, ladder, step[1]?.toLowerCase() === 'answer');
  if (step[2] !== undefined) return personal(notice(request.language, 'refusal', 'hintGone'));
  if (last) return await firstHint(parts, request, last.question, request.essays);
  const example = request.essays[0].questions[0] ?? say('whatIsProposed', request.language);
  return personal(notice(request.language, 'refusal', 'hintAboutWhat', { example }));
};

/**
 * The hint to begin with, instead of an answer to `question` from `essays`. Asked again, it goes on where the person was.
 * Its reply carries the question, to be kept as a turn.
 */
export async function firstHint(
  parts: FeatureParts,
  request: FeatureRequest,
  question: string,
  essays: readonly Essay[],
): Promise<Reply> {
  const { store } = parts;
  const { language, incoming } = request;
  if (!store) return personal(notice(language, 'refusal', 'hintNeedsMemory'));
  const locked = await lockedFor(parts, request);
  const begun = await ladderOn(store, request, question);
  const known = begun && (await leadOf(parts, request, begun, question));
  if (begun && known) {
    const isLocked = locked.has(known.plan.essay.slug);
    return hintCard(begun, known, { language, inPlay: essays, isLocked });
  }
  const lead = await leadTo(parts, request, question, essays, request.history);
  if (!lead) return notice(language, 'refusal', 'noEssays');
  const to = { language, asker: askerOf(incoming), signal: request.options.signal };
  const written = lead.isAbsent ? undefined : await parts.writer?.hints(lead.plan, to);
  const ladder = await openLadder(store, incoming, lead, language, written);
  const showing = { language, inPlay: essays, isLocked: locked.has(lead.plan.essay.slug) };
  return { ...hintCard(ladder, lead, showing), asked: question };
}

async function stepOn(
  parts: FeatureParts,
  request: FeatureRequest,
  ladder: Ladder,
  wantsAnswer: boolean,
): Promise<Reply> {
  const { store, retriever } = parts;
  const { language, incoming, essays } = request;
  const question = store && (await questionOf(store, incoming, ladder));
  const lead = question === undefined ? undefined : await leadOf(parts, request, ladder, question);
  if (!store || question === undefined || !lead) return personal(notice(language, 'refusal', 'hintGone'));
  const isLocked = (await lockedFor(parts, request)).has(lead.plan.essay.slug);
  const isAtEnd = wantsAnswer || lead.isAbsent || ladder.rung === 3;
  if (isAtEnd && !isLocked) return await answerAtLast(parts, request, ladder, question, lead.plan.essay);
  const next = ladder.rung === 1 ? 2 : 3;
  const now = isAtEnd ? ladder : await climb(store, incoming, ladder, next);
  const inPlay = essays.length > 1 || essays[0].slug !== lead.plan.essay.slug ? retriever.essays() : essays;
  return hintCard(now, lead, { language, inPlay, isLocked, isAtEnd });
}

/** The complete answer: nothing of it is shown while it grows, for it is one person's alone. */
async function answerAtLast(
  parts: FeatureParts,
  request: FeatureRequest,
  ladder: Ladder,
  question: string,
  essay: Essay,
): Promise<Reply> {
  const { turns } = request.recollection;
  const at = turns.findIndex(({ id }) => id === ladder.turn);
  const history = historyOf(at < 0 ? [] : turns.slice(0, at));
  let last: Reply | undefined;
  const asked = { ...request, history, fixedLanguage: request.language };
  for await (const reply of ask(parts, asked, question, [essay])) last = reply;
  if (!last) throw new TypeError('An answerer gave nothing.');
  return { ...last, isPersonal: true, asked: question };
}

/** Whether a turn of this kind asked something of an essay. */
export function isQuestion(kind: string): boolean {
  return ['answered', 'partly', 'not-in-essay', 'hint'].includes(kind);
}

function personal(reply: NoticeReply): NoticeReply {
  return { ...reply, isPersonal: true };
}

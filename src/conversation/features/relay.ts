/**
 * "/relay …": words for the class without a name. The teachers see them first, one of them decides, and nothing that
 * is kept says who wrote them; so their sender learns no more than that they wait.
 */
import { anchorFor, citationAt } from '../../classroom/anchor.js';
import {
  decideRelay,
  dropRelay,
  findRelay,
  isAsking,
  keepRelay,
  relayDays,
  relayLimit,
  relayWords,
} from '../../classroom/relay.js';
import type { PhraseKey } from '../../essay/phrases.js';
import { say } from '../../essay/phrases.js';
import type { Language } from '../../essay/types.js';
import type { Store } from '../../store/store.js';
import { sourcesOf } from '../marks.js';
import { notice } from '../notices.js';
import { type Button, type CardItem, type CardReply, channelOf, type NoticeReply, type Reply } from '../types.js';
import { type Decision, denialIn, printDecision, readDecision, tellTeachers } from './class-teachers.js';
import type { FeatureParts, FeatureRequest } from './feature.js';

const verbs = ['approve', 'reject'] as const;
type Verb = (typeof verbs)[number];

export async function relay(parts: FeatureParts, request: FeatureRequest): Promise<Reply> {
  const { incoming, words } = request;
  const { store } = parts;
  if (!store) return refused(request, 'classNeedsMemory');
  if (incoming.isDue) return await carryOn(parts, store, request);
  const decision = readDecision(words, verbs);
  return decision ? await decide(parts, store, request, decision) : await send(parts, store, request);
}

/** What was put by: showing it to a teacher, posting it in the channel. */
async function carryOn(parts: FeatureParts, store: Store, request: FeatureRequest): Promise<Reply> {
  const [, act, rest = ''] = /^(\w+)\s+([\s\S]+)$/u.exec(request.words) ?? [];
  return act === 'post' ? await posted(parts, request, rest) : await shown(parts, store, request, rest);
}

async function send(parts: FeatureParts, store: Store, request: FeatureRequest): Promise<NoticeReply> {
  const { incoming, language } = request;
  const words = relayWords(request.words);
  if (incoming.isDirect) return refused(request, 'relayInChannel');
  // Whoever wrote this where all can read it is known already.
  if (!incoming.isPrivate) return refused(request, 'relayInPublic');
  if (!request.recollection.inForce.hasRelay) return refused(request, 'relayOff');
  if (words === '') return refused(request, 'relayUsage');
  if (words.length > relayLimit) return refused(request, 'relayTooLong', { length: words.length, limit: relayLimit });
  if ((await parts.roles.list(incoming.place)).length === 0) return refused(request, 'noTeacherHere');
  const minutes = await parts.limits.countForTeachers(incoming, 'relay');
  if (minutes !== undefined) return refused(request, 'relayTooOften', { minutes });
  const id = await keepRelay(store.records, incoming.place, { words, language });
  await tellTeachers(parts, incoming.place, `relay ${id}`, { line: `/relay show ${id}`, language });
  return personal(notice(language, 'plain', 'relaySent'));
}

async function decide(
  parts: FeatureParts,
  store: Store,
  request: FeatureRequest,
  { verb, id, tenant }: Decision<Verb>,
): Promise<NoticeReply> {
  const { incoming, language } = request;
  const at = { platform: incoming.place.platform, tenant };
  const denied = await denialIn(parts, request, at);
  if (denied) return denied;
  const found = await findRelay(store.records, at, id, Date.now());
  const decided = found && (await decideRelay(store.records, at, id, verb === 'approve' ? 'approved' : 'rejected'));
  if (!found || !decided) return refused(request, 'relayDecided', { days: relayDays });
  const { post, isFirst } = decided;
  const place = { ...at, place: found.place };
  // Put by under its id, so that it is posted once, also where a crash came between the decision and this.
  if (post.state === 'approved') {
    const what = { line: `/relay post ${post.words}`, language: post.language };
    await parts.putBy(place, `relay post ${id}`, what, incoming.person);
  }
  await dropRelay(store.records, at, id);
  if (!isFirst) return refused(request, 'relayDecided', { days: relayDays });
  await store.audit.add(place, { person: incoming.person, action: `relay.${verb}`, details: {} });
  return personal(notice(language, 'plain', verb === 'approve' ? 'relayApproved' : 'relayRejected'));
}

/** The card in a teacher's direct messages. */
async function shown(parts: FeatureParts, store: Store, request: FeatureRequest, id: string): Promise<Reply> {
  const { incoming, language } = request;
  const { tenant } = incoming.place;
  const post = await findRelay(store.records, incoming.place, id, Date.now());
  if (post?.state !== 'waiting') return refused(request, 'relayDecided', { days: relayDays });
  const button = (key: 'relayApprove' | 'relayReject', verb: Verb): Button => {
    const line = `/relay ${printDecision({ verb, id, tenant })}`;
    return { label: say(key, language), line, typed: line };
  };
  const channel = channelOf({ ...incoming.place, place: post.place }).place;
  return {
    ...(await card(parts, request, post.words)),
    leadIn: say('relayWaiting', language, { place: channel }),
    lastLine: say('relayWaitingLast', language, { days: relayDays }),
    isPersonal: true,
    buttons: [button('relayApprove', 'approve'), button('relayReject', 'reject')],
  };
}

/** The post in the channel. */
async function posted(parts: FeatureParts, request: FeatureRequest, words: string): Promise<Reply> {
  const { language } = request;
  return {
    ...(await card(parts, request, words)),
    leadIn: say(isAsking({ words }) ? 'relayAsks' : 'relaySays', language),
    lastLine: say('relayPassedOn', language),
    buttons: [],
  };
}

/** The words, and what comes nearest to them in the essays of the place. */
async function card(
  { retriever }: FeatureParts,
  { language, essays }: FeatureRequest,
  words: string,
): Promise<Omit<CardReply, 'leadIn' | 'lastLine' | 'buttons'>> {
  const anchor = await anchorFor(retriever, words, essays);
  const essay = essays.find(({ slug }) => slug === anchor.essay) ?? essays[0];
  const citation = citationAt(essay, anchor);
  const items: readonly CardItem[] = [
    { text: relayWords(words), quotes: [] },
    { text: say('relayNear', language), quotes: [citation], form: 'small' },
  ];
  return { kind: 'card', topic: 'relay', language, items, cites: [citation], sources: sourcesOf([essay], essays) };
}

function refused(
  { language }: { readonly language: Language },
  key: PhraseKey,
  values: Readonly<Record<string, string | number>> = {},
): NoticeReply {
  return personal(notice(language, 'refusal', key, values));
}

function personal(reply: NoticeReply): NoticeReply {
  return { ...reply, isPersonal: true };
}

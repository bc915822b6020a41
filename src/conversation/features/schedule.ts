/**
 * `/schedule`: what is planned for a channel, planning more, taking it back. A plan carries a line of a fixed list (see
 * schedule-record.ts); app/schedules.ts puts it by when its time comes.
 */
import { randomBytes } from 'node:crypto';
import { verifyCitation } from '../../answer/verify.js';
import { knownZone, nextOccurrence } from '../../classroom/schedule-times.js';
import { parseWhen, type WhenProblem } from '../../classroom/schedule-when.js';
import { displayLine } from '../../essay/display.js';
import { guessLanguage } from '../../essay/language.js';
import { say } from '../../essay/phrases.js';
import type { Citation, Essay, Language } from '../../essay/types.js';
import type { Store } from '../../store/store.js';
import { denial } from '../administer.js';
import { sourcesOf } from '../marks.js';
import { notice } from '../notices.js';
import { type Button, type CardItem, type CardReply, channelOf, type Place, type Reply } from '../types.js';
import { isOurs } from './discuss.js';
import { findDraft, type KeptDraft, keepDraft } from './discuss-drafts.js';
import type { FeatureParts, FeatureRequest } from './feature.js';
import { dataOf, type KeptPlan, planKind, planOf } from './schedule-record.js';
import { examples, missedNotice, plannedNotice, rowOf, standardZone } from './schedule-rows.js';

/** Plans of one channel: far more than a term needs, few enough to be read. */
const mostPlans = 20;
const buttonsShown = 5;
const zoneKey = 'zone';

export async function* schedule(parts: FeatureParts, request: FeatureRequest): AsyncIterable<Reply> {
  const { incoming } = request;
  const { store } = parts;
  if (incoming.isDue) {
    const told = store && (await missed(store, request));
    if (told) yield told;
    return;
  }
  yield await answer(parts, { ...request, language: languageOf(request) });
}

async function answer(parts: FeatureParts, request: FeatureRequest): Promise<Reply> {
  const { language, incoming } = request;
  const { store } = parts;
  const words = request.words.trim();
  const denied = await denial(parts, request, 'workspace');
  if (denied) return denied;
  if (!store) return personal(notice(language, 'refusal', 'planNeedsMemory'));
  const removal = /^remove\s+(s[0-9a-f]{6})$/u.exec(words)?.[1];
  const zone = /^zone\s+(workspace\s+)?(\S+)$/iu.exec(words);
  if (words === '') return await list(parts, request, store);
  if (removal !== undefined) return await remove(request, store, removal);
  if (zone) return await setZone(request, store, zone[2] ?? '', zone[1] !== undefined);
  // When it comes, no platform is asked for rights any more.
  const isNamed = incoming.isOperator || (await parts.roles.list(incoming.place)).includes(incoming.person);
  if (/^digest\s/iu.test(words) && !isNamed) return personal(notice(language, 'refusal', 'planDigestNamed'));
  return await plan(request, store, words);
}

/** "mon 9:00 Europe/Berlin" is no French: the short names of days and zones tell nothing of a language. */
function languageOf({ incoming, recollection: { inForce, turns }, words }: FeatureRequest): Language {
  const telling = words.replace(/\p{L}+\/\S+|(?<!\p{L})\p{Script=Latin}{1,3}(?!\p{L})/gu, ' ');
  const before = guessLanguage(turns.at(-1)?.question ?? '');
  return inForce.language ?? incoming.language ?? guessLanguage(telling, before);
}

/** Plans a draft (`q…`), the digest, or else the next question. */
async function plan(request: FeatureRequest, store: Store, words: string): Promise<Reply> {
  const { incoming, language, essay } = request;
  if (incoming.isOperator) return personal(notice(language, 'refusal', 'planNotInTerminal'));
  const [, id = '', when = ''] = /^(q[0-9a-f]{6})(?:\s+([\s\S]*))?$/u.exec(words) ?? [];
  const digest = /^digest\s+([\s\S]+)$/iu.exec(words)?.[1];
  const draft = id === '' ? undefined : await findDraft(store, incoming.place, id);
  if (id !== '' && (!draft || !isOurs(draft, incoming))) return personal(notice(language, 'refusal', 'discussGone'));
  if (draft?.state === 'posted') return personal(notice(language, 'refusal', 'discussAlreadyPosted'));
  const place = draft?.place ?? channelOf(incoming.place);
  const set = await zoneOf(store, place);
  const zone = set ?? standardZone;
  const said = id === '' ? (digest ?? words) : when;
  const read = parseWhen(said, { now: Date.now(), zone });
  if (typeof read === 'string') return unreadable(language, read, said, zone);
  const others = (await plansOf(store, place)).filter(({ id: other }) => other !== draft?.plan);
  if (others.length >= mostPlans) return personal(notice(language, 'refusal', 'planTooMany', { count: others.length }));
  const kept: KeptPlan = {
    id: `s${randomBytes(3).toString('hex')}`,
    place,
    person: incoming.person,
    line: digest !== undefined ? '/digest due' : draft && read.kind === 'once' ? '/discuss show' : '/discuss due',
    when: read,
    next: nextOccurrence(read, Date.now()) ?? null,
    language,
    essay: draft?.essay ?? essay?.slug ?? '',
    draft: draft?.id ?? '',
  };
  await keepPlan(store, kept, draft);
  const isUnsaid = set === undefined && read.zone === standardZone && !/(?<!\p{L})(?:utc|gmt)(?!\p{L})/iu.test(said);
  return plannedNotice(kept, language, isUnsaid);
}

async function keepPlan(store: Store, kept: KeptPlan, draft: KeptDraft | undefined): Promise<void> {
  const { id, place, person } = kept;
  await store.records.put(place, { kind: planKind, id, person, data: dataOf(kept), keeps: true });
  if (draft) {
    await keepDraft(store, { ...draft, state: 'planned', plan: id });
    if (draft.plan !== '') await store.records.remove(place, planKind, draft.plan);
  }
  await store.audit.add(place, { person, action: 'schedule.add', details: { id, line: kept.line } });
}

function unreadable(language: Language, problem: WhenProblem, words: string, zone: string): Reply {
  const values = { words: cut(words), zone, examples: examples(zone) };
  const keys = { 'not-understood': 'planNotUnderstood', 'zone-unknown': 'planZoneUnknown', past: 'planPast' } as const;
  return personal(notice(language, 'refusal', keys[problem], values));
}

/** The plans of a channel that are not over, the next one first. */
async function plansOf(store: Store, place: Place): Promise<readonly KeptPlan[]> {
  const entries = await store.records.list(place, planKind, { place: place.place });
  const plans = entries.flatMap((entry) => planOf(place, entry) ?? []);
  return plans.filter(({ next }) => next !== null).sort((a, b) => (a.next ?? 0) - (b.next ?? 0));
}

async function list(
  { retriever }: FeatureParts,
  { incoming, language, essays }: FeatureRequest,
  store: Store,
): Promise<Reply> {
  const place = channelOf(incoming.place);
  const plans = await plansOf(store, place);
  if (plans.length === 0) {
    const zone = (await zoneOf(store, place)) ?? standardZone;
    const values = { examples: `/schedule ${examples(zone).replaceAll(' · ', ' · /schedule ')}` };
    return personal(notice(language, 'plain', 'planNothing', values));
  }
  const items: CardItem[] = [];
  const quoted: Essay[] = [];
  for (const each of plans) {
    const draft = each.draft === '' ? undefined : await findDraft(store, incoming.place, each.draft);
    const essay = draft && retriever.essay(draft.essay);
    const quotes = draft?.state === 'planned' && essay ? quotesOf(draft, essay) : [];
    if (essay && quotes.length > 0) quoted.push(essay);
    items.push({ text: rowOf(each, language, quotes.length > 0), quotes });
  }
  const buttons = plans.slice(0, buttonsShown).map(({ id }): Button => {
    const line = `/schedule remove ${id}`;
    return { label: say('planRemove', language, { id }), line, typed: line };
  });
  const [first, ...rest] = [...new Set(quoted)];
  const [cited, ...more] = items.flatMap(({ quotes }) => quotes);
  // Days and times alone say nothing of an essay.
  if (!first || !cited) {
    const rows = [say('planList', language), ...items.map(({ text }) => text), say('planLastLine', language)];
    return { kind: 'notice', tone: 'plain', language, text: rows.join('\n'), isPersonal: true, buttons };
  }
  return {
    kind: 'card',
    topic: 'schedule',
    language,
    isPersonal: true,
    leadIn: say('planList', language),
    items,
    lastLine: say('planLastLine', language),
    cites: [cited, ...more],
    sources: sourcesOf([first, ...rest], essays),
    buttons,
  } satisfies CardReply;
}

function quotesOf({ anchors: [{ citation }] }: KeptDraft, essay: Essay): readonly Citation[] {
  const verdict = verifyCitation(essay, citation);
  return verdict.status === 'absent' ? [] : verdict.citations.slice(0, 1);
}

async function remove({ incoming, language }: FeatureRequest, store: Store, id: string): Promise<Reply> {
  const entry = await store.records.get(incoming.place, planKind, id);
  const kept = entry && planOf(incoming.place, entry);
  if (!kept || kept.next === null || !isOurs(kept, incoming)) return personal(notice(language, 'refusal', 'planGone'));
  await store.records.remove(incoming.place, planKind, id);
  const draft = kept.draft === '' ? undefined : await findDraft(store, incoming.place, kept.draft);
  if (draft?.state === 'planned') await keepDraft(store, { ...draft, state: 'draft', plan: '' });
  const details = { id, line: kept.line };
  await store.audit.add(kept.place, { person: incoming.person, action: 'schedule.remove', details });
  return personal(notice(language, 'plain', 'planRemoved'));
}

/** The zone of a channel, else of its workspace; undefined where nobody has set one. */
async function zoneOf({ settings }: Store, { platform, tenant, place }: Place): Promise<string | undefined> {
  const scopes = [place, ''].map((each) => settings.read({ platform, tenant, place: each }));
  const names = (await Promise.all(scopes)).map((values) => values[zoneKey]);
  const name = names.find((value) => typeof value === 'string');
  return typeof name === 'string' ? knownZone(name) : undefined;
}

async function setZone(
  { incoming, language }: FeatureRequest,
  store: Store,
  name: string,
  isForAll: boolean,
): Promise<Reply> {
  const zone = knownZone(name);
  if (zone === undefined || !/^(?:[a-z]+\/|utc$|gmt$)/iu.test(name))
    return unreadable(language, 'zone-unknown', name, standardZone);
  const scope = isForAll ? { ...incoming.place, place: '' } : channelOf(incoming.place);
  await store.settings.change(scope, { [zoneKey]: zone });
  await store.audit.add(scope, { person: incoming.person, action: 'settings.zone', details: { to: zone } });
  return personal(notice(language, 'plain', 'planZoneSet', { zone }));
}

/** Told to whoever planned it, in direct messages: `missed s… <time>`. */
async function missed(store: Store, { incoming, words }: FeatureRequest): Promise<Reply | undefined> {
  const [, id = '', at] = /^missed\s+(s[0-9a-f]{6})\s+(\d{1,15})$/u.exec(words.trim()) ?? [];
  const entry = at === undefined ? undefined : await store.records.get(incoming.place, planKind, id);
  const kept = entry && planOf(incoming.place, entry);
  if (!kept) return undefined;
  const draft = kept.draft === '' ? undefined : await findDraft(store, incoming.place, kept.draft);
  return missedNotice(kept, Number(at), draft?.state === 'planned' ? draft.id : undefined);
}

function personal<R extends Reply>(reply: R): R {
  return { ...reply, isPersonal: true };
}

function cut(text: string): string {
  const line = displayLine(text);
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

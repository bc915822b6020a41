/**
 * `/digest [14 days]`: what the class asked, for a teacher alone. In direct messages over the whole class, elsewhere over
 * the channel; `/digest due <channel>` is what a plan of the teacher's carries out in their direct messages.
 */
import { type DigestTurn, makeDigest } from '../../classroom/digest.js';
import { say } from '../../essay/phrases.js';
import { startOfMonth } from '../../store/periods.js';
import type { TurnRecord } from '../../store/store.js';
import { denial } from '../administer.js';
import { notice } from '../notices.js';
import { channelOf, type Person, type Place, type Reply, type Tenant, tenantApart } from '../types.js';
import { dayOf, digestCard, type Looking } from './digest-card.js';
import type { FeatureParts, FeatureRequest } from './feature.js';

const dayMs = 24 * 60 * 60_000;
const usualDays = 7;
const mostDays = 60;
/** As many turns as the store gives at once. */
export const mostTurns = 2_000;

/** What is looked back on. */
interface Scope {
  readonly since: number;
  readonly days: number;
  /** A channel with its threads; absent for the whole class. */
  readonly channel?: string;
}

/** The digest for the teacher who asks; a notice for anybody else, and nothing in a channel for what was put by. */
export async function* digest(parts: FeatureParts, request: FeatureRequest): AsyncIterable<Reply> {
  const { incoming, language } = request;
  const { store } = parts;
  // Put by for anywhere else, it would show a class what its members asked.
  if (incoming.isDue && !incoming.place.place.startsWith('@')) return;
  const denied = await denial(parts, request, 'workspace');
  if (denied) return yield { ...denied, isPersonal: true };
  if (!store) return yield personal(notice(language, 'refusal', 'classNeedsMemory'));
  const scope = scopeOf(request);
  if (!scope) return yield personal(notice(language, 'refusal', 'digestDays', { most: mostDays }));
  const turns = await store.turns.within(incoming.place, scope.since, {
    limit: mostTurns,
    ...(scope.channel === undefined ? {} : { places: [scope.channel] }),
  });
  // What was asked about counts, whichever essay the place has chosen since.
  const [main] = request.essays;
  const others = parts.retriever.essays().filter(({ slug }) => slug !== main.slug);
  const teachers = incoming.isOperator ? [] : [...(await parts.roles.list(incoming.place)), incoming.person];
  const told = makeDigest(askedByClass(turns, incoming.place, teachers), [main, ...others]);
  const isEmpty = told.count === 0 && told.heats.length === 0;
  if (isEmpty) return yield personal(nobodyAsked(request, scope));
  const looking: Looking = {
    ...scope,
    ...(turns.length < mostTurns ? {} : { newest: mostTurns }),
    ...(scope.days > parts.retentionDays ? { keptDays: parts.retentionDays } : {}),
    spent: await store.spending.totals(startOfMonth(Date.now())),
  };
  yield personal(await digestCard(parts.log, request, told, looking));
}

function scopeOf({ incoming, words }: FeatureRequest): Scope | undefined {
  const planned = incoming.isDue ? /^due\s+(\S+)$/u.exec(words.trim())?.[1] : undefined;
  const days = planned === undefined ? daysIn(words) : usualDays;
  if (days === undefined) return undefined;
  const asked = planned === undefined ? channelOf(incoming.place) : { ...incoming.place, place: planned };
  // Planned in direct messages, it is about the whole class, as it is when asked for there.
  const isWhole = isAmongTwo(asked) || (planned === undefined && incoming.isDirect);
  const channel = isWhole ? undefined : asked.place;
  return { since: Date.now() - days * dayMs, days, ...(channel === undefined ? {} : { channel }) };
}

/** `14`, `14 days`, `14 Tage`; nothing is a week. */
function daysIn(words: string): number | undefined {
  if (words.trim() === '') return usualDays;
  const found = /^(\d{1,3})\s*(?:d|days?|дн\p{L}*|день|日間?|tagen?|tage?|días?|dias?|jours?|j)?$/iu.exec(words.trim());
  const days = Number(found?.[1] ?? 0);
  return days >= 1 && days <= mostDays ? days : undefined;
}

/** What the teachers asked themselves says nothing about the class, and would let one of them stand in for a student. */
export function askedByClass(
  turns: readonly (TurnRecord & { readonly place: string })[],
  { platform, tenant }: Tenant,
  teachers: readonly Person[],
): readonly DigestTurn[] {
  return turns
    .filter(({ person }) => !teachers.includes(person))
    .map((turn) => ({ ...turn, isHidden: turn.isPrivate || isAmongTwo({ platform, tenant, place: turn.place }) }));
}

/** Direct messages, which no turn is marked with: `@<person>`, Slack's channels named `D…`, what belongs to no server. */
function isAmongTwo({ platform, tenant, place }: Place): boolean {
  return place.startsWith('@') || tenant === tenantApart || (platform === 'slack' && place.startsWith('D'));
}

function nobodyAsked({ language, essays }: FeatureRequest, { since }: Scope): Reply {
  const example = essays.flatMap(({ questions }) => questions)[0] ?? say('whatIsProposed', language);
  return notice(language, 'plain', 'digestEmpty', { date: dayOf(since, language), example });
}

function personal<R extends Reply>(reply: R): R {
  return { ...reply, isPersonal: true };
}

/**
 * "Back it up": the claims of a message set against the essay, for whoever asked alone; `/backup share <id>` hands the
 * readings on, without the message. Nothing of the message is kept, only which words of the essay were found.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { verifyCitation } from '../../answer/verify.js';
import { type BackedClaim, type Backing, backUp, type Reading } from '../../classroom/backing.js';
import { claimsOf } from '../../essay/claims.js';
import { displayText } from '../../essay/display.js';
import { guessLanguage } from '../../essay/language.js';
import { type PhraseKey, say } from '../../essay/phrases.js';
import type { Citation, Language } from '../../essay/types.js';
import { askerOf } from '../ask.js';
import { sourcesOf } from '../marks.js';
import { notice } from '../notices.js';
import type { Button, CardItem, CardReply, Reply } from '../types.js';
import type { Feature, FeatureParts, FeatureRequest } from './feature.js';
import { citesOf, personal, saidBy, shortened } from './study-card.js';

const kind = 'backing';
/** Characters of a message that are read, as of every message. */
const mostChars = 2_000;
/** Of a claim, before its reading. */
const shownChars = 90;

/** What is kept to be shared. */
const kept = z.object({
  isShared: z.boolean(),
  claims: z.array(
    z.object({
      reading: z.enum(['supports', 'against', 'near', 'silent']),
      citation: z.object({
        essay: z.string(),
        paragraph: z.number(),
        quote: z.string(),
        start: z.number(),
        end: z.number(),
      }),
    }),
  ),
});

export const backup: Feature = async (parts, request) => {
  const { words, incoming, language } = request;
  const step = /^(share|show) ([0-9a-f]{8})$/u.exec(words.trim());
  const [, verb, id] = step ?? [];
  if (verb === 'share' && id !== undefined) return personal(await share(parts, request, id));
  if (verb === 'show' && id !== undefined) return await show(parts, request, id);
  const message = displayText(words.trim() === '' ? (incoming.quoted ?? '') : words).slice(0, mostChars);
  if (message.trim() === '') return personal(notice(language, 'refusal', 'backingWhat'));
  const { claims, left } = claimsOf(message, guessLanguage(message, language));
  if (claims.length === 0) return personal(notice(language, 'plain', 'backingNoClaim'));
  const { signal } = request.options;
  const essays = request.essay ? [request.essay] : request.essays;
  const backing = await backUp(claims, essays, parts.retriever, signal ? { signal } : {});
  const to = { language, asker: askerOf(incoming), signal };
  const written = backing.claims.length === 0 ? undefined : await parts.writer?.readings(backing, to);
  return await firstCard(parts, request, written ? { ...backing, claims: written } : backing, left);
};

async function firstCard(
  parts: FeatureParts,
  request: FeatureRequest,
  { claims, isAcross }: Backing,
  left: number,
): Promise<Reply> {
  const { language } = request;
  const items = claims.map((claim, at) => itemOf(claim, `${at + 1}. ${shownClaim(claim.claim)}`, language));
  const lastLine = [
    say('backingOnlyYou', language),
    isAcross ? say('backingAcross', language) : '',
    left > 0 ? say('backingMore', language, { count: left }) : '',
    claims.some(({ written }) => written !== undefined) ? say('writtenByModel', language) : '',
  ];
  const button = await shareButton(parts, request, claims);
  const card = cardOf(parts, request, 'backingLead', items, lastLine.filter(Boolean).join(' '), button);
  return personal(card ?? notice(language, 'refusal', 'noEssays'));
}

/** Without its full stop: the reading follows. */
function shownClaim(claim: string): string {
  return shortened(claim, shownChars).replace(/[.。!！]+$/u, '');
}

const readingPhrases: Readonly<Record<Reading, PhraseKey>> = {
  supports: 'backingSupports',
  against: 'backingAgainst',
  near: 'backingNear',
  silent: 'backingSilent',
};

function itemOf(
  {
    reading,
    citation,
    speaker,
    written,
  }: Omit<BackedClaim, 'claim' | 'speaker'> & Partial<Pick<BackedClaim, 'speaker'>>,
  claim: string,
  language: Language,
): CardItem {
  // A model's sentence says itself whose view it is.
  const after = written ?? (speaker && saidBy(speaker, language));
  return {
    text: say(readingPhrases[reading], language, { claim }),
    quotes: [citation],
    ...(after === undefined ? {} : { after }),
  };
}

function cardOf(
  { retriever }: FeatureParts,
  { language, essays }: FeatureRequest,
  leadIn: 'backingLead' | 'backingSharedLead',
  items: readonly CardItem[],
  lastLine: string,
  buttons: readonly Button[],
): CardReply | undefined {
  const cited = [...new Set(items.flatMap(({ quotes }) => quotes.map(({ essay }) => essay)))];
  const [main, ...others] = cited.flatMap((slug) => retriever.essay(slug) ?? []);
  const [first] = items.flatMap(({ quotes }) => quotes);
  if (!main || !first) return undefined;
  return {
    kind: 'card',
    topic: 'backing',
    language,
    leadIn: say(leadIn, language),
    items,
    lastLine,
    cites: citesOf(items, first),
    sources: sourcesOf([main, ...others], essays),
    buttons,
  };
}

/** In direct messages there is no class to share with. */
async function shareButton(
  { store }: FeatureParts,
  { incoming, language }: FeatureRequest,
  claims: readonly BackedClaim[],
): Promise<readonly Button[]> {
  if (!store || incoming.isDirect || incoming.isOperator || claims.length === 0) return [];
  const id = randomBytes(4).toString('hex');
  const data = {
    isShared: false,
    claims: claims.map(({ reading, citation: { essay, paragraph, quote, start, end } }) => {
      return { reading, citation: { essay, paragraph, quote, start, end } };
    }),
  };
  await store.records.put(incoming.place, { kind, id, person: incoming.person, data });
  const line = `/backup share ${id}`;
  return [{ label: say('backingShare', language), line, typed: line }];
}

/** Only whoever asked may hand it on, and once. */
async function share({ store, putBy }: FeatureParts, request: FeatureRequest, id: string): Promise<Reply> {
  const { incoming, language } = request;
  const record = await store?.records.get(incoming.place, kind, id);
  if (!store || !record || record.person !== incoming.person || !kept.safeParse(record.data).success)
    return notice(language, 'refusal', 'backingGone');
  const { platform, tenant } = incoming.place;
  const place = { platform, tenant, place: record.place };
  await store.records.update(incoming.place, kind, id, (data) => ({ ...kept.parse(data), isShared: true }));
  await putBy(place, `backing-${id}`, { line: `/backup show ${id}`, language }, incoming.person);
  return notice(language, 'plain', 'backingShared');
}

/** What was shared, in the place it was shared to; an edited essay's quotes are looked up again. */
async function show(parts: FeatureParts, request: FeatureRequest, id: string): Promise<Reply> {
  const { incoming, language } = request;
  const record = await parts.store?.records.get(incoming.place, kind, id);
  const found = kept.safeParse(record?.data);
  if (!incoming.isDue || !found.success || !found.data.isShared)
    return personal(notice(language, 'refusal', 'backingGone'));
  const items = found.data.claims.flatMap(({ reading, citation }, at) => {
    const standing = standingNow(citation, parts);
    const claim = say('backingClaim', language, { n: at + 1 });
    return standing ? [itemOf({ reading, citation: standing }, claim, language)] : [];
  });
  const card = cardOf(parts, request, 'backingSharedLead', items, say('backingReading', language), []);
  return card ?? notice(language, 'refusal', 'backingGone');
}

function standingNow(citation: Citation, { retriever }: Pick<FeatureParts, 'retriever'>): Citation | undefined {
  const essay = retriever.essay(citation.essay);
  const verdict = essay && verifyCitation(essay, citation);
  return verdict === undefined || verdict.status === 'absent' ? undefined : verdict.citations[0];
}

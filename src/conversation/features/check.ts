/**
 * `/check <my answer>`: somebody's own words held against the essay, for the question of the hints they are on or the one
 * they asked last. Seen by them alone; their words are not kept. Where the essay is locked, paragraphs are named instead
 * of quoted.
 */
import { type Checked, checkAnswer } from '../../classroom/check.js';
import { hintAt } from '../../classroom/hints.js';
import { displayLine } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import type { Citation, Essay, Language } from '../../essay/types.js';
import { lockedFor } from '../closed-by-lock.js';
import { markOf, sourcesOf } from '../marks.js';
import { historyOf } from '../memory.js';
import { notice } from '../notices.js';
import type { CardItem, CardReply, NoticeReply, Source } from '../types.js';
import type { Feature, FeatureParts, FeatureRequest } from './feature.js';
import { isQuestion } from './hint.js';
import { checkButton } from './hint-card.js';
import { findLadder, type Ladder, type Lead, leadOf, leadTo, questionOf } from './hint-ladder.js';

/** Sentences of the essay near what was written, beside those that answer: it may contradict them. */
const mostNear = 3;
const sentenceChars = 100;

export const check: Feature = async (parts, request) => {
  const { language } = request;
  const { ladder, own } = await takeLadder(parts, request);
  if (own === '')
    return { ...personal(notice(language, 'refusal', 'checkWhat')), buttons: [checkButton(ladder?.id, language)] };
  const found = await leadFor(parts, request, ladder, own);
  if (!found) return personal(notice(language, 'refusal', 'noEssays'));
  const { lead, question } = found;
  const { essay, expected } = lead.plan;
  const near = await nearOf(parts, request, essay, own);
  const checked = checkAnswer(own, { essay, question, words: expected, near });
  const isLocked = (await lockedFor(parts, request)).has(essay.slug);
  const sources = sourcesOf([essay], request.essays);
  const opening = hintAt(1, lead.plan).quote;
  const items = itemsOf(checked, { language, sources, isLocked });
  const [first, ...rest] = items.flatMap(({ quotes }) => quotes);
  return {
    kind: 'card',
    topic: 'check',
    language,
    isPersonal: true,
    leadIn: say('checkLead', language),
    items,
    lastLine: say('checkLast', language),
    cites: first ? [first, ...rest] : [opening],
    sources,
    buttons: [
      checkButton(ladder?.id, language),
      ...(ladder && ladder.rung < 3
        ? [{ label: say('nextHint', language), line: `/hint next ${ladder.id}`, typed: '/hint next' }]
        : []),
    ],
  } satisfies CardReply;
};

/** The ladder that a button names before the words; without one, the ladder the person is on. */
async function takeLadder(
  { store }: FeatureParts,
  { incoming, words }: FeatureRequest,
): Promise<{ readonly ladder: Ladder | undefined; readonly own: string }> {
  const whole = words.trim();
  const [, id, rest = ''] = /^([0-9a-f]{8})(?:\s+([\s\S]*))?$/iu.exec(whole) ?? [];
  const named = store && id !== undefined ? await findLadder(store, incoming, id.toLowerCase()) : undefined;
  if (named) return { ladder: named, own: rest.trim() };
  return { ladder: store && (await findLadder(store, incoming)), own: whole };
}

/** What is expected of the answer: by the ladder, by the question asked last, or else by what was written itself. */
async function leadFor(
  parts: FeatureParts,
  request: FeatureRequest,
  ladder: Ladder | undefined,
  own: string,
): Promise<{ readonly lead: Lead; readonly question: string } | undefined> {
  const { incoming, recollection, essays } = request;
  const { turns } = recollection;
  const at = turns.findLastIndex(({ person, kind }) => person === incoming.person && isQuestion(kind));
  const last = turns[at];
  const asked = ladder && parts.store ? await questionOf(parts.store, incoming, ladder) : undefined;
  const isPast = last !== undefined && ladder !== undefined && last.question !== asked && last.askedAt > ladder.savedAt;
  if (ladder && asked !== undefined && !isPast) {
    const lead = await leadOf(parts, request, ladder, asked);
    return lead && { lead, question: asked };
  }
  const question = last?.question ?? own;
  const lead = await leadTo(parts, request, question, essays, historyOf(turns.slice(0, Math.max(0, at))));
  // Measured by itself, an answer says nothing that was asked: all of its matter counts.
  return lead && { lead, question: last ? question : '' };
}

/** The sentences of the essay that come nearest to what was written. */
async function nearOf(
  { retriever }: FeatureParts,
  { options: { signal } }: FeatureRequest,
  essay: Essay,
  own: string,
): Promise<readonly Citation[]> {
  const [found] = await retriever.retrieve({ text: own, essays: [essay.slug] }, signal ? { signal } : {});
  return (found?.sentences ?? []).slice(0, mostNear).map(({ paragraph, start, end }) => {
    const quote = essay.paragraphs[paragraph - 1]?.text.slice(start, end) ?? '';
    return { essay: essay.slug, paragraph, quote, start, end };
  });
}

interface Telling {
  readonly language: Language;
  readonly sources: readonly Source[];
  readonly isLocked: boolean;
}

function itemsOf(checked: Checked, { language, sources, isLocked }: Telling): readonly CardItem[] {
  const { there, missing, elsewhere, against, unknown, isComparable } = checked;
  const mark = (citation: Citation): string => markOf(sources, citation);
  const shown = (quotes: readonly Citation[]): readonly Citation[] => (isLocked ? [] : quotes);
  const said = isLocked
    ? there.map((point) =>
        plain(say('checkThereBy', language, { mark: mark(point.quote), words: point.said.join(', ') })),
      )
    : there.length > 0
      ? [{ text: say('checkThere', language), quotes: there.map(({ quote }) => quote) }]
      : [];
  const unsaid = isLocked
    ? [...counted(missing.map(({ quote }) => mark(quote)))].map(([of, count]) =>
        plain(say('checkMissingIn', language, { mark: of, count })),
      )
    : missing.length > 0
      ? [{ text: say('checkMissing', language), quotes: missing.map(({ quote }) => quote) }]
      : [];
  return [
    ...(isComparable ? [] : [{ ...plain(say('checkOtherLanguage', language)), form: 'small' } as const]),
    ...said,
    ...(there.length === 0 ? [plain(say('checkNothing', language))] : []),
    ...unsaid,
    ...(elsewhere.length > 0
      ? [
          {
            text: say('checkElsewhere', language, {
              marks: [...new Set(elsewhere.map(({ quote }) => mark(quote)))].join(', '),
            }),
            quotes: shown(elsewhere.map(({ quote }) => quote)),
          },
        ]
      : []),
    ...against.map(({ sentence, quote }) => ({
      text: say('checkAgainst', language, { sentence: cut(sentence), mark: mark(quote) }),
      quotes: shown([quote]),
    })),
    ...(unknown.length > 0 ? [plain(say('checkUnknown', language, { names: unknown.map(cut).join(', ') }))] : []),
  ];
}

function plain(text: string): CardItem {
  return { text, quotes: [] };
}

function counted(marks: readonly string[]): ReadonlyMap<string, number> {
  return marks.reduce((counts, mark) => counts.set(mark, (counts.get(mark) ?? 0) + 1), new Map<string, number>());
}

function cut(text: string): string {
  const line = displayLine(text);
  return line.length > sentenceChars ? `${line.slice(0, sentenceChars - 1).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

function personal(reply: NoticeReply): NoticeReply {
  return { ...reply, isPersonal: true };
}

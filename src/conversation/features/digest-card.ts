/** The teacher's digest as a card: the strip of paragraphs as a picture and as points, questions, and the whole as a file. */
import type { Digest, EssayHeat, QuestionGroup } from '../../classroom/digest.js';
import { digestCsv } from '../../classroom/digest-csv.js';
import { counted, heatInWords, mostAsked, openingAt } from '../../classroom/digest-words.js';
import { drawHeatStrip } from '../../classroom/heat-strip.js';
import { type PhraseKey, say } from '../../essay/phrases.js';
import type { Citation, Language } from '../../essay/types.js';
import type { SpendingTotals } from '../../store/spending-types.js';
import { sourcesOf } from '../marks.js';
import { cardOf } from '../replies.js';
import type { CardItem, CardReply, Picture } from '../types.js';
import type { FeatureParts, FeatureRequest } from './feature.js';

/** What a digest looks back on. */
export interface Looking {
  /** Milliseconds since 1970. */
  readonly since: number;
  /** A channel with its threads; absent for the whole class. */
  readonly channel?: string;
  /** Set where there were more messages than these. */
  readonly newest?: number;
  /** Set where the time goes further back than anything is kept. */
  readonly keptDays?: number;
  /** What models cost this month. */
  readonly spent: Pick<SpendingTotals, 'micros' | 'requests'>;
}

/** A card is read in a minute; the file has everything public. */
const groupsShown = 8;
const questionsShown = 15;
const paragraphsQuoted = 3;

/** The card of `told`. Where no picture can be drawn, that is logged and the points alone say it. */
export async function digestCard(
  log: FeatureParts['log'],
  { language, essays }: Pick<FeatureRequest, 'language' | 'essays'>,
  told: Digest,
  looking: Looking,
): Promise<CardReply> {
  const [main, ...others] = told.heats;
  const { groups, unanswered, publicQuestions } = told;
  const [first = cardOf(essays[0]).opening, ...rest] = main ? quotesOf(main) : [];
  const inGroups = (key: PhraseKey, some: readonly QuestionGroup[]): readonly CardItem[] =>
    listed(
      key,
      language,
      some.map((group) => groupLine(group, language)),
      groupsShown,
    );
  const picture = main && (await pictureOf(log, main, language));
  const columns = [say('digestColumnParagraph', language), say('digestColumnCount', language)] as const;
  return {
    kind: 'card',
    topic: 'digest',
    language,
    leadIn: say(looking.channel === undefined ? 'digestEverywhere' : 'digestHere', language, {
      date: dayOf(looking.since, language),
      count: told.count,
    }),
    items: [
      ...(main ? heatItems(main, language) : []),
      ...(others.length > 0 ? [plain(say('digestOtherEssays', language, { essays: titlesOf(others) }))] : []),
      ...inGroups('digestSame', groups),
      ...inGroups('digestUnanswered', unanswered),
      ...listed('digestPublic', language, publicQuestions.map(inMarks), questionsShown),
      ...smallPrint(told, looking, language).map((text): CardItem => ({ text, quotes: [], form: 'small' })),
    ],
    cites: [first, ...rest],
    sources: sourcesOf([main?.essay ?? essays[0]], essays),
    lastLine: say('digestLast', language),
    buttons: [],
    files: [
      { fileName: 'pilcrow-digest.csv', text: await digestCsv(told, [...columns, say('digestPublic', language)]) },
    ],
    ...(picture ? { picture } : {}),
  };
}

/** The day of `ms` in UTC, as it is written in `language`. */
export function dayOf(ms: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(ms);
}

/** The first words of the paragraphs most asked about. */
function quotesOf(heat: EssayHeat): readonly Citation[] {
  return mostAsked(heat)
    .slice(0, paragraphsQuoted)
    .map(({ paragraph }) => openingAt(heat.essay, paragraph));
}

function heatItems(heat: EssayHeat, language: Language): readonly CardItem[] {
  const asked = mostAsked(heat);
  const quotes = quotesOf(heat);
  const others = counted(asked.slice(paragraphsQuoted), ' · ');
  return [
    { text: say('digestHeat', language, { title: heat.essay.title }), quotes: [], form: 'heading' },
    ...asked
      .slice(0, paragraphsQuoted)
      .map(
        (paragraph, index): CardItem => ({ text: counted([paragraph], ''), quotes: quotes.slice(index, index + 1) }),
      ),
    ...(others === '' ? [] : [plain(others)]),
  ];
}

async function pictureOf(log: FeatureParts['log'], heat: EssayHeat, language: Language): Promise<Picture | undefined> {
  try {
    const png = await drawHeatStrip(heat.paragraphs.map(({ count }) => count));
    return { png, alt: heatInWords(heat, language), fileName: 'pilcrow-digest.png' };
  } catch (error) {
    log.warn({ err: error }, 'digest: the picture could not be drawn');
    return undefined;
  }
}

/** A heading, at most `most` lines, and how many more there are; nothing for no lines. */
function listed(key: PhraseKey, language: Language, lines: readonly string[], most: number): readonly CardItem[] {
  if (lines.length === 0) return [];
  const more = lines.length - most;
  return [
    { text: say(key, language), quotes: [], form: 'heading' },
    ...lines.slice(0, most).map(plain),
    ...(more > 0 ? [{ text: say('digestMore', language, { count: more }), quotes: [], form: 'small' } as const] : []),
  ];
}

/** `3 × “Who owns the pasture?” (in private by 3 people)` */
function groupLine({ count, wording, words, people }: QuestionGroup, language: Language): string {
  const said =
    wording === undefined ? say('digestWordsInCommon', language, { words: words.join(', ') }) : inMarks(wording);
  const privately = people > 0 ? ` (${say('digestInPrivate', language, { people })})` : '';
  return `${count} × ${said}${privately}`;
}

function smallPrint({ hidden }: Digest, { newest, keptDays, spent }: Looking, language: Language): readonly string[] {
  const money = (spent.micros / 1_000_000).toFixed(2);
  return [
    ...(hidden > 0 ? [say('digestHidden', language, { count: hidden })] : []),
    ...(newest === undefined ? [] : [say('digestNewestOnly', language, { count: newest })]),
    ...(keptDays === undefined ? [] : [say('digestKept', language, { days: keptDays })]),
    ...(spent.requests > 0 ? [say('digestCost', language, { money, requests: spent.requests })] : []),
  ];
}

function titlesOf(heats: readonly EssayHeat[]): string {
  return heats.map(({ essay, total }) => `${essay.title} (${total})`).join(', ');
}

function plain(text: string): CardItem {
  return { text, quotes: [] };
}

function inMarks(question: string): string {
  return `“${question}”`;
}

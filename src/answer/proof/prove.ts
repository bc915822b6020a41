/**
 * A written sentence stands, or the reason why it does not: nothing a model says is shown on its word. Quotes are found
 * letter for letter, then what the sentence says is held against them.
 */
import { parseMarks } from '../../essay/citation.js';
import { guessLanguage } from '../../essay/language.js';
import { sentences as cutSentences } from '../../essay/sentences.js';
import type { AnswerSentence, Citation, Essay, Language } from '../../essay/types.js';
import { languages } from '../../essay/types.js';
import { words } from '../../essay/words.js';
import type { Draft, DraftSupport } from '../draft.js';
import { unmask } from '../masking.js';
import { quoteSpan } from '../quote.js';
import { verifyCitation } from '../verify.js';
import { isClose } from './closeness.js';
import { contradicts } from './contradiction.js';
import type { Grounds } from './grounds.js';
import { type PromptWindows, tidySentence, unsafeReason } from './harmless.js';
import { denialIn, deniesMention } from './mention-denial.js';
import { speakerFault } from './speaker.js';
import { unprovedFacts } from './stated-facts.js';

export interface ProofContext {
  /** The essays the model was given, by the keys it knows them under; the first is meant where none is named. */
  readonly essays: ReadonlyMap<string, Essay>;
  readonly question: string;
  /** The language asked for. */
  readonly language: Language;
  readonly windows: PromptWindows;
  readonly fences: readonly string[];
  /** Cosine of two texts in the essay's language; undefined where no embedder serves it. */
  readonly nearness: (essay: Essay, a: string, b: string) => Promise<number> | undefined;
}

export type Proof =
  | { readonly stands: true; readonly sentence: AnswerSentence; readonly isDenial: boolean }
  | {
      readonly stands: false;
      /** In English, for the request to mend it. */
      readonly reason: string;
    };

/** Longer is no sentence, in characters. */
const mostChars = 480;
/** Citations a sentence may rest on. */
const mostCitations = 3;

/** Whether `draft` stands by the essays of `context`. Never throws for what a model writes. */
export async function prove(draft: Draft, context: ProofContext): Promise<Proof> {
  const { text: tidy, marks } = tidySentence(draft.text);
  const text = unmask(tidy, context.language);
  const essays = [...new Set(context.essays.values())];
  if (!/\p{L}/u.test(text)) return fails('it says nothing');
  const missing = parseMarks(text).find(({ last }) => essays.every(({ paragraphs }) => last > paragraphs.length));
  if (missing) return fails(`there is no paragraph ${missing.last}`);
  if (text.length > mostChars) return fails('it is too long: one short sentence');
  const unsafe = unsafeReason(text, { essays, windows: context.windows, delimiters: context.fences });
  if (unsafe !== undefined) return fails(unsafe);
  const found = citationsOf(draft, marks, text, context);
  if ('reason' in found) return fails(found.reason);
  const [first, ...rest] = found.citations;
  if (!first) return fails('it cites no words of the essay that stand there');
  const grounds = groundsOf([first, ...rest], essays, context.question);
  const claim = claimOf(text, draft.claim, grounds.essays[0], context.language);
  if (claim === undefined) return fails('its claim in the language of the essay is missing or says something else');
  const isDenial = deniesMention(claim, grounds.essays);
  const reason = await claimFault(claim, grounds, isDenial, context);
  if (reason !== undefined) return fails(reason);
  return { stands: true, sentence: { text, isQuotation: false, citations: grounds.citations }, isDenial };
}

function fails(reason: string): Proof {
  return { stands: false, reason };
}

async function claimFault(
  claim: string,
  grounds: Grounds,
  isDenial: boolean,
  { nearness }: ProofContext,
): Promise<string | undefined> {
  const unproved = unprovedFacts(claim, grounds);
  if (unproved.length > 0) return `these do not stand in the paragraphs it cites: ${unproved.join(', ')}`;
  // What an essay does not say is proved by what is absent, not by the words that come nearest.
  if (isDenial) return undefined;
  const said = withoutDenial(claim, grounds);
  if (contradicts(said, grounds)) return 'it says the opposite of the words it cites';
  const speaker = speakerFault(said, grounds);
  if (speaker !== undefined) return speaker;
  const [essay] = grounds.essays;
  const close = await isClose(said, grounds, (a, b) => nearness(essay, a, b));
  return close ? undefined : 'the words it cites speak of something else';
}

/** "It does not say when, only that …": what is left beside the denial. */
function withoutDenial(claim: string, { essays }: Grounds): string {
  const denial = denialIn(claim, essays);
  const rest = denial ? `${claim.slice(0, denial.start)} ${claim.slice(denial.end)}`.trim() : claim;
  return /\p{L}{3}/u.test(rest) ? rest : claim;
}

/**
 * The words that are held against `essay`: `text` itself, or `claim` where it is in another language than the essay;
 * undefined where there is none then, or where it cannot be the same.
 */
export function claimOf(text: string, claim: string, essay: Essay, language: Language): string | undefined {
  const own = essay.language.split('-')[0] ?? 'und';
  const isKnown = (languages as readonly string[]).includes(own);
  const spoken = guessLanguage(text, isKnown ? (own as Language) : language);
  if (spoken === own) return text;
  // An essay in a seventh language: its sentences are taken for one of the six.
  if (!isKnown && claim === '') return text;
  if (claim === '' || !hasSameNumbers(text, claim)) return undefined;
  const ratio = claim.length / text.length;
  return ratio > 0.2 && ratio < 5 ? claim : undefined;
}

function hasSameNumbers(text: string, claim: string): boolean {
  const numbers = (of: string): string => [...new Set(of.match(/\d+/g) ?? [])].sort().join(' ');
  return numbers(text) === numbers(claim);
}

function groundsOf(citations: readonly [Citation, ...Citation[]], essays: readonly Essay[], question: string): Grounds {
  const [first, ...rest] = citations;
  const by = (slug: string): Essay[] => essays.filter((essay) => essay.slug === slug);
  const cited = [...new Set([first, ...rest].flatMap(({ essay }) => by(essay)))];
  const [main, ...others] = cited;
  if (!main) throw new TypeError('A verified citation is of an essay that was given.');
  return { essays: [main, ...others], citations, question };
}

type Citations = { readonly citations: readonly Citation[] } | { readonly reason: string };

/** Every quote found, mended or left out; words quoted inside the sentence must stand as well. */
function citationsOf(draft: Draft, marks: readonly number[], text: string, context: ProofContext): Citations {
  const quotes = inlineQuotes(text);
  const bare = marks.filter((mark) => !draft.support.some(({ paragraph }) => paragraph === mark));
  const support = [
    ...draft.support,
    ...bare.map((paragraph): DraftSupport => ({ essay: '', paragraph, quote: '', translation: '' })),
  ];
  const found: Citation[] = [];
  const [fallback] = context.essays.values();
  for (const quote of quotes) {
    const near = support[0];
    const essay = (near && context.essays.get(near.essay)) ?? fallback;
    const cited = essay && find(essay, near?.paragraph ?? 1, quote, context);
    if (!cited) return { reason: `it puts words in quotation marks that do not stand in the essay: ${quote}` };
    found.push(...cited);
  }
  let absent: string | undefined;
  for (const each of support) {
    const essay = context.essays.get(each.essay) ?? fallback;
    if (!essay) continue;
    if (each.quote.trim() === '') continue;
    const cited = find(essay, each.paragraph, each.quote, context);
    if (cited) found.push(...cited.map((citation) => withTranslation(citation, each, cited.length)));
    else absent = each.quote;
  }
  if (found.length === 0) {
    if (absent !== undefined) return { reason: `this does not stand in the essay: ${absent.slice(0, 200)}` };
    found.push(...supported(draft.claim || text, support, context, fallback));
  }
  return { citations: distinct(found).slice(0, mostCitations) };
}

function find(essay: Essay, paragraph: number, quote: string, context: ProofContext): readonly Citation[] | undefined {
  const stripped = quote.trim().replace(/^["“”«»„'‘’]+|["“”«»„'‘’.,;]+$/gu, '');
  const citation = { essay: essay.slug, paragraph, quote: stripped, start: 0, end: 0 };
  for (const each of new Set([essay, ...context.essays.values()])) {
    const verdict = verifyCitation(each, { ...citation, essay: each.slug });
    if (verdict.status !== 'absent') return verdict.citations.map((found) => shortened(each, found, context));
  }
  return undefined;
}

/** A quotation of half a page is cut as a quoting answer would cut it. */
function shortened(essay: Essay, citation: Citation, { question }: ProofContext): Citation {
  const stems = new Set(words(question, essay.language).flatMap(({ isStop, stem }) => (isStop ? [] : [stem])));
  const isWhole = essay.paragraphs[citation.paragraph - 1]?.text.slice(citation.start, citation.end) === citation.quote;
  return isWhole ? quoteSpan(essay, citation.paragraph, citation, stems) : citation;
}

function withTranslation(citation: Citation, { translation }: DraftSupport, parts: number): Citation {
  const plain = tidySentence(translation).text;
  // One translation belongs to one stretch of words.
  return plain === '' || parts > 1 || plain.length > mostChars ? citation : { ...citation, translation: plain };
}

/** Where only marks were given: the sentence of each marked paragraph that shares most with the claim. */
function supported(
  claim: string,
  support: readonly DraftSupport[],
  { essays }: ProofContext,
  fallback: Essay | undefined,
): Citation[] {
  return support.flatMap(({ essay: key, paragraph }) => {
    const essay = essays.get(key) ?? fallback;
    const text = essay?.paragraphs[paragraph - 1]?.text;
    if (!essay || text === undefined) return [];
    const stems = new Set(words(claim, essay.language).flatMap(({ isStop, stem }) => (isStop ? [] : [stem])));
    const scored = cutSentences(text, essay.language).map((span) => {
      const own = new Set(words(text.slice(span.start, span.end), essay.language).map(({ stem }) => stem));
      return { span, shared: [...stems].filter((stem) => own.has(stem)).length };
    });
    const best = scored.reduce((most, each) => (each.shared > most.shared ? each : most), {
      span: { start: 0, end: 0 },
      shared: 0,
    });
    return best.shared === 0 ? [] : [quoteSpan(essay, paragraph, best.span, stems)];
  });
}

/** Shorter ones are terms under discussion, and may be the asker's. */
const leastInlineChars = 12;

function inlineQuotes(text: string): string[] {
  return [...text.matchAll(/“([^“”]+)”|«([^«»]+)»|„([^„“”]+)[“”]|"([^"]+)"|「([^「」]+)」/gu)]
    .map((match) => match.slice(1).find((group) => group !== undefined) ?? '')
    .filter((quote) => quote.length >= leastInlineChars);
}

function distinct(citations: readonly Citation[]): Citation[] {
  const kept: Citation[] = [];
  for (const citation of citations) {
    const isShown = kept.some(
      ({ essay, paragraph, start, end }) =>
        essay === citation.essay && paragraph === citation.paragraph && start <= citation.start && end >= citation.end,
    );
    if (!isShown) kept.push(citation);
  }
  return kept;
}

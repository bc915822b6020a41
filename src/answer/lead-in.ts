/**
 * The one plain line before an answer and the small one after it: what the sentences are, or why there are none.
 */
import { type PhraseKey, say } from '../essay/phrases.js';
import { shortNames } from '../essay/short-name.js';
import type { AnswerKind, AnswerSentence, Essay, Language, ParagraphRef } from '../essay/types.js';
import { fold } from '../essay/words.js';
import type { EssayShares } from './essay-shares.js';
import { markAmong, marksAmong } from './marks-among.js';
import type { AnsweredPart, Shortfall } from './types.js';

export interface LeadInOptions {
  readonly language: Language;
  readonly leansOnEarlier: boolean;
  /** Where there are several, the first line says which one it is, and marks name theirs. */
  readonly inPlay: readonly Essay[];
  readonly shares: EssayShares;
}

/** The lead-in of an answer made of `parts`; at most two sentences. */
export function leadInOf(
  parts: readonly AnsweredPart[],
  kind: AnswerKind,
  sentences: readonly AnswerSentence[],
  { language, leansOnEarlier, inPlay, shares }: LeadInOptions,
): string {
  const essays = [...new Set(parts.map(({ retrieval }) => retrieval.essay))];
  const [title = '', other] = essays.map((essay) => essay.title);
  const { count, across } = shares;
  if (across !== undefined && parts.every(({ verdict }) => verdict.kind === 'answered')) {
    if (across.asksWhich) return say('foundInEssays', language, { quoted: across.found, count });
    return say('fromEssays', language, { quoted: essays.length, count });
  }
  const own = ownLine(parts, kind, sentences, language, leansOnEarlier, inPlay);
  if (inPlay.length < 2) return own;
  if (kind !== 'not-in-essay' || count < 2) {
    if (other === undefined) return `${say('fromEssay', language, { title })} ${own}`;
    if (across !== undefined) return own;
    if (own === say('inTheAuthorsWords', language)) return say('bothWordForWord', language, { title, other });
    return `${say('fromEssayAnd', language, { title, other })} ${own}`;
  }
  if (shares.isAbsentFromAll) {
    const verdict = parts[0]?.verdict;
    const name = verdict?.kind === 'not-in-essay' ? verdict.name : undefined;
    return name === undefined
      ? say('noEssaySpeaksOfThis', language, { count, title })
      : say('noEssayMentions', language, { count, title, name });
  }
  return `${say('nearestOfEssays', language, { count, title })} ${own}`;
}

function ownLine(
  parts: readonly AnsweredPart[],
  kind: AnswerKind,
  sentences: readonly AnswerSentence[],
  language: Language,
  leansOnEarlier: boolean,
  inPlay: readonly Essay[],
): string {
  const foreign = parts.find(({ verdict }) => verdict.kind === 'other-language');
  if (foreign !== undefined) return otherLanguageLine(foreign, language);
  const absent = parts.find(({ verdict }) => verdict.kind === 'not-in-essay');
  if (absent !== undefined) {
    return kind === 'partly' ? halfLine(absent, language) : absentLine(absent, sentences, language, inPlay);
  }
  if (parts.some(({ verdict }) => verdict.kind === 'unsure')) return say('notInTheseWords', language);
  for (const { retrieval, verdict } of parts) {
    if (verdict.kind !== 'answered' || verdict.otherwise === undefined) continue;
    const ref = { essay: retrieval.essay.slug, paragraph: verdict.otherwise.paragraph };
    return say('saysOtherwise', language, { mark: markAmong(inPlay, ref) });
  }
  if (leansOnEarlier) return say('readTogether', language);
  const reported =
    sentences.length === 1 && asksWhoSays(parts[0]?.text ?? '') && reportsAnother(sentences[0]?.text ?? '');
  const cited = sentences[0]?.citations[0];
  if (reported && cited !== undefined) return say('reportsAnother', language, { mark: markAmong(inPlay, cited) });
  return say('inTheAuthorsWords', language);
}

function halfLine({ text, verdict }: AnsweredPart, language: Language): string {
  const name = verdict.kind === 'not-in-essay' ? verdict.name : undefined;
  if (verdict.kind === 'not-in-essay' && name !== undefined) {
    return say(verdict.reason === 'not-explained' ? 'halfNotExplained' : 'halfNeverMentioned', language, { name });
  }
  return say('halfOfThis', language, { part: text.replace(/[\s?？]+$/u, '') });
}

function absentLine(
  { retrieval, verdict }: AnsweredPart,
  sentences: readonly AnswerSentence[],
  language: Language,
  inPlay: readonly Essay[],
): string {
  if (verdict.kind !== 'not-in-essay') return '';
  const nearest = { essay: retrieval.essay.slug, paragraph: retrieval.paragraphs[0].paragraph };
  switch (verdict.reason) {
    case 'never-mentions':
      return say('neverMentions', language, { name: verdict.name ?? '' });
    case 'not-explained':
      return say('usedNotExplained', language, { name: verdict.name ?? '' });
    case 'no-date':
      return say('doesNotSayWhen', language);
    case 'no-number':
      return say('doesNotSayHowMany', language);
    case 'not-denied':
      return say('doesNotSayWhatIsNot', language, { mark: markAmong(inPlay, sentences[0]?.citations[0] ?? nearest) });
    case 'not-about':
      return say('doesNotSpeakOfThis', language);
  }
}

function otherLanguageLine({ retrieval }: AnsweredPart, language: Language): string {
  const bridged = retrieval.bridged ?? [];
  const name = languageName(retrieval.essay.language, language);
  if (bridged.length === 0) return say('otherLanguageNothing', language, { language: name });
  const matched = bridged
    .slice(0, 5)
    .map(({ from }) => from)
    .join(', ');
  return say('otherLanguage', language, { language: name, matched });
}

function languageName(of: string, language: Language): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(of) ?? of;
}

const whoSays =
  /\b(?:who|whose)\b.*\b(?:sa(?:y|ys|id)|think\p{L}*|thought|argu\p{L}*|claim\p{L}*|opinion|view|believ\p{L}*|states?|wrote|quot\p{L}*)\b|кто (?:говорит|сказал|считает|утверждает|пишет)|чье мнение|\bwer (?:sagt|meint|behauptet)|\bquien (?:dice|opina)|\bqui (?:dit|pense|affirme)/u;
const reports =
  /\baccording to\b|\b(?:says|said|argues?|argued|claims?|claimed|stress(?:es|ed)?|insists?|insisted|writes|wrote|believes?|believed)\b|по словам|по мнению|считает|утверждает|говорит|\blaut\b|\bzufolge\b|\bsegun\b|\bselon\b|によれば|によると/u;

function asksWhoSays(question: string): boolean {
  return whoSays.test(fold(question));
}

function reportsAnother(sentence: string): boolean {
  return reports.test(fold(sentence));
}

/** Why the essay's words stand where a model's were to be, or what of them is missing. */
export function shortfallLine(shortfall: Shortfall, hasWritten: boolean, language: Language): string {
  return say(hasWritten && shortfall === 'unproved' ? 'restQuoted' : shortfallPhrases[shortfall], language);
}

const shortfallPhrases = {
  month: 'budgetMonth',
  day: 'budgetDay',
  channel: 'budgetChannel',
  person: 'budgetPerson',
  unavailable: 'modelUnavailable',
  forbidden: 'notTaken',
  distress: 'notTaken',
  'broke-off': 'brokeOff',
  'some-unproved': 'someLeftOut',
  unproved: 'unproved',
} as const satisfies Record<Shortfall, PhraseKey>;

/** The last line of an answer that a model wrote: that it is translated, and what is missing; often nothing. */
export function writtenLastLine(
  essays: readonly Essay[],
  language: Language,
  shortfall: Shortfall | undefined,
): string {
  const foreign = essays.find((essay) => essay.language.split('-')[0] !== language && essay.language !== 'und');
  return [
    foreign && say('translated', language, { language: languageName(foreign.language, language) }),
    shortfall && shortfallLine(shortfall, true, language),
  ]
    .filter((line) => line !== undefined)
    .join(' ');
}

const maxNoteChars = 300;

/** What stands beside the quotations. */
interface Beside {
  readonly nearest: readonly ParagraphRef[];
  readonly inPlay: readonly Essay[];
  /** Essays that surely do not speak of the matter. */
  readonly silent: readonly Essay[];
}

/** The small last line: where the words are from, notes that hang on them, and what else is near. */
export function lastLineOf(
  parts: readonly AnsweredPart[],
  kind: AnswerKind,
  sentences: readonly AnswerSentence[],
  { nearest, inPlay, silent }: Beside,
  language: Language,
): string {
  const lines = [say('quotedFromTheEssay', language)];
  lines.push(...notesOf(parts, sentences, language, inPlay));
  if (nearest.length > 0) {
    lines.push(say('alsoNear', language, { marks: marksAmong(inPlay, nearest) }));
  }
  lines.push(...silentLine(silent, inPlay, language));
  const foreign = parts.find(({ verdict }) => verdict.kind === 'other-language');
  if (foreign !== undefined && kind !== 'not-in-essay') {
    lines.push(
      say('searchesBetterIn', language, { language: languageName(foreign.retrieval.essay.language, language) }),
    );
  }
  return lines.join(' ');
}

/** At most this many essays are named as silent. */
const mostSilent = 5;

/** Names the essays that surely do not speak of the matter; nothing where there are none. */
export function silentLine(silent: readonly Essay[], inPlay: readonly Essay[], language: Language): string[] {
  if (silent.length === 0) return [];
  const names = shortNames(inPlay);
  const shown = silent.slice(0, mostSilent).map(({ slug, title }) => names.get(slug) ?? title);
  const rest = silent.length - shown.length;
  return [say('notSpokenOfIn', language, { names: [...shown, ...(rest > 0 ? [`+${rest}`] : [])].join(', ') })];
}

function notesOf(
  parts: readonly AnsweredPart[],
  sentences: readonly AnswerSentence[],
  language: Language,
  inPlay: readonly Essay[],
): string[] {
  const found: string[] = [];
  for (const { citations } of sentences) {
    for (const citation of citations) {
      const essay = parts.map(({ retrieval }) => retrieval.essay).find(({ slug }) => slug === citation.essay);
      const paragraph = essay?.paragraphs[citation.paragraph - 1];
      for (const { id, at } of paragraph?.noteMarks ?? []) {
        const note = essay?.notes.find((candidate) => candidate.id === id);
        // A mark right after the quotation belongs to it too.
        if (note === undefined || at <= citation.start || at > citation.end + 2) continue;
        const text = note.text.length > maxNoteChars ? `${note.text.slice(0, maxNoteChars).trimEnd()} …` : note.text;
        found.push(say('noteReads', language, { mark: markAmong(inPlay, citation), note: text }));
      }
    }
  }
  return found;
}

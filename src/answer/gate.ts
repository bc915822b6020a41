/**
 * Does the essay answer this? One score relative to the essay, and rules that can be said aloud. Each rule was checked
 * on questions that the text does answer: a rule that silences them is worse than none (docs/decisions/0003).
 */
import { fold, isSameFamily, words } from '../essay/words.js';
import { asksFor, offers } from '../retrieval/answer-type.js';
import { withoutFrame } from '../retrieval/question-frame.js';
import type { RankedSentence, Retrieval } from '../retrieval/types.js';
import { undefinedTerm } from './definition.js';
import { carriesPremise, deniedStems, deniesAnything, deniesTheCause, isNegatedQuestion } from './polarity.js';
import { neverMentioned } from './vocabulary.js';

/** What the gate says of one question and one essay. */
export type Verdict =
  | { readonly kind: 'unsure' }
  | { readonly kind: 'answered'; readonly otherwise?: RankedSentence; readonly overview?: readonly RankedSentence[] }
  | { readonly kind: 'other-language' }
  | {
      readonly kind: 'not-in-essay';
      readonly reason: 'never-mentions' | 'not-about' | 'no-date' | 'no-number' | 'not-denied' | 'not-explained';
      /** What is missing, as the asker or the essay writes it. */
      readonly name?: string;
      /** The sentence to show, where the rule speaks of one. */
      readonly sentence?: RankedSentence;
    };

/**
 * Below this probability the essay is taken not to speak of the question at all. On the development questions,
 * leave-one-article-out, wrong-essay balanced accuracy is best here, .978, as good up to .3, and no answerable question is
 * lost; over short essays and hurried questions .988 and .3 % lost.
 */
const minAboutness = 0.15;
/** Below this one the words may be near by chance, and the reply says so. */
const sureAboutness = 0.5;
/** The sentences a rule looks at: those an answer would be made of, and a few more. */
const lookedAt = 5;

/** The verdict on `question` (one part of a message) by what was retrieved. */
export function gate(question: string, retrieval: Retrieval): Verdict {
  const { essay, sentences } = retrieval;
  if (retrieval.bridged !== undefined) return { kind: 'other-language' };
  const language = essay.language;
  const [name] = neverMentioned(question, essay, language);
  if (name !== undefined) return { kind: 'not-in-essay', reason: 'never-mentions', name };
  const unexplained = undefinedTerm(question, essay, sentences);
  if (unexplained !== undefined) return { kind: 'not-in-essay', reason: 'not-explained', ...unexplained };
  if (retrieval.aboutness < minAboutness) return { kind: 'not-in-essay', reason: 'not-about' };
  const top = sentences.slice(0, lookedAt);
  if (isNegatedQuestion(question)) {
    const best = top.slice(0, 3);
    if (!best.some((sentence) => deniesAnything(textOf(retrieval, sentence)))) {
      return { kind: 'not-in-essay', reason: 'not-denied', ...(best[0] ? { sentence: best[0] } : {}) };
    }
    return { kind: 'answered' };
  }
  const missing = missingKind(question, retrieval, top);
  if (missing !== undefined) {
    // "When did it become a partner?", where the essay says that it did not.
    const denied = missing === 'no-date' ? denial(question, retrieval) : undefined;
    return denied ? { kind: 'answered', otherwise: denied } : { kind: 'not-in-essay', reason: missing };
  }
  if (retrieval.aboutness < sureAboutness) return { kind: 'unsure' };
  const otherwise = carriesPremise(question) ? denial(question, retrieval) : undefined;
  return otherwise === undefined ? { kind: 'answered' } : { kind: 'answered', otherwise };
}

/** A date or number is asked for, and none stands in the best sentences or in the best paragraph. */
function missingKind(
  question: string,
  retrieval: Retrieval,
  top: readonly RankedSentence[],
): 'no-date' | 'no-number' | undefined {
  const wanted = asksFor(question);
  const { essay } = retrieval;
  const stems = new Set(words(question, essay.language).map((word) => word.stem));
  const gives = (text: string): boolean =>
    wanted !== undefined && offers(text, wanted, question, words(text, essay.language), stems);
  const texts = top.map((sentence) => textOf(retrieval, sentence));
  const paragraph = essay.paragraphs[retrieval.paragraphs[0].paragraph - 1]?.text ?? '';
  if (wanted === 'time') {
    // "What year" wants a year; "when" may be told as "after the war".
    const alsoTold = (text: string): boolean => !asksForDate.test(fold(question)) && relativeTime.test(fold(text));
    return [...texts, paragraph].some((text) => gives(text) || alsoTold(text)) ? undefined : 'no-date';
  }
  if (wanted !== 'number' || !countable.test(fold(question))) return undefined;
  // "How many islands": where the islands are named, a number must stand in the same sentence.
  const counted = countedStem(question, essay.language);
  const naming = texts.filter((text) => words(text, essay.language).some(({ stem }) => stem === counted));
  return (naming.length > 0 ? naming : [...texts, paragraph]).some(gives) ? undefined : 'no-number';
}

const asksForDate =
  /\b(?:what|which) (?:year|date|day|month|century)\b|в каком году|какого числа|in welchem jahr|en que (?:ano|fecha)|en quelle annee|何年/u;
const countable = /\bhow (?:many|much)\b|percent|сколько|wie ?viele?\b|cuant|combien|いくつ|何人/u;

/** The stem of the noun after "how many". */
function countedStem(question: string, language: string): string | undefined {
  const list = words(question, language);
  const at = list.findIndex((word) => /^(?:many|сколько|viele|cuant[oa]s|combien)$/.test(word.form));
  return at < 0 ? undefined : list.slice(at + 1).find((word) => !word.isStop)?.stem;
}

/** Times told without a date: "after the war", "for generations". */
const relativeTime =
  /\b(?:after|before|during|until|since|while|once|when|as soon as|every|each|annual\p{L}*|daily|weekly|monthly|season|spring|summer|autumn|fall|winter|morning|evening|night|noon|dawn|dusk|week|weekend|month|year|years|days?|hours?|minutes?|ago)\b|после|перед|пока|когда|каждый|весн|лет|осен|зим|утр|вечер|недел|месяц|\b(?:nach|vor|wahrend|seit|bis|jahr|tag|monat|woche)|\b(?:despues|antes|durante|desde|hasta|cada)\b|\b(?:apres|avant|pendant|depuis|jusqu)/u;

/** The share of the question's stems that must stand in the sentence, and of those denied, for "says otherwise". */
const minDenialCoverage = 0.5;

/** How far down the ranking a denial is looked for: a denied cause is said in so many words, other denials are not. */
const deniedCauseWithin = 12;
const denialWithin = 3;

/** The sentence that denies what the question takes for granted, if one of `top` plainly does. */
function denial(question: string, retrieval: Retrieval): RankedSentence | undefined {
  const { essay } = retrieval;
  const own = new Set(
    words(withoutFrame(question, essay, essay.language), essay.language)
      .filter((word) => !word.isStop)
      .map((word) => word.stem),
  );
  if (own.size === 0) return undefined;
  const cause = retrieval.sentences
    .slice(0, deniedCauseWithin)
    .find((sentence) => deniesTheCause(question, textOf(retrieval, sentence)));
  if (cause !== undefined) return cause;
  const near = retrieval.sentences.slice(0, deniedCauseWithin).map((sentence) => {
    const list = words(textOf(retrieval, sentence), essay.language);
    const denied = deniedStems(list);
    const among = (set: ReadonlySet<string>): string[] =>
      [...own].filter((stem) => [...set].some((other) => isSameFamily(stem, other)));
    return { sentence, covered: among(new Set(list.map((word) => word.stem))), refused: among(denied) };
  });
  return near.slice(0, denialWithin).find(({ covered, refused }) => {
    const isDenial =
      covered.length / own.size >= minDenialCoverage && refused.length / own.size >= minDenialCoverage / 2;
    // Where the text also says it without a "not", it denies one case and not the premise.
    return (
      isDenial &&
      !near.some((other) => other.refused.length === 0 && refused.every((stem) => other.covered.includes(stem)))
    );
  })?.sentence;
}

function textOf(retrieval: Retrieval, sentence: RankedSentence): string {
  return retrieval.essay.paragraphs[sentence.paragraph - 1]?.text.slice(sentence.start, sentence.end) ?? '';
}

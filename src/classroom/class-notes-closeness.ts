/**
 * Whether a question is about what a class note is about. A note is offered, not asked for: a missed one costs a look
 * at /notes, a wrong one costs trust, so that the rule is strict and needs no figures tuned to questions.
 */
import { vocabularyOf } from '../answer/vocabulary.js';
import { guessLanguage } from '../essay/language.js';
import type { Essay } from '../essay/types.js';
import { isSameFamily, words } from '../essay/words.js';
import { withoutFrame } from '../retrieval/question-frame.js';

/** Words that ask or explain; they tell nothing about what is asked. Stems as Snowball makes them, six languages. */
const askingStems = new Set(
  (
    'what who tell mean meant meaning explain explan stand call defin definit understand know pleas help teacher question answer exact actual ' +
    'знач означа объясн поясн понима расшифровыва вопрос учител преподавател ' +
    'bedeut heiss heisst erklar versteh frag lehr lehrer ' +
    'signif explic entiend entend pregunt profesor expliqu veut dir compr professeur enseign ' +
    '意味 説明 質問 先生 教師'
  ).split(' '),
);

/** Japanese grammar is written in hiragana, and cut from its verbs by no blank. */
const onlyHiragana = /^\p{Script=Hiragana}+$/u;
const verbEnding = /(?<=\p{Script=Han})\p{Script=Hiragana}+$/u;

/** Below this an essay has too few paragraphs for a word to be common in it. */
const fewParagraphs = 6;
/** A word in more than a third of the paragraphs is the essay's subject: every question has it. */
const commonShare = 1 / 3;

const counted = new WeakMap<Essay, ReadonlySet<string>>();

function commonStems(essay: Essay): ReadonlySet<string> {
  let common = counted.get(essay);
  if (common === undefined) {
    const counts = new Map<string, number>();
    for (const { text } of essay.paragraphs)
      for (const stem of new Set(words(text, essay.language).map((word) => word.stem)))
        counts.set(stem, (counts.get(stem) ?? 0) + 1);
    const most = essay.paragraphs.length * commonShare;
    const isCommon = ([, count]: [string, number]): boolean => essay.paragraphs.length >= fewParagraphs && count > most;
    common = new Set([...counts].filter(isCommon).map(([stem]) => stem));
    counted.set(essay, common);
  }
  return common;
}

/** What `question` is about in `essay`, as stems: no word of grammar, of asking, or of the essay's whole subject. */
export function topicOf(question: string, essay: Essay): readonly string[] {
  const language = guessLanguage(question);
  const common = commonStems(essay);
  const told = words(withoutFrame(question, essay, language), language)
    .filter(({ isStop, stem }) => !isStop && !onlyHiragana.test(stem) && !askingStems.has(stem) && !common.has(stem))
    .map(({ stem }) => rootOf(stem));
  return [...new Set(told)];
}

function rootOf(stem: string): string {
  return stem.replace(verbEnding, '');
}

/**
 * The stems a note is found by: those of the question that the essay or the teacher's answer uses too, in their form.
 * So nothing that only the asker said outlives the question.
 */
export function noteTopic(question: string, answer: string, essay: Essay): readonly string[] {
  const language = guessLanguage(answer);
  const kept = [...vocabularyOf(essay).stems, ...words(answer, language).map(({ stem }) => stem)].map(rootOf);
  const found = topicOf(question, essay).flatMap(
    (stem) => kept.find((other) => other === stem) ?? kept.find((other) => isSameFamily(stem, other)) ?? [],
  );
  return [...new Set(found)];
}

/**
 * Whether a question of this topic is about what a note is `about`: more than half of its stems, and at least half of the
 * note's, have one of their family among the other's. With less they share a word and not a subject: one of two words
 * ("the treaty of X", "the treaty of Y") is where other things begin.
 */
export function isSameTopic(topic: readonly string[], about: readonly string[]): boolean {
  const shared = (from: readonly string[], to: readonly string[]): number =>
    from.filter((stem) => to.some((other) => isSameFamily(stem, other))).length;
  return about.length > 0 && shared(topic, about) * 2 > topic.length && shared(about, topic) * 2 >= about.length;
}

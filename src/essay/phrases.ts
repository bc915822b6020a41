/**
 * Everything Pilcrow says in its own words, in the six languages, in one place. Essays' words never stand here.
 * `{name}` is filled by `say`; a phrase without a translation does not compile.
 */
import { acrossPhrases } from './across-phrases.js';
import { answerPhrases } from './answer-phrases.js';
import { checkPhrases } from './check-phrases.js';
import { classNotePhrases } from './class-note-phrases.js';
import { deliveryPhrases } from './delivery-phrases.js';
import { digestPhrases } from './digest-phrases.js';
import { discussionCardPhrases } from './discussion-card-phrases.js';
import { discussionPhrases } from './discussion-phrases.js';
import { featurePhrases } from './feature-phrases.js';
import { glossaryPhrases } from './glossary-phrases.js';
import { hintPhrases } from './hint-phrases.js';
import { labelPhrases } from './label-phrases.js';
import { licencePhrases } from './licence-phrases.js';
import { lockPhrases } from './lock-phrases.js';
import { modelPhrases } from './model-phrases.js';
import { noticePhrases } from './notice-phrases.js';
import { optionPhrases } from './option-phrases.js';
import { pagePhrases } from './page-phrases.js';
import { placePhrases } from './place-phrases.js';
import { privacyPhrases } from './privacy-phrases.js';
import { quizAnswerPhrases } from './quiz-answer-phrases.js';
import { quizPhrases } from './quiz-phrases.js';
import { relayPhrases } from './relay-phrases.js';
import { schedulePhrases } from './schedule-phrases.js';
import { settingPhrases } from './setting-phrases.js';
import { studyPhrases } from './study-phrases.js';
import { summaryPhrases } from './summary-phrases.js';
import { teacherPagePhrases } from './teacher-page-phrases.js';
import type { Language } from './types.js';
import { uploadPhrases } from './upload-phrases.js';
import { uploadRefusalPhrases } from './upload-refusal-phrases.js';
import { windowPhrases } from './window-phrases.js';
import { writtenPhrases } from './written-phrases.js';

const phrases = {
  ...acrossPhrases,
  ...answerPhrases,
  ...checkPhrases,
  ...classNotePhrases,
  ...deliveryPhrases,
  ...digestPhrases,
  ...discussionCardPhrases,
  ...discussionPhrases,
  ...featurePhrases,
  ...hintPhrases,
  ...labelPhrases,
  ...licencePhrases,
  ...lockPhrases,
  ...modelPhrases,
  ...noticePhrases,
  ...optionPhrases,
  ...pagePhrases,
  ...placePhrases,
  ...privacyPhrases,
  ...relayPhrases,
  ...schedulePhrases,
  ...settingPhrases,
  ...glossaryPhrases,
  ...quizAnswerPhrases,
  ...quizPhrases,
  ...studyPhrases,
  ...summaryPhrases,
  ...teacherPagePhrases,
  ...uploadPhrases,
  ...uploadRefusalPhrases,
  ...windowPhrases,
  ...writtenPhrases,
  inTheAuthorsWords: {
    en: "In the author's words:",
    ru: 'Словами автора:',
    ja: '著者の言葉では：',
    de: 'In den Worten des Autors:',
    es: 'En palabras del autor:',
    fr: "Dans les mots de l'auteur :",
  },
} as const satisfies Record<string, Record<Language, string>>;

export type PhraseKey = keyof typeof phrases;

/** The phrase in `language`, with each `{name}` replaced by `values[name]`; an unfilled name is a programming error and throws. */
export function say(
  key: PhraseKey,
  language: Language,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return phrases[key][language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`The phrase ${key} needs a value for {${name}}.`);
    return String(value);
  });
}

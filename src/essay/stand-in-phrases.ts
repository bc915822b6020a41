/** What is said for a person whose name a model was not given. */
import type { Language } from './types.js';

export const standInPhrases = {
  someone: {
    en: 'someone',
    ru: 'некто',
    ja: 'ある人',
    de: 'jemand',
    es: 'alguien',
    fr: "quelqu'un",
  },
} as const satisfies Record<string, Record<Language, string>>;

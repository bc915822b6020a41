/**
 * The asker's language, from few words: script first, then the small words that each language is held together with.
 */
import type { Language } from './types.js';
import { isStopWord, words } from './words.js';

/** Languages of the Latin script that are told apart; ties go to the one before. */
const latin: readonly Language[] = ['en', 'de', 'es', 'fr'];

/** Signs that one language alone uses. */
const ownSigns: Readonly<Partial<Record<Language, RegExp>>> = {
  de: /[äöß]/giu,
  es: /[¿¡ñ]/giu,
  fr: /(?<!\p{L})(?:l|d|qu|j|n|s|c)['’](?=\p{L})|\s[?!](?=\s|$)|[çœ]/giu,
};

/** Small words that the list of their own language lacks and another's has: "will" is German for "wants" as well. */
const lackingWords: Readonly<Partial<Record<Language, ReadonlySet<string>>>> = {
  en: new Set(['will', 'would', 'should']),
};

/** The interface language `text` is most likely in; `otherwise` where nothing tells. */
export function guessLanguage(text: string, otherwise: Language = 'en'): Language {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  if (cyrillic * 2 > letters) return 'ru';
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (han * 2 > letters) return 'ja';
  // Single letters stand in the lists of several languages and tell nothing.
  const forms = words(text, 'und')
    .map((word) => word.form)
    .filter((form) => form.length > 1);
  let best: Language = otherwise;
  let most = 0;
  for (const language of latin) {
    const signs = (text.match(ownSigns[language] ?? /(?!)/g) ?? []).length;
    const hits =
      forms.filter((form) => isStopWord(form, language) || lackingWords[language]?.has(form)).length + 2 * signs;
    if (hits > most || (hits === most && language === otherwise && most > 0)) [best, most] = [language, hits];
  }
  return best;
}

/**
 * The asker's language, from few words: script first, then the small words that only one language has.
 */
import type { Language } from './types.js';
import { fold } from './words.js';

const tells: Readonly<Record<'de' | 'es' | 'fr' | 'en', ReadonlySet<string>>> = {
  en: new Set(
    'the what why who when where how does did is are of and to about which says say please thanks thank hello hi help show list summary summarise summarize essay essays'.split(
      ' ',
    ),
  ),
  de: new Set(
    'der die das und ist was warum wer wann wo wie nicht ein eine zu von mit fur uber den dem welche welcher absatz bitte danke hallo hilfe zeige aufsatz zusammenfassung ich'.split(
      ' ',
    ),
  ),
  es: new Set(
    'el los las y es por que quien cuando donde como una del sobre cual cuales parrafo gracias hola ayuda muestra ensayo resumen segun'.split(
      ' ',
    ),
  ),
  fr: new Set(
    'le les et est pourquoi qui quand ou comment une des du dans sur quel quelle quels paragraphe merci bonjour aide montre essai resume selon pas'.split(
      ' ',
    ),
  ),
};

/** The interface language `text` is most likely in; `otherwise` where nothing tells. */
export function guessLanguage(text: string, otherwise: Language = 'en'): Language {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  if (cyrillic * 2 > letters) return 'ru';
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (han * 2 > letters) return 'ja';
  const words = fold(text).match(/\p{L}+/gu) ?? [];
  let best: Language = otherwise;
  let most = 0;
  for (const [language, set] of Object.entries(tells) as [Language, ReadonlySet<string>][]) {
    const hits = words.filter((word) => set.has(word)).length + (language === 'es' && /[¿¡]/.test(text) ? 2 : 0);
    if (hits > most) [best, most] = [language, hits];
  }
  return best;
}

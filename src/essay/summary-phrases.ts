/**
 * Lead-ins and last lines of summaries; part of the phrases, in a file of its own for length.
 */
import type { Language } from './types.js';

export const summaryPhrases = {
  argumentInItsWords: {
    en: 'The argument in its own words ({words}):',
    ru: 'Ход мысли словами самого текста ({words}):',
    ja: '論旨を本文の言葉で（{words}）：',
    de: 'Der Gedankengang in eigenen Worten des Textes ({words}):',
    es: 'El argumento en sus propias palabras ({words}):',
    fr: "L'argument dans ses propres mots ({words}) :",
  },
  sentenceInItsWords: {
    en: 'In one sentence of its own ({words}):',
    ru: 'Одной фразой самого текста ({words}):',
    ja: '本文の一文で（{words}）：',
    de: 'In einem Satz des Textes selbst ({words}):',
    es: 'En una sola frase del propio texto ({words}):',
    fr: 'En une phrase du texte même ({words}) :',
  },
  rangeInItsWords: {
    en: '{marks} in its own words ({words}):',
    ru: '{marks} словами самого текста ({words}):',
    ja: '{marks} を本文の言葉で（{words}）：',
    de: '{marks} in eigenen Worten des Textes ({words}):',
    es: '{marks} en sus propias palabras ({words}):',
    fr: '{marks} dans ses propres mots ({words}) :',
  },
  oneWord: {
    en: '1 word',
    ru: 'слов: 1',
    ja: '1語',
    de: '1 Wort',
    es: '1 palabra',
    fr: '1 mot',
  },
  manyWords: {
    en: '{count} words',
    ru: 'слов: {count}',
    ja: '{count}語',
    de: '{count} Wörter',
    es: '{count} palabras',
    fr: '{count} mots',
  },
  restsOn: {
    en: 'Rests on {marks}.',
    ru: 'Опирается на {marks}.',
    ja: '根拠：{marks}。',
    de: 'Stützt sich auf {marks}.',
    es: 'Se apoya en {marks}.',
    fr: "S'appuie sur {marks}.",
  },
  leavesOut: {
    en: 'Leaves out {marks}.',
    ru: 'Вне изложения: {marks}.',
    ja: '触れていない段落：{marks}。',
    de: 'Lässt {marks} aus.',
    es: 'Deja fuera {marks}.',
    fr: 'Laisse de côté {marks}.',
  },
  leavesNothingOut: {
    en: 'Leaves no paragraph out.',
    ru: 'Учтены все абзацы.',
    ja: 'すべての段落に触れています。',
    de: 'Lässt keinen Absatz aus.',
    es: 'No deja fuera ningún párrafo.',
    fr: 'Ne laisse de côté aucun paragraphe.',
  },
} as const satisfies Record<string, Record<Language, string>>;

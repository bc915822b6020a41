/** What Pilcrow says beside what a model wrote for the classroom, in the six languages. */
export const writtenPhrases = {
  writtenByModel: {
    en: 'Written by a language model; its quotes are checked against the essay.',
    ru: 'Написано языковой моделью; цитаты сверены с эссе.',
    ja: '言語モデルが書きました。引用は本文と照合済みです。',
    de: 'Von einem Sprachmodell geschrieben; die Zitate sind am Text geprüft.',
    es: 'Escrito por un modelo de lenguaje; las citas se han cotejado con el ensayo.',
    fr: "Rédigé par un modèle de langage ; les citations ont été vérifiées dans l'essai.",
  },
  writtenTaskOne: {
    en: 'Answer with one sentence of the essay that supports you and one that does not.',
    ru: 'Ответьте одним предложением эссе, которое вас поддерживает, и одним, которое нет.',
    ja: 'あなたの考えを支える文と、支えない文を、本文から一つずつ挙げて答えてください。',
    de: 'Antworten Sie mit einem Satz des Textes, der Sie stützt, und einem, der es nicht tut.',
    es: 'Responda con una frase del ensayo que le dé la razón y otra que no.',
    fr: "Répondez avec une phrase de l'essai qui vous donne raison et une qui ne le fait pas.",
  },
  writtenTaskTwo: {
    en: 'Name the words that decide it for you.',
    ru: 'Назовите слова, которые решают это для вас.',
    ja: 'その判断の決め手になる言葉を挙げてください。',
    de: 'Nennen Sie die Worte, die für Sie den Ausschlag geben.',
    es: 'Diga qué palabras lo deciden para usted.',
    fr: 'Citez les mots qui en décident pour vous.',
  },
  quizNotYetOn: {
    en: '{n}. Not yet. Beside {letter}) read:',
    ru: '{n}. Пока нет. К {letter}) прочитайте:',
    ja: '{n}. まだです。{letter}) については、ここを読んでください：',
    de: '{n}. Noch nicht. Lesen Sie zu {letter}):',
    es: '{n}. Todavía no. Sobre {letter}) lea:',
    fr: '{n}. Pas encore. À propos de {letter}), lisez :',
  },
  quizNotYetIt: {
    en: '{n}. Not yet: {letter}) is not it.',
    ru: '{n}. Пока нет: не {letter}).',
    ja: '{n}. まだです。{letter}) ではありません。',
    de: '{n}. Noch nicht: {letter}) ist es nicht.',
    es: '{n}. Todavía no: no es {letter}).',
    fr: '{n}. Pas encore : ce n’est pas {letter}).',
  },
} as const;

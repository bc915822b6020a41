/**
 * What is said of several essays at once; part of the phrases, in a file of its own for length.
 */
import type { Language } from './types.js';

export const acrossPhrases = {
  fromEssayAnd: {
    en: 'From “{title}” and “{other}”.',
    ru: 'Из «{title}» и «{other}».',
    ja: '「{title}」と「{other}」から。',
    de: 'Aus „{title}“ und „{other}“.',
    es: 'De «{title}» y «{other}».',
    fr: 'Tiré de « {title} » et « {other} ».',
  },
  bothWordForWord: {
    en: 'From “{title}” and “{other}”, word for word:',
    ru: 'Дословно, из «{title}» и «{other}»:',
    ja: '「{title}」と「{other}」から、原文のまま：',
    de: 'Wörtlich aus „{title}“ und „{other}“:',
    es: 'De «{title}» y «{other}», palabra por palabra:',
    fr: 'Tiré de « {title} » et « {other} », mot à mot :',
  },
  fromEssays: {
    en: 'From {quoted} of {count} essays, word for word:',
    ru: 'Дословно, эссе: {quoted} из {count}:',
    ja: '{count}編のうち{quoted}編から、原文のまま：',
    de: 'Aus {quoted} von {count} Texten, wörtlich:',
    es: 'De {quoted} de {count} ensayos, palabra por palabra:',
    fr: 'Tiré de {quoted} essais sur {count}, mot à mot :',
  },
  foundInEssays: {
    en: 'Found in {quoted} of {count} essays:',
    ru: 'Об этом говорится в эссе ({quoted} из {count}):',
    ja: '{count}編のうち{quoted}編にあります：',
    de: 'Gefunden in {quoted} von {count} Texten:',
    es: 'Está en {quoted} de {count} ensayos:',
    fr: 'Trouvé dans {quoted} essais sur {count} :',
  },
  notSpokenOfIn: {
    en: 'Not spoken of in: {names}.',
    ru: 'Об этом не говорится: {names}.',
    ja: '触れていないもの：{names}。',
    de: 'Nicht die Rede davon ist in: {names}.',
    es: 'No se habla de ello en: {names}.',
    fr: "Il n'en est pas question dans : {names}.",
  },
  nearestOfEssays: {
    en: 'Of {count} essays, “{title}” comes nearest.',
    ru: 'Из всех эссе ({count}) ближе всего «{title}».',
    ja: '{count}編のうち最も近いのは「{title}」です。',
    de: 'Von {count} Texten kommt „{title}“ am nächsten.',
    es: 'De {count} ensayos, el más cercano es «{title}».',
    fr: 'Sur {count} essais, le plus proche est « {title} ».',
  },
  noEssaySpeaksOfThis: {
    en: 'None of the {count} essays speaks of this. What comes nearest, in “{title}”:',
    ru: 'Ни в одном эссе (всего {count}) об этом не говорится. Ближе всего, в «{title}»:',
    ja: '{count}編のどれもそれについて述べていません。最も近いのは「{title}」の：',
    de: 'Keiner der {count} Texte spricht davon. Am nächsten kommt, in „{title}“:',
    es: 'Ninguno de los {count} ensayos habla de esto. Lo más cercano, en «{title}»:',
    fr: "Aucun des {count} essais n'en parle. Le plus proche, dans « {title} » :",
  },
  noEssayMentions: {
    en: 'None of the {count} essays mentions {name}. What comes nearest, in “{title}”:',
    ru: 'Ни в одном эссе (всего {count}) не упоминается: {name}. Ближе всего, в «{title}»:',
    ja: '{count}編のどれも「{name}」に触れていません。最も近いのは「{title}」の：',
    de: '{name} kommt in keinem der {count} Texte vor. Am nächsten kommt, in „{title}“:',
    es: 'Ninguno de los {count} ensayos menciona {name}. Lo más cercano, en «{title}»:',
    fr: 'Aucun des {count} essais ne mentionne {name}. Le plus proche, dans « {title} » :',
  },
  whatIsSaidOf: {
    en: 'what does the essay say about {matter}?',
    ru: 'что в эссе говорится про: {matter}?',
    ja: 'この文章は{matter}について何と言っていますか？',
    de: 'was sagt der Text über {matter}?',
    es: '¿qué dice el ensayo sobre {matter}?',
    fr: "que dit l'essai sur {matter} ?",
  },
} as const satisfies Record<string, Record<Language, string>>;

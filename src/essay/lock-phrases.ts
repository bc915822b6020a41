/**
 * What is said about hints first and locked answers as things that are set; part of the phrases, in a file of its own for length.
 */
import type { Language } from './types.js';

export const lockPhrases = {
  settingMode: {
    en: 'A question gets',
    ru: 'На вопрос',
    ja: '質問に対して',
    de: 'Auf eine Frage folgen',
    es: 'A una pregunta siguen',
    fr: 'Une question reçoit',
  },
  valueAnswers: {
    en: 'the answer',
    ru: 'сразу ответ',
    ja: '答えを示す',
    de: 'Antworten',
    es: 'respuestas',
    fr: 'la réponse',
  },
  valueHints: {
    en: 'hints first',
    ru: 'сначала подсказки',
    ja: 'まずヒント',
    de: 'zuerst Hinweise',
    es: 'primero pistas',
    fr: "d'abord des indices",
  },
  settingLock: {
    en: 'Answers for students',
    ru: 'Ответы для учащихся',
    ja: '生徒への答え',
    de: 'Antworten für Lernende',
    es: 'Respuestas para estudiantes',
    fr: 'Réponses pour les élèves',
  },
  valueUnlocked: { en: 'open', ru: 'открыты', ja: '公開', de: 'offen', es: 'abiertas', fr: 'ouvertes' },
  valueLocked: {
    en: 'locked: hints only',
    ru: 'закрыты: только подсказки',
    ja: 'ロック：ヒントのみ',
    de: 'gesperrt: nur Hinweise',
    es: 'cerradas: solo pistas',
    fr: 'verrouillées : indices seulement',
  },
  stillLocked: {
    en: 'Still locked for this class, by another place or a running quiz: {essays}.',
    ru: 'В этой группе всё ещё закрыто другим местом или идущим тестом: {essays}.',
    ja: '別の場所か実施中の小テストにより、このクラスではまだロックされています：{essays}。',
    de: 'Für diese Klasse weiter gesperrt, durch einen anderen Ort oder ein laufendes Quiz: {essays}.',
    es: 'Sigue cerrado para esta clase, por otro lugar o un cuestionario en curso: {essays}.',
    fr: 'Toujours verrouillé pour cette classe, par un autre lieu ou un quiz en cours : {essays}.',
  },
  closedWhileLocked: {
    en: 'The answers about “{title}” are locked in this class, so this is closed for now. Ask a question and you get hints; /paragraph shows the text.',
    ru: 'Ответы о тексте «{title}» в этой группе закрыты, поэтому это сейчас недоступно. Задайте вопрос — будут подсказки; /paragraph покажет текст.',
    ja: '「{title}」の答えはこのクラスではロックされているため、今は使えません。質問すればヒントが出ます。本文は /paragraph で読めます。',
    de: 'Die Antworten zu „{title}“ sind in dieser Klasse gesperrt, daher geht das gerade nicht. Auf eine Frage gibt es Hinweise; /paragraph zeigt den Text.',
    es: 'Las respuestas sobre «{title}» están cerradas en esta clase, así que esto no está disponible. Pregunte y tendrá pistas; /paragraph muestra el texto.',
    fr: 'Les réponses sur « {title} » sont verrouillées dans cette classe : ceci est fermé pour le moment. Posez une question pour avoir des indices ; /paragraph montre le texte.',
  },
} as const satisfies Record<string, Record<Language, string>>;

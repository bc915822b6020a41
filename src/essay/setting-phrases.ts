/** What is said about answers nobody asked for by name, quiet hours and time zones. */
import type { Language } from './types.js';

export const settingPhrases = {
  settingAutoAnswer: {
    en: 'Questions about the essay without a mention',
    ru: 'Вопросы об эссе без упоминания',
    ja: 'メンションなしのエッセイの質問',
    de: 'Fragen zum Text ohne Erwähnung',
    es: 'Preguntas sobre el texto sin mención',
    fr: 'Questions sur le texte sans mention',
  },
  settingQuietHours: {
    en: 'Quiet hours',
    ru: 'Тихие часы',
    ja: '静かな時間',
    de: 'Ruhezeit',
    es: 'Horas de silencio',
    fr: 'Heures calmes',
  },
  valueNoQuiet: { en: 'none', ru: 'нет', ja: 'なし', de: 'keine', es: 'ninguna', fr: 'aucune' },
  settingZone: {
    en: 'Time zone',
    ru: 'Часовой пояс',
    ja: 'タイムゾーン',
    de: 'Zeitzone',
    es: 'Zona horaria',
    fr: 'Fuseau horaire',
  },
  quietHoursUnknown: {
    en: 'I cannot read “{words}” as quiet hours. Write when they begin and end: 22:00-07:00 Europe/Berlin, 22-7 or 10pm-7am; “off” ends them.',
    ru: 'Не могу прочесть «{words}» как тихие часы. Напишите начало и конец: 22:00-07:00 Europe/Moscow, 22-7 или 10pm-7am; «off» их отменит.',
    ja: '「{words}」は静かな時間として読めません。始まりと終わりを書いてください：22:00-07:00 Asia/Tokyo、22-7、10pm-7am。「off」で解除します。',
    de: '„{words}“ lese ich nicht als Ruhezeit. Schreiben Sie Anfang und Ende: 22:00-07:00 Europe/Berlin, 22-7 oder 10pm-7am; „off“ beendet sie.',
    es: 'No puedo leer «{words}» como horas de silencio. Escriba inicio y fin: 22:00-07:00 Europe/Madrid, 22-7 o 10pm-7am; «off» las quita.',
    fr: 'Je ne lis pas « {words} » comme des heures calmes. Écrivez le début et la fin : 22:00-07:00 Europe/Paris, 22-7 ou 10pm-7am ; « off » les supprime.',
  },
  quietHoursInUtc: {
    en: 'By the clock of UTC. Your own: /settings zone Europe/Berlin.',
    ru: 'По времени UTC. Ваше: /settings zone Europe/Moscow.',
    ja: 'UTC の時刻です。変更するには：/settings zone Asia/Tokyo。',
    de: 'Nach der Uhr von UTC. Ihre eigene: /settings zone Europe/Berlin.',
    es: 'Según la hora UTC. La suya: /settings zone Europe/Madrid.',
    fr: "À l'heure UTC. La vôtre : /settings zone Europe/Paris.",
  },
} as const satisfies Record<string, Record<Language, string>>;

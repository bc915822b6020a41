/**
 * The words in which people say when: days, repetition, what carries nothing. Of six languages, as patterns over folded
 * text (lower case, accents of Latin letters gone).
 */

/** Whole words of scripts with blanks, and of Japanese, which has none. */
function pattern(spaced: string, unspaced: string): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${spaced})\.?(?![\p{L}\p{N}])|${unspaced}`, 'gu');
}

/** By day, 0 for Sunday. */
export const dayWords: readonly RegExp[] = [
  pattern('sundays?|sun|вс|воскресень\\p{L}+|sonntags?|so|domingos?|dom|dimanches?|dim', '日曜日?'),
  pattern('mondays?|mon|пн|понедельник\\p{L}*|montags?|mo|lunes|lundis?|lun', '月曜日?'),
  pattern('tuesdays?|tues?|вт|вторник\\p{L}*|dienstags?|di|martes|mardis?|mar', '火曜日?'),
  pattern('wednesdays?|wed|ср|сред(?:а|у|ы|ам)|mittwochs?|mi|miercoles|mie|mercredis?|mer', '水曜日?'),
  pattern('thursdays?|thur?s?|чт|четверг\\p{L}*|donnerstags?|do|jueves|jue|jeudis?|jeu', '木曜日?'),
  pattern('fridays?|fri|пт|пятниц\\p{L}+|freitags?|fr|viernes|vie|vendredis?|ven', '金曜日?'),
  pattern('saturdays?|sat|сб|суббот\\p{L}+|samstags?|sonnabends?|sa|sabados?|sab|samedis?|sam', '土曜日?'),
];

export const everyDay = pattern(
  'daily|(?:every|each) day|ежедневно|кажд(?:ый|ого) д(?:ень|ня)|taglich|jeden tag|diario|diariamente|todos los dias|cada dia|chaque jour|tous les jours|quotidien(?:nement)?',
  '毎日',
);

export const workingDays = pattern(
  '(?:every |on )?weekdays?|(?:по )?будн(?:ям|и|ях)|werktags|entre semana|en semaine',
  '平日',
);

/** Says that it is for every week. */
export const everyWeek = pattern(
  'every week|every|each|weekly|по|кажд\\p{L}+(?: недел\\p{L}+)?|еженедельно|jede[rns]?(?: woche)?|wochentlich|cada(?: semana)?|todos los|todas las|semanal(?:mente)?|los|chaque(?: semaine)?|tous les|toutes les|hebdomadaire(?:ment)?|les',
  '毎週',
);

/** A day's plural says it too: "mondays", "montags", "по понедельникам". */
export const pluralDay =
  /(?<![\p{L}])(?:(?:sun|mon|tues|wednes|thurs|fri|satur)days|(?:sonn|mon|diens|donners|frei|sams)tags|mittwochs|(?:dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi|domingo|sabado)s|\p{Script=Cyrillic}+ам)(?![\p{L}])/u;

export const todayWords = pattern("today|сегодня|heute|hoy|aujourd'hui", '今日|本日');
export const tomorrowWords = pattern('tomorrow|tmrw|завтра|morgen|manana|demain', '明日');
export const untilWords = "(?:until|till?|through|до|bis(?: zum)?|hasta(?: el)?|jusqu'au|jusqu'a)";

/** Carry nothing between the rest. */
export const fillers = pattern(
  "at|on|next|this|the|and|o'clock|в|во|и|час(?:ов|а)?|um|am|an|und|uhr|den|dem|a|las?|el|y|de|del|le|et|heures?|time",
  '[にのと]|から',
);

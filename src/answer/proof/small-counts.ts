/** Counting words that need no number in the text: "two" of what is named twice over, "three" before three things. */

/** Words that speak of two without a number. */
const pairs: Readonly<Record<string, RegExp>> = {
  en: /(?<!\p{L})(?:both|pair|couple|twice|either|neither|bilateral|mutual(?:ly)?|each other|another|between|second)(?!\p{L})/iu,
  ru: /(?<!\p{L})(?:об[аеои]\p{L}{0,3}|пар[аыуе]|дважды|двусторонн\p{L}+|взаимн\p{L}+|между|друг друга|ещё|другой)(?!\p{L})/iu,
  de: /(?<!\p{L})(?:beid\p{L}*|paar|zweimal|bilateral\p{L}*|gegenseitig\p{L}*|zwischen|einander|weitere\p{L}?)(?!\p{L})/iu,
  es: /(?<!\p{L})(?:amb[oa]s|par|pareja|dos veces|bilateral\p{L}*|mutu\p{L}+|entre|otr[oa])(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:couple|paire|bilatéra\p{L}+|mutuel\p{L}*|entre|l['’]une? [^.]{0,20}l['’]autre|autre)(?!\p{L})/iu,
  ja: /両|双方|二国間|互い|の間/u,
};

/** What is measured is counted in the text or not at all. */
const measure =
  /^[\s-]*(?:(?:last|past|first|next|последн\p{L}+|letzten|últim\p{L}+|dernièr?e?s)\s+)?(?:decades?|centur|years?|months?|weeks?|days?|hours?|minutes?|generation|times|percent|per cent|%|hundred|thousand|million|billion|metres?|meters?|kilomet|km|miles?|tons?|tonnes|degrees|десяти|век|год|лет|месяц|недел|дн|час|минут|поколен|раз|процент|тысяч|миллион|метр|километр|jahr|monat|woche|tag|stund|minute|generation|prozent|million|meter|kilometer|mal|década|siglo|año|mes|semana|día|hora|minuto|generaci|veces|por ciento|mil|metros|décennie|siècle|ans|année|mois|semaine|jour|heure|minute|génération|fois|pour cent|mille|mètre|kilomètre|年|月|日|世紀|世代|時間|分|週|回|倍|割|％|メートル|キロ)/iu;

/**
 * Whether "two", ending at `end` of `claim`, only counts what is spoken of as two: the grounds say "both" or "between", or
 * the claim itself names two. Never where it measures ("two decades").
 */
export function isPairNamed(
  claim: string,
  end: number,
  texts: readonly string[],
  nameCount: number,
  language: string,
): boolean {
  if (measure.test(claim.slice(end))) return false;
  const pattern = pairs[language.split('-')[0] ?? 'und'];
  return nameCount >= 2 || (pattern !== undefined && texts.some((text) => pattern.test(text)));
}

/** Things listed in one sentence are counted up to here. */
const mostListed = 6;

/** Whether `value`, ending at `end` of `claim`, counts the list after the colon: "three reasons: a, b and c". */
export function isListed(claim: string, end: number, value: number): boolean {
  if (value > mostListed) return false;
  const list = /^[^:.]{0,60}[:：](.+)$/su.exec(claim.slice(end))?.[1];
  if (list === undefined) return false;
  const items = list.split(/\s*(?:[,;、，]\s*(?:and|or|и|und|y|et)?|\s(?:and|or|и|или|und|oder|y|o|e|et|ou)\s|と)\s*/u);
  return items.filter((item) => /\p{L}{2}/u.test(item)).length === value;
}

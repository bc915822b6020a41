/**
 * Governments are called by their country, its people or its capital: "Moscow" and "Russia's leaders" are one voice.
 */
const governments: readonly RegExp[] = [
  /^(?:russia\w*|moscow|kremlin|росси\p{L}*|росси[ий]ск\p{L}+|москв\p{L}*|кремл\p{L}*|russland\w*|russisch\w*|moskau\w*|rusia|rus[oa]s?|moscu|russie|russes?|moscou|ロシア|モスクワ)$/u,
  /^(?:japan\w*|tokyo|япони\p{L}*|японск\p{L}+|токио|japon\w*|tokio|日本|東京)$/u,
  /^(?:us|usa|united|america\w*|washington|сша|америк\p{L}*|вашингтон\p{L}*|amerika\w*|eeuu|estados|etats-unis|アメリカ|米国)$/u,
  /^(?:china|chinese|beijing|кита[йяеюи]\p{L}*|пекин\p{L}*|chines\w*|peking|pekin|chine|chinois\w*|中国|北京)$/u,
  /^(?:ukrain\w*|kyiv|kiev|украин\p{L}*|киев\p{L}*)$/u,
  /^(?:german\w*|berlin|герман\p{L}*|берлин\p{L}*|deutsch\w*|aleman\w*|allemagne|allemand\w*|ドイツ)$/u,
  /^(?:france|french|paris|франци\p{L}*|париж\p{L}*|frankreich\w*|francia|frances\w*|francais\w*|フランス)$/u,
  /^(?:britain|british|uk|london|англи\p{L}*|британ\p{L}*|лондон\p{L}*|grossbritannien|londres|イギリス|英国)$/u,
  /^(?:india\w*|delhi|инди[яию]|дели|inde|インド)$/u,
  /^(?:eu|brussels|евросоюз\p{L}*|брюссел\p{L}*|brussel|bruselas|bruxelles)$/u,
];

/** Which government the folded form names, as a number; -1 for none. */
export function governmentOf(form: string): number {
  return governments.findIndex((each) => each.test(form));
}

/** Whether two folded names are one person, or one government; inflected endings may differ. */
export function isSameName(a: string, b: string): boolean {
  if (a === b) return true;
  const government = governmentOf(a);
  if (government >= 0) return government === governmentOf(b);
  const shorter = Math.min(a.length, b.length);
  let same = 0;
  while (same < shorter && a[same] === b[same]) same++;
  return same >= 4 && same >= shorter - 2 && Math.abs(a.length - b.length) <= 3;
}

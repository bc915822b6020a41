/**
 * Words that make a sentence a demand or a judgement, by language, over folded text with blanks at both ends.
 */
const demands: Readonly<Record<string, RegExp>> = {
  en: / (?:should|ought to|must(?! have \p{L}+(?:ed|en))|had better|makes? (?:more|most|no) sense|(?:would|will) (?:probably )?(?:be (?:better|best|wiser)|make (?:more|most) sense)) /u,
  ru: / (?:следует|должн[аоы]|должен|необходимо|разумнее|лучше бы) /u,
  de: / (?:sollten?|solltest|musste[nt]?|es ware besser|es gilt) /u,
  es: / (?:deberian?|habria que|deben?|hay que|conviene|convendria) /u,
  fr: / (?:devrai(?:t|ent)|il faut|il faudrait|mieux vaudrait) /u,
  ja: /べき|なければならない|ほうがよい|方がよい|方が良い/u,
};

/** They demand where the essay demands, and tell facts elsewhere: "the skater needs to be heavy". */
const needs: Readonly<Record<string, RegExp>> = {
  en: /(?<! not| nor| never)(?<!n't) (?:needs? to|has to|have to) /u,
  ru: /(?<! не) (?:нужно|надо|нужны?|нужна|приходится|требуется) /u,
  de: / (?:muss|mussen|braucht|brauchen) /u,
  es: / (?:tienen? que|necesitan?) /u,
  fr: / (?:doit|doivent|besoin) /u,
  ja: /必要がある|必要だ/u,
};

const own: Readonly<Record<string, RegExp>> = {
  en: / (?:(?:i|we) (?:would|should|propose|suggest|believe|think|recommend)) /u,
  ru: / (?:предлагаю|считаю|полагаю|думаю|убежден) /u,
  de: / (?:ich|wir) /u,
  es: / (?:propongo|creo|pienso|considero) /u,
  fr: / (?:je (?:propose|crois|pense|considere)) /u,
  ja: /(?:私|筆者)は/u,
};

const judgements: Readonly<Record<string, RegExp>> = {
  en: / (?:crucial|foolish|absurd|ridiculous|shameful|disgraceful|regrettable|deplorable|admirable|brilliant|unwise|naive|pointless|stupid|silly|outrageous) /u,
  ru: / (?:глуп\p{L}*|нелеп\p{L}*|абсурдн\p{L}*|позорн\p{L}*|стыдн\p{L}*|разумн\p{L}*|наивн\p{L}*|бессмысленн\p{L}*) /u,
  de: / (?:toricht\w*|absurd\w*|unsinnig\w*|naiv\w*|dumm\w*|lacherlich\w*) /u,
  es: / (?:absurd\w+|ridicul\w+|insensat\w+|necio\w*|ingenu\w+|vergonzos\w+) /u,
  fr: / (?:absurde\w*|ridicule\w*|insense\w*|naif\w*|naive\w*|honteu\w+) /u,
  ja: /愚か|ばかげ|馬鹿げ|不条理|恥ずべき/u,
};

/** What of an opinion `text` shows; `padded` is folded, its words parted by single blanks, with one at both ends. */
export function opinionIn(
  padded: string,
  language: string,
): { readonly demands: boolean; readonly needs: boolean; readonly judges: boolean; readonly isOwn: boolean } {
  const has = (table: Readonly<Record<string, RegExp>>): boolean => table[language]?.test(padded) ?? false;
  return { demands: has(demands), needs: has(needs), judges: has(judgements), isOwn: has(own) };
}

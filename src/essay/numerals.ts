/**
 * Numbers as people write them in front of "paragraph", one to twenty, in the six languages: digits, words, ordinals.
 * Only what a paragraph mark needs; this is no general number reader.
 */

const cardinals: readonly (readonly string[])[] = [
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  ),
  'eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig'.split(
    ' ',
  ),
  'uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte'.split(
    ' ',
  ),
  'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt'.split(
    ' ',
  ),
  'один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать'.split(
    ' ',
  ),
  '一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十'.split(' '),
];

/** Stems of ordinals; the endings of gender and case follow in `ordinalEndings`. */
const ordinalStems: readonly { readonly endings: string; readonly stems: readonly string[] }[] = [
  {
    endings: '',
    stems:
      'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
        ' ',
      ),
  },
  {
    endings: '(?:e|en|er|es)',
    stems:
      'erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt vierzehnt fünfzehnt sechzehnt siebzehnt achtzehnt neunzehnt zwanzigst'.split(
        ' ',
      ),
  },
  {
    endings: '(?:o|a)?',
    stems: 'primer segund tercer cuart quint sext séptim octav noven décim undécim duodécim'.split(' '),
  },
  {
    endings: '',
    stems:
      'premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième vingtième'.split(
        ' ',
      ),
  },
  {
    endings: '(?:ый|ой|ий|ом|ем|ого|его|ому|ему|ым|им|ые|ых)',
    stems:
      'перв втор треть четв[её]рт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат'.split(
        ' ',
      ),
  },
];

const lastWords =
  'last|final|letzten?|letzter|letztes|último|ultima|última|dernier|dernière|последн(?:ий|ем|его|ему)|最後';

const byLength = (words: readonly string[]): string => [...words].sort((a, b) => b.length - a.length).join('|');

/** A cardinal in digits or in words, as a regular-expression source without groups. */
export const cardinalPattern = `\\d{1,5}|${byLength(cardinals.flat())}`;

/** An ordinal in digits with an ending, in words, or "last". */
export const ordinalPattern = [
  String.raw`\d{1,5}(?:st|nd|rd|th|[-‑]?(?:й|ый|ой|ий|м|ом|ем|го|ого|му)|\.|[ºª°]|e|er|ème)`,
  ...ordinalStems.map(({ endings, stems }) => `(?:${byLength(stems)})${endings}`),
  lastWords,
].join('|');

/** The number that `text` names; -1 for "last", undefined when it names none. */
export function parseNumeral(text: string): number | undefined {
  const word = text.trim().toLowerCase();
  const digits = /^\d{1,5}/.exec(word);
  if (digits) return Number(digits[0]) || undefined;
  if (new RegExp(`^(?:${lastWords})$`, 'u').test(word)) return -1;
  for (const list of cardinals) {
    const index = list.indexOf(word);
    if (index >= 0) return index + 1;
  }
  for (const { endings, stems } of ordinalStems) {
    const index = stems.findIndex((stem) => new RegExp(`^${stem}${endings}$`, 'u').test(word));
    if (index >= 0) return index + 1;
  }
  return undefined;
}

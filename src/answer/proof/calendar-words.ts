/** Months and decades as the six languages write them, where they stand in a text. Days of the week are no facts here. */

interface Found {
  readonly start: number;
  readonly end: number;
}

/** A month named in a text, 1 to 12. */
export interface NamedMonth extends Found {
  readonly month: number;
}

/** A decade named in a text by its first year, two or four digits: 90 or 1990. */
export interface NamedDecade extends Found {
  readonly year: number;
}

const monthSources: Readonly<Record<string, readonly string[]>> = {
  en: 'January|Jan February|Feb March April|Apr May June|Jun July|Jul August|Aug September|Sept|Sep October|Oct November|Nov December|Dec'.split(
    ' ',
  ),
  de: 'Januar|Jänner Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre'.split(' '),
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  ru: 'январ[ьяюе]м?|январём феврал[ьяюе]м?|февралём март(?:а|у|е|ом)? апрел[ьяюе]м? ма(?:й|я|ю|е|ем) июн[ьяюе]м? июл[ьяюе]м? август(?:а|у|е|ом)? сентябр[ьяюе]м?|сентябрём октябр[ьяюе]м?|октябрём ноябр[ьяюе]м?|ноябрём декабр[ьяюе]м?|декабрём'.split(
    ' ',
  ),
};

const monthPatterns = new Map<string, RegExp>();

function monthPattern(language: string): RegExp | undefined {
  const names = monthSources[language];
  if (names === undefined) return undefined;
  let pattern = monthPatterns.get(language);
  if (pattern === undefined) {
    const groups = names.map((source, at) => `(?<m${at + 1}>${source})`).join('|');
    // "may" and "march" are words; in German and English a month has its capital.
    pattern = new RegExp(`(?<!\\p{L})(?:${groups})(?!\\p{L})`, language === 'en' || language === 'de' ? 'gu' : 'giu');
    monthPatterns.set(language, pattern);
  }
  return pattern;
}

/** Words that are months only beside a number or after a preposition of time. */
const ambiguous: Readonly<Record<string, RegExp>> = {
  en: /^(?:May|March)$/u,
  fr: /^mars$/iu,
  ru: /^(?:Марта|Март|Мае|Мая)$/u,
};
const timeBefore =
  /(?:\d(?:st|nd|rd|th|er|\.)?|(?<!\p{L})(?:in|of|since|until|till|by|from|to|every|each|last|next|early|late|mid|this|that|through|en|de|mi|fin|début|depuis|jusqu'en|в|с|до|к|от|по))[\s-]+$/iu;
const yearAfter = /^,?\s+(?:of\s+)?\d/u;

/** The months named in `text`, in order; numbers of months ("4月", "2015-04-01") are not named. */
export function namedMonths(text: string, language: string): NamedMonth[] {
  const pattern = monthPattern(language);
  if (pattern === undefined) return [];
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [start, end] = [match.index, match.index + match[0].length];
    const isMonth =
      !ambiguous[language]?.test(match[0]) || timeBefore.test(text.slice(0, start)) || yearAfter.test(text.slice(end));
    const group = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined)?.[0];
    return isMonth && group !== undefined ? [{ start, end, month: Number(group.slice(1)) }] : [];
  });
}

/** Decades in digits: 1990s, '90s, 1990-е, 1990er, années 1990, años 90, 1990年代. */
const digitDecades = new RegExp(
  [
    String.raw`(?<!\d)['’]?(?<a>(?:1\d|20)?\d0)['’]?s(?!\p{L})`,
    String.raw`(?<!\d)(?<b>(?:1\d|20)?\d0)[-‐‑–]?(?:е|х|ых|ые)(?!\p{L})`,
    String.raw`(?<!\d)(?<c>(?:1\d|20)?\d0)er[nJ]?(?!\p{Ll})`,
    String.raw`(?<!\p{L})(?:années|ann[ée]e|años|d[ée]cada de(?: los)?|décennie)\s+(?<d>(?:1\d|20)?\d0)(?!\d)`,
    String.raw`(?<!\d)(?<e>(?:1\d|20)?\d0)年代`,
  ].join('|'),
  'giu',
);

const tenNames: Readonly<Record<string, string>> = {
  en: 'twenties thirties forties fifties sixties seventies eighties nineties',
  de: 'zwanziger dreißiger vierziger fünfziger sechziger siebziger achtziger neunziger',
  ru: 'двадцат тридцат сороков пятидесят шестидесят семидесят восьмидесят девяност',
  es: 'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
  fr: 'vingt trente quarante cinquante soixante soixante-dix quatre-vingt quatre-vingt-dix',
};
/** What stands around a name of tens to make it a decade; `@` is the name. */
const tenFrames: Readonly<Record<string, string>> = {
  en: '(@)(?!\\p{L})',
  de: '(@)(?:n|\\s?jahren?)?(?!\\p{L})',
  ru: '(@)(?:ые|ых|ым|ыми)(?!\\p{L})',
  es: '(?:años|los|década de los)\\s+(@)(?!\\p{L}|\\s+y\\s)',
  fr: 'années\\s+(@)(?!\\p{L}|-)',
};

/** The decades named in `text`, in order. */
export function namedDecades(text: string, language: string): NamedDecade[] {
  const found = [...text.matchAll(digitDecades)].map((match) => {
    const year = Object.values(match.groups ?? {}).find((digits) => digits !== undefined);
    return { start: match.index, end: match.index + match[0].length, year: Number(year) };
  });
  const names = tenNames[language]?.split(' ') ?? [];
  const frame = tenFrames[language];
  if (frame !== undefined) {
    const pattern = new RegExp(`(?<!\\p{L})${frame.replace('@', [...names].reverse().join('|'))}`, 'giu');
    for (const match of text.matchAll(pattern)) {
      const at = names.indexOf((match[1] ?? '').toLowerCase());
      if (at >= 0) found.push({ start: match.index, end: match.index + match[0].length, year: 20 + at * 10 });
    }
  }
  return found;
}

/** Whether two decades may be one: "the nineties" and "the 1990s". */
export function isSameDecade(a: number, b: number): boolean {
  return a === b || ((a < 100 || b < 100) && a % 100 === b % 100);
}

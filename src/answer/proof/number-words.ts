/**
 * Numbers written as words, in the six languages: which folded word means which number. Only the table; how words join
 * to one number is read in stated-numbers.ts.
 */
import { fold } from '../../essay/words.js';

const split = (text: string): string[] => text.split(' ');

/** Cardinals and ordinals by the language they are of; a list counts on from its first number. */
const counted: Readonly<Record<string, readonly (readonly [first: number, words: string])[]>> = {
  en: [
    [
      1,
      'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
    ],
    [
      1,
      'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth',
    ],
  ],
  es: [
    [
      1,
      'uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve',
    ],
    [1, 'primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo'],
    [1, 'primera segunda tercera cuarta quinta sexta séptima octava novena décima undécima duodécima'],
  ],
  fr: [
    [1, 'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'],
    [
      2,
      'deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième treizième quatorzième quinzième seizième',
    ],
  ],
};

/** Tens from 20 to 90. */
const tens: Readonly<Record<string, readonly string[]>> = {
  en: [
    'twenty thirty forty fifty sixty seventy eighty ninety',
    'twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth',
  ],
  es: [
    'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
    'vigésimo trigésimo cuadragésimo quincuagésimo sexagésimo septuagésimo octogésimo nonagésimo',
  ],
  fr: [
    'vingt trente quarante cinquante soixante septante huitante nonante',
    'vingtième trentième quarantième cinquantième soixantième septantième huitantième nonantième',
  ],
};

const single: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  en: {
    twice: 2,
    thrice: 3,
    dozen: 12,
    hundred: 100,
    hundredth: 100,
    thousand: 1e3,
    thousandth: 1e3,
    million: 1e6,
    billion: 1e9,
  },
  es: {
    un: 1,
    una: 1,
    tercer: 3,
    tercio: 3,
    tercios: 3,
    veintiún: 21,
    veintiuna: 21,
    docena: 12,
    cien: 100,
    ciento: 100,
    doscientos: 200,
    doscientas: 200,
    trescientos: 300,
    trescientas: 300,
    cuatrocientos: 400,
    cuatrocientas: 400,
    quinientos: 500,
    quinientas: 500,
    seiscientos: 600,
    seiscientas: 600,
    setecientos: 700,
    setecientas: 700,
    ochocientos: 800,
    ochocientas: 800,
    novecientos: 900,
    novecientas: 900,
    mil: 1e3,
    millón: 1e6,
    millones: 1e6,
  },
  fr: {
    une: 1,
    second: 2,
    seconde: 2,
    unième: 1,
    tiers: 3,
    vingts: 20,
    douzaine: 12,
    cent: 100,
    cents: 100,
    centième: 100,
    mille: 1e3,
    million: 1e6,
    millions: 1e6,
    milliard: 1e9,
    milliards: 1e9,
  },
};

/** Russian: a pattern for all cases of the cardinal and of the ordinal; `семью` is left out, it is a family too. */
const adjective = '(?:ый|ой|ий|ая|ое|ые|ого|его|ому|ему|ым|ым|им|ом|ем|ую|ых|ыми)';
const russianWords: readonly (readonly [number, string])[] = [
  [1, `од(?:ин|на|но|ного|ной|ному|ним|ном|ну)|перв${adjective}`],
  [2, `два|две|двух|двум|двумя|двое|двоих|двоим|дважды|втор${adjective}`],
  [
    3,
    'три|трех|трем|тремя|трое|троих|троим|трижды|трет(?:ий|ья|ье|ьи|ьего|ьей|ьему|ьем|ьим|ью|ьих)|треть|трети|третей',
  ],
  [4, `четыре|четырех|четырем|четырьмя|четверо|четверых|четверт${adjective}`],
  [5, `пять|пяти|пятью|пятеро|пят${adjective}`],
  [6, `шесть|шести|шестью|шестеро|шест${adjective}`],
  [7, `семь|семи|семеро|седьм${adjective}`],
  [8, `восемь|восьми|восемью|восьмью|восьм${adjective}`],
  [9, `девять|девяти|девятью|девят${adjective}`],
  [10, `десять|десяти|десятью|десят${adjective}`],
  ...split('один две три четыр пят шест сем восем девят').map((stem, at): readonly [number, string] => [
    11 + at,
    `${stem}надцат(?:ь|и|ью|${adjective})`,
  ]),
  [12, `двенадцат(?:ь|и|ью|${adjective})|дюжин[аыу]`],
  [20, `двадцат(?:ь|и|ью|${adjective})`],
  [30, `тридцат(?:ь|и|ью|${adjective})`],
  [40, `сорок|сорока|сороков${adjective}`],
  [50, `пять?и?десят(?:и|ью)?|пятьюдесятью|пятидесят${adjective}`],
  [60, `шесть?и?десят(?:и|ью)?|шестьюдесятью|шестидесят${adjective}`],
  [70, `семь?и?десят(?:и|ью)?|семьюдесятью|семидесят${adjective}`],
  [80, `восемьдесят|восьмидесяти|восемьюдесятью|восьмидесят${adjective}`],
  [90, `девяносто|девяноста|девяност${adjective}`],
  [100, `сто|ста|сот${adjective}`],
  [200, 'двести|двухсот|двумстам|двумястами|двухстах'],
  [300, 'триста|трехсот|тремстам|тремястами|трехстах'],
  [400, 'четыреста|четырехсот|четыремстам|четырьмястами|четырехстах'],
  ...split('пят шест сем вос[еь]м девят').map((stem, at): readonly [number, string] => [
    500 + at * 100,
    `${stem}(?:ьсот|исот|истам|истах|ьюстами)`,
  ]),
  [1e3, 'тысяч|тысяча|тысячи|тысяче|тысячу|тысячей|тысячам|тысячами|тысячах|тыс'],
  [1e6, 'миллион|миллиона|миллиону|миллионе|миллионом|миллионов|миллионам|миллионами|млн'],
  [1e9, 'миллиард|миллиарда|миллиарду|миллиарде|миллиардом|миллиардов|млрд'],
];
const russian = russianWords.map(([value, source]) => [value, new RegExp(`^(?:${source})$`, 'u')] as const);

const germanUnits = split(
  'ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn',
);
const germanTens = split('zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig');
const germanOrdinals: Readonly<Record<number, string>> = { 1: 'erst', 3: 'dritt', 7: 'siebt', 8: 'acht' };

/** German writes a number under a thousand as one word. */
function germanBelow(limit: number): Map<number, string> {
  const names = new Map<number, string>();
  for (let n = 1; n < limit; n++) {
    const rest = n % 100;
    const hundreds = n < 100 ? '' : `${n < 200 ? '(?:ein)?' : (germanUnits[Math.floor(n / 100) - 1] ?? '')}hundert`;
    const ten = germanTens[Math.floor(rest / 10) - 2];
    const unit = germanUnits[(rest < 20 ? rest : rest % 10) - 1] ?? '';
    const below = ten === undefined ? unit : `${unit === '' ? '' : `${unit}und`}${ten}`;
    names.set(n, hundreds !== '' && below !== '' ? `${hundreds}(?:und)?${below}` : hundreds + below);
  }
  return names;
}

let germanPatterns: readonly (readonly [number, RegExp])[] | undefined;

function german(form: string): number | undefined {
  germanPatterns ??= [...germanBelow(1000)].map(([n, name]) => {
    const ordinal = germanOrdinals[n] ?? `${name}${n % 100 >= 1 && n % 100 < 20 ? 't' : 'st'}`;
    const cardinal = n === 1 ? 'ein(?:s|e|en|er|es|em)?' : `${name}(?:e?r|mal|fache?[nrsm]?)?`;
    return [n, new RegExp(`^(?:${fold(cardinal)}|${fold(ordinal)}e[nrsm]?)$`, 'u')] as const;
  });
  const larger = germanLarge[form];
  if (larger !== undefined) return larger;
  if (/tausend.+/u.test(form)) {
    const [before = '', after = ''] = form.split('tausend');
    const [count, rest] = [before === '' ? 1 : german(before), german(after)];
    return count === undefined || rest === undefined ? undefined : count * 1000 + rest;
  }
  if (/.+tausend$/u.test(form)) {
    const count = german(form.slice(0, -'tausend'.length));
    return count === undefined ? undefined : count * 1000;
  }
  return germanPatterns.find(([, pattern]) => pattern.test(form))?.[0];
}

const germanLarge: Readonly<Record<string, number>> = {
  drittel: 3,
  dutzend: 12,
  tausend: 1e3,
  million: 1e6,
  millionen: 1e6,
  mio: 1e6,
  milliarde: 1e9,
  milliarden: 1e9,
  mrd: 1e9,
};

const tables = new Map<string, ReadonlyMap<string, number>>();

function tableOf(language: string): ReadonlyMap<string, number> {
  let table = tables.get(language);
  if (table === undefined) {
    const made = new Map(Object.entries(single[language] ?? {}).map(([word, value]) => [fold(word), value]));
    for (const [first, list] of counted[language] ?? []) {
      for (const [at, word] of split(list).entries()) made.set(fold(word), first + at);
    }
    for (const list of tens[language] ?? []) {
      for (const [at, word] of split(list).entries()) made.set(fold(word), 20 + at * 10);
    }
    tables.set(language, made);
    table = made;
  }
  return table;
}

const numberOf = new Map<string, number | undefined>();

/** The number that a folded word means in `language` (two letters), cardinal or ordinal; undefined for any other word. */
export function wordNumber(form: string, language: string): number | undefined {
  if (language === 'ru' || language === 'de') {
    const key = `${language} ${form}`;
    if (form.length > 40) return undefined;
    if (!numberOf.has(key)) {
      if (numberOf.size > 50_000) numberOf.clear();
      numberOf.set(key, language === 'de' ? german(form) : russian.find(([, pattern]) => pattern.test(form))?.[0]);
    }
    return numberOf.get(key);
  }
  return tableOf(language).get(form);
}

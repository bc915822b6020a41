/**
 * Telephone, bank, card and student numbers, and plain postal addresses, by their shape. Years, ranges of years, dates,
 * pages, paragraph marks and amounts are none of these.
 */
import type { Span } from '../essay/types.js';

const iban = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?(?![\p{L}\p{N}])/gu;
const student =
  /(?<!\p{L})((?:(?:student|matriculation|enrol?lment|registration|candidate|library card|passport)(?:['’]?s)?\s(?:id|number|no\.?|nr\.?|code)|matr(?:ikel|\.)?[ -]?(?:nummer|nr\.?)|(?:номер\s)?(?:студенческ|зач[её]тк|паспорт)\p{L}*(?:\s(?:билет|книжк)\p{L}*)?|学籍番号|学生番号|(?:número|nº|n°) (?:de )?(?:matrícula|estudiante|alumno)|matrícula|(?:numéro|n°|nº) (?:d['’])?étudiant|ID)(?:\s?(?:№|#|номер|nº|n°))?\s{0,2}(?:is|ist|es|est|lautet|は|[:：=—-])?\s{0,2})(?!(?:1\d|20)\d\d(?!\d))(?=[A-Za-z]{0,3}-?\d{2})[A-Za-z]{0,3}-?\d[\dA-Za-z/-]{3,20}/giu;
const phoneWord =
  /(?<!\p{L})(?:phone|telephone|tel|mobile|cell|whatsapp|telegram|call|fax|телефон\p{L}{0,3}|тел|звоните|номер телефона|telefon|handy|mobil|rufnummer|teléfono|tfno|móvil|llama(?:me)?|téléphone|tél|portable|電話(?:番号)?|携帯)(?:\s(?:number|me|nummer|is|at|on|ist|es|est|под|по|номер\p{L}?)){0,3}[.:：は]?\s{0,2}$/iu;

/** Letters of scripts that write blanks; between kana a number stands by itself. */
const spaced = '\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{N}';
const digit = '[\\d０-９]';
const gap = '[ \\u00a0\\u2009()（）./‐‑–—－ー-]';
/** Groups of digits as people part them. One beginning only: not inside a word, an amount with commas or a longer run. */
const run = new RegExp(
  `(?<![${spaced}#¶§_]|\\p{N}[.,:/])[+＋(（]{0,2}${digit}+(?:${gap}{1,3}${digit}+)*(?![${spaced}_])(?![,:]\\d)`,
  'gu',
);
const group = /\d+/g;

const isYear = (digits: string): boolean => /^(?:1\d|20)\d\d$/.test(digits);

/** Longest first groups taken together as one number. */
const mostGroups = 7;

const phoneShapes: readonly RegExp[] = [
  /^(?:1-)?[2-9]\d\d-\d{3}-\d{4}$/,
  /^[78]-?\d{3}-?\d{3}-?\d\d-?\d\d$/,
  /^[679]\d-\d{3}-\d\d-\d\d$/,
  /^[679]\d\d-\d\d-\d\d-\d\d$/,
  /^\d{3}-\d\d-\d{2,4}$/,
];

function kindOf(surface: string, afterWord: boolean): 'phone' | 'number' | undefined {
  const groups = surface.match(group) ?? [];
  const digits = groups.join('');
  const shape = groups.join('-');
  if (digits.length < 6 || groups.every(isYear)) return undefined;
  if (/^\(?\+/.test(surface)) return digits.length >= 8 && digits.length <= 15 ? 'phone' : undefined;
  if (afterWord && digits.length <= 15) return 'phone';
  if (/^00[1-9]/.test(digits) && digits.length >= 10) return 'phone';
  if (/^\d{1,2}-\d{1,2}-(?:1\d|20)?\d\d(?:-|$)/.test(shape) && !/^0\d(?:-\d\d){4}$/.test(shape)) return undefined;
  if (/^\d{4}(?:-\d{4}){3}$|^\d{4}-\d{6}-\d{5}$/.test(shape)) return 'number';
  if (/^0/.test(digits) && digits.length >= 9 && digits.length <= 12 && groups.length <= 6) return 'phone';
  if (/^[(]\d{3}[)]/.test(surface) && /^\d{3}-(?:\d{3}-\d{4}|\d{3}-\d\d-\d\d|\d{7})$/.test(shape)) return 'phone';
  if (phoneShapes.some((each) => each.test(shape))) return 'phone';
  // So many digits in a row are no amount, unless it is a round one.
  return groups.length === 1 && digits.length >= 9 && !/0{6}$/.test(digits) ? 'number' : undefined;
}

/** How many groups from `at` are one amount, its thousands parted by blanks or full stops: `3 000 000`; else 1. */
function amountLength(plain: string, groups: readonly Span[], at: number): number {
  const rest = /^[1-9]\d{0,2}(?:[ \u00a0\u2009.]\d{3}(?!\d))+/.exec(
    plain.slice(groups[at]?.start, groups[at + mostGroups]?.start),
  );
  return rest?.[0].match(group)?.length ?? 1;
}

/** Masks the numbers in one run; groups that are part of none stay as they are. */
function maskRun(surface: string, before: string): string {
  const plain = surface.replace(/[０-９＋（）]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  const groups = [...plain.matchAll(/[+(]{0,2}\d+\)?/g)].map((part) => ({
    start: part.index,
    end: part.index + part[0].length,
  }));
  const isCued = phoneWord.test(before);
  let masked = '';
  let shown = 0;
  for (let at = 0; at < groups.length; ) {
    const hit = longestNumber(plain, groups, at, isCued && at === 0);
    if (hit === undefined) {
      at += amountLength(plain, groups, at);
      continue;
    }
    masked += `${surface.slice(shown, hit.start)}[${hit.kind}]`;
    shown = hit.end;
    at += hit.groups;
  }
  return masked + surface.slice(shown);
}

function longestNumber(
  plain: string,
  groups: readonly Span[],
  at: number,
  isCued: boolean,
): (Span & { readonly kind: string; readonly groups: number }) | undefined {
  for (let last = Math.min(groups.length, at + mostGroups) - 1; last >= at; last--) {
    const [start, end] = [groups[at]?.start ?? 0, groups[last]?.end ?? 0];
    const kind = kindOf(plain.slice(start, end), isCued);
    if (kind !== undefined) return { start, end, kind, groups: last - at + 1 };
  }
  return undefined;
}

const cap = "\\p{Lu}[\\p{L}\\p{M}'’.-]{0,30}";
const small = "(?:(?:de|du|des|del|la|le|les|los|las|el)\\s|[ld]['’]\\s?){0,3}";
/** A house number, which no year is. */
const house = '(?!(?:1[5-9]|20)\\d\\d(?!\\d))\\d{1,4}[a-zа-я]?';
const addresses: readonly RegExp[] = [
  `${house}\\s(?:${cap}\\s){1,4}(?:Street|Avenue|Road|Lane|Drive|Boulevard|Court|Terrace|Crescent|(?:St|Ave|Rd|Ln|Dr|Blvd)(?:\\.|(?!\\p{L})))`,
  `\\p{Lu}[\\p{L}-]{1,30}(?:straße|strasse|str\\.|gasse|allee|platz|weg)\\s${house}(?:,\\s?\\d{5}\\s${cap})?`,
  `(?:ул\\.|улиц[аеы]|проспекте?|пр-т|переул\\p{L}{2,3}|пер\\.|бульваре?|наб\\.)\\s?(?:${cap}\\s?){1,3},?\\s?(?:д\\.?|дом)?\\s?${house}(?:,?\\s?(?:кв\\.?|квартира)\\s?\\d{1,4})?`,
  `(?!(?:1[5-9]|20)\\d\\d)\\d{1,3}(?:\\s(?:bis|ter))?,?\\s(?:rue|avenue|boulevard|quai|allée|impasse|chemin)\\s${small}${cap}(?:\\s${cap}){0,3}`,
  `(?:[Cc]alle|[Aa]venida|[Aa]vda\\.?|[Pp]aseo|[Pp]laza)\\s${small}${cap}(?:\\s${small}${cap}){0,2},?\\s(?:n[º°.]\\s?|número\\s)?${house}`,
  '〒\\s?\\d{3}-?\\d{4}',
  '(?:東京都|北海道|京都府|大阪府|\\p{Script=Han}{2,3}県)[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]{1,20}[\\d０-９]{1,4}(?:(?:丁目|番地?|号|[-－−])[\\d０-９]{0,4}){1,3}',
  'P\\.?\\s?O\\.?\\s?Box\\s\\d{1,6}',
].map((shape) => new RegExp(`(?<![\\p{L}\\p{N}])${shape}(?![\\p{N}])`, 'gu'));

/** `text` with such numbers replaced by `[phone]` or `[number]`; all else stands as it was. */
export function withoutPersonalNumbers(text: string): string {
  return text
    .replace(student, (_, cue: string) => `${cue}[number]`)
    .replace(iban, (surface) => (/\d{6}/.test(surface.replaceAll(' ', '')) ? '[number]' : surface))
    .replace(run, (surface, at: number, whole: string) => maskRun(surface, whole.slice(Math.max(0, at - 60), at)));
}

/** Words of an address that name no one street. */
const streetWords =
  /Street|Avenue|Road|Lane|Drive|Boulevard|Court|Terrace|Crescent|St|Ave|Rd|Ln|Dr|Blvd|Calle|Avenida|Paseo|Plaza|Box/g;

/** `text` with plain postal addresses replaced by `[address]`, but for those whose names `isKept` speaks for. */
export function withoutAddresses(text: string, isKept: (names: string) => boolean): string {
  return addresses.reduce(
    (rest, shape) =>
      rest.replace(shape, (surface) => (isKept(surface.replace(streetWords, ' ')) ? surface : '[address]')),
    text,
  );
}

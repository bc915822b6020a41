/**
 * What can be matched across languages without a model: names of countries, other names by transliteration, numbers as
 * they are. The rest of the question is honestly lost.
 */
import { transliterate } from 'transliteration';
import { charGrams, fold, words } from '../essay/words.js';

export interface Bridge {
  /** What the question says. */
  readonly from: string;
  /** The same in the essay's words. */
  readonly to: string;
}

const regionCodes = ((): string[] => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.flatMap((first) => letters.map((second) => first + second));
})();

const regionNames = new Map<string, ReadonlyMap<string, string>>();

/** Code to name of every country and region that `language`, BCP 47, has a name for. */
export function regionsIn(language: string): ReadonlyMap<string, string> {
  let names = regionNames.get(language);
  if (names === undefined) {
    const display = new Intl.DisplayNames([language === 'und' ? 'en' : language], { type: 'region', fallback: 'none' });
    const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
    names = new Map(
      regionCodes
        .filter((code) => english.of(code) !== undefined && !['EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'QO'].includes(code))
        .map((code) => [code, display.of(code) ?? ''] as const)
        .filter(([, name]) => name !== ''),
    );
    regionNames.set(language, names);
  }
  return names;
}

/**
 * Words of `question` that can be said in the essay's words. `vocabulary` is the essay's folded word forms with a
 * capital: names. Both languages are BCP 47 without region.
 */
export function bridges(question: string, from: string, to: string, vocabulary: ReadonlySet<string>): Bridge[] {
  const asked = words(question, from).filter((word) => !word.isStop);
  const found: Bridge[] = [];
  const target = regionsIn(to);
  for (const [code, name] of regionsIn(from)) {
    const there = target.get(code);
    if (there === undefined || fold(there) === fold(name)) continue;
    const parts = words(name, from);
    const matched = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(name)
      ? question.includes(name)
      : parts.length > 0 && parts.every((part) => asked.some((word) => isSameName(word.stem, part.stem)));
    if (matched) found.push({ from: name, to: there });
  }
  const korea = [koreaIn(from), koreaIn(to)] as const;
  if (
    korea[0] !== undefined &&
    korea[1] !== undefined &&
    asked.some((word) => isSameName(word.stem, words(korea[0] ?? '', from)[0]?.stem ?? ''))
  ) {
    found.push({ from: korea[0], to: korea[1] });
  }
  for (const word of asked) {
    if (/^\d/.test(word.form)) found.push({ from: word.form, to: word.form });
    else {
      const near = nearestName(fold(transliterate(word.form)), vocabulary);
      if (near !== undefined) found.push({ from: question.slice(word.start, word.end), to: near });
    }
  }
  return found.filter(
    (bridge, at) =>
      found.findIndex(({ from: same, to: there }) => there === bridge.to || fold(same) === fold(bridge.from)) === at,
  );
}

/** What the names of the two Koreas have in common: the one country name that stands for no region by itself. */
function koreaIn(language: string): string | undefined {
  const [north, south] = ['KP', 'KR'].map((code) => words(regionsIn(language).get(code) ?? '', language));
  const common = north?.find((word) => !word.isStop && south?.some(({ form }) => form === word.form));
  return common && (regionsIn(language).get('KR') ?? '').split(/\s+/).find((part) => fold(part) === common.form);
}

/** Stems of one name through inflection and adjective endings: `японск` and `япон`, `russisch` and `russland`. */
function isSameName(asked: string, name: string): boolean {
  const [a, b] = [asked, name.replace(/(?:land|reich|ien|ia)$/, '')];
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length);
  let same = 0;
  while (same < shorter && a[same] === b[same]) same++;
  return same >= 4 && (same === shorter || same >= shorter * 0.75);
}

/** The share of 3-grams that a transliterated name must have in common with one of the essay, by Dice. */
const minSimilarity = 0.4;

function nearestName(form: string, vocabulary: ReadonlySet<string>): string | undefined {
  if (form.length < 4) return undefined;
  const own = new Set(charGrams(form).filter((gram) => gram.length === 3));
  let best: string | undefined;
  let most = minSimilarity;
  for (const candidate of vocabulary) {
    const latin = fold(transliterate(candidate));
    if (latin.length < 4 || latin.slice(0, 3) !== form.slice(0, 3)) continue;
    const other = new Set(charGrams(latin).filter((gram) => gram.length === 3));
    const common = [...own].filter((gram) => other.has(gram)).length;
    const similarity = (2 * common) / (own.size + other.size);
    if (similarity > most) [best, most] = [candidate, similarity];
  }
  return best;
}

/**
 * Where a name may stand: the words, initials and countries of some texts, and whether a name is among them in any
 * inflection. Another spelling is another name.
 */
import type { Essay } from '../../essay/types.js';
import { type Word, words } from '../../essay/words.js';
import { namedNations } from './nations.js';

/** What some texts name. */
export interface Place {
  readonly text: string;
  readonly forms: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
  readonly initials: ReadonlySet<string>;
  readonly nations: ReadonlySet<string>;
}

/** The place of `texts`, which are in `language`, BCP 47. */
export function placeOf(texts: readonly string[], language: string): Place {
  const lists = texts.map((text) => words(text, language));
  return {
    text: texts.join('\n'),
    forms: new Set(lists.flat().map(({ form }) => form)),
    stems: new Set(lists.flat().map(({ stem }) => stem)),
    initials: new Set(lists.flatMap(initialsOf)),
    nations: new Set(texts.flatMap((text) => namedNations(text)).map(({ nation }) => nation)),
  };
}

/** The longest acronym that is looked for. */
const maxInitials = 7;
/** From so many letters on, words without capitals may stand behind an acronym: chance seldom spells it. */
const sureInitials = 4;

/** What the words of `list` that follow one another begin with, grammar left out: `sco` for a name in three words. */
function initialsOf(list: readonly Word[]): string[] {
  const found: string[] = [];
  for (let from = 0; from < list.length; from++) {
    let initials = '';
    let isName = true;
    for (let at = from; at < list.length && initials.length < maxInitials; at++) {
      const word = list[at];
      if (word === undefined || (word.isStop && !word.isCapital)) continue;
      initials += word.form[0] ?? '';
      isName &&= word.isCapital;
      if (initials.length > 1 && (isName || initials.length >= sureInitials)) found.push(initials);
    }
  }
  return found;
}

/** Endings of names and of their adjectives and people, in languages of Latin letters; folded. */
const latinEnding =
  /^(?:|s|es|e|en|n|ns|er|ern|ers|in|innen|a|as|o|os|y|i|is|ia|ie|ien|ian|ians|an|ans|ese|esa|eses|ish|ic|ean|eans|ist|ists|ism|ite|ites|ern|isch\w{0,2}|ano|ana|anos|anas|eno|ena|ense|ais|aise|ois|oise|ienne|iens)$/;
const cyrillicEnding =
  /^(?:(?:ов|ев|ин|ын|ск|овск|евск|инск|ийск|анск|ан|ян)?(?:|а|я|у|ю|е|и|ы|о|ь|й|ом|ем|ой|ей|ою|ею|ам|ям|ах|ях|ами|ями|ов|ев|ий|ый|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ых|их|ую|юю|ыми|ими))$/;

/** Whether two folded forms are one name in two inflections; false for another spelling. */
export function isSameInflected(a: string, b: string): boolean {
  if (a === b) return true;
  if (endsAlike(a, b)) return true;
  // Павел, Павла: the vowel before the last consonant falls out.
  const bare = (form: string): string => form.replace(/[еоь](?=[бвгджзклмнпрстфхцчшщ]$)/u, '');
  return /\p{Script=Cyrillic}/u.test(a) && (endsAlike(bare(a), b) || endsAlike(a, bare(b)));
}

function endsAlike(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  let same = 0;
  while (same < shorter && a[same] === b[same]) same++;
  const ending = /\p{Script=Cyrillic}/u.test(a) ? cyrillicEnding : latinEnding;
  // An ending may begin with letters that both have: Абэ and Абэ-го, Терехова and Тереховой.
  for (let at = same; at >= Math.max(3, same - 2); at--) {
    if (ending.test(a.slice(at)) && ending.test(b.slice(at))) return true;
  }
  return false;
}

/** Whether `place` has the name `word`, written `surface`: as it is, inflected, or as the initials of its words. */
export function standsIn(word: Pick<Word, 'form' | 'stem'>, surface: string, place: Place): boolean {
  const { form, stem } = word;
  if (place.forms.has(form) || place.stems.has(stem)) return true;
  if (/^\p{Lu}[\p{Lu}.]+s?$/u.test(surface)) return place.initials.has(form.replace(/s$/, ''));
  for (const other of place.forms) if (other.length >= 3 && isSameInflected(form, other)) return true;
  return false;
}

interface EssayPlaces {
  readonly whole: Place;
  readonly paragraphs: readonly Place[];
  /** Forms and stems of the words that stand somewhere without a capital. */
  readonly lower: ReadonlySet<string>;
  /** Forms and stems of the words that stand with one inside a sentence. */
  readonly capital: ReadonlySet<string>;
}

const known = new WeakMap<Essay, EssayPlaces>();

/** The places of `essay` and how it writes its words; made once an essay. */
export function placesOf(essay: Essay): EssayPlaces {
  let places = known.get(essay);
  if (places === undefined) {
    const texts = [...essay.paragraphs.map(({ text }) => text), ...essay.notes.map(({ text }) => text)];
    const lower = new Set<string>();
    const capital = new Set<string>();
    for (const text of texts) {
      for (const word of words(text, essay.language)) {
        if (!word.isCapital) lower.add(word.form).add(word.stem);
        else if (!opensSentence(text, word.start)) capital.add(word.form).add(word.stem);
      }
    }
    places = {
      whole: placeOf([...texts, ...essay.sections.map(({ title }) => title), ...headOf(essay)], essay.language),
      paragraphs: essay.paragraphs.map(({ text }) => placeOf([text], essay.language)),
      lower,
      capital,
    };
    known.set(essay, places);
  }
  return places;
}

/** The title, author and date, which every sentence may use. */
export function headOf({ title, author, date }: Essay): string[] {
  return [title, author ?? '', date ?? ''];
}

/** Whether a capital at `at` may be that of a sentence; after an initial or "Dr." it is that of a name. */
export function opensSentence(text: string, at: number): boolean {
  const before = text.slice(0, at);
  if (/(?<!\p{L})(?:\p{Lu}|Mrs?|Ms|Dr|St|Prof|Sr|Sra|Hr|Fr|Mme|г|гг|им|ул)\.\s*$/u.test(before)) return false;
  return /(?:^|[.!?…])["“«„'‘([]*\s*["“«„'‘([]*$/u.test(before) || /["“«„]$/u.test(before);
}

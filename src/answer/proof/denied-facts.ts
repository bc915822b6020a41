/** What a sentence may name when it says that the essay is silent on it. */
import type { Essay, Span } from '../../essay/types.js';
import { words } from '../../essay/words.js';
import type { Grounds } from './grounds.js';
import type { Denial } from './mention-denial.js';
import { placesOf, standsIn } from './name-places.js';
import { hasNumber, hasPart } from './standing.js';
import type { StatedName } from './stated-names.js';
import { statedNumbers } from './stated-numbers.js';

/**
 * What a denial may not name: of `unproved`, what lies outside it and was not asked for, or stands somewhere in the essay;
 * and the names and numbers that it says are not mentioned, though they are.
 */
export function deniedFaults(
  claim: string,
  denial: Denial,
  unproved: readonly Span[],
  names: readonly StatedName[],
  grounds: Grounds,
): Span[] {
  const [{ language }] = grounds.essays;
  const asked = new Set(words(grounds.question, language).map(({ form }) => form));
  const allowed = (span: Span): boolean => {
    const surface = claim.slice(span.start, span.end);
    const isInside = span.start >= denial.start && span.end <= denial.end;
    const isAsked = words(surface, language).every(({ form }) => asked.has(form));
    return (isInside || isAsked) && !isInEssay(span, claim, names, grounds.essays);
  };
  const faults = unproved.filter((span) => !allowed(span));
  if (!denial.isOfMention) return faults;
  const objects = language.startsWith('de')
    ? germanObject(claim, grounds.essays)
    : deniedObjects(claim, denial, names, language).filter((span) => isInEssay(span, claim, names, grounds.essays));
  return [...faults, ...objects];
}

function isInEssay(span: Span, claim: string, names: readonly StatedName[], essays: readonly Essay[]): boolean {
  const name = names.find(({ start, end }) => start === span.start && end === span.end);
  return essays.some((essay) => {
    const { whole } = placesOf(essay);
    if (name) return name.parts.every((part) => hasPart(part, whole));
    const stated = statedNumbers(whole.text, essay.language);
    const numbers = statedNumbers(claim, essay.language).filter(
      ({ start, end }) => start === span.start && end === span.end,
    );
    return numbers.every((number) => hasNumber(number, stated));
  });
}

/** Words of a denial that are neither its object nor a part of it. */
const beside =
  /^(?:essay|text|article|author|word|name|mention\p{L}*|all|anywhere|explicitly|once|either|anything|эссе|тексте?|автор\p{L}*|ничего|нигде|aufsatz|autorin?|wort|ensayo|texto|autora?|nada|essai|texte|auteure?|rien|エッセイ|本文|筆者|著者)$/u;

/** The names and numbers of a denial of mention, when they are all that is said not to be mentioned. */
function deniedObjects(claim: string, denial: Denial, names: readonly StatedName[], language: string): Span[] {
  const within = ({ start, end }: Span): boolean =>
    start >= denial.start && end <= denial.end && (end <= denial.cue.start || start >= denial.cue.end);
  const objects: Span[] = [...names, ...statedNumbers(claim, language)].filter(within);
  const others = words(claim, language).filter(
    (word) =>
      within(word) &&
      !word.isStop &&
      !beside.test(word.form) &&
      !objects.some(({ start, end }) => start <= word.start && word.end <= end),
  );
  return others.length === 0 ? objects : [];
}

/** German puts what is denied between the verb and its "nicht", and gives every noun a capital. */
const germanObjects =
  /(?:erwähnt|nennt|behandelt|thematisiert|erörtert|wird)\s+(?:(?:den|die|das|der|einen|eine|ein)\s+)?(?<object>\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+){0,2})\s+(?:nicht|nie|niemals|nirgends|nirgendwo|mit keinem Wort)/u;

function germanObject(claim: string, essays: readonly Essay[]): Span[] {
  const match = germanObjects.exec(claim);
  const object = match?.groups?.object;
  if (!match || object === undefined) return [];
  const list = words(object, 'de');
  const stands = essays.some((essay) =>
    list.every((word) => standsIn(word, object.slice(word.start, word.end), placesOf(essay).whole)),
  );
  const start = match.index + match[0].indexOf(object);
  return stands ? [{ start, end: start + object.length }] : [];
}

/** Whether a number or a part of a name stands among those of other texts. */
import { isSameDecade } from './calendar-words.js';
import { type Place, standsIn } from './name-places.js';
import type { NamePart } from './stated-names.js';
import type { StatedNumber } from './stated-number.js';

/** Whether `numbers` hold `number` in some way of writing; nothing is rounded, and a share must be stated as one. */
export function hasNumber(number: StatedNumber, numbers: readonly StatedNumber[]): boolean {
  const stated = (value: number): boolean =>
    numbers.some((other) => {
      if (number.kind === 'month' || other.kind === 'month')
        return number.kind === other.kind && other.values.includes(value);
      if (number.kind === 'decade' || other.kind === 'decade') {
        return number.kind === other.kind && other.values.some((year) => isSameDecade(year, value));
      }
      if (number.kind === 'vague') return other.values.some((some) => isAtLeast(some, value, other));
      if (other.kind === 'vague') return false;
      if (number.isPercent && !other.isPercent) return value === 50 && other.values.includes(0.5);
      return other.values.includes(value) || (value === 0.5 && other.isPercent && other.values.includes(50));
    });
  // One counts nothing; as a share or in a date it stands with what it stands in.
  return number.values.some((value) => (value === 1 && !number.isPercent && number.kind === 'digits') || stated(value));
}

/** "Thousands" of 1,500 and of "thousands", not of the year 1999. */
function isAtLeast(value: number, least: number, { kind }: StatedNumber): boolean {
  const isYear = kind === 'digits' && Number.isInteger(value) && value >= 1000 && value <= 2100;
  return value >= least && !isYear && (kind === 'vague' ? value === least : true);
}

/** Whether `place` has the part of a name, inflected or not. */
export function hasPart(part: NamePart, place: Place): boolean {
  if (part.kind === 'nation') return place.nations.has(part.nation);
  if (part.kind === 'run') return place.text.includes(part.run);
  return standsIn(part.word, part.surface, place);
}

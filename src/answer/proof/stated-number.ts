/** What a number or date is, once read. */
import type { Span } from '../../essay/types.js';

export type NumberKind =
  /** A number in digits. */
  | 'digits'
  /** In words: "three", "third". */
  | 'word'
  /** "thousands": at least so many. */
  | 'vague'
  | 'month'
  /** By its first year, of two or four digits. */
  | 'decade';

/** One number as it stands. */
export interface StatedNumber extends Span {
  readonly kind: NumberKind;
  /** All it may mean: "1.500" is one and a half, or fifteen hundred. */
  readonly values: readonly number[];
  readonly isPercent: boolean;
}

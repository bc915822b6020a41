/**
 * What a written sentence is held against: its verified citations, and the essays they are from.
 */
import type { Citation, Essay } from '../../essay/types.js';

export interface Grounds {
  /** The essays that are cited, the main one first; their language is the claim's. */
  readonly essays: readonly [Essay, ...Essay[]];
  /** Verified: every quote is a slice of its paragraph. */
  readonly citations: readonly [Citation, ...Citation[]];
  /** What was asked, in the asker's words. */
  readonly question: string;
}

/**
 * A reply that is printed while it grows, on paper that nothing can be erased from: a written answer's sentences as they
 * come, the rest at the end. What comes whole is printed whole.
 */
import { isGrowing } from '../../conversation/proof.js';
import type { Reply } from '../../conversation/types.js';
import type { Look } from './paint.js';
import { paragraphsOf } from './render.js';

export interface GrowingPrint {
  /** What of a snapshot is to be printed now: whole lines with their ends; empty for a reply that comes whole. */
  grow(snapshot: Reply): string;
  /** What of the complete reply is not printed yet, also when it is another one than what grew. */
  finish(reply: Reply): string;
}

/** Prints one reply; nothing of it twice. */
export function createGrowingPrint(look: Look): GrowingPrint {
  const printed: string[] = [];
  const print = (reply: Reply): string => {
    const left = [...printed];
    const fresh = paragraphsOf(reply, look).filter((paragraph) => {
      const at = left.indexOf(paragraph);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    printed.push(...fresh);
    return fresh.map((paragraph) => `${paragraph}\n`).join('');
  };
  return { grow: (snapshot) => (isGrowing(snapshot) ? print(snapshot) : ''), finish: print };
}

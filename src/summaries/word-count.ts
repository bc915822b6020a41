/** Counts words as a reader would: what stands between blanks; in scripts without blanks, what Intl.Segmenter calls a word. */

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/u;
let segmenter: Intl.Segmenter | undefined;

/** The number of words in `text`; signs that stand alone, such as `…` and `-`, are none. */
export function countWords(text: string): number {
  let count = 0;
  for (const [token] of text.matchAll(/\S+/g)) {
    if (!/[\p{L}\p{N}]/u.test(token)) continue;
    count += unspaced.test(token) ? countSegments(token) : 1;
  }
  return count;
}

function countSegments(token: string): number {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  let count = 0;
  for (const part of segmenter.segment(token)) if (part.isWordLike) count += 1;
  return count;
}

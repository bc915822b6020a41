/**
 * A citation is supported or it does not leave: the paragraph exists and every piece of the quote stands in it, word
 * for word after folding. What can be mended is mended: a right quote under a wrong number, a quote stitched together.
 */
import type { AnswerSentence, Citation, Essay } from '../essay/types.js';

/** Pieces shorter than this prove nothing, in characters; quotes in scripts without spaces say more in less. */
const minQuoteChars = 12;
const minWideQuoteChars = 5;
const joints = /\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*/;

export type CitationVerdict =
  | {
      readonly status: 'found' | 'wrong-paragraph' | 'stitched';
      readonly citations: readonly [Citation, ...Citation[]];
    }
  | { readonly status: 'absent' };

/**
 * What becomes of `citation` against `essay`: kept as it is, re-attributed, split into its parts, or dropped.
 * The quotes of the returned citations are slices of the paragraph, whatever signs the given quote used.
 */
export function verifyCitation(essay: Essay, citation: Citation): CitationVerdict {
  const paragraph = essay.paragraphs[citation.paragraph - 1];
  // By its offsets even a short quote is proved.
  if (citation.quote !== '' && paragraph?.text.slice(citation.start, citation.end) === citation.quote) {
    return { status: 'found', citations: [citation] };
  }
  const pieces = citation.quote.split(joints).filter((piece) => piece.trim() !== '');
  const [first] = pieces;
  // Short pieces in a row prove as little as one: "Japan … Russia" stands in many paragraphs.
  if (first === undefined || pieces.every((piece) => piece.length < minLength(piece))) return { status: 'absent' };
  const here = locateAll(essay, citation.paragraph, pieces);
  if (here !== undefined) return { status: 'found', citations: [here] };
  for (const { n } of essay.paragraphs) {
    const there = n === citation.paragraph ? undefined : locateAll(essay, n, pieces);
    if (there !== undefined) return { status: 'wrong-paragraph', citations: [there] };
  }
  const parts = pieces.map((piece) => {
    if (piece.length < minLength(piece)) return undefined;
    for (const { n } of essay.paragraphs) {
      const part = locateAll(essay, n, [piece]);
      if (part !== undefined) return part;
    }
    return undefined;
  });
  if (pieces.length > 1 && parts.every((part) => part !== undefined)) {
    return { status: 'stitched', citations: parts as [Citation, ...Citation[]] };
  }
  return { status: 'absent' };
}

/** `sentence` with its citations verified, or undefined when none of them holds. */
export function verifySentence(essays: readonly Essay[], sentence: AnswerSentence): AnswerSentence | undefined {
  const kept = sentence.citations.flatMap((citation) => {
    const essay = essays.find(({ slug }) => slug === citation.essay);
    const verdict = essay && verifyCitation(essay, citation);
    return verdict === undefined || verdict.status === 'absent' ? [] : verdict.citations;
  });
  const [first, ...rest] = kept;
  return first === undefined ? undefined : { ...sentence, citations: [first, ...rest] };
}

function minLength(piece: string): number {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(piece)
    ? minWideQuoteChars
    : minQuoteChars;
}

/** The pieces one after the other in paragraph `n`, as one citation of its exact words. */
function locateAll(essay: Essay, n: number, pieces: readonly string[]): Citation | undefined {
  const text = essay.paragraphs[n - 1]?.text;
  if (text === undefined) return undefined;
  const shadow = shadowOf(text);
  let from = 0;
  const slices: { start: number; end: number }[] = [];
  for (const piece of pieces) {
    const wanted = shadowOf(piece.trim()).text;
    const at = wanted === '' ? -1 : indexOfWords(shadow.text, wanted, from);
    if (at < 0) return undefined;
    from = at + wanted.length;
    slices.push({ start: shadow.at[at] ?? 0, end: (shadow.at[from - 1] ?? 0) + 1 });
  }
  const [first] = slices;
  const last = slices.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return {
    essay: essay.slug,
    paragraph: n,
    quote: slices.map(({ start, end }) => text.slice(start, end)).join(' … '),
    start: first.start,
    end: last.end,
  };
}

/** Letters and digits of scripts that put blanks between words. */
const spacedLetter =
  /[^\P{L}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]|\p{N}/u;

/** Where `wanted` stands as whole words from `from` on, or -1: "able to agree" is not in "unable to agree", nor 15 in 150. */
function indexOfWords(text: string, wanted: string, from: number): number {
  const isInside = (at: number): boolean => spacedLetter.test(text[at - 1] ?? '') && spacedLetter.test(text[at] ?? '');
  let at = text.indexOf(wanted, from);
  while (at >= 0 && (isInside(at) || isInside(at + wanted.length))) at = text.indexOf(wanted, at + 1);
  return at;
}

/** Text for matching only: case, quotation marks, dashes and white space folded, each kept unit with its offset. */
function shadowOf(text: string): { readonly text: string; readonly at: readonly number[] } {
  let folded = '';
  const at: number[] = [];
  for (let i = 0; i < text.length; i++) {
    let unit = (text[i] ?? '').toLowerCase();
    if (/\s/.test(unit)) {
      if (folded.endsWith(' ') || folded === '') continue;
      unit = ' ';
    } else if (/[‘’‚‛“”„‟«»"'`´]/.test(unit)) unit = "'";
    else if (/[‐‑‒–—―−]/.test(unit)) unit = '-';
    else if (/\u00ad/.test(unit)) continue;
    // A letter whose lower case is two units (İ) stays as it is, so that offsets hold.
    if (unit.length !== 1) unit = text[i] ?? '';
    folded += unit;
    at.push(i);
  }
  return { text: folded.trimEnd(), at };
}

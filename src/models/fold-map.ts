/**
 * A text in the form a tokenizer sees (case, accents, control characters and spaces folded) with the way back: for each
 * unit of the folded text, the stretch of the original it came from. Positions never run backwards.
 */
export interface FoldedText {
  readonly text: string;
  /** For each UTF-16 unit of `text`: where its source begins and ends in the original. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

type Fold = (text: string) => string;

/** Marks and joiners that fold to nothing belong to the character before them. */
const clinging = /^(?:\p{M}|\u200c|\u200d|\ufe0e|\ufe0f)/u;

/**
 * Folds texts by `fold` (a tokenizer's normaliser) and remembers where every unit came from. Folding goes character by
 * character; where that differs from folding the whole (marks that compose), the grapheme and then the word is the unit,
 * so that offsets get coarser and never wrong.
 */
export function createFolder(fold: Fold): (text: string) => FoldedText {
  const known = new Map<string, string>();
  const foldCharacter = (character: string): string => {
    let folded = known.get(character);
    if (folded === undefined) {
      folded = fold(character);
      if (known.size < 20_000) known.set(character, folded);
    }
    return folded;
  };
  return (text) => {
    const whole = collect([...text], foldCharacter, 0);
    const expected = fold(text);
    return isAlike(whole.text, expected) ? { ...whole, text: expected } : foldByWord(text, fold, foldCharacter);
  };
}

/** Equal but for the form of sigma, which depends on its neighbours and is the same one unit long. */
function isAlike(a: string, b: string): boolean {
  return a === b || a.replaceAll('ς', 'σ') === b.replaceAll('ς', 'σ');
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

function foldByWord(text: string, fold: Fold, foldCharacter: Fold): FoldedText {
  const parts = [...text.matchAll(/\s+|\S+/gu)].map(({ 0: part, index }) => {
    // Blanks between words stay blanks, also for normalisers that trim.
    if (/^\s/u.test(part)) return collect([part], (blanks) => fold(blanks) || ' ', index);
    const expected = fold(part);
    const byCharacter = collect([...part], foldCharacter, index);
    if (isAlike(byCharacter.text, expected)) return { ...byCharacter, text: expected };
    const byGrapheme = collect(
      [...graphemes.segment(part)].map(({ segment }) => segment),
      fold,
      index,
    );
    return isAlike(byGrapheme.text, expected) ? { ...byGrapheme, text: expected } : collect([part], fold, index);
  });
  return {
    text: parts.map((part) => part.text).join(''),
    starts: parts.flatMap(({ starts }) => starts),
    ends: parts.flatMap(({ ends }) => ends),
  };
}

function collect(units: readonly string[], fold: Fold, offset: number): FoldedText {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let at = offset;
  for (const unit of units) {
    const folded = fold(unit);
    const end = at + unit.length;
    for (let i = 0; i < folded.length; i++) {
      starts.push(at);
      ends.push(end);
    }
    if (folded === '' && ends.length > 0 && ends.at(-1) === at && clinging.test(unit)) ends[ends.length - 1] = end;
    text += folded;
    at = end;
  }
  return { text, starts, ends };
}

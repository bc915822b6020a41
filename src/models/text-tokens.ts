/**
 * A text as a model's tokens, each with its place in the original text. The tokenizer library gives no offsets, so its
 * three steps (normalise, cut into words, cut words into pieces) are run one by one and positions are carried along.
 * Words like `[SEP]` in a text stay words: nobody can write a model's special tokens.
 */
import { Tokenizer } from '@huggingface/tokenizers';
import { createFolder, type FoldedText } from './fold-map.js';

export interface TextTokens {
  readonly ids: readonly number[];
  /** UTF-16 units in the text, never running backwards; an empty stretch for a token that stands for a blank. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

export interface TextTokenizer {
  /** The tokens of `text` without special tokens. Never throws for an odd text. */
  tokens(text: string): TextTokens;
  /** The special tokens that the model wants before and after every window. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Words whose pieces are remembered; a few megabytes. */
const maxKnownWords = 20_000;

interface Piece {
  readonly start: number;
  readonly end: number;
}

/** A tokenizer from the parsed `tokenizer.json` and `tokenizer_config.json` of a model. */
export function createTextTokenizer(definition: object, config: object): TextTokenizer {
  const library = new Tokenizer(definition, config);
  const { normalizer, pre_tokenizer: cutter, model, post_processor: finisher } = library;
  if (model === null) throw new Error('the tokenizer has no model');
  const foldText = createFolder((text) => (normalizer === null ? text : normalizer.normalize(text)));
  const prefix = continuationPrefix(definition);
  const unknown = model.unk_token_id ?? 0;
  const idOf = (piece: string): number => model.tokens_to_ids.get(piece) ?? unknown;
  const known = new Map<string, readonly string[]>();
  const words = (text: string): string[] => (cutter === null ? [text] : cutter(text, { section_index: 0 }));

  /** The pieces of a word, remembered: searching the vocabulary for them is what costs most. */
  function piecesOf(word: string): readonly string[] {
    const remembered = known.get(word);
    if (remembered !== undefined) return remembered;
    const pieces: string[] = model?.([word]) ?? [];
    if (known.size < maxKnownWords) known.set(word, pieces);
    return pieces;
  }

  function add(pieces: readonly string[], places: readonly Piece[], folded: FoldedText, to: MutableTokens): void {
    for (const [i, piece] of pieces.entries()) {
      const { start, end } = places[i] as Piece;
      const first = skipBlanks(folded.text, start, end);
      const last = folded.ends[end - 1] ?? 0;
      to.ids.push(idOf(piece));
      to.starts.push(first < end ? (folded.starts[first] ?? last) : last);
      to.ends.push(last);
    }
  }

  function tokens(text: string): TextTokens {
    const folded = foldText(text);
    const exact = newTokens();
    let at = 0;
    for (const word of words(folded.text)) {
      const place = find(word, folded.text, at);
      // A cutter that rewrites words (byte-level ones do) cannot be followed: spans are whole words then.
      if (place === undefined) return tokensByWord(folded);
      const pieces = piecesOf(word);
      add(pieces, placesOf(pieces, word, place, prefix), folded, exact);
      at = place.end;
    }
    return exact;
  }

  function tokensByWord(folded: FoldedText): TextTokens {
    const coarse = newTokens();
    for (const match of folded.text.matchAll(/\s?\S+/gu)) {
      const end = match.index + match[0].length;
      const place = { start: match.index + (/^\s/u.test(match[0]) ? 1 : 0), end };
      const pieces = model?.(words(match[0])) ?? [];
      add(
        pieces,
        pieces.map(() => place),
        folded,
        coarse,
      );
    }
    return coarse;
  }

  const [before, after] = specialTokens(finisher, idOf);
  return { tokens, before, after };
}

interface MutableTokens {
  ids: number[];
  starts: number[];
  ends: number[];
}

function newTokens(): MutableTokens {
  return { ids: [], starts: [], ends: [] };
}

const metaspace = '\u2581';

/** Where `word` stands in `text` at `at`, or behind the blanks there; sentencepiece writes a blank as `▁`. */
function find(word: string, text: string, at: number): Piece | undefined {
  const begins = (part: string, start: number): boolean =>
    text.startsWith(part, start) ||
    (part.includes(metaspace) && text.slice(start, start + part.length).replaceAll(' ', metaspace) === part);
  if (begins(word, at)) return { start: at, end: at + word.length };
  const start = skipBlanks(text, at, text.length);
  const bare = word.startsWith(metaspace) ? word.slice(1) : word;
  return begins(bare, start) ? { start, end: start + bare.length } : undefined;
}

function skipBlanks(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && /\s/u.test(text[at] as string)) at++;
  return at;
}

/** The place of each piece of a word; the whole word for every piece when their lengths do not add up. */
function placesOf(pieces: readonly string[], word: string, place: Piece, prefix: string): Piece[] {
  const lead = word.length - (place.end - place.start);
  const lengths = pieces.map((piece, i) => piece.length - (i > 0 && piece.startsWith(prefix) ? prefix.length : 0));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total !== word.length) return pieces.map(() => place);
  let at = -lead;
  return lengths.map((length) => {
    const start = place.start + Math.max(0, at);
    at += length;
    return { start, end: Math.max(start, place.start + at) };
  });
}

function continuationPrefix(definition: object): string {
  const model = 'model' in definition ? definition.model : undefined;
  const found = typeof model === 'object' && model !== null && 'continuing_subword_prefix' in model;
  return found && typeof model.continuing_subword_prefix === 'string' ? model.continuing_subword_prefix : '';
}

type Finisher = Tokenizer['post_processor'];

function specialTokens(finisher: Finisher, idOf: (piece: string) => number): [number[], number[]] {
  const stand = '\u0000text\u0000';
  const finished: string[] = finisher === null ? [stand] : finisher([stand], null, true).tokens;
  const at = finished.indexOf(stand);
  return [finished.slice(0, at).map(idOf), finished.slice(at + 1).map(idOf)];
}

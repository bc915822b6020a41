/**
 * Overlapping windows over a token sequence that is longer than a model can read, and which window each token takes
 * its vector from. Pure arithmetic.
 */
export interface TokenWindow {
  /** The tokens that are read, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** The tokens among them that keep their vector from this window; the windows' kept stretches tile the sequence. */
  readonly keepStart: number;
  readonly keepEnd: number;
}

/**
 * The fewest windows of at most `size` tokens that cover `count` tokens with about `overlap` shared by neighbours, evenly
 * spread. Each token is kept by the window in which it stands farthest from an edge, which is the middle of an overlap.
 */
export function tokenWindows(count: number, size: number, overlap: number): readonly TokenWindow[] {
  if (count <= size) return [{ start: 0, end: count, keepStart: 0, keepEnd: count }];
  const windows = Math.ceil((count - overlap) / (size - overlap));
  const starts = Array.from({ length: windows }, (_, i) => Math.round(((count - size) * i) / (windows - 1)));
  const cuts = starts.slice(1).map((start, i) => Math.round((start + (starts[i] as number) + size) / 2));
  return starts.map((start, i) => ({
    start,
    end: start + size,
    keepStart: i === 0 ? 0 : (cuts[i - 1] as number),
    keepEnd: cuts[i] ?? count,
  }));
}

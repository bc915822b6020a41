/**
 * Long replies in parts, never cut: a line stays whole with its mark; one that is longer than a part goes on in the
 * next, its mark at its end. No character is lost.
 */
import { type Line, lengthOf, type Run } from './line.js';

/**
 * Groups of lines, each of at most `limit` characters and `mostLines` lines. A line goes to a new part rather than being
 * cut; a longer one is cut at blanks where there are any.
 */
export function splitLines(lines: readonly Line[], limit: number, mostLines = 40): readonly (readonly Line[])[] {
  const parts: Line[][] = [[]];
  let length = 0;
  for (const piece of lines.flatMap((whole) => cutLine(whole, limit))) {
    const part = parts.at(-1) ?? [];
    if (part.length > 0 && (length + lengthOf(piece) > limit || part.length >= mostLines)) {
      parts.push([piece]);
      length = lengthOf(piece);
    } else {
      part.push(piece);
      length += lengthOf(piece);
    }
  }
  return parts;
}

function cutLine(whole: Line, limit: number): readonly Line[] {
  if (lengthOf(whole) <= limit) return [whole];
  // The last run is the mark of what stands before it: room is kept for it in every piece, so that it fits the last.
  const last = whole.runs.at(-1);
  const mark = whole.runs.length > 1 && last && last.text.length <= limit / 2 ? last : undefined;
  const pieces = cutRuns(mark ? whole.runs.slice(0, -1) : whole.runs, limit - (mark?.text.length ?? 0));
  return pieces.map((runs, index) => ({
    ...whole,
    runs: mark && index === pieces.length - 1 ? [...runs, mark] : runs,
  }));
}

function cutRuns(runs: readonly Run[], limit: number): readonly (readonly Run[])[] {
  const pieces: Run[][] = [[]];
  let room = limit;
  for (const run of runs) {
    let rest = run.text;
    while (rest.length > room) {
      const at = cutAt(rest, room);
      if (at > 0) pieces.at(-1)?.push({ ...run, text: rest.slice(0, at) });
      rest = rest.slice(at);
      pieces.push([]);
      room = limit;
    }
    if (rest !== '') pieces.at(-1)?.push({ ...run, text: rest });
    room -= rest.length;
  }
  return pieces.filter((piece) => piece.length > 0);
}

/** Where to cut so that at most `room` characters come before: after a blank if one is near, never inside a surrogate pair. */
function cutAt(text: string, room: number): number {
  if (room <= 1) return 0;
  const blank = text.lastIndexOf(' ', room - 1) + 1;
  if (blank > room / 2) return blank;
  const code = text.charCodeAt(room - 1);
  return code >= 0xd800 && code <= 0xdbff ? room - 1 : room;
}

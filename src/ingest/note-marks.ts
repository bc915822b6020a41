/**
 * Finds notes that are written as plain text: a line that begins with a mark (`[1]`, `¹`, `*`, or a number in a list
 * under "Notes"), and the same mark earlier in the text. A line without such a mark elsewhere stays a paragraph.
 */
import { type Block, type Draft, type DraftNote, markOf } from './draft.js';

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const notesHeading =
  /^(foot|end)?notes?( and references)?:?$|^(references|works cited|anmerkungen|fu(ß|ss)noten|notas?|notes de bas de page|сноски|примечани[ея]|注|註|脚注|注釈)\s*[:：]?$/iu;

const bracketId = '\\d{1,3}|[ivxlcdm]{1,7}|[a-z]|\\*{1,4}|†|‡|note \\d{1,3}';
const noteStart = new RegExp(
  `^(?:\\[(?:footnote )?(${bracketId})(?:\\]|:\\s)|([${superscripts}]{1,3})|(\\*{1,4}|†|‡|§)(?=[\\s\\p{L}"“«(])|\\((\\d{1,3}|\\*{1,3})\\)|(\\d{1,3})(?:[.)]\\s|\\s(?=\\p{Lu})))\\s*`,
  'iu',
);

interface Candidate {
  readonly index: number;
  readonly id: string;
  readonly text: string;
  /** Under which keys its marks are found in the text. */
  readonly keys: readonly string[];
}

interface Place {
  readonly block: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The draft with its plain-text notes moved from `blocks` to `notes` and their marks in place. Notes that no earlier mark
 * points at stay paragraphs: nothing of the text is lost to a wrong guess.
 */
export function linkTextMarks(draft: Draft): Draft {
  const candidates = findCandidates(draft.blocks);
  const firstText = draft.blocks.findIndex((block) => block.kind !== 'heading');
  // Paragraphs that are themselves numbered "[1] ..." are no notes.
  if (candidates.length === 0 || candidates.some((candidate) => candidate.index <= firstText)) return draft;
  const places = findMarks(draft.blocks, new Set(candidates.map((candidate) => candidate.index)));
  const ids = new Set(draft.notes.map((note) => note.id));
  const taken = new Set<number>();
  const notes: DraftNote[] = [];
  const inserted = new Map<number, { place: Place; id: string }[]>();
  for (const candidate of candidates) {
    const rivals = candidates.filter((other) => other.id === candidate.id);
    const mine = chooseMarks(candidate, rivals, places);
    if (mine.length === 0) continue;
    const id = freshId(candidate.id, ids);
    notes.push({ id, text: candidate.text });
    taken.add(candidate.index);
    for (const place of mine) {
      const list = inserted.get(place.block) ?? [];
      list.push({ place, id });
      inserted.set(place.block, list);
    }
  }
  for (const [index, block] of draft.blocks.entries()) {
    if (isNotesHeading(block.text) && taken.has(index + 1)) taken.add(index);
  }
  const blocks = draft.blocks.flatMap((block, index) =>
    taken.has(index) ? [] : [{ ...block, text: insertMarks(block.text, inserted.get(index) ?? []) }],
  );
  return { ...draft, blocks, notes: [...draft.notes, ...notes] };
}

/** Whether a line is the heading over a list of notes. */
export function isNotesHeading(text: string): boolean {
  return notesHeading.test(text.trim());
}

/** Whether a line begins as a note does: with a mark of its own. */
export function isNoteLine(text: string): boolean {
  const match = noteStart.exec(text);
  return match !== null && match[5] === undefined;
}

/** More candidates than a book has notes: a list of another kind, and too many to compare. */
const maxCandidates = 3_000;

function findCandidates(blocks: readonly Block[]): Candidate[] {
  const candidates: Candidate[] = [];
  let underNotes = false;
  for (const [index, block] of blocks.entries()) {
    if (isNotesHeading(block.text)) underNotes = true;
    else if (block.kind === 'heading') underNotes = false;
    const match = noteStart.exec(block.text);
    if (!match || block.kind === 'heading') continue;
    const [whole, bracket, superscript, sign, round, bare] = match;
    if (bare !== undefined && !underNotes) continue;
    const isWord = /^\[(foot)?note[^\]]*:/i.test(whole) || /^\[footnote/i.test(whole);
    const text = isWord ? block.text.slice(whole.length).replace(/\]\s*$/, '') : block.text.slice(whole.length);
    if (text.trim() === '') continue;
    const id = (bracket ?? (superscript && digitsOf(superscript)) ?? sign ?? round ?? bare ?? '').toLowerCase();
    const keys = bracket ? [`[${id}`] : superscript ? [`^${id}`] : sign ? [sign] : [`[${id}`, `^${id}`, `(${id}`];
    candidates.push({ index, id, text: text.trim(), keys });
  }
  return candidates.length > maxCandidates ? [] : candidates;
}

const marks = new RegExp(
  `(?<=\\S ?)\\[(?:footnote |note )?(${bracketId})\\]|(?<=\\S)(?<!\\b[kcm]?m)([${superscripts}]{1,3})` +
    `|(?<=[\\p{L}\\p{N}.,;:!?"'”’»)])(\\*{1,4}|†|‡|§)(?![*\\p{L}\\p{N}])|(?<=\\S ?)\\((\\d{1,3}|\\*{1,3})\\)`,
  'giu',
);

function findMarks(blocks: readonly Block[], noteLines: ReadonlySet<number>): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  for (const [block, { text }] of blocks.entries()) {
    for (const match of text.matchAll(marks)) {
      if (noteLines.has(block) && match.index === 0) continue;
      const [whole, bracket, superscript, sign, round] = match;
      const key = bracket ? `[${bracket}` : superscript ? `^${digitsOf(superscript)}` : (sign ?? `(${round}`);
      const list = places.get(key.toLowerCase()) ?? [];
      list.push({ block, start: match.index, end: match.index + whole.length });
      places.set(key.toLowerCase(), list);
    }
  }
  return places;
}

/** All marks of a note that has its id for itself; of several (numbering began anew), its own one or the nearest before. */
function chooseMarks(
  candidate: Candidate,
  rivals: readonly Candidate[],
  places: ReadonlyMap<string, readonly Place[]>,
): readonly Place[] {
  const found = candidate.keys.map((key) => places.get(key) ?? []).find((list) => list.length > 0) ?? [];
  if (!found.some((place) => place.block < candidate.index)) return [];
  if (rivals.length === 1) return candidate.keys[0]?.startsWith('[') ? found : found.slice(0, 1);
  if (rivals.length === found.length) return found.slice(rivals.indexOf(candidate), rivals.indexOf(candidate) + 1);
  return found.filter((place) => place.block < candidate.index).slice(-1);
}

function freshId(wanted: string, ids: Set<string>): string {
  let id = wanted;
  for (let n = 2; ids.has(id); n += 1) id = `${wanted}-${n}`;
  ids.add(id);
  return id;
}

function insertMarks(text: string, insertions: readonly { place: Place; id: string }[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { place, id } of insertions.toSorted((a, b) => a.place.start - b.place.start)) {
    pieces.push(text.slice(from, place.start), markOf(id));
    from = place.end;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}

function digitsOf(raised: string): string {
  return [...raised].map((sign) => superscripts.indexOf(sign)).join('');
}

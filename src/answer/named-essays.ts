/**
 * Essays that a question names among those in play: by author, title or folder, or as "the second one" after an answer
 * that quoted several. A name that could be an ordinary word counts only where it is plainly meant.
 */
import { familyName, shortNames } from '../essay/short-name.js';
import type { Essay, Span, Turn } from '../essay/types.js';
import { fold } from '../essay/words.js';
import { authorVerbs } from '../retrieval/question-frame.js';

/** A stretch of a question and the essays it names. */
export interface Naming extends Span {
  readonly essays: readonly Essay[];
  /** Whether the question is put to them: "what does Feld say", not "who disagrees with Feld". */
  readonly isSubject: boolean;
  readonly isFolder: boolean;
}

/** The namings in `question`, in order, never overlapping. */
export function namingsIn(question: string, essays: readonly Essay[]): readonly Naming[] {
  const found: Naming[] = [];
  for (const { name, pattern, meant, isFolder } of namesOf(essays)) {
    for (const match of question.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (found.some((other) => span.start < other.end && other.start < span.end)) continue;
      if (isPerhapsWord(match[0], name, essays)) continue;
      found.push({ ...span, essays: meant, isFolder, isSubject: isPutTo(question, span) });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

interface Name {
  readonly name: string;
  readonly pattern: RegExp;
  readonly meant: readonly Essay[];
  readonly isFolder: boolean;
}

/** Longest first: a title may hold an author's name. */
function namesOf(essays: readonly Essay[]): readonly Name[] {
  const names = new Map<string, { readonly meant: Set<Essay>; readonly flags: string; readonly isFolder: boolean }>();
  const add = (name: string | undefined, essay: Essay, flags: string, isFolder = false): void => {
    if (name === undefined || [...name].length < 3) return;
    const entry = names.get(name) ?? { meant: new Set<Essay>(), flags, isFolder };
    names.set(name, entry);
    entry.meant.add(essay);
  };
  for (const essay of essays) {
    add(familyName(essay.author), essay, 'giu');
    add(essay.author, essay, 'giu');
    // A title is written as a title: "chosen by lot" names no essay called "By Lot".
    for (const title of [essay.title, essay.title.split(/[:.–—]/)[0]?.trim()])
      if (title !== undefined && /\s/.test(title)) add(title, essay, 'gu');
    // A folder of one plain word ("ethics") is a subject more often than a name.
    for (const folder of [essay.collection, essay.collection.split('/').at(-1)])
      if (folder !== undefined && /[^\p{L}]/u.test(folder)) add(folder, essay, 'giu', true);
  }
  return [...names]
    .sort(([a], [b]) => b.length - a.length)
    .map(([name, { meant, flags, isFolder }]) => ({
      name,
      pattern: new RegExp(bounded(name), flags),
      meant: [...meant],
      isFolder,
    }));
}

/** `name` as whole words where its script puts blanks between words. */
function bounded(name: string): string {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(name)
    ? escaped
    : `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`;
}

/** Written small where the essays use it small as well: "frost" beside an author called Frost. */
function isPerhapsWord(written: string, name: string, essays: readonly Essay[]): boolean {
  if (written === name || /[^\p{L}]/u.test(name)) return false;
  const small = new RegExp(bounded(name.toLowerCase()), 'u');
  return essays.some(({ paragraphs }) => paragraphs.some(({ text }) => small.test(text)));
}

const before =
  /(?:(?<!\p{L})(?:do|does|did|is|was|has|would|can|could|should|will|in|by|according to|laut|nach|von|bei|selon|d'apres|dans|segun|en|у|в|по мнению|согласно|по словам)\s+|^[^\p{L}\p{N}]*(?:and|but|what about|how about|und|aber|was ist mit|et|mais|y|pero|и|а|но|а что)\s+)(?:the |the essay |essay )?["'«„]?$/u;
const after = /^["'»”]?(?:'s)?\s*(?:は|が|の|によれば|によると)/u;

function isPutTo(question: string, { start, end }: Span): boolean {
  const head = fold(question.slice(0, start));
  const tail = fold(question.slice(end));
  const [verbBefore = ''] = /[\p{L}]+(?=["'«„\s]*$)/u.exec(head) ?? [];
  const [, verbAfter = ''] = /^(?:'s)?["'»”\s]*([\p{L}]+)/u.exec(tail) ?? [];
  return before.test(`${head}`) || after.test(tail) || authorVerbs.has(verbBefore) || authorVerbs.has(verbAfter);
}

const ordinals: readonly RegExp[] = [
  /first|erste\p{L}*|перв\p{L}+|primer[oa]?|premi(?:er|ere)|一つ目|一番目|最初/u,
  /second|zweite\p{L}*|втор\p{L}+|segund[oa]|deuxieme|seconde?|二つ目|二番目/u,
  /third|dritte\p{L}*|трет\p{L}+|tercer[oa]?|troisieme|三つ目|三番目/u,
];
const lastOne = /last|letzte\p{L}*|последн\p{L}+|ultim[oa]|derni(?:er|ere)|最後/u;
const otherOne = /other|andere\p{L}*|друг\p{L}+|otr[oa]|autre|もう一つ|もう一方/u;
const place = [...ordinals, lastOne, otherOne].map(({ source }) => source).join('|');
/** "in the first", "and the second one?", "а во втором?": the ordinal, and at most the word for an essay, before a pause. */
const pointer = new RegExp(
  `(?<!\\p{L})(?:(?:in |and |what about )?the|der|die|das|den|dem|im|el|la|le|l'|en el|dans le|в|во|и|а|)\\s*(${place})(?:\\s?(?:one|essay|text|author|writer|эссе|текст\\p{L}*|автор\\p{L}*|aufsatz|autor\\p{L}*|ensayo|texto|essai|texte|auteur|の(?:エッセイ|文章|著者))s?)?(?=[^\\p{L}\\p{N}]*$|,|は|では)`,
  'u',
);

/** The essay that `question` points at by its place among those the last answer quoted; undefined where it does not. */
export function pointedAt(question: string, history: readonly Turn[], essays: readonly Essay[]): Essay | undefined {
  const [, word] = pointer.exec(fold(question)) ?? [];
  if (word === undefined) return undefined;
  const quoted = quotedBefore(history, essays);
  if (lastOne.test(word)) return quoted.at(-1);
  if (!otherOne.test(word)) return quoted[ordinals.findIndex((ordinal) => ordinal.test(word))];
  const [latest] = quotedBefore(history.slice(-1), essays, 1);
  return latest === undefined ? quoted.at(1) : quoted.find((essay) => essay !== latest);
}

/** The essays whose marks stand in the latest answer with marks of at least `least` essays, as they come first. */
export function quotedBefore(history: readonly Turn[], essays: readonly Essay[], least = 2): readonly Essay[] {
  const names = shortNames(essays);
  for (const { role, content } of [...history].reverse()) {
    if (role !== 'assistant') continue;
    const found = essays
      .map((essay) => ({ essay, at: content.indexOf(`${names.get(essay.slug)} ¶`) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at);
    if (found.length >= least) return found.map(({ essay }) => essay);
  }
  return [];
}

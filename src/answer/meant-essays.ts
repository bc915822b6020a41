/**
 * Which essays a question is put to where several are in play, and what is asked of each: the one or two it names, all
 * of them ("which of the authors …"), or whichever answers best.
 */
import { say } from '../essay/phrases.js';
import type { Essay, Language, Turn } from '../essay/types.js';
import { fold, type Word, words } from '../essay/words.js';
import { leansOnEarlier } from '../retrieval/follow-up.js';
import { authorVerbs } from '../retrieval/question-frame.js';
import { aboutWords, askingWords, type Cue, commonNouns, cueIn, essayNouns } from './across-cues.js';
import { type Naming, namingsIn, pointedAt, quotedBefore } from './named-essays.js';
import { vocabularyOf } from './vocabulary.js';

export interface MeantEssays {
  readonly essays: readonly Essay[];
  /** What is asked of them: the question itself, or its matter put as a question to one essay. */
  readonly text: string;
  /** `one`: the best of `essays` answers. Else each speaks for itself; with `which` it is asked which of them do. */
  readonly mode: 'one' | 'all' | 'which';
  /** The question itself names them; then each that is silent is told. */
  readonly isNamed: boolean;
  /** Whether `text` still leans on earlier turns. */
  readonly leans: boolean;
  /** They are those of the last answer, which a short follow-up stays with as long as they answer it. */
  readonly isHeld?: true;
  /** It asks of no matter: of each essay, what it says as a whole. */
  readonly isWhole?: true;
}

/** The essays that `question` means among `essays`, all in play; as asked after `history`. */
export function meantEssays(
  question: string,
  essays: readonly Essay[],
  history: readonly Turn[],
  language: Language,
): MeantEssays {
  const asked = { essays, text: question, mode: 'one', isNamed: false, leans: true } as const;
  if (essays.length < 2) return asked;
  const namings = namingsIn(question, essays);
  const pointed = history.length > 0 ? pointedAt(question, history, essays) : undefined;
  if (pointed !== undefined) return { ...asked, ...narrowed(question, [pointed], namings, history, essays, language) };
  const persons = namings.filter(({ isFolder }) => !isFolder);
  const folder = namings.find(({ isFolder }) => isFolder);
  const within = folder?.essays ?? essays;
  const named = [...new Set(persons.flatMap((naming) => naming.essays))].filter((essay) => within.includes(essay));
  const severalNamed = new Set(persons.map((naming) => naming.essays.map(({ slug }) => slug).join())).size > 1;
  const cue = cueOf(question, essays, history, language);
  const put = (text: string, mode: MeantEssays['mode'], of: readonly Essay[], isNamed: boolean): MeantEssays => ({
    essays: of,
    text: text === '' ? question : say('whatIsSaidOf', language, { matter: text }),
    mode,
    isNamed,
    leans: false,
    ...(text === '' ? { isWhole: true } : {}),
  });
  const matter = (): string => matterOf(question, namings, language) || earlierMatter(history, essays, language) || '';
  if (severalNamed && named.length > 1) return put(matter(), cue?.startsWith('which') ? 'which' : 'all', named, true);
  if (cue !== undefined && within.length > 1)
    return put(matter(), cue.startsWith('which') ? 'which' : 'all', within, false);
  if (folder !== undefined && within.length > 1 && folder.isSubject && persons.length === 0) {
    return /(?<!\p{L})(?:do|does|did)\s*$/iu.test(question.slice(0, folder.start))
      ? put(matter(), 'all', within, false)
      : { ...asked, ...narrowed(question, within, namings, history, essays, language) };
  }
  if (persons.some(({ isSubject }) => isSubject) && named.length > 0)
    return { ...asked, ...narrowed(question, named, namings, history, essays, language) };
  if (!leansOnEarlier(question, language)) return asked;
  const earlier = earlierAcross(history, essays, language);
  if (earlier !== undefined) {
    // "And telephones?" asks the same of something else; "why?" asks on.
    const own = matterOf(question, namings, language, true);
    const text = own === '' ? `${earlier.matter} ${question}` : say('whatIsSaidOf', language, { matter: own });
    return { ...earlier, text };
  }
  const held = quotedBefore(history, essays, 1);
  return held.length === 0 ? asked : { ...asked, essays: held, isHeld: true };
}

/** The question put to fewer essays; one that is nothing but a name asks for what was asked before. */
function narrowed(
  question: string,
  to: readonly Essay[],
  namings: readonly Naming[],
  history: readonly Turn[],
  essays: readonly Essay[],
  language: Language,
): Pick<MeantEssays, 'essays' | 'text' | 'leans' | 'isNamed'> {
  const own = matterOf(question, namings, language, true);
  const before = own === '' ? earlierMatter(history, essays, language) : undefined;
  if (before !== undefined)
    return { essays: to, text: say('whatIsSaidOf', language, { matter: before }), leans: false, isNamed: true };
  const folders = namings.filter(({ isFolder }) => isFolder);
  const text = folders.length > 0 ? without(question, folders) : question;
  return { essays: to, text, leans: true, isNamed: true };
}

function cueOf(
  question: string,
  essays: readonly Essay[],
  history: readonly Turn[],
  language: Language,
): Cue | undefined {
  const folded = fold(question);
  const cue = cueIn(folded);
  if (cue === undefined) return undefined;
  if (cue.endsWith('pronoun')) {
    // "Do they agree?" after an answer from one essay asks of the people in it.
    const isOfEssays = history.length === 0 || earlierAcross(history, essays, language) !== undefined;
    return isOfEssays ? cue : undefined;
  }
  const nouns = words(question, language).filter(({ form }) => essayNouns.has(form));
  const isMatter = (word: Word): boolean =>
    commonNouns.has(word.form) && essays.some((essay) => vocabularyOf(essay).forms.has(word.form));
  return nouns.length > 0 && nouns.every(isMatter) ? undefined : cue;
}

/** The last question with matter of its own, if it was put to several essays and the answer quoted more than one. */
function earlierAcross(
  history: readonly Turn[],
  essays: readonly Essay[],
  language: Language,
): (MeantEssays & { readonly matter: string }) | undefined {
  const at = history.findLastIndex(({ role, content }) => role === 'user' && !leansOnEarlier(content, language));
  const turn = history[at];
  if (turn === undefined || quotedBefore(history.slice(at), essays).length < 2) return undefined;
  const meant = meantEssays(turn.content, essays, [], language);
  if (meant.mode === 'one') return undefined;
  return { ...meant, matter: matterOf(turn.content, namingsIn(turn.content, essays), language) };
}

function earlierMatter(history: readonly Turn[], essays: readonly Essay[], language: Language): string | undefined {
  for (const { role, content } of [...history].reverse()) {
    if (role !== 'user') continue;
    const matter = matterOf(content, namingsIn(content, essays), language);
    if (matter !== '') return matter;
  }
  return undefined;
}

/** What `question` is about: itself without the words that ask, and without the essays it names; empty for nothing. */
function matterOf(question: string, namings: readonly Naming[], language: Language, withPointers = false): string {
  const japanese =
    /^(?:[^は]{0,12}は|.{0,12}で|どの[^が]{0,6}が)?(.+?)(?:について|に関して|に触れ|を(?:どう|論じ))/u.exec(question);
  if (language === 'ja' && japanese?.[1]) return japanese[1].trim();
  const list = words(question, language);
  const isNamed = ({ start, end }: Word): boolean => namings.some((name) => name.start < end && start < name.end);
  const isAsking = (word: Word): boolean => authorVerbs.has(word.form) || askingWords.has(word.form);
  const isFrame = (word: Word): boolean =>
    word.isStop ||
    isNamed(word) ||
    isAsking(word) ||
    essayNouns.has(word.form) ||
    (withPointers && pointing.has(word.form));
  let first = 0;
  let hasAsked = false;
  for (; first < list.length; first++) {
    const word = list[first];
    if (word === undefined || !isFrame(word)) break;
    if (isAsking(word)) hasAsked = true;
    const rest = list.slice(first + 1);
    const next = rest.find((other) => !other.isStop);
    if (hasAsked && aboutWords.has(word.form) && next && !isNamed(next) && !essayNouns.has(next.form)) {
      first += 1;
      break;
    }
  }
  let last = list.length;
  while (last > first && isFrame(list[last - 1] as Word)) last -= 1;
  const tail = list.slice(last);
  // "… according to the essays" goes; "… that they have to" stays.
  if (!tail.some((word) => isNamed(word) || essayNouns.has(word.form))) last = list.length;
  const kept = list.slice(first, last);
  const [head] = kept;
  const end = kept.at(-1);
  return head === undefined || end === undefined || kept.every((word) => word.isStop)
    ? ''
    : question.slice(head.start, end.end);
}

const pointing = new Set(
  'one first second third last other erste ersten zweite zweiten dritte letzte andere первый первом второй втором третий последний другой primero segundo tercero ultimo otro premier deuxieme second troisieme dernier autre'.split(
    ' ',
  ),
);

function without(question: string, namings: readonly Naming[]): string {
  return [...namings]
    .reverse()
    .reduce(
      (text, { start, end }) =>
        `${text.slice(0, start).replace(/\s(?:in|im|dans|en|в|auf|from)\s+$/iu, ' ')}${text.slice(end)}`,
      question,
    )
    .replace(/\s+/g, ' ')
    .trim();
}

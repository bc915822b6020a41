/**
 * Whose words a stretch of an essay is: the author's, or somebody's whom the author reports, by the cues of its sentence.
 */
import { governmentOf, isSameName } from '../answer/proof/countries.js';
import { tongue } from '../answer/proof/quoted.js';
import { voicesOf } from '../answer/proof/voices.js';
import { sentences } from '../essay/sentences.js';
import { familyName } from '../essay/short-name.js';
import type { Citation, Essay } from '../essay/types.js';
import { fold, words } from '../essay/words.js';

export interface Speaker {
  readonly kind: 'author' | 'reported';
  /** Who is reported, as the essay writes it; '' where it names nobody ("they say"). */
  readonly label: string;
}

const author: Speaker = { kind: 'author', label: '' };

/** Who says what `citation` quotes, the innermost voice first; the author where nothing tells. */
export function speakerOf(essay: Essay, citation: Citation): Speaker {
  const text = essay.paragraphs[citation.paragraph - 1]?.text ?? '';
  const span = sentences(text, essay.language).find(
    ({ start, end }) => start <= citation.start && citation.start < end,
  );
  if (span === undefined) return author;
  const from = citation.start - span.start;
  // A subject that cannot be shown as a name is seldom one.
  const [inner] = voicesOf(text.slice(span.start, span.end), tongue(essay.language))
    .filter((voice) => voice.from < citation.end - span.start && voice.to > from)
    .filter(({ kind, label }) => kind !== 'named' || shown(label, essay.language) !== '')
    .sort((a, b) => b.from - a.from);
  if (inner === undefined || inner.kind === 'author' || isAuthor(inner.names, essay)) return author;
  return { kind: 'reported', label: inner.kind === 'named' ? shown(inner.label, essay.language) : '' };
}

/** Whether one of these folded names is the author's. */
export function isAuthor(names: readonly string[], { author: name }: Essay): boolean {
  const family = fold(familyName(name) ?? '');
  return family !== '' && names.some((each) => isSameName(each, family));
}

/** Whether two voices may be one: of the same name, or of the same government. */
export function mayBeOne(a: readonly string[], b: readonly string[]): boolean {
  return a.some((name) => b.some((other) => isSameName(name, other) || sameGovernment(name, other)));
}

function sameGovernment(a: string, b: string): boolean {
  return governmentOf(a) >= 0 && governmentOf(a) === governmentOf(b);
}

/** A name is not longer, in words; a longer subject is a half sentence. */
const mostWords = 5;
const adverbial =
  /^(?:for|in|on|at|by|with|after|before|from|as|if|when|while|since|для|в|на|при|für|im|in|bei|para|en|pour|dans)\s/iu;

/** A label for people to read, without what follows the name; '' where it is more than a name. */
export function shown(label: string, language: string): string {
  const bare = label.replace(/['’]s?$/u, '').trim();
  const list = words(bare, language);
  const last = list.findLast(({ form, isStop }) => !isStop && !/(?:ly|mente|ment)$/.test(form));
  if (last === undefined || adverbial.test(bare)) return '';
  return list.indexOf(last) >= mostWords ? '' : bare.slice(0, last.end).replace(/['’]s$/u, '');
}

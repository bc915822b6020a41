/**
 * How a sentence or a clause may open, and what may be cut off it without changing what the author says. For
 * languages without word lists every opening counts as fit and only whole sentences and strong signs are cut.
 */
import type { Language } from '../essay/types.js';
import { openingWords } from './opening-words.js';

interface Openings {
  readonly pointers: RegExp;
  readonly exempt?: RegExp;
  readonly links: RegExp;
  readonly dependents?: RegExp;
  readonly keepers: RegExp;
  readonly reports: RegExp;
  readonly subordinators?: RegExp;
  readonly relatives?: RegExp;
  readonly verbs: RegExp;
}

const compiled = new Map<string, Openings | undefined>();
const lead = String.raw`^[\s"'“‘«„「『(\[]*`;
const wordEnd = String.raw`(?![\p{L}\p{N}])`;

function openingsFor(language: string): Openings | undefined {
  const tongue = language.split('-')[0] ?? 'und';
  if (!compiled.has(tongue)) {
    compiled.set(tongue, Object.hasOwn(openingWords, tongue) ? compile(tongue as Language) : undefined);
  }
  return compiled.get(tongue);
}

function compile(tongue: Language): Openings {
  const own = openingWords[tongue];
  const isJapanese = tongue === 'ja';
  const end = isJapanese ? '' : wordEnd;
  const anywhere = (list: string): RegExp =>
    isJapanese ? new RegExp(list, 'u') : new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${list})${wordEnd}`, 'iu');
  const head = (list: string): RegExp => new RegExp(`${lead}(?:${list})${end}`, 'iu');
  return {
    pointers: head(own.pointers),
    ...(own.exempt === '' ? {} : { exempt: head(own.exempt) }),
    links: isJapanese
      ? new RegExp(`^(?:${own.links})、?`, 'u')
      : new RegExp(`^(?:(?:${own.links})(?:,\\s+)|(?:${own.joins})(?:,?\\s+)(?=[\\p{L}\\p{N}"'“‘«„]))`, 'iu'),
    ...(own.dependents === '' ? {} : { dependents: head(own.dependents) }),
    keepers: head(own.keepers),
    reports: anywhere(own.reports),
    ...(own.subordinators === '' ? {} : { subordinators: head(own.subordinators) }),
    ...(own.relatives === ''
      ? {}
      : { relatives: new RegExp(`,\\s+(?:\\p{L}+\\s+)?(?:${own.relatives})${wordEnd}.*$`, 'isu') }),
    verbs: anywhere(own.verbs),
  };
}

/** Whether `text` opens with a word that points back to what stood before it ("This", "It", "Their", "In such"). */
export function pointsBack(text: string, language: string): boolean {
  const own = openingsFor(language);
  if (own === undefined || !own.pointers.test(text)) return false;
  return !own.exempt?.test(text);
}

/** The length of the linking word or phrase at the head of `text` with its comma and blank; 0 when there is none. */
export function linkLength(text: string, language: string): number {
  return openingsFor(language)?.links.exec(text)?.[0].length ?? 0;
}

/** The length of a short introduction with its comma ("In tackling this, "), where the rest can do without; else 0. */
export function introductionLength(text: string, language: string): number {
  const head = opensWithVerb(language) ? undefined : /^([^,;:]{3,30}),\s+/u.exec(text);
  if (!head?.[1] || !isIntroduction(head[1], language)) return 0;
  const rest = text.slice(head[0].length);
  return mayStart(rest, language) && !isDroppable(rest, language) && linkLength(rest, language) === 0
    ? head[0].length
    : 0;
}

/** Whether a clause at the head only leads up to the next one: it has no verb, or a verb that leans ("While it rains"). */
export function isIntroduction(clause: string, language: string): boolean {
  return isDroppable(clause, language) && (isSubordinate(clause, language) || !hasVerb(clause, language));
}

/** After an introduction the verb comes first, so that the rest is no sentence without it. */
export function opensWithVerb(language: string): boolean {
  return /^(?:de|nl|sv|da|no|nb|nn|ja|ko)(?:-|$)/.test(language);
}

/** Whether a clause leans on its neighbours and may be dropped without changing what they claim. */
export function isDroppable(clause: string, language: string): boolean {
  const own = openingsFor(language);
  return own?.dependents?.test(clause) === true && !own.keepers.test(clause) && !own.reports.test(clause);
}

/** Whether what stands before this clause may be shown without it: it is no turn, no condition, and not whose words these are. */
export function mayEndBefore(clause: string, language: string): boolean {
  const own = openingsFor(language);
  return own !== undefined && !own.keepers.test(clause) && !own.reports.test(clause);
}

/** Whether a quotation may open with this clause. */
export function mayStart(clause: string, language: string): boolean {
  const own = openingsFor(language);
  return own !== undefined && !own.keepers.test(clause);
}

/** Whether the words give someone's speech or opinion ("she argues", "is thought"): what follows may be denied later. */
export function reports(text: string, language: string): boolean {
  return openingsFor(language)?.reports.test(text) === true;
}

/** Whether a clause goes on with "and" or "or". */
export function goesOn(clause: string): boolean {
  return /^(?:and|or|и|или|und|oder|y|e|o|et|ou)\s/iu.test(clause);
}

/** Whether a clause at the head of a sentence needs the one after it ("When it rains"). */
export function isSubordinate(clause: string, language: string): boolean {
  return openingsFor(language)?.subordinators?.test(clause) === true;
}

/** Whether `text` could be a statement of its own; true for languages without a list. */
export function hasVerb(text: string, language: string): boolean {
  const own = openingsFor(language);
  if (own === undefined) return true;
  return own.verbs.test(own.relatives === undefined ? text : text.replace(own.relatives, ''));
}

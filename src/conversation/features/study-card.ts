/** What the cards of study (claims, briefs, quiz, glossary, comparison) have in common. */
import { say } from '../../essay/phrases.js';
import type { Citation, Essay, Language } from '../../essay/types.js';
import { essaysReply } from '../replies.js';
import type { CardItem, CardReply, Reply } from '../types.js';

/** Essays named when it is not clear which one is meant. */
const essaysOffered = 10;

/** `reply` for the person alone. */
export function personal<R extends Reply>(reply: R): R & { readonly isPersonal: true } {
  return { ...reply, isPersonal: true };
}

/** Asks back which essay is meant. */
export function whichOf([first, ...rest]: readonly [Essay, ...Essay[]], language: Language): Reply {
  return essaysReply([first, ...rest.slice(0, essaysOffered - 1)], language, undefined, say('whichEssay', language));
}

/** What a card of `items` rests on: the quotes of its items, or else `otherwise`. */
export function citesOf(items: readonly CardItem[], otherwise: Citation): CardReply['cites'] {
  const [first, ...rest] = items.flatMap(({ quotes }) => quotes);
  return first ? [first, ...rest] : [otherwise];
}

/** `text` on one line, at most `chars` long, cut at a word. */
export function shortened(text: string, chars: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= chars) return line;
  const head = line.slice(0, chars).replace(/[\ud800-\udbff]$/, '');
  const blank = head.lastIndexOf(' ');
  return `${blank > chars / 2 ? head.slice(0, blank) : head}…`;
}

/** What follows a quote that is not the author's own: who is reported. */
export function saidBy(
  speaker: { readonly kind: string; readonly label: string },
  language: Language,
): string | undefined {
  if (speaker.kind === 'author') return undefined;
  return speaker.label === '' ? say('saidByOthers', language) : say('saidByReported', language, { who: speaker.label });
}

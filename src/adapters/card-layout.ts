/**
 * What a card of the classroom says, line by line: points with the words they rest on, and what is hidden left out,
 * covered, or called up by a line to type.
 */
import { quoted } from '../conversation/proof.js';
import type { CardItem, CardReply, Reply, Source } from '../conversation/types.js';
import { displayLine, displayText } from '../essay/display.js';
import type { Citation } from '../essay/types.js';
import { boldRun, type Line, type LineForm, line, plainRun, type Run } from './line.js';
import { linkedRuns, markRuns } from './mark-runs.js';

/** An item that is not to be seen at once, and the words that call it up. */
export type HiddenItem = CardItem & { readonly hidden: NonNullable<CardItem['hidden']> };
/** What stands in the place of the hidden item number `index`. */
export type ShowHidden = (item: HiddenItem, index: number, sources: readonly Source[]) => readonly Line[];

/** Every line of a card. */
export function pointsOf(reply: CardReply, showHidden: ShowHidden): readonly Line[] {
  let hidden = 0;
  return [
    ...line('lead', ...linkedRuns(displayLine(reply.leadIn), reply.sources, boldRun)),
    ...reply.items.flatMap((item) => {
      if (!isHidden(item)) return itemLines(item, reply.sources);
      hidden += 1;
      return showHidden(item, hidden - 1, reply.sources);
    }),
    ...wordsLines(reply.lastLine, 'small', reply.sources),
  ];
}

/** The hidden items of a reply, in order. */
export function hiddenOf(reply: Reply): readonly HiddenItem[] {
  return reply.kind === 'card' ? reply.items.filter(isHidden) : [];
}

/** In the place of a hidden item: what to type to see it. */
export function typedForHidden({ hidden }: HiddenItem): readonly Line[] {
  return line('text', plainRun(`${displayLine(hidden.label)}: `), code(displayLine(hidden.line)));
}

/** A hidden item with every word of it covered, on one line. */
export function coveredLine(
  { text, quotes, after = '', hidden }: HiddenItem,
  sources: readonly Source[],
): readonly Line[] {
  const words = [
    ...(text === '' ? [] : [plainRun(displayLine(text))]),
    ...quotes.flatMap((citation) => [plainRun(` ${quoted(citation)}`), ...markRuns(sources, [citation])]),
    ...(after === '' ? [] : [plainRun(` ${displayLine(after)}`)]),
  ];
  const covered = words.map((run): Run => ({ ...run, style: { ...run.style, spoiler: true } }));
  return line('text', plainRun(`${displayLine(hidden.label)}: `), ...covered);
}

function isHidden(item: CardItem): item is HiddenItem {
  return item.hidden !== undefined;
}

/** Our words line by line, then the quotes as quotes, then what follows. */
function itemLines({ text, quotes, after = '', form }: CardItem, sources: readonly Source[]): readonly Line[] {
  return [
    ...wordsLines(text, form === 'heading' ? 'lead' : (form ?? 'text'), sources),
    ...quotes.flatMap((citation) => quoteLine(citation, sources)),
    ...wordsLines(after, form === 'small' ? 'small' : 'text', sources),
  ];
}

function wordsLines(text: string, form: LineForm, sources: readonly Source[]): readonly Line[] {
  return displayText(text)
    .split('\n')
    .flatMap((one) => line(form, ...linkedRuns(one, sources, form === 'lead' ? boldRun : plainRun)));
}

/** The essay's words with their mark. */
export function quoteLine(citation: Citation, sources: readonly Source[]): readonly Line[] {
  return line('quote', plainRun(quoted(citation)), ...markRuns(sources, [citation]));
}

/** Something to type. */
export function code(text: string): Run {
  return { text, style: { code: true } };
}

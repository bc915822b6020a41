/** What follows `/summary`, read and printed. */
import type { SummaryLength } from '../summaries/types.js';
import { summaryOf } from './plain-commands.js';
import { slashThread } from './thread-words.js';
import type { Command, NumberRange } from './types.js';

type SummaryCommand = Extract<Command, { name: 'summary' }>;

/** Asks for the essay's own words even where a model would write. */
const quotesFlag = /(?:^|\s)(?:--|—|–)quotes(?=\s|$)/u;

/** `full p3-6`, `thread`, `short --quotes`; other words name a section or a theme: `short China`. */
export function slashSummary(line: string): Command {
  const isQuoted = quotesFlag.test(line);
  const command = partOf(line.replace(quotesFlag, '').trim());
  return isQuoted && command.name === 'summary' ? { ...command, isQuoted } : command;
}

function partOf(words: string): Command {
  const known =
    slashThread(words) ?? summaryOf(`summary ${words.replace(/^(\d+)(?:\s?-\s?(\d+))?$/, (all) => `p${all}`)}`);
  if (known) return known;
  const [, length = 'short', about = ''] =
    /^(?:(sentence|short|full)\s+)?(?:(?:of|about|on)\s+)?([\s\S]*)$/i.exec(words) ?? [];
  return { name: 'summary', length: length.toLowerCase() as SummaryLength, about: about.trim() };
}

/** The line that is read back as `command`, but for its essay. */
export function printSummary({ length, range, about, isThread, isQuoted }: SummaryCommand): string {
  return [
    `/summary ${length}`,
    isThread ? ' thread' : '',
    range ? ` ${printRange(range)}` : '',
    about ? ` ${about}` : '',
    isQuoted ? ' --quotes' : '',
  ].join('');
}

/** `p4`, `p3-6` */
export function printRange({ first, last }: NumberRange): string {
  return first === last ? `p${first}` : `p${first}-${last}`;
}

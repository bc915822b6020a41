/** A summary as a reply: its buttons lead to other lengths and, where a model wrote it, to the essay's own words. Pure. */
import { type PhraseKey, say } from '../essay/phrases.js';
import type { Essay } from '../essay/types.js';
import type { Summary, SummaryLength } from '../summaries/types.js';
import { printCommand } from './commands.js';
import { sourcesOf } from './marks.js';
import type { Button, Command, SummaryReply } from './types.js';

/** What a button repeats of a theme, in characters. */
const aboutChars = 40;

/** A snapshot of `summary`; the last argument is the command it answers, which its buttons repeat at other lengths. */
export function summaryReply(
  summary: Summary,
  essay: Essay,
  inPlay: readonly Essay[],
  { range, about, isThread, isQuoted }: Partial<Extract<Command, { name: 'summary' }>>,
): SummaryReply {
  const isNamed = inPlay.length > 1;
  const others = (
    [
      ['full', 'longer'],
      ['short', 'shorter'],
      ['sentence', 'oneSentence'],
    ] as const
  ).filter(([length]) => length !== summary.length && !(summary.length === 'full' && length === 'sentence'));
  const button = (length: SummaryLength, key: PhraseKey, quotes = isQuoted): Button => {
    const words = about?.slice(0, aboutChars);
    const command = {
      name: 'summary',
      length,
      ...(range ? { range } : {}),
      ...(words ? { about: words } : {}),
      ...(isThread ? { isThread } : {}),
      ...(quotes ? { isQuoted: quotes } : {}),
    } as const;
    const line = printCommand({ ...command, essay: essay.slug });
    return { label: say(key, summary.language), line, typed: isNamed ? line : printCommand(command) };
  };
  return {
    kind: 'summary',
    language: summary.language,
    summary,
    sources: sourcesOf([essay], inPlay),
    buttons: [
      ...(summary.writer === 'generated' ? [button(summary.length, 'showQuotes', true)] : []),
      ...others.slice(0, 2).map(([length, key]) => button(length, key)),
    ],
  };
}

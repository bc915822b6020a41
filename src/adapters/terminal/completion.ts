/**
 * What Tab offers: commands, essays after `/use` and its like, lengths after `/summary`.
 */
import { slashNames } from '../../conversation/commands.js';

const chatOnly = ['quit'];
const lengths = ['sentence', 'short', 'full'];

/** The completions of the last word of `line` and that word, as readline takes them. */
export function complete(line: string, essays: readonly string[]): [string[], string] {
  const [, command, word = ''] = /^\/(use|essay|handout|summary|tldr)\s+(\S*)$/.exec(line) ?? [];
  if (command !== undefined)
    return [startingWith(command === 'summary' || command === 'tldr' ? lengths : essays, word), word];
  const named = /--essay\s+(\S*)$/.exec(line)?.[1] ?? /^in\s+(\S*)$/.exec(line)?.[1];
  if (named !== undefined) return [startingWith(essays, named), named];
  if (!/^\/\S*$/.test(line)) return [[], line];
  return [
    startingWith(
      [...slashNames, ...chatOnly].map((name) => `/${name}`),
      line,
    ),
    line,
  ];
}

function startingWith(words: readonly string[], start: string): string[] {
  return words.filter((word) => word.toLowerCase().startsWith(start.toLowerCase()));
}

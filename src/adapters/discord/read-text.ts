/**
 * The words of a message as its writer saw them: Discord's tokens as plain text, our own name left out.
 */

/** Plain text, harmless only after the conversation has made it so. */
export function readText(text: string, selfId: string): string {
  return text
    .replace(/^\s*<@!?(\d+)>[\s,:;]*/, (all, id: string) => (id === selfId ? '' : all))
    .replace(/<@!?(\d+)>/g, (_, id: string) => (id === selfId ? ' ' : `@${id}`))
    .replace(/<@&(\d+)>/g, '@$1')
    .replace(/<#(\d+)>/g, '#$1')
    .replace(/<a?:(\w+):\d+>/g, ':$1:')
    .replace(/<\/([^:>]+):\d+>/g, '/$1')
    .replace(/<t:(-?\d+)(?::\w)?>/g, (_, seconds: string) => dateOf(Number(seconds)))
    .trim();
}

function dateOf(seconds: number): string {
  const date = new Date(seconds * 1_000);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}

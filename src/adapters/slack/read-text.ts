/**
 * The words of a message as its writer saw them: Slack's escapes undone, its tokens as plain text, our own name left out.
 */

/** Plain text, harmless only after the conversation has made it so. */
export function readText(text: string, selfId: string): string {
  return text
    .replace(/<([^<>]*)>/g, (_, token: string) => plainToken(token, selfId))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/^[\s,:;]+/, '')
    .trim();
}

function plainToken(token: string, selfId: string): string {
  const [head = '', label] = token.split('|', 2);
  if (head === `@${selfId}`) return ' ';
  if (head.startsWith('@')) return head;
  if (head.startsWith('#')) return label ? `#${label}` : head;
  if (head.startsWith('!subteam')) return label ?? '@group';
  if (head.startsWith('!date')) return label ?? '';
  if (head.startsWith('!')) return `@${head.slice(1)}`;
  return label ?? head;
}

/**
 * The slash commands that Slack knows, as in `slack-manifest.json`. Every other command is typed behind `/pilcrow`, and
 * what we say of it is put so.
 */
import type { CardReply, Reply } from '../../conversation/types.js';

export const slashCommands: readonly string[] = [
  ...['pilcrow', 'ask', 'summary', 'paragraph', 'essays'],
  ...['hint', 'discuss', 'quiz', 'brief', 'glossary'],
  'help',
];

/** The reply with commands as they can be typed here. Only our own words are changed, never the essay's. */
export function inSlackWords(reply: Reply): Reply {
  const said = reply.note === undefined ? reply : { ...reply, note: typed(reply.note) };
  if (said.kind === 'notice') return { ...said, text: typed(said.text) };
  if (said.kind === 'card') return cardInSlackWords(said);
  if (said.kind !== 'help') return said;
  return { ...said, commands: said.commands.map(({ usage, does }) => ({ usage: typed(usage), does: typed(does) })) };
}

/** Items may hold other people's words; what calls up a hidden one is ours. */
function cardInSlackWords(card: CardReply): CardReply {
  const items = card.items.map((item) =>
    item.hidden ? { ...item, hidden: { ...item.hidden, line: typed(item.hidden.line) } } : item,
  );
  return { ...card, items, leadIn: typed(card.leadIn), lastLine: typed(card.lastLine) };
}

function typed(words: string): string {
  return words.replace(/(?<![\w/.:])\/([a-z]+(?:-[a-z]+)*)(?![\w/])/g, (whole, name: string) =>
    slashCommands.includes(name) ? whole : `/pilcrow ${name}`,
  );
}

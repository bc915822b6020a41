/** What a message does to its readers: what they can press, whom it notifies, which links it shows. The strictest reading. */
import { everyPart, isObject, type Json, type Message, objects, type Stream, type View } from './shapes.js';

type Whole = Pick<Message, 'versions' | 'stream'>;

export interface ButtonFace {
  readonly label: string;
  readonly actionId: string;
  readonly value: string;
  readonly type: 'button' | 'static_select' | 'feedback_buttons' | 'icon_button';
}

/** What can be pressed or chosen, in order; both halves of a pair for feedback. */
export function buttonsOf(shown: Pick<Message, 'blocks'> | View): readonly ButtonFace[] {
  return [...everyPart('body' in shown ? shown.body.blocks : shown.blocks)].flatMap((element): ButtonFace[] => {
    const actionId = String(element.action_id ?? '');
    const label = labelOf(element);
    if (element.type === 'button' || element.type === 'icon_button')
      return [{ label, actionId, value: String(element.value ?? ''), type: element.type }];
    if (element.type === 'static_select')
      return [{ label: labelOf({ text: element.placeholder }), actionId, value: '', type: 'static_select' }];
    if (element.type !== 'feedback_buttons') return [];
    return objects([element.positive_button, element.negative_button]).map((half) => ({
      label: labelOf(half),
      actionId,
      value: String(half.value ?? ''),
      type: 'feedback_buttons',
    }));
  });
}

function labelOf({ text }: Json): string {
  return isObject(text) ? String(text.text ?? '') : '';
}

export interface Pings {
  readonly users: readonly string[];
  /** `channel`, `here`, `everyone`, and groups as `subteam^…`. */
  readonly many: readonly string[];
}

/** Everybody whom any version of the message notified, or whose name it shows as a mention. */
export function pingsOf(message: Whole): Pings {
  const users = new Set<string>();
  const many = new Set<string>();
  for (const { text, isLinking } of markupsOf(message)) {
    for (const [, id = ''] of text.matchAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g)) users.add(id);
    for (const [, name = ''] of text.matchAll(/<!(channel|here|everyone|subteam\^\w+)(?:\|[^>]*)?>/g)) many.add(name);
    if (isLinking) for (const [, name = ''] of text.matchAll(/(?<![\w<!])@(channel|here|everyone)\b/g)) many.add(name);
  }
  for (const element of richElementsOf(message)) {
    if (element.type === 'user') users.add(String(element.user_id));
    if (element.type === 'broadcast') many.add(String(element.range));
    if (element.type === 'usergroup') many.add(`subteam^${String(element.usergroup_id)}`);
  }
  return { users: [...users], many: [...many] };
}

const addresses = /\b(?:https?:\/\/|mailto:|tel:)[^\s<>|)\]]+|\bwww\.[^\s<>|)\]]+/gi;
const mailAddresses = /\b[\w.+-]+@[\w-]+\.[\w.-]*\w/g;

/** Every link that any version of the message shows, made by its writer or by Slack. */
export function linksOf(message: Whole): readonly string[] {
  const links = new Set<string>();
  for (const { text, isLinking, isMarkdown } of markupsOf(message)) {
    for (const [, url = ''] of text.matchAll(/<((?:https?|mailto|tel):[^>|]+)(?:\|[^>]*)?>/gi)) links.add(url);
    if (isMarkdown) for (const [, url = ''] of text.matchAll(/(?<!\\)\]\(([^)\s]+)\)/g)) links.add(url);
    if (!isLinking && !isMarkdown) continue;
    const bare = text.replace(/<[^>]*>/g, ' ');
    for (const [url] of bare.matchAll(addresses)) links.add(url);
    for (const [url] of bare.matchAll(mailAddresses)) links.add(url);
  }
  for (const element of richElementsOf(message)) if (element.type === 'link') links.add(String(element.url));
  for (const { blocks } of message.versions)
    for (const { type, url } of [...everyPart(blocks), ...everyPart(message.stream?.chunks)])
      if ((type === 'button' || type === 'url') && typeof url === 'string') links.add(url);
  return [...links];
}

interface Markup {
  readonly text: string;
  /** Slack makes links of bare addresses and names in it. */
  readonly isLinking: boolean;
  readonly isMarkdown: boolean;
}

/** Every text in which Slack looks for markup: `text` without blocks, mrkdwn, Markdown. */
function* markupsOf({ versions, stream }: Whole): Iterable<Markup> {
  for (const { text, blocks, args } of versions) {
    if (stream)
      for (const words of [text, ...wordsOf(stream)]) yield { text: words, isLinking: true, isMarkdown: true };
    else if (blocks.length === 0 && args.mrkdwn !== false && args.mrkdwn !== 'false')
      yield { text, isLinking: !isParseNone(args), isMarkdown: false };
    for (const element of everyPart(blocks)) {
      if (element.type === 'mrkdwn')
        yield { text: String(element.text), isLinking: element.verbatim !== true, isMarkdown: false };
      if (element.type === 'markdown') yield { text: String(element.text), isLinking: true, isMarkdown: true };
    }
  }
}

/** What the tasks and plans of a stream say. */
function wordsOf({ chunks }: Stream): readonly string[] {
  return chunks.flatMap(({ title, details, output }) =>
    [title, details, output].filter((one): one is string => typeof one === 'string'),
  );
}

/** `parse: none` keeps Slack from linking what the text does not mark up itself. */
function isParseNone({ parse, link_names }: Json): boolean {
  return parse === 'none' && link_names !== true && link_names !== 'true' && link_names !== '1' && link_names !== 1;
}

function* richElementsOf({ versions }: Pick<Whole, 'versions'>): Iterable<Json> {
  for (const { blocks } of versions)
    for (const part of everyPart(blocks)) if (part.type === 'rich_text') yield* everyPart(part.elements);
}

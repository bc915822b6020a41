/** What a text would do to its readers: whom it notifies and which links it unfolds. */
import { type AllowedMentions, Flag, type Id, type Json, type Message, type Pings } from './shapes.js';
import { allComponents, Component } from './validate-components.js';

export interface PingRules {
  readonly texts: readonly string[];
  /** Absent or null: the defaults of `source` hold. */
  readonly allowed: AllowedMentions | null | undefined;
  readonly source: 'message' | 'interaction';
  /** The author has MENTION_EVERYONE. */
  readonly mayPingMany: boolean;
  /** Who wrote the message that is replied to. */
  readonly repliedTo: Id | null;
  readonly isUser: (id: Id) => boolean;
  /** Whether the role exists, and may be mentioned by anybody. */
  readonly role: (id: Id) => { readonly isMentionable: boolean } | undefined;
}

export const noPings: Pings = { users: [], roles: [], isEveryone: false, repliedUser: null };

/** Whom a text notifies. Mentions in code count too: the strictest reading. */
export function pingsFor({ texts, allowed, source, mayPingMany, repliedTo, isUser, role }: PingRules): Pings {
  const text = texts.join('\n');
  const rules: AllowedMentions = allowed ?? {
    parse: source === 'message' ? ['users', 'roles', 'everyone'] : ['users'],
  };
  const isParsed = (kind: string): boolean => rules.parse?.includes(kind) ?? false;
  const found = (pattern: RegExp): Id[] => [...new Set([...text.matchAll(pattern)].map(([, id]) => id ?? ''))];
  const users = found(/<@!?(\d+)>/g).filter((id) => isUser(id) && (isParsed('users') || rules.users?.includes(id)));
  const roles = found(/<@&(\d+)>/g).filter((id) => {
    const known = role(id);
    return known && (known.isMentionable || mayPingMany) && (isParsed('roles') || rules.roles?.includes(id));
  });
  const pingsReplied = repliedTo !== null && (allowed ? allowed.replied_user === true : true);
  const repliedUser = pingsReplied && !users.includes(repliedTo) ? repliedTo : null;
  return {
    users: repliedUser === null ? users : [...users, repliedUser],
    roles,
    isEveryone: isParsed('everyone') && mayPingMany && /@(everyone|here)/.test(text),
    repliedUser,
  };
}

export function textDisplaysOf(components: readonly Json[]): string[] {
  return [...allComponents(components)]
    .filter(({ type }) => type === Component.textDisplay)
    .map(({ content }) => String(content));
}

type Shown = Pick<Message, 'content' | 'components' | 'flags'>;

/** The text a reader sees: content and text displays, one after another. */
export const plainTextOf = ({ content, components }: Shown): string =>
  [content, ...textDisplaysOf(components)].filter((text) => text !== '').join('\n');

/**
 * The same as long as nothing is uncovered. A cover begins at two bars that are not escaped, and ends at the next two,
 * whatever stands before them.
 */
export function coveredTextOf(message: Shown): string {
  const text = plainTextOf(message);
  let shown = '';
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const cover = /^\|\|([\s\S]+?)\|\|/.exec(rest);
    const literal = /^\\[^0-9A-Za-z\s]/.exec(rest)?.[0] ?? text[at] ?? '';
    shown += cover ? '▮' : literal;
    at += cover ? cover[0].length : literal.length;
  }
  return shown;
}

/** Links that would get a preview: none in Components V2, in angle brackets, in code, or with previews suppressed. */
export function linksOf({ content, flags }: Shown): string[] {
  if ((flags & (Flag.SuppressEmbeds | Flag.ComponentsV2)) !== 0) return [];
  const bare = content.replace(/```[\s\S]*?```|`[^`\n]*`/g, ' ').replace(/<https?:\/\/[^\s>]+>/gi, ' ');
  return [...bare.matchAll(/https?:\/\/[^\s<>)\]]+/gi)].map(([link]) => link);
}

/** Everybody whom any version of the message notified. */
export function pingsOf({ versions }: Pick<Message, 'versions'>): { users: Id[]; roles: Id[]; isEveryone: boolean } {
  const users = new Set(versions.flatMap(({ pings }) => pings.users));
  const roles = new Set(versions.flatMap(({ pings }) => pings.roles));
  return { users: [...users], roles: [...roles], isEveryone: versions.some(({ pings }) => pings.isEveryone) };
}

export interface ButtonFace {
  readonly label: string;
  readonly customId: string | null;
  readonly url: string | null;
  readonly isDisabled: boolean;
}

/** The buttons of a message, in order. */
export function buttonsOf({ components }: Pick<Message, 'components'>): ButtonFace[] {
  return [...allComponents(components)]
    .filter(({ type }) => type === Component.button)
    .map(({ label, custom_id, url, disabled, emoji }) => ({
      label: String(label ?? (emoji as Json | undefined)?.name ?? ''),
      customId: typeof custom_id === 'string' ? custom_id : null,
      url: typeof url === 'string' ? url : null,
      isDisabled: disabled === true,
    }));
}

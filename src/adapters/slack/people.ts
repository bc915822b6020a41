/**
 * Who people are in a workspace: whether they administer it, and what they are called there. Asked only when it matters,
 * and remembered for a minute.
 */
import { LRUCache } from 'lru-cache';
import type { Reply } from '../../conversation/types.js';
import { displayLine } from '../../essay/display.js';
import type { Workspace } from './workspaces.js';

export interface People {
  isAdmin(workspace: Workspace, person: string): Promise<boolean>;
  /** A notice or a card with people's names instead of their ids; any other reply as it is. */
  named(workspace: Workspace, reply: Reply): Promise<Reply>;
}

interface Profile {
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly real_name?: string;
  readonly name?: string;
}

const rememberedMs = 60_000;
const ids = /@([UW][A-Z0-9]{5,})\b/g;

export function createPeople(): People {
  const known = new LRUCache<string, Promise<Profile>>({ max: 1_000, ttl: rememberedMs });
  const profileOf = ({ team, calls }: Workspace, person: string): Promise<Profile> => {
    const key = `${team} ${person}`;
    const found =
      known.get(key) ?? calls.may('users.info', { user: person }).then((answer) => (answer?.user ?? {}) as Profile);
    known.set(key, found);
    return found;
  };
  return {
    async isAdmin(workspace, person) {
      const { is_admin: isAdmin, is_owner: isOwner } = await profileOf(workspace, person);
      return isAdmin === true || isOwner === true;
    },
    async named(workspace, reply) {
      const words = wordsOf(reply).join('\n');
      if (words.search(ids) < 0) return reply;
      const names = new Map<string, string>();
      for (const [, id = ''] of words.matchAll(ids)) {
        const { real_name: realName, name } = await profileOf(workspace, id);
        names.set(id, displayLine(realName ?? name ?? id));
      }
      const put = (text: string): string =>
        text.replace(ids, (whole, id: string) => `@${names.get(id) ?? whole.slice(1)}`);
      if (reply.kind === 'notice') return { ...reply, text: put(reply.text) };
      if (reply.kind !== 'card') return reply;
      const items = reply.items.map((item) => ({
        ...item,
        text: put(item.text),
        ...(item.after === undefined ? {} : { after: put(item.after) }),
      }));
      return { ...reply, leadIn: put(reply.leadIn), items };
    },
  };
}

/** Our own words of a reply, in which people may be named. */
function wordsOf(reply: Reply): readonly string[] {
  if (reply.kind === 'notice') return [reply.text];
  return reply.kind === 'card' ? [reply.leadIn, ...reply.items.flatMap(({ text, after = '' }) => [text, after])] : [];
}

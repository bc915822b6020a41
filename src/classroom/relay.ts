/**
 * Words that somebody passes on to the class without a name. What is kept names nobody: the words, where they are to
 * stand, and whether a teacher has decided. It goes with the decision, or after a week without one.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { displayLine } from '../essay/display.js';
import { languages } from '../essay/types.js';
import type { Records } from '../store/record-types.js';
import type { PlaceKey, TenantKey } from '../store/store.js';

/** Characters: a question or a remark, not an essay. */
export const relayLimit = 600;
/** A class meets once a week at least; what nobody decided by then has lost its moment. */
export const relayDays = 7;

const kind = 'relay';
const weekMs = relayDays * 24 * 60 * 60 * 1000;

const relaySchema = z.object({
  words: z.string(),
  language: z.enum(languages),
  state: z.enum(['waiting', 'approved', 'rejected']),
});
export type RelayPost = z.infer<typeof relaySchema>;

export interface KeptRelay extends RelayPost {
  /** Where it is to be posted. */
  readonly place: string;
}

/** A person's words as they may be shown in another's name: one line, nothing in it that acts. */
export function relayWords(text: string): string {
  return displayLine(text);
}

/** Whether the words ask something. */
export function isAsking({ words }: Pick<RelayPost, 'words'>): boolean {
  return /[?？]["”»』」)\s]*$/u.test(words) || /[?？]\s/u.test(words);
}

/** Keeps the words until a teacher decides; answers the id, which is drawn by lot. */
export async function keepRelay(
  records: Pick<Records, 'put'>,
  place: PlaceKey,
  post: Pick<RelayPost, 'words' | 'language'>,
): Promise<string> {
  const id = randomBytes(4).toString('hex');
  await records.put(place, { kind, id, data: { ...post, state: 'waiting' } });
  return id;
}

/** What is still to be decided or posted; undefined once it is over, and after a week. */
export async function findRelay(
  records: Pick<Records, 'get'>,
  tenant: TenantKey,
  id: string,
  now: number,
): Promise<KeptRelay | undefined> {
  const entry = await records.get(tenant, kind, id);
  const post = relaySchema.safeParse(entry?.data);
  if (!entry || !post.success || entry.savedAt < now - weekMs) return undefined;
  return { ...post.data, place: entry.place };
}

/**
 * Decides it, by the first who does: what was decided before stays. `isFirst` is true for exactly one caller; the
 * words stay until `dropRelay`, so that a crash between the decision and the post loses nothing.
 */
export async function decideRelay(
  records: Pick<Records, 'update'>,
  tenant: TenantKey,
  id: string,
  state: 'approved' | 'rejected',
): Promise<{ readonly post: RelayPost; readonly isFirst: boolean } | undefined> {
  let isFirst = false;
  const entry = await records.update(tenant, kind, id, (data) => {
    const post = relaySchema.safeParse(data);
    isFirst = post.success && post.data.state === 'waiting';
    return post.success && isFirst ? { ...post.data, state } : data;
  });
  const post = relaySchema.safeParse(entry?.data);
  return post.success ? { post: post.data, isFirst } : undefined;
}

/** Its words are no longer needed. */
export async function dropRelay(records: Pick<Records, 'remove'>, tenant: TenantKey, id: string): Promise<void> {
  await records.remove(tenant, kind, id);
}

/** Removes what waited longer than a week, in all tenants; answers how many. */
export async function dropStaleRelays(records: Pick<Records, 'all' | 'remove'>, now: number): Promise<number> {
  const stale = (await records.all(kind)).filter(({ savedAt }) => savedAt < now - weekMs);
  for (const { platform, tenant, id } of stale) await records.remove({ platform, tenant }, kind, id);
  return stale.length;
}

/**
 * The teachers of a class as those whom something is handed to: in their direct messages, which may stand outside the
 * class's own tenant, so that a button there names the tenant and whoever presses it is checked against that.
 */
import type { Language } from '../../essay/types.js';
import { denial } from '../administer.js';
import type { NoticeReply, Place, Tenant } from '../types.js';
import type { FeatureParts, FeatureRequest } from './feature.js';

/** Puts `line` by for each teacher of the place's class; answers how many there are. `id` makes it once. */
export async function tellTeachers(
  { roles, putBy }: Pick<FeatureParts, 'roles' | 'putBy'>,
  place: Place,
  id: string,
  what: { readonly line: string; readonly language: Language },
): Promise<number> {
  const teachers = await roles.list(place);
  for (const teacher of teachers) await putBy({ ...place, place: `@${teacher}` }, id, what, teacher);
  return teachers.length;
}

/** Why the person may not act as a teacher of `tenant`; undefined when they may. */
export async function denialIn(
  parts: FeatureParts,
  { incoming, language, options }: FeatureRequest,
  { platform, tenant }: Tenant,
): Promise<NoticeReply | undefined> {
  const isHere = incoming.place.tenant === tenant && !incoming.isDirect;
  const there = { ...incoming, place: { ...incoming.place, platform, tenant } };
  // Rights on the platform are those of the place the button stands in.
  return await denial(parts, { incoming: there, language, options: isHere ? options : {} }, 'workspace');
}

/** A decision as a button or a person writes it: `<verb> <id>@<tenant>` and words that may follow. */
export interface Decision<Verb extends string> {
  readonly verb: Verb;
  readonly id: string;
  readonly tenant: string;
  readonly rest: string;
}

/** The line of a decision, without its command. */
export function printDecision({ verb, id, tenant }: Omit<Decision<string>, 'rest'>): string {
  return `${verb} ${id}@${tenant}`;
}

/** The decision in `words`; undefined where they are something else. */
export function readDecision<Verb extends string>(words: string, verbs: readonly Verb[]): Decision<Verb> | undefined {
  const match = /^(\w+) ([0-9a-f]{8})@(\S{1,40})(?:\s+([\s\S]*))?$/u.exec(words.trim());
  const verb = verbs.find((each) => each === match?.[1]);
  const [, , id, tenant, rest = ''] = match ?? [];
  return verb && id !== undefined && tenant !== undefined ? { verb, id, tenant, rest: rest.trim() } : undefined;
}

/**
 * What a lock closes, command by command, and for whom. A lock belongs to the essay for a class: it binds every member of
 * that class wherever they ask, but not its teachers, nor whoever sits at the machine.
 */
import { readLocks } from '../classroom/locks.js';
import { say } from '../essay/phrases.js';
import type { Essay, Language } from '../essay/types.js';
import type { Retriever } from '../retrieval/types.js';
import type { Store, TenantKey } from '../store/store.js';
import { notice } from './notices.js';
import { type Roles, roleKey } from './roles.js';
import { type Command, type HandleOptions, type Incoming, type NoticeReply, tenantApart } from './types.js';

/**
 * `open`: as ever; `hints`: goes on, with hints or openings in the place of what would answer; `closed`: not about a
 * locked essay.
 */
type Closing = 'open' | 'hints' | 'closed';

/** Every command, what a lock does with it, and why. */
export const closedByLock: Readonly<Record<Command['name'], readonly [Closing, string]>> = {
  ask: ['hints', 'the answer is what is locked; hints lead to it'],
  summary: ['closed', 'a summary of a paragraph or a theme is the answer to a question about it'],
  brief: ['closed', 'its two sides are the passages that answer'],
  backup: ['closed', 'it would confirm or correct an answer with the very words; check names paragraphs instead'],
  compare: ['closed', 'it lays out the passages that answer, side by side'],
  help: ['hints', 'its worked example is a real answer; the opening of the essay stands there instead'],
  paragraph: ['open', 'reading is the work that the lock is for'],
  handout: ['open', 'the text itself, with numbers'],
  essays: ['open', 'titles and opening words'],
  use: ['open', 'titles and opening words; another choice lifts no lock'],
  hint: ['open', 'ends without the answer where it is locked'],
  check: ['open', 'names paragraphs and no words where the answer is locked'],
  glossary: ['open', 'names and terms with where they first stand: an index, no answer'],
  quiz: ['open', 'a running quiz locks its essay itself; its keys come after the answers'],
  discuss: ['open', 'asks and does not answer; teachers only'],
  schedule: ['open', 'teachers only'],
  digest: ['open', 'teachers only'],
  upload: ['open', 'teachers only'],
  relay: ['open', 'the words of people'],
  teacher: ['open', 'goes to a person, who decides'],
  notes: ['open', 'the teacher’s own words, meant for the class'],
  share: ['open', 'asks again, and that is an `ask`'],
  keep: ['open', 'asks again, and that is an `ask`'],
  feedback: ['open', 'brings nothing of the essay'],
  settings: ['open', 'brings the opening words at most'],
  teachers: ['open', 'brings nothing of the essay'],
  claim: ['open', 'brings nothing of the essay'],
  privacy: ['open', 'what is stored about oneself'],
  export: ['open', 'what is stored about oneself'],
  forget: ['open', 'what is stored about oneself'],
  unknown: ['open', 'brings nothing of the essay'],
};

/** Essays named in one line. */
const essaysNamed = 10;

interface LockParts {
  readonly store?: Pick<Store, 'settings' | 'records'> | undefined;
  readonly roles: Pick<Roles, 'standing' | 'list'>;
  readonly retriever: Pick<Retriever, 'essays'>;
}

interface LockRequest {
  readonly incoming: Incoming;
  readonly options: HandleOptions;
}

/**
 * The essays that are locked for who asks, by slug. Where nobody is a teacher there is no class of its own (direct
 * messages of a platform, a server the app came to with somebody's account): there the locks of every class of the
 * platform count. @throws PilcrowError `store-failed`: nothing is given away while it is not known what is locked
 */
export async function lockedFor(parts: LockParts, { incoming, options }: LockRequest): Promise<ReadonlySet<string>> {
  const { store, roles, retriever } = parts;
  const { platform, tenant } = incoming.place;
  if (!store || incoming.isOperator) return new Set();
  const isClass = tenant !== tenantApart && (await store.settings.people({ platform, tenant }, roleKey)).length > 0;
  // A visitor of no class may be a member of any.
  const classes = isClass ? { platform, tenant } : { platform: incoming.isVisitor ? '' : platform };
  const locks = await readLocks(store, classes, retriever.essays());
  const bound = new Map<string, Promise<boolean>>();
  const isBoundBy = async (of: TenantKey): Promise<boolean> => {
    if ((await roles.list(of)).includes(incoming.person)) return false;
    // Rights on the platform lift the locks of that tenant alone: anybody may open a server and rule there.
    const isOwn = of.tenant === tenant && tenant !== tenantApart;
    return !(isOwn && (await roles.standing(incoming, options)) === 'teacher');
  };
  const locked = new Set<string>();
  for (const [slug, tenants] of locks) {
    for (const of of tenants) {
      const name = `${of.platform}:${of.tenant}`;
      const binds = bound.get(name) ?? isBoundBy(of);
      bound.set(name, binds);
      if (await binds) locked.add(slug);
    }
  }
  return locked;
}

/** `retriever` without what is locked, for a command that is closed about it. */
export function openShelf<Shelf extends Pick<Retriever, 'essays' | 'essay' | 'vectors' | 'retrieve'>>(
  retriever: Shelf,
  locked: ReadonlySet<string>,
): Pick<Retriever, 'essays' | 'essay' | 'vectors' | 'retrieve'> {
  return {
    essays: () => retriever.essays().filter(({ slug }) => !locked.has(slug)),
    essay(name) {
      const found = retriever.essay(name);
      return found && !locked.has(found.slug) ? found : undefined;
    },
    vectors: async (slug) => (locked.has(slug) ? undefined : await retriever.vectors(slug)),
    retrieve: (query, options) =>
      retriever.retrieve({ ...query, essays: query.essays.filter((slug) => !locked.has(slug)) }, options),
  };
}

/** Said when a lock was lifted in one place and the class has others; undefined where nothing is locked any more. */
export async function stillLocked(
  { store, retriever }: Pick<LockParts, 'store' | 'retriever'>,
  { place: { platform, tenant } }: Incoming,
  language: Language,
): Promise<string | undefined> {
  if (!store) return undefined;
  const slugs = [...(await readLocks(store, { platform, tenant }, retriever.essays())).keys()];
  const essays = [...slugs.slice(0, essaysNamed), ...(slugs.length > essaysNamed ? ['…'] : [])].join(', ');
  return slugs.length === 0 ? undefined : say('stillLocked', language, { essays });
}

/** Why a closed command brings nothing about `essay`. */
export function closedNotice(language: Language, { title }: Essay): NoticeReply {
  return { ...notice(language, 'refusal', 'closedWhileLocked', { title }), isPersonal: true };
}

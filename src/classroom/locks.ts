/**
 * Which essays are locked for a class: those that a place with its lock on talks about, and those that a quiz is running
 * on. A lock belongs to the essay, not to the place: the strictest place that holds an essay counts for the whole class.
 */
import type { Essay } from '../essay/types.js';
import type { JsonValue, Store, TenantKey } from '../store/store.js';
import { isQuizRunning, quizRunKind } from './quiz-lock.js';

type LockStore = Pick<Store, 'settings' | 'records'>;

/** A class: one tenant; without `tenant` all those of a platform, with the platform '' all there are. */
export interface Classes {
  readonly platform: string;
  readonly tenant?: string;
}

/** What a place talks about when nothing is set. */
const allEssays = 'all';

interface Holding extends TenantKey {
  /** A slug, `<collection>/`, or `all`. */
  readonly choice: string;
}

/**
 * Those of `essays` that are locked, by slug, each with the classes it is locked for. `essays` are all that can be asked
 * about, for a place whose choice is not among them talks about all of them.
 * @throws PilcrowError `store-failed`: whether something is locked is then not known
 */
export async function readLocks(
  store: LockStore,
  classes: Classes,
  essays: readonly Essay[],
): Promise<ReadonlyMap<string, readonly TenantKey[]>> {
  const holdings = await holdingsOf(store.settings, classes);
  const locked = new Map<string, TenantKey[]>();
  const lock = (slug: string, { platform, tenant }: TenantKey): void => {
    const known = locked.get(slug) ?? [];
    if (!known.some((each) => isSame(each, { platform, tenant }))) locked.set(slug, [...known, { platform, tenant }]);
  };
  for (const holding of holdings) {
    const isGone = holding.tenant === classes.tenant && !essays.some((essay) => isChosen(essay, holding.choice));
    const choice = isGone ? allEssays : holding.choice;
    for (const essay of essays) if (isSeenBy(essay, holding) && isChosen(essay, choice)) lock(essay.slug, holding);
  }
  for (const { slug, ...tenant } of await quizzesOf(store.records, classes)) {
    if (essays.some((essay) => essay.slug === slug)) lock(slug, tenant);
  }
  return locked;
}

/** Whether any class on any platform has `essay` locked: for a page that does not know who reads it. */
export async function isLockedAnywhere(store: LockStore, essay: Essay, essays: readonly Essay[]): Promise<boolean> {
  return (await readLocks(store, { platform: '' }, essays)).has(essay.slug);
}

/** What the places whose lock is on talk about; a lock of the whole tenant counts in every place that does not lift it. */
async function holdingsOf(settings: Store['settings'], classes: Classes): Promise<readonly Holding[]> {
  const ofPlaces = async (key: string) =>
    (await settings.everywhere(classes.platform, key)).filter(
      ({ tenant, person }) => person === '' && (classes.tenant === undefined || tenant === classes.tenant),
    );
  const locks = await ofPlaces('lock');
  if (!locks.some(({ value }) => value === 'on')) return [];
  const choices = await ofPlaces('essay');
  return locks.flatMap((lock): Holding[] => {
    if (lock.value !== 'on') return [];
    const { platform, tenant } = lock;
    const own = choices.filter((choice) => isSame(choice, lock) && typeof choice.value === 'string');
    const choiceOf = (place: string): string => String(own.find((each) => each.place === place)?.value ?? allEssays);
    const whole = choiceOf('');
    if (lock.place !== '') {
      const choice = own.some(({ place }) => place === lock.place) ? choiceOf(lock.place) : whole;
      return [{ platform, tenant, choice }];
    }
    const lifted = locks.filter((each) => isSame(each, lock) && each.value === 'off').map(({ place }) => place);
    const inPlaces = own.filter(({ place }) => place !== '' && !lifted.includes(place));
    return [whole, ...inPlaces.map(({ value }) => String(value))].map((choice) => ({ platform, tenant, choice }));
  });
}

async function quizzesOf(
  records: Store['records'],
  { platform, tenant }: Classes,
): Promise<readonly (TenantKey & { readonly slug: string })[]> {
  const runs =
    tenant === undefined
      ? (await records.all(quizRunKind)).filter((run) => platform === '' || run.platform === platform)
      : (await records.list({ platform, tenant }, quizRunKind)).map((run) => ({ ...run, platform, tenant }));
  const named = runs.flatMap((run) => {
    const slug = essayIn(run.data);
    return slug === undefined ? [] : [{ platform: run.platform, tenant: run.tenant, slug }];
  });
  const isRunning = await Promise.all(named.map(({ slug, ...of }) => isQuizRunning(records, of, slug)));
  return named.filter((_, at) => isRunning[at]);
}

function essayIn(data: JsonValue): string | undefined {
  const isNamed = typeof data === 'object' && data !== null && 'essay' in data;
  return isNamed && typeof data.essay === 'string' ? data.essay : undefined;
}

function isChosen({ slug, collection }: Essay, choice: string): boolean {
  return choice === allEssays || choice === slug || choice === `${collection}/`;
}

/** An essay that a tenant brought is held by no other. */
function isSeenBy({ owner }: Essay, { platform, tenant }: TenantKey): boolean {
  return owner === undefined || owner === `${platform}:${tenant}`;
}

function isSame(a: TenantKey, b: TenantKey): boolean {
  return a.platform === b.platform && a.tenant === b.tenant;
}

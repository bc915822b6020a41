/**
 * Who may change what is set. Teachers are made by a one-time code, by other teachers, by `PILCROW_TEACHERS`; people who
 * administer the place on its platform count as teachers too, once it has a teacher at all. Every change is an audit line.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Store } from '../store/store.js';
import { useClaimCode } from './claim-code.js';
import { type HandleOptions, type Incoming, type Person, type Place, type Tenant, tenantApart } from './types.js';

export type RoleStore = Pick<Store, 'settings' | 'audit'>;

export type Standing = 'teacher' | 'nobody-claimed' | 'no-teacher';

export interface Roles {
  standing(incoming: Incoming, options: Pick<HandleOptions, 'hasPlatformRights'>): Promise<Standing>;
  /** A number is the minutes until the next try. */
  claim(incoming: Incoming, code: string): Promise<'done' | 'wrong' | number>;
  add(incoming: Incoming, who: Person): Promise<void>;
  /** False for the last one. */
  remove(incoming: Incoming, who: Person): Promise<boolean>;
  list(tenant: Tenant): Promise<readonly Person[]>;
  /** The person who installed the app is the first teacher, where there is none. */
  welcome(tenant: Tenant, person: Person): Promise<void>;
}

/** What makes someone a teacher, as the person's own setting in a tenant. */
export const roleKey = 'role';
/** Wrong codes: of one person, and of everybody, an hour. 40 bits outlast both by far. */
const triesOfOne = { points: 5, duration: 3_600 };
const triesOfAll = { points: 100, duration: 3_600 };

/** @param appointed ids from the settings, as `<platform>:<person>` */
export function createRoles(store: RoleStore | undefined, appointed: readonly string[]): Roles {
  const ofOne = new RateLimiterMemory(triesOfOne);
  const ofAll = new RateLimiterMemory(triesOfAll);

  const list = async ({ platform, tenant }: Tenant): Promise<readonly Person[]> => {
    const prefix = `${platform}:`;
    const fixed = appointed.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
    const kept = store
      ? await Promise.all([tenant, tenantApart].map((one) => store.settings.people({ platform, tenant: one }, roleKey)))
      : [];
    return [...new Set([...kept.flat(), ...fixed])];
  };

  async function appoint(
    by: { place: Place; person: Person },
    who: Person,
    isTeacher: boolean,
    action: string,
  ): Promise<void> {
    const { platform, tenant } = by.place;
    await store?.settings.change(
      { platform, tenant, place: '', person: who },
      { [roleKey]: isTeacher ? 'teacher' : undefined },
    );
    await store?.audit.add(by.place, { person: by.person, action, subject: who, details: {} });
  }

  return {
    list,

    async standing(incoming, { hasPlatformRights }) {
      if (incoming.isOperator) return 'teacher';
      const teachers = await list(incoming.place);
      if (teachers.length === 0) return 'nobody-claimed';
      if (teachers.includes(incoming.person)) return 'teacher';
      return (await hasPlatformRights?.()) === true ? 'teacher' : 'no-teacher';
    },

    async claim(incoming, code) {
      if (!store) return 'wrong';
      const { place, person } = incoming;
      const tries = JSON.stringify([place.platform, place.tenant, person]);
      for (const [limiter, of] of [
        [ofOne, tries],
        [ofAll, 'all'],
      ] as const) {
        const spent = await limiter.get(of);
        if (spent !== null && spent.remainingPoints <= 0) return Math.max(1, Math.ceil(spent.msBeforeNext / 60_000));
      }
      if (await useClaimCode(store.settings, code)) {
        await appoint(incoming, person, true, 'teacher.claim');
        return 'done';
      }
      for (const [limiter, of] of [
        [ofOne, tries],
        [ofAll, 'all'],
      ] as const)
        await limiter.consume(of).catch(ignoreRefusal);
      return 'wrong';
    },

    add: (incoming, who) => appoint(incoming, who, true, 'teacher.add'),

    async remove(incoming, who) {
      const others = (await list(incoming.place)).filter((person) => person !== who);
      if (others.length === 0) return false;
      await appoint(incoming, who, false, 'teacher.remove');
      // Whoever claimed apart from any tenant is no teacher here either.
      await store?.settings.change(
        { platform: incoming.place.platform, tenant: tenantApart, place: '', person: who },
        { [roleKey]: undefined },
      );
      return true;
    },

    async welcome(tenant, person) {
      if ((await list(tenant)).length > 0) return;
      await appoint({ place: { ...tenant, place: '' }, person }, person, true, 'teacher.install');
    },
  };
}

function ignoreRefusal(refusal: unknown): void {
  if (!(refusal instanceof RateLimiterRes)) throw refusal;
}

/**
 * What pages ask beside messages: where a paragraph of an older version went, and, for whoever holds the installation's
 * own token, which classes there are and what each has asked. Who may ask is the page's business.
 */
import { type Digest, makeDigest } from '../classroom/digest.js';
import { digestCsv } from '../classroom/digest-csv.js';
import { heatInWords } from '../classroom/digest-words.js';
import { say } from '../essay/phrases.js';
import type { Essay, Language } from '../essay/types.js';
import type { Retriever } from '../retrieval/types.js';
import type { Store } from '../store/store.js';
import { askedByClass, mostTurns } from './features/digest.js';
import type { Roles } from './roles.js';
import { shelfOf } from './shelf-of.js';
import type { Tenant } from './types.js';

export type { Digest, EssayHeat, QuestionGroup } from '../classroom/digest.js';

/** A class's digest with its table, and each heat in words. */
export interface ClassDigest {
  readonly told: Digest;
  readonly csv: string;
  /** For who does not see the strip, by slug. */
  readonly inWords: Readonly<Record<string, string>>;
}

export interface Desk {
  /** Every essay, whichever class brought it. */
  essays(): readonly Essay[];
  /**
   * The number now of what was paragraph `n` in version `from` of an essay: `null` when it is gone, `undefined` when
   * nobody knows.
   */
  whereNow(essay: Essay, from: string, n: number): Promise<number | null | undefined>;
  /** Classes that asked something since `sinceMs`, the latest first. */
  classes(sinceMs: number): Promise<readonly Tenant[]>;
  /** What a class asked since `sinceMs`; undefined where nothing is remembered or there is no essay. */
  digest(tenant: Tenant, sinceMs: number, language: Language): Promise<ClassDigest | undefined>;
}

export interface DeskParts {
  readonly store: Pick<Store, 'aliases' | 'turns'> | undefined;
  readonly retriever: Pick<Retriever, 'essays' | 'essay' | 'vectors' | 'retrieve'>;
  readonly roles: Pick<Roles, 'list'>;
}

export function createDesk({ store, retriever, roles }: DeskParts): Desk {
  return {
    essays: () => retriever.essays(),
    async whereNow({ slug, hash }, from, n) {
      return hash.startsWith(from) ? n : await store?.aliases.follow(slug, from, hash, n);
    },
    classes: async (sinceMs) => (await store?.turns.tenants(sinceMs)) ?? [],
    async digest(tenant, sinceMs, language) {
      const [main, ...others] = shelfOf(retriever, tenant).essays();
      if (!store || !main) return undefined;
      const turns = await store.turns.within(tenant, sinceMs, { limit: mostTurns });
      const told = makeDigest(askedByClass(turns, tenant, await roles.list(tenant)), [main, ...others]);
      const columns = [
        say('digestColumnParagraph', language),
        say('digestColumnCount', language),
        say('digestPublic', language),
      ] as const;
      const inWords = Object.fromEntries(told.heats.map((heat) => [heat.essay.slug, heatInWords(heat, language)]));
      return { told, csv: await digestCsv(told, columns), inWords };
    },
  };
}

/**
 * Addresses of essays on the public page. Whatever is not open to everyone opens by the key of the class that a reply was
 * said to: the key names the class, and nobody makes one without the installation's secret.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isOpenLicence } from '../essay/licence.js';
import type { Essay } from '../essay/types.js';
import type { Retriever } from '../retrieval/types.js';
import type { Reply, Source, Tenant } from './types.js';

/** Enough of an essay's hash to know its version again. */
const versionChars = 12;

/** Where an essay can be read by a class. */
export type AddressOf = (tenant: Tenant, essay: Essay) => string;

/** Addresses below `publicUrl`. */
export function createAddresses(publicUrl: string, secret: string): AddressOf {
  const root = publicUrl.replace(/\/+$/, '');
  return (tenant, { slug, hash, owner, license }) => {
    const query = new URLSearchParams();
    if (owner !== undefined || !isOpenLicence(license)) query.set('class', classKey(tenant, secret));
    query.set('v', hash.slice(0, versionChars));
    return `${root}/essays/${encodeURIComponent(slug)}?${query}`;
  };
}

/** `reply` with the address of each essay it cites, for the class it is said to. */
export function withAddresses(
  reply: Reply,
  tenant: Tenant,
  { essay: find }: Pick<Retriever, 'essay'>,
  addressOf: AddressOf,
): Reply {
  if (reply.kind === 'notice') return reply;
  const placed = (source: Source): Source => {
    const essay = find(source.slug);
    return essay === undefined ? source : { ...source, address: addressOf(tenant, essay) };
  };
  const [first, ...rest] = reply.sources;
  return { ...reply, sources: [placed(first), ...rest.map(placed)] };
}

/** The key that shows a page to the members of a class. */
export function classKey({ platform, tenant }: Tenant, secret: string): string {
  const name = Buffer.from(JSON.stringify([platform, tenant])).toString('base64url');
  return `${name}.${signature(name, secret)}`;
}

/** The class that `key` was made for; undefined for anything else. */
export function classOfKey(key: string, secret: string): Tenant | undefined {
  const [name = '', signed = ''] = key.split('.');
  const expected = Buffer.from(signature(name, secret));
  const given = Buffer.from(signed);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const [platform, tenant] = JSON.parse(Buffer.from(name, 'base64url').toString()) as [string, string];
  return { platform, tenant };
}

/** 128 bits: nobody guesses them, and links stay short. */
function signature(name: string, secret: string): string {
  return createHmac('sha256', secret).update(name).digest().subarray(0, 16).toString('base64url');
}

/**
 * The one-time code that makes the first teacher: printed by `setup`, `start` and `doctor`, typed in chat.
 */
import { randomInt, timingSafeEqual } from 'node:crypto';
import type { Settings } from '../store/store.js';

/** The installation's own settings, which belong to no tenant. */
const installation = { platform: '', tenant: '', place: '' };
const key = 'claimCode';
/** No letters or digits that are mistaken for each other. Eight of 31 are some 40 bits. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** The code that is open now; made when there never was one, undefined once it was used, unless `isNew` asks for another. */
export async function openClaimCode(settings: Settings, isNew = false): Promise<string | undefined> {
  const { [key]: kept } = await settings.read(installation);
  if (typeof kept === 'string') return kept;
  if (kept === null && !isNew) return undefined;
  const letters = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');
  const code = `${letters.slice(0, 4)}-${letters.slice(4)}`;
  await settings.change(installation, { [key]: code });
  return code;
}

/** Whether `typed` is the open code; then it is used up. Case, blanks and the hyphen do not matter. */
export async function useClaimCode(settings: Settings, typed: string): Promise<boolean> {
  const { [key]: kept } = await settings.read(installation);
  if (typeof kept !== 'string' || !isSame(plain(kept), plain(typed))) return false;
  await settings.change(installation, { [key]: null });
  return true;
}

function plain(code: string): string {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * What every id of a button or window of ours has in common: Discord gives it 100 characters. Long numbers are packed,
 * and an id may name the place it leads to: `o<tenant>|<place>|<id>`, for a button that stands in direct messages.
 */
import type { Place } from '../../conversation/types.js';

export const customIdChars = 100;

/** The id with the place it leads to; without it where both do not fit. */
export function atHome(id: string | undefined, home: Place | undefined): string | undefined {
  if (id === undefined || home === undefined) return id;
  const whole = `o${packNumbers(home.tenant)}|${packNumbers(home.place)}|${id}`;
  return whole.length <= customIdChars ? whole : id;
}

/** The id proper, and the place it leads to where it names one. */
export function leaveHome(id: string): { readonly id: string; readonly home?: Place } {
  const match = /^o([^|]*)\|([^|]*)\|(.*)$/su.exec(id);
  if (!match) return { id };
  const [, tenant = '', place = '', rest = ''] = match;
  return { id: rest, home: { platform: 'discord', tenant: unpackNumbers(tenant), place: unpackNumbers(place) } };
}

/** Long numbers as `~<base 36>`. */
export function packNumbers(text: string): string {
  return text.replace(/\d{12,20}/g, (digits) => (digits.startsWith('0') ? digits : `~${BigInt(digits).toString(36)}`));
}

export function unpackNumbers(text: string): string {
  return text.replace(/~([0-9a-z]+)/g, (_, packed: string) => {
    let value = 0n;
    for (const sign of packed) value = value * 36n + BigInt(Number.parseInt(sign, 36));
    return value.toString();
  });
}

/**
 * Where Discord's API is, the way discord.js wants it: without a version and without a `/` at its end.
 */

/** `url` may end in `/`, `/v10` or both; Discord's own address without one. */
export function apiBase(url: string | undefined): string {
  if (url === undefined) return 'https://discord.com/api';
  return url
    .replace(/\/+$/, '')
    .replace(/\/v\d+$/, '')
    .replace(/\/+$/, '');
}

/** The calendar that money is counted by: days and months of UTC, alike for every process and every reader. */

/** When the UTC day of `now` began; both in milliseconds since 1970. */
export function startOfDay(now: number): number {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
}

/** When the UTC month of `now` began; both in milliseconds since 1970. */
export function startOfMonth(now: number): number {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}

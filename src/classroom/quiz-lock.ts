/**
 * While a class sits a quiz, its essay is locked for that class: what a lock does with it stands elsewhere.
 */
import type { Records } from '../store/record-types.js';
import type { TenantKey } from '../store/store.js';

/** The kind of record that says until when a class sits a quiz; its id is the quiz's. */
export const quizRunKind = 'quiz-run';

/** A quiz ends by itself after so many minutes: a lesson. */
export const quizMinutes = 60;

/** Whether the class of `tenant` sits a quiz on the essay of this slug now; `now` in milliseconds since 1970. */
export async function isQuizRunning(
  records: Pick<Records, 'list'>,
  tenant: TenantKey,
  essay: string,
  now = Date.now(),
): Promise<boolean> {
  const runs = await records.list(tenant, quizRunKind);
  return runs.some(({ data }) => isRun(data) && data.essay === essay && now < data.until);
}

function isRun(data: unknown): data is { readonly essay: string; readonly until: number } {
  return (
    typeof data === 'object' &&
    data !== null &&
    'essay' in data &&
    'until' in data &&
    typeof data.essay === 'string' &&
    typeof data.until === 'number'
  );
}

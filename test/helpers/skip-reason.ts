/** Tests that cannot run here say so, with the reason, in the output of the run. */

/** Whether to skip: true when `isMissing`, after printing `reason`, a full sentence that says what would make it run. */
export function skipBecause(isMissing: boolean, reason: string): boolean {
  if (isMissing) process.stderr.write(`Skipped: ${reason}\n`);
  return isMissing;
}

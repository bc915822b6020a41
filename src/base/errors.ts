/**
 * The one error class for faults. Expected outcomes (not in the essay, an unknown command) are values, not errors.
 * Each code has an anchor in docs/troubleshooting.md.
 */
export type ErrorCode =
  | 'config-invalid'
  | 'corpus-unreadable'
  | 'file-refused'
  | 'parse-failed'
  | 'parse-timeout'
  | 'essay-unknown'
  | 'paragraph-unknown'
  | 'model-missing'
  | 'model-damaged'
  | 'model-failed'
  | 'index-busy'
  | 'index-damaged'
  | 'store-failed'
  | 'platform-refused'
  | 'port-taken'
  | 'input-invalid'
  | 'aborted';

export class PilcrowError extends Error {
  /** What went wrong, as a literal that callers may switch on. */
  readonly code: ErrorCode;
  /** What the operator can do next, as a full sentence; absent when there is nothing to do. */
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'PilcrowError';
    this.code = code;
    this.hint = options.hint;
  }
}

/** The message of whatever was thrown, on one line and without control characters; never a stack. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
}

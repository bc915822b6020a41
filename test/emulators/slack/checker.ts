/** Collects what is wrong with blocks, each with the pointer Slack names. */
import { isObject, type Json } from './shapes.js';

export class Checker {
  readonly faults: string[] = [];
  /** All text met, for the limit on the whole. */
  textLength = 0;

  fail(pointer: string, message: string): void {
    this.faults.push(`${message} [json-pointer:${pointer}]`);
  }

  /** A string within limits; what is wrong with it is noted. */
  string(value: unknown, pointer: string, { min = 0, max = Number.POSITIVE_INFINITY, isRequired = true } = {}): void {
    if (value === undefined || value === null) {
      if (isRequired) this.fail(pointer, 'missing required field');
    } else if (typeof value !== 'string') this.fail(pointer, 'must be a string');
    else if (value.length < min) this.fail(pointer, `must be more than ${min - 1} characters`);
    else if (value.length > max) this.fail(pointer, `must be less than ${max + 1} characters`);
  }

  oneOf(value: unknown, pointer: string, allowed: readonly unknown[]): boolean {
    if (allowed.includes(value)) return true;
    this.fail(pointer, `unsupported type: ${String(value)}`);
    return false;
  }

  /** The objects of a list within limits. */
  list(
    value: unknown,
    pointer: string,
    { min = 1, max }: { min?: number; max: number },
  ): readonly (readonly [Json, string])[] {
    if (!Array.isArray(value)) {
      this.fail(pointer, 'missing required field');
      return [];
    }
    if (value.length < min) this.fail(pointer, `no fewer than ${min} items required`);
    if (value.length > max) this.fail(pointer, `no more than ${max} items allowed`);
    return value.flatMap((item: unknown, index) => {
      if (isObject(item)) return [[item, `${pointer}/${index}`] as const];
      this.fail(`${pointer}/${index}`, 'must be an object');
      return [];
    });
  }

  /** A text object; `kinds` are the forms that stand there. */
  text(
    value: unknown,
    pointer: string,
    {
      max,
      kinds = ['plain_text', 'mrkdwn'],
      isRequired = true,
    }: { max: number; kinds?: readonly string[]; isRequired?: boolean },
  ): void {
    if (value === undefined || value === null) {
      if (isRequired) this.fail(pointer, 'missing required field');
      return;
    }
    if (!isObject(value)) {
      this.fail(pointer, 'must be an object');
      return;
    }
    if (!this.oneOf(value.type, `${pointer}/type`, kinds)) return;
    this.string(value.text, `${pointer}/text`, { min: 1, max });
    this.keys(value, pointer, value.type === 'mrkdwn' ? ['type', 'text', 'verbatim'] : ['type', 'text', 'emoji']);
    if (typeof value.text === 'string') this.textLength += value.text.length;
  }

  keys(value: Json, pointer: string, allowed: readonly string[]): void {
    for (const key of Object.keys(value))
      if (!allowed.includes(key)) this.fail(`${pointer}/${key}`, 'invalid additional property');
  }
}

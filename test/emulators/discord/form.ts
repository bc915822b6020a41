/** Checks of a request's body that gather every fault at its path, as Discord's "Invalid Form Body" does. */
import { Refusal } from './errors.js';
import type { Json } from './shapes.js';
import { isId } from './snowflake.js';

type Step = string | number;
/** A value and the way to it. */
export interface Field {
  readonly value: unknown;
  readonly path: readonly Step[];
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export class Form {
  readonly #errors: Json = {};
  #count = 0;

  /** A field of an object field. */
  at({ value, path }: Field, key: Step): Field {
    const parent = value as Record<Step, unknown> | null | undefined;
    return { value: typeof parent === 'object' ? parent?.[key] : undefined, path: [...path, key] };
  }

  fail({ path }: Pick<Field, 'path'>, code: string, message: string): void {
    let node = this.#errors;
    for (const step of path) {
      node[step] ??= {};
      node = node[step] as Json;
    }
    const list = (node._errors ?? []) as Json[];
    node._errors = [...list, { code, message }];
    this.#count++;
  }

  /** A string within its bounds; undefined, after a note where due, otherwise. */
  text(
    field: Field,
    { min = 0, max, isRequired = false }: { min?: number; max: number; isRequired?: boolean },
  ): string | undefined {
    const { value } = field;
    if (value === undefined || value === null) {
      if (isRequired) this.required(field);
      return undefined;
    }
    if (typeof value !== 'string') {
      this.fail(field, 'STRING_TYPE_CONVERT', `Could not interpret "${String(value)}" as string.`);
      return undefined;
    }
    // UTF-16 units, the strictest reading of "characters".
    if (min > 0 && (value.length < min || value.length > max)) {
      if (value.length === 0 && isRequired) this.required(field);
      else this.fail(field, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
      return undefined;
    }
    if (value.length > max) {
      this.fail(field, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
      return undefined;
    }
    return value;
  }

  whole(
    field: Field,
    { min, max, isRequired = false }: { min: number; max: number; isRequired?: boolean },
  ): number | undefined {
    const { value } = field;
    if (value === undefined || value === null) {
      if (isRequired) this.required(field);
      return undefined;
    }
    const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number)) {
      this.fail(field, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`);
    } else if (number < min)
      this.fail(field, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`);
    else if (number > max) this.fail(field, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
    else return number;
    return undefined;
  }

  flag(field: Field): boolean | undefined {
    if (field.value === undefined || field.value === null) return undefined;
    if (typeof field.value === 'boolean') return field.value;
    this.fail(field, 'BOOLEAN_TYPE_CONVERT', `Must be either true or false.`);
    return undefined;
  }

  oneOf<T>(field: Field, allowed: readonly T[], { isRequired = false } = {}): T | undefined {
    if (field.value === undefined || field.value === null) {
      if (isRequired) this.required(field);
      return undefined;
    }
    if (allowed.includes(field.value as T)) return field.value as T;
    this.fail(field, 'BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`);
    return undefined;
  }

  /** The items of a list with their paths; none after a note where it is no list or of a wrong size. */
  list(
    field: Field,
    { min = 0, max, isRequired = false }: { min?: number; max: number; isRequired?: boolean },
  ): Field[] {
    const { value, path } = field;
    if (value === undefined || value === null) {
      if (isRequired) this.required(field);
      return [];
    }
    if (!Array.isArray(value)) {
      this.fail(field, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
      return [];
    }
    if (value.length < min || value.length > max) {
      const code = value.length > max && min === 0 ? 'BASE_TYPE_MAX_LENGTH' : 'BASE_TYPE_BAD_LENGTH';
      const size = min === 0 ? `Must be ${max} or fewer in length.` : `Must be between ${min} and ${max} in length.`;
      this.fail(field, code, size);
      return [];
    }
    return value.map((item: unknown, index) => ({ value: item, path: [...path, index] }));
  }

  object(field: Field, { isRequired = false } = {}): Json | undefined {
    if (field.value === undefined || field.value === null) {
      if (isRequired) this.required(field);
      return undefined;
    }
    if (isObject(field.value)) return field.value;
    this.fail(field, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
    return undefined;
  }

  id(field: Field, { isRequired = false } = {}): string | undefined {
    if (field.value === undefined || field.value === null) {
      if (isRequired) this.required(field);
      return undefined;
    }
    if (isId(String(field.value))) return String(field.value);
    this.fail(field, 'NUMBER_TYPE_COERCE', `Value "${String(field.value)}" is not snowflake.`);
    return undefined;
  }

  url(field: Field, { max = 2048, schemes = ['http', 'https'], isRequired = false } = {}): string | undefined {
    const text = this.text(field, { min: 1, max, isRequired });
    if (text === undefined) return undefined;
    const scheme = /^([a-z]+):\/\/\S+$/i.exec(text)?.[1]?.toLowerCase();
    if (scheme && schemes.includes(scheme) && (!scheme.startsWith('http') || URL.canParse(text))) return text;
    const what =
      scheme === undefined
        ? 'Not a well formed URL.'
        : `Scheme "${scheme}" is not supported. Scheme must be one of (${schemes.join(', ')}).`;
    this.fail(field, scheme === undefined ? 'URL_TYPE_INVALID_URL' : 'URL_TYPE_INVALID_SCHEME', what);
    return undefined;
  }

  required(field: Field): void {
    this.fail(field, 'BASE_TYPE_REQUIRED', 'This field is required');
  }

  /** Throws 50035 when anything failed. */
  done(): void {
    if (this.#count > 0) throw new Refusal(400, 50035, 'Invalid Form Body', this.#errors);
  }
}

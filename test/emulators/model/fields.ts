/** Fields of a request that every route reads, and what the real API says where they are missing or wrong. */
import { Refusal } from './errors.js';
import type { Json } from './shapes.js';

/** The model that was asked for. @throws Refusal when there is none */
export function readModel({ model }: Json): string {
  if (model === undefined || model === '') throw new Refusal('you must provide a model parameter');
  if (typeof model !== 'string') throw wrongType('model', 'a string', model);
  return model;
}

/** 400 for a field that is not there. */
export function missing(param: string): Refusal {
  return new Refusal(`Missing required parameter: '${param}'.`, { param, code: 'missing_required_parameter' });
}

/** 400 for a field of another type than `expected`, which is worded with its article. */
export function wrongType(param: string, expected: string, got: unknown): Refusal {
  const kind = got === null ? 'null' : Array.isArray(got) ? 'an array' : articled(typeof got);
  return new Refusal(`Invalid type for '${param}': expected ${expected}, but got ${kind} instead.`, {
    param,
    code: 'invalid_type',
  });
}

function articled(type: string): string {
  return type === 'number' ? 'an integer' : /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

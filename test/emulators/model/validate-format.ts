/** What the real API asks of `response_format`: of a JSON schema in strict mode above all. */
import { Refusal } from './errors.js';
import { isObject, type Json } from './shapes.js';

const param = 'response_format';

/** @throws Refusal as the real API words it. */
export function checkResponseFormat(format: unknown, prompt: string): void {
  if (format === undefined || format === null) return;
  const type = isObject(format) ? format.type : undefined;
  if (!isObject(format) || (type !== 'text' && type !== 'json_object' && type !== 'json_schema')) {
    throw new Refusal(
      `Invalid value: '${String(type)}'. Supported values are: 'json_object', 'json_schema', and 'text'.`,
      { param: `${param}.type`, code: 'invalid_value' },
    );
  }
  if (type === 'json_object' && !/json/i.test(prompt)) {
    throw new Refusal(
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      { param: 'messages' },
    );
  }
  if (type === 'json_schema') checkNamedSchema(format.json_schema);
}

function checkNamedSchema(named: unknown): void {
  const { name, schema, strict } = isObject(named) ? named : {};
  if (typeof name !== 'string') {
    throw new Refusal(`Missing required parameter: '${param}.json_schema.name'.`, {
      param: `${param}.json_schema.name`,
      code: 'missing_required_parameter',
    });
  }
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(name)) {
    throw new Refusal(
      `Invalid '${param}.json_schema.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`,
      { param: `${param}.json_schema.name`, code: 'invalid_value' },
    );
  }
  if (!isObject(schema)) {
    throw new Refusal(`Missing required parameter: '${param}.json_schema.schema'.`, {
      param: `${param}.json_schema.schema`,
      code: 'missing_required_parameter',
    });
  }
  if (schema.type !== 'object') {
    throw invalid(name, `schema must be a JSON Schema of 'type: "object"', got 'type: "${String(schema.type)}"'.`);
  }
  if (strict === true) checkStrict(schema, [], name);
}

/** In strict mode every object names all its properties as required and allows no others. */
function checkStrict(schema: Json, path: readonly string[], name: string): void {
  const context = `In context=(${path.map((step) => `'${step}'`).join(', ')})`;
  const { properties } = schema;
  if (isObject(properties)) {
    if (schema.additionalProperties !== false) {
      throw invalid(name, `${context}, 'additionalProperties' is required to be supplied and to be false.`);
    }
    const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
    for (const [key, inner] of Object.entries(properties)) {
      if (!required.includes(key)) {
        throw invalid(
          name,
          `${context}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${key}'.`,
        );
      }
      if (isObject(inner)) checkStrict(inner, [...path, 'properties', key], name);
    }
  }
  if (isObject(schema.items)) checkStrict(schema.items, [...path, 'items'], name);
  for (const choice of Array.isArray(schema.anyOf) ? schema.anyOf : []) {
    if (isObject(choice)) checkStrict(choice, [...path, 'anyOf'], name);
  }
}

function invalid(name: string, why: string): Refusal {
  return new Refusal(`Invalid schema for response_format '${name}': ${why}`, { param });
}

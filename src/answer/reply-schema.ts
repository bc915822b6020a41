/** The form of a model's reply, for providers that can hold it to one; every key required, as strict schemas want it. */
import type { ChatRequest } from '../models/types.js';

/** The schema of an answer about the essays called `keys`. */
export function answerSchema(keys: readonly string[]): NonNullable<ChatRequest['schema']> {
  const support = strict({
    essay: { type: 'string', enum: keys },
    paragraph: { type: 'integer' },
    quote: { type: 'string' },
    translation: { type: 'string' },
  });
  const sentence = strict({
    text: { type: 'string' },
    claim: { type: 'string' },
    support: { type: 'array', items: support },
  });
  return {
    name: 'answer',
    schema: strict({
      kind: { type: 'string', enum: ['answered', 'partly', 'not-in-essay'] },
      sentences: { type: 'array', items: sentence },
    }),
  };
}

function strict(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

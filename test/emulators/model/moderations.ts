/** `POST /v1/moderations`: a text is flagged when it holds a word of the test's list, whatever the word means. */

import { missing, wrongType } from './fields.js';
import { isObject, type Json } from './shapes.js';

const categories = [
  'harassment',
  'harassment/threatening',
  'sexual',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm/intent',
  'self-harm/instructions',
  'self-harm',
  'sexual/minors',
  'violence',
  'violence/graphic',
] as const;

export interface FlaggedWords {
  /** Found anywhere in a text, in any case. */
  readonly words: string;
  readonly category: (typeof categories)[number];
}

/** The body of a 200. @throws Refusal */
export function answerModerations(body: Json, flagged: readonly FlaggedWords[], id: string): Json {
  const model = typeof body.model === 'string' ? body.model : 'omni-moderation-latest';
  return { id, model, results: readInput(body.input).map((text) => judge(text, flagged)) };
}

/** A list of texts has a result each; a list of parts is one input. */
function readInput(input: unknown): readonly string[] {
  if (input === undefined) throw missing('input');
  if (typeof input === 'string') return [input];
  const given: readonly unknown[] = Array.isArray(input) ? input : [input];
  if (given.length > 0 && given.every(isObject)) return [given.map((part) => String(part.text ?? '')).join('\n')];
  return given.map((text) => {
    if (typeof text !== 'string') throw wrongType('input', 'one of a string or array of strings', text);
    return text;
  });
}

function judge(text: string, flagged: readonly FlaggedWords[]): Json {
  const found = new Set(
    flagged.filter(({ words }) => text.toLowerCase().includes(words.toLowerCase())).map(({ category }) => category),
  );
  const each = <T>(value: (isFound: boolean) => T) =>
    Object.fromEntries(categories.map((category) => [category, value(found.has(category))]));
  return {
    flagged: found.size > 0,
    categories: each((isFound) => isFound),
    category_scores: each((isFound) => (isFound ? 0.98 : 0.0001)),
    category_applied_input_types: each((isFound) => (isFound ? ['text'] : [])),
  };
}

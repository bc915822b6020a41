/**
 * `POST /v1/embeddings`: vectors from a hash of the words. The same text has the same vector in every run, texts that share
 * words are nearer than those which share none, and nothing is understood. Inputs of token numbers are refused.
 */
import { createHash } from 'node:crypto';
import { Refusal } from './errors.js';
import { missing, readModel, wrongType } from './fields.js';
import { type Json, tokensIn } from './shapes.js';

/** Limits of the real endpoint: texts a request, tokens a text, tokens a request. */
const maxTexts = 2048;
const maxTextTokens = 8192;
const maxRequestTokens = 300_000;

/** The body of a 200. @throws Refusal */
export function answerEmbeddings(body: Json): Json {
  const model = readModel(body);
  const texts = readTexts(body.input);
  const format = body.encoding_format ?? 'float';
  if (format !== 'float' && format !== 'base64') {
    throw new Refusal(`Invalid value: '${String(format)}'. Supported values are: 'float' and 'base64'.`, {
      param: 'encoding_format',
      code: 'invalid_value',
    });
  }
  const dimensions = readDimensions(body.dimensions, model);
  const tokens = texts.reduce((sum, text) => sum + tokensIn(text), 0);
  const data = texts.map((text, index) => {
    const vector = vectorOf(text, dimensions);
    return { object: 'embedding', index, embedding: format === 'base64' ? toBase64(vector) : [...vector] };
  });
  return { object: 'list', data, model, usage: { prompt_tokens: tokens, total_tokens: tokens } };
}

function readTexts(input: unknown): readonly string[] {
  if (input === undefined) throw missing('input');
  const given: readonly unknown[] = Array.isArray(input) ? input : [input];
  const texts = given.map((text) => {
    if (typeof text !== 'string') throw wrongType('input', 'one of a string or array of strings', text);
    return text;
  });
  if (texts.length === 0 || texts.length > maxTexts || texts.includes('')) {
    throw new Refusal("'$.input' is invalid. Please check the API reference.");
  }
  const longest = Math.max(...texts.map(tokensIn));
  if (longest > maxTextTokens) {
    throw new Refusal(
      `This model's maximum context length is ${maxTextTokens} tokens, however you requested ${longest} tokens (${longest} in your prompt; 0 for the completion). Please reduce your prompt; or completion length.`,
    );
  }
  const sum = texts.reduce((total, text) => total + tokensIn(text), 0);
  if (sum > maxRequestTokens) {
    throw new Refusal(`Requested ${sum} tokens, max ${maxRequestTokens} tokens per request`, {
      type: 'max_tokens_per_request',
      code: 'max_tokens_per_request',
    });
  }
  return texts;
}

function readDimensions(dimensions: unknown, model: string): number {
  const full = model.includes('large') ? 3072 : 1536;
  if (dimensions === undefined || dimensions === null) return full;
  if (model.includes('ada')) throw new Refusal('This model does not support specifying dimensions.');
  if (typeof dimensions !== 'number' || !Number.isInteger(dimensions) || dimensions < 1 || dimensions > full) {
    throw new Refusal(`Invalid value for 'dimensions' = ${String(dimensions)}. Must be between 1 and ${full}.`);
  }
  return dimensions;
}

/** Each different word adds a direction of its own; unit length. Fewer dimensions are the first of the many. */
function vectorOf(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  const words = new Set(text.normalize('NFKC').toLowerCase().match(wordOrSign) ?? ['']);
  for (const word of words) {
    const next = numbersFrom(word);
    for (let at = 0; at < dimensions; at++) vector[at] = (vector[at] ?? 0) + next();
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** Chinese and Japanese have no spaces: each sign is a word. */
const wordOrSign =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\P{L}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|\p{N}+/gu;

/** Mulberry32, seeded by the word: between -0.5 and 0.5. */
function numbersFrom(word: string): () => number {
  let state = createHash('sha256').update(word).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 - 0.5;
  };
}

/** Little-endian 32-bit floats, as the real API packs them. */
function toBase64(vector: Float32Array): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
}

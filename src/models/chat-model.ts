/**
 * Any chat model that langchain knows, as the port ChatModel. One call is one request: repeating, waiting and money are
 * the caller's. The packages are loaded with the first use, for they are large and most installations have no model.
 */
import { PilcrowError } from '../base/errors.js';
import { ChatModelError, chatFaultOf } from './chat-faults.js';
import { estimateTokens } from './prices.js';
import type { ChatModel, ChatRequest, TokenUse } from './types.js';

export interface ChatModelOptions {
  /** `provider:model`, e.g. `openai:gpt-5-mini`, `anthropic:claude-haiku-4-5`, `ollama:llama3.2`. */
  readonly name: string;
  readonly apiKey?: string;
  /** Of a server that speaks the language of the provider. */
  readonly baseUrl?: string;
}

/** What of langchain's chat models is used here. */
interface LoadedModel {
  stream(messages: readonly [string, string][], options: object): Promise<AsyncIterable<Piece>>;
  invoke(messages: readonly [string, string][], options: object): Promise<Piece>;
}

interface Piece {
  readonly text: string;
  readonly response_metadata?: Readonly<Record<string, unknown>>;
  /** A count may be missing, whatever the type of the package says. */
  readonly usage_metadata?: { readonly input_tokens?: number; readonly output_tokens?: number };
}

/** Packages that bring a provider, in versions that fit the langchain installed here. */
const providerPackages: Readonly<Record<string, string>> = {
  anthropic: '@langchain/anthropic@1.5.11',
  ollama: '@langchain/ollama@1.3.0',
  'google-genai': '@langchain/google-genai@2.3.2',
  mistralai: '@langchain/mistralai@1.2.0',
  groq: '@langchain/groq@1.3.1',
};

/** A chat model by its name; nothing is loaded or asked yet. */
export function createChatModel({ name, apiKey, baseUrl }: ChatModelOptions): ChatModel {
  const colon = name.indexOf(':');
  const [provider, model] = [name.slice(0, colon), name.slice(colon + 1)];
  let loading: Promise<LoadedModel> | undefined;
  const mayTakeSchema = provider === 'openai' || provider === 'ollama';
  /** Servers that speak OpenAI's language often do not know `response_format`; a refusal it was the reason of is remembered. */
  let takesSchema = mayTakeSchema;

  const load = (): Promise<LoadedModel> => {
    loading ??= loadModel(name, settingsFor(provider, model, apiKey, baseUrl)).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };

  async function* stream(request: ChatRequest): AsyncGenerator<string> {
    const { messages, schema, onUse } = request;
    const stop = new AbortController();
    const signal = request.signal ? AbortSignal.any([request.signal, stop.signal]) : stop.signal;
    const isHeld = schema !== undefined && takesSchema;
    const options = { signal, ...(isHeld ? schemaFor(provider, schema) : {}) };
    const said = messages.map(({ role, content }): [string, string] => [role, content]);
    let written = '';
    let use: TokenUse | undefined;
    try {
      const loaded = await load();
      const pieces = request.isWhole ? [await loaded.invoke(said, options)] : await loaded.stream(said, options);
      let isFinished = request.isWhole === true || provider !== 'openai';
      let isCut = false;
      for await (const { text, usage_metadata: told, response_metadata: about = {} } of pieces) {
        if (told) use = { input: told.input_tokens ?? 0, output: told.output_tokens ?? 0, isEstimate: false };
        const reason = endReasonOf(about);
        if (reason !== '') isFinished = true;
        if (cutReasons.test(reason)) isCut = true;
        if (text === '') continue;
        written += text;
        yield text;
      }
      // The client takes a page of HTML, or half a stream, for a short reply; and ends in silence when called off.
      if (signal.aborted) throw new PilcrowError('aborted', 'The question was called off.');
      if (!isFinished || isCut) throw new ChatModelError('broken-stream', `The reply of ${name} broke off.`);
    } catch (error) {
      if (request.signal?.aborted) throw new PilcrowError('aborted', 'The question was called off.');
      const fault = chatFaultOf(error, { name, isHeld });
      if (isHeld && fault instanceof ChatModelError && fault.isWorthAnother) takesSchema = false;
      // Refused without a schema too: it was not the schema.
      else if (fault instanceof ChatModelError && fault.fault === 'bad-request') takesSchema = mayTakeSchema;
      throw fault;
    } finally {
      // A reader that leaves early must not leave the provider writing.
      stop.abort();
      onUse?.(use ?? estimate(messages, written));
    }
  }

  return {
    id: name,
    maxTokens: maxTokensFor(model),
    stream,
    async warm() {
      await load();
    },
  };
}

async function loadModel(name: string, settings: Readonly<Record<string, unknown>>): Promise<LoadedModel> {
  const { initChatModel } = await import('langchain/chat_models/universal');
  try {
    return (await initChatModel(name, settings)) as unknown as LoadedModel;
  } catch (error) {
    const provider = name.slice(0, name.indexOf(':'));
    const wanted = providerPackages[provider];
    const isMissing = error instanceof Error && /unable to import/i.test(error.message);
    if (isMissing) {
      throw new PilcrowError('config-invalid', `PILCROW_MODEL names ${provider}, whose package is not installed.`, {
        hint: `Run: npm install ${wanted ?? `@langchain/${provider}`}`,
      });
    }
    throw new PilcrowError('config-invalid', `PILCROW_MODEL names a model that cannot be set up: ${name}.`, {
      hint: `Write provider:model with a provider such as openai, ${Object.keys(providerPackages).join(', ')}, and set its key.`,
    });
  }
}

/** Nothing is retried by the vendors' clients: they would spend requests nobody counts. */
function settingsFor(
  provider: string,
  model: string,
  apiKey: string | undefined,
  baseUrl: string | undefined,
): Readonly<Record<string, unknown>> {
  const key = apiKey === undefined ? {} : { apiKey };
  if (provider !== 'openai')
    return { ...key, ...(baseUrl ? { baseUrl } : {}), ...limitFor(provider), maxRetries: 0, temperature: 0 };
  return {
    // A server of one's own often wants no key, the client always does.
    apiKey: apiKey ?? 'none',
    maxRetries: 0,
    useResponsesApi: false,
    // The client would print what a server sends, and with OPENAI_LOG=debug the prompt.
    configuration: { logLevel: 'off', ...(baseUrl ? { baseURL: baseUrl } : {}) },
    ...(isReasoning(model) ? { reasoning: { effort: 'low' } } : { temperature: 0 }),
    maxTokens: maxTokensFor(model),
  };
}

/** Room for an answer of five sentences with their quotes, in any of the languages, in tokens. */
const replyTokens = 1_200;
/** What thinking may use up beside the words themselves, in tokens. */
const thinkingTokens = 1_500;

function maxTokensFor(model: string): number {
  return isReasoning(model) ? replyTokens + thinkingTokens : replyTokens;
}

function limitFor(provider: string): object {
  if (provider === 'ollama') return { numPredict: replyTokens };
  return provider === 'google-genai' ? { maxOutputTokens: replyTokens } : { maxTokens: replyTokens };
}

/** OpenAI's models that think first refuse a temperature, and would think longer than a chat waits. */
function isReasoning(model: string): boolean {
  return /^(?:gpt-5|o\d)/.test(model);
}

function schemaFor(provider: string, { name, schema }: NonNullable<ChatRequest['schema']>): object {
  if (provider === 'ollama') return { format: schema };
  return { response_format: { type: 'json_schema', json_schema: { name, schema, strict: true } } };
}

/** Why the reply ended, as the providers name it; empty while it has not. */
function endReasonOf(about: Readonly<Record<string, unknown>>): string {
  const { finish_reason, stop_reason, finishReason, done_reason } = about;
  const reason = [finish_reason, stop_reason, finishReason, done_reason].find((each) => typeof each === 'string');
  return typeof reason === 'string' ? reason : '';
}

/** Ends in the middle: the limit of tokens, or the provider's filter. */
const cutReasons = /^(?:length|max_tokens|content_filter|safety|recitation|prohibited_content)$/i;

function estimate(messages: ChatRequest['messages'], written: string): TokenUse {
  const input = messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
  return { input, output: estimateTokens(written), isEstimate: true };
}

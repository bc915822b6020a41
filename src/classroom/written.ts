/**
 * How the classroom asks a model: one request for one object, within the same limits and money as a question. Whatever
 * goes wrong, nothing is what comes of it: there is always what can be said without a model.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Budget } from '../answer/budget.js';
import { objectIn } from '../answer/loose-json.js';
import { type ModelRequests, OverBudget } from '../answer/model-requests.js';
import type { PromptWindows } from '../answer/proof/harmless.js';
import type { ProofContext } from '../answer/proof/prove.js';
import type { Asker } from '../answer/types.js';
import { messageOf } from '../base/errors.js';
import type { Log } from '../base/log.js';
import type { Essay, Language } from '../essay/types.js';
import { ChatModelError } from '../models/chat-faults.js';
import type { Prompts } from '../models/prompts.js';
import type { ChatMessage } from '../models/types.js';

export interface WritingParts {
  readonly requests: ModelRequests;
  readonly prompts: Prompts;
  readonly budget: Pick<Budget, 'recordAnswer'>;
  readonly nearness: ProofContext['nearness'];
  readonly log: Log;
}

/** For whom something is written. */
export interface WritingFor {
  /** What it is to be written in. */
  readonly language: Language;
  /** Whose share of the money it is. */
  readonly asker: Asker;
  readonly signal?: AbortSignal | undefined;
}

/** One request that is about to be made. */
interface Writing<T> {
  /** The words of people that go with it, for a provider's rules to judge; the essay's title where there are none. */
  readonly words: string;
  readonly essays: ReadonlyMap<string, Essay>;
  readonly form: { readonly name: string; readonly shape: z.ZodType<T> };
  /** The messages, with data between marks of this number. */
  readonly messages: (fence: string) => Promise<readonly ChatMessage[]>;
}

/** What a model said, and what it is held against. */
interface Said<T> {
  readonly value: T;
  readonly context: ProofContext;
}

/** A text that may be missing: what is left out is as good as empty. */
export const saidText = z.string().catch('');

/** The number of a paragraph; 0 is none. */
export const saidNumber = z.coerce.number().catch(0);

/**
 * The object that the model gives; undefined where there is no money, no server, no object of this form.
 * @throws PilcrowError `aborted` after the signal
 */
export async function askModel<T>(
  { requests, nearness, log }: WritingParts,
  windows: PromptWindows,
  { words, essays, form, messages }: Writing<T>,
  { language, asker, signal }: WritingFor,
): Promise<Said<T> | undefined> {
  const fence = randomBytes(8).toString('hex');
  const question = { text: words, essays: [...essays.values()].map(({ slug }) => slug), asker };
  let text = '';
  try {
    const schema = { name: form.name, schema: schemaOf(form.shape) };
    for await (const piece of requests.of(question).send(await messages(fence), { schema, signal })) text += piece;
  } catch (error) {
    if (signal?.aborted) throw error;
    if (error instanceof OverBudget) return undefined;
    const fault = error instanceof ChatModelError ? error.fault : 'unexpected';
    log.warn({ reason: messageOf(error), fault }, 'the model did not write for the classroom');
    // What broke off is read up to its last brace: what stands before that is whole, and held against the essay anyway.
  }
  const parsed = form.shape.safeParse(objectIn(text));
  if (!parsed.success) return undefined;
  return { value: parsed.data, context: { essays, question: words, language, windows, fences: [fence], nearness } };
}

/** As providers take a form: every key required, nothing beside them, no defaults. */
function schemaOf(shape: z.ZodType): Readonly<Record<string, unknown>> {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    override: ({ jsonSchema }) => {
      delete jsonSchema.default;
    },
  });
  return schema;
}

/** The name of a language in English, for prompts. */
export function englishName(language: Language): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language;
}

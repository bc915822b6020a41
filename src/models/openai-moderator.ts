/**
 * Judges words by OpenAI's moderation, which costs nothing but sends them away. Decides nothing: what follows from a
 * judgement is the caller's.
 */
import { z } from 'zod';
import { createOpenaiClient, type OpenaiAccess } from './openai-client.js';
import type { Judgement, Moderator } from './types.js';

const model = 'omni-moderation-latest';
/** Someone waits for the answer behind it. */
const limits = { deadlineMs: 4_000, tryMs: 4_000, tries: 2 };
/** More than any chat message holds; what is longer is judged by its beginning. */
const maxChars = 20_000;

const replyForm = z.object({
  results: z.array(z.object({ flagged: z.boolean(), categories: z.record(z.string(), z.boolean().nullable()) })).min(1),
});

/** What is said of the writer, not to others: it asks for help, not for a refusal. */
const aboutTheWriter: ReadonlySet<string> = new Set(['self-harm', 'self-harm/intent']);

/**
 * A moderator; nothing is asked yet.
 * @throws PilcrowError `config-invalid` where neither a key nor an address of a server is set
 */
export function createOpenaiModerator(access: OpenaiAccess): Moderator {
  const client = createOpenaiClient(access, 'PILCROW_MODERATION=openai');
  return {
    async judge(text, { signal } = {}): Promise<Judgement> {
      if (text.trim() === '') return { isForbidden: false, isSelfHarm: false };
      const input = text.slice(0, maxChars);
      return await client.ask(
        async (vendor, options) => {
          const reply = replyForm.safeParse(await vendor.moderations.create({ model, input }, options));
          if (!reply.success) throw client.malformed('that is no judgement');
          const { results } = reply.data;
          const raised = results.flatMap(({ categories }) =>
            Object.keys(categories).filter((name) => categories[name]),
          );
          const isSelfHarm = raised.some((name) => aboutTheWriter.has(name));
          const isFlagged = results.some(({ flagged }) => flagged);
          // Raised for a reason that is not named counts as forbidden.
          return {
            isForbidden: isFlagged && (!isSelfHarm || raised.some((name) => !aboutTheWriter.has(name))),
            isSelfHarm,
          };
        },
        signal ? { ...limits, signal } : limits,
      );
    },
  };
}

/** A conversation that says nothing and takes each message once: the ground that a test's own conversation stands on. */
import type { Conversation, Incoming } from '../../src/conversation/types.js';
import type { Essay } from '../../src/essay/types.js';

export function silent(essays: readonly Essay[]): Conversation {
  const known = new Set<string>();
  return {
    async *handle() {},
    async accept({ place, messageId }: Incoming) {
      const key = JSON.stringify([place.tenant, place.place, messageId]);
      return !known.has(key) && known.add(key) !== undefined;
    },
    isPublic: async () => false,
    finish: async () => {},
    release: () => {},
    async *due() {},
    putBy: async () => {},
    retract: async () => {},
    welcome: async () => {},
    forget: async () => {},
    gap: async () => undefined,
    present: async () => {},
    suggestions: () => [{ title: 'Why?', message: 'Why?' }],
    essays: () => essays,
    desk: {
      essays: () => essays,
      whereNow: async () => undefined,
      classes: async () => [],
      digest: async () => undefined,
    },
  };
}

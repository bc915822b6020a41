/**
 * "… is typing" while an answer takes longer than a moment; a decoration that never delays or costs one.
 */
import { Routes } from 'discord.js';
import type { Calls } from './calls.js';

const afterMs = 1_000;
/** Discord shows it for ten seconds. */
const againMs = 8_000;

/** Shows it from a second on; the answered function ends it. */
export function showTyping(calls: Calls, channelId: () => string | undefined): () => void {
  const show = (): void => {
    const id = channelId();
    if (id !== undefined) void calls.may('post', Routes.channelTyping(id));
  };
  let again: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    show();
    again = setInterval(show, againMs);
  }, afterMs);
  return () => {
    clearTimeout(first);
    clearInterval(again);
  };
}

/** What a conversation says without a present event, taken as an adapter takes it: shown, then confirmed. */
import type { Conversation, Due } from '../../src/conversation/types.js';

/** The next `count` of them on Slack, in the order in which they fell due; waits for them. */
export async function dueReplies(conversation: Conversation, count: number): Promise<readonly Due[]> {
  const ending = new AbortController();
  const found: Due[] = [];
  for await (const due of conversation.due(['slack'], ending.signal)) {
    await due.confirm();
    found.push(due);
    if (found.length >= count) break;
  }
  ending.abort();
  return found;
}

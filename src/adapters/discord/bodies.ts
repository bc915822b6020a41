/**
 * A reply as the messages that Discord would be given, without a Discord: for whoever wants to look at them.
 */
import type { Conversation, Incoming, Reply } from '../../conversation/types.js';
import { frameOf } from './answering.js';
import { messageBody, richForm } from './deliver.js';
import { renderReply } from './render.js';

/** The bodies of `POST /channels/{id}/messages`, in order, without a reference and files; at least one. */
export function messageBodies(
  reply: Reply,
  incoming: Incoming,
  conversation: Pick<Conversation, 'suggestions'>,
): readonly object[] {
  const parts = renderReply(reply, frameOf(conversation, incoming));
  return parts.map((part, index) => messageBody(richForm(part), `${incoming.messageId} ${index} 0`));
}

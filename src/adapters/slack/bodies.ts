/**
 * A reply as the messages that Slack would be given, without a Slack: for whoever wants to look at them.
 */
import type { Incoming, Reply } from '../../conversation/types.js';
import { messageBody, wholeForm } from './deliver.js';
import { renderReply } from './render.js';
import { frameOf } from './ways.js';

/** The bodies of `chat.postMessage`, in order, without channel and thread; at least one. */
export function messageBodies(reply: Reply, incoming: Incoming): readonly object[] {
  const answered = { turn: incoming.messageId };
  return renderReply(reply, frameOf(incoming)).map((part, index) => messageBody(wholeForm(part), answered, index));
}

/**
 * One question of an essay's own, answered by the real path: what a start without input and the end of `setup` show.
 */

import type { Conversation } from '../conversation/types.js';
import type { Stage } from './command.js';
import { lastReply } from './question-lines.js';
import { renderReply } from './wire.js';

/** Title, question and answer as lines; undefined without an essay, or when it was called off. */
export async function firstAnswer(
  { signal }: Pick<Stage, 'signal'>,
  conversation: Conversation,
  look: Parameters<typeof renderReply>[1],
): Promise<string | undefined> {
  const [essay] = [...conversation.essays()].sort((a, b) => b.questions.length - a.questions.length);
  if (!essay) return undefined;
  const text = essay.questions[0] ?? 'tldr';
  const place = { platform: 'command-line', tenant: 'local', place: 'first-answer' };
  const asked = { place, person: 'pilcrow', messageId: 'first-answer', text, essay: essay.slug, history: [] };
  const reply = await lastReply(conversation, { ...asked, isOperator: true }, signal);
  if (!reply) return undefined;
  const head = `${essay.title}${essay.author === undefined ? '' : `, ${essay.author}`}`;
  return `${head}\n\n> ${text}\n${renderReply({ ...reply, buttons: [] }, look)}`;
}

/**
 * Answers an interaction: claimed, deferred within Discord's three seconds, then the conversation's reply.
 */
import type { BaseInteraction } from 'discord.js';
import type { Log } from '../../base/log.js';
import type { Conversation, Incoming } from '../../conversation/types.js';
import type { Answering } from './answering.js';
import { isGuestAt, rightsOf, spotOf } from './asked.js';
import type { Calls } from './calls.js';
import { type Accept, soon } from './intake.js';
import type { BackVoiceOptions } from './voice.js';
import type { WayBack } from './way-back.js';

export interface InteractionParts {
  readonly conversation: Conversation;
  readonly answering: Answering;
  readonly accept: Accept;
  readonly calls: Calls;
  readonly log: Log;
  /** Where files of messages may be fetched from. */
  readonly fileOrigins: readonly string[];
}

/** Claims, defers, answers. A claim that takes long does not cost Discord's three seconds. */
export async function answerBack(
  { answering, accept }: Pick<InteractionParts, 'answering' | 'accept'>,
  interaction: BaseInteraction,
  way: WayBack,
  incoming: Incoming,
  isEphemeral: boolean,
): Promise<void> {
  const accepted = accept(incoming);
  if (!(await soon(accepted, true))) return;
  await way.defer(isEphemeral);
  if (!(await accepted)) return await way.remove();
  await answering.back(incoming, way, waysOf(interaction, isEphemeral), rightsOf(interaction));
}

/** Where the reply to an interaction may be shown. */
export function waysOf(interaction: BaseInteraction, isEphemeral: boolean): BackVoiceOptions {
  const spot = spotOf(interaction);
  const { channelId, isDirect } = spot;
  return { isEphemeral, isGuest: isGuestAt(interaction, spot), isDirect, channelId };
}

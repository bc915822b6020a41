/**
 * Buttons and menus. A button carries all it needs, so it works after a restart.
 */
import {
  type ButtonInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import { messageOf } from '../../base/errors.js';
import { type Incoming, type NoticeReply, type Place, type Reply, tenantApart } from '../../conversation/types.js';
import { type PhraseKey, say } from '../../essay/phrases.js';
import type { Language } from '../../essay/types.js';
import { isForOneAlone } from '../personal.js';
import { answerBack, type InteractionParts, waysOf } from './answer-back.js';
import { initialIn } from './ask-ids.js';
import { rightsOf, spotOf } from './asked.js';
import { withThread } from './attached.js';
import { findSuggestion, readId, type TurnRef } from './button-ids.js';
import { DiscordRefusal } from './calls.js';
import { languageOfLocale } from './command-list.js';
import { leaveHome } from './custom-ids.js';
import { directChannel } from './deliver.js';
import { placeOf } from './places.js';
import { renderReply } from './render.js';
import { wordsOf } from './spoken.js';
import type { WayBack } from './way-back.js';
import { reasonWindow, wordsWindow } from './windows.js';

type Press = ButtonInteraction | StringSelectMenuInteraction;
/** A line to be carried out; a paragraph opens, and a step of it goes on in its place. */
interface Line {
  readonly kind: 'line' | 'reveal';
  readonly line: string;
  readonly home?: Place;
  readonly isParagraph?: boolean;
  readonly isStep?: boolean;
}

/** Does what the pressed button stands for. */
export async function pressed(parts: InteractionParts, interaction: Press, way: WayBack): Promise<void> {
  const incoming = pressedBy(interaction);
  const { home = incoming.place } = leaveHome(interaction.customId);
  const meaning = readId(interaction.customId, parts.conversation.essays(home));
  switch (meaning?.kind) {
    case 'line':
    case 'reveal':
      return await pressLine(parts, interaction, way, meaning);
    case 'asks': {
      const { asked, home } = meaning;
      const { content, components } = interaction.message;
      const rows = components.map((component) => component.toJSON());
      const initial = initialIn(wordsOf(content, rows), asked);
      const window = wordsWindow(asked, labelOf(interaction), initial, incoming.language ?? 'en', home);
      return void (window ? await way.open(window) : await way.deferUpdate());
    }
    case 'suggestion': {
      const language = incoming.language ?? 'en';
      const known = findSuggestion(meaning.hash, [
        ...parts.conversation.suggestions(language),
        ...parts.conversation.suggestions(),
      ]);
      const line = known?.message ?? (labelOf(interaction) || '/help');
      return await pressLine(parts, interaction, way, { kind: 'line', line });
    }
    case 'set': {
      const value = interaction.isStringSelectMenu() ? interaction.values[0] : undefined;
      if (value === undefined) return void (await way.deferUpdate());
      await way.defer(true);
      return await showReply(parts, interaction, way, { ...incoming, text: `${meaning.line}${value}` });
    }
    case 'good':
      await way.defer(true);
      return await showReply(parts, interaction, way, judged(interaction, meaning.ref, 'good'));
    case 'bad': {
      const window = reasonWindow(meaning.ref, incoming.language ?? 'en');
      const opened = window ? way.open(window) : way.deferUpdate();
      await parts.answering.reply(judged(interaction, meaning.ref, 'bad'), rightsOf(interaction));
      return void (await opened);
    }
    case 'share':
      return await share(parts, interaction, way, meaning.ref);
    case 'keep':
      return await keep(parts, interaction, way, meaning.ref);
    default:
      return void (await way.deferUpdate());
  }
}

/** A paragraph opens for the one who presses alone, and its next one in the same place; any other line is a message. */
async function pressLine(
  parts: InteractionParts,
  interaction: Press,
  way: WayBack,
  { kind, line, home, isParagraph = false, isStep = false }: Line,
): Promise<void> {
  const isHidden = interaction.message.flags.has(MessageFlags.Ephemeral);
  const isForOne = isHidden || isParagraph || kind === 'reveal';
  const { incoming, isEphemeral } = saidBy(parts, interaction, { line, isForOne, home });
  if (!(isStep && isHidden)) return await answerBack(parts, interaction, way, incoming, isEphemeral);
  await way.deferUpdate();
  if (!(await parts.accept(incoming))) return;
  await parts.answering.back(incoming, way, waysOf(interaction, isEphemeral), rightsOf(interaction));
}

/** The line as its presser's message, and whether they alone see the reply. In direct messages it may be about another place. */
export function saidBy(
  { calls }: Pick<InteractionParts, 'calls'>,
  interaction: Press | ModalSubmitInteraction,
  { line, isForOne, home }: { readonly line: string; readonly isForOne: boolean; readonly home: Place | undefined },
): { readonly incoming: Incoming; readonly isEphemeral: boolean } {
  const { isDirect = false, ...press } = pressedBy(interaction);
  const around = (said: Incoming): Incoming => withThread(calls, said, interaction.client.user.id);
  if (home && isDirect)
    return { incoming: around({ ...press, place: home, text: line, isPrivate: true }), isEphemeral: false };
  const isEphemeral = isForOne || (!isDirect && isForOneAlone({ text: line }));
  const seen = isDirect ? { isDirect } : isEphemeral ? { isPrivate: true } : {};
  return { incoming: around({ ...press, text: line, ...seen }), isEphemeral };
}

/** Shown to everyone, once however often it is pressed. */
async function share(parts: InteractionParts, interaction: Press, way: WayBack, ref: TurnRef): Promise<void> {
  const { turn, tenant, place } = ref;
  const incoming: Incoming = {
    ...pressedBy(interaction),
    place: { platform: 'discord', tenant, place },
    messageId: `share:${turn}`,
    command: { name: 'share', turn, from: place },
  };
  if (!(await parts.accept(incoming))) return void (await way.deferUpdate());
  await way.defer(false);
  await parts.answering.back(incoming, way, waysOf(interaction, false), rightsOf(interaction));
}

/** Answered again in the person's direct messages, where it can be gone on with. */
async function keep(parts: InteractionParts, interaction: Press, way: WayBack, ref: TurnRef): Promise<void> {
  const { turn, tenant, place } = ref;
  const press = pressedBy(interaction);
  await way.defer(true);
  let channelId: string;
  try {
    channelId = await directChannel(parts.calls, press.person);
  } catch (error) {
    if (!(error instanceof DiscordRefusal)) throw error;
    return await tell(way, press, 'cannotWriteToYou');
  }
  const incoming: Incoming = {
    ...press,
    place: { platform: 'discord', tenant, place },
    messageId: `keep:${turn}`,
    isPrivate: true,
    command: { name: 'keep', turn, from: place },
  };
  if (!(await parts.accept(incoming))) return await tell(way, press, 'keptBelow');
  const kept: Incoming = {
    ...incoming,
    isDirect: true,
    place: { platform: 'discord', tenant: tenantApart, place: channelId },
    command: { name: 'keep', turn, from: place, tenant },
  };
  const isThere = await parts.answering.inPlace(kept, { channelId }, rightsOf(interaction));
  await parts.conversation.finish(incoming);
  await tell(way, press, isThere ? 'keptBelow' : 'cannotWriteToYou');
}

export async function showReply(
  { answering, log }: InteractionParts,
  interaction: Press | ModalSubmitInteraction,
  way: WayBack,
  incoming: Incoming,
): Promise<void> {
  const reply = await answering.reply(incoming, rightsOf(interaction));
  if (reply)
    await fill(way, reply, answering.frame(incoming)).catch((error: unknown) =>
      log.warn({ reason: messageOf(error) }, 'a press could not be answered'),
    );
}

async function fill(way: WayBack, reply: Reply, frame: Parameters<typeof renderReply>[1]): Promise<void> {
  const [first, ...rest] = renderReply(reply, frame);
  await way.fill(first);
  for (const part of rest) await way.follow(part, true);
}

async function tell(way: WayBack, { language = 'en' }: { language?: Language }, key: PhraseKey): Promise<void> {
  const reply: NoticeReply = { kind: 'notice', tone: 'plain', language, text: say(key, language), buttons: [] };
  const frame = { turn: '', tenant: '', place: '', isPrivate: true, isKeepable: false, suggestions: [] };
  await fill(way, reply, frame).catch(() => undefined);
}

function labelOf(interaction: Press): string {
  return (interaction.isButton() && (interaction.component as { label?: string | null }).label) || '';
}

export function judged(
  interaction: Press | ModalSubmitInteraction,
  { turn, tenant, place }: TurnRef,
  verdict: 'good' | 'bad',
  reason = '',
): Incoming {
  return {
    ...pressedBy(interaction),
    place: { platform: 'discord', tenant, place },
    isPrivate: true,
    command: { name: 'feedback', turn, verdict, ...(reason === '' ? {} : { reason }) },
  };
}

function pressedBy(interaction: Press | ModalSubmitInteraction): Incoming {
  const spot = spotOf(interaction);
  const language = languageOfLocale(interaction.locale);
  return {
    place: placeOf(spot),
    person: interaction.user.id,
    messageId: `press:${interaction.id}`,
    text: '',
    ...(language === undefined ? {} : { language }),
    ...(spot.isDirect ? { isDirect: true } : {}),
  };
}

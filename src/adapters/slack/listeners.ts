/**
 * What Bolt hands over, to what is done about it. No policy: a listener acknowledges, makes a message of what it got,
 * and lets the conversation's reply be shown.
 */
import type { App, RespondFn } from '@slack/bolt';
import { messageOf } from '../../base/errors.js';
import type { Log } from '../../base/log.js';
import type { Conversation, Incoming } from '../../conversation/types.js';
import { guessLanguage } from '../../essay/language.js';
import { say } from '../../essay/phrases.js';
import type { Answering } from './answering.js';
import { whisper } from './deliver.js';
import type { Heard } from './heard.js';
import { homeView } from './home.js';
import type { Press, PressBody } from './presses.js';
import { renderReply } from './render.js';
import { listenToWindows } from './window-listeners.js';
import { type AskedWords, paragraphWindow, reasonWindowView, wordsWindowView } from './windows.js';
import type { Workspace, Workspaces } from './workspaces.js';

/** What was understood of a request before it was acknowledged. */
export type Understood =
  | (Heard & { readonly workspace: Workspace })
  | { readonly kind: 'slash'; readonly incoming: Incoming; readonly isPublic: boolean; readonly workspace: Workspace }
  | { readonly kind: 'press'; readonly press: Press; readonly workspace: Workspace };

export interface ListenerParts {
  readonly app: App;
  readonly conversation: Conversation;
  readonly answering: Answering;
  readonly workspaces: Workspaces;
  readonly log: Log;
  /** What was understood of this body, once. */
  readonly take: (body: unknown) => Understood | undefined;
}

/** Connects every event, command, button and window that the manifest names. */
export function listen(parts: ListenerParts): void {
  const { app, conversation, workspaces, answering, log, take } = parts;

  const hear = async ({ body }: { body: unknown }): Promise<void> => {
    const understood = take(body);
    if (understood?.kind === 'deletion') await conversation.retract(understood.place, understood.messageId);
    if (understood?.kind !== 'message') return;
    await answering.inThread(understood.workspace, understood.incoming, understood.where);
  };
  app.event('app_mention', hear);
  app.event('message', hear);

  app.command(/^\/.+/, async ({ ack, body, respond }) => {
    await ack();
    const understood = take(body);
    if (understood?.kind !== 'slash') return;
    const { workspace, incoming, isPublic } = understood;
    const channel = { channel: body.channel_id };
    if (isPublic) await answering.openly(workspace, incoming, channel, respond);
    else await answering.privately(workspace, incoming, channel, respond);
  });

  app.action(/.*/, async ({ ack, body, respond }) => {
    await ack();
    const understood = take(body);
    if (understood?.kind === 'press')
      await pressed(parts, understood.workspace, understood.press, body as never, respond);
  });

  listenToWindows(parts);

  app.event('app_home_opened', async ({ event, body }) => {
    const workspace = await workspaces.get(body.team_id);
    if (!workspace) return;
    if (event.tab === 'messages') await suggest(parts, workspace, { channel_id: event.channel });
    else await showHome(parts, workspace, event.user);
  });

  // Workspaces that installed the app before Slack's agent experience still send this one.
  app.event('assistant_thread_started', async ({ event, body }) => {
    const workspace = await workspaces.get(body.team_id);
    const { channel_id, thread_ts } = event.assistant_thread;
    if (workspace) await suggest(parts, workspace, { channel_id, thread_ts });
  });

  app.event('agent_session_stopped', async ({ event }) => {
    answering.interrupt(event.channel, event.thread_ts ?? '');
  });

  const leave = async ({ body }: { body: { team_id: string } }): Promise<void> => {
    workspaces.drop(body.team_id);
    await conversation.forget({ platform: 'slack', tenant: body.team_id });
    log.info({ team: body.team_id }, 'the app was removed from a workspace; its data is deleted');
  };
  app.event('app_uninstalled', leave);
  app.event('tokens_revoked', async ({ event, body }) => {
    if ((event.tokens.bot?.length ?? 0) > 0) await leave({ body });
  });

  app.error(async (error) => log.error({ reason: messageOf(error) }, 'a Slack listener failed'));
}

async function pressed(
  { conversation, answering, log }: ListenerParts,
  workspace: Workspace,
  press: Press,
  body: PressBody,
  respond: RespondFn | undefined,
): Promise<void> {
  const { calls } = workspace;
  const { incoming, channel, threadTs, whisperTs } = press;
  const person = incoming.person;
  switch (press.kind) {
    case 'line':
      if (incoming.text.startsWith('/paragraph') || body.view) return await openParagraph(workspace);
      if (incoming.isPrivate || channel === undefined || threadTs === undefined)
        return await answering.privately(workspace, incoming, { channel, threadTs: whisperTs }, respond);
      return await answering.inThread(workspace, incoming, { channel, threadTs, user: person });
    case 'share':
      if (channel !== undefined && (await answering.openly(workspace, incoming, { channel, threadTs }, respond)))
        await tell('sharedBelow');
      return;
    case 'keep': {
      const opened = await calls.may('conversations.open', { users: person });
      const direct = (opened?.channel as { id?: string } | undefined)?.id;
      if (direct === undefined) return conversation.release(incoming);
      const kept: Incoming = { ...incoming, isDirect: true, place: { ...incoming.place, place: direct } };
      const isKept = await answering.openly(workspace, kept, { channel: direct }, undefined);
      if (!isKept) return conversation.release(incoming);
      await conversation.finish(incoming);
      return await tell('keptBelow');
    }
    case 'feedback': {
      const command = { name: 'feedback', turn: press.turn, verdict: press.verdict } as const;
      const metadata = { turn: press.turn, place: incoming.place.place };
      if (press.verdict === 'bad')
        await calls.may('views.open', {
          trigger_id: body.trigger_id,
          view: reasonWindowView(incoming.language ?? 'en', metadata),
        });
      const reply = await answering.reply(workspace, { ...incoming, command });
      if (reply && channel !== undefined)
        await whisper(calls, { channel, threadTs: whisperTs }, person, renderReply(reply, frame()), {
          turn: incoming.messageId,
        });
      return;
    }
    case 'asks': {
      const { place, text, isPrivate, isDirect } = incoming;
      const metadata: AskedWords = {
        line: text,
        place: place.place,
        ...(channel === undefined ? {} : { channel }),
        ...(threadTs === undefined ? {} : { threadTs }),
        ...(whisperTs === undefined ? {} : { whisperTs }),
        ...(isPrivate ? { isPrivate } : {}),
        ...(isDirect ? { isDirect } : {}),
      };
      const view = wordsWindowView(press.asks, incoming.language ?? guessLanguage(press.asks.label), metadata);
      await calls.may('views.open', { trigger_id: body.trigger_id, view });
      return;
    }
    case 'set': {
      const reply = await answering.reply(workspace, incoming);
      if (body.view?.type === 'home') await showHome({ conversation, answering }, workspace, person);
      else if (reply && channel !== undefined)
        await whisper(calls, { channel, threadTs: whisperTs }, person, renderReply(reply, frame()), {
          turn: incoming.messageId,
        });
      return;
    }
  }

  function frame() {
    return { turn: incoming.messageId, place: incoming.place.place, isPrivate: false };
  }

  async function tell(key: 'sharedBelow' | 'keptBelow'): Promise<void> {
    const text = say(key, incoming.language ?? 'en');
    await respond?.({ response_type: 'ephemeral', replace_original: false, text }).catch((error: unknown) =>
      log.debug({ reason: messageOf(error) }, 'a way back was closed'),
    );
  }

  /** In a window while the trigger is good; otherwise to the person alone. */
  async function openParagraph(at: Workspace): Promise<void> {
    const reply = await answering.reply(at, incoming);
    await conversation.finish(incoming);
    if (!reply) return;
    if (reply.kind === 'paragraph') {
      const view = paragraphWindow(reply);
      const done = body.view
        ? await calls.may('views.update', { view_id: body.view.id, view })
        : await calls.may('views.open', { trigger_id: body.trigger_id, view });
      if (done) return;
    }
    if (channel !== undefined)
      await whisper(calls, { channel, threadTs: whisperTs }, person, renderReply(reply, frame()), {
        turn: incoming.messageId,
      });
  }
}

async function suggest(
  { conversation }: ListenerParts,
  { calls }: Workspace,
  where: { readonly channel_id: string; readonly thread_ts?: string },
): Promise<void> {
  const prompts = conversation.suggestions();
  if (prompts.length > 0) await calls.may('assistant.threads.setSuggestedPrompts', { ...where, prompts });
}

async function showHome(
  { answering }: Pick<ListenerParts, 'answering' | 'conversation'>,
  workspace: Workspace,
  person: string,
): Promise<void> {
  const place = { platform: 'slack', tenant: workspace.team, place: `@${person}` };
  const replies = [];
  for (const text of ['/help', '/essays', '/settings me']) {
    const incoming: Incoming = { place, person, messageId: `home:${text}`, text, isDirect: true, isPrivate: true };
    const reply = await answering.reply(workspace, incoming);
    if (reply) replies.push(reply);
  }
  await workspace.calls.may('views.publish', { user_id: person, view: homeView(replies) });
}

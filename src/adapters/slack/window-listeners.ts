/**
 * Actions on a message, and windows that were sent: what somebody wrote in them becomes a message of the conversation.
 */
import type { RespondFn } from '@slack/bolt';
import type { Incoming, Place } from '../../conversation/types.js';
import { guessLanguage } from '../../essay/language.js';
import { isForOneAlone } from '../personal.js';
import { withThread } from './files.js';
import type { ListenerParts } from './listeners.js';
import { readText } from './read-text.js';
import type { Whereabouts } from './ways.js';
import { type AboutMessage, type AskedWords, askWindow, messageWindow, reasonWindow, wordsWindow } from './windows.js';
import type { Workspace } from './workspaces.js';

/** The parts of a message action's body that are read. */
interface ActionBody {
  readonly type: string;
  readonly team: { readonly id: string } | null;
  readonly user: { readonly id: string };
  readonly channel?: { readonly id: string };
  readonly message_ts?: string;
  readonly message?: { readonly text?: string; readonly thread_ts?: string };
  readonly trigger_id: string;
}

/** Connects the actions and windows that the manifest names. */
export function listenToWindows(parts: ListenerParts): void {
  const { app, conversation, answering, workspaces } = parts;

  app.shortcut('ask_about_message', async ({ ack, body }) => {
    const { workspace, about } = await readAction(body as ActionBody);
    if (!workspace || !about) return await ack();
    const id = `shortcut:${body.trigger_id}`;
    const incoming = messageAbout(workspace, about, body.user.id, id, `/ask ${about.quoted}`);
    const isNew = await conversation.accept(incoming);
    await ack();
    if (isNew) await aboutMessage(parts, workspace, about, incoming, body.trigger_id);
  });

  app.shortcut('back_it_up', async ({ ack, body, respond }) => {
    const { workspace, about } = await readAction(body as ActionBody);
    if (!workspace || !about) return await ack();
    const line = `/backup ${about.quoted}`.trim();
    const incoming = messageAbout(workspace, about, body.user.id, `shortcut:${body.trigger_id}`, line);
    const isNew = await conversation.accept(incoming);
    await ack();
    if (!isNew) return;
    await answering.privately(workspace, incoming, shownAt(about), respond as RespondFn);
  });

  app.view(wordsWindow, async ({ ack, body, view }) => {
    const workspace = await workspaces.get(body.team?.id ?? '');
    const words = view.state.values.words?.words?.value?.trim();
    if (!workspace || !words) return await ack();
    const asked = JSON.parse(view.private_metadata) as AskedWords;
    const { line, place, channel, threadTs, whisperTs, isPrivate, isDirect } = asked;
    const text = `${line} ${words}`;
    const isForOne = isPrivate === true || (isDirect !== true && isForOneAlone({ text }));
    const incoming = withThread(workspace, {
      place: { platform: 'slack', tenant: workspace.team, place },
      person: body.user.id,
      messageId: `view:${view.id}`,
      text,
      ...(isForOne ? { isPrivate: true } : {}),
      ...(isDirect ? { isDirect } : {}),
    });
    const isNew = await conversation.accept(incoming);
    await ack();
    if (!isNew) return;
    if (isForOne || channel === undefined || threadTs === undefined)
      return await answering.privately(workspace, incoming, { channel, threadTs: whisperTs }, undefined);
    await answering.inThread(workspace, incoming, { channel, threadTs, user: body.user.id });
  });

  app.view(askWindow, async ({ ack, body, view }) => {
    const workspace = await workspaces.get(body.team?.id ?? '');
    const question = view.state.values.question?.question?.value?.trim();
    if (!workspace || !question) return await ack();
    const about = JSON.parse(view.private_metadata) as AboutMessage;
    const incoming = messageAbout(workspace, about, body.user.id, `view:${view.id}`, question);
    const isNew = await conversation.accept(incoming);
    await ack();
    if (isNew) await answering.privately(workspace, incoming, shownAt(about), undefined);
  });

  app.view(reasonWindow, async ({ ack, body, view }) => {
    await ack();
    const workspace = await workspaces.get(body.team?.id ?? '');
    const reason = view.state.values.reason?.reason?.value?.trim();
    if (!workspace || !reason) return;
    const { turn, place } = JSON.parse(view.private_metadata) as { turn: string; place: string };
    const at: Place = { platform: 'slack', tenant: workspace.team, place };
    const command = { name: 'feedback', turn, verdict: 'bad', reason } as const;
    await answering.reply(workspace, {
      place: at,
      person: body.user.id,
      messageId: `view:${view.id}`,
      text: '',
      command,
    });
  });

  async function readAction(
    body: ActionBody,
  ): Promise<{ readonly workspace?: Workspace | undefined; readonly about?: AboutMessage }> {
    const workspace = await workspaces.get(body.team?.id ?? '');
    const { channel, message, message_ts: ts } = body;
    if (body.type !== 'message_action' || !workspace || !channel || ts === undefined) return {};
    const { text = '', thread_ts: thread } = message ?? {};
    const quoted = readText(text, workspace.self.userId);
    const isInThread = thread !== undefined;
    return { workspace, about: { channel: channel.id, threadTs: thread ?? ts, quoted, isInThread } };
  }
}

/** The window opens at once, for its trigger is good for three seconds; the answer follows into it. */
async function aboutMessage(
  { conversation, answering }: ListenerParts,
  workspace: Workspace,
  about: AboutMessage,
  incoming: Incoming,
  trigger: string,
): Promise<void> {
  const { calls } = workspace;
  const language = guessLanguage(about.quoted.slice(0, 500));
  const opened = await calls.may('views.open', {
    trigger_id: trigger,
    view: messageWindow(undefined, language, about),
  });
  const id = (opened?.view as { id?: string } | undefined)?.id;
  if (id === undefined) return await answering.privately(workspace, incoming, shownAt(about), undefined);
  const reply = await answering.reply(workspace, incoming);
  const updated =
    reply && (await calls.may('views.update', { view_id: id, view: messageWindow(reply, language, about) }));
  if (reply && !updated) await answering.privately(workspace, incoming, shownAt(about), undefined);
  else await conversation.finish(incoming);
}

function shownAt({ channel, threadTs, isInThread }: AboutMessage): Whereabouts {
  return { channel, threadTs: isInThread ? threadTs : undefined };
}

function messageAbout(
  workspace: Workspace,
  { channel, threadTs, quoted }: AboutMessage,
  person: string,
  messageId: string,
  text: string,
): Incoming {
  const place = { platform: 'slack', tenant: workspace.team, place: `${channel}:${threadTs}` };
  const words = quoted === '' ? {} : { quoted };
  return withThread(workspace, { place, person, messageId, text, isPrivate: true, ...words });
}

/**
 * Slack as an adapter: Bolt receives, by Socket Mode or signed HTTP, for one workspace or for all that install the app.
 * A message is claimed before Slack is told that it arrived, and answered after.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { messageOf, PilcrowError } from '../../base/errors.js';
import type { Log } from '../../base/log.js';
import type { Adapter, Conversation, Incoming, Tenant } from '../../conversation/types.js';
import { createAnswering, frameOf } from './answering.js';
import { clientOptions } from './api-calls.js';
import { boltLogger } from './bolt-logger.js';
import { type Connection, keepConnected } from './connection.js';
import { directChannel, findOwn, postParts, recentMessages, replaceWith, whisper } from './deliver.js';
import { readEvent, readSlash, type SlackMessage, type SlashBody, whereOf } from './heard.js';
import { listen, type Understood } from './listeners.js';
import { type PressBody, readPress } from './presses.js';
import { renderReply } from './render.js';
import { guardRequests, type Listener } from './request-guard.js';
import { botScopes } from './scopes.js';
import { missed } from './sweep.js';
import {
  type Installations,
  installationStore,
  installedWorkspaces,
  openWorkspace,
  type Workspace,
  type Workspaces,
} from './workspaces.js';

export interface SlackOptions {
  readonly mode: 'socket' | 'http' | 'oauth';
  readonly botToken?: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly stateSecret?: string;
  /** With or without the `/` at its end. */
  readonly apiUrl?: string;
  /** Where people reach the listener, for OAuth's way back. */
  readonly publicUrl?: string;
  /** Needed for `oauth`. */
  readonly installations?: Installations;
  readonly log: Log;
}

export interface Slack extends Adapter {
  /** Answers `/slack/*` of the one HTTP listener; absent in Socket Mode. */
  readonly listener?: Listener;
}

/** How long what is in flight may take after `stop`; the rest is taken up by the next start. */
const finishMs = 18_000;
const presentEveryMs = 60_000;
/** A tick that comes this late tells that the machine slept. */
const sleptMs = 150_000;
const bodyLimit = '1mb';

/** Slack over the given tokens; nothing is contacted before `start`. */
export function createSlack(options: SlackOptions): Slack {
  const { log } = options;
  const logger = boltLogger(log);
  const apiUrl = options.apiUrl === undefined ? undefined : `${options.apiUrl.replace(/\/+$/, '')}/`;
  const ending = new AbortController();
  const calls = { apiUrl, logger, signal: ending.signal };
  let conversation: Conversation | undefined;
  let workspaces: Workspaces | undefined;
  let answering: ReturnType<typeof createAnswering> | undefined;
  let connection: Connection | undefined;
  let ticking: NodeJS.Timeout | undefined;
  let isStopping = false;
  let sweeping = Promise.resolve();
  let lastPresent = 0;
  const understoodOf = new WeakMap<object, Understood>();

  const receiver = createReceiver();

  function createReceiver(): SocketModeReceiver | HTTPReceiver {
    const common = { logger, clientOptions: clientOptions(calls) };
    if (options.mode === 'socket') {
      return new SocketModeReceiver({
        appToken: options.appToken ?? '',
        logger,
        autoReconnectEnabled: false,
        clientPingTimeout: 5_000,
        installerOptions: { clientOptions: common.clientOptions },
      });
    }
    return new HTTPReceiver({
      signingSecret: options.signingSecret ?? '',
      endpoints: ['/slack/events', '/slack/commands', '/slack/interactive'],
      bodyLimit,
      logger,
      ...(options.mode === 'oauth' ? oauth(common.clientOptions) : {}),
    });
  }

  function oauth(options_: ReturnType<typeof clientOptions>) {
    const redirectUri = options.publicUrl && `${options.publicUrl.replace(/\/+$/, '')}/slack/oauth_redirect`;
    if (!options.installations) throw new TypeError('OAuth needs somewhere to keep installations.');
    return {
      clientId: options.clientId ?? '',
      clientSecret: options.clientSecret ?? '',
      stateSecret: options.stateSecret ?? '',
      scopes: [...botScopes],
      installationStore: installationStore(options.installations, async (team, person) => {
        workspaces?.drop(team);
        await conversation?.welcome({ platform: 'slack', tenant: team }, person);
        await conversation?.present({ platform: 'slack', tenant: team });
      }),
      ...(redirectUri ? { redirectUri } : {}),
      installerOptions: {
        clientOptions: options_,
        redirectUriPath: '/slack/oauth_redirect',
        ...(apiUrl === undefined ? {} : { authorizationUrl: `${new URL(apiUrl).origin}/oauth/v2/authorize` }),
      },
    };
  }

  /** What a request is to us; a message among it is claimed when this resolves, and left out when it was claimed before. */
  async function understand(body: Body): Promise<Understood | undefined> {
    const team = body.team_id ?? body.team?.id ?? '';
    const workspace = await workspaces?.get(team);
    if (!workspace || !conversation) return undefined;
    if (body.type === 'event_callback' && body.event) {
      if (body.event.type !== 'message' && body.event.type !== 'app_mention') return undefined;
      const heard = readEvent(team, body.event, workspace.self);
      if (heard?.kind === 'message' && !(await conversation.accept(heard.incoming))) return undefined;
      return heard && { ...heard, workspace };
    }
    if (body.command !== undefined) {
      const incoming = readSlash(body as SlashBody, workspace.self);
      const isPublic = await conversation.isPublic(incoming);
      const asked = { ...incoming, isPrivate: !isPublic };
      return (await conversation.accept(asked)) ? { kind: 'slash', incoming: asked, isPublic, workspace } : undefined;
    }
    if (body.type === 'block_actions') {
      const press = readPress(team, body as PressBody);
      if (!press) return undefined;
      const isClaimed = press.kind === 'line' || press.kind === 'share' || press.kind === 'keep';
      if (isClaimed && !(await conversation.accept(press.incoming))) return undefined;
      return { kind: 'press', press, workspace };
    }
    return undefined;
  }

  /** Bolt with the claim put before its acknowledgement. */
  function createApp(conv: Conversation, spaces: Workspaces, answers: ReturnType<typeof createAnswering>): void {
    const app = new App({
      receiver,
      logger,
      clientOptions: clientOptions(calls),
      authorize: async ({ teamId }) => {
        const workspace = await spaces.get(teamId ?? '');
        if (!workspace) throw new Error('the app is not installed in this workspace');
        const { token, self } = workspace;
        return {
          botToken: token,
          botUserId: self.userId,
          ...(self.botId ? { botId: self.botId } : {}),
          teamId: teamId ?? '',
        };
      },
    });
    const process = app.processEvent.bind(app);
    app.processEvent = async (event) => {
      // Not acknowledged, so Slack delivers it to the next one who listens.
      if (isStopping) return;
      const understood = await understand(event.body as Body);
      if (understood) understoodOf.set(event.body, understood);
      // A socket that broke after the claim costs the acknowledgement, not the answer.
      const ack = async (response?: unknown): Promise<void> => {
        await event
          .ack(response as never)
          .catch((error: unknown) => log.warn({ reason: messageOf(error) }, 'an acknowledgement was lost'));
      };
      await process({ ...event, ack: ack as typeof event.ack });
    };
    const take = (body: unknown): Understood | undefined => {
      const understood = understoodOf.get(body as object);
      understoodOf.delete(body as object);
      return understood;
    };
    listen({ app, conversation: conv, answering: answers, workspaces: spaces, log, take });
  }

  async function openWorkspaces(): Promise<Workspaces | undefined> {
    if (options.mode === 'oauth' && options.installations) return installedWorkspaces(options.installations, calls);
    for (let failures = 0; !isStopping; failures++) {
      try {
        return await openWorkspace(options.botToken ?? '', calls);
      } catch (error) {
        if (error instanceof PilcrowError) throw error;
        log.warn({ reason: messageOf(error) }, 'Slack cannot be reached; trying again');
        await sleep(Math.min(30_000, 500 * 2 ** failures), undefined, { signal: ending.signal }).catch(() => undefined);
      }
    }
    return undefined;
  }

  /** Looks for what was missed in every workspace, then notes that we are there. One after the other. */
  function sweep(): void {
    sweeping = sweeping
      .then(async () => {
        for (const workspace of (await workspaces?.all()) ?? []) await sweepOne(workspace);
        lastPresent = Date.now();
      })
      .catch((error: unknown) => log.warn({ reason: messageOf(error) }, 'what was missed could not be looked for'));
  }

  async function sweepOne(workspace: Workspace): Promise<void> {
    const tenant: Tenant = { platform: 'slack', tenant: workspace.team };
    const gap = await conversation?.gap(tenant);
    if (gap) {
      for await (const { incoming, where } of missed(workspace, gap, log)) {
        if (isStopping) return;
        if (await conversation?.accept(incoming)) void answering?.inThread(workspace, incoming, where);
      }
    }
    await conversation?.present(tenant);
  }

  function tick(): void {
    // A connection that is down is told by its own events; a machine that slept only by the clock.
    if (Date.now() - lastPresent > sleptMs) {
      sweep();
      return;
    }
    lastPresent = Date.now();
    sweeping = sweeping
      .then(async () => {
        for (const { team } of (await workspaces?.all()) ?? [])
          await conversation?.present({ platform: 'slack', tenant: team });
      })
      .catch((error: unknown) => log.warn({ reason: messageOf(error) }, 'being present could not be noted'));
  }

  return {
    name: 'slack',

    ...(receiver instanceof HTTPReceiver
      ? { listener: guardRequests((request, response) => receiver.requestListener(request, response)) }
      : {}),

    async start(conv) {
      conversation = conv;
      workspaces = await openWorkspaces();
      if (!workspaces) return;
      answering = createAnswering({ conversation: conv, log, signal: ending.signal });
      createApp(conv, workspaces, answering);
      if (receiver instanceof SocketModeReceiver) {
        connection = keepConnected(receiver, log, sweep);
        await connection.first;
      } else sweep();
      ticking = setInterval(() => (connection?.isUp() ?? true) && tick(), presentEveryMs).unref();
    },

    async post(place, replies, incoming) {
      const workspace = await workspaces?.get(place.tenant);
      if (!workspace) return;
      await postLate(workspace, place.place, replies, incoming);
    },

    async stop() {
      if (isStopping) return;
      isStopping = true;
      clearInterval(ticking);
      await connection?.close();
      const late = sleep(finishMs, 'late', { ref: true });
      await Promise.race([answering?.settled(), late]);
      ending.abort();
      await Promise.race([answering?.settled(), sleep(500)]);
    },
  };

  async function postLate(
    workspace: Workspace,
    place: string,
    replies: Parameters<Adapter['post']>[1],
    incoming?: Incoming,
  ): Promise<void> {
    const at = whereOf(place);
    const channel = at.channel.startsWith('@') ? await directChannel(workspace.calls, at.channel.slice(1)) : at.channel;
    const target = { channel, threadTs: at.threadTs };
    for (const reply of replies) {
      const answered = { turn: incoming?.messageId ?? `due:${Date.now()}` };
      const parts = renderReply(reply, incoming ? frameOf(incoming) : { turn: '', place, isPrivate: false });
      if (incoming?.isPrivate) await whisper(workspace.calls, target, incoming.person, parts, answered);
      else if (!incoming) await postParts(workspace.calls, target, parts, answered);
      else if ((await findOwn(workspace.calls, target, { ...answered, part: 0 })) === undefined) {
        // A message that a crash left half written is put right rather than followed by a second one.
        const begun = (await recentMessages(workspace.calls, target)).findLast(
          ({ user, ts, metadata }) =>
            user === workspace.self.userId && (ts ?? '') > incoming.messageId && metadata === undefined,
        );
        if (begun?.ts === undefined) await postParts(workspace.calls, target, parts, answered);
        else {
          await replaceWith(workspace.calls, channel, begun.ts, parts[0], answered);
          await postParts(workspace.calls, target, parts, answered, 1);
        }
      }
    }
  }
}

/** The parts of Slack's request bodies by which they are told apart. */
interface Body {
  readonly type?: string;
  readonly team_id?: string;
  readonly team?: { readonly id: string } | null;
  readonly event?: SlackMessage;
  readonly command?: string;
}

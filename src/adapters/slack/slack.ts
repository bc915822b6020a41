/**
 * Slack as an adapter: Bolt receives, by Socket Mode or signed HTTP, for one workspace or for all that install the app.
 * A message is claimed before Slack is told that it arrived, and answered after.
 */
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { messageOf, PilcrowError } from '../../base/errors.js';
import type { Log } from '../../base/log.js';
import type { Adapter, Conversation } from '../../conversation/types.js';
import { type Attendance, createAttendance } from '../attendance.js';
import { isForOneAlone } from '../personal.js';
import { type Answering, createAnswering } from './answering.js';
import { clientOptions } from './api-calls.js';
import { boltLogger } from './bolt-logger.js';
import { type Connection, keepConnected } from './connection.js';
import { withSurroundings, withThread } from './files.js';
import { readEvent, readSlash, type SlackMessage, type SlashBody } from './heard.js';
import { postLate } from './late.js';
import { listen, type Understood } from './listeners.js';
import { type PressBody, readPress } from './presses.js';
import { createReceiver } from './receiver.js';
import { guardRequests, type Listener } from './request-guard.js';
import { missed } from './sweep.js';
import { type Installations, installedWorkspaces, openWorkspace, type Workspaces } from './workspaces.js';

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

/** Slack over the given tokens; nothing is contacted before `start`. */
export function createSlack(options: SlackOptions): Slack {
  const { log } = options;
  const logger = boltLogger(log);
  const apiUrl = options.apiUrl === undefined ? undefined : `${options.apiUrl.replace(/\/+$/, '')}/`;
  const ending = new AbortController();
  const calls = { apiUrl, logger, signal: ending.signal };
  let running: { conversation: Conversation; workspaces: Workspaces; answering: Answering } | undefined;
  let connection: Connection | undefined;
  let attendance: Attendance | undefined;
  let isStopping = false;
  const receiver = createReceiver(options, calls, async (team, person) => {
    const tenant = { platform: 'slack', tenant: team };
    running?.workspaces.drop(team);
    await running?.conversation.welcome(tenant, person);
    await running?.conversation.present(tenant);
  });

  /** Bolt, with the claim put before its acknowledgement. */
  function receive(conversation: Conversation, workspaces: Workspaces, answering: Answering): void {
    const app = new App({
      receiver,
      logger,
      clientOptions: clientOptions(calls),
      // With OAuth, Bolt asks the store of installations itself.
      ...(options.mode === 'oauth' ? {} : { authorize: authorizer(workspaces) }),
    });
    /** One message is begun in each round of the event loop: what comes meanwhile is acknowledged in between. */
    let begun = Promise.resolve();
    const turn = (): Promise<void> => {
      begun = begun.then(() => setImmediate());
      return begun;
    };
    const understoodOf = new WeakMap<object, Understood>();
    const take = (body: unknown): Understood | undefined => {
      const understood = understoodOf.get(body as object);
      understoodOf.delete(body as object);
      return understood;
    };
    const process = app.processEvent.bind(app);
    app.processEvent = async (event) => {
      // Not acknowledged, so that Slack delivers it to the next one who listens.
      if (isStopping) return;
      const body = event.body as Body;
      const understood = await understand(body, conversation, workspaces);
      if (understood) understoodOf.set(event.body, understood);
      // A socket that broke after the claim costs the acknowledgement, not the answer.
      const ack: typeof event.ack = async (response) => {
        await event.ack(response).catch((error: unknown) => {
          log.warn({ reason: messageOf(error) }, 'an acknowledgement was lost');
        });
      };
      try {
        if (!isSpoken(body)) return await process({ ...event, ack });
        // Messages come in crowds: they are acknowledged before any of them is worked on, and most are not for us.
        await ack();
        if (!understood) return;
        await turn();
        await process({ ...event, ack: async () => {} });
      } finally {
        // Claimed and never listened to: it comes again.
        const left = take(event.body);
        if (left?.kind === 'message' || left?.kind === 'slash') conversation.release(left.incoming);
      }
    };
    listen({ app, conversation, answering, workspaces, log, take });
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

  return {
    name: 'slack',

    ...(receiver instanceof HTTPReceiver
      ? { listener: guardRequests((request, response) => receiver.requestListener(request, response)) }
      : {}),

    async start(conversation) {
      const workspaces = await openWorkspaces();
      if (!workspaces) return;
      const answering = createAnswering({ conversation, log, signal: ending.signal });
      running = { conversation, workspaces, answering };
      receive(conversation, workspaces, answering);
      attendance = createAttendance({
        conversation,
        log,
        async tenants() {
          const isConnected = connection?.isUp() ?? true;
          const here = isConnected ? await workspaces.all() : [];
          return here.map(({ team }) => ({ platform: 'slack', tenant: team }));
        },
        async *missed({ tenant }, gap) {
          const workspace = await workspaces.get(tenant);
          if (workspace) yield* missed(workspace, gap, log);
        },
        async hear(heard) {
          const workspace = await workspaces.get(heard.incoming.place.tenant);
          if (!workspace) return;
          const { incoming, where } = withSurroundings(workspace, heard);
          if (await conversation.accept(incoming)) void answering.inThread(workspace, incoming, where);
        },
      });
      if (receiver instanceof SocketModeReceiver) {
        connection = keepConnected(receiver, log, attendance.sweep);
        await connection.first;
      } else attendance.sweep();
    },

    async post(place, replies, incoming) {
      if (!running) throw new Error('Slack is not connected yet.');
      const workspace = await running.workspaces.get(place.tenant);
      if (workspace) await postLate(workspace, place.place, replies, incoming, log);
    },

    async stop() {
      if (isStopping) return;
      isStopping = true;
      attendance?.end();
      await connection?.close();
      const settled = running?.answering.settled();
      await Promise.race([settled, sleep(finishMs, undefined, { ref: false })]);
      ending.abort();
      await Promise.race([settled, sleep(500, undefined, { ref: false })]);
    },
  };
}

function authorizer(workspaces: Workspaces) {
  return async ({ teamId = '' }: { readonly teamId?: string | undefined }) => {
    const workspace = await workspaces.get(teamId);
    if (!workspace) throw new Error('the app is not installed in this workspace');
    const { userId, botId } = workspace.self;
    return { botToken: workspace.token, botUserId: userId, teamId, ...(botId ? { botId } : {}) };
  };
}

/** The parts of Slack's request bodies by which they are told apart. */
interface Body {
  readonly type?: string;
  readonly team_id?: string;
  readonly team?: { readonly id: string } | null;
  readonly event?: SlackMessage;
  readonly command?: string;
}

function isSpoken({ type, event }: Body): boolean {
  return type === 'event_callback' && (event?.type === 'message' || event?.type === 'app_mention');
}

/** What a request is to us; a message in it is claimed when this resolves, and left out when it was claimed before. */
async function understand(
  body: Body,
  conversation: Conversation,
  workspaces: Workspaces,
): Promise<Understood | undefined> {
  const team = body.team_id ?? body.team?.id ?? '';
  const workspace = await workspaces.get(team);
  if (!workspace) return undefined;
  if (isSpoken(body) && body.event) {
    const read = readEvent(team, body.event, workspace.self);
    const heard = read?.kind === 'message' ? withSurroundings(workspace, read) : read;
    if (heard?.kind === 'message' && !(await conversation.accept(heard.incoming))) return undefined;
    return heard && { ...heard, workspace };
  }
  if (body.command !== undefined) {
    const incoming = readSlash(body as SlashBody, workspace.self);
    const isPublic = !incoming.isDirect && !isForOneAlone(incoming) && (await conversation.isPublic(incoming));
    const asked = isPublic ? { ...incoming, isPrivate: false } : incoming;
    return (await conversation.accept(asked)) ? { kind: 'slash', incoming: asked, isPublic, workspace } : undefined;
  }
  if (body.type === 'block_actions') {
    const read = readPress(team, body as PressBody);
    const press = read && { ...read, incoming: withThread(workspace, read.incoming) };
    const isClaimed = press?.kind === 'line' || press?.kind === 'share' || press?.kind === 'keep';
    if (!press || (isClaimed && !(await conversation.accept(press.incoming)))) return undefined;
    return { kind: 'press', press, workspace };
  }
  return undefined;
}

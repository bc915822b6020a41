/**
 * The workspaces we serve: the one of the bot token, or all that installed the app. Each has its own token, its own
 * name for us, its own calls.
 */
import type { Installation, InstallationStore, Logger } from '@slack/bolt';
import { PilcrowError } from '../../base/errors.js';
import { type Calls, createCalls, SlackRefusal } from './api-calls.js';
import type { Self } from './heard.js';

/** Where installations are kept: a slice of the state store. */
export interface Installations {
  save(tenant: { platform: string; tenant: string }, data: string): Promise<void>;
  find(tenant: { platform: string; tenant: string }): Promise<string | undefined>;
  remove(tenant: { platform: string; tenant: string }): Promise<void>;
  tenants(platform: string): Promise<readonly string[]>;
}

export interface Workspace {
  readonly team: string;
  readonly token: string;
  readonly self: Self;
  readonly calls: Calls;
}

export interface Workspaces {
  /** Undefined for a team that did not install us. */
  get(team: string): Promise<Workspace | undefined>;
  all(): Promise<readonly Workspace[]>;
  /** Forgets a team's token, after an uninstall or a new install. */
  drop(team: string): void;
}

export interface WorkspaceOptions {
  readonly apiUrl: string | undefined;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

const platform = 'slack';

/**
 * The workspace of one bot token.
 * @throws PilcrowError `platform-refused` for a token that Slack does not take; SlackRefusal while Slack cannot be reached
 */
export async function openWorkspace(token: string, options: WorkspaceOptions): Promise<Workspaces> {
  const workspace = await identify(token, options);
  let isThere = true;
  return {
    get: async (team) => (isThere && team === workspace.team ? workspace : undefined),
    all: async () => (isThere ? [workspace] : []),
    // Installed again, the app has another token: it is started with that.
    drop(team) {
      if (team === workspace.team) isThere = false;
    },
  };
}

/** The workspaces that installed the app by OAuth; read from the store when they are first needed. */
export function installedWorkspaces(installations: Installations, options: WorkspaceOptions): Workspaces {
  const known = new Map<string, Promise<Workspace | undefined>>();
  const get = (team: string): Promise<Workspace | undefined> => {
    const found = known.get(team) ?? load(team);
    known.set(team, found);
    void found.then((workspace) => workspace ?? known.delete(team)).catch(() => known.delete(team));
    return found;
  };
  async function load(team: string): Promise<Workspace | undefined> {
    const data = await installations.find({ platform, tenant: team });
    if (data === undefined) return undefined;
    const { bot } = JSON.parse(data) as Installation;
    if (!bot) return undefined;
    const calls = createCalls({ token: bot.token, ...options });
    return { team, token: bot.token, calls, self: { userId: bot.userId, botId: bot.id } };
  }
  return {
    get,
    async all() {
      const teams = await installations.tenants(platform);
      const found = await Promise.all(teams.map((team) => get(team).catch(() => undefined)));
      return found.filter((workspace) => workspace !== undefined);
    },
    drop: (team) => void known.delete(team),
  };
}

/** Bolt's port for installations, over the store. `onInstall` is told who installed where. */
export function installationStore(
  installations: Installations,
  onInstall: (team: string, person: string) => Promise<void>,
): InstallationStore {
  const teamOf = (one: { teamId?: string | undefined; enterpriseId?: string | undefined }): string =>
    one.teamId ?? one.enterpriseId ?? '';
  return {
    async storeInstallation(installation) {
      const team = installation.team?.id ?? installation.enterprise?.id;
      if (team === undefined) throw new TypeError('An installation names no workspace.');
      await installations.save({ platform, tenant: team }, JSON.stringify(installation));
      await onInstall(team, installation.user.id);
    },
    async fetchInstallation(query) {
      const data = await installations.find({ platform, tenant: teamOf(query) });
      if (data === undefined) throw new Error('This workspace has not installed the app.');
      return JSON.parse(data);
    },
    async deleteInstallation(query) {
      await installations.remove({ platform, tenant: teamOf(query) });
    },
  };
}

async function identify(token: string, options: WorkspaceOptions): Promise<Workspace> {
  const calls = createCalls({ token, ...options });
  try {
    const who = await calls.once('auth.test', {});
    const team = String(who.team_id);
    return { team, token, calls, self: { userId: String(who.user_id), botId: who.bot_id as string | undefined } };
  } catch (error) {
    if (!(error instanceof SlackRefusal) || error.isPassing) throw error;
    throw new PilcrowError('platform-refused', `Slack does not take SLACK_BOT_TOKEN (${error.reason}).`, {
      hint: 'Copy it again from “OAuth & Permissions” of the app on api.slack.com/apps, or run npm run setup.',
      cause: error,
    });
  }
}

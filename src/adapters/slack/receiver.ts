/**
 * How Slack reaches us: by Socket Mode, or by signed HTTP requests with OAuth for many workspaces where that is set up.
 */
import { HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { clientOptions } from './api-calls.js';
import { botScopes } from './scopes.js';
import type { SlackOptions } from './slack.js';
import { installationStore, type WorkspaceOptions } from './workspaces.js';

/** Read before it is parsed; Slack's own requests are far smaller. */
const bodyLimit = '1mb';
const redirectPath = '/slack/oauth_redirect';

/** @param onInstall is told which person installed the app in which team */
export function createReceiver(
  options: SlackOptions,
  workspace: Pick<WorkspaceOptions, 'apiUrl' | 'logger'>,
  onInstall: (team: string, person: string) => Promise<void>,
): SocketModeReceiver | HTTPReceiver {
  const { logger } = workspace;
  if (options.mode === 'socket') {
    return new SocketModeReceiver({
      appToken: options.appToken ?? '',
      logger,
      // The connection is kept by `keepConnected`.
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: clientOptions(workspace) },
    });
  }
  return new HTTPReceiver({
    signingSecret: options.signingSecret ?? '',
    endpoints: ['/slack/events', '/slack/commands', '/slack/interactive'],
    bodyLimit,
    logger,
    ...(options.mode === 'oauth' ? oauth(options, workspace, onInstall) : {}),
  });
}

function oauth(
  { installations, publicUrl, clientId = '', clientSecret = '', stateSecret = '' }: SlackOptions,
  workspace: Pick<WorkspaceOptions, 'apiUrl' | 'logger'>,
  onInstall: (team: string, person: string) => Promise<void>,
) {
  if (!installations) throw new TypeError('OAuth needs somewhere to keep installations.');
  const { apiUrl } = workspace;
  return {
    clientId,
    clientSecret,
    stateSecret,
    scopes: [...botScopes],
    installationStore: installationStore(installations, onInstall),
    ...(publicUrl === undefined ? {} : { redirectUri: `${publicUrl.replace(/\/+$/, '')}${redirectPath}` }),
    installerOptions: {
      clientOptions: clientOptions(workspace),
      redirectUriPath: redirectPath,
      // Straight to Slack's own page, which says what is asked for.
      directInstall: true,
      ...(apiUrl === undefined ? {} : { authorizationUrl: `${new URL(apiUrl).origin}/oauth/v2/authorize` }),
    },
  };
}

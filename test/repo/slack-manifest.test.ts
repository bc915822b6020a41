import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { botScopes } from '../../src/adapters/slack/scopes.js';
import { slashCommands } from '../../src/adapters/slack/slash-names.js';
import { askWindow } from '../../src/adapters/slack/windows.js';
import { parseCommand } from '../../src/conversation/commands.js';
import { featureSlash } from '../../src/conversation/feature-table.js';
import { featureNames } from '../../src/conversation/types.js';

interface Manifest {
  readonly features: {
    readonly agent_view?: { readonly agent_description: string };
    readonly assistant_view?: unknown;
    readonly app_home: {
      readonly home_tab_enabled: boolean;
      readonly messages_tab_enabled: boolean;
      readonly messages_tab_read_only_enabled: boolean;
    };
    readonly shortcuts: readonly {
      readonly name: string;
      readonly type: string;
      readonly callback_id: string;
      readonly description: string;
    }[];
    readonly slash_commands: readonly {
      readonly command: string;
      readonly description: string;
      readonly usage_hint?: string;
      readonly url?: string;
    }[];
  };
  readonly display_information: {
    readonly name: string;
    readonly description: string;
    readonly long_description?: string;
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: {
    readonly event_subscriptions: { readonly bot_events: readonly string[] };
    readonly interactivity: { readonly is_enabled: boolean };
    readonly socket_mode_enabled: boolean;
  };
}

const root = new URL('../../', import.meta.url);
const manifest = JSON.parse(await readFile(new URL('slack-manifest.json', root), 'utf8')) as Manifest;
const folder = new URL('src/adapters/slack/', root);
const sources = await Promise.all(
  (await readdir(folder))
    .filter((file) => file !== 'check-tokens.ts')
    .map((file) => readFile(new URL(file, folder), 'utf8')),
);
const code = sources.join('\n');

/** The scopes that each method needs, as Slack's reference has them; reading a channel needs one for each kind of it. */
const scopesOf: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.startStream': ['chat:write'],
  'chat.appendStream': ['chat:write'],
  'chat.stopStream': ['chat:write'],
  'assistant.threads.setStatus': ['chat:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'conversations.open': ['im:write'],
  'users.conversations': ['channels:read', 'groups:read', 'im:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.update': [],
  'views.publish': [],
  'files.getUploadURLExternal': ['files:write'],
  'files.completeUploadExternal': ['files:write'],
  'files.info': ['files:read'],
};

const scopesOfEvents: Readonly<Record<string, readonly string[]>> = {
  app_mention: ['app_mentions:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  app_home_opened: [],
  app_uninstalled: [],
  tokens_revoked: [],
  agent_session_stopped: [],
};

/** Sent by workspaces that installed an older form of the app; new ones cannot subscribe to it. */
const legacyEvents = ['assistant_thread_started'];

describe('slack-manifest.json', () => {
  const events = manifest.settings.event_subscriptions.bot_events;

  it('asks for exactly the scopes that the calls in the code, the events and the commands need', () => {
    const called = [...code.matchAll(/'((?:auth|chat|assistant|conversations|users|views|files)\.[A-Za-z.]+)'/g)].map(
      (match) => match[1] ?? '',
    );
    expect([...new Set(called)].filter((method) => !Object.hasOwn(scopesOf, method))).toEqual([]);
    const needed = new Set([
      'commands',
      ...called.flatMap((method) => scopesOf[method] ?? []),
      ...events.flatMap((event) => scopesOfEvents[event] ?? [`the scopes of ${event}`]),
    ]);
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual([...needed].sort());
    expect([...botScopes].sort()).toEqual([...needed].sort());
  });

  it('subscribes to exactly the events that are listened to', () => {
    const heard = [...code.matchAll(/app\.event\('([a-z_]+)'/g)].map((match) => match[1] ?? '');
    const wanted = heard
      .filter((event) => !legacyEvents.includes(event))
      .flatMap((event) => (event === 'message' ? ['message.channels', 'message.groups', 'message.im'] : [event]));
    expect([...events].sort()).toEqual([...new Set(wanted)].sort());
  });

  it('names commands that are understood, and the shortcuts that are listened to', () => {
    const features = featureNames.flatMap((name) => featureSlash[name]);
    for (const { command } of manifest.features.slash_commands) {
      if (!features.includes(command.slice(1)))
        expect(parseCommand(`${command} x`), command).not.toMatchObject({ name: 'unknown', word: command.slice(1) });
    }
    const commands = manifest.features.slash_commands.map(({ command }) => command);
    expect(commands).toEqual(slashCommands.map((name) => `/${name}`));
    const shortcuts = [
      { type: 'message', callback_id: askWindow },
      { type: 'message', callback_id: 'back_it_up' },
    ];
    expect(manifest.features.shortcuts).toMatchObject(shortcuts);
    for (const { callback_id: id } of shortcuts) expect(code).toContain(`app.shortcut('${id}'`);
  });

  it('is within Slack’s limits, uses the agent experience and Socket Mode, and opens the home and messages tabs', () => {
    const { features, display_information: about, settings } = manifest;
    expect(about.name.length).toBeLessThanOrEqual(35);
    expect(about.description.length).toBeLessThanOrEqual(140);
    if (about.long_description !== undefined) {
      expect(about.long_description.length).toBeGreaterThanOrEqual(175);
      expect(about.long_description.length).toBeLessThanOrEqual(4_000);
    }
    expect(features.agent_view?.agent_description.length).toBeLessThanOrEqual(300);
    expect(features.assistant_view).toBeUndefined();
    expect(features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    for (const { name, description } of features.shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
    expect(settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
  });
});

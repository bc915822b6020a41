import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../src/app/config.js';
import { openerOf } from '../../../src/app/open-page.js';
import { discordApi, discordMisfit, inviteLink } from '../../../src/app/setup-discord.js';
import { wrapped } from '../../../src/app/setup-prompts.js';
import { createSetupSettings, endOf } from '../../../src/app/setup-settings.js';
import { manifestLink, slackMisfit } from '../../../src/app/setup-slack.js';

const manifest = readFileSync(join(projectRoot, 'slack-manifest.json'), 'utf8');

describe('the link that makes the Slack app', () => {
  it('carries the whole manifest, and is short enough for the command line of Windows', () => {
    const link = manifestLink(manifest);
    expect(link.startsWith('https://api.slack.com/apps?new_app=1&manifest_json=')).toBe(true);
    expect(JSON.parse(new URL(link).searchParams.get('manifest_json') ?? '')).toEqual(JSON.parse(manifest));
    expect(openerOf(link, 'win32')).toBeDefined();
  });

  it('is opened without a shell that could read it as a command', () => {
    const link = manifestLink('{"a": "it\'s (so) \\"& calc.exe\\" %PATH% ^ | < > ! *"}');
    expect(openerOf(link, 'darwin')).toEqual({ command: 'open', args: [link], isVerbatim: false });
    expect(openerOf(link, 'linux')).toEqual({ command: 'xdg-open', args: [link], isVerbatim: false });
    expect(openerOf(link, 'win32')?.args.at(-1)).toBe(`"${link}"`);
    expect(link.slice(link.indexOf('json=') + 5)).toMatch(/^[\w.~%-]+$/);
    for (const url of ['https://a.b/"&calc', 'https://a.b/ c', 'file:///etc/hosts', 'javascript:1', 'http://a.b/'])
      expect(openerOf(url, 'win32')).toBeUndefined();
    expect(openerOf(`https://a.b/${'x'.repeat(9_000)}`, 'win32')).toBeUndefined();
  });
});

describe('slack-manifest.json', () => {
  const { display_information, features, oauth_config, settings } = JSON.parse(manifest);

  it('keeps to the lengths that Slack allows', () => {
    expect(display_information.name.length).toBeLessThanOrEqual(35);
    expect(display_information.description.length).toBeLessThanOrEqual(140);
    expect(display_information.long_description.length).toBeGreaterThanOrEqual(175);
    expect(features.agent_view.agent_description.length).toBeLessThanOrEqual(300);
    for (const shortcut of features.shortcuts) expect(shortcut.name.length).toBeLessThanOrEqual(24);
    for (const { command } of features.slash_commands) expect(command).toMatch(/^\/[a-z]{1,31}$/);
  });

  it('is for Socket Mode: no address of a server in it', () => {
    expect(settings.socket_mode_enabled).toBe(true);
    expect(manifest).not.toContain('url');
  });

  it('asks for each permission and event once, in order', () => {
    for (const list of [oauth_config.scopes.bot, settings.event_subscriptions.bot_events])
      expect(list).toEqual([...new Set(list)].sort());
  });
});

describe('a Slack token by its looks', () => {
  it('passes with its prefix', () => {
    expect(slackMisfit('xoxb-1-a', 'xoxb')).toBeUndefined();
    expect(slackMisfit('xapp-1-a', 'xapp')).toBeUndefined();
  });

  it.each([
    ['xapp-1-A0-1-ab', 'xoxb', 'That is the app token'],
    ['xoxb-1-a', 'xapp', 'That is the bot token'],
    ['xoxp-1-a', 'xoxb', 'token of a person'],
    ['xoxe.xoxp-1-a', 'xoxb', 'configuration token'],
    ['0123456789abcdef0123456789abcdef', 'xoxb', 'App Credentials'],
    ['A012AB3CD4E', 'xapp', 'id'],
    ['123456.789012', 'xoxb', 'client id'],
    ['https://hooks.slack.com/x', 'xoxb', 'an address'],
    ['hello', 'xoxb', 'no token of Slack'],
    ['xoxb-1 xoxb-2', 'xoxb', 'The bot token is on the page'],
  ] as const)('is named for what it is, with the right page: %s', (token, prefix, words) => {
    expect(slackMisfit(token, prefix)).toContain(words);
    expect(slackMisfit(token, prefix)).toContain(prefix === 'xoxb' ? 'OAuth & Permissions' : 'Basic Information');
  });
});

describe('Discord', () => {
  it('invites with the permissions that are used, and no others', () => {
    const link = new URL(inviteLink('42'));
    expect(link.origin + link.pathname).toBe('https://discord.com/oauth2/authorize');
    expect(link.searchParams.get('client_id')).toBe('42');
    expect(link.searchParams.get('scope')).toBe('bot applications.commands');
    // 2^6 + 2^10 + 2^11 + 2^14 + 2^15 + 2^16 + 2^35 + 2^38
    expect(link.searchParams.get('permissions')).toBe('309237763136');
    expect(openerOf(link.href, 'win32')).toBeDefined();
  });

  it('is asked at one address, however that is written', () => {
    expect(discordApi({})).toBe('https://discord.com/api/v10');
    for (const url of ['http://127.0.0.1:1/api', 'http://127.0.0.1:1/api/', 'http://127.0.0.1:1/api/v10/'])
      expect(discordApi({ DISCORD_API_URL: url })).toBe('http://127.0.0.1:1/api/v10');
  });

  it('has other long numbers that are no token', () => {
    expect(discordMisfit('1234567890123456789')).toContain('id');
    expect(discordMisfit('a'.repeat(64))).toContain('public key');
    expect(discordMisfit('MTIz.abc.defghijk')).toBeUndefined();
  });
});

describe('what is set already', () => {
  it('is told by its last signs, and only when it is long', () => {
    expect(endOf('xoxb-1234567890-abcd')).toBe('is set, ends in …abcd');
    expect(endOf('short')).toBe('is set');
  });

  it('comes from the environment before the file, and from the file a _FILE names before both', () => {
    const env = { SLACK_BOT_TOKEN: 'xoxb-env', SLACK_APP_TOKEN_FILE: '/run/app', DISCORD_TOKEN: '' };
    const text =
      'SLACK_BOT_TOKEN=xoxb-file\nSLACK_APP_TOKEN=xapp-file\nDISCORD_TOKEN=d\nPILCROW_CONTACT_LINE="call us"';
    const settings = createSetupSettings(env, text, () => 'xapp-secret\n');
    expect(settings.now('SLACK_BOT_TOKEN')).toEqual({ value: 'xoxb-env', source: 'environment' });
    expect(settings.now('SLACK_APP_TOKEN')).toEqual({ value: 'xapp-secret', source: 'secret-file' });
    // Set to nothing in the environment is unset, whatever the file says.
    expect(settings.now('DISCORD_TOKEN')).toBeUndefined();
    expect(settings.now('PILCROW_CONTACT_LINE')).toEqual({ value: 'call us', source: 'env-file' });
    settings.set('SLACK_BOT_TOKEN', 'xoxb-new');
    settings.set('PILCROW_CONTACT_LINE', 'other');
    expect(settings.overridden()).toEqual(['SLACK_BOT_TOKEN']);
  });
});

describe('text on a terminal', () => {
  it('is broken at blanks, keeps its lines, and leaves an address whole', () => {
    expect(wrapped('one two three\nfour', 8)).toBe('one two\nthree\nfour');
    expect(wrapped('see https://a.b/cdefgh now', 8)).toBe('see\nhttps://a.b/cdefgh\nnow');
  });
});

import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/app/config.js';
import { hostsOf } from '../../../src/app/doctor.js';

describe('the hosts that are contacted', () => {
  it('hold those that files from chat are fetched from', () => {
    const slack = { SLACK_BOT_TOKEN: 'xoxb-1-a', SLACK_APP_TOKEN: 'xapp-1-a' };
    const hosts = hostsOf(
      loadConfig({ ...slack, DISCORD_TOKEN: `${'a'.repeat(24)}.${'b'.repeat(6)}.${'c'.repeat(38)}` }),
    ).join('\n');
    for (const host of ['files.slack.com', 'cdn.discordapp.com', 'media.discordapp.net']) expect(hosts).toContain(host);
  });

  it('are none without a key and a token', () => {
    expect(hostsOf(loadConfig({}))).toEqual(['none: nothing leaves this machine']);
  });
});

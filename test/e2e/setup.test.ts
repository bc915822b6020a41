import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { parseEnv, stripVTControlCharacters } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openClaimCode, useClaimCode } from '../../src/conversation/claim-code.js';
import { openStore } from '../../src/store/open-store.js';
import { recordingLog } from '../helpers/recording-log.js';
import { makeSandbox, program, runToEnd, type Sandbox } from '../helpers/run-program.js';
import { skipBecause } from '../helpers/skip-reason.js';

const pasture = `---
title: The Common Pasture
author: Anna Meadow
language: en
questions:
  - Who gains from one more cow?
---

The pasture of the village belongs to nobody and feeds everybody. Each herder alone gains from one more cow.
`;

const botToken = 'xoxb-1234567890-1234567890-GoodBotTokenAbCd';
const appToken = 'xapp-1-A012AB3CD4E-1234567890-goodapptokenwxyz';
const discordToken = 'MTIzNDU2Nzg5MDEy.GoodOne.discordtokenofthetest';

/** Slack and Discord on this machine, which know the three tokens above and take `delayMs` for each answer. */
let platforms: Server;
let asked: string[];
let delayMs: number;
let env: Record<string, string>;
let sandbox: Sandbox;
let envFile: string;

beforeAll(async () => {
  platforms = createServer((request, response) => {
    const token = request.headers.authorization ?? '';
    asked.push(request.url ?? '');
    const answer = answerTo(request.url ?? '', token.replace(/^(Bearer|Bot) /, ''));
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' });
    setTimeout(() => response.end(JSON.stringify(answer.body)), delayMs);
  });
  await new Promise<void>((resolve) => platforms.listen(0, '127.0.0.1', resolve));
  const root = `http://127.0.0.1:${(platforms.address() as AddressInfo).port}`;
  env = { SLACK_API_URL: `${root}/slack/api/`, DISCORD_API_URL: `${root}/discord/api` };
});
afterAll(() => {
  platforms.closeAllConnections();
  platforms.close();
});
beforeEach(async () => {
  asked = [];
  delayMs = 0;
  sandbox = await makeSandbox({ 'pasture.md': pasture });
  envFile = join(dirname(sandbox.corpusDir), '.env');
});
afterEach(() => sandbox.remove());

function answerTo(url: string, token: string): { status?: number; body: object } {
  switch (url) {
    case '/slack/api/auth.test':
      if (token !== botToken) return { body: { ok: false, error: 'invalid_auth' } };
      return { body: { ok: true, team: 'Room 12', user: 'pilcrow', team_id: 'T1', user_id: 'U1', bot_id: 'B1' } };
    case '/slack/api/apps.connections.open':
      if (token !== appToken) return { body: { ok: false, error: 'invalid_auth' } };
      return { body: { ok: true, url: 'ws://127.0.0.1:9/' } };
    case '/discord/api/v10/users/@me':
      if (token !== discordToken) return { status: 401, body: { message: '401: Unauthorized', code: 0 } };
      return { body: { id: '42', username: 'pilcrow-bot' } };
    case '/discord/api/v10/oauth2/applications/@me':
      return { body: { id: '4242', name: 'Pilcrow', flags: 0 } };
    default:
      return { status: 404, body: {} };
  }
}

const hasNoScript = process.platform !== 'linux' || spawnSync('script', ['--version']).status !== 0;
const isSkipped = skipBecause(
  hasNoScript,
  'setup is driven on a terminal made by the program `script` of util-linux, which is not here.',
);

const enter = '\r';
const ctrlC = '\u0003';

/**
 * Runs setup on a terminal. For each pair, waits until the question is asked, then types; a number is a pause in
 * milliseconds. What is asked when the pairs are used up has to end by itself.
 */
async function type(
  pairs: readonly (readonly [awaited: string, keys: string, ...more: (string | number)[]])[],
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly out: string }> {
  const command = `stty cols 100 rows 40; exec '${process.execPath}' '${program}' setup --settings '${envFile}'`;
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    env: {
      PATH: process.env.PATH ?? '',
      TERM: 'xterm',
      CORPUS_DIR: sandbox.corpusDir,
      DATA_DIR: sandbox.dataDir,
      ...env,
      ...more,
    },
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  let hasEnded = false;
  const ended = new Promise<number | null>((resolve) =>
    child.on('close', (code) => {
      hasEnded = true;
      resolve(code);
    }),
  );
  let from = 0;
  const seen = (): string => stripVTControlCharacters(out).replace(/\s*\n│? */g, ' ');
  /** A question that is open has a full diamond before it; answered, it is drawn again with an empty one. */
  const isAsked = (awaited: string): boolean =>
    new RegExp(`◆[^◆◇]*${awaited.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`).test(seen().slice(from));
  for (const [awaited, ...keys] of pairs) {
    for (let tries = 0; tries < 800 && !isAsked(awaited) && !hasEnded; tries++) await pause(25);
    if (!isAsked(awaited)) {
      child.kill();
      throw new Error(`It did not ask ${awaited}:\n${stripVTControlCharacters(out)}`);
    }
    // The prompt listens a moment after it is drawn.
    await pause(120);
    from = seen().length;
    for (const key of keys) {
      if (typeof key === 'number') await pause(key);
      else child.stdin.write(key);
    }
  }
  return { code: await ended, out: seen() };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const written = async (): Promise<object> => parseEnv(await readFile(envFile, 'utf8'));
const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

describe.skipIf(isSkipped)('setup on a terminal', () => {
  it('takes a teacher from nothing to a first answer, past swapped and wrong tokens', async () => {
    // A browser that only notes what it is to open.
    const bin = join(dirname(sandbox.corpusDir), 'bin');
    await mkdir(bin);
    await writeFile(join(bin, 'xdg-open'), `#!/bin/sh\nprintf %s "$1" > '${bin}/opened'\n`);
    await chmod(join(bin, 'xdg-open'), 0o755);
    const { code, out } = await type(
      [
        ['Where do you want to talk to Pilcrow', ` ${enter}`],
        ['Open the link in your browser?', enter],
        ['Bot token (paste it', `${appToken}${enter}`],
        ['Bot token (paste it', `xoxb-wrong-one${enter}`],
        ['Bot token (paste it', ` "${botToken}" ${enter}`],
        ['App token (paste it', `${botToken}${enter}`],
        ['App token (paste it', `${appToken}${enter}`],
        ['Your line (Enter skips)', `School counsellor: "Ms Rye", #12${enter}`],
      ],
      { PATH: `${bin}${delimiter}${process.env.PATH}` },
    );
    expect(code).toBe(0);
    const opened = new URL(await readFile(join(bin, 'opened'), 'utf8'));
    const manifest = await readFile(new URL('../../slack-manifest.json', import.meta.url), 'utf8');
    expect(JSON.parse(opened.searchParams.get('manifest_json') ?? '')).toEqual(JSON.parse(manifest));
    expect(out).toContain('That is the app token (xapp-). The bot token is on the page “OAuth & Permissions”');
    expect(out).toContain('Slack refuses it (invalid_auth');
    expect(out).toContain('Slack knows it: workspace Room 12, bot pilcrow.');
    expect(out).toContain('That is the bot token (xoxb-). The app token is on the page “Basic Information”');
    expect(out).toContain('Slack takes it: a connection can be opened.');
    expect(await written()).toEqual({
      SLACK_BOT_TOKEN: botToken,
      SLACK_APP_TOKEN: appToken,
      PILCROW_CONTACT_LINE: 'School counsellor: "Ms Rye", #12',
    });
    expect((await stat(envFile)).mode & 0o777).toBe(0o600);
    expect(out).toMatch(/Claim code: [A-Z0-9]{4}-[A-Z0-9]{4}/);
    expect(out).toContain('/invite @Pilcrow');
    expect(out).toMatch(/Type there: claim [A-Z0-9]{4}-[A-Z0-9]{4}/);
    expect(out).toContain('> Who gains from one more cow?');
    expect(out).toContain('Each herder alone gains from one more cow.” ¶1');
    expect(out).toContain('Next: npm start');
    for (const token of [botToken, appToken]) expect(out).not.toContain(token);
  });

  it('keeps what is set with Enter, checks it again, and leaves the file as it is', async () => {
    const text = `# mine\r\nLOG_LEVEL=error\r\nSLACK_BOT_TOKEN='${botToken}'\r\nSLACK_APP_TOKEN=${appToken}\r\n`;
    await writeFile(envFile, text);
    const { code, out } = await type([
      ['Where do you want to talk to Pilcrow', enter],
      ['Make another one?', enter],
      ['Bot token is set, ends in …AbCd', enter],
      ['App token is set, ends in …wxyz', enter],
      ['Your line', enter],
    ]);
    expect(code).toBe(0);
    expect(asked).toEqual(['/slack/api/auth.test', '/slack/api/apps.connections.open']);
    expect(await readFile(envFile, 'utf8')).toBe(text);
    expect(out).toContain('stays as it is');
    for (const token of [botToken, appToken]) expect(out).not.toContain(token);
  });

  it('completes half a set, which would stop every other command, and keeps the other lines', async () => {
    await writeFile(envFile, `# mine\nSLACK_BOT_TOKEN=${botToken}\nPORT=4000`);
    const { code } = await type([
      ['Where do you want to talk to Pilcrow', enter],
      ['Open the link', `n`],
      ['Bot token is set', enter],
      ['App token (paste it', `${appToken}${enter}`],
      ['Your line', enter],
    ]);
    expect(code).toBe(0);
    expect(await readFile(envFile, 'utf8')).toBe(
      `# mine\nSLACK_BOT_TOKEN=${botToken}\nPORT=4000\nSLACK_APP_TOKEN=${appToken}\n`,
    );
  });

  it('does not write half a set, and goes on', async () => {
    const { code, out } = await type([
      ['Where do you want to talk to Pilcrow', ` ${enter}`],
      ['Open the link', `n`],
      ['Bot token (paste it', `${botToken}${enter}`],
      ['App token (paste it', enter],
      ['Your line', enter],
    ]);
    expect(code).toBe(0);
    expect(out).toContain('The app token is missing, and Slack needs both, so neither is written.');
    expect(await isThere(envFile)).toBe(false);
    expect(out).toContain('Each herder alone gains');
  });

  it('keeps tokens unchecked where there is no network, if one wants', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const nowhere = `http://127.0.0.1:${(closed.address() as AddressInfo).port}/api/`;
    await new Promise((resolve) => closed.close(resolve));
    const { code, out } = await type(
      [
        ['Where do you want to talk to Pilcrow', ` ${enter}`],
        ['Open the link', `n`],
        ['Bot token (paste it', `${botToken}${enter}`],
        ['Keep it unchecked?', enter],
        ['App token (paste it', `xapp-other${enter}`],
        ['Keep it unchecked?', 'n'],
        ['App token (paste it', `${appToken}${enter}`],
        ['Keep it unchecked?', 'y'],
        ['Your line', enter],
      ],
      { SLACK_API_URL: nowhere },
    );
    expect(code).toBe(0);
    expect(out).toContain('Slack cannot be reached now');
    expect(await written()).toEqual({ SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken });
  });

  it('shows nothing of a token that is pasted while the one before is being checked, and stops then too', async () => {
    delayMs = 1_500;
    const { code, out } = await type([
      ['Where do you want to talk to Pilcrow', ` ${enter}`],
      ['Open the link', `n`],
      ['Bot token (paste it', `${botToken}${enter}`, 500, `${appToken}${enter}`, 200, ctrlC],
    ]);
    expect(code).toBe(1);
    expect(out).toContain('Stopped. Nothing was written.');
    for (const token of [botToken, appToken]) expect(out).not.toContain(token);
  });

  it('says what the environment overrides', async () => {
    const { code, out } = await type(
      [
        ['Where do you want to talk to Pilcrow', enter],
        ['Open the link', `n`],
        ['Bot token is set, ends in …-old', `${botToken}${enter}`],
        ['App token (paste it', `${appToken}${enter}`],
        ['Your line', enter],
      ],
      { SLACK_BOT_TOKEN: 'xoxb-of-the-environment-old' },
    );
    expect(code).toBe(0);
    expect(out).toContain('SLACK_BOT_TOKEN is set in the environment');
    expect(out).toContain('Set otherwise in the environment, which goes before the file: SLACK_BOT_TOKEN.');
    expect(await written()).toEqual({ SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken });
  });

  it('asks Discord about its token and prints the invitation', async () => {
    const { code, out } = await type([
      ['Where do you want to talk to Pilcrow', `\u001b[B ${enter}`],
      ['Bot token (paste it', `not.this.one${enter}`],
      ['Bot token (paste it', `${discordToken}${enter}`],
      ['Open the link', 'n'],
      ['Your line', enter],
    ]);
    expect(code).toBe(0);
    expect(out).toContain('Discord refuses it (401)');
    expect(out).toContain('Discord knows it: bot pilcrow-bot, application Pilcrow.');
    expect(out).toContain(
      'https://discord.com/oauth2/authorize?client_id=4242&scope=bot%20applications.commands&permissions=',
    );
    expect(out).toContain('Message Content intent');
    expect(await written()).toEqual({ DISCORD_TOKEN: discordToken });
    expect(out).not.toContain(discordToken);
  });

  it('makes another claim code only for whoever wants one', async () => {
    const store = await openStore({ file: join(sandbox.dataDir, 'pilcrow.db'), log: recordingLog() });
    const used = (await openClaimCode(store.settings)) ?? '';
    await useClaimCode(store.settings, used);
    await store.close();
    const pairs = [
      ['Where do you want to talk to Pilcrow', `\u001b[B ${enter}`],
      ['Bot token', `${discordToken}${enter}`],
      ['Open the link', 'n'],
      ['Your line', enter],
    ] as const;
    const no = await type([...pairs, ['Make another code?', enter]]);
    expect(no.code).toBe(0);
    expect(no.out).not.toContain('Claim code:');
    await writeFile(envFile, '');
    const yes = await type([...pairs, ['Make another code?', 'y']]);
    expect(yes.out).toMatch(/Claim code: [A-Z0-9]{4}-[A-Z0-9]{4}/);
    expect(yes.out).not.toContain(used);
  });

  it('stops with Ctrl-C at any question, with one line, code 1, and nothing half-written', async () => {
    const start = ['Where do you want to talk to Pilcrow', ` ${enter}`] as const;
    const link = ['Open the link', `n`] as const;
    const bot = ['Bot token (paste it', `${botToken}${enter}`] as const;
    const app = ['App token (paste it', `${appToken}${enter}`] as const;
    for (const pairs of [
      [['Where do you want to talk to Pilcrow', ctrlC]],
      [start, link, bot, ['App token (paste it', `xapp-half${ctrlC}`]],
      [start, link, bot, app, ['Your line', `half a line${ctrlC}`]],
    ] as const) {
      const { code, out } = await type(pairs);
      expect({ code, asked: pairs.length }).toEqual({ code: 1, asked: pairs.length });
      expect(out.match(/Stopped\. Nothing was written\./g)).toHaveLength(1);
      expect(await isThere(envFile)).toBe(false);
    }
  });

  it('names a file that cannot be written before it asks anything', async () => {
    await mkdir(envFile);
    const { code, out } = await type([]);
    expect(code).toBe(2);
    expect(out).toContain(`The settings file ${envFile} cannot be written`);
    expect(out).not.toContain('Where do you want');
  });
});

describe('setup without a terminal', () => {
  it('says that it needs one and where the settings are listed', async () => {
    const { code, stdout, stderr } = await runToEnd(['setup', '--settings', envFile], sandbox, { input: '\r\r\r' });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('needs a terminal');
    expect(stderr).toContain('.env.example');
    expect(await isThere(envFile)).toBe(false);
  });

  it('is among the commands, with the way to name another file', async () => {
    const { code, stdout } = await runToEnd(['setup', '--help'], sandbox);
    expect(code).toBe(0);
    expect(stdout).toContain('--settings <path>');
  });
});

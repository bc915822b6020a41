import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  describeConfig,
  envExample,
  loadConfig,
  projectRoot,
  switchOffTracing,
  withEnvFile,
} from '../../../src/app/config.js';
import { PilcrowError } from '../../../src/base/errors.js';

const problemsOf = (env: Record<string, string>, readFile?: (path: string) => string): string => {
  try {
    loadConfig(env, readFile);
  } catch (error) {
    if (error instanceof PilcrowError) return error.message;
  }
  return '';
};

describe('the settings', () => {
  it('have a working default for everything, relative to the project folder', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      corpusDir: join(projectRoot, 'corpus'),
      dataDir: join(projectRoot, 'data'),
      retentionDays: 30,
      logLevel: 'warn',
      secrets: [],
    });
    expect(config.slack).toBeUndefined();
  });

  it('take an empty string for unset', () => {
    expect(loadConfig({ SLACK_BOT_TOKEN: '', PORT: '', NO_COLOR: '' })).toEqual(loadConfig({}));
  });

  it('know the three ways to Slack', () => {
    const bot = { SLACK_BOT_TOKEN: 'xoxb-1' };
    expect(loadConfig({ ...bot, SLACK_APP_TOKEN: 'xapp-1' }).slack?.mode).toBe('socket');
    expect(loadConfig({ ...bot, SLACK_SIGNING_SECRET: 'abc' }).slack?.mode).toBe('http');
    const oauth = {
      SLACK_CLIENT_ID: '1',
      SLACK_CLIENT_SECRET: '2',
      SLACK_SIGNING_SECRET: '3',
      SLACK_STATE_SECRET: '4',
    };
    expect(loadConfig(oauth).slack?.mode).toBe('oauth');
  });

  it('name what half a set of tokens is missing', () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: 'xoxb-1' })).toContain('SLACK_APP_TOKEN is missing');
    expect(problemsOf({ SLACK_APP_TOKEN: 'xapp-1' })).toContain('SLACK_BOT_TOKEN is missing');
    expect(problemsOf({ SLACK_SIGNING_SECRET: 's' })).toContain('SLACK_BOT_TOKEN is missing');
    expect(problemsOf({ SLACK_CLIENT_ID: '1' })).toContain(
      'SLACK_CLIENT_SECRET and SLACK_SIGNING_SECRET and SLACK_STATE_SECRET are missing',
    );
  });

  it('report all problems at once and print no secret', () => {
    const message = problemsOf({
      PORT: 'http',
      LOG_LEVEL: 'loud',
      SLACK_BOT_TOKEN: 'canary-1234',
      PILCROW_MODEL: 'gpt',
      DATABASE_URL: 'mysql://u:canary@h/d',
    });
    for (const name of ['PORT', 'LOG_LEVEL', 'SLACK_BOT_TOKEN', 'PILCROW_MODEL', 'DATABASE_URL'])
      expect(message).toContain(name);
    expect(message).toContain('5 problems');
    expect(message).not.toContain('canary');
  });

  it('read every secret from a file too, and refuse both at once', () => {
    const readFile = (path: string): string => {
      if (path === '/run/none') throw new Error('ENOENT');
      return 'xoxb-from-file\n';
    };
    const env = { SLACK_BOT_TOKEN_FILE: '/run/bot', SLACK_APP_TOKEN: 'xapp-1' };
    expect(loadConfig(env, readFile).slack?.botToken).toBe('xoxb-from-file');
    expect(loadConfig(env, readFile).secrets).toContain('xoxb-from-file');
    expect(problemsOf({ ...env, SLACK_BOT_TOKEN: 'xoxb-2' }, readFile)).toContain('both set');
    expect(problemsOf({ DISCORD_TOKEN_FILE: '/run/none' }, readFile)).toContain('/run/none, which cannot be read');
  });

  it('take the price of a model as two amounts', () => {
    expect(loadConfig({}).modelPrice).toBeUndefined();
    expect(loadConfig({ PILCROW_MODEL_PRICE: '0.25/2' }).modelPrice).toEqual({ input: 0.25, output: 2 });
    expect(loadConfig({ PILCROW_MODEL_PRICE: '0/0' }).modelPrice).toEqual({ input: 0, output: 0 });
    for (const PILCROW_MODEL_PRICE of ['2', '-1/2', '0.25/2/1', '$1/$2', '1e3/2'])
      expect(problemsOf({ PILCROW_MODEL_PRICE })).toContain('PILCROW_MODEL_PRICE must be two amounts such as 0.25/2.');
  });

  it('are described one by one, and .env.example is that description', () => {
    for (const { description } of describeConfig()) expect(description).toMatch(/\.$/);
    expect(readFileSync(join(projectRoot, '.env.example'), 'utf8')).toBe(envExample());
  });

  it('in a .env file do not override what is set', () => {
    expect(withEnvFile({ PORT: '1' }, join(projectRoot, 'no-such-file'))).toEqual({ PORT: '1' });
  });
});

describe('what sends prompts elsewhere', () => {
  it('is taken out of the environment, and named where it was on', () => {
    const env = {
      LANGSMITH_TRACING: 'true',
      LANGCHAIN_TRACING_V2: 'false',
      LANGSMITH_GATEWAY: 'https://x.example',
      PORT: '1',
    };
    expect(switchOffTracing(env)).toEqual(['LANGSMITH_TRACING', 'LANGSMITH_GATEWAY']);
    expect(env).toEqual({ PORT: '1' });
    expect(switchOffTracing(env)).toEqual([]);
  });
});

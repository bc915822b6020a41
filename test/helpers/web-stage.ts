/**
 * The page as `start` serves it: the real listener, conversation, store and retriever over a small corpus, and a browser
 * before it. What must never happen on any page (errors, dialogs, other hosts, what the policy forbids) is looked at here.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { bringUpToDate } from '../../src/app/bring-up-to-date.js';
import { type Config, loadConfig } from '../../src/app/config.js';
import { isLocal, openHttp } from '../../src/app/http.js';
import { type Parts, wire, wireWeb } from '../../src/app/wire.js';
import type { Incoming, Reply } from '../../src/conversation/types.js';
import { openBrowser } from './browser.js';
import { type RecordingLog, recordingLog } from './recording-log.js';

export interface WebStage {
  readonly address: string;
  readonly config: Config;
  readonly parts: Parts;
  readonly log: RecordingLog;
  readonly corpusDir: string;
  /** Somebody says something in a chat, and it is answered. */
  say(text: string, rest?: Partial<Incoming>): Promise<Reply>;
  /** Reads the corpus again, as a change of the folder does. */
  refresh(): Promise<void>;
  /** The server is gone, and every connection to it. */
  hangUp(): Promise<void>;
  close(): Promise<void>;
}

export interface WebStageOptions {
  /** File names to contents. */
  readonly corpus: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** Serves on a free port of loopback. */
export async function openWebStage({ corpus, env = {} }: WebStageOptions): Promise<WebStage> {
  const folder = await mkdtemp(join(tmpdir(), 'pilcrow-web-'));
  const corpusDir = join(folder, 'corpus');
  for (const [file, text] of Object.entries(corpus)) {
    await mkdir(dirname(join(corpusDir, file)), { recursive: true });
    await writeFile(join(corpusDir, file), text);
  }
  const config = loadConfig({ CORPUS_DIR: corpusDir, DATA_DIR: join(folder, 'data'), PORT: '0', ...env });
  const log = recordingLog();
  const parts = await wire(config, log, { remembers: true });
  const refresh = async (): Promise<void> => void (await bringUpToDate(parts, config, log, { waitMs: 30_000 }));
  await refresh();
  await Promise.all([parts.warm(), parts.chatModel?.warm()]);
  const { conversation } = parts;
  const web = await wireWeb(config, parts, { conversation, isLocal: (header) => isLocal(config.http, header), log });
  const http = await openHttp(config.http, { web, health: () => ({}), log });
  return {
    address: http.address,
    config,
    parts,
    log,
    corpusDir,
    async say(text, rest) {
      const place = { platform: 'slack', tenant: 'T1', place: 'C1' };
      let last: Reply | undefined;
      const incoming = { place, person: 'ann', messageId: randomUUID(), text, ...rest };
      for await (const reply of conversation.handle(incoming)) last = reply;
      if (!last) throw new Error('no reply');
      return last;
    },
    refresh,
    hangUp: () => http.close(),
    async close() {
      await http.close();
      await parts.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface VisitOptions extends BrowserContextOptions {
  /** Lines of the console that this test brings about itself, such as a refusal's status. */
  readonly mayLog?: RegExp;
}

export interface Visitors {
  /** A browser without any cookie, at `path`. */
  visit(path: string, options?: VisitOptions): Promise<Page>;
  /** Another page of the same visitor. */
  open(page: Page, path: string): Promise<Page>;
  /** Ends the visits of one test; fails where something happened that must not. For `afterEach`. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

/** Who comes to the page at `address`. Nobody waits for an animation unless the test wants it. */
export async function openVisitors(address: () => string): Promise<Visitors> {
  const browser: Browser = await openBrowser();
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];
  return {
    async visit(path, { mayLog, ...options } = {}) {
      const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-GB', ...options });
      contexts.push(context);
      context.setDefaultTimeout(60_000);
      watch(context, address(), faults, mayLog);
      const page = await context.newPage();
      await page.goto(new URL(path, address()).href);
      return page;
    },
    async open(page, path) {
      const other = await page.context().newPage();
      await other.goto(new URL(path, address()).href);
      return other;
    },
    async leave() {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      expect(faults.splice(0)).toEqual([]);
    },
    close: () => browser.close(),
  };
}

function watch(context: BrowserContext, address: string, faults: string[], mayLog: RegExp | undefined): void {
  const { origin } = new URL(address);
  context.on('console', (message) => {
    // A breach of the Content-Security-Policy is an error of the console too.
    if (!['error', 'warning'].includes(message.type()) || mayLog?.test(message.text())) return;
    faults.push(`${message.type()} on ${message.page()?.url()}: ${message.text()}`);
  });
  context.on('weberror', (error) => faults.push(`error: ${error.error().message}`));
  context.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== 'data:') faults.push(`request to ${url.origin}`);
  });
}

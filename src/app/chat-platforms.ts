/**
 * The page and the adapters of chat platforms, started side by side: one that cannot start is one named problem, the others run. What
 * is due without a present event is handed to the adapter that owns the place.
 */
import { messageOf, PilcrowError } from '../base/errors.js';
import { openClaimCode } from '../conversation/claim-code.js';
import type { Adapter } from '../conversation/types.js';
import type { Stage } from './command.js';
import { print, tell } from './command.js';
import { type Http, isLocal, openHttp } from './http.js';
import { type Parts, wireDiscord, wireSlack, wireWeb } from './wire.js';

export interface ChatPlatforms {
  /** Names of those that are configured. */
  readonly names: readonly string[];
  stop(): Promise<void>;
}

interface Running {
  readonly adapter: Adapter;
  /** The line that says it is there. */
  readonly greeting: string;
  isUp: boolean;
}

/** Starts the page, and every adapter whose tokens are complete. */
export async function startChatPlatforms(stage: Stage, parts: Parts): Promise<ChatPlatforms> {
  const { config, log } = stage;
  const slack = config.slack && (await wireSlack(config, config.slack, log, parts.store));
  const discord = config.discord && (await wireDiscord(config.discord, log));
  const running: Running[] = [
    ...(slack ? [{ adapter: slack, greeting: 'Slack: receiving messages.', isUp: false }] : []),
    ...(discord ? [{ adapter: discord, greeting: 'Discord: receiving messages.', isUp: false }] : []),
  ];
  // Loaded only where something serves: a question on the command line needs no figures.
  const { createMetrics } = await import('./metrics.js');
  const { spending } = parts;
  const metrics = createMetrics({ budget: config.budget, log, ...(spending ? { spending } : {}) });
  const conversation = metrics.countReplies(parts.conversation);

  let http: Http | undefined;
  try {
    const health = (): Record<string, boolean> =>
      Object.fromEntries(running.map(({ adapter, isUp }) => [adapter.name, isUp]));
    const web = await wireWeb(config, parts, { conversation, isLocal: (header) => isLocal(config.http, header), log });
    http = await openHttp(config.http, { slack: slack?.listener, web, health, metrics, log });
    await print(stage, `The page, to read and to ask: ${config.http.publicUrl ?? http.address}`);
    if (slack?.listener) await print(stage, `Slack: requests are taken at ${http.address}/slack/events`);
  } catch (error) {
    tell(stage, sentenceOf(error));
  }

  const ending = new AbortController();
  const due: Promise<void>[] = [];
  for (const each of running) {
    void each.adapter.start(conversation).then(
      async () => {
        if (ending.signal.aborted) return;
        each.isUp = true;
        await print(stage, each.greeting);
        due.push(handOver(each.adapter));
      },
      (error: unknown) => tell(stage, sentenceOf(error)),
    );
  }
  if (running.length > 0) await sayClaimCode(stage, parts);

  /** Hands what is due to its adapter until the end; what could not be posted comes again. */
  async function handOver(adapter: Adapter): Promise<void> {
    for await (const { place, replies, incoming, confirm } of conversation.due([adapter.name], ending.signal)) {
      try {
        await adapter.post(place, replies, incoming);
        await confirm();
      } catch (error) {
        log.warn({ reason: messageOf(error), platform: place.platform }, 'what was due could not be posted yet');
      }
    }
  }

  return {
    names: running.map(({ adapter }) => adapter.name),
    async stop() {
      ending.abort();
      await Promise.all(running.map(({ adapter }) => adapter.stop()));
      await Promise.all(due);
      await http?.close();
    },
  };
}

/** How somebody becomes the first teacher, while nobody has. */
async function sayClaimCode(stage: Stage, { store }: Parts): Promise<void> {
  const code = store && (await openClaimCode(store.settings));
  if (code === undefined || stage.config.teachers.length > 0) return;
  await print(stage, `Nobody is a teacher yet. To be the first, write to Pilcrow in a direct message: claim ${code}`);
}

function sentenceOf(error: unknown): string {
  const hint = error instanceof PilcrowError ? error.hint : undefined;
  return [messageOf(error), hint].filter(Boolean).join(' ');
}

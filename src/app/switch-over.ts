/**
 * Embeddings changed while Pilcrow serves: the new index is built beside the chat, and built again later where it failed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../base/errors.js';
import { bringUpToDate } from './bring-up-to-date.js';
import { type Stage, tell } from './command.js';
import type { Parts } from './wire.js';

export interface SwitchOver {
  /** Gives up what is not whole yet; what was embedded is kept for the next start. */
  stop(): Promise<void>;
}

const patienceMs = 60_000;
/** After each further failure; the last one goes on. */
const retryMs = [30_000, 120_000, 600_000];

/** Builds the wanted index in the background and says so; does nothing where nothing is to be switched. */
export function switchOver(stage: Stage, parts: Pick<Parts, 'retriever' | 'store'>): SwitchOver {
  const wanted = parts.retriever.switching();
  if (wanted === undefined) return { stop: async () => undefined };
  const { config, log } = stage;
  const ending = new AbortController();
  const signal = AbortSignal.any([stage.signal, ending.signal]);

  async function run(): Promise<void> {
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        const { kept } = await bringUpToDate(parts, config, log, { waitMs: patienceMs, signal });
        if (kept === undefined) {
          log.info(wanted, 'the index of the new embeddings serves');
          // What was dropped into the folder between the reading and the switch.
          await bringUpToDate(parts, config, log, { waitMs: patienceMs, signal });
          return;
        }
        if (failures === 0) tell(stage, `${kept} The index of ${wanted?.from} serves on; it is tried again.`);
      } catch (error) {
        if (!signal.aborted) log.warn({ reason: messageOf(error) }, 'the new embeddings are not there yet');
      }
      await sleep(retryMs[Math.min(failures, retryMs.length - 1)], undefined, { signal, ref: false }).catch(
        () => undefined,
      );
    }
  }

  tell(stage, `Embedding anew with ${wanted.to} in the background; the index of ${wanted.from} serves until then.`);
  const running = run();
  return {
    async stop() {
      ending.abort();
      await running;
    },
  };
}

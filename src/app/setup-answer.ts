/**
 * The last step of `setup`: a question of the essay's own, answered as in any chat, so that one sees it work.
 */
import { messageOf } from '../base/errors.js';
import { bringUpToDate } from './bring-up-to-date.js';
import { createProgress, isColour, type Stage } from './command.js';
import { firstAnswer } from './first-answer.js';
import type { Prompts } from './setup-prompts.js';
import type { Parts } from './wire.js';

const patienceMs = 60_000;

/** Asks it and shows the answer; says what is missing where there is no essay. */
export async function showTestAnswer(stage: Stage, prompts: Prompts, parts: Parts): Promise<void> {
  await takeUpCorpus(stage, prompts, parts);
  const { conversation } = parts;
  if (conversation.essays().length === 0) {
    prompts.warn(
      `There is no essay yet. Put a .md, .txt, .html, .pdf, .docx or .epub file into ${stage.config.corpusDir}.`,
    );
    return;
  }
  const columns = Math.min(100, (stage.stdout.columns || 80) - 1);
  const answer = await prompts.until(firstAnswer(stage, conversation, { isColour: isColour(stage), columns }));
  if (answer === undefined) return;
  prompts.head('A question to see that it works');
  prompts.show(answer);
}

async function takeUpCorpus(stage: Stage, prompts: Prompts, parts: Parts): Promise<void> {
  const progress = createProgress(stage);
  const warm = parts.warm();
  warm.catch(() => undefined);
  try {
    const { kept } = await bringUpToDate(parts, stage.config, stage.log, {
      waitMs: patienceMs,
      signal: stage.signal,
      onProgress: (done, total) => total > 0 && progress.show(`Indexing: paragraph ${done} of ${total}`),
    });
    if (kept !== undefined) prompts.say(`${kept} Answering from the saved index.`);
  } catch (error) {
    if (stage.signal.aborted) throw error;
    prompts.warn(messageOf(error));
  } finally {
    progress.clear();
  }
  await prompts.until(warm);
}

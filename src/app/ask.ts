/**
 * `ask`: one answer with its citations, or one for each line of stdin. Remembers nothing.
 */
import type { Command, Incoming } from '../conversation/types.js';
import { displayText } from '../essay/display.js';
import type { SummaryLength } from '../summaries/types.js';
import { recordOf } from './answer-record.js';
import { bringUpToDate } from './bring-up-to-date.js';
import { createProgress, type ExitCode, isColour, jsonLine, print, type Stage, tell } from './command.js';
import { answerLines, lastReply } from './question-lines.js';
import { renderReply, wire } from './wire.js';

export interface AskOptions {
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly essay?: string;
  /** A length, or true for a short one. */
  readonly summary?: string | true;
}

/** How long a question waits for another process that indexes. */
const patienceMs = 2_000;

export async function ask(stage: Stage, words: readonly string[], options: AskOptions): Promise<ExitCode> {
  const length = options.summary === undefined ? undefined : (lengthOf(options.summary) ?? 'short');
  // `--summary ¶3-6`: what is no length says what is to be summed up.
  const theme = typeof options.summary === 'string' && lengthOf(options.summary) === undefined ? [options.summary] : [];
  const text = [...theme, ...words].join(' ').trim();
  if (text === '' && !options.jsonl && length === undefined) {
    tell(
      stage,
      'There is no question. Write: npm run -s ask -- "why …?"  (or --summary, or --jsonl with questions on stdin)',
    );
    return 2;
  }
  const parts = await wire(stage.config, stage.log, { remembers: false, onDownload: downloadOf(stage) });
  try {
    const progress = createProgress(stage);
    // Beside the reading of the corpus; a model that does not load is told by the first question that needs it.
    const warm = parts.warm().catch(() => undefined);
    const update = await bringUpToDate(parts, stage.config, stage.log, {
      waitMs: patienceMs,
      signal: stage.signal,
      onProgress: (done, total) => total > 0 && progress.show(`Indexing: paragraph ${done} of ${total}`),
    });
    await warm;
    progress.clear();
    if (update.kept !== undefined) tell(stage, `${update.kept} Answering from the saved index.`);
    if (options.jsonl) {
      await answerLines(stage, parts.conversation);
      return 0;
    }
    const startedAt = performance.now();
    const reply = await lastReply(parts.conversation, incomingOf(text, options.essay, length), stage.signal);
    if (!reply) return 1;
    const isRefused = reply.kind === 'notice' && reply.tone !== 'plain';
    if (options.json) await print(stage, jsonLine(recordOf(reply, performance.now() - startedAt)));
    else if (isRefused) tell(stage, displayText(reply.text));
    else await print(stage, renderReply({ ...reply, buttons: [] }, lookOf(stage)));
    return isRefused ? 1 : 0;
  } finally {
    await parts.close();
  }
}

function incomingOf(text: string, essay: string | undefined, length: SummaryLength | undefined): Incoming {
  const command: Command | undefined = length === undefined ? undefined : { name: 'summary', length };
  const isQuestion = command === undefined || text !== '';
  return {
    place: { platform: 'command-line', tenant: 'local', place: 'ask' },
    person: 'local',
    messageId: 'ask',
    isOperator: true,
    text: command !== undefined && isQuestion ? `/summary ${length} ${text}` : text,
    ...(command !== undefined && !isQuestion ? { command } : {}),
    ...(essay === undefined ? {} : { essay }),
  };
}

function lengthOf(value: string | true): SummaryLength | undefined {
  if (value === true) return 'short';
  return (['sentence', 'short', 'full'] as const).find((length) => length === value);
}

function lookOf(stage: Stage): { isColour: boolean; columns?: number } {
  const columns = stage.stdout.isTTY ? stage.stdout.columns : undefined;
  return { isColour: isColour(stage), ...(columns === undefined ? {} : { columns: Math.min(100, columns - 1) }) };
}

/** Progress of a model's download, said on a terminal. */
export function downloadOf(stage: Stage): (received: number, total: number) => void {
  const progress = createProgress(stage);
  return (received, total) => {
    if (received >= total) progress.clear();
    else progress.show(`Fetching the embedding model: ${Math.round(received / 1e6)} of ${Math.round(total / 1e6)} MB`);
  };
}

/**
 * `ask`: one answer with its citations, or one for each line of stdin. Remembers nothing.
 */
import { writeText } from '../base/streams.js';
import type { Command, Conversation, Incoming } from '../conversation/types.js';
import { displayText } from '../essay/display.js';
import type { SummaryLength } from '../summaries/types.js';
import { recordOf } from './answer-record.js';
import { bringUpToDate } from './bring-up-to-date.js';
import { createProgress, type ExitCode, isColour, jsonLine, print, type Stage, tell } from './command.js';
import { answerLines, lastReply } from './question-lines.js';
import { createGrowingPrint, wire, wireRendering } from './wire.js';

export interface AskOptions {
  readonly json?: boolean;
  readonly jsonl?: boolean;
  /** With `jsonl`: lines of what is written so far, too. */
  readonly stream?: boolean;
  /** With `jsonl`: the messages that the answer would be in Slack and Discord, too. */
  readonly rendered?: boolean;
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
  if ((options.stream || options.rendered) && !options.jsonl) {
    tell(stage, '--stream and --rendered go with --jsonl: npm run -s ask -- --jsonl --stream < questions.jsonl');
    return 2;
  }
  const parts = await wire(stage.config, stage.log, { remembers: false, onDownload: downloadOf(stage) });
  try {
    const progress = createProgress(stage);
    // Beside the reading of the corpus; a model that does not load is told by the first question that needs it.
    const warm = Promise.allSettled([parts.warm(), parts.chatModel?.warm()]);
    const update = await bringUpToDate(parts, stage.config, stage.log, {
      waitMs: patienceMs,
      signal: stage.signal,
      onProgress: (done, total) => total > 0 && progress.show(`Indexing: paragraph ${done} of ${total}`),
    });
    await warm;
    progress.clear();
    if (update.kept !== undefined) tell(stage, `${update.kept} Answering from the saved index.`);
    if (options.jsonl) {
      await answerLines(stage, parts.conversation, {
        isStreamed: options.stream === true,
        ...(options.rendered ? { rendered: await wireRendering(parts.conversation) } : {}),
      });
      return 0;
    }
    return await answerOnce(stage, parts.conversation, incomingOf(text, options.essay, length), options.json === true);
  } finally {
    await parts.close();
  }
}

/** One answer on stdout, a written one sentence by sentence; a refusal on stderr. Called off, it ends with a whole line. */
export async function answerOnce(
  stage: Stage,
  conversation: Conversation,
  incoming: Incoming,
  isJson: boolean,
): Promise<ExitCode> {
  const startedAt = performance.now();
  const growing = createGrowingPrint(lookOf(stage));
  const reply = await lastReply(conversation, incoming, stage.signal, async (snapshot) => {
    if (!isJson) await writeText(stage.stdout, growing.grow(snapshot));
  });
  if (!reply) return 1;
  const isRefused = reply.kind === 'notice' && reply.tone !== 'plain';
  if (isJson) await print(stage, jsonLine(recordOf(reply, performance.now() - startedAt)));
  else if (isRefused) tell(stage, displayText(reply.text));
  else await writeText(stage.stdout, growing.finish({ ...reply, buttons: [] }));
  return isRefused ? 1 : 0;
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

/**
 * `start`: a chat on a terminal, an answer for each piped line, or, with no input at all, one question of the essay's
 * own answered by the real path, and then serving until it is told to stop.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf, PilcrowError } from '../base/errors.js';
import { dropStaleRelays } from '../classroom/relay.js';
import { type CorpusWatch, watchCorpus } from '../ingest/watch.js';
import { downloadOf } from './ask.js';
import { bringUpToDate } from './bring-up-to-date.js';
import { type ChatPlatforms, startChatPlatforms } from './chat-platforms.js';
import { createProgress, type ExitCode, isColour, print, type Stage, tell } from './command.js';
import { conditionLine, conditionsOf } from './condition.js';
import { firstAnswer } from './first-answer.js';
import { createSchedules, type Schedules } from './schedules.js';
import { type SwitchOver, switchOver } from './switch-over.js';
import { type Parts, wire, wireTerminal } from './wire.js';

/** A pipe that says nothing for this long after the program began has nothing to say. */
const silenceMs = 700;
const patienceMs = 60_000;
const dayMs = 24 * 60 * 60 * 1_000;

export async function start(stage: Stage): Promise<ExitCode> {
  const isInteractive = stage.stdin.isTTY === true && stage.stdout.isTTY === true;
  const parts = await wire(stage.config, stage.log, { remembers: true, onDownload: downloadOf(stage) });
  const terminal = wireTerminal({
    input: stage.stdin,
    output: stage.stdout,
    isInteractive,
    isColour: isColour(stage),
    run: `run-${Date.now().toString(36)}-${process.pid}`,
    ...(isInteractive ? { historyFile: join(stage.config.dataDir, 'chat-history') } : {}),
  });
  const isServing = hasTokens(stage);
  let platforms: ChatPlatforms | undefined;
  let watching: CorpusWatch | undefined;
  let forgetting: NodeJS.Timeout | undefined;
  let switching: SwitchOver | undefined;
  let schedules: Schedules | undefined;
  try {
    await update(stage, parts);
    tellModel(stage, parts);
    switching = switchOver(stage, parts);
    watching = watch(stage, parts);
    forgetting = forgetOld(stage, parts);
    // Piped lines want answers, and no page.
    if (isServing || isInteractive) platforms = await startChatPlatforms(stage, parts);
    schedules = keepSchedules(stage, parts, platforms);
    if (isInteractive && isServing) {
      await sayWhatIsOff(stage);
      await aborted(stage.signal);
      return 0;
    }
    await terminal.start(parts.conversation);
    if (!isInteractive && !(await hasInput(terminal.heard, stage.signal))) {
      if (!stage.signal.aborted) await showOneAnswer(stage, parts);
      if (!stage.signal.aborted) platforms ??= await startChatPlatforms(stage, parts);
      await serve(stage);
    } else await Promise.race([terminal.closed, aborted(stage.signal)]);
    // Piped lines end; a class that asks on a platform does not.
    if (isServing) await aborted(stage.signal);
    return 0;
  } finally {
    clearInterval(forgetting);
    await switching?.stop();
    await schedules?.stop();
    await watching?.close();
    await Promise.all([platforms?.stop(), terminal.stop()]);
    await parts.close();
  }
}

async function update(stage: Stage, parts: Parts): Promise<void> {
  const progress = createProgress(stage);
  // Awaited below: a fault that comes before must not end the process.
  const warm = parts.warm().then(
    () => undefined,
    (fault: unknown) => fault,
  );
  try {
    const { reading, kept } = await bringUpToDate(parts, stage.config, stage.log, {
      waitMs: patienceMs,
      signal: stage.signal,
      switches: false,
      onWait: (holder) => tell(stage, `Another Pilcrow (process ${holder}) is indexing; waiting for it.`),
      onProgress: (done, total, essay) =>
        total > 0 && progress.show(`Indexing ${essay?.title ?? ''}: paragraph ${done} of ${total}`),
    });
    progress.clear();
    if (kept !== undefined) tell(stage, `${kept} Answering from the saved index.`);
    for (const { status, reason } of reading.problems) if (status === 'failed') tell(stage, reason);
  } catch (error) {
    progress.clear();
    if (stage.signal.aborted) return;
    // Without a corpus it still starts: the folder may come, and everything says what is missing.
    tell(stage, `${messageOf(error)} ${error instanceof PilcrowError ? (error.hint ?? '') : ''}`.trim());
  }
  const fault = await warm;
  if (fault === undefined || stage.signal.aborted) return;
  if (!(fault instanceof PilcrowError) || fault.code !== 'model-failed') throw fault;
  tell(stage, `${fault.message} ${fault.hint ?? ''}`.trim());
  tell(stage, 'Until that is mended, questions are answered by words alone.');
}

/** Loads the model's packages before the first question needs them; what is missing is told, and quotations serve. */
function tellModel(stage: Stage, { chatModel }: Parts): void {
  chatModel?.warm().catch((error: unknown) => {
    const hint = error instanceof PilcrowError ? error.hint : undefined;
    tell(stage, [messageOf(error), hint, 'Until then answers are quotations.'].filter(Boolean).join(' '));
  });
}

/** Takes up changes of the corpus folder. One that fails is told in the log and costs nothing else. */
function watch(stage: Stage, parts: Parts): CorpusWatch {
  return watchCorpus(stage.config.corpusDir, async () => {
    try {
      const before = new Set(parts.retriever.essays().map(({ slug }) => slug));
      const { reading } = await bringUpToDate(parts, stage.config, stage.log, {
        waitMs: patienceMs,
        signal: stage.signal,
        switches: false,
      });
      for (const { file, reason } of reading.problems) stage.log.warn({ file, reason }, 'a file is not served');
      const added = parts.retriever.essays().filter(({ slug }) => !before.has(slug));
      for (const { slug, paragraphs } of added)
        stage.log.info({ essay: slug, paragraphs: paragraphs.length }, 'an essay was added');
    } catch (error) {
      if (!stage.signal.aborted)
        stage.log.warn({ reason: messageOf(error) }, 'a change of the corpus folder was not taken up');
    }
  });
}

/** Removes what is older than the retention period, now and every six hours. */
function forgetOld({ config, log }: Stage, { store }: Parts): NodeJS.Timeout {
  const forget = (): void => {
    if (!store) return;
    void dropStaleRelays(store.records, Date.now())
      .then(() => store.forgetOlderThan(config.retentionDays * dayMs))
      .catch((error: unknown) => log.warn({ reason: messageOf(error) }, 'old questions were not removed'));
  };
  forget();
  return setInterval(forget, dayMs / 4).unref();
}

/** What is planned for the platforms that are served here. */
function keepSchedules(
  { log }: Stage,
  { conversation, store }: Parts,
  platforms: ChatPlatforms | undefined,
): Schedules | undefined {
  const names = platforms?.names ?? [];
  if (!store || names.length === 0) return undefined;
  const { records, settings } = store;
  const schedules = createSchedules({ records, settings, putBy: conversation.putBy, platforms: names, log });
  schedules.start();
  return schedules;
}

/** Whether lines come: true with the first, false when the input ends without one or stays silent. */
async function hasInput(heard: Promise<boolean>, signal: AbortSignal): Promise<boolean> {
  const patience = sleep(Math.max(200, silenceMs - performance.now()), false, { signal, ref: true }).catch(() => false);
  return await Promise.race([heard, patience]);
}

async function serve(stage: Stage): Promise<void> {
  if (stage.signal.aborted) return;
  await sayWhatIsOff(stage);
  await print(
    stage,
    `Serving ${stage.config.corpusDir}; files dropped there are taken up. A chat: npm start in a terminal. One answer: npm run -s ask -- "why …?". Stop with Ctrl-C.`,
  );
  await aborted(stage.signal);
}

async function showOneAnswer(stage: Stage, { conversation }: Parts): Promise<void> {
  if (conversation.essays().length === 0) {
    await print(
      stage,
      `There is no essay yet. Put a .md, .txt, .html, .pdf, .docx or .epub file into ${stage.config.corpusDir}; it is taken up at once.`,
    );
    return;
  }
  const answer = await firstAnswer(stage, conversation, { isColour: isColour(stage) });
  if (answer !== undefined) await print(stage, `${answer}\n`);
}

async function sayWhatIsOff(stage: Stage): Promise<void> {
  for (const condition of conditionsOf(stage.config)) await print(stage, conditionLine(condition));
}

function hasTokens({ config }: Stage): boolean {
  return config.slack !== undefined || config.discord !== undefined;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  // A signal alone keeps no process alive.
  const alive = setInterval(() => undefined, 60_000);
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  clearInterval(alive);
}

/**
 * The chat for a person at a terminal: prompt, history, completion; Ctrl-C calls off the answer, clears the line, or
 * leaves from an empty one; Ctrl-D leaves.
 */
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import pico from 'picocolors';
import type { Conversation, Incoming, Reply } from '../../conversation/types.js';
import { displayLine } from '../../essay/display.js';
import { complete } from './completion.js';
import { readHistory, writeHistory } from './history.js';
import { type Look, paint } from './paint.js';
import { renderReply } from './render.js';
import { createScreen } from './screen.js';

export interface ChatOptions {
  readonly input: Readable;
  readonly output: Writable;
  readonly isColour: boolean;
  /** Where typed lines are kept between chats; not at all by default. */
  readonly historyFile?: string;
}

/** Who is talked to, and how a line becomes a message. */
export interface Talk {
  readonly conversation: Conversation;
  readonly incoming: (text: string) => Incoming;
}

export interface Chat {
  /** Resolves when the prompt stands. */
  readonly ready: Promise<void>;
  readonly closed: Promise<void>;
  /** Lets a running answer finish, then leaves. */
  stop(): Promise<void>;
}

const leaving = /^(?:\/?(?:quit|exit|bye)|:q)$/i;
/** Wider lines are hard to read. */
const widest = 100;

/** A chat that begins at once. */
export function createChat(options: ChatOptions, talk: Talk): Chat {
  const { output, isColour } = options;
  const colours = pico.createColors(isColour);
  const screen = createScreen({ output, rows: () => sizeOf(output).rows });
  const look = (): Look => ({ isColour, columns: Math.min(widest, sizeOf(output).columns - 1) });
  const waiting: string[] = [];
  let line: Interface | undefined;
  let answering: AbortController | undefined;
  let answered: Promise<void> | undefined;
  let isStopped = false;
  let close: () => void = () => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });

  async function begin(): Promise<void> {
    const history = await readHistory(options.historyFile);
    line = createInterface({
      input: options.input,
      output,
      terminal: true,
      prompt: `${colours.cyan('¶')} `,
      history,
      historySize: 500,
      removeHistoryDuplicates: true,
      completer: (text: string) =>
        complete(
          text,
          talk.conversation.essays().map(({ slug }) => slug),
        ),
    });
    let newest: readonly string[] = history;
    line.on('history', (lines: string[]) => {
      newest = lines;
    });
    line.on('line', (text) => {
      waiting.push(text);
      if (!answering) void answerWaiting();
    });
    line.on('SIGINT', interrupt);
    line.on('close', () => {
      answering?.abort();
      if (!isStopped) output.write('\n');
      isStopped = true;
      void writeHistory(options.historyFile, newest).then(close);
    });
    output.write(`${banner(talk, look())}\n\n`);
    line.prompt();
  }

  async function answerWaiting(): Promise<void> {
    for (let text = waiting.shift(); text !== undefined && !isStopped; text = waiting.shift()) {
      if (leaving.test(text.trim())) return leave();
      if (text.trim() === '') continue;
      answered = answer(text);
      await answered;
    }
    if (!isStopped) line?.prompt();
  }

  async function answer(text: string): Promise<void> {
    const calledOff = new AbortController();
    answering = calledOff;
    screen.wait();
    let last: Reply | undefined;
    for await (const reply of talk.conversation.handle(talk.incoming(text), { signal: calledOff.signal })) {
      last = reply;
      screen.draw(renderReply(reply, look()));
    }
    const block = last ? renderReply(last, look()) : '';
    screen.settle(calledOff.signal.aborted ? [block, colours.dim('—')].filter(Boolean).join('\n') : block);
    if (last?.kind === 'help') output.write(`  ${colours.cyan('/quit')}  Ctrl-D\n`);
    if (/^\/?privacy$/i.test(text.trim()) && options.historyFile !== undefined)
      output.write(`  + ${options.historyFile}\n`);
    output.write('\n');
    answering = undefined;
  }

  function interrupt(): void {
    if (answering && !answering.signal.aborted) {
      waiting.length = 0;
      answering.abort();
    } else if (line && line.line !== '') {
      line.write(null, { ctrl: true, name: 'e' });
      line.write(null, { ctrl: true, name: 'u' });
    } else leave();
  }

  function leave(): void {
    line?.close();
  }

  async function stop(): Promise<void> {
    waiting.length = 0;
    await answered;
    leave();
  }

  return { ready: begin(), closed, stop };
}

function banner({ conversation }: Talk, look: Look): string {
  const essays = conversation.essays();
  const [essay] = essays;
  if (!essay)
    return paint([{ text: 'Pilcrow. There is no essay yet: put a file into the corpus folder.', style: 'bold' }], look);
  const one = [essay.title, essay.author, `¶1-${essay.paragraphs.length}`]
    .filter((part) => part !== undefined)
    .map(displayLine)
    .join(' · ');
  const many = `${essays.length} essays: ${essays
    .slice(0, 4)
    .map(({ slug }) => slug)
    .join(', ')}${essays.length > 4 ? ', …' : ''}`;
  const question = essays.length === 1 ? essay.questions[0] : undefined;
  return [
    paint(
      [
        { text: 'Pilcrow  ', style: 'mark' },
        { text: essays.length === 1 ? one : many, style: 'bold' },
      ],
      look,
    ),
    paint(
      [
        { text: 'Ask a question, or type ', style: 'small' },
        { text: 'tldr', style: 'typed' },
        { text: ', ', style: 'small' },
        { text: 'p4', style: 'typed' },
        { text: ', ', style: 'small' },
        { text: '/help', style: 'typed' },
        { text: ', ', style: 'small' },
        { text: '/quit', style: 'typed' },
        { text: '.', style: 'small' },
      ],
      look,
    ),
    ...(question === undefined
      ? []
      : [paint([{ text: `For example: ${displayLine(question)}`, style: 'small' }], look)]),
  ].join('\n');
}

function sizeOf(output: Writable): { readonly columns: number; readonly rows: number } {
  const { columns, rows } = output as { columns?: number; rows?: number };
  return { columns: columns || 80, rows: rows || 24 };
}

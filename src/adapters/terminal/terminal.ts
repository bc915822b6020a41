/**
 * The terminal as an adapter: a chat for a person, one question a line for a pipe. Lines are answered in order.
 */
import { readLines, writeText } from '../../base/streams.js';
import type { Adapter, Incoming, Place, Reply } from '../../conversation/types.js';
import { type ChatOptions, createChat, type Talk } from './chat.js';
import { createGrowingPrint } from './growing.js';
import type { Look } from './paint.js';
import { renderReply } from './render.js';

export interface TerminalOptions extends ChatOptions {
  /** A person sits there: prompt, history, completion, Ctrl-C. Otherwise every line that arrives is a question. */
  readonly isInteractive: boolean;
  /** Tells one run from the next, so that a new chat does not go on where yesterday's ended. */
  readonly run: string;
}

export interface Terminal extends Adapter {
  /** Resolves true with the first line that is not blank, false when the input ends without one. */
  readonly heard: Promise<boolean>;
  /** Resolves when the person has left or the piped lines are answered; also after `stop`. */
  readonly closed: Promise<void>;
}

/** A terminal over `input` and `output`; neither is read nor written before `start`. */
export function createTerminal(options: TerminalOptions): Terminal {
  const place: Place = { platform: 'terminal', tenant: 'local', place: options.run };
  let count = 0;
  const incoming = (text: string): Incoming => ({
    place,
    person: 'local',
    messageId: `${options.run}-${++count}`,
    text,
    isOperator: true,
  });
  let hear: (isLine: boolean) => void = () => {};
  const heard = new Promise<boolean>((resolve) => {
    hear = resolve;
  });
  let close: () => void = () => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  let isStopping = false;
  let running: Promise<void> | undefined;
  let stopChat: (() => Promise<void>) | undefined;

  const look = (): Look => ({ isColour: options.isColour });

  async function answerLines(talk: Talk): Promise<void> {
    for await (const line of readLines(options.input)) {
      if (isStopping) return;
      if (line.trim() === '') continue;
      hear(true);
      await answerLine(talk, line);
    }
  }

  async function answerLine(talk: Talk, line: string): Promise<void> {
    const growing = createGrowingPrint(look());
    let last: Reply | undefined;
    for await (const reply of talk.conversation.handle(talk.incoming(line))) {
      last = reply;
      await writeText(options.output, growing.grow(reply));
    }
    if (last) await writeText(options.output, `${growing.finish(last)}\n`);
  }

  return {
    name: 'terminal',
    heard,
    closed,
    async start(conversation) {
      const talk: Talk = { conversation, incoming };
      if (options.isInteractive) {
        const chat = createChat(options, talk);
        stopChat = chat.stop;
        hear(true);
        running = chat.closed;
        await chat.ready;
      } else running = answerLines(talk);
      void running
        .catch(() => undefined)
        .then(() => {
          hear(false);
          close();
        });
    },
    async post(_place, replies) {
      for (const reply of replies) await writeText(options.output, `${renderReply(reply, look())}\n\n`);
    },
    async stop() {
      isStopping = true;
      await stopChat?.();
      if (!options.isInteractive) options.input.destroy();
      await running?.catch(() => undefined);
      hear(false);
      close();
    },
  };
}

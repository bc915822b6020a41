/**
 * How `setup` asks and tells on a terminal. Whoever stops at a prompt stops all of it, by `SetupStopped`.
 */
import * as clack from '@clack/prompts';
import type { Stage } from './command.js';

/** Ctrl-C or Esc at a prompt, or a signal. */
export class SetupStopped extends Error {}

export interface Prompts {
  greet(text: string): void;
  /** What comes next, as a heading. */
  head(text: string): void;
  say(text: string): void;
  good(text: string): void;
  warn(text: string): void;
  wrong(text: string): void;
  /** Alone on its lines and without anything before it, so that it can be copied. */
  show(text: string): void;
  end(text: string): void;
  stopped(text: string): void;
  confirm(message: string, isYes: boolean): Promise<boolean>;
  /** Any number of the options, also none. */
  choose<Value extends string>(
    message: string,
    options: readonly { readonly value: Value; readonly label: string; readonly hint?: string }[],
    chosen: readonly Value[],
  ): Promise<readonly Value[]>;
  /** A line, trimmed; `check` says what is wrong with it. */
  line(message: string, check: (line: string) => string | undefined): Promise<string>;
  /** A line that is not shown, without blanks and quotation marks around it. */
  secret(message: string): Promise<string>;
  /** `work`, or `SetupStopped` as soon as a signal or Ctrl-C comes. What is typed meanwhile is dropped. */
  until<Value>(work: Promise<Value>): Promise<Value>;
}

/** Prompts on this terminal; its signal stops them all. */
export function createPrompts({ stdin, stdout, signal }: Pick<Stage, 'stdin' | 'stdout' | 'signal'>): Prompts {
  const common = { input: stdin, output: stdout, signal };
  const wrap = (text: string): string => wrapped(text, Math.min(100, (stdout.columns || 80) - 4));
  const asked = async <Value>(answer: Promise<Value>): Promise<Exclude<Value, symbol>> => {
    const value = await answer;
    if (typeof value === 'symbol' || signal.aborted) throw new SetupStopped();
    return value as Exclude<Value, symbol>;
  };
  return {
    greet: (text) => clack.intro(text, common),
    head: (text) => clack.log.step(wrap(text), common),
    say: (text) => clack.log.message(wrap(text), common),
    good: (text) => clack.log.success(wrap(text), common),
    warn: (text) => clack.log.warn(wrap(text), common),
    wrong: (text) => clack.log.error(wrap(text), common),
    show: (text) => void stdout.write(`\n${text}\n\n`),
    end: (text) => clack.outro(text, common),
    stopped: (text) => clack.cancel(text, common),
    confirm: (message, isYes) => asked(clack.confirm({ ...common, message, initialValue: isYes })),
    async choose(message, options, chosen) {
      const values = options.map(({ value, label, hint }) => ({
        value,
        label,
        ...(hint === undefined ? {} : { hint }),
      }));
      const answer = await asked(
        clack.multiselect<string>({ ...common, message, options: values, initialValues: chosen, required: false }),
      );
      return options.map(({ value }) => value).filter((value) => answer.includes(value));
    },
    async line(message, check) {
      const validate = (typed = ''): string | undefined => check(typed.trim());
      return ((await asked(clack.text({ ...common, message: wrap(message), validate }))) ?? '').trim();
    },
    async secret(message) {
      const typed = (await asked(clack.password({ ...common, message: wrap(message) }))) ?? '';
      return typed.trim().replace(/^(["'`])(.*)\1$/, '$2');
    },
    async until(work) {
      let give: () => void = () => undefined;
      const stop = new Promise<never>((_, reject) => {
        give = () => reject(new SetupStopped());
      });
      if (signal.aborted) give();
      signal.addEventListener('abort', give, { once: true });
      const speak = hush(stdin, give);
      return await Promise.race([work, stop]).finally(() => {
        signal.removeEventListener('abort', give);
        speak();
      });
    },
  };
}

/**
 * Until the answered function is called, what is typed is neither shown nor kept: a token pasted too early must not
 * stand on the screen. Ctrl-C, which is then a key like any other, calls `stop`.
 */
function hush(stdin: Stage['stdin'], stop: () => void): () => void {
  const terminal: Stage['stdin'] & { setRawMode?(isRaw: boolean): unknown } = stdin;
  const read = (typed: Buffer | string): void => {
    if (typed.includes('\u0003')) stop();
  };
  terminal.setRawMode?.(true);
  stdin.on('data', read);
  stdin.resume();
  return () => {
    stdin.off('data', read);
    stdin.pause();
    terminal.setRawMode?.(false);
  };
}

/** `text` in lines of at most `columns` signs, broken at blanks; a longer word has a line of its own. */
export function wrapped(text: string, columns: number): string {
  return text
    .split('\n')
    .map((paragraph) => {
      const lines = [''];
      for (const word of paragraph.split(' ')) {
        const last = lines.at(-1) ?? '';
        if (last !== '' && last.length + word.length >= columns) lines.push(word);
        else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
      }
      return lines.join('\n');
    })
    .join('\n');
}

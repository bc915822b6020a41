/**
 * The part of a terminal that is still changing: a sign of life, then the reply as it grows, drawn over itself.
 */
import type { Writable } from 'node:stream';

export interface ScreenOptions {
  readonly output: Writable;
  /** Rows of the terminal now; a block that does not fit is only drawn when it is complete. */
  readonly rows: () => number;
}

export interface Screen {
  /** Shows that something is going on, from 150 ms on, until the first `draw` or `settle`. */
  wait(): void;
  /** Replaces what was drawn before. */
  draw(block: string): void;
  /** Leaves `block` standing for good. */
  settle(block: string): void;
}

const frames = ['·', '··', '···', ' ··', '  ·', ''];
const frameMs = 120;
const patienceMs = 150;

/** A screen over a terminal; each reply goes through `wait`, any number of `draw`, one `settle`. */
export function createScreen({ output, rows }: ScreenOptions): Screen {
  let drawn = '';
  let timer: NodeJS.Timeout | undefined;
  let isSpinning = false;

  const erase = (): void => {
    if (drawn !== '') output.write(`\x1b[${drawn.split('\n').length}A\x1b[0J`);
    drawn = '';
  };
  const stopWaiting = (): void => {
    clearTimeout(timer);
    if (isSpinning) output.write('\r\x1b[2K\x1b[?25h');
    isSpinning = false;
  };
  const spin = (frame: number): void => {
    isSpinning = true;
    output.write(`\x1b[?25l\r\x1b[2K${frames[frame % frames.length]}`);
    timer = setTimeout(spin, frameMs, frame + 1);
  };

  return {
    wait() {
      stopWaiting();
      timer = setTimeout(spin, patienceMs, 0);
    },
    draw(block) {
      if (block === drawn || block.split('\n').length >= rows() - 1) return;
      stopWaiting();
      erase();
      output.write(`${block}\n`);
      drawn = block;
    },
    settle(block) {
      stopWaiting();
      if (block !== drawn) {
        erase();
        if (block !== '') output.write(`${block}\n`);
      }
      drawn = '';
    },
  };
}

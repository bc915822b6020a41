import { PassThrough } from 'node:stream';
import { createTerminal } from '../../src/adapters/terminal/terminal.js';
import { type AdapterStage, adapterContract } from './adapter-contract.js';

/** The escape character as a source that a pattern can hold. */
const esc = String.fromCharCode(27);

async function makeStage(isInteractive: boolean): Promise<AdapterStage> {
  const input = new PassThrough();
  const output = new PassThrough();
  const shown: string[] = [];
  output.on('data', (chunk: Buffer) => shown.push(chunk.toString()));
  const adapter = createTerminal({ input, output, isInteractive, isColour: false, run: 'test' });
  return {
    adapter,
    shown: () => shown,
    async speak(text) {
      if (input.destroyed) throw new Error('nobody listens');
      input.write(`${text}${isInteractive ? '\r' : '\n'}`);
    },
    async settled() {
      for (let quiet = 0, last = -1; quiet < 3; quiet = shown.length === last ? quiet + 1 : 0) {
        last = shown.length;
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    },
    async close() {
      input.destroy();
      output.destroy();
    },
  };
}

adapterContract('the terminal, with a person at it', {
  makeStage: () => makeStage(true),
  dangerous: [{ text: 'right\u202eto left', mayNotContain: '\u202e' }],
});

adapterContract('the terminal, at a pipe', {
  makeStage: () => makeStage(false),
  dangerous: [
    { text: `${esc}[2J${esc}[31mred`, mayNotContain: esc },
    { text: `${esc}]0;title\u0007`, mayNotContain: 'title' },
    { text: 'right\u202eto left', mayNotContain: '\u202e' },
    { text: 'tag\u{e0041}\u{e0042}', mayNotContain: '\u{e0041}' },
    { text: 'back\u0008space\u0000', mayNotContain: '\u0008' },
    { text: '\u009b2J', mayNotContain: '\u009b' },
  ],
});

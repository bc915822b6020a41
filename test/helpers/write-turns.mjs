// A process that writes turns and claims until it is killed, or `count` of them, and prints each id once the store has
// acknowledged both; ends with 3 and the fault on stderr when it cannot. Runs the compiled store: node write-turns.mjs <file> <prefix> [count]
import { openStore } from '../../dist/store/open-store.js';

const [file, prefix, count = '1000000'] = process.argv.slice(2);
const silent = () => {};
const store = await openStore({ file, log: { debug: silent, info: silent, warn: silent, error: silent } });
process.on('uncaughtException', ({ code, hint, message }) => {
  process.stderr.write(`${code} | ${hint} | ${message}\n`, () => process.exit(3));
});
const place = { platform: 'test', tenant: 'T', place: 'P' };
for (let n = 0; n < Number(count); n += 1) {
  const id = `${prefix}-${n}`;
  const claimed = await store.claims.claim({ ...place, event: id }, { payload: id });
  await store.turns.add(place, {
    id,
    person: 'ann',
    isPrivate: false,
    question: `Question ${id} ${'words '.repeat(50)}`,
    answer: 'Answer.',
    kind: 'answered',
    cited: [],
  });
  if (claimed) process.stdout.write(`${id}\n`);
}
await store.close();

import { describe, expect, it } from 'vitest';
import { createQueue } from '../../../src/conversation/queue.js';
import { openTalk } from '../../helpers/store-talk.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

describe('a queue', () => {
  it('keeps the order of one key, lets others pass, and says how many wait when it is full', async () => {
    const queue = createQueue({ perKey: 2, inAll: 3 });
    const first = await queue.enter('a');
    const order: string[] = [];
    const second = queue.enter('a').then((leave) => {
      order.push('second');
      return leave;
    });
    const other = await queue.enter('b');
    expect(typeof other).toBe('function');
    expect(await queue.enter('a')).toBe(2);
    expect(await queue.enter('c')).toBe(1);
    expect(order).toEqual([]);
    if (typeof first === 'function') {
      first();
      first();
    }
    const leave = await second;
    expect(order).toEqual(['second']);
    if (typeof leave === 'function') leave();
    expect(typeof (await queue.enter('a'))).toBe('function');
  });
});

describe('a flood', () => {
  it('of one person is told to stop, and how long; others are answered', async () => {
    const { say } = await openTalk(await temporaryFolder());
    let refused = 0;
    for (let n = 0; n < 260; n++) {
      const reply = await say('hello', { place: { platform: 'slack', tenant: 'T1', place: `C${n}:1` } });
      if (reply.kind === 'notice' && reply.tone === 'refusal') {
        refused += 1;
        expect(reply.text).toMatch(/again in \d+ seconds/);
        expect(reply.isPersonal).toBe(true);
      }
    }
    expect(refused).toBe(10);
    expect(await say('hello', { person: 'bob' })).toMatchObject({ tone: 'plain' });
  });

  it('in one thread is refused politely beyond what can wait, and what waits is answered in order', async () => {
    const { say } = await openTalk(await temporaryFolder());
    const order: number[] = [];
    const replies = await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        const reply = await say(`slow pasture ${n}`, { person: `p${n}` });
        if (reply.kind === 'answer') order.push(n);
        return reply;
      }),
    );
    expect(replies.filter(({ kind }) => kind === 'answer')).toHaveLength(50);
    expect(replies.at(-1)).toMatchObject({ tone: 'refusal', text: expect.stringContaining('are waiting here') });
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });
});

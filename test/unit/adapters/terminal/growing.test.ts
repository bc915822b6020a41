import { describe, expect, it } from 'vitest';
import { createGrowingPrint } from '../../../../src/adapters/terminal/growing.js';
import { renderReply } from '../../../../src/adapters/terminal/render.js';
import type { NoticeReply, Reply } from '../../../../src/conversation/types.js';
import { cited, growthOf, threeSentences, written, writtenReply } from '../../../helpers/written-answer.js';

const look = { isColour: false };

function prints(...snapshots: readonly [Reply, ...Reply[]]): readonly string[] {
  const growing = createGrowingPrint(look);
  const last = snapshots.at(-1) ?? snapshots[0];
  return [...snapshots.map((snapshot) => growing.grow(snapshot)), growing.finish(last)];
}

describe('a reply printed while it grows', () => {
  it('comes sentence by sentence, then its quotes and its last line, and is then what it would be at once', () => {
    const [one, two, three, whole] = growthOf(writtenReply());
    if (!one || !two || !three || !whole) throw new Error('too short');
    const pieces = prints(one, two, three, whole);
    expect(pieces.slice(0, 4)).toEqual([
      '  Nobody owns the pasture. ¶1\n',
      '  So each herder adds a cow, and the grass goes. ¶1 ¶2\n',
      '  Rules saved what was left. ¶3\n',
      '',
    ]);
    expect(pieces[4]).toMatch(/^ {2}“The pasture belongs to no one\.” ¶1\n/);
    expect(pieces.join('')).toBe(`${renderReply(whole, look)}\n`);
  });

  it('comes whole when nothing is being written', () => {
    const whole = writtenReply();
    expect(prints(whole, whole)).toEqual(['', '', `${renderReply(whole, look)}\n`]);
  });

  it('is never printed twice: a line that comes late, another order, a sentence that stands twice', () => {
    const [first, second, third] = threeSentences;
    if (!first || !second || !third) throw new Error('too short');
    const quotation = { text: cited(2).quote, isQuotation: true, citations: [cited(2)] } as const;
    const begun = writtenReply([second], { isGrowing: true, lastLine: '' });
    const text = prints(begun, writtenReply([first, second, quotation], { leadIn: "In the author's words:" })).join('');
    expect(text.split('\n').slice(0, 4)).toEqual([
      '  So each herder adds a cow, and the grass goes. ¶1 ¶2',
      "In the author's words:",
      '  Nobody owns the pasture. ¶1',
      '  “The grass is gone by summer.” ¶2',
    ]);
    const twice = written('It is so.', cited(1));
    const grown = prints(writtenReply([twice], { isGrowing: true }), writtenReply([twice, twice])).join('');
    expect(grown.match(/It is so\./g)).toHaveLength(2);
  });

  it('ends with a fault on a line of its own when one comes between', () => {
    const fault: NoticeReply = { kind: 'notice', tone: 'fault', language: 'en', text: 'That broke.', buttons: [] };
    const [one] = growthOf(writtenReply());
    if (!one) throw new Error('too short');
    expect(prints(one, fault).join('')).toBe('  Nobody owns the pasture. ¶1\nThat broke.\n');
  });
});

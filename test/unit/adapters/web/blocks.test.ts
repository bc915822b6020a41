import { describe, expect, it } from 'vitest';
import { blocksOf } from '../../../../src/adapters/web/blocks.js';
import { buttonsOf } from '../../../../src/adapters/web/buttons.js';
import type { CardReply } from '../../../../src/conversation/types.js';
import { cited, growthOf, threeSentences, written, writtenReply } from '../../../helpers/written-answer.js';

const card: CardReply = {
  kind: 'card',
  topic: 'quiz',
  language: 'en',
  leadIn: 'Two items <b>only</b>:',
  items: [
    { text: '1. Who owns the pasture?\na) nobody', quotes: [] },
    { text: 'It is a).', quotes: [cited(1)], hidden: { label: 'Key to 1', line: '/quiz key abc 1' } },
  ],
  cites: [cited(1)],
  sources: writtenReply().sources,
  lastLine: 'Press a key.',
  buttons: [
    { label: 'Show ¶2', line: '/paragraph p2 --essay commons', typed: 'p2' },
    {
      label: 'Check',
      line: '/check abc',
      typed: '/check',
      asks: { title: 'Check', label: 'My "answer"', isLong: true },
    },
  ],
};

describe('the blocks of a reply', () => {
  it('only grow: what stands is the same in every later snapshot', () => {
    const snapshots = growthOf(writtenReply()).map(blocksOf);
    expect(snapshots.map(({ length }) => length)).toEqual([2, 3, 4, 6]);
    for (const [index, blocks] of snapshots.entries())
      expect(snapshots.at(-1)?.slice(0, blocks.length), `snapshot ${index}`).toEqual(blocks);
  });

  it('link each mark to the words it stands for, once a paragraph, and show the words below', () => {
    const [, , second, , proof] = blocksOf(writtenReply());
    expect(second).toContain('href="/essays/commons?quote=1.');
    expect(second?.match(/class="mark"/g)).toHaveLength(2);
    expect(proof).toContain('<q>“The pasture belongs to no one.”</q>');
  });

  it('are text where somebody’s words are markup', () => {
    const [first, ...rest] = threeSentences;
    const odd = written('<img src=x onerror=alert(1)> & "so"', cited(1));
    const html = blocksOf(writtenReply([first, ...rest, odd], { leadIn: '<i>', lastLine: '</p><script>' })).join('');
    expect(html).not.toMatch(/<(?:img|i|script)\b/);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;so&quot;');
  });

  it('of a card fold away what is hidden', () => {
    const blocks = blocksOf(card);
    expect(blocks[0]).toBe('<p class="lead">Two items &lt;b&gt;only&lt;/b&gt;:</p>');
    expect(blocks[1]).not.toContain('<details');
    expect(blocks[2]).toMatch(/^<details><summary>Key to 1<\/summary>.*It is a\)\..*<\/details>$/s);
  });

  it('of a card bring its files along', () => {
    const text = '{"a": "</a><b>\ud83d\ude00"}';
    const html = blocksOf({ ...card, files: [{ fileName: 'my-data.json', text }] }).join('');
    const [, href = ''] = /<a download="my-data.json" href="([^"]+)">my-data\.json<\/a>/.exec(html) ?? [];
    expect(decodeURIComponent(href.split(',')[1] ?? '')).toBe(text);
  });

  it('begin with what is to be noted', () => {
    expect(blocksOf({ ...card, note: 'One.\nTwo.' }).slice(0, 2)).toEqual([
      '<p class="note">One.</p>',
      '<p class="note">Two.</p>',
    ]);
  });
});

describe('the buttons of a reply', () => {
  it('are links where they show a paragraph, and ask for words where those are wanted', () => {
    const html = buttonsOf(card, 'commons');
    expect(html).toContain('href="/essays/commons#p2" data-essay="commons" data-paragraph="2"');
    expect(html).toContain('value="/check abc" data-asks="My &quot;answer&quot;"');
    expect(buttonsOf({ ...card, buttons: [] }, 'commons')).toBe('');
  });
});

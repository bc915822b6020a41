import { describe, expect, it } from 'vitest';
import { renderReply } from '../../../../src/adapters/terminal/render.js';
import type { Button } from '../../../../src/conversation/types.js';
import { card, keyWords, pictureAlt, png } from '../../../helpers/card-conversation.js';
import { citationOf, commons } from '../../../helpers/fake-parts.js';

const look = { isColour: false };
const paragraph = commons.paragraphs[0];
if (!paragraph) throw new Error('no paragraph');

describe('a card in the terminal', () => {
  it('shows its points, and of what is hidden the line that calls it up', () => {
    const text = renderReply(
      card([
        { text: 'Part one', quotes: [], form: 'heading' },
        { text: 'Which?\na) one', quotes: [citationOf(commons, paragraph)], after: 'Why?' },
        { text: keyWords(1), quotes: [], hidden: { label: 'Key', line: '/quiz key 1' } },
      ]),
      look,
    );
    expect(text.split('\n')).toEqual([
      'A card.',
      'Part one',
      '  Which?',
      '  a) one',
      '  “The pasture belongs to no one.” ¶1',
      '  Why?',
      '  Key: /quiz key 1',
      'The last line.',
    ]);
  });

  it('says what a picture shows and names the file beside it; a file alone stands there with its words', () => {
    const files = [{ fileName: 'data.csv', text: 'a,b\n1,2\n' }];
    const both = renderReply(card([], { picture: { png, alt: pictureAlt, fileName: 'x.png' }, files }), look);
    expect(both).toContain(`Picture: ${pictureAlt}\ndata.csv\n`);
    expect(both).not.toContain('1,2');
    expect(renderReply(card([], { files }), look)).toContain('data.csv\na,b\n1,2\nThe last line.');
  });

  it('shows where words are to follow a line', () => {
    const asks = { title: 'Check', label: 'Your answer' };
    const buttons: Button[] = [
      { label: 'Check', line: '/check', typed: '/check', asks },
      { label: 'Edit', line: '/edit', typed: '/edit <words>', asks },
      { label: 'Next', line: '/hint', typed: '/hint' },
    ];
    expect(renderReply(card([], { buttons }), look)).toContain('Check: /check … · Edit: /edit <words> · Next: /hint');
  });
});

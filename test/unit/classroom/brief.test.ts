import { describe, expect, it } from 'vitest';
import { type Brief, twoSides } from '../../../src/classroom/brief.js';
import { fakeEssay } from '../../helpers/fake-parts.js';
import { wordRetriever } from '../../helpers/word-retriever.js';

const bridge = fakeEssay('bridge', [
  'A bridge would help the fishermen of both towns. The bridge is an opportunity for the market as well.',
  'According to Halvorsen, the bridge is a risk for the harbour. However, the bridge would be useful to the ferry as well, but it would be dangerous in winter.',
  'The towns should build the bridge before the ice comes.',
  'The mayor likes music.',
]);

async function sidesOf(question: string, essay = bridge): Promise<Brief> {
  const [retrieval] = await wordRetriever(essay).retrieve({ text: question, essays: [essay.slug] });
  const sides = retrieval && twoSides(question, retrieval);
  if (!sides) throw new Error('no sides');
  return sides;
}

const quotes = (points: Brief['for']): string => points.map(({ citation }) => citation.quote).join(' | ');

describe('the two sides of a question', () => {
  it('are praise and demands on the one, dangers on the other', async () => {
    const sides = await sidesOf('should the towns have a bridge?');
    expect(quotes(sides.for)).toContain('would help the fishermen');
    expect(quotes(sides.for)).toContain('should build the bridge');
    expect(quotes(sides.against)).toContain('a risk for the harbour');
  });

  it('say who is reported', async () => {
    const sides = await sidesOf('should the towns have a bridge?');
    expect(sides.against.find(({ citation }) => citation.quote.includes('risk'))?.speaker).toEqual({
      kind: 'reported',
      label: 'Halvorsen',
    });
    expect(sides.for[0]?.speaker.kind).toBe('author');
  });

  it('share a sentence that turns on itself', async () => {
    const sides = await sidesOf('should the towns have a bridge?');
    expect(quotes(sides.for)).toContain('the bridge would be useful to the ferry');
    expect(quotes(sides.against)).toContain('but it would be dangerous in winter');
  });

  it('change places for a question that denies', async () => {
    const sides = await sidesOf('should the towns not have a bridge?');
    expect(quotes(sides.against)).toContain('would help the fishermen');
    expect(quotes(sides.for)).toContain('a risk for the harbour');
  });

  it('may be empty, and a denied danger speaks for it', async () => {
    const tunnel = fakeEssay('tunnel', ['The tunnel is no danger to the harbour.', 'Fish are sold on Mondays.']);
    const sides = await sidesOf('should there be a tunnel?', tunnel);
    expect(quotes(sides.for)).toContain('no danger');
    expect(sides.against).toEqual([]);
  });

  it('are both empty where the essay does not speak of it', async () => {
    const sides = await sidesOf('should cannabis be legal?');
    expect(sides).toMatchObject({ for: [], against: [] });
    expect(sides.closest.quote).not.toBe('');
  });
});

import { describe, expect, it } from 'vitest';
import { anchorFor, anchorNow, citationAt } from '../../../src/classroom/anchor.js';
import type { Retrieval } from '../../../src/retrieval/types.js';
import { commons, ice } from '../../helpers/fake-parts.js';
import { retrievalOf } from '../../helpers/retrieval-of.js';

const found = (...retrievals: readonly Retrieval[]) => ({ retrieve: async () => retrievals });
const essays = [commons, ice] as const;
const nothingKnown = { follow: async () => undefined };

describe('where words belong in an essay', () => {
  it('is the nearest sentence of the most promising essay, quoted by its offsets', async () => {
    const near = found(
      retrievalOf(ice, ['Skates do not melt it by pressure.']),
      retrievalOf(commons, ['Nobody meant it.']),
    );
    const anchor = await anchorFor(near, 'skates?', essays);
    expect(anchor).toMatchObject({ essay: 'slippery-ice', paragraph: 2, version: ice.hash });
    expect(citationAt(ice, anchor).quote).toBe('Skates do not melt it by pressure.');
  });

  it('is inside the paragraph that an answer showed, the nearest sentence there or its first', async () => {
    const near = found(retrievalOf(commons, ['Rules of the village saved the hay.', 'Nobody meant it.']));
    const at = (paragraph: number) => anchorFor(near, 'who?', essays, { essay: 'commons', paragraph });
    expect(citationAt(commons, await at(2)).quote).toBe('Nobody meant it.');
    expect(citationAt(commons, await at(1)).quote).toBe('The pasture belongs to no one.');
  });

  it('is the beginning of the first essay where nothing comes near', async () => {
    const anchor = await anchorFor(found(), 'zebra', essays);
    expect(citationAt(commons, anchor)).toMatchObject({ paragraph: 1, quote: 'The pasture belongs to no one.' });
  });

  it('moves with its paragraph when the essay is edited, and is gone with it', async () => {
    const anchor = await anchorFor(found(retrievalOf(commons, ['Nobody meant it.'])), 'who', essays);
    const edited = {
      ...commons,
      hash: 'new',
      paragraphs: commons.paragraphs.slice(1).map((p, i) => ({ ...p, n: i + 1 })),
    };
    expect(await anchorNow(nothingKnown, commons, anchor)).toBe(anchor);
    const moved = await anchorNow({ follow: async () => 1 }, edited, anchor);
    expect(moved && citationAt(edited, moved)).toMatchObject({ paragraph: 1, quote: 'The grass is gone by summer.' });
    expect(await anchorNow({ follow: async () => null }, edited, anchor)).toBeUndefined();
    expect(await anchorNow(nothingKnown, edited, anchor)).toBeUndefined();
    // Even unasked it never quotes other words than stand there.
    expect(edited.paragraphs[1]?.text.startsWith(citationAt(edited, anchor).quote)).toBe(true);
  });
});

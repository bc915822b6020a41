import { describe, expect, it } from 'vitest';
import { gate } from '../../../src/answer/gate.js';
import { textEssay } from '../../helpers/reading-of.js';
import { retrievalOf } from '../../helpers/retrieval-of.js';

const cause = 'The quarrel is not the result of the islands.';
const fear = 'The fishermen fear the storms of the strait.';
const exercises = 'The fleets hold exercises in the strait.';
const occupied = 'Soldiers occupied the islands in 1945.';
const club = 'Ministers met within the OSC and the islands were named.';
const trade = 'Three ports trade coal.';
const essay = textEssay('strait', [`${cause} ${fear}`, exercises, `${occupied} ${club}`, trade]);
const over = (question: string, found: readonly string[], aboutness = 0.9) =>
  gate(question, retrievalOf(essay, found, { aboutness }));

describe('the gate', () => {
  it('lets a question pass that the essay answers', () => {
    expect(over('what do the fishermen fear', [fear, cause])).toEqual({ kind: 'answered' });
    expect(over('when were the islands occupied', [occupied])).toEqual({ kind: 'answered' });
    expect(over('how many ports trade coal', [trade])).toEqual({ kind: 'answered' });
  });

  it('names what is never mentioned', () => {
    expect(over('What does he say about Plymouth?', [fear])).toEqual({
      kind: 'not-in-essay',
      reason: 'never-mentions',
      name: 'Plymouth',
    });
  });

  it('says that a term is used and not explained, with the sentence', () => {
    expect(over('what is OSC', [fear, club])).toMatchObject({
      kind: 'not-in-essay',
      reason: 'not-explained',
      name: 'OSC',
      sentence: { paragraph: 3 },
    });
  });

  it('refuses what the essay does not speak of', () => {
    expect(over('how do I bake bread', [fear], 0.01)).toEqual({ kind: 'not-in-essay', reason: 'not-about' });
  });

  it('says when no year or number is given', () => {
    expect(over('in what year do the fleets hold exercises', [exercises])).toMatchObject({ reason: 'no-date' });
    expect(over('how many fishermen fear the storms', [fear])).toMatchObject({ reason: 'no-number' });
  });

  it('shows the sentence that says otherwise', () => {
    expect(over('is the quarrel caused by the islands', [fear, cause])).toMatchObject({
      kind: 'answered',
      otherwise: { paragraph: 1, start: 0 },
    });
  });

  it('does not affirm what a negated question asks for', () => {
    expect(over('what do the fishermen not fear', [fear])).toMatchObject({
      reason: 'not-denied',
      sentence: { paragraph: 1 },
    });
    expect(over('what is the quarrel not the result of', [cause])).toEqual({ kind: 'answered' });
  });

  it('never calls a question in another language absent', () => {
    const retrieval = retrievalOf(essay, [fear], { aboutness: 0, bridged: [] });
    expect(gate('Чего боятся рыбаки Плимута?', retrieval)).toEqual({ kind: 'other-language' });
  });
});

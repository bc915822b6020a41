import { describe, expect, it } from 'vitest';
import { isClose } from '../../../../src/answer/proof/closeness.js';
import { groundsIn } from './claim-lines.js';

const text = 'The channel silts up every spring, and the ferry waits for the tide. A pilot keeps the lamp.';
const grounds = groundsIn(text, { quote: 'The channel silts up every spring' });
const unserved = (): undefined => undefined;

describe('closeness to the quotes', () => {
  it('is given by words in common, and then the embedder is not asked', async () => {
    let asked = 0;
    const count = async (): Promise<number> => {
      asked += 1;
      return 0;
    };
    expect(await isClose('In spring the channel silts, Frost says.', grounds, count)).toBe(true);
    expect(asked).toBe(0);
  });

  it('is given by what is meant where the words differ', async () => {
    const claim = 'Mud fills the waterway once a year.';
    expect(await isClose(claim, grounds, async () => 0.6)).toBe(true);
    expect(await isClose(claim, grounds, async () => 0.2)).toBe(false);
  });

  it('sets the claim against the quote and against its sentence, and takes the nearer', async () => {
    const compared: string[] = [];
    const nearness = async (claim: string, other: string): Promise<number> => {
      compared.push(`${claim} | ${other}`);
      return other.endsWith('tide.') ? 0.7 : 0.1;
    };
    expect(await isClose('Boats must be patient.', grounds, nearness)).toBe(true);
    expect(compared).toEqual([
      'Boats must be patient. | The channel silts up every spring',
      'Boats must be patient. | The channel silts up every spring, and the ferry waits for the tide.',
    ]);
  });

  it('rests on words alone where no embedder serves the language, also one that answers 0', async () => {
    for (const nearness of [unserved, async () => 0]) {
      expect(await isClose('The ferry crosses at noon.', grounds, nearness)).toBe(true);
      expect(await isClose('Bread costs more in winter.', grounds, nearness)).toBe(false);
    }
  });

  it('counts words of the paragraph outside the quoted sentence for less', async () => {
    expect(await isClose('A pilot keeps a lamp.', grounds, async () => 0.2)).toBe(false);
    expect(await isClose('A ferry waits for a tide.', grounds, async () => 0.2)).toBe(true);
  });

  it.each([
    ['ru', 'Русло каждую весну заносит илом.', 'Весной русло заносит.', 'Хлеб зимой дорожает.'],
    ['de', 'Die Rinne versandet jeden Frühling.', 'Im Frühling versandet die Rinne.', 'Brot wird teurer.'],
    ['es', 'El canal se ciega cada primavera.', 'En primavera el canal se ciega.', 'El pan sube de precio.'],
    ['fr', 'Le chenal se comble chaque printemps.', 'Au printemps le chenal se comble.', 'Le pain devient cher.'],
    ['ja', '水路は毎年春に埋まる。', '春になると水路が埋まる。', 'パンが値上がりした。'],
  ])('reads %s', async (language, sentence, near, far) => {
    const there = groundsIn(sentence, { language });
    expect(await isClose(near, there, unserved)).toBe(true);
    expect(await isClose(far, there, unserved)).toBe(false);
  });
});

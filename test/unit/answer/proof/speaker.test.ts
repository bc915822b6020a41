import { describe, expect, it } from 'vitest';
import { speakerFault } from '../../../../src/answer/proof/speaker.js';
import { groundsIn } from './claim-lines.js';

const paragraph = [
  'The channel silts up every spring.',
  'According to Captain Lowe, the barges do it, and they should pay.',
  'Both banks hope for a new dredger.',
  'The ferry has two engines.',
  "Sweden's leaders have repeatedly stressed that the strait can only be shared in good faith.",
  'In the view of Copenhagen, the toll is fair.',
  'I would dredge the channel every autumn.',
  'The town should sell the old dredger.',
].join(' ');
const quotes = {
  lowe: 'the barges do it, and they should pay',
  after: 'Both banks hope for a new dredger',
  ferry: 'The ferry has two engines',
  sweden: 'the strait can only be shared in good faith',
  copenhagen: 'the toll is fair',
  proposal: 'I would dredge the channel every autumn',
  demand: 'The town should sell the old dredger',
};

function fault(claim: string, quote: keyof typeof quotes): string | undefined {
  return speakerFault(claim, groundsIn(paragraph, { quote: quotes[quote] }));
}

describe('a claim that lets the right one speak', () => {
  it.each<readonly [string, keyof typeof quotes]>([
    ['According to Lowe, the barges silt the channel.', 'lowe'],
    ['Frost reports from Captain Lowe that the barges do it.', 'lowe'],
    ['Frost, citing Lowe, says that the barges do it.', 'lowe'],
    ['He says that the barges do it.', 'lowe'],
    ['Lowe says that both banks hope for a new dredger.', 'after'],
    ['The ferry has two engines.', 'ferry'],
    ['Frost notes that the ferry has two engines.', 'ferry'],
    ["Sweden's leaders say that the strait must be shared in good faith.", 'sweden'],
    ['Stockholm and all Sweden, Frost reports, insist on good faith.', 'sweden'],
    ['Frost reports the leaders of Sweden as saying that good faith comes first.', 'sweden'],
    ['Frost would dredge the channel every autumn.', 'proposal'],
    ['The author proposes to dredge the channel every autumn.', 'proposal'],
    ['He thinks that the town should sell the old dredger.', 'demand'],
    ['In his view the old dredger should be sold.', 'demand'],
  ])('%j', (claim, quote) => {
    expect(fault(claim, quote)).toBeUndefined();
  });
});

describe('what somebody is reported to say', () => {
  it('is not put into the author’s mouth', () => {
    expect(fault('Frost argues that the barges silt the channel.', 'lowe')).toBe(
      "this is what Captain Lowe said, not the author's own view",
    );
    expect(fault('The author believes that good faith is needed in the strait.', 'sweden')).toContain('Sweden');
  });

  it('is not told as a fact', () => {
    expect(fault('The barges silt the channel.', 'lowe')).toBe(
      'this is what Captain Lowe said: the sentence must say whose view it is',
    );
    expect(fault('The toll is fair.', 'copenhagen')).toContain('Copenhagen');
  });

  it('is not given to another', () => {
    expect(fault('Norway has stressed that the strait can be shared in good faith.', 'sweden')).toContain('not Norway');
    expect(fault('Marlow says that the barges do it.', 'lowe')).toBe('this is what Captain Lowe said, not Marlow');
  });
});

describe('what the author says', () => {
  it('is not given to somebody of whom the cited sentence and the one before say nothing', () => {
    expect(fault('Lowe says that the ferry has two engines.', 'ferry')).toBe(
      'the words it cites do not say that Lowe said this',
    );
  });

  it.each<readonly [string, keyof typeof quotes]>([
    ['The channel should be dredged every autumn.', 'proposal'],
    ['The town should sell the old dredger.', 'demand'],
    ['The town must sell the old dredger.', 'demand'],
  ])('is not told as a fact where it demands something: %j', (claim, quote) => {
    expect(fault(claim, quote)).toBe("this is the author's opinion: the sentence must say so");
  });

  it('is not told as a fact where it judges', () => {
    const grounds = groundsIn('It was foolish to sell the dredger.');
    expect(speakerFault('The sale of the dredger was foolish.', grounds)).toContain("author's opinion");
    expect(speakerFault('Frost calls the sale of the dredger foolish.', grounds)).toBeUndefined();
  });

  it('may be told as it is where only hearsay stands beside it', () => {
    const text = 'It is often said that the tide silts the channel; in fact the barges silt it.';
    expect(speakerFault('The barges silt the channel.', groundsIn(text))).toBeUndefined();
  });
});

describe('a pronoun in the essay', () => {
  const text =
    'Dr. Ines Mora, whose work I admire, disagrees. In her view the tide does more. Barges, she argues, float.';

  it('is followed to the name before it', () => {
    const grounds = groundsIn(text, { quote: 'the tide does more' });
    expect(speakerFault('Mora holds that the tide does more.', grounds)).toBeUndefined();
    expect(speakerFault('Frost holds that the tide does more.', grounds)).toContain("not the author's own view");
    expect(speakerFault('Lowe holds that the tide does more.', grounds)).toContain('not Lowe');
  });

  it('gives the words around an inserted verb to it', () => {
    const grounds = groundsIn(text, { quote: 'Barges' });
    expect(speakerFault('The author argues that barges float.', grounds)).toContain('Ines Mora');
  });
});

describe('in other languages', () => {
  const texts = {
    ru: 'По мнению капитана Лоева, русло заносят баржи. Паром следует продать.',
    de: 'Nach Ansicht von Kapitän Thiel versanden Kähne die Rinne. Die Stadt sollte die Fähre verkaufen.',
    es: 'Según el capitán Prado, las barcazas ciegan el canal. La ciudad debería vender el barco.',
    fr: 'Selon le capitaine Bardin, les péniches ensablent le chenal. La ville devrait vendre le bac.',
    ja: '船長の田中によれば、艀が水路を埋めている。町は渡し船を売るべきだ。',
  };
  type Tongue = keyof typeof texts;
  const inTongue = (claim: string, language: Tongue, author: string): string | undefined => {
    const [first = '', second = ''] = texts[language].split(/(?<=[.。])\s?/u);
    const isDemand = /прод|verk|vend|売/u.test(claim);
    return speakerFault(claim, groundsIn(texts[language], { quote: isDemand ? second : first, language, author }));
  };

  it.each<readonly [Tongue, string, string]>([
    ['ru', 'Павел Озеров', 'Лоев считает, что русло заносят баржи.'],
    ['ru', 'Павел Озеров', 'Озеров предлагает продать паром.'],
    ['de', 'Karla Wend', 'Laut Thiel versanden Kähne die Rinne.'],
    ['de', 'Karla Wend', 'Die Autorin schlägt vor, die Fähre zu verkaufen.'],
    ['es', 'Inés Robledo', 'Según Prado, las barcazas ciegan el canal.'],
    ['es', 'Inés Robledo', 'Robledo propone vender el barco.'],
    ['fr', 'Odile Marsan', 'Selon Bardin, les péniches ensablent le chenal.'],
    ['fr', 'Odile Marsan', "L'auteure propose de vendre le bac."],
    ['ja', '森田 悠', '田中によれば、艀が水路を埋めている。'],
    ['ja', '森田 悠', '著者は、渡し船を売るべきだと考える。'],
  ])('%s, by %s: %j lets the right one speak', (language, author, claim) => {
    expect(inTongue(claim, language, author)).toBeUndefined();
  });

  it.each<readonly [Tongue, string, string]>([
    ['ru', 'Павел Озеров', 'Озеров считает, что русло заносят баржи.'],
    ['ru', 'Павел Озеров', 'Паром следует продать.'],
    ['de', 'Karla Wend', 'Wend meint, Kähne versanden die Rinne.'],
    ['de', 'Karla Wend', 'Die Stadt sollte die Fähre verkaufen.'],
    ['es', 'Inés Robledo', 'Las barcazas ciegan el canal.'],
    ['es', 'Inés Robledo', 'La ciudad debería vender el barco.'],
    ['fr', 'Odile Marsan', 'Marsan affirme que les péniches ensablent le chenal.'],
    ['fr', 'Odile Marsan', 'La ville devrait vendre le bac.'],
    ['ja', '森田 悠', '艀が水路を埋めている。'],
    ['ja', '森田 悠', '町は渡し船を売るべきだ。'],
  ])('%s, by %s: %j does not', (language, author, claim) => {
    expect(inTongue(claim, language, author)).toEqual(expect.any(String));
  });
});

import { describe, expect, it } from 'vitest';
import { contradicts } from '../../../../src/answer/proof/contradiction.js';
import { groundsIn } from './claim-lines.js';

function saysOpposite(claim: string, text: string, quote = text, language = 'en'): boolean {
  return contradicts(claim, groundsIn(text, { language, quote }));
}

describe('a claim that says the opposite of its quote', () => {
  it.each<[claim: string, text: string, quote?: string]>([
    ['The harbour froze last winter.', 'The harbour did not freeze last winter.'],
    ['The harbour froze last winter.', 'The harbour did not freeze last winter.', 'freeze last winter'],
    ['The harbour did not freeze last winter.', 'The harbour froze last winter.'],
    ['The toll is the cause of the quarrel.', 'The toll is not the cause of the quarrel.', 'the cause of the quarrel'],
    ['The herring left because the water was warm.', 'The herring did not leave because the water was warm.'],
    [
      'The mayor treats the quay as a serious problem.',
      'He used the quay as a prop, rather than as a serious problem.',
    ],
    ['The crossing is done with great danger.', 'The crossing is done without great danger.'],
    ['The captain trusts the pilots.', 'The captain distrusts the pilots.'],
    ['The tax prevents fishermen from landing cod.', 'The tax does not impede fishermen from landing cod.'],
    ['The catch increased in March.', 'The catch decreased in March.'],
    ['Cod costs more than herring.', 'Cod costs less than herring.'],
    ['It is too late to dredge the channel.', 'It is not too late to dredge the channel.'],
    ['The channel can be dredged.', 'It is impossible to have the channel dredged.'],
    ['The lighthouse is no longer manned.', 'The lighthouse is still manned.'],
    ['The pilots should enter the inner basin.', 'The pilots would refrain from entering the inner basin.'],
  ])('%j against %j', (claim, text, quote) => {
    expect(saysOpposite(claim, text, quote)).toBe(true);
  });

  it.each<readonly [language: string, claim: string, text: string]>([
    ['ru', 'Гавань замёрзла прошлой зимой.', 'Гавань не замёрзла прошлой зимой.'],
    ['ru', 'Маяк продолжает светить.', 'Маяк перестал светить.'],
    ['ru', 'Треска дороже сельди.', 'Треска дешевле сельди.'],
    ['de', 'Der alte Leuchtturm wird abgerissen.', 'Der alte Leuchtturm auf der Insel wird nicht abgerissen.'],
    ['de', '1998 sank die Zahl der Besucher.', 'Im Jahr 1998 stieg die Zahl der Besucher.'],
    ['fr', 'Le vieux pont a été détruit par la crue.', "Le vieux pont n'a pas été détruit par la crue."],
    ['fr', 'Il est possible de passer à gué.', 'Il est impossible de passer à gué.'],
    ['es', 'El mercado cerró por falta de clientes.', 'El mercado no cerró por falta de clientes.'],
    ['es', 'El alquiler disminuyó el año pasado.', 'El alquiler aumentó el año pasado.'],
    ['ja', '時計台は壊れている。', 'この町の時計台は壊れていない。'],
    ['ja', '観光客は去年減った。', '観光客は去年増えた。'],
  ])('in %s: %j against %j', (language, claim, text) => {
    expect(saysOpposite(claim, text, text, language)).toBe(true);
  });
});

describe('a claim that stands beside a denial', () => {
  it.each<[claim: string, text: string, quote?: string]>([
    ['The harbour did not freeze.', 'The harbour did not freeze last winter.', 'freeze last winter'],
    [
      'The toll steadies the trade of the town.',
      'The toll is not seen as a great burden and, moreover, is held to steady the trade of the town.',
      'steady the trade of the town',
    ],
    ['The quarrel is no product of the toll.', 'The quarrel is not the result of the toll.'],
    ['Frost traces the quarrel less to the toll than to pride.', 'The quarrel is not the result of the toll.'],
    ['Frost blames pride rather than the toll.', 'The quarrel is not the result of the toll but of pride.'],
    ['Fishermen land cod all the same.', 'The tax does not impede fishermen from landing cod.'],
    ['Herring costs less than cod.', 'Cod costs more than herring.'],
    ['There is still time to dredge the channel.', 'It is not too late to dredge the channel.'],
    ['The channel cannot be dredged.', 'It is impossible to have the channel dredged.'],
    ['The pilots would not enter the inner basin.', 'The pilots would refrain from entering the inner basin.'],
    ['The ferry is not only slow but dear.', 'The ferry is slow and dear.'],
    ['It is not the tide that silts the channel.', 'Whatever silts the channel, it is not the tide.'],
    ['Old boats lie there, but do not block the channel.', 'There are old boats, which do not block the channel.'],
    ['The catch may recover.', 'The catch will recover.'],
  ])('%j against %j', (claim, text, quote) => {
    expect(saysOpposite(claim, text, quote)).toBe(false);
  });

  it.each<readonly [language: string, claim: string, text: string]>([
    ['ru', 'Никто не видел, как гавань замёрзла.', 'Никто из нас не видел, как замёрзла гавань.'],
    ['ru', 'Маяк уже не светит.', 'Маяк перестал светить.'],
    ['ru', 'Скамейку автор называет не мебелью, а учреждением.', 'Скамейка — это не мебель.'],
    ['de', 'Der Leuchtturm soll nicht abgerissen werden.', 'Der alte Leuchtturm wird nicht abgerissen.'],
    ['de', 'Der Leuchtturm bleibt stehen.', 'Der alte Leuchtturm auf der Insel wird nicht abgerissen.'],
    ['fr', "Ce n'est pas la crue qui a détruit le pont.", "Le vieux pont n'a pas été détruit par la crue."],
    ['es', 'Los vendedores no pidieron ayuda.', 'Los vendedores nunca pidieron ayuda al ayuntamiento.'],
    ['ja', '時計台は壊れていない。', 'この町の時計台は壊れていない。'],
    ['ja', '鐘はもう鳴らなくなった。', '古い鐘はもう鳴らない。'],
  ])('in %s: %j against %j', (language, claim, text) => {
    expect(saysOpposite(claim, text, text, language)).toBe(false);
  });
});

describe('a clause beside the quoted one', () => {
  const text = 'It is often said that the tide silts the channel; in fact the barges silt it.';

  it('is not affirmed when it is what people say', () => {
    expect(saysOpposite('It is the barges, not the tide, that silt the channel.', text)).toBe(false);
  });

  it('upholds a claim that the nearest denial seems to contradict', () => {
    const alarms = 'The town does not need more alarm; it has alarm enough. It needs people who remember.';
    expect(saysOpposite('The town needs people who remember.', alarms, 'it has alarm enough')).toBe(false);
    expect(saysOpposite('The town needs more alarm.', alarms, 'it has alarm enough')).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deniesMention, unprovedFacts } from '../../../../src/answer/proof/stated-facts.js';
import { type EssayName, essays, groundsOf } from './stated-essays.js';

const authors = [essays.streltsov, { author: 'Д. Стрельцов' }];

describe('a denial of mention', () => {
  it.each([
    'The essay does not say when the exercises began.',
    "The author doesn't explain what SCO means.",
    'Streltsov never mentions Portsmouth.',
    'He gives no date for the treaty.',
    'No date is given.',
    'Nothing is said about Portsmouth.',
    'There is no mention of Portsmouth in the essay.',
    'The text is silent on defence spending.',
    'The essay says nothing about the cost.',
    'Portsmouth is never mentioned.',
    'The reason is not explained in the essay.',
    'The essay does not specify how many officials would stay away.',
    'The author does not name the officials who never explain their visits.',
    'В эссе не сказано, когда начались учения.',
    'Автор не объясняет, что такое ШОС.',
    'О Портсмуте в эссе не говорится.',
    'Стрельцов ни разу не упоминает Портсмут.',
    'Der Text nennt kein Datum.',
    'Der Essay sagt nicht, wann die Übungen begannen.',
    'Im Aufsatz wird Portsmouth nicht erwähnt.',
    'El texto no dice cuándo empezaron.',
    'En el ensayo no se menciona Portsmouth.',
    'El autor no da ninguna fecha.',
    "L'auteur ne dit pas quand cela a commencé.",
    'Le texte ne donne aucune date.',
    "Portsmouth n'est pas mentionné dans l'essai.",
    '著者はいつ始まったかを述べていない。',
    'エッセイではポーツマスについて言及されていない。',
    '本文にはその理由は書かれていない。',
    'Nowhere does the essay mention Portsmouth.',
    'The essay does not discuss the peace treaty.',
    'It does not say who fired first.',
    'The cited paragraphs do not mention a price.',
    'The essay leaves open when this happened.',
    'Streltsov does not give the number of islands.',
    'Nothing in the essay explains the acronym SCO.',
    'Об этом в тексте ничего нет.',
    'Автор не указывает дату.',
    'Darüber sagt der Text nichts.',
    'Der Autor nennt keinen Grund dafür.',
    'El ensayo no explica por qué.',
    "Le texte n'explique pas pourquoi.",
    '筆者は理由を説明していない。',
  ])('is: %s', (claim) => {
    expect(deniesMention(claim, authors)).toBe(true);
  });

  it.each([
    'Streltsov does not blame the islands dispute.',
    'Streltsov does not say that trade is unimportant.',
    'Japan does not mention the islands in public.',
    'Moscow gives no reason for its visits.',
    'The issue is not discussed openly in Japan.',
    'Russia has not made progress on the issue a goal.',
    'The essay does not mention Portsmouth, but Japan won the war.',
    'The essay explains why Japan does not trust Russia.',
    'He does not give up counting.',
    'It does not give Japan any reason to hope.',
    'The parties do not discuss dates.',
    'Япония не называет сроков.',
    'Автор не подписал бы заявление снова.',
    'Терехова ничего не сказала о скамейках.',
    'Japan nennt kein Datum.',
    'Der Autor sagt, dass Japan Russland nicht traut.',
    'Japón no menciona las islas.',
    'Le Japon ne mentionne pas les îles.',
    "L'auteur dit que le Japon ne parle pas des îles.",
    '日本は島について触れていない。',
    'Hallam does not mention the roofs.',
    'He never says a harsh word about Hobley.',
    'The mayor gives no figure.',
    'The essay does not only mention Russia.',
    'The text does not say that Japan is right, it says the opposite.',
    'Автор не считает деньги главным.',
    'El autor no cree en las fechas.',
    "L'auteur ne croit pas au progrès.",
    '日付は示されていない。',
    'The essay does not say when they began, only that they are regular; they worry Tokyo.',
  ])('is not: %s', (claim) => {
    expect(deniesMention(claim, authors)).toBe(false);
  });

  it('is known of an author only when his name is given', () => {
    expect(deniesMention('Streltsov does not mention Portsmouth.')).toBe(false);
    expect(deniesMention('The author does not mention Portsmouth.')).toBe(true);
  });

  it('may name what was asked for outside the denying clause, and nothing else there', () => {
    const claim = 'As to Portsmouth and Versailles: the essay does not mention them.';
    expect(unprovedFacts(claim, groundsOf('streltsov', [1], 'What of Portsmouth?'))).toEqual(['Versailles']);
  });

  it('does not excuse a name of another paragraph', () => {
    expect(unprovedFacts('The essay does not say why Fergusson wrote.', groundsOf('streltsov', [1]))).toEqual([
      'Fergusson',
    ]);
  });
});

describe('any text whatever', () => {
  it.each(Object.keys(essays) as EssayName[])('is read without a fault by the rules of %s', (name) => {
    const grounds = groundsOf(name, [1]);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (claim) => {
        for (const fact of unprovedFacts(claim, grounds)) expect(claim).toContain(fact);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    'A'.repeat(480),
    'The essay does not mention A, '.repeat(16),
    '1 '.repeat(240),
    'one hundred and '.repeat(30),
    'Der Text nennt '.repeat(32),
    'Ja Ja '.repeat(80),
    '二'.repeat(480),
  ])('takes no time to grow with its length: %s', (claim) => {
    const before = performance.now();
    unprovedFacts(claim, groundsOf('streltsov', [1]));
    unprovedFacts(claim, groundsOf('de', [1]));
    unprovedFacts(claim, groundsOf('ja', [1]));
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});

import { describe, expect, it } from 'vitest';
import { smalltalkOf } from '../../../src/conversation/smalltalk.js';

/** Plain personal distress, five and more a language. */
const distress = [
  "i can't go on anymore",
  'I dont want to be here anymore',
  'sometimes i wish i was dead',
  "i've been thinking about killing myself",
  'I want to hurt myself',
  "i don't see any reason to live",
  'my life is not worth living',
  'everyone would be better off without me',
  'i just want it all to end',
  'she said i should die and now i want to die',
  'Я больше не хочу жить',
  'мне не хочется жить',
  'я думаю о самоубийстве',
  'хочу покончить с собой',
  'лучше бы меня не было',
  'я хочу сделать себе больно',
  'もう死にたいです',
  '生きるのがつらい',
  '生きている意味がない',
  'もう消えたい',
  '自殺を考えています',
  'リストカットしてしまう',
  '彼に嫌われて死にたい',
  'Ich will nicht mehr leben',
  'ich möchte sterben',
  'Ich denke daran, mich umzubringen',
  'ich will mir etwas antun',
  'mein Leben hat keinen Sinn mehr',
  'Ich wäre lieber tot',
  'Quiero morirme',
  'ya no quiero vivir',
  'pienso en suicidarme',
  'no le veo sentido a mi vida',
  'me quiero hacer daño',
  'ojalá estuviera muerto',
  "j'ai envie de mourir",
  'je veux en finir avec la vie',
  'je pense au suicide',
  'je ne veux plus vivre',
  "ma vie n'a plus de sens",
  'je veux me faire du mal',
];

/** Talk about sad matter in essays, about other people, and about homework; near the phrasings above. */
const nearMisses = [
  'does the narrator want to die?',
  'why does Werther kill himself',
  'What does the author say about suicide?',
  'who says i want to die in the poem',
  'Why does she write that I want to die?',
  'the essay says my life is not worth living, who is speaking?',
  'when does the hero say “I want to kill myself”?',
  'i want to know who died in the war',
  'i want to kill two birds with one stone, is that in the essay',
  'this homework is killing me',
  'i could die laughing at this paragraph',
  'i want to end the summary here',
  'would everyone be better off without the treaty?',
  'Why did the soldiers not want to live there?',
  'i am dying to know what he proposes',
  'Почему герой хочет умереть?',
  'кто в эссе говорит о самоубийстве',
  'я не хочу жить в Японии, а автор хочет?',
  'почему солдаты не хотели жить на островах',
  'я хочу узнать, кто умер на войне',
  'что автор думает о смерти',
  '主人公はなぜ死にたいと言ったのですか',
  '武士の自殺について何と書いてありますか',
  'この作品で生きる意味は何ですか',
  '島で生きるのがつらい理由は何ですか',
  'Warum will der Held nicht mehr leben?',
  'ich möchte wissen, warum die Soldaten sterben',
  'ich will wissen, wer gestorben ist',
  'Was sagt der Text über Selbstmord?',
  'hat das Leben im Text keinen Sinn mehr',
  '¿Por qué el héroe quiere morir?',
  'quiero morirme de risa con este párrafo',
  'quiero saber quién murió en la guerra',
  '¿qué dice el texto sobre el suicidio?',
  'no le veo sentido a este párrafo',
  'pourquoi le héros veut-il mourir ?',
  'je veux savoir qui est mort à la guerre',
  "que dit l'essai du suicide ?",
  'je veux en finir avec ce résumé',
];

describe('small talk', () => {
  it.each(distress)('takes “%s” for distress', (text) => {
    expect(smalltalkOf(text)).toBe('distress');
  });

  it.each(nearMisses)('takes “%s” for a question', (text) => {
    expect(smalltalkOf(text)).toBeUndefined();
  });
});

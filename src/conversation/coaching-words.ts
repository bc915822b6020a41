/**
 * Plain words for hints and for checking one's own answer, in six languages, folded; each is a whole message. What comes
 * after "check my answer:" is the answer, as it was written.
 */
import { fold } from '../essay/words.js';
import type { Command } from './types.js';

const list = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .split(/[|\n]/)
      .map((phrase) => phrase.trim())
      .filter(Boolean),
  );

const steps: readonly (readonly [words: '' | 'next' | 'answer', phrases: ReadonlySet<string>])[] = [
  [
    '',
    list(`hint|hints|a hint|hint please|a hint please|give me a hint|can i have a hint|can i get a hint|i need a hint|just a hint
    подсказка|подсказку|дай подсказку|дайте подсказку|подскажи|подскажите|нужна подсказка
    ヒント|ヒントを|ヒントください|ヒントをください|ヒントちょうだい|ヒントを教えて
    hinweis|tipp|ein hinweis|ein tipp|einen tipp bitte|gib mir einen hinweis|gib mir einen tipp
    pista|una pista|dame una pista|una pista por favor
    indice|un indice|donne moi un indice|un indice s il te plait`),
  ],
  [
    'next',
    list(`next hint|the next hint|another hint|one more hint|more hints|give me another hint|give me the next hint
    следующая подсказка|еще подсказка|еще подсказку|еще одну подсказку|дай еще подсказку
    次のヒント|もう一つヒント|もっとヒント|ヒントをもう一つ
    nachster hinweis|nachster tipp|noch ein hinweis|noch ein tipp|noch einen tipp
    siguiente pista|otra pista|dame otra pista
    indice suivant|un autre indice|encore un indice`),
  ],
  [
    'answer',
    list(`show the answer|show me the answer|give me the answer|i give up
    покажи ответ|покажите ответ|сдаюсь
    答えを見せて|答えを教えて|降参|降参です
    zeig die antwort|zeig mir die antwort|ich gebe auf
    muestra la respuesta|muestrame la respuesta|me rindo
    montre la reponse|montre moi la reponse|je donne ma langue au chat`),
  ],
];

const checked =
  /^(?:(?:please )?check (?:my|this) answer|проверь(?:те)? (?:мой )?ответ|答えを(?:チェック|確認)(?:して)?|pr[uü]fe? (?:bitte )?meine antwort|comprueba mi respuesta|v[eé]rifie ma r[eé]ponse)\s*(?:[:：,.–—-]\s*|$)([\s\S]*)$/iu;
const hinted =
  /^(?:(?:give me )?a? ?hint(?: for| on)?|подсказка|ヒント|hinweis|tipp|pista|indice)\s*[:：]\s*(\S[\s\S]*)$/iu;

/** The command that a whole message in plain words stands for; undefined when it means anything else. */
export function coachingOf(text: string): Command | undefined {
  const own = checked.exec(text)?.[1];
  if (own !== undefined) return { name: 'check', words: own.trim() };
  const question = hinted.exec(text)?.[1];
  if (question !== undefined) return { name: 'hint', words: question };
  if (text.length > 60) return undefined;
  const bare = fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const words = steps.find(([, phrases]) => phrases.has(bare))?.[0];
  return words === undefined ? undefined : { name: 'hint', words };
}

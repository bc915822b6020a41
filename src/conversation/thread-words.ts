/** Words that ask for what was said in a chat thread, in six languages: whole messages, folded. */
import { fold } from '../essay/words.js';
import type { SummaryLength } from '../summaries/types.js';
import type { Command } from './types.js';

const patterns: readonly RegExp[] = [
  // "The discussion" may be a part of the essay; "this discussion" is the one we are in.
  /^(?:summari[sz]e|sum up|recap|(?:give (?:me|us) )?(?:an? |the )?(?:summary|recap|tldr) of) (?:(?:this|the|our) thread|(?:this|our) (?:discussion|conversation|chat))(?: so far| here)*$/u,
  /^summary thread$|^thread summary$/u,
  /^what (?:has been|s been|was|have we|did we|have people|did people) (?:said|say|discussed|discuss) (?:so far|here|in (?:this|the) thread|in this (?:discussion|conversation))(?: so far)?$/u,
  /^(?:what did i miss|catch me up) (?:here|in (?:this|the) thread)$/u,
  /^(?:кратко )?(?:изложи|перескажи|резюмируй|суммируй|подытожь)(?:те)? (?:кратко )?(?:эту ветку|ветку|эт(?:о|у) (?:обсуждение|дискуссию)|наш[еу] (?:обсуждение|дискуссию)|этот тред)$/u,
  /^(?:краткое )?(?:резюме|пересказ|итоги?) (?:этой ветки|ветки|этого (?:обсуждения|треда)|нашей дискуссии)$/u,
  /^(?:о чем|что) (?:тут|здесь|в этой ветке) (?:уже )?(?:говорили|сказали|обсуждали|сказано|было сказано)$/u,
  /^fass(?:e|t)? (?:bitte )?(?:(?:diesen|den|unseren) thread|(?:diese|unsere) (?:diskussion|unterhaltung)) zusammen$/u,
  /^zusammenfassung (?:(?:des|dieses) threads|(?:dieser|unserer) diskussion)$/u,
  /^was wurde (?:hier|bisher|in diesem thread)(?: bisher| schon)? (?:gesagt|besprochen|diskutiert)$/u,
  /^(?:resume|resumeme|resumir|un resumen de|resumen de) (?:este hilo|el hilo|(?:esta|nuestra) (?:discusion|conversacion))$|^(?:un )?resumen del hilo$/u,
  /^que se ha dicho (?:aqui|hasta ahora|en este hilo)(?: hasta ahora)?$/u,
  /^(?:resume(?:z|r)?(?: moi)?|(?:un )?resume de) (?:ce fil|le fil|(?:cette|notre) (?:discussion|conversation))$|^(?:un )?resume du fil$/u,
  /^(?:qu a t on|qu est ce qu on a|que s est il) dit (?:ici|jusqu ici|jusqu a present|dans ce fil)$/u,
];
const japanese =
  /^(?:(?:この|これまでの|ここまでの)(?:スレッド|議論|会話|やりとり|話)|スレッド)(?:を|の|は)?(?:短く|簡単に|詳しく|一文で)?(?:要約|まとめ)(?:て|して|を)?(?:ください|下さい|お願いします)?$|^(?:ここ|このスレッド)で(?:は)?(?:これまでに)?何が(?:話され|言われ|議論され)(?:た|ました|ている|ています)か?$/u;

const lengths: readonly (readonly [SummaryLength, RegExp])[] = [
  [
    'sentence',
    / (?:in (?:one|a single|a) sentence|одним предложением|in einem satz|en una(?: sola)? frase|en une(?: seule)? phrase)$/u,
  ],
  ['full', / (?:in full|in detail|fully|подробно|ausfuhrlich|en detalle|en detail)$/u],
  ['short', / (?:briefly|in short|кратко|коротко|kurz|brevemente|en breve|en bref)$/u],
];
const polite =
  /^(?:please |(?:can|could) you (?:please )?|пожалуйста |bitte |por favor )|(?: please| пожалуйста| bitte| por favor| s il te plait| s il vous plait)$/gu;

/** The command, when the whole message asks for a summary of the thread it stands in. */
export function threadSummaryOf(text: string): Extract<Command, { name: 'summary' }> | undefined {
  if (text.length > 120) return undefined;
  if (japanese.test(text.replace(/[\s?？。!！、]+/gu, ''))) return threadCommand(japaneseLength(text));
  const bare = fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(polite, '');
  const [length = 'short', tail] = lengths.find(([, pattern]) => pattern.test(bare)) ?? [];
  const asked = tail ? bare.replace(tail, '') : bare;
  return patterns.some((pattern) => pattern.test(asked)) ? threadCommand(length) : undefined;
}

/** `thread`, `thread full`, `short this thread`: what follows `/summary`. */
export function slashThread(words: string): Extract<Command, { name: 'summary' }> | undefined {
  const match = /^(?:(sentence|short|full)\s+)?(?:(?:of|this|the)\s+)*thread(?:\s+(sentence|short|full))?$/iu.exec(
    words,
  );
  const length = (match?.[1] ?? match?.[2] ?? 'short').toLowerCase();
  return match ? threadCommand(length === 'sentence' || length === 'full' ? length : 'short') : undefined;
}

function threadCommand(length: SummaryLength): Extract<Command, { name: 'summary' }> {
  return { name: 'summary', length, isThread: true };
}

function japaneseLength(text: string): SummaryLength {
  if (text.includes('一文')) return 'sentence';
  return text.includes('詳しく') ? 'full' : 'short';
}

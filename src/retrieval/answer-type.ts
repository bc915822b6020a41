/**
 * What kind of thing a question asks for, and whether a sentence holds one. Surface cues in six languages: a signal for
 * ranking, and the ground of the rule "it gives no date".
 */
import { fold, type Word } from '../essay/words.js';

export type AnswerType = 'time' | 'number' | 'person' | 'place' | 'reason';

/** The head of the question decides; a "when" inside a clause ("what happens when …") asks for no time. */
const asking: readonly (readonly [AnswerType, RegExp])[] = [
  [
    'time',
    /^[^\p{L}\p{N}]*(?:(?:and|so|but|since|until|by|from) )?when\b|\b(?:what|which) (?:exact )?(?:year|date|day|month|century|decade|time period)\b|\bhow long ago\b|\bsince when\b|(?:^|\s)(?:когда|в каком году|какого числа|в каком веке)(?=\s|\?|$)|\bwann\b|\bin welchem jahr\b|\bcuando\b|\ben que (?:ano|fecha)\b|^[^\p{L}\p{N}]*quand\b|\ben quelle annee\b|いつ|何年/u,
  ],
  [
    'number',
    /\bhow (?:many|much|far|tall|long|often|large|big|old)\b|\bwhat (?:percent|percentage|number|amount|proportion|share)\b|\bat what age\b|(?:^|\s)(?:сколько|скольк(?:им|их)|какой процент|какая доля)(?=\s|\?|$)|\bwie ?(?:viel|viele|oft|lange|gross|hoch|weit)\b|\bcuant[oa]s?\b|\bcombien\b|いくつ|いくら|何人|何パーセント/u,
  ],
  [
    'person',
    /\b(?:who|whom|whose)\b|(?:^|\s)(?:кто|кого|кому|кем|чей|чья|чье|чьи)(?=\s|\?|$)|\b(?:wer|wem|wen|wessen)\b|\bquien(?:es)?\b|\bqui\b|誰|だれ/u,
  ],
  [
    'place',
    /\bwhere\b|(?:^|\s)(?:где|куда|откуда)(?=\s|\?|$)|\b(?:wo|wohin|woher)\b|\b(?:a|de)?donde\b|\bou\b(?= )|どこ/u,
  ],
  [
    'reason',
    /\bwhy\b|\bhow come\b|(?:^|\s)(?:почему|зачем|отчего)(?=\s|\?|$)|\b(?:warum|wieso|weshalb)\b|\bpor que\b|\bpourquoi\b|なぜ|どうして/u,
  ],
];

/** The kind of thing `question` asks for, or undefined when it is none of these. */
export function asksFor(question: string): AnswerType | undefined {
  const folded = fold(question);
  return asking.find(([, pattern]) => pattern.test(folded))?.[0];
}

const monthNames = ['en', 'ru', 'de', 'es', 'fr'].flatMap((language) => {
  const format = new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) =>
    fold(format.formatToParts(new Date(Date.UTC(2024, month, 2))).find((part) => part.type === 'month')?.value ?? ''),
  );
});
/** Months whose names are common words: they count beside a number or a preposition only. */
const ambiguousMonths: ReadonlySet<string> = new Set(['may', 'march']);
const letterBefore = '(?<![\\p{L}\\p{N}])';
const letterAfter = '(?![\\p{L}\\p{N}])';
const time = new RegExp(
  `${letterBefore}(?:1\\d{3}|20\\d{2})(?:s|'s|er)?${letterAfter}|${letterBefore}(?:${monthNames.filter((name) => !ambiguousMonths.has(name)).join('|')})${letterAfter}|(?:\\d|in|of|since|until|by|last|next) (?:may|march)${letterAfter}|${letterBefore}(?:may|march) \\d|centur(?:y|ies)|decades?|jahrhundert|siglo|siecle|${letterBefore}век(?:а|е|ов|у)?${letterAfter}|${letterBefore}год(?:а|у|ы|ов)?${letterAfter}|[0-9０-９一二三四五六七八九十]+(?:年|月|世紀)|${letterBefore}(?:yesterday|today|ago|monday|tuesday|wednesday|thursday|friday|saturday|sunday)${letterAfter}`,
  'u',
);
const numberWords =
  /(?<![\p{L}\p{N}])(?:none|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|half|third|quarter|twice|several|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|сто|дв(?:е|ух|ум)|тр[еёи]\p{L}{0,2}|четыр\p{L}*|пят(?:ь|и|ью)|шест(?:ь|и|ью)|сем(?:ь|и|ью)|вос[еь]м\p{L}*|девят(?:ь|и|ью)|десят(?:ь|и|ью|ок|ка|ков)|\p{L}+надцат\p{L}*|двадцат\p{L}*|тридцат\p{L}*|сорока?|\p{L}+десят|девяност\p{L}*|двести|трист\p{L}*|тысяч\p{L}*|миллион\p{L}*|половин\p{L}*|треть|четверть|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|hundert|tausend|halfte|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|cien|mil|mitad|deux|trois|quatre|cinq|sept|huit|neuf|dix|cent|mille|moitie)(?![\p{L}\p{N}])/u;
const reason =
  /\b(?:because|due to|since|so that|in order|therefore|thus|hence|result|reason|cause[sd]?|owing)\b|потому|поэтому|из-за|поскольку|так как|ведь|чтобы|\b(?:weil|denn|deshalb|daher|damit|grund|wegen)\b|\b(?:porque|por eso|debido|para que|ya que)\b|\b(?:parce que|car|afin|puisque|donc|grace a|a cause)\b|から|ため|ので/u;

/**
 * Whether `sentence` holds something of the kind asked for that the question does not already hold. For persons and
 * places: a capitalised word inside the sentence that is not in the question.
 */
export function offers(
  sentence: string,
  type: AnswerType,
  question: string,
  sentenceWords: readonly Word[],
  questionStems: ReadonlySet<string>,
): boolean {
  const folded = fold(sentence);
  switch (type) {
    case 'time':
      return time.test(folded);
    case 'number':
      return (
        (folded.match(/\d[\d.,]*/g) ?? []).some((digits) => !question.includes(digits)) || numberWords.test(folded)
      );
    case 'reason':
      return reason.test(folded);
    default:
      return sentenceWords.some(
        (word, at) => at > 0 && word.isCapital && !word.isStop && !questionStems.has(word.stem),
      );
  }
}

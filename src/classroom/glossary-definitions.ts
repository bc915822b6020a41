/**
 * Where an essay says what a word means: "X is a …", "by X we mean …", "X (that is, …)", "called X", in six languages.
 */
import { tongue } from '../answer/proof/quoted.js';
import type { Essay } from '../essay/types.js';
import { fold, isStopWord, words } from '../essay/words.js';
import { type ReadSentence, sentencesOf } from './glossary-sentences.js';

const quoteSigns = '["“”«»„‘’\']?';
const term = String.raw`${quoteSigns}(?<term>[\p{L}][\p{L}\p{N}-]*(?:\s[\p{L}\p{N}-]+){0,2}?)${quoteSigns}`;

/** A sentence that says what its `term` means. */
const patterns: Readonly<Record<string, readonly RegExp[]>> = {
  en: [
    new RegExp(
      `^(?:the |an? )?${term} (?:is|are) (?:an?|the) (?:kind|sort|form|type|way|name|word|process|practice|method)s? (?:of|by|in|for|that)`,
      'iu',
    ),
    new RegExp(String.raw`^(?:the |an? )?${term} (?:means?(?! of\b)|denotes?|refers? to|stands? for)\b`, 'iu'),
    new RegExp(String.raw`\bby ${term}[,]? (?:I|we|he|she|they|one|the author) (?:mean|means|meant|understand)`, 'iu'),
    new RegExp(
      String.raw`\b(?:so-called|is called|are called|known as|termed|what is called) (?:the |an? )?${term}(?=[,.;:)]|\s(?:is|are|and|or|in|by)\b|$)`,
      'iu',
    ),
  ],
  ru: [
    new RegExp(`^${term} [—–-] это `, 'iu'),
    new RegExp(`^${term},? (?:означает|значит) `, 'iu'),
    new RegExp(String.raw`(?:^|\s)под ${term} (?:я|мы|он|она|автор)? ?(?:понима\p{L}+|име\p{L}+ в виду)`, 'iu'),
  ],
  de: [
    new RegExp(`^(?:der |die |das |ein |eine )?${term} (?:ist|sind) (?:eine?|der|die|das) (?:art|form|weise)`, 'iu'),
    new RegExp(String.raw`^(?:der |die |das )?${term} (?:bedeutet|bezeichnet|meint)(?=\s)`, 'iu'),
    new RegExp(String.raw`(?:^|\s)unter ${term} versteh`, 'iu'),
    new RegExp(`(?:sogenannte[nrs]?|nennt man|heißt) ${term}(?=[,.;:)]|$)`, 'iu'),
  ],
  es: [
    new RegExp(`^(?:el |la |los |las )?${term} (?:es|son) (?:una?|el|la) (?:tipo|forma|especie|modo|manera)`, 'iu'),
    new RegExp(String.raw`^(?:el |la )?${term} (?:significa|designa|quiere decir)(?=\s)`, 'iu'),
    new RegExp(String.raw`(?:^|\s)por ${term} (?:entiendo|entendemos|se entiende)`, 'iu'),
  ],
  fr: [
    new RegExp(`^(?:le |la |les |l['’])?${term} (?:est|sont) une? (?:sorte|forme|espèce|manière|façon)`, 'iu'),
    new RegExp(String.raw`^(?:le |la |l['’])?${term} (?:signifie|désigne|veut dire)(?=\s)`, 'iu'),
    new RegExp(String.raw`(?:^|\s)par ${term},? (?:j['’]entends|nous entendons|on entend)`, 'iu'),
  ],
  ja: [/^(?<term>[\p{L}ー・]{2,14}?)(?:とは|というのは)/u],
};

/** The terms that `essay` itself defines, as it writes them, in reading order, each once. */
export function definedTerms(essay: Essay): string[] {
  const found = sentencesOf(essay).flatMap((sentence) => termIn(sentence, essay.language) ?? []);
  return found.filter((name, at) => found.findIndex((other) => fold(other) === fold(name)) === at);
}

/** The first sentence of `essay` that says what `name` means. */
export function definitionOf(name: string, essay: Essay): ReadSentence | undefined {
  const wanted = words(name, essay.language).map(({ stem }) => stem);
  return sentencesOf(essay).find((sentence) => {
    const found = termIn(sentence, essay.language);
    const stems = found === undefined ? [] : words(found, essay.language).map(({ stem }) => stem);
    return stems.length > 0 && stems.join(' ') === wanted.join(' ');
  });
}

function termIn({ text }: ReadSentence, language: string): string | undefined {
  for (const pattern of patterns[tongue(language)] ?? []) {
    const found = pattern.exec(text)?.groups?.term?.trim();
    if (found !== undefined && words(found, language).every(({ form }) => !isStopWord(form, language))) return found;
  }
  return undefined;
}

/**
 * "What is SCO?" where the essay uses the term and never says what it is.
 */
import type { Essay } from '../essay/types.js';
import { fold, words } from '../essay/words.js';
import type { RankedSentence } from '../retrieval/types.js';
import { isSameName } from './vocabulary.js';

const asking: readonly RegExp[] = [
  /\bwhat (?:does|do|did|is|are|exactly is|exactly are) (?:(?:it|he|she|the (?:essay|author|text)) (?:mean|means) by |meant by )(?<term>[^?]{2,60}?)\s*\?*\s*$/iu,
  /\bwhat (?:exactly )?(?:does|do|did) (?:the (?:term|word) )?(?<term>[^?]{2,60}?) (?:even |actually )?(?:mean|stand for)\b/iu,
  /^[^\p{L}\p{N}]*(?:so |and |but |wait |ok )*(?:what(?:'s| (?:exactly )?(?:is|are|was|were))|whats|wats|wat is) (?:exactly )?(?:an? |the )?(?<term>[^?]{2,60}?)(?: exactly)?\s*\?*\s*$/iu,
  /(?:^|\s)(?:define|explain|meaning of|definition of)s? (?:the (?:term|word) )?(?<term>[^?]{2,60}?)\s*\?*\s*$/iu,
  /^[^\p{L}\p{N}]*что (?:такое|значит|означает) (?<term>[^?]{2,60}?)\s*\?*\s*$/iu,
  /^[^\p{L}\p{N}]*was (?:ist|sind|bedeutet|heißt) (?:ein |eine |der |die |das )?(?<term>[^?]{2,60}?)\s*\?*\s*$/iu,
  /^[^\p{L}\p{N}]*¿?qué (?:es|son|significa) (?:un |una |el |la |los |las )?(?<term>[^?]{2,60}?)\s*\?*\s*$/iu,
  /^[^\p{L}\p{N}]*qu'?est-ce que (?:c'est que )?(?:un |une |le |la |les |l')?(?<term>[^?]{2,60}?)\s*\?*\s*$/iu,
];
const explicit =
  /\b(?:means?|meant|stand for|defines?|definition|meaning)\b|что (?:значит|означает)|bedeutet|significa/iu;

/** Words after a term, or before it, by which a text explains it. */
const explains = (term: string): RegExp => {
  const t = term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  const verb =
    "(?:(?:is|are|was|were)\\s+(?:an?|the|any|what|when|where|one|those|to|called|known|defined)\\b|means?\\b|meant\\b|refers? to|denotes?|stands? for|consists? of|—|–|:|\\(|, (?:or|that is|i\\.e\\.|namely)\\b|это(?!\\p{L})|означает|представляет собой|называ\\p{L}+|(?:ist|sind)\\s+(?:eine?|der|die|das)\\b|bedeutet|heisst|(?:es|son)\\s+(?:una?|el|la|los|las)\\b|significa|est\\s+(?:une?|le|la|l')|とは)";
  return new RegExp(
    `(?<![\\p{L}])${t}['"’”»)]*\\s*${verb}|(?:called|known as|named|termed|so-called|by|называ\\p{L}+|под|genannt|llamad\\p{L}+|appel\\p{L}+)\\s+(?:the\\s+|an?\\s+)?['"‘“«]?${t}(?![\\p{L}])|\\((?:the\\s+)?${t}\\)|(?<![\\p{L}])${t}(?![\\p{L}])[^.!?]*[.!?]\\s+(?:it|this|that|он|она|оно|это|es|das|esto|cela|il|elle)\\s+(?:means?|meant|is|was|означа\\p{L}+|bedeutet|heisst|significa|signifie)(?![\\p{L}])`,
    'iu',
  );
};

/**
 * The term that `question` asks to be explained, with the sentence that uses it, where the essay uses and never explains
 * it. Only for names, acronyms and quoted terms, or where the asker says "mean" or "define": of common words an
 * encyclopaedia is asked, not the essay.
 */
export function undefinedTerm(
  question: string,
  essay: Essay,
  ranked: readonly RankedSentence[],
): { readonly name: string; readonly sentence?: RankedSentence } | undefined {
  const terms = asking
    .map((pattern) => pattern.exec(question)?.groups?.term?.trim())
    .filter((found) => found !== undefined);
  for (const term of new Set(terms)) {
    const found = unexplained(term, question, essay, ranked);
    if (found !== undefined) return found;
  }
  return undefined;
}

function unexplained(
  term: string,
  question: string,
  essay: Essay,
  ranked: readonly RankedSentence[],
): { readonly name: string; readonly sentence?: RankedSentence } | undefined {
  const bare = term.replace(/^["'“«‘]|["'”»’]$/g, '');
  const list = words(bare, essay.language).filter((word) => !word.isStop);
  if (list.length === 0 || list.length > 3) return undefined;
  const uses = essay.paragraphs.flatMap(({ text }) =>
    findTerm(text, bare).map((surface) => ({
      surface,
      isQuoted: [...'"“«‘'].some((sign) => text.includes(sign + surface)),
    })),
  );
  if (uses.length === 0) return undefined;
  const isTerm =
    uses.every(({ surface }) => /^\p{Lu}{2,}[\p{L}\p{N}]*(?:[\s-]\p{Lu}\S*)*$/u.test(surface)) ||
    explicit.test(question) ||
    (bare !== term && uses.every(({ isQuoted }) => isQuoted));
  if (!isTerm) return undefined;
  const pattern = explains(fold(bare));
  if (essay.paragraphs.some(({ text }) => pattern.test(fold(text)))) return undefined;
  if (essay.notes.some(({ text }) => pattern.test(fold(text)))) return undefined;
  const sentence = ranked.find(({ paragraph, start, end }) => {
    const text = essay.paragraphs[paragraph - 1]?.text.slice(start, end) ?? '';
    return findTerm(text, bare).length > 0;
  });
  return { name: uses[0]?.surface ?? bare, ...(sentence ? { sentence } : {}) };
}

/** The forms in which `term` stands in `text`, as written there. */
function findTerm(text: string, term: string): string[] {
  const wanted = words(term, 'und');
  const there = words(text, 'und');
  const found: string[] = [];
  for (let at = 0; at + wanted.length <= there.length; at++) {
    const matches = wanted.every((word, k) => {
      const other = there[at + k]?.form ?? '';
      return other === word.form || (word.form.length > 4 && isSameName(other, word.form) && other[0] === word.form[0]);
    });
    const first = there[at];
    const last = there[at + wanted.length - 1];
    if (matches && first && last) found.push(text.slice(first.start, last.end));
  }
  return found;
}

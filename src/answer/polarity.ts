/**
 * Who denies: negation in questions and sentences, in six languages, by surface cues. The rules that use it are said
 * aloud in the reply, so they are kept narrow.
 */
import { fold, type Word } from '../essay/words.js';

const before = '(?<![\\p{L}\\p{N}])';
const after = '(?![\\p{L}\\p{N}])';
const plainNegators =
  "not|(?:wo|do|does|did|is|are|was|were|ca|could|would|should|has|have|had)nt|never|no|none|nobody|nothing|cannot|without|neither|nor|no longer|\\p{L}+n't|не|нет|ни|никогда|никто|ничто|ничего|без|нельзя|nicht|kein\\p{L}*|nie|niemals|ohne|weder|niemand|nichts|ningun\\p{L}*|nunca|jamas|sin|nadie|nada|tampoco|ne|n'\\p{L}+|pas|jamais|aucun\\p{L}*|sans|personne|rien";
const plain = new RegExp(
  `${before}(?:${plainNegators})${after}|(?<=^|[\\s¿])no(?=\\s)|ない|ません|なかった|ず(?=に)|ぬ`,
  'u',
);

/** Words that deny without a negator: what a negated question may rest on. */
const implied = new RegExp(
  `${before}(?:fail\\p{L}*|lack\\p{L}*|refus\\p{L}*|except\\p{L}*|den(?:y|ies|ied)|prevent\\p{L}*|prohibit\\p{L}*|forb\\p{L}*|reject\\p{L}*|avoid\\p{L}*|absence|hardly|rarely|seldom|little|few|only|unless|rather than|instead|impossib\\p{L}*|distrust\\p{L}*|dis(?:agree|approv|content|like|satisf|courag|allow)\\p{L}*|un(?:able|likely|willing|clear|known|resolved|successful|aware|certain|popular|necessary|important|related)\\p{L}*|in(?:ability|capable|sufficient|adequate|effective|complete)\\p{L}*|отсутств\\p{L}*|лишь|только|невозможн\\p{L}*|отказ\\p{L}*|запре\\p{L}*|вместо|кроме|nur|kaum|fehl\\p{L}*|solo|apenas|falta\\p{L}*|seulement|manque\\p{L}*)${after}`,
  'u',
);

/** A question that opens with a negated verb expects a yes: "Isn't Japan worried?" denies nothing. */
const expectsYes =
  /^[^\p{L}\p{N}]*(?:is|are|was|were|do|does|did|has|have|can|could|should|would|will)n't\b|^[^\p{L}\p{N}]*(?:разве|неужели)(?=\s)/u;

/** Whether `question` asks about something that is not so. */
export function isNegatedQuestion(question: string): boolean {
  const folded = fold(question);
  return plain.test(folded) && !expectsYes.test(folded);
}

/** Whether `text` denies anything, also by words like "fail", "only" or "distrust". */
export function deniesAnything(text: string): boolean {
  const folded = fold(text);
  return plain.test(folded) || implied.test(folded);
}

/** How many words after a negator are taken to be denied by it. */
const scopeWords = 9;
const negatorForm = new RegExp(`^(?:${plainNegators})$`, 'u');

/** The stems within the reach of a negator in a sentence given as its words; names are left out, for nobody denies a country. */
export function deniedStems(sentence: readonly Word[]): Set<string> {
  const denied = new Set<string>();
  sentence.forEach((word, at) => {
    if (!negatorForm.test(word.form)) return;
    // "not only … but also" affirms.
    if (/^(?:only|just|merely|только|лишь|nur|solo|seulement)$/.test(sentence[at + 1]?.form ?? '')) return;
    for (const next of sentence.slice(at + 1, at + 1 + scopeWords)) {
      if (!next.isStop && !next.isCapital) denied.add(next.stem);
    }
  });
  return denied;
}

/** "is not the result of", "not because": a denial of a cause. */
const deniedCause =
  /\b(?:not|never|hardly) (?:\p{L}+ ){0,2}(?:the )?(?:result|because|due|caused?|consequence|reason|owing|product|outcome)\b|(?:^|\s)не (?:\p{L}+ ){0,2}(?:результат|следстви|причин|из-за|потому)|\bnicht (?:\p{L}+ ){0,2}(?:weil|wegen|folge|ergebnis|grund)|\bno (?:\p{L}+ ){0,2}(?:por|porque|resultado|consecuencia|causa)|\bpas (?:\p{L}+ ){0,2}(?:a cause|parce|du a|resultat|consequence)/u;
const namesCause =
  /\b(?:because of|blam\p{L}*|caused? (?:by|of)|the cause|results? (?:of|from)|due to|fault|responsible|owing to)\b|^(?:is|are|was|were) .+ (?:why|the reason)\b|из-за|причин(?:а|ой)|вин(?:а|ит|ой)|\b(?:wegen|schuld|grund fur)\b|\b(?:culpa|causa|a causa de)\b|\b(?:a cause de|faute|cause)\b|せい|原因/u;

/** Whether `question` takes something for the cause and `sentence` denies a cause. */
export function deniesTheCause(question: string, sentence: string): boolean {
  return namesCause.test(fold(question)) && deniedCause.test(fold(sentence));
}

const asksWhy = /\bwhy\b|\bhow come\b|почему|\bwarum\b|\bpor que\b|\bpourquoi\b|なぜ/u;
const yesNo =
  /^[^\p{L}\p{N}]*(?:(?:so|but|and) )?(?:is|are|was|were|do|does|did|has|have|had|can|could|should|would|will|isn't|doesn't)\b|\b(?:true that|right that|correct that)\b|(?:^|\s)(?:ли|правда ли|разве|неужели)(?=\s)|^[^\p{L}\p{N}]*(?:ist|sind|war|hat|haben|kann|wird)\b|^¿?(?:es|son|fue|tiene|puede|ha)\b|\best-ce que\b/u;

/** Whether `question` carries a premise that a text may deny: it asks why, or whether. */
export function carriesPremise(question: string): boolean {
  const folded = fold(question);
  return yesNo.test(folded) || asksWhy.test(folded) || namesCause.test(folded);
}

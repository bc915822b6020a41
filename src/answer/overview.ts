/**
 * Questions about the essay as a whole: its thesis, its proposal, how it ends. They share no words with any paragraph,
 * so they are answered by what carries the argument: central sentences, their place, and the words arguments are made with.
 */
import type { Essay } from '../essay/types.js';
import { fold, words } from '../essay/words.js';
import { withoutFrame } from '../retrieval/question-frame.js';
import { standardise } from '../retrieval/signals.js';
import type { EssayVectors, RankedSentence } from '../retrieval/types.js';
import { dot } from '../retrieval/vectors.js';

export type OverviewKind = 'thesis' | 'proposal' | 'conclusion';

/** What each kind is asked with, folded; the rest of the question must be grammar, or words like "main". */
const askedWith: Readonly<Record<OverviewKind, RegExp>> = {
  conclusion:
    /^(?:conclu\p{L}*|end|ends|ending|finish\p{L}*|final|last|вывод\p{L}*|заключени\p{L}*|заканчива\p{L}*|итог\p{L}*|schluss\p{L}*|fazit|endet|conclusion\p{L}*|concluye|termina|finit|termine|結論)$/u,
  proposal:
    /^(?:solutions?|solve[sd]?|propos\p{L}*|suggest\p{L}*|recommend\p{L}*|remed\p{L}*|done|fix|forward|решени\p{L}*|предлага\p{L}*|предложени\p{L}*|делать|losung\p{L}*|vorschl\p{L}*|schlagt|vor|solucion\p{L}*|propon\p{L}*|propuest\p{L}*|解決|解決策|提案)$/u,
  thesis:
    /^(?:thesis|points?|ideas?|arguments?|argues?|argue|claims?|message|gist|takeaways?|about|tldr|тезис\p{L}*|мысл\p{L}*|иде\p{L}*|суть|аргумент\p{L}*|утвержда\p{L}*|these|hauptthese|kernaussage|hauptgedanke|geht|worum|tesis|idea|argumento|trata|idee|parle|主張|要旨|論点|テーマ)$/u,
};
const fillers =
  /^(?:main|central|overall|actual|actually|basic|basically|key|real|really|whole|general|exactly|own|proposed|big|core|major|most|important|author'?s?|какова|каков|каково|главн\p{L}*|основн\p{L}*|ключев\p{L}*|wichtigste\p{L}*|zentrale\p{L}*|principal\p{L}*|central\p{L}*|whats|what's|hows|wats|him|his|pls|plz|please|u|ur|the|of|say)$/u;
const asksWhatAbout =
  /^[^\p{L}\p{N}]*(?:what(?:'s|s| is| was)? (?:it|this|that|the (?:essay|text|article|piece)|this (?:essay|text|article|piece)) (?:all )?about|о чем (?:это|эссе|текст|статья|эта статья|этот текст)(?: эссе| текст)?|worum geht es(?: hier| im text| in dem text)?|de que trata(?: el (?:ensayo|texto))?|de quoi (?:parle|s'agit)[^?]*)[^\p{L}\p{N}]*$/u;

/** What of the whole `question` asks for; undefined when it is about some matter in the essay. */
export function asksForOverview(question: string, essay: Essay, language: string): OverviewKind | undefined {
  if (asksWhatAbout.test(fold(question))) return 'thesis';
  const own = words(withoutFrame(question, essay, language), language).filter(
    (word) =>
      !word.isStop &&
      !fillers.test(word.form) &&
      !/^(?:essay|text|article|author|эссе|текст|автор|статья|ensayo|texto|essai|texte|aufsatz)\p{L}{0,2}$/u.test(
        word.form,
      ),
  );
  if (own.length === 0 || own.length > 3) return undefined;
  return (Object.keys(askedWith) as OverviewKind[]).find((kind) =>
    own.every((word) => askedWith[kind].test(word.form)),
  );
}

/** Words with which arguments state, turn and propose; folded, in six languages. */
const cues: Readonly<Record<OverviewKind, RegExp>> = {
  thesis:
    /\b(?:not|rather|but|however|therefore|thus|argue|believe|in fact|the real|the point|above all|because|result of|crucial|key|main)\b|(?:^|\s)не(?=\s)|однако|поэтому|главн|именно|\b(?:nicht|sondern|deshalb|vor allem)\b|\b(?:sino|por eso|sobre todo)\b|\b(?:mais|donc|surtout)\b/gu,
  proposal:
    /\b(?:propos\p{L}*|should|ought|must|need to|needs to|recommend\p{L}*|suggest\p{L}*|would make|make more sense|better to|let us|it is time|could then|agreement|solution)\b|следует|нужно|надо|необходимо|предлага|должн|стоит|\b(?:sollte\p{L}*|muss|mussen|vorschlag\p{L}*)\b|\b(?:debe\p{L}*|deberia\p{L}*|propon\p{L}*|hay que)\b|\b(?:doit|doivent|devrait|devraient|faut|propos\p{L}*)\b|べき|必要/gu,
  conclusion:
    /\b(?:in conclusion|finally|in the end|therefore|thus|so|all in all|in sum)\b|итак|таким образом|в итоге|наконец|\b(?:also|schliesslich|fazit)\b|\b(?:por tanto|finalmente|en fin)\b|\b(?:enfin|donc|ainsi)\b|結局|したがって/gu,
};
/** Weight of a place in the essay, and of one cue word, against one standard deviation of centrality. */
const placeWeight = 1;
const cueWeight: Readonly<Record<OverviewKind, number>> = { thesis: 0.6, proposal: 1.5, conclusion: 0.6 };
/** Sentences too like one already taken are passed over, by cosine. */
const tooAlike = 0.85;
const taken = 3;

/** Up to three sentences that carry what `kind` asks for, best first. */
export function overviewSentences(kind: OverviewKind, essay: Essay, vectors: EssayVectors): RankedSentence[] {
  const { sentences, dimension } = vectors;
  const middle = new Float32Array(dimension);
  for (const { vector } of vectors.sentences) {
    for (let d = 0; d < dimension; d++) middle[d] = (middle[d] ?? 0) + (vector[d] ?? 0);
  }
  const central = standardise(Float64Array.from(sentences, ({ vector }) => dot(vector, middle)));
  const last = essay.paragraphs.length;
  const scored = sentences.map(({ paragraph, span, vector }, at) => {
    const text = fold(essay.paragraphs[paragraph - 1]?.text.slice(span.start, span.end) ?? '');
    const depth = last === 1 ? 0 : (paragraph - 1) / (last - 1);
    const place =
      kind === 'thesis'
        ? Math.max(1 - 4 * depth, 2 * (depth - 0.5))
        : kind === 'proposal'
          ? 2 * depth - 1
          : 8 * depth - 7;
    const short = span.end - span.start < 40 ? 1 : 0;
    const cue = Math.min(3, text.match(cues[kind])?.length ?? 0);
    return {
      paragraph,
      ...span,
      vector,
      cue,
      score: (central[at] ?? 0) + placeWeight * place + cueWeight[kind] * cue - short,
    };
  });
  scored.sort((a, b) => b.score - a.score);
  // A proposal is made with words; centrality alone makes none.
  const fitting =
    kind === 'proposal' && scored.some(({ cue }) => cue > 0) ? scored.filter(({ cue }) => cue > 0) : scored;
  const chosen: typeof scored = [];
  for (const candidate of fitting) {
    if (chosen.length === taken) break;
    if (chosen.every((other) => dot(other.vector, candidate.vector) < tooAlike)) chosen.push(candidate);
  }
  return chosen.map(({ paragraph, start, end, score }) => ({ paragraph, start, end, score }));
}

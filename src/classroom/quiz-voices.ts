/** "Who says this?": what the essay reports, asked without the words that say whose it is. */
import { governmentOf } from '../answer/proof/countries.js';
import { placesOf } from '../answer/proof/name-places.js';
import { tongue } from '../answer/proof/quoted.js';
import { type Voice, voicesOf } from '../answer/proof/voices.js';
import type { Citation, Essay } from '../essay/types.js';
import { words } from '../essay/words.js';
import { isAuthor, mayBeOne, shown } from './brief-speaker.js';
import { type ReadSentence, sentencesOf } from './glossary-sentences.js';
import { termsOf } from './glossary-terms.js';
import { itemOf, kindOfName, type QuizChoice, type QuizItem, shuffled } from './quiz-item.js';
import { citeSentence } from './quiz-sentences.js';

interface Reported {
  readonly sentence: ReadSentence;
  readonly names: readonly string[];
  readonly label: string;
  readonly said: string;
}

/** What is said must be long enough to be known by, and short enough to be read, in characters. */
const shortest = 35;
const longest = 260;

interface Candidate extends QuizChoice {
  readonly citation: Citation;
  readonly names: readonly string[];
}

/** The items of this kind that `essay` allows, in the order of `seed`; each is made when it is asked for. */
export function* voiceItems(essay: Essay, seed: string): Iterable<QuizItem> {
  const reported = sentencesOf(essay).flatMap((sentence) => reportedIn(sentence, essay));
  if (reported.length === 0) return;
  const voices = shuffled(reported, seed, ({ label }) => label).map(({ label, names, sentence }): Candidate => {
    return { text: label, names, citation: citeSentence(essay, sentence) };
  });
  const named = shuffled(termsOf(essay), seed, ({ name }) => name).filter(({ kind }) => kind === 'name');
  const others = named.map(({ name, uses: [{ paragraph, sentence }] }): Candidate => {
    const names = words(name, essay.language).map(({ form }) => form);
    return { text: name, names, citation: citeSentence(essay, { paragraph, span: sentence }) };
  });
  for (const each of shuffled(reported, seed, ({ said }) => said)) {
    const right = { text: each.label, citation: citeSentence(essay, each.sentence) };
    const { paragraph } = each.sentence;
    const ofKind = others.filter(({ text }) => kindOfName(text) === kindOfName(each.label));
    const distractors = othersThan(each, [...voices, ...ofKind], essay);
    const item = itemOf({ kind: 'who', essay: essay.slug, paragraph, stem: each.said }, right, distractors, seed);
    if (item) yield item;
  }
}

/** The author, and whoever cannot be the one who says it. */
function othersThan(asked: Reported, candidates: readonly Candidate[], essay: Essay): QuizChoice[] {
  const [opening] = sentencesOf(essay);
  const author = opening ? [{ text: '', citation: citeSentence(essay, opening) }] : [];
  const inSentence = asked.sentence.words.map(({ form }) => form);
  const fit = candidates.filter(
    ({ names }) => !mayBeOne(names, [...asked.names, ...inSentence]) && !isAuthor(names, essay),
  );
  const apart = fit.filter(({ names }, at) => fit.findIndex((other) => mayBeOne(other.names, names)) === at);
  return [...author, ...apart.map(({ text, citation }) => ({ text, citation }))];
}

/** What one named voice says in a sentence, after the words that name it. */
function reportedIn(sentence: ReadSentence, essay: Essay): Reported[] {
  const voices = voicesOf(sentence.text, tongue(essay.language));
  const [voice] = voices.filter(
    ({ kind, label }) => kind === 'named' && isSomebody(shown(label, essay.language), essay),
  );
  const isShared = voices.some(
    (other) => other !== voice && (other.kind !== 'named' || isSomebody(other.label, essay)),
  );
  if (voice === undefined || isShared || isAuthor(voice.names, essay)) return [];
  const label = shown(voice.label, essay.language);
  const said = saidIn(sentence.text, voice);
  const isGiven = words(said ?? '', essay.language).some(({ form }) => voice.names.includes(form));
  if (said === undefined || isGiven || said.length < shortest || said.length > longest) return [];
  return [{ sentence, names: voice.names, label: label.replace(/^(?:the|its|their)\s/iu, ''), said }];
}

/** Between a verb of saying and what is said: whom it is said to, when, and the joining word. */
const joining = /^[^.;:"“«]{0,24}?(?:(?<!\p{L})(?:that|что|dass|que)\s|qu['’]|[:,]\s(?=["“«„]))/u;

/** What is said; undefined where it cannot be told from the words around it. */
function saidIn(text: string, { from, label }: Voice): string | undefined {
  if (from > 0) {
    const lead = joining.exec(text.slice(from))?.[0];
    return lead === undefined ? undefined : text.slice(from + lead.length).trim();
  }
  const at = text.indexOf(label);
  const comma = at < 0 || at > 40 ? -1 : text.indexOf(',', at + label.length);
  return comma < 0 || comma > at + label.length + 12 ? undefined : text.slice(comma + 1).trim();
}

/** A person or a government, by a name that the essay writes with a capital inside its sentences; "a study" is nobody. */
function isSomebody(label: string, essay: Essay): boolean {
  const list = words(label, essay.language);
  const small = list.filter(({ isCapital }) => !isCapital);
  const { capital } = placesOf(essay);
  return (
    small.length <= 1 && list.some(({ form, isCapital }) => isCapital && (capital.has(form) || governmentOf(form) >= 0))
  );
}

/**
 * Who speaks in a sentence: the names by which it lets somebody say, think or hold something, found by surface cues.
 */
import { type Word, words } from '../../essay/words.js';
import { isAuthorWord, isSaying } from './saying-words.js';
import { framePhrases, otherPronouns, ownPronouns, somebodyWords } from './voice-words.js';

export interface Voice {
  /** `author`: "I", "the author"; `somebody`: "they say"; `pronoun`: somebody named before. */
  readonly kind: 'named' | 'pronoun' | 'somebody' | 'author';
  /** Folded forms of the names, or else the nouns, of who speaks; empty for the other kinds. */
  readonly names: readonly string[];
  /** As the text has it, for people to read. */
  readonly label: string;
  /** Where what is said begins, UTF-16 units; 0 where the whole sentence is said. */
  readonly from: number;
  /** Where it ends: what "they say" is over with a semicolon. */
  readonly to: number;
}

/** The voices of `sentence`; empty where it simply says how things are. */
export function voicesOf(sentence: string, language: string): Voice[] {
  const framed = (framePhrases[language] ?? []).flatMap((phrase) => {
    const label = phrase.exec(sentence)?.[1]?.trim() ?? '';
    return label === '' ? [] : [within(sentence, voiceOf(label, language, 0))];
  });
  const spoken = language === 'ja' ? japaneseVoices(sentence) : spokenVoices(sentence, language);
  return [...framed, ...spoken];
}

function spokenVoices(sentence: string, language: string): Voice[] {
  const found = words(sentence, language);
  return found.flatMap((word, at) => {
    if (!isSaying(word.form, language) || !hasSubject(found, at, language)) return [];
    const subject = subjectOf(sentence, word, language);
    if (subject === undefined) return [];
    const voice = within(sentence, voiceOf(subject.text, language, subject.isInserted ? 0 : word.end));
    // "what they believe they have found": nobody is quoted. "They say that", "someone explains, ..., that" quote.
    const quotes = /^(?:\s+\p{L}+){0,3}?\s*(?:,|:|["“«]|\b(?:that|что|dass|que)\b)/u.test(sentence.slice(word.end));
    return voice.kind === 'somebody' && !quotes ? [] : [voice];
  });
}

function within(sentence: string, voice: Voice): Voice {
  const end = voice.from > 0 || voice.kind === 'somebody' ? sentence.indexOf(';', voice.from) : -1;
  return end < 0 ? voice : { ...voice, to: end };
}

/** "to say", "is said", "must think": no subject says it. */
const unspoken = /^(?:to|be|been|being|is|are|was|were|can|cannot|could|should|must|shall|let)$/;
const between = /^(?:\p{L}+ly|not|never|also|still|often|once|then|even|only|just)$/u;
const nounAlike = /^(?:reports?|claims?|objects?|states?|calls?|stress|doubts|reply|supposed|thought|observes?)$/;

function hasSubject(found: readonly Word[], at: number, language: string): boolean {
  if (language !== 'en') return true;
  let back = at - 1;
  while (between.test(found[back]?.form ?? '')) back -= 1;
  const before = found[back]?.form ?? '';
  if (nounAlike.test(found[at]?.form ?? '') && (before === '' || /^(?:the|a|an|of|in|these|its|their)$/.test(before))) {
    return false;
  }
  // "could have told": nobody did.
  if (before === 'have' && unspoken.test(found[back - 1]?.form ?? '')) return false;
  // "anyone who calls it one": whoever it may be.
  if (before === 'who' && found[back - 1] !== undefined && joined(found[back - 1], found[back])) return false;
  return !unspoken.test(before);
}

/** Only a blank between them. */
function joined(left: Word | undefined, right: Word | undefined): boolean {
  return left !== undefined && right !== undefined && right.start - left.end === 1;
}

interface Subject {
  readonly text: string;
  /** "…, she argues, …": what is said stands around the verb. */
  readonly isInserted: boolean;
}

/** What stands before the verb in its part of the sentence; where that names nobody, what opens the sentence. */
function subjectOf(sentence: string, verb: Word, language: string): Subject | undefined {
  const head = sentence.slice(0, verb.start);
  const tail = sentence.slice(verb.end);
  const cut = Math.max(...[',', ';', ':', '—', '–', '"', '”', '»', '('].map((sign) => head.lastIndexOf(sign)));
  const near = head.slice(cut + 1).trim();
  const isInserted = cut >= 0 && (/^\s*(?:[,"”».]|$)/u.test(tail) || /^\s*["“«„]/u.test(sentence));
  const follows = /^\s+((?:\p{Lu}[\p{L}.'’-]*\s?)+|\p{L}+(?:\s\p{L}+)?(?=[,.;]|$))/u.exec(tail)?.[1];
  // "…, said Fergusson", "…, says the author".
  if (near === '' && cut >= 0 && follows !== undefined) return { text: follows, isInserted: true };
  if (cut < 0) return near === '' ? undefined : { text: near, isInserted: false };
  if (namesSpeaker(near, language)) return { text: near, isInserted };
  const opening = sentence.slice(0, Math.max(0, sentence.search(/[,;:—–]/u)));
  const text = opening.replace(/^\p{L}+\s+(?:\p{L}+\s+)?\d{4}\s+/u, '');
  return adverbial.test(text) && !words(text, language).some(isNamed) ? undefined : { text, isInserted: false };
}

/** "In tackling this issue, … propose": no subject. */
const adverbial =
  /^(?:in|on|at|by|with|without|after|before|for|from|as|if|when|while|since|so|yet|however|then|there|to|of|first|в|на|при|после|до|для|если|когда|im|am|bei|nach|wenn|als|en|con|para|si|cuando|dans|avec|quand)\s/iu;

function isNamed(word: Word): boolean {
  return word.start > 0 && isNameLike(word);
}

function namesSpeaker(text: string, language: string): boolean {
  return words(text, language).some(
    (word) => word.isCapital || roleOf(word.form, language) !== undefined || isAuthorWord(word.form, language),
  );
}

function roleOf(form: string, language: string): 'author' | 'pronoun' | 'somebody' | undefined {
  if (ownPronouns[language]?.test(form)) return 'author';
  if (otherPronouns[language]?.test(form)) return 'pronoun';
  return somebodyWords[language]?.test(form) ? 'somebody' : undefined;
}

function voiceOf(text: string, language: string, from: number): Voice {
  const found = words(text, language);
  const to = Number.POSITIVE_INFINITY;
  const label = text.replace(/^(?:but|and|yet|so|that|as|и|но|что|а)\s+/iu, '').trim();
  if (found.some(({ form }) => isAuthorWord(form, language))) return { kind: 'author', names: [], label, from, to };
  // The subject stands nearest to its verb: "When I met Hobley he said".
  const nearest = found.findLast((word) => isNameLike(word) || roleOf(word.form, language) !== undefined);
  const role = nearest && roleOf(nearest.form, language);
  const names = found
    .filter((word) => isNameLike(word) && roleOf(word.form, language) === undefined)
    .map(({ form }) => form);
  if (role !== undefined && !(role === 'pronoun' && names.length > 0 && isPossessive(nearest?.form ?? ''))) {
    return { kind: role, names: [], label, from, to };
  }
  if (names.length > 0) return { kind: 'named', names, label, from, to };
  const nouns = found.filter(({ isStop }) => !isStop).map(({ form }) => form);
  return { kind: nouns.length > 0 ? 'named' : 'somebody', names: nouns, label, from, to };
}

function isPossessive(form: string): boolean {
  return /^(?:his|her|их|его|ее|sein\w*|ihr\w*|su|son|sa)$/u.test(form);
}

/** Titles are no names: two doctors are two people. */
const titles = /^(?:dr|mr|mrs|ms|prof|professor|sir|lord|herr|frau|monsieur|madame|don|dona|г-н|г-жа|проф)$/u;

function isNameLike({ form, isCapital, isStop }: Word): boolean {
  return isCapital && !isStop && !titles.test(form);
}

/** "Xは…と述べる": the topic nearest to the verb speaks. */
function japaneseVoices(sentence: string): Voice[] {
  const match =
    /(?:^|[、。])([^、。]{1,20}?)は[^。]*と(?:述べ|主張|言[いうっ]|考え|語|指摘|強調|論じ|書|説明|提案|信じ|みな|見な|唱え|反論)/u.exec(
      sentence,
    );
  if (match?.[1] === undefined) return [];
  return [voiceOf(match[1], 'ja', 0)];
}

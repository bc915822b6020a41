/**
 * Why words that a model wrote may not be shown: they reach out (links, pings), pretend to be something else (markup,
 * code, control characters) or come from behind the curtain (the prompt, delimiters, keys, the model about itself).
 * Whether they are true is asked elsewhere.
 */
import { displayText } from '../../essay/display.js';
import type { Essay } from '../../essay/types.js';
import { findLinks } from '../links.js';
import { hasSecret } from '../secrets.js';
import { modelTalk } from './model-talk.js';

export { tidySentence } from './tidy-sentence.js';

/** Every stretch of the prompt templates long enough to be a leak. */
export type PromptWindows = ReadonlySet<string>;

export interface HarmContext {
  readonly essays: readonly Essay[];
  readonly windows: PromptWindows;
  /** The random marks that fenced the data of this request. */
  readonly delimiters: readonly string[];
}

/** Letters and digits of a prompt in a row that no answer repeats by chance. */
const windowLength = 60;
/** Letters and digits from which words that stand in the essay are the essay's, whatever they sound like. */
const ownWordsLength = 20;
/** Shorter delimiters could be a word of a sentence. */
const shortestDelimiter = 6;

/**
 * The first reason found why `text` may not be shown, in English, for the log and the request to mend it, never quoting
 * it; undefined when it may. Links and addresses that stand in one of the essays are no reason, nor is the sound of a sentence that is the
 * essay's own.
 */
export function unsafeReason(text: string, context: HarmContext): string | undefined {
  if (displayText(text) !== text) return 'it holds control characters';
  if (findLinks(text).some(({ start, end }) => !isInEssays(text.slice(start, end), context.essays)))
    return 'it holds a link';
  if (markdownLink.test(text)) return 'it holds a link';
  if (mention.test(text)) return 'it calls someone';
  if (codeFence.test(text) || shellLine.test(text)) return 'it holds code';
  if (hasSecret(text)) return 'it holds something like a key';
  const folded = foldLetters(text);
  if (holdsDelimiter(text, folded, context.delimiters)) return 'it repeats a mark of the request';
  if (slices(folded).some((slice) => context.windows.has(slice))) return 'it repeats its instructions';
  const isOwn = folded.length >= ownWordsLength && context.essays.some((essay) => lettersOf(essay).includes(folded));
  const talk = isOwn ? undefined : modelTalk(text);
  return talk ?? (markup.test(text) ? 'it holds markup' : undefined);
}

/** `](` with something that looks like an address, an image, or a reference definition. */
const markdownLink = /\]\s?\((?=[^\s()]{0,400}[:/.#])|!\[|^\s{0,3}\[[^\]\n]{1,80}\]:\s?\S/mu;
const mention =
  /<(?:[@#]|!(?!--))[^<>]{0,100}>?|<\/\w{1,40}:\d|<a?:\w{1,40}:\d|<t:-?\d|[@＠](?:everyone|here|channel)|(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{N}])[@＠][\p{L}\p{N}_]/iu;
const markup = /<[/!?]?\p{L}|<!--|&(?:#x?[\da-f]{1,7}|lt|gt|amp|quot|nbsp);|\{\{|\}\}/iu;
const codeFence = /`{3}|~{3}/;
const shellLine =
  /^\s{0,3}(?:\$|PS [A-Z]:\\[^>\n]{0,80}>)\s{1,3}[a-z.~/]|(?<![\p{L}\p{N}-])(?:sudo\s+[a-z]|rm\s+-[rf]|curl\s+-|wget\s+-|chmod\s+[+\d]|powershell\s+-|cmd(?:\.exe)?\s+\/c|bash\s+-c|python3?\s+-[cm]|(?:npm|pip3?|apt|apt-get|brew)\s+install\s|npx\s+-?[\w@]|git\s+clone\s|eval\(|os\.system\(|DROP\s+TABLE\s|SELECT\s+\*\s+FROM\s)/mu;

/** Only letters and digits, in lower case: what a leak keeps through line breaks, case and punctuation. */
function foldLetters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The windows of `prompts`, the bodies of the templates without data; made once, at start-up. */
export function createPromptWindows(prompts: readonly string[]): PromptWindows {
  // A placeholder is where data comes in: no window reaches over one.
  const parts = prompts.flatMap((prompt) => prompt.split(/\{\{[^{}]*\}\}/)).map(foldLetters);
  return new Set(parts.flatMap((part) => slices(part)));
}

function slices(folded: string): string[] {
  const count = Math.max(0, folded.length - windowLength + 1);
  return Array.from({ length: count }, (_, at) => folded.slice(at, at + windowLength));
}

function holdsDelimiter(text: string, folded: string, delimiters: readonly string[]): boolean {
  return delimiters.some((delimiter) => {
    const letters = foldLetters(delimiter);
    return (
      (delimiter.trim() !== '' && text.includes(delimiter)) ||
      (letters.length >= shortestDelimiter && folded.includes(letters))
    );
  });
}

interface EssayWords {
  readonly letters: string;
  readonly links: ReadonlySet<string>;
}

const wordsOf = new WeakMap<Essay, EssayWords>();

function readEssay(essay: Essay): EssayWords {
  let found = wordsOf.get(essay);
  if (found === undefined) {
    const texts = [...essay.paragraphs, ...essay.notes].map(({ text }) => text);
    found = {
      letters: texts.map(foldLetters).join('\n'),
      links: new Set(texts.flatMap((text) => findLinks(text).map(({ start, end }) => text.slice(start, end)))),
    };
    wordsOf.set(essay, found);
  }
  return found;
}

function lettersOf(essay: Essay): string {
  return readEssay(essay).letters;
}

function isInEssays(link: string, essays: readonly Essay[]): boolean {
  return essays.some((essay) => readEssay(essay).links.has(link));
}

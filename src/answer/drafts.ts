/**
 * What a model writes, read as it arrives: sentences with the words they rest on. The form asked for is JSON; what comes
 * may be fenced, broken off, half valid, of other names, or plain prose with marks, and is read as far as it goes.
 * Nothing of it is trusted here. How a reply is cut into pieces changes nothing but when a sentence is given.
 */
import type { AnswerKind } from '../essay/types.js';
import type { Draft } from './draft.js';
import { createJsonReader, type JsonReader } from './json-drafts.js';
import { proseDraft, proseSentences } from './prose-drafts.js';

export interface DraftReader {
  /** The sentences that are complete with this piece. */
  read(piece: string): readonly Draft[];
  /** The sentences of prose that are whole as far as can be seen now, while nothing more comes: those that end in a mark. */
  settle(): readonly Draft[];
  /** The sentences left when the reply has ended, or has broken off: then what is incomplete stays away. */
  end(hasBrokenOff: boolean): readonly Draft[];
  /** What the model takes the outcome to be, once it has said so. */
  readonly kind: AnswerKind | undefined;
  /** The reply is whole, whatever became of its stream. */
  readonly isComplete: boolean;
}

/** What must follow a sentence of prose before it is taken, in characters: its marks, and enough to be sure of its end. */
const settledChars = 64;
/** The same where a reply has broken off: a word or two of the next sentence. */
const followedChars = 16;
/** Prose is looked at again when so much has come, or an eighth of all: looking begins at the beginning each time. */
const stepChars = 32;

/** A reader of one reply. `language` is that of prose, for cutting sentences. */
export function createDraftReader(language: string): DraftReader {
  let buffer = '';
  let kind: AnswerKind | undefined;
  let json: JsonReader | undefined;
  /** Where the answer begins, and where what was taken of it ends. */
  let first = 0;
  let taken = 0;
  let looked = 0;
  /** Of prose, what names nothing it rests on: talk before the JSON, unless no JSON comes. */
  const talk: Draft[] = [];

  /** Prose up to `until`, as far as `least` characters follow each sentence. Where one is cut hangs on what is before. */
  function proseDrafts(until: number, least: number): Draft[] {
    const drafts: Draft[] = [];
    for (const { text, end } of proseSentences(buffer.slice(first, until), language)) {
      if (until - first - end < least) break;
      if (first + end <= taken) continue;
      // Marks that came after the sentence was given are no sentence.
      const isGiven = first + end - text.length < taken;
      taken = first + end;
      if (isGiven) continue;
      const draft = proseDraft(text);
      if (draft && isRooted(draft)) drafts.push(draft);
      else if (draft) talk.push(draft);
    }
    return drafts;
  }

  return {
    read(piece) {
      buffer += piece;
      if (json) return json.read(piece);
      const begin = thoughtEnd(buffer);
      if (begin === undefined) return [];
      first = begin;
      const brace = buffer.indexOf('{', Math.max(first, taken));
      if (brace < 0) {
        if (buffer.length - looked < Math.max(stepChars, looked / 8)) return [];
        looked = buffer.length;
        return proseDrafts(buffer.length, settledChars);
      }
      const before = proseDrafts(brace, settledChars);
      json = createJsonReader(language, (found) => {
        kind ??= found;
      });
      const list = /\[\s*$/.exec(buffer.slice(taken, brace))?.[0].length ?? 0;
      return [...before, ...json.read(buffer.slice(brace - list))];
    },
    settle() {
      if (json || thoughtEnd(buffer) === undefined || !endsInMark.test(buffer)) return [];
      return proseDrafts(buffer.length, 0);
    },
    end(hasBrokenOff) {
      if (json) return json.end(hasBrokenOff);
      if (thoughtEnd(buffer) === undefined) return [];
      if (hasBrokenOff) return proseDrafts(buffer.length, followedChars);
      const rest = proseDrafts(endOfLastSentence(buffer), 0);
      return [...rest, ...talk];
    },
    get kind() {
      return kind;
    },
    get isComplete() {
      return json?.isComplete ?? false;
    },
  };
}

/** The end of a sentence and a mark of it, in either order. */
const endsInMark =
  /(?:[.!?…。！？]["”’»」)]*\s*(?:[[(【（［〔][^[\]()\n]{1,80}[\])】）］〕]|¶\s?\d{1,5})|(?:[[(【（［〔][^[\]()\n]{1,80}[\])】）］〕]|¶\s?\d{1,5})\s*[.!?…。！？])\s*$/u;

/** Whether a sentence of prose says what it rests on: by a mark, a number in brackets, or words in quotation marks. */
function isRooted({ text, support }: Draft): boolean {
  return support.length > 0 || /["“«„「『]|[[【]\d/u.test(text);
}

/** A model that stops in the middle of a sentence without saying so has broken off as well. */
function endOfLastSentence(text: string): number {
  const whole = /^[\s\S]*(?:[.!?…。！？]["'”’»」』)\]*_]*|\d\s?[)\]】）］〕]?)\s*(?:```\s*)?$/u;
  if (whole.test(text)) return text.length;
  return Math.max(
    0,
    ...[...text.matchAll(/[.!?…。！？]["'”’»」』)\]】）］〕*_]*(?=\s)|[。！？]|\n/gu)].map(({ index }) => index + 1),
  );
}

const thoughtTags = ['think', 'thinking', 'thought', 'reasoning'] as const;
const openTag = /^\s*<(think|thinking|thought|reasoning)>/i;

/** Where the answer begins after what was thought aloud; undefined while that goes on or may be about to begin. */
function thoughtEnd(text: string): number | undefined {
  const tag = openTag.exec(text)?.[1];
  if (tag === undefined) {
    const start = text.trimStart().toLowerCase();
    return thoughtTags.some((each) => `<${each}>`.startsWith(start)) ? undefined : 0;
  }
  const close = `</${tag}>`;
  const at = text.toLowerCase().indexOf(close.toLowerCase());
  return at < 0 ? undefined : at + close.length;
}

/**
 * Sentences out of JSON that may be fenced, half valid or of other names than those asked for.
 */
import type { AnswerKind } from '../essay/types.js';
import type { Draft } from './draft.js';
import { draftsOf, draftsWithin } from './draft-objects.js';
import { parseLoosely } from './loose-json.js';

export interface JsonReader {
  read(piece: string): readonly Draft[];
  end(hasBrokenOff: boolean): readonly Draft[];
  /** The outermost object or list has closed: what follows is of no account. */
  readonly isComplete: boolean;
}

/** A sentence stands no deeper than this; what is nested further is not parsed again at every level. */
const mostDepth = 6;

interface Open {
  readonly at: number;
  readonly sign: '{' | '[';
  /** Sentences found before it opened. */
  readonly found: number;
}

/** Objects are taken as soon as they close, wherever they stand in whatever surrounds them. */
export function createJsonReader(language: string, tellKind: (kind: AnswerKind) => void): JsonReader {
  let text = '';
  let at = 0;
  let isString = false;
  let isClosed = false;
  let hasUnread = false;
  const open: Open[] = [];
  const found = new Set<string>();

  function fresh(drafts: readonly Draft[]): Draft[] {
    return drafts.filter((draft) => {
      const key = JSON.stringify(draft);
      return !found.has(key) && found.add(key);
    });
  }

  /** The sentence that the object just closed is; none where it holds sentences that were taken already. */
  function close(sign: '{' | '['): Draft[] {
    const index = open.findLastIndex((each) => each.sign === sign);
    const opened = open[index];
    if (!opened) return [];
    open.length = index;
    isClosed = index === 0;
    if (sign === '[' || index >= mostDepth || opened.found < found.size) return [];
    const value = parseLoosely(text.slice(opened.at, at + 1));
    if (value === undefined) hasUnread = true;
    // Two objects that a stray quotation mark made one are mended into a list.
    return fresh(Array.isArray(value) ? draftsWithin(value, language) : draftsOf(value, language));
  }

  function scan(): Draft[] {
    const drafts: Draft[] = [];
    for (; at < text.length; at++) {
      const sign = text[at];
      if (isString) {
        if (sign === '\\') at += 1;
        else if (sign === '"') isString = false;
      } else if (sign === '"') isString = true;
      else if (sign === '{' || sign === '[') open.push({ at, sign, found: found.size });
      else if (sign === '}') drafts.push(...close('{'));
      else if (sign === ']') drafts.push(...close('['));
    }
    return drafts;
  }

  return {
    get isComplete() {
      return isClosed && open.length === 0 && !isString;
    },
    read(piece) {
      text += piece;
      const drafts = scan();
      const said = kindPattern.exec(text)?.[1];
      const kind = said === undefined ? undefined : kindOf(said);
      if (kind) tellKind(kind);
      return drafts;
    },
    end(hasBrokenOff) {
      if (hasBrokenOff || (open.length === 0 && !isString && !hasUnread)) return [];
      // A stray quotation mark hides every brace after it: then all of it is mended at once. What does not end as JSON
      // ends has broken off, whatever its stream says.
      if (!/(?:["\d\]}]|null|true|false)\s*[}\]]\s*(?:```\s*)?$/.test(text)) return [];
      return fresh(draftsWithin(parseLoosely(text), language));
    },
  };
}

const kindPattern = /["'](?:kind|outcome|status)["']\s*:\s*["']([^"']*)["']/i;

function kindOf(said: string): AnswerKind | undefined {
  const plain = said.toLowerCase().replace(/[\s_]+/g, '-');
  if (/^(?:not-in-(?:the-)?essay|abstain(?:ed)?|unanswer\p{L}*|not-found)$/u.test(plain)) return 'not-in-essay';
  if (/^part/.test(plain)) return 'partly';
  return plain.startsWith('answered') ? 'answered' : undefined;
}

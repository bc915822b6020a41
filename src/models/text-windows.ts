/**
 * Texts cut and packed for a server whose tokenizer is not here. Pure.
 */

/**
 * Tokens of one UTF-16 unit, counted high: English has some 4.5 letters a token, so 3 leave room for figures and signs;
 * no other script that models are sold for needs more than about one token a sign.
 */
const tokensOf = (unit: number): number => (unit < 128 ? 1 / 3 : 1);

/**
 * `text` in pieces of at most about `maxTokens` tokens, cut at blanks where there are any; joined they are the text. At
 * least one piece.
 */
export function textWindows(text: string, maxTokens: number): readonly string[] {
  const windows: string[] = [];
  let start = 0;
  do {
    const end = windowEnd(text, start, maxTokens);
    windows.push(text.slice(start, end));
    start = end;
  } while (start < text.length);
  return windows;
}

function windowEnd(text: string, start: number, maxTokens: number): number {
  let tokens = 0;
  let blank = start;
  for (let at = start; at < text.length; at++) {
    tokens += tokensOf(text.charCodeAt(at));
    if (tokens > maxTokens && at > start) {
      if (blank > start) return blank;
      const isInsidePair = (text.charCodeAt(at) & 0xfc00) === 0xdc00 && at - 1 > start;
      return isInsidePair ? at - 1 : at;
    }
    if (/\s/.test(text.charAt(at))) blank = at + 1;
  }
  return text.length;
}

/** `texts` in order, in lists of at most `maxTexts` texts and `maxChars` UTF-16 units; a longer text stands alone. */
export function packTexts(
  texts: readonly string[],
  maxTexts: number,
  maxChars: number,
): readonly (readonly string[])[] {
  const packs: string[][] = [];
  let chars = 0;
  for (const text of texts) {
    const last = packs.at(-1);
    if (last === undefined || last.length >= maxTexts || chars + text.length > maxChars) {
      packs.push([text]);
      chars = text.length;
    } else {
      last.push(text);
      chars += text.length;
    }
  }
  return packs;
}

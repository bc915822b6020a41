/**
 * Takes out of a text what no reader can see: control characters, bidirectional overrides, tag characters, zero-width
 * signs. What is seen stays as it was written.
 */

const invisible = new RegExp(
  '[\\u0000-\\u0008\\u000E-\\u001F\\u007F-\\u0084\\u0086-\\u009F\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180E' +
    '\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F\\u3164\\uFDD0-\\uFDEF\\uFEFF\\uFFA0\\uFFF0-\\uFFFC\\uFFFE\\uFFFF' +
    '\\u{E0000}-\\u{E0FFF}]',
  'gu',
);
/** Joiners stay where writing needs them: in Arabic, Indic and similar scripts and inside an emoji. */
const joiners =
  /(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}])[\u200C\u200D]/gu;
const selectorRuns = /[\uFE00-\uFE0F]{2,}/gu;
const loneSurrogates = /\p{Surrogate}/gu;

/** `text` without invisible characters, every line break a `\n`. Nothing visible is changed, added or lost. */
export function tidy(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: form feeds and their like are line breaks
      .replace(/\r\n?|[\u000B\f\u0085\u2028]/g, '\n')
      .replace(/\u2029/g, '\n\n')
      .replace(invisible, '')
      .replace(joiners, '')
      .replace(selectorRuns, '')
      .replace(loneSurrogates, '\uFFFD')
  );
}

/** One line: line breaks and tabs, with the blanks round them, become one blank; the ends are trimmed. */
export function oneLine(text: string): string {
  const pieces = text.split(/[\t\n]+/).map((piece) => piece.trim());
  return pieces.filter((piece) => piece !== '').join(' ');
}

/** For comparing: lower case, blanks, quotation marks and dashes of one kind, ends trimmed. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’‚‛′`´]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Text made harmless for a screen: nothing in it can move a cursor, turn the reading direction, hide or pile up.
 * For showing only; offsets into the result mean nothing.
 */

// Control and format characters (bidi, tags, fillers) but tab, line feed and the two joiners that scripts need; lone surrogates.
const forbidden = /(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\u115f\u1160\u3164\uffa0]/gu;
const esc = String.fromCharCode(27);
const bell = String.fromCharCode(7);
const escapeSequences = new RegExp(
  String.raw`${esc}(?:\[[0-?]*[ -/]*[@-~]|\][^${bell}${esc}]*(?:${bell}|${esc}\\)?|[PX^_][^${esc}]*(?:${esc}\\)?|[@-Z\\-_])`,
  'g',
);

/** `text` without control, bidi, invisible and tag characters and without piles of more than three combining marks. */
export function displayText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(escapeSequences, '')
    .replace(forbidden, '')
    .replace(/(\p{M}{3})\p{M}+/gu, '$1');
}

/** The same on one line: every run of white space is one blank. */
export function displayLine(text: string): string {
  return displayText(text).replace(/\s+/g, ' ').trim();
}

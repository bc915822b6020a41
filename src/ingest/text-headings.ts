/** Which single lines of a plain text are headings. A doubtful line stays a paragraph: it is then at least numbered. */

interface Neighbours {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const longEnough = 140;

/** Whether a line that stands alone between empty lines names what follows. */
export function isHeadingLine(line: string, { before, after }: Neighbours): boolean {
  if (after === undefined || line.length > 90 || !/[\p{L}\p{N}]/u.test(line)) return false;
  if (/^#{1,6}\s+\S/.test(line) || /^(={2,})\s*\S.*\1$/.test(line)) return true;
  if (/[.,;。、!…:»”"]$/u.test(line) && !/^([IVXLC]+|\d{1,2})\.$/.test(line)) return false;
  if (
    /^(chapter|part|section|book|act|scene|глава|часть|раздел|книга|kapitel|teil|abschnitt|chapitre|partie|capítulo|parte)\s+([\dIVXLC]+|one|two|three|four|five|six|seven|eight|nine|ten|первая|вторая|третья)(?![\p{L}\p{N}])/iu.test(
      line,
    )
  )
    return true;
  if (/^第[\d０-９一二三四五六七八九十百]+[章節部編回]/u.test(line)) return true;
  if (/^([IVXLC]{1,6}|\d{1,2})\.?$/.test(line)) return after.length >= longEnough;
  const letters = line.match(/\p{L}/gu) ?? [];
  const hasCase = letters.some((letter) => letter.toLowerCase() !== letter.toUpperCase());
  if (letters.length >= 3 && hasCase && line === line.toUpperCase()) return after.length >= longEnough;
  if (/^([IVXLC]{1,6}|\d{1,2}(\.\d{1,2})*)[.)]?\s+\p{Lu}/u.test(line)) return after.length >= longEnough;
  // An unmarked heading: a few words between two paragraphs of sentences.
  const endsSentence = before === undefined || /[.!?…。！？]["'”’»」)\]\d]*$/u.test(before.trim());
  const startsUpper = /^[\p{Lu}\p{N}"“«]/u.test(line);
  return (
    line.length <= 60 &&
    startsUpper &&
    endsSentence &&
    (before === undefined || before.length >= longEnough) &&
    after.length >= longEnough
  );
}

/** Reads a date as pages and authors write it. Refuses to guess between day and month. */

const monthNames: readonly (readonly string[])[] = [
  ['january', 'jan', 'января', 'январь', 'januar', 'jänner', 'enero', 'janvier'],
  ['february', 'feb', 'февраля', 'февраль', 'februar', 'febrero', 'février'],
  ['march', 'mar', 'марта', 'март', 'märz', 'marzo', 'mars'],
  ['april', 'apr', 'апреля', 'апрель', 'abril', 'avril'],
  ['may', 'мая', 'май', 'mai', 'mayo'],
  ['june', 'jun', 'июня', 'июнь', 'juni', 'junio', 'juin'],
  ['july', 'jul', 'июля', 'июль', 'juli', 'julio', 'juillet'],
  ['august', 'aug', 'августа', 'август', 'agosto', 'août'],
  ['september', 'sept', 'sep', 'сентября', 'сентябрь', 'septiembre', 'septembre'],
  ['october', 'oct', 'октября', 'октябрь', 'oktober', 'octubre', 'octobre'],
  ['november', 'nov', 'ноября', 'ноябрь', 'noviembre', 'novembre'],
  ['december', 'dec', 'декабря', 'декабрь', 'dezember', 'diciembre', 'décembre'],
];

const months = new Map(monthNames.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));

/** `text` as `YYYY-MM-DD` or `YYYY-MM` when it is one date and nothing else; undefined when it is not, or ambiguous. */
export function isoDate(text: string): string | undefined {
  if (text.length > 80) return undefined;
  const bare = text
    .normalize('NFKC')
    .trim()
    .replace(/^(published|posted|updated|date|опубликовано|дата|am|le)?\s*(on\b)?\s*:?\s*/i, '')
    .replace(/[\s,.]*(г|года|г\.)?[\s.]*$/i, '')
    .replace(/^\p{L}+,\s+(?=\d|\p{L}+ \d)/u, '')
    .replace(/[T ,|-]*\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\s*(am|pm|z|utc|gmt|[+-]\d{2}:?\d{2})?$/i, '');
  let found = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(bare) ?? /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(bare);
  if (found) return build(Number(found[1]), Number(found[2]), Number(found[3]));
  found = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(bare);
  if (found) return build(Number(found[3]), Number(found[2]), Number(found[1]));
  found = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(bare);
  if (found) return fromSlashes(Number(found[1]), Number(found[2]), Number(found[3]));
  found = /^(\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+|of\s+)?(\p{L}+)\.?,?\s+(?:de\s+)?(\d{4})$/iu.exec(bare);
  if (found) return named(found[3], found[2], found[1]);
  found = /^(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/iu.exec(bare);
  if (found) return named(found[3], found[1], found[2]);
  found = /^(\d{4})-(\d{2})$/.exec(bare);
  return found && Number(found[2]) >= 1 && Number(found[2]) <= 12 ? bare : undefined;
}

function fromSlashes(first: number, second: number, year: number): string | undefined {
  if (first > 12) return build(year, second, first);
  return second > 12 || first === second ? build(year, first, second) : undefined;
}

function named(year: string | undefined, month: string | undefined, day: string | undefined): string | undefined {
  const number = months.get((month ?? '').toLowerCase());
  return number === undefined ? undefined : build(Number(year), number, Number(day));
}

function build(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1000;
  return exists ? date.toISOString().slice(0, 10) : undefined;
}

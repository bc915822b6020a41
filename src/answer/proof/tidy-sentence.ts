/**
 * Takes away from a written sentence what is only dress: Markdown, list signs, quotation marks round the whole, printed
 * marks, greetings and openings such as "According to the text,". The words themselves stay as they are.
 */
import { parseMarks } from '../../essay/citation.js';

export interface TidySentence {
  readonly text: string;
  /** The paragraphs of the marks that were taken, in order, each once. Whether they exist is not asked. */
  readonly marks: readonly number[];
}

/** What is longer is no sentence: only its blanks are set right. */
const maxChars = 2_000;
/** A mark over more paragraphs names none. */
const widestMark = 30;

/** `text` on one line without its dress, and the paragraphs its marks named. Tidying twice changes nothing more. */
export function tidySentence(text: string): TidySentence {
  const marks = new Set<number>();
  let tidy = text.replace(/\s+/g, ' ').trim();
  for (let before = ''; before !== tidy && tidy.length <= maxChars; ) {
    before = tidy;
    tidy = withoutOpening(withoutQuotes(withoutMarks(withoutMarkdown(tidy), marks)));
  }
  return { text: tidy, marks: [...marks] };
}

/** "4. Mai" and "2. Weltkrieg" are German; a number before them is no list's. */
const listSign =
  /^(?:#{1,6} |[-*+•·▪◦‣] |> ?|\[[ x]\] |\(\d{1,2}\) (?=\p{Lu})|\d{1,2}\) |\d{1,2}\. (?!(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert|Weltkrieg|Jahrtausend|Armee|Flotte|Division|Republik|Reich|Kapitel|Absatz|Abschnitt|Teil|Hälfte|Auflage|Kongress|Parteitag|Jahrestag)\p{L}{0,3}(?!\p{L}))(?=["“«„*_]?\p{Lu}))+/u;

function withoutMarkdown(text: string): string {
  return text
    .replace(listSign, '')
    .replace(/\*{2,}|_{2,}|(?<!~)~~(?!~)/g, '')
    .replace(/(?<![\p{L}\p{N}*\\])\*(?=[^\s*])([^*]{1,400})(?<=\S)\*(?![\p{L}\p{N}*])/gu, '$1')
    .replace(/(?<![\p{L}\p{N}_\\])_(?=[^\s_])([^_]{1,400})(?<=\S)_(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/(?<!`)`([^`]{1,400})`(?!`)/g, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
}

const bracket = / ?[[(（【［]((?:[^[\]()（）【】［］]|\([^()[\]]{0,20}\)){1,80})[\])）】］]/gu;
const bareNumbers = /^\d{1,3}(?:(?:, ?|; ?| ?[-–] ?)\d{1,3})*$/;
/** Numbers alone are marks at the end only, and in square brackets only. */
const bareAtEnd = /(?: ?[[【][\d ,;–-]{1,40}(?:†[^\]】]{0,40})?[\]】]){1,20}(?=[.!?。…]{0,3}$)/u;
const signed =
  /[,;:]? ?[—–-]? ?(?:¶{1,2} ?\d{1,5}(?: ?[-–] ?¶? ?\d{1,5})?(?: \(p\. \d{1,5}\))?(?:, ?| and | ?& ?|; ?)?){1,20}(?=[.!?。…]{0,3}$)/u;
/** After such a word a mark is part of the sentence ("as ¶4 and", "in ¶4"). */
const leansOn =
  /(?:^|[\s,(])(?:in|see|from|to|and|or|of|by|with|than|at|paragraphs?|paras?|cf\.?|в|во|из|см\.?|и|к|по|абзацах?|aus|im|siehe|und|vgl\.?|nach|laut|en|de|y|ver|según|dans|et|voir|selon|d['’]après) ?$/iu;

function withoutMarks(text: string, marks: Set<number>): string {
  const withoutBrackets = text.replace(bracket, (all, inner: string) => (takeMarks(inner, marks) ? '' : all));
  const withoutNumbers = withoutBrackets.replace(bareAtEnd, (all) => {
    const groups = [...all.matchAll(/[[【]([^\]】†]*)/g)].map((match) => match[1]?.trim() ?? '');
    if (!groups.every((group) => bareNumbers.test(group))) return all;
    for (const group of groups) for (const part of group.split(/[,;] ?/)) addMarks(part.replace(/^/, '¶'), marks);
    return '';
  });
  const at = withoutNumbers.search(signed);
  const tail = signed.exec(withoutNumbers)?.[0];
  if (at <= 0 || tail === undefined || leansOn.test(withoutNumbers.slice(0, at))) return withoutNumbers.trim();
  addMarks(tail, marks);
  return (withoutNumbers.slice(0, at) + withoutNumbers.slice(at + tail.length)).trim();
}

/** Takes the marks of a bracket that holds nothing else, and says whether it did. */
function takeMarks(inner: string, marks: Set<number>): boolean {
  const found = parseMarks(inner);
  if (found.length === 0 || found.some(({ first }) => first < 1)) return false;
  let rest = '';
  let end = 0;
  for (const mark of found) {
    const surface = inner.slice(mark.start, mark.end);
    // A page ("p. 8", "pp. 8-9"), a Russian point ("п. 4"), a section of a law ("§ 4").
    if (/^(?:pp?|п)(?:\.| )|^pp|^§/iu.test(surface)) return false;
    rest += inner.slice(end, mark.start);
    end = mark.end;
  }
  rest = (rest + inner.slice(end)).replace(
    /^ ?(?:see|cf\.?|from|in|source:?|citation:?|siehe|vgl\.?|см\.?|ver|véase|voir)(?= |$)/iu,
    '',
  );
  // `Streltsov ¶4`: an essay's short name before the sign.
  const name = /^ ?\p{Lu}[\p{L}’'-]{1,40} ?(?=[ ,;&]*$)/u.test(rest) && inner.includes('¶');
  if (!name && !/^(?:[ ,;&.()]|and|und|y|et|и|、){0,40}$/iu.test(rest)) return false;
  addMarks(inner, marks);
  return true;
}

function addMarks(surface: string, marks: Set<number>): void {
  for (const { first, last } of parseMarks(surface)) {
    if (first < 1 || last - first >= widestMark) continue;
    for (let n = first; n <= last; n++) marks.add(n);
  }
}

const quotePairs: readonly (readonly [open: string, close: string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['„', '”'],
  ['«', '»'],
  ['»', '«'],
  ['‘', '’'],
  ["'", "'"],
  ['「', '」'],
  ['『', '』'],
];

/** Only marks that open and close once: `“A” and “B”` keeps its own. */
function withoutQuotes(text: string): string {
  const stop = /[.!?。！？…]$/u.exec(text)?.[0] ?? '';
  for (const [open, close] of quotePairs) {
    if (!text.startsWith(open)) continue;
    const ending = text.endsWith(close) ? close : close + stop;
    if (!text.endsWith(ending) || text.length <= open.length + ending.length) continue;
    const inner = text.slice(open.length, text.length - ending.length);
    if (inner.includes(open) || inner.includes(close)) continue;
    return (inner + (ending === close || /[.!?。！？…]$/u.test(inner) ? '' : stop)).trim();
  }
  return text;
}

const given = '(?:provided|given|supplied|above|following|cited|quoted)';
const thing = '(?:text|essay|context|passages?|excerpts?)';
/** "In this context," and "According to the article," may be the matter itself; only the task's own words go. */
const openings: readonly RegExp[] = [
  /^(?:hi|hello|hey|greetings|привет|здравствуйте|добрый день|hallo|guten tag|¡?hola|buenos días|bonjour|salut)(?: there| all| everyone| again| à tous| zusammen| a todos)?[!,.] ?/iu,
  /^(?:こんにちは|こんばんは)[、。！!] ?/u,
  new RegExp(`^(?:according to|based on|as (?:stated|described|mentioned) in) (?:the|this|your) ${thing}[,:] `, 'iu'),
  new RegExp(
    `^(?:according to|based on|as (?:stated|described|mentioned) in|in|from) (?:the|this|your) (?:${given} (?:${thing}|article|document|source)|${thing} ${given})[,:] `,
    'iu',
  ),
  /^(?:согласно|исходя из|на основании) (?:предоставленно\p{L}{1,3} |данно\p{L}{1,3} |приведённо\p{L}{1,3} |это\p{L}{1,3} )?(?:текст|эссе|контекст|отрыв)\p{L}{0,4}[,:] /iu,
  /^(?:laut|gemäß|basierend auf|auf grundlage) (?:dem|des|diesem) (?:vorliegenden |bereitgestellten |gegebenen )?(?:text|essay|kontext|aufsatz)(?:e?s)?[,:] /iu,
  /^(?:según|de acuerdo con|basándose en) (?:el|este) (?:texto|ensayo|contexto|pasaje)(?: (?:proporcionado|dado|facilitado))?[,:] /iu,
  /^(?:selon|d['’]après|conformément à) ?(?:le |l['’]|ce )(?:texte|essai|contexte|passage)(?: (?:fourni|donné|ci-dessus))?[,:] /iu,
  /^(?:提供された|与えられた|この)?(?:本文|テキスト|エッセイ|文章|文脈|資料)(?:によると|によれば|に基づくと)、? ?/u,
];

/** The opening phrase goes, and what follows begins the sentence. */
function withoutOpening(text: string): string {
  const rest = openings.reduce((left, shape) => left.replace(shape, ''), text);
  if (rest === text || rest === '') return text;
  const [letter = ''] = rest;
  return letter.toLocaleUpperCase() + rest.slice(letter.length);
}

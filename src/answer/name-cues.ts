/**
 * Where people name themselves or one another, in the six languages: after an introduction, a greeting, a title, before
 * a Japanese ending of respect. A name without such a word beside it is not found. Whether one is to be hidden is not
 * decided here. Linear: every repetition is bounded.
 */

import { languages, type Span } from '../essay/types.js';
import { fold, isStopWord } from '../essay/words.js';

/** How much the words beside a name prove: whose it is, whom it speaks to, or that a title goes before it. */
export type CueKind = 'self' | 'address' | 'title';

export interface CuedName extends Span {
  readonly kind: CueKind;
  /** The parts of the name as written, in order; at least one. */
  readonly parts: readonly Span[];
}

interface Cue {
  readonly kind: CueKind;
  readonly before: RegExp;
  /** What must follow the name. */
  readonly after?: RegExp;
  /** Surely a name follows, even where the writer used no capital. */
  readonly isSure?: boolean;
}

const start = String.raw`(?<![\p{L}\p{N}])`;
const cue = (words: string, gap: string): RegExp => new RegExp(`${start}(?:${words})${gap}`, 'giu');
const blank = String.raw`\s{1,3}`;
const colon = String.raw`\s{0,3}[:：—–-]?\s{0,3}`;

const greetings =
  'hi(?:ya)?|hello|hey|dear|good (?:morning|afternoon|evening)|greetings|thanks|thank you|cheers|привет|здравствуй(?:те)?|добрый (?:день|вечер)|доброе утро|уважаем(?:ый|ая)|дорог(?:ой|ая)|спасибо|hallo|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrter?|danke|servus|moin|hola|buen[oa]s (?:días|tardes|noches)|estimad[oa]|querid[oa]|gracias|bonjour|bonsoir|salut|cher|chère|coucou|merci';
const relations =
  'my (?:friend|classmate|teacher|tutor|student|brother|sister|mother|father|colleague|partner|boss|son|daughter|wife|husband)|мо(?:й|я|его|ей|ему|им) (?:друг|подруг|однокурсни|одноклассни|учител|преподавател|брат|сестр|коллег|студент)\\p{L}{0,5}|mein(?:e|er|em|en)? (?:freund|lehrer|mitschüler|kommiliton|bruder|schwester|kolleg|student)\\p{L}{0,4}|mi (?:amig[oa]|profesora?|compañer[oa]|herman[oa]|coleg[oa]|alumn[oa])|m(?:on|a) (?:amie?|prof(?:esseure?)?|camarade|frère|sœur|collègue|élève)';

const cues: readonly Cue[] = [
  {
    kind: 'self',
    isSure: true,
    before: cue(
      "my (?:first |last |full )?name(?:['’]s| is)|меня зовут|зовите меня|мо[её] имя|моя фамилия|ich hei(?:ß|ss)e|mein name ist|me llamo|mi nombre es|mi apellido es|je m['’]appelle|mon (?:pré)?nom est",
      colon.replace('{0,3}', '{1,3}'),
    ),
  },
  {
    kind: 'self',
    before: cue(
      "call me|i['’]m|i am|im|my name|name:|ich bin|hier (?:ist|schreibt|spricht)|soy|aquí|je suis|ici",
      String.raw`\s{0,2}[—–,-]?\s{1,3}`,
    ),
  },
  // "Я Россию люблю" names no one.
  { kind: 'self', before: cue('я', String.raw`\s{0,2}[—–,-]?\s{1,3}`), after: /\s?(?:[,.!?;)\n]|$|(?:и|из|с) )/uy },
  {
    kind: 'self',
    before: cue("this is|it['’]s|это|das ist|c['’]est|es", blank),
    after: /\s?(?:writing|speaking|here|from|again|пишет|qui (?:écrit|parle)|que escribe|speaking)(?!\p{L})/uy,
  },
  {
    kind: 'self',
    before: cue(
      'regards|wishes|sincerely|yours|best|с уважением|grü(?:ß|ss)en?|mfg|lg|saludos|atentamente|cordialement|amitiés',
      String.raw`\s{0,2}[,.!]\s{1,4}[—–-]{0,2}\s{0,2}`,
    ),
  },
  { kind: 'self', before: /\n\s{0,3}[—–-]{1,2}\s{0,2}/gu, after: /\s{0,3}(?:\n|$)/uy },
  { kind: 'address', before: cue(greetings, blank) },
  { kind: 'address', before: cue(greetings, String.raw`\s{0,2},\s{1,3}`), after: /\s?(?:[,.!?:;)\n]|$)/uy },
  { kind: 'address', before: cue(relations, String.raw`,?\s{1,3}`) },
  {
    kind: 'title',
    before:
      /(?<![\p{L}\p{N}])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Mme|Mlle|Monsieur|Madame|Frau|Herrn?|Señora?|señora?|Señorita|Sra?|Srta|[Гг]осподин[ау]?|[Гг]оспож[аеуи]|[Гг]-(?:н|жа)|[Пп]рофессор[ау]?|[Дд]октор[ау]?|mr|mrs|dr|prof)\.?\s{1,3}/gu,
  },
];

const letter = String.raw`(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}])`;
const nameWord = `${letter}+(?:['’-]${letter}+)*`;

/** The words of a text that may be parts of names, in scripts that write blanks. */
export function nameWords(text: string): RegExpStringIterator<RegExpExecArray> {
  return text.matchAll(new RegExp(nameWord, 'gu'));
}

const token = new RegExp(String.raw`${nameWord}|[\p{Script=Han}々ァ-ヴー]{2,8}`, 'uy');
const between = /\s(?:(?:von|van|der|den|de|del|la|da|di|al|bin|ibn)\s){0,2}/uy;
const mostParts = 3;

/** Capitalised words that open a question or a job rather than name anyone; folded. */
const noNames = new Set(
  'mr mrs ms miss mx dr prof herr herrn frau herren damen kollegen freunde welt grüße grüßen grüsse señor señora señores señorita mme mlle monsieur madame friends world regards wishes господин госпожа коллеги друзья мир ok okay pilcrow everyone everybody all team class folks there guys bot please explain tell give show list summarise summarize describe compare find quote help thanks hello hi dear professor doctor student sir madam teacher yes no sure not according based person link email phone number address secret channel group id пилкроу пожалуйста все всем студент студентка учитель объясни объясните скажи скажите дай покажи bitte alle erkläre erklären sag nenne zeig student studentin schüler schülerin lehrer lehrerin deutscher deutsche por favor todos explica explique dime resume estudiante profesor profesora tous expliquez explique dites donne étudiant étudiante'
    .split(' ')
    .map(fold),
);

/** Whether `word` is grammar in one of the six languages, or a word that opens a request: no name unless a cue says so. */
export function isPlainWord(word: string): boolean {
  const form = fold(word);
  return noNames.has(form) || languages.some((language) => isStopWord(form, language));
}

function nameAt(text: string, at: number, isSure: boolean): Span[] {
  const parts: Span[] = [];
  for (let from = at; parts.length < mostParts; ) {
    token.lastIndex = from;
    const word = token.exec(text)?.[0];
    if (word === undefined) break;
    const hasCapital = /^\p{Lu}/u.test(word);
    if (!hasCapital && !(isSure && parts.length === 0)) break;
    const bare = word.replace(/['’]s$/u, '');
    if (bare.length < 2 || isPlainWord(bare)) break;
    parts.push({ start: from, end: from + bare.length });
    if (bare !== word) break;
    between.lastIndex = from + word.length;
    const gap = between.exec(text)?.[0];
    if (gap === undefined) break;
    from += word.length + gap.length;
  }
  return parts;
}

const han = String.raw`[\p{Script=Han}々]`;
const kana = '[ァ-ヴー]{2,12}(?:[・＝][ァ-ヴー]{2,12})?';
const japaneseName = String.raw`(?<name>${han}{1,4}(?:[ 　]${han}{1,4})?|${kana}|\p{Lu}[\p{Ll}]{1,20})`;
const japanese: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:私|僕|俺|わたし|名前|こちら)は、?${japaneseName}(?=です|だ(?!\p{L})|と申し|と言い|といい)`,
    'gu',
  ),
  new RegExp(`(?<!${han}|[ァ-ヴー])${japaneseName}(?=と申します|といいます|と言います)`, 'gu'),
  new RegExp(`(?<!${han}|[ァ-ヴー])${japaneseName}[ 　]?(?=さん|くん|ちゃん|君(?!${han})|先生)`, 'gu'),
];
/** What stands before these words and is a sort of people, a state or a time, not someone. */
const noJapaneseName =
  /^(?:皆|何|誰|お?母|お?父|お?兄|お?姉|奥|[\p{Script=Han}]{0,3}(?:人|者|員|生|師|家)|賛成|反対|初心|元気|大丈夫|同意|著者|筆者|国語|歴史|英語|数学|担任|諸)$/u;

/** The names that `text` gives away, in no order; they may overlap. */
export function cuedNames(text: string): readonly CuedName[] {
  const found: CuedName[] = [];
  for (const { kind, before, after, isSure } of cues) {
    for (const match of text.matchAll(before)) {
      const parts = nameAt(text, match.index + match[0].length, isSure ?? false);
      const [first, last] = [parts[0], parts.at(-1)];
      if (first === undefined || last === undefined) continue;
      if (after !== undefined) {
        after.lastIndex = last.end;
        if (!after.test(text)) continue;
      }
      found.push({ kind, parts, start: first.start, end: last.end });
    }
  }
  for (const pattern of japanese) {
    for (const match of text.matchAll(pattern)) {
      const name = match.groups?.name ?? '';
      if (noJapaneseName.test(name)) continue;
      const at = match.index + match[0].indexOf(name);
      const span = { start: at, end: at + name.length };
      found.push({ kind: pattern === japanese[2] ? 'title' : 'self', parts: [span], ...span });
    }
  }
  return found;
}

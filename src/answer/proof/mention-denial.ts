/**
 * Sentences that say what the essay leaves out: "The essay does not mention Portsmouth". Read by shape, in six
 * languages; the one who is silent must be the essay or its author, for of others silence is a fact like any.
 */
import { familyName } from '../../essay/short-name.js';
import type { Essay, Span } from '../../essay/types.js';

/** The part of a sentence that denies. */
export interface Denial extends Span {
  /** The words that make it one: who is silent, and that he is. */
  readonly cue: Span;
  /** It denies the very mention, where others deny that a reason or a date is given. */
  readonly isOfMention: boolean;
}

/** `@` in a pattern is whoever speaks in the essay, `#` what stands between him and his silence. */
type Shape = readonly [isOfMention: boolean, source: string];

const thing = '(?:essay|text|article|author|paragraph|passage|writer|piece)s?';
const enWho = `(?:(?:the|this|his|her|our) (?:\\p{L}+ )?${thing}|^(?:he|she|it)|@)`;
const enIn = `(?:(?:any)?where |here |at all |explicitly )*(?:in|by|within) (?:the|this|his|her) (?:cited )?${thing}`;
const enNot = "(?:(?:does|do|did)(?:n['’]t| not)|never|nowhere|neither)";
const enMention =
  'mentions?|names?|speaks? (?:of|about)|refers? to|discuss(?:es)?|address(?:es)?|touch(?:es)? (?:on|upon)|cites?|says? anything about|say a word about|talks? about|covers?|bring(?:s)? up|allude(?:s)? to|includes?(?: any)? mention of|contains?(?: any)? mention of|make(?:s)?(?: any)? mention of';
const enDatum =
  '(?:date|year|name|figure|number|reason|explanation|detail|information|definition|source|example|amount|price|place|author|cause|answer|evidence|data|statistic)s?';
const enSay = `says?(?= (?:when|why|how|who|what|which|whether|where|if|anything|much|more|exactly|precisely|in which)\\b|[.,!]|$)|states?|explains?|specif(?:y|ies)|describes?|defines?|indicates?|identif(?:y|ies)|elaborates?|clarif(?:y|ies)|go into|quotes?|details?|spells? out|answers?|tells? us|(?:gives?|provides?|offers?)(?: (?:us|any|an?|the|its|his|her|their|exact|further|more|such|clear)){0,3} ${enDatum}`;

const english: readonly Shape[] = [
  [true, `${enWho}#${enNot}#(?:${enMention})`],
  [false, `${enWho}#${enNot}#(?:${enSay})(?! (?:that|so)\\b)`],
  [true, `${enWho}#(?:says?|has|contains?|offers?|tells us|writes?) nothing#(?:about|on|of)`],
  [true, `${enWho}#(?:makes? no (?:mention|reference)(?: of| to)?|(?:is|remains|stays) silent(?: on| about)?)`],
  [
    false,
    `${enWho}#(?:gives?|names?|offers?|provides?|states?|sets?|cites?|has|contains?|mentions?) (?:no|neither) (?:\\p{L}+ ){0,2}${enDatum}`,
  ],
  [true, `nowhere does ${enWho}#(?:${enMention})`],
  [false, `nowhere does ${enWho}#(?:${enSay})`],
  [false, `nothing in (?:the|this) ${thing}#(?:explains|says|tells|indicates|states|suggests)`],
  [true, `nothing in (?:the|this) ${thing}#(?:mentions|names|refers to)`],
  [false, `${enWho}#(?:leaves?|left) (?:it )?(?:open|unsaid|unstated|unexplained)`],
  [true, 'nothing (?:is|was) (?:said|written|stated|mentioned|told)#(?:about|on|of)'],
  [true, `there (?:is|are) (?:no mention|nothing)(?: (?:in|of|about) (?:the|this) ${thing})?#(?:of|about|on)?`],
  [
    true,
    `(?:is|are|was|were|goes|go) (?:not|never|nowhere)#(?:mentioned|named|discussed|addressed|referred to|covered)(?= (?:${enIn})|(?: at all| here| anywhere)?[.!]?$)`,
  ],
  [
    false,
    `(?:is|are|was|were) (?:not|never|nowhere)#(?:stated|given|specified|explained|said|defined|described|identified|indicated|provided)(?= (?:${enIn})|(?: at all| here| anywhere)?[.!]?$)`,
  ],
  [false, `\\bno (?:\\p{L}+ ){1,3}(?:is|are) (?:given|named|mentioned|stated|offered|provided|specified)`],
];

const ruWho = '(?:эссе|текст|автор|стать[яи]|абзац\\p{L}*|^он|^она|@)';
const ruMention =
  'упомина\\p{L}+|упомян\\p{L}+|говорит(?:ся)?(?: об?)?|пиш[её]т(?:ся)?(?: об?)?|рассказыва\\p{L}+|сказано|называ\\p{L}+|назван\\p{L}*|обсужда\\p{L}+|каса\\p{L}+|затрагива\\p{L}+|рассматрива\\p{L}+|идёт речь|идет речь';
const ruSay =
  'объясня\\p{L}+|указ\\p{L}+|уточн\\p{L}+|да[её]т(?:ся)?|приводит(?:ся)?|определя\\p{L}+|сообща\\p{L}+|поясн\\p{L}+|раскрыва\\p{L}+|описыва\\p{L}+';
const russian: readonly Shape[] = [
  [true, `(?:в )?${ruWho}\\p{L}{0,3}#не#(?:${ruMention})(?!,? (?:когда|почему|зачем|кто|сколько|как|где|чем))`],
  [false, `(?:в )?${ruWho}\\p{L}{0,3}#не#(?:${ruMention}|${ruSay})`],
  [true, `(?:молчит|умалчивает)(?: об?)?`],
  [true, '(?:в (?:эссе|тексте|статье))#ничего#нет'],
  [true, `(?:в (?:эссе|тексте|статье)#нет (?:ни слова|упоминани\\p{L}+)(?: об?)?|нет ни слова об?)`],
  [true, `(?:ничего не|нигде не|ни разу не) (?:сказано|говорится|упоминается|упомянут\\p{L}*)(?: об?)?`],
  [true, `не (?:упоминается|упомянут\\p{L}*|упоминаются|говорится|сказано)(?=[.!]?$| в (?:эссе|тексте|статье))`],
  [
    false,
    `не (?:указан\\p{L}*|назван\\p{L}*|привед[её]н\\p{L}*|объясн[яе]\\p{L}*)(?=[.!]?$| в (?:эссе|тексте|статье))`,
  ],
];

const deWho =
  '(?:(?:der|dieser|das|im|in diesem|in dem) (?:essay|aufsatz|text|autor|verfasser|artikel|absatz)|die (?:autorin|verfasserin)|^er|^sie|@)';
const deNot = '(?:nicht|nie|niemals|nirgends|nirgendwo|nichts|kein\\p{L}*|mit keinem wort)';
const deMention = 'erwähnt|nennt|spricht|behandelt|erörtert|thematisiert';
const deSay =
  'sagt|erklärt|erläutert|schreibt|gibt|präzisiert|beschreibt|definiert|verrät|geht|steht|findet sich|führt';
const german: readonly Shape[] = [
  [true, `${deWho} (?:${deMention})(?: [^,;:.]{1,60}?)? ${deNot}`],
  [false, `${deWho} (?:${deSay})(?: [^,;:.]{1,40}?)? ${deNot}`],
  [
    false,
    '(?:sagt|schreibt|verrät|erklärt) (?:uns )?(?:der|die|dieser) (?:essay|aufsatz|text|autor|autorin|artikel) nichts',
  ],
  [true, `${deWho} (?:schweigt|verliert kein wort)`],
  [
    true,
    `(?:wird|werden|ist|sind)(?: [^,;:.]{1,40}?)? ${deNot} (?:\\p{L}+ )?(?:erwähnt|genannt|behandelt|erörtert)(?=[.!]?$)`,
  ],
  [
    false,
    `(?:wird|werden|ist|sind)(?: [^,;:.]{1,40}?)? ${deNot} (?:\\p{L}+ )?(?:erklärt|angegeben|erläutert|gesagt)(?=[.!]?$)`,
  ],
  [true, `von [^,;:.]{1,60} ist (?:im (?:essay|text|aufsatz) )?(?:nicht|keine) (?:die )?rede`],
];

const esWho = '(?:(?:en )?(?:el|este|la|su) (?:ensayo|texto|artículo|autora?|párrafo)|^él|^ella|@)';
const esMention =
  'menciona\\p{L}*|nombra\\p{L}*|habla(?: de)?|trata(?: de)?|aborda|alude a|se refiere a|cita|discute|comenta|hace mención';
const esSay =
  'dice\\p{L}*|explica\\p{L}*|da|indica|especifica|precisa|aclara|define|ofrece|señala|describe|detalla|aporta|contiene';
const esNot = '(?:no|nunca|jamás|tampoco|en ningún momento)(?: (?:se|lo|la|los|las))?';
const spanish: readonly Shape[] = [
  [true, `${esWho}#${esNot}#(?:${esMention})`],
  [false, `${esWho}#${esNot}#(?:${esSay})(?! que )`],
  [true, `${esWho}#(?:no dice nada|nada dice|guarda silencio|calla)(?: de| sobre| acerca de)?`],
  [true, `no se (?:menciona\\p{L}*|nombra\\p{L}*|habla de)(?=[^,;:]{0,60}(?:en el (?:ensayo|texto|artículo))?[.!]?$)`],
  [true, `no hay (?:ninguna )?mención (?:de|a)`],
  [false, `no se (?:explica|indica|especifica|precisa|da)(?=[^,;:]{0,60}en el (?:ensayo|texto|artículo)[.!]?$)`],
];

const frWho =
  "(?:(?:dans )?(?:l['’](?:essai|auteure?|autrice|article)|le (?:texte|paragraphe)|ce (?:texte|paragraphe))|^il|^elle|@)";
const frNot = '(?:pas|jamais|rien|aucun\\p{L}*|nulle part|point|ni)';
const frMention = 'mentionne|nomme|parle|évoque|traite|aborde|cite|fait(?: \\p{L}+)? mention|fait allusion|discute';
const frSay = 'dit|explique|donne|précise|indique|définit|décrit|fournit|détaille|contient|écrit';
const french: readonly Shape[] = [
  [true, `${frWho}#(?:ne |n['’])(?:en |y |le |la |l['’])?(?:${frMention}) ${frNot}`],
  [false, `${frWho}#(?:ne |n['’])(?:en |y |le |la |l['’])?(?:${frSay}) ${frNot}`],
  [true, `${frWho}#(?:passe\\p{L}* .{0,40}sous silence|reste muett?e?|garde le silence|se tait)(?: sur)?`],
  [
    true,
    `(?:ne |n['’])(?:est|sont|se trouve) ${frNot} (?:mentionnée?s?|nommée?s?|évoquée?s?|citée?s?)(?=[.!]?$| dans (?:l['’]|le |ce ))`,
  ],
  [
    false,
    `(?:ne |n['’])(?:est|sont) ${frNot} (?:précisée?s?|donnée?s?|expliquée?s?|indiquée?s?)(?=[.!]?$| dans (?:l['’]|le |ce ))`,
  ],
  [true, `il n['’](?:est pas question|y a (?:pas|aucune) mention) (?:de|d['’])`],
];

const japanese: readonly Shape[] = [
  [
    true,
    '(?:触れ(?:られ)?|言及(?:し|され)|述べ(?:られ)?|書(?:いて|かれて)?|語(?:って|られて)?|挙げ(?:られ)?|取り上げ(?:られ)?|登場し|論じ(?:られ)?)(?:て)?(?:は)?(?:い)?(?:ない|ません|おらず)(?=。?$)',
  ],
  [
    false,
    '(?:説明(?:し|され)|示(?:して|されて)|明(?:らかにし|記(?:し|され))|定義(?:し|され)|特定(?:し|され))(?:て)?(?:は)?(?:い)?(?:ない|ません|おらず)(?=。?$)',
  ],
  [true, '(?:言及|記述|記載|説明)(?:は|が)(?:全く|まったく|一切)?(?:ない|ありません|見られない|見当たらない)(?=。?$)'],
];
/** Japanese names the silent one first, at any distance. */
const japaneseWho = /(?:エッセイ|エッセー|本文|文章|筆者|著者|作者|論文|段落|テキスト|この文)/u;

const between = '(?:,? (?:\\p{L}+)){0,3}?,? ?';
/** Words between the one who is silent and his silence that begin another clause. */
const clauseWords = /(?:^|\s)(?:that|who|which|because|but|что|который|dass|que|qui|pero|mais|aber|но)(?:\s|$)/iu;

const onlyAfter =
  /(?<!\p{L})(?:not|n't|не|nicht|no|pas) (?:only|just|merely|simply|только|просто|nur|bloß|solo|sólo|solamente|seulement)(?!\p{L})/iu;
const onlyNext = /^ (?:nur|bloß|solo|sólo|solamente|seulement|только)(?!\p{L})/iu;

const shapes: readonly (readonly [isOfMention: boolean, source: string, isJapanese: boolean])[] = [
  ...[...english, ...russian, ...german, ...spanish, ...french].map(([kind, source]) => [kind, source, false] as const),
  ...japanese.map(([kind, source]) => [kind, source, true] as const),
];
/** Stands for an author's name, one for each of its units: the patterns are made once for all authors. */
const nameSign = '\ue000';

const patterns = shapes.map(([kind, source, isJapanese]) => {
  const full = source.replaceAll('@', `(?:(?:\\p{Lu}[\\p{L}.]+ )?${nameSign}+)`).replaceAll('#', between);
  return [kind, new RegExp(isJapanese ? full : `(?<!\\p{L})${full}(?!\\p{L})`, 'iu'), isJapanese] as const;
});

/** `claim`, unit for unit, with the names of `authors` behind their sign. */
function withSigns(claim: string, authors: readonly string[]): string {
  const names = authors.map((name) => name.replace(/[^\p{L}\p{M}-]/gu, '.')).join('|');
  if (names === '') return claim;
  return claim.replace(new RegExp(`(?<!\\p{L})(?:${names})(?!\\p{L})`, 'giu'), (name) => nameSign.repeat(name.length));
}

/** Where a clause ends, also without a sign. */
const clauseEnd =
  /[;:.!?–—(]|,(?! ?(?:for example|e\.g))|、(?=.*。)|\s(?:but|although|though|while|whereas|however|yet|но|хотя|aber|obwohl|pero|aunque|mais|bien que)\s/giu;
/** A list of names goes on over commas: "Portsmouth, Witte or Roosevelt". */
const listed =
  /^[,\s]*(?:(?:(?:\p{Lu}[\p{L}\p{M}.'’-]*|\d[\d.,]*)|and|or|nor|и|или|ни|und|oder|noch|y|o|ni|et|ou|the|of|de)(?:[\s,]+|$))+$/u;

/**
 * The part of `claim` that says the essay is silent on something; undefined when none does. What comes after ", but" or
 * a semicolon is no part of it. `essays` lends the authors' names; without it only "the author" and "he" are known.
 */
export function denialIn(claim: string, essays: readonly Pick<Essay, 'author'>[] = []): Denial | undefined {
  const authors = essays.flatMap(({ author }) => familyName(author) ?? []);
  const signed = withSigns(claim, authors);
  for (const [isOfMention, pattern, isJapanese] of patterns) {
    const match = pattern.exec(signed);
    if (match === null) continue;
    if (isJapanese ? !japaneseWho.test(claim) : clauseWords.test(match[0].replace(/^\S+ \S+/u, ''))) continue;
    // "Not only mentions" affirms.
    if (onlyAfter.test(match[0]) || onlyNext.test(claim.slice(match.index + match[0].length))) continue;
    const cue = { start: match.index, end: match.index + match[0].length };
    return { ...(isJapanese ? { start: 0, end: claim.length } : clauseOf(claim, cue, isOfMention)), cue, isOfMention };
  }
  return undefined;
}

function clauseOf(claim: string, cue: Span, isOfMention: boolean): Span {
  let start = 0;
  let end = claim.length;
  for (const { index, 0: sign } of claim.matchAll(clauseEnd)) {
    if (index + sign.length <= cue.start) start = index + sign.length;
    else if (index >= cue.end) {
      const rest = claim.slice(index);
      const piece = /^[,\s]*[^,;:.!?–—(]*/u.exec(rest)?.[0] ?? '';
      if (sign === ',' && (listed.test(piece) || (!isOfMention && opensQuestion.test(piece)))) continue;
      end = index;
      break;
    }
  }
  return { start, end };
}

/** A comma before the very question that stays open: "не сказано, когда"; "sagt nicht, wann". */
const opensQuestion =
  /^,\s*(?:когда|почему|зачем|кто|что|как\p{L}*|сколько|где|ли|чем|wann|warum|wer|was|wie|wo|ob|weshalb|welche\p{L}*|cuándo|por qué|quién|qué|cómo|dónde|si|cuánt\p{L}*|quand|pourquoi|qui|comment|où|combien|ce que)(?!\p{L})/iu;

/** Whether `claim` says that the essay is silent on something and says nothing else. Precise rather than complete. */
export function deniesMention(claim: string, essays: readonly Pick<Essay, 'author'>[] = []): boolean {
  const denial = denialIn(claim, essays);
  if (denial === undefined) return false;
  const rest = claim.slice(0, denial.start) + claim.slice(denial.end);
  return !/\p{L}{2}/u.test(rest);
}

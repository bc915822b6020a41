/**
 * Words that deny, by language: plain negators, words that deny what follows them, and where the reach of both ends.
 * Folded forms; several words are written with blanks.
 */
export interface DenialWords {
  /** "not", "never": they deny for certain. */
  readonly plain: RegExp;
  /** "prevent", "refrain", "impossible": they deny what follows, as far as one can tell from the word. */
  readonly soft: RegExp;
  /** Negators of more than one word, and what looks like one. */
  readonly plainPhrases: readonly string[];
  readonly softPhrases: readonly string[];
  /** "not only", "no doubt": these affirm. */
  readonly affirming: readonly string[];
  /** A word before which a denial ends. */
  readonly scopeEnd: RegExp;
  /** "because": a denial before it is often one of the reason alone. */
  readonly reason: RegExp;
  /** Two negators of a clause are one denial, as "никто не". */
  readonly isConcord: boolean;
  /** The negator may stand anywhere in its clause, also after what it denies. */
  readonly isWholeClause: boolean;
}

const nothing = /^$/;

const english: DenialWords = {
  plain: /^(?:not|cannot|never|no|none|nobody|nothing|neither|nor|without|hardly|scarcely|barely|\p{L}+n't)$/u,
  soft: /^(?:prevent\w*|imped\w+|hinder\w*|hamper\w*|block(?:s|ed)?|obstruct\w*|stop(?:s|ped)?|stopping|ceas\w+|refrain\w*|avoid\w*|fail(?:s|ed|ing)?|failure|refus\w+|reject\w*|den(?:y|ies|ied)|lack\w*|absence|impossib\w+|unable|incapable|distrust\w*|discontent|rarely|seldom|prohibit\w*|forbid\w*|forbade|ban(?:s|ned)?|unlikely|unwilling|little|few|abandon\w*|end(?:s|ed)|useless|wrong|un(?:changed|affected|resolved|settled|solved))$/,
  plainPhrases: ['no longer', 'no one', 'far from', 'rather than', 'instead of', 'yet to', 'nor does', 'nor is'],
  softPhrases: [
    'held back',
    'hold back',
    'holds back',
    'kept from',
    'keeps from',
    'stay away',
    'stays away',
    'in place of',
  ],
  affirming: [
    'not only',
    'not just',
    'not merely',
    'not simply',
    'not least',
    'no doubt',
    'without doubt',
    'no wonder',
    'no matter',
    'nothing but',
    'no sooner',
    'a few',
    'a little',
    'little by little',
    'not so much',
  ],
  scopeEnd:
    /^(?:but|although|though|whereas|while|when|whenever|if|unless|until|till|since|so|who|whose|which|where|and|yet|however|nor|than)$/,
  reason: /^(?:because|due|owing)$/,
  isConcord: false,
  isWholeClause: false,
};

const russian: DenialWords = {
  plain:
    /^(?:не|нет|ни|никогда|никто|никого|никому|ничто|ничего|ничем|никак\p{L}*|нигде|без|нельзя|некому|некого|незачем|нечего|негде|вряд|едва)$/u,
  soft: /^(?:перестал\p{L}*|прекрат\p{L}*|прекращ\p{L}*|отказ\p{L}*|невозможн\p{L}*|отсутств\p{L}*|запре[тщ]\p{L}*|мешал?\p{L}*|помешал\p{L}*|лишил\p{L}*|избега\p{L}*)$/u,
  plainPhrases: ['вместо того', 'вместо'],
  softPhrases: [],
  affirming: ['не только', 'не столько', 'не просто', 'нет сомнений', 'без сомнения', 'не раз', 'пока не', 'чуть не'],
  scopeEnd: /^(?:но|а|и|хотя|если|когда|пока|которы\p{L}*|котор\p{L}+|зато|однако|чем)$/u,
  reason: /^(?:потому|из-за|поскольку)$/,
  isConcord: true,
  isWholeClause: false,
};

const german: DenialWords = {
  plain: /^(?:nicht|kein\w*|nie|niemals|ohne|weder|niemand\w*|nichts|kaum|statt|anstatt|nirgends|keinesfalls)$/,
  soft: /^(?:verhinder\w*|unmoglich\w*|verzicht\w*|fehl(?:t|te|en|ten)|abgelehnt|lehnt\w*|verweiger\w*|verbiet\w*|verbot\w*|vermeid\w*)$/,
  plainPhrases: ['nicht mehr'],
  softPhrases: [],
  affirming: ['nicht nur', 'nicht bloss', 'nicht allein', 'nicht zuletzt', 'ohne zweifel'],
  scopeEnd: nothing,
  reason: nothing,
  isConcord: false,
  isWholeClause: true,
};

const spanish: DenialWords = {
  plain: /^(?:no|nunca|jamas|sin|nadie|nada|tampoco|ningun\w*|ni|apenas)$/,
  soft: /^(?:impid\w+|impedi\w+|evit\w+|imposible\w*|falt\w+|carec\w+|rechaz\w+|neg(?:o|aron|aba|ar)|niega\w*|prohib\w+|dej(?:o|aron))$/,
  plainPhrases: ['en lugar de', 'en vez de', 'ya no'],
  softPhrases: [],
  affirming: ['no solo', 'no solamente', 'sin duda', 'sin embargo'],
  scopeEnd: /^(?:pero|sino|aunque|mientras|cuando|si|y|que|cuyo|donde)$/,
  reason: /^porque$/,
  isConcord: true,
  isWholeClause: false,
};

const french: DenialWords = {
  plain: /^(?:ne|pas|jamais|aucun\w*|sans|personne|rien|ni|non|nul|nulle|n'\p{L}+|guere)$/u,
  soft: /^(?:empech\w+|impossible\w*|evit\w+|manqu\w+|refus\w+|rejet\w+|interdi\w+|cess\w+|renonc\w+)$/,
  plainPhrases: ['au lieu de', 'plutot que'],
  softPhrases: [],
  affirming: ['pas seulement', 'non seulement', 'sans doute'],
  scopeEnd: /^(?:mais|bien que|quoique|tandis|lorsque|quand|si|et|qui|dont|ou)$/,
  reason: /^parce$/,
  isConcord: true,
  isWholeClause: false,
};

/** Japanese denies by endings: they are looked for in the clause itself, see `japaneseDenial`. */
const japanese: DenialWords = {
  plain: nothing,
  soft: nothing,
  plainPhrases: [],
  softPhrases: [],
  affirming: [],
  scopeEnd: nothing,
  reason: nothing,
  isConcord: false,
  isWholeClause: true,
};

const tables: Readonly<Record<string, DenialWords>> = {
  en: english,
  ru: russian,
  de: german,
  es: spanish,
  fr: french,
  ja: japanese,
};

/** The words of `language`, or those of none. */
export function denialWords(language: string): DenialWords {
  return tables[language] ?? japanese;
}

/** Each denial of a Japanese clause; "しかない", "かもしれない", "だけでなく" and "なければならない" affirm. */
export const japaneseDenial =
  /(?<!しか|かもしれ|だけで|のみで|ばかりで|ければなら|てはなら|違い|間違い)(?:ない(?!か)|なかった|なく(?!て[はも])|なければ(?!なら))|(?<!かもしれ|なければなり)ません|(?<=[かさたなばまらわ])ず(?=[に、。])|不可能/gu;

/**
 * Who may be the subject of a verb of saying, and the phrases that give a whole sentence to somebody, by language.
 */
type Table<T> = Readonly<Record<string, T>>;

/** "According to X,", "In X's view", "regarded by X as": the group holds who it is. */
export const framePhrases: Table<readonly RegExp[]> = {
  en: [
    /\b(?:[Aa]ccording to|[Ii]n the (?:words|view|opinion|eyes) of)\s+((?:[^,;.]|\.(?=\s?\p{Lu}))+)/u,
    /\b[Ii]n\s+((?!the\b|this\b|that\b)[^,;.]{1,60}?)(?:['’]s?)?\s+(?:view|opinion|eyes|words|account|judge?ment)\b/u,
    /\b(?:considered|regarded|seen|viewed|estimated|treated|described|called)\s+by\s+((?:the\s+)?\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*)*)/u,
    /\b([Ii]t is (?:\p{L}+ly\s)?(?:often|said|believed|thought|claimed|argued|held))\b/u,
  ],
  ru: [
    /(?:по мнению|по словам|по убеждению|с точки зрения|в глазах|в понимании)\s+([^,;.:—]+)/iu,
    /по\s+(его|её|ее|их)\s+(?:словам|мнению)/iu,
    /(?:^|[\s«])(его|её|ее|их)\s+(?:довод|мнение|мысль|взгляд|ответ)/iu,
    /(?:^|\s)(принято|говорят|считается)\s*(?:думать|считать|говорить|,|что)/iu,
  ],
  de: [
    /\b(?:[Ll]aut|[Nn]ach (?:Ansicht|Meinung|Auffassung|Überzeugung|Angaben) (?:von|des|der)|[Ii]n den Augen (?:von|des|der))\s+((?:\p{Ll}+\s)?\p{Lu}[\p{L}.-]*(?:\s\p{Lu}[\p{L}.-]*){0,3})/u,
    /((?:\p{Lu}[\p{L}-]+\.?\s){1,4})zufolge/u,
  ],
  es: [/(?:según|en opinión de|a juicio de|a ojos de)\s+((?:[^,;.]|\.(?=\s?\p{Lu}))+?)(?=,)/iu],
  fr: [/(?:selon|d['’]après|aux yeux d[eu]|de l['’]avis d[eu])\s+((?:[^,;.]|\.(?=\s?\p{Lu}))+?)(?=,)/iu],
  ja: [/(?:^|[、。「])([^、。]{1,20}?)(?:によれば|によると|の(?:見解|考え|意見|見方)では|に言わせれば)/u],
};

/** The author of a text in the first person. */
export const ownPronouns: Table<RegExp> = {
  en: /^(?:i|we)$/,
  ru: /^(?:я|мы)$/,
  de: /^(?:ich|wir)$/,
  es: /^(?:yo|nosotros)$/,
  fr: /^(?:je|j'\p{L}+|nous)$/u,
  ja: /^(?:私|わたし|僕|我々)$/u,
};

/** Somebody who was named before. */
export const otherPronouns: Table<RegExp> = {
  en: /^(?:he|she|his|her)$/,
  ru: /^(?:он|она|его|ее|их)$/,
  de: /^(?:er|sie|sein\w*|ihr\w*)$/,
  es: /^(?:ella|su)$/,
  fr: /^(?:il|elle|son|sa)$/,
  ja: /^(?:彼|彼女)$/u,
};

/** Nobody in particular. */
export const somebodyWords: Table<RegExp> = {
  en: /^(?:they|someone|somebody|people|many|some|most|others|everybody|everyone|anyone|it)$/,
  ru: /^(?:они|многие|некоторые|все|кто-то|принято|говорят|считается|люди)$/,
  de: /^(?:man|viele|manche|einige|leute|alle)$/,
  es: /^(?:algunos|muchos|otros|se|todos)$/,
  fr: /^(?:on|certains|beaucoup|plusieurs|ils)$/,
  ja: /^(?:人々|多く|一部)$/u,
};

/** A claim with one of these says that it reports, or that it is a common opinion. */
export const reportWords: Table<RegExp> = {
  en: /^(?:reported|reportedly|reporting|quot\w+|cit(?:es|ed|ing)|many|some|most|people|others|another|often|common\w*|usual\w*|popular\w*|widely|supposed\w*|allegedly|said|theory|idea|explanation|critics|opponents)$/,
  ru: /^(?:многие|некоторые|принято|говорят|считается|якобы|цитиру\p{L}+|ссыла\p{L}+|обычно|распростран\p{L}+|люди|возражают|другие)$/u,
  de: /^(?:viele|manche|man|angeblich|zitier\w+|oft|ublich\w*|andere|verbreitet\w*)$/,
  es: /^(?:muchos|algunos|otros|cita\w*|supuest\w+|comun\w*|suele\w*)$/,
  fr: /^(?:beaucoup|certains|on|cit\w+|pretendu\w*|souvent|courant\w*|autres)$/,
  ja: /^(?:引用|紹介|一般|多く|俗説|世間)$/u,
};

/** What a government, which is also a place, does in a claim that speaks for it. */
export const standWords: Table<RegExp> = {
  en: /^(?:see|sees|saw|rate|rates|view|views|find|finds|treat|treats|look|looks|hope|hopes|want|wants|deem|deems|judge|judges|perceive|perceives|eyes|opinion|standpoint|perspective|leaders|government|officials|saying|think|know|knows|feel|feels|felt|take|takes|say|fear|fears|insist|count|counts)$/,
  ru: /^(?:видит|видят|хочет|хотят|глаза\p{L}*|взгляд\p{L}*|мнени\p{L}+|руководств\p{L}+|власт\p{L}+|правительств\p{L}+|относ\p{L}+|оценива\p{L}+)$/u,
  de: /^(?:sieht|sehen|sah|will|wollen|augen|ansicht|sicht|regierung|betrachtet|wertet|fuhrung)$/,
  es: /^(?:ve|ven|quiere|quieren|ojos|opinion|gobierno|lideres|juzga|estima)$/,
  fr: /^(?:voit|voient|veut|veulent|yeux|avis|gouvernement|dirigeants|regarde)$/,
  ja: /^(?:見|政府|指導|立場|望|考え)$/u,
};

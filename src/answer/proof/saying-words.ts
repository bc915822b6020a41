/**
 * Verbs by which a text lets someone speak or think, by language, as patterns over folded forms.
 */

/** Verbs whose subject is a speaker: what follows is said to be so by somebody. */
const saying: Readonly<Record<string, RegExp>> = {
  en: /^(?:says?|said|tells?|told|argu(?:e|es|ed)|claim(?:s|ed)?|maintain(?:s|ed)?|insist(?:s|ed)?|stress(?:es|ed)?|emphasi[sz](?:e|es|ed)|suggest(?:s|ed)?|writes?|wrote|written|stat(?:e|es|ed)|assert(?:s|ed)?|reports?|reported|declar(?:e|es|ed)|warn(?:s|ed)?|object(?:s|ed)?|propos(?:e|es|ed)|explain(?:s|ed)?|conclud(?:e|es|ed)|reckon(?:s|ed)?|admit(?:s|ted)?|conced(?:e|es|ed)|complain(?:s|ed)?|contend(?:s|ed)?|announc(?:e|es|ed)|recommend(?:s|ed)?|observ(?:e|es|ed)|remark(?:s|ed)?|repl(?:y|ies|ied)|repeat(?:s|ed)?|believ(?:e|es|ed)|thinks?|thought|holds|understands?|understood|suppos(?:e|es|ed)|suspects?|suspected|consider(?:s|ed)?|regard(?:s|ed)?|calls|expects|doubts|predict(?:s|ed)?)$/,
  ru: /^(?:говор(?:ит|ят|ил\p{L}*)|сказал\p{L}*|утвержда\p{L}+|счита(?:ет|ют|л\p{L}*)|полага(?:ет|ют|л\p{L}*)|пишет|пишут|писал\p{L}*|написал\p{L}*|заяв(?:ил\p{L}*|ляет|ляют)|подч[её]рк\p{L}+|отмеча(?:ет|ют|л\p{L}*)|отметил\p{L}*|возража(?:ет|ют|л\p{L}*)|возразил\p{L}*|думает|думают|думал\p{L}*|объясн(?:ил\p{L}*|яет|яют)|призна(?:ет|ют|л\p{L}*)|признавал\p{L}*|предлага(?:ет|ют|л\p{L}*)|предложил\p{L}*|настаива\p{L}+|уверен\p{L}*|называ(?:ет|ют|л|ла|ли)|принято|требу(?:ет|ют)|предупрежд\p{L}+|верит|верят)$/u,
  de: /^(?:sag(?:t|te|en|ten)|behaupt\w+|mein(?:t|te|en|ten)|glaub(?:t|te|en|ten)|argumentier\w+|schreib(?:t|en)|schrieb(?:en)?|beton\w+|erklart\w*|warn(?:t|te|en|ten)|forder(?:t|te|n|ten)|halt|hielt|halten|hielten|findet|fanden|fand|vermut\w+|denkt|dachte\w*|berichte\w*|schlagt|schlug)$/,
  es: /^(?:dice|dicen|dijo|dijeron|afirm\w+|sostien\w+|sostuv\w+|argument\w+|cree|creen|creia\w*|piensa\w*|pensaba\w*|opina\w*|declar\w+|subray\w+|escrib\w+|asegur\w+|propon\w+|propus\w+|advirt\w+|adviert\w+|considera\w*|explic\w+|insist\w+)$/,
  fr: /^(?:dit|disent|disait|affirm\w+|soutien\w*|soutenai\w+|pretend\w*|croit|croient|croyait|pense|pensent|pensait|estim\w+|ecri(?:t|vent|vait|vit)|declar\w+|soulign\w+|propos\w+|expliqu\w+|jug(?:e|ent|eait)|avert\w+|assur\w+|rapport\w+|trouve)$/,
  ja: /^(?:述べ|言|い|主張|考え|語|指摘|強調|論じ|書い|書|説明|提案|信じ|みな|見な|唱え|反論|話)$/u,
};

/** Whether the folded form `form` lets someone speak. */
export function isSaying(form: string, language: string): boolean {
  return saying[language]?.test(form) ?? false;
}

/** What an essay or its author is called in a claim, by language. */
const author: Readonly<Record<string, RegExp>> = {
  en: /^(?:author|authors|writer|essay|essayist|text|article|narrator|paragraph)$/,
  ru: /^(?:автор\p{L}*|эссе|текст\p{L}*|стать\p{L}+|рассказчик\p{L}*|очерк\p{L}*)$/u,
  de: /^(?:autor\w*|verfasser\w*|aufsatz\w*|essay\w*|text\w*|artikel\w*)$/,
  es: /^(?:autor\w*|ensayo|texto|articulo)$/,
  fr: /^(?:auteur\w*|autrice\w*|essai|texte|article)$/,
  ja: /^(?:著者|筆者|作者|エッセイ|文章|論文)$/u,
};

/** Whether the folded form `form` means the author, or the essay as speaking. */
export function isAuthorWord(form: string, language: string): boolean {
  return author[language]?.test(form) ?? false;
}

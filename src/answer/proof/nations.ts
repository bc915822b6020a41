/**
 * Countries and their people as one name: Japan, Japanese, Япония, японский. Only those whose forms share too little, or
 * whose adjectives have no capital; the names of all other countries are read as any name is.
 */
import type { Span } from '../../essay/types.js';

/** A country that a text names. */
export interface NamedNation extends Span {
  /** A country's code, or a name for what is none (SU, EUROPE). */
  readonly nation: string;
}

const l = String.raw`\p{L}`;

/** Forms in the six languages; `*` stands for any ending. */
const forms: Readonly<Record<string, string>> = {
  JP: 'japan(?:s|ese|er*|isch*)? japon(?:és|es|esa|esas|eses|ais|aise|aises|ia|i)? япон* 日本',
  RU: 'russ(?:ia|ian|ians|o|isch*|e|es|en|ie|land|lands|lande) rus(?:ia|o|a|os|as) росси* русск* русофоб* ロシア',
  CN: 'chin(?:a|as|e|ese|ois|oise|oises|o|os|esisch*|esen) sino кита(?:й|я|ю|е|ем|йск*|ец|йц*) 中国',
  US: 'america(?:n|ns|s)? amerika(?:s|nisch*|ner*)? américain* am[ée]rique estadounidense* unidense* американ* америк* сша united(?: states) états-unis etats-unis estados(?: unidos) vereinigt*(?: staaten) соедин[её]нн*(?: штат*) アメリカ 米国',
  SU: 'soviet(?:s)?(?: union)? ussr udssr urss soviétique* soviétic* sowjet* советск* ссср ソ連 ソビエト',
  KP: 'north(?=[ -]korea) nordkorea* северокоре* norcorean* nord-coréen* 北朝鮮',
  KR: 'south(?=[ -]korea) südkorea* южнокоре* surcorean* sud-coréen* 韓国',
  KO: 'korea(?:n|ns|s)? (?:nord|süd)?korea* (?:nor|sur)?core(?:a|ano|ana|anos|anas) corée (?:nord-|sud-)?coréen* (?:северо|южно)?коре(?:я|и|ю|е|ей|ец|йск*|йц*) 朝鮮 韓国',
  GB: 'britain british britons? uk great(?: britain) united(?: kingdom) großbritannien* britisch* brite(?:n)? britannique* royaume(?:-uni) británic* reino(?: unido) британ* великобритан* イギリス 英国',
  FR: 'france french frenchm[ea]n frankreich* französ* francia francés frances(?:a|as|es)? français* франц* フランス',
  DE: 'german(?:y|s|ic)? deutsch* alem[aá]n(?:es|a|as|ia)? allemagne allemand* германи* германск* немец* немц* ドイツ',
  IT: 'ital(?:y|ian|ians|ia|ie|ien|iens|ienne|iennes|iano|iana|ianos|ianas|ienisch*|iener*) итали* итальян* イタリア',
  ES: 'spain spanish spaniards? spanien* spanisch* spanier* espagne espagnol* españa español* испан* スペイン',
  PL: 'poland polish poles? polnisch* pologne polonais* polonia polac[oa]s? польш* польск* поляк* ポーランド',
  UA: 'ukrain* ucran* украин* ウクライナ',
  TR: 'turk(?:ey|ish|s) türkei türkisch* türke* turquie turc(?:s|que|ques)? turqu(?:ía|esa|e|es) turc[oa]s? турци* турецк* турк(?:и|ов|ами) トルコ',
  IN: 'india(?:n|ns|s)? indien(?:s|ne|nes)? indisch* inde indi[oa]s? инди(?:я|и|ю|ей) индийск* インド(?!ネシア)',
  IR: 'iran(?:s|ian|ians|isch*|er|í|ies|ien|ienne|iens|iennes)? irán иран* イラン',
  IQ: 'ira[qk](?:s|i|is|isch*|uí|uíes|ien|ienne|iens)? ирак* イラク',
  IL: 'israel(?:s|i|is|isch*|í|íes)? israël israélien* израил* イスラエル',
  EG: 'egypt(?:ian|ians|s)? ägypt* égypt* egipt* егип* エジプト',
  GR: 'gree(?:ce|k|ks) griech* grèce grec(?:s|que|ques)? grecia grieg[oa]s? греци* греческ* грек(?:и|ов|ами)? ギリシャ',
  NL: 'netherlands dutch holland niederl* holländ* pays-bas néerland* países(?: bajos) holand* neerland* нидерланд* голланд* オランダ',
  CH: 'switzerland swiss schweiz* suisse* suiza suiz[oa]s? швейцар* スイス',
  SE: 'swed(?:en|ish|es|e) schwed* suède suédois* suecia suec[oa]s? швеци* шведск* швед(?:ы|ов|ами)? スウェーデン',
  NO: 'norw(?:ay|egian|egians) norweg* norv[eè]g* norueg* норвег* норвеж* ノルウェー',
  DK: 'denmark danish danes? dänemark* dänisch* däne* danemark danois* dinamarca dan[eé]s(?:a|es|as)? дани(?:я|и|ю|ей) датск* датчан* デンマーク',
  FI: 'finland finnish finns? finnl* finnisch* finlande finlandais* finlandia finland[eé]s* финлянд* финск* финн(?:ы|ов|ами)? フィンランド',
  PT: 'portug(?:al|uese|iesisch*|iesen|ais|aise|aises|ués|ues|uesa|ueses|uesas) португал* ポルトガル',
  BR: 'bra[sz]il(?:ian|ians|ien*|ier*|s|isch*|eño*|eña*)? brésil* бразил* ブラジル',
  MX: 'mexic(?:o|an|ans|ano|ana|anos|anas|ain*) m[eé]xico mexik* mexique мексик* メキシコ',
  VN: 'vietnam* viet-?nam vietnamien* вьетнам* ベトナム',
  MN: 'mongol* монгол* モンゴル',
  TW: 'taiwan* taiw[aá]n* тайван* 台湾',
  PH: 'philippin* filipin* филиппин* フィリピン',
  AT: 'austria(?:n|ns|s)? österreich* autriche autrichien* austríac* австри* オーストリア',
  AU: 'australia(?:n|ns|s)? australien* australisch* australie(?:n|nne|ns|nnes)? australian[oa]s? австрали* オーストラリア',
  HU: 'hungar* ungarn* ungarisch* hongr* hungr* húngar* венгер* венгр* ハンガリー',
  CZ: 'czech(?:ia|s|oslovakia*)? tschech* tchèque* tchéco* chec[oa]s? чехи* чешск* чех(?:и|ов|ами) チェコ',
  IE: 'ireland irish* irland* irlandes* ирланд* アイルランド',
  CA: 'canad(?:a|ian|ians|as|ien*|iense*|á) kanad* канад* カナダ',
  EUROPE: 'europ(?:e|es|ean|eans|a|as|äisch*|äer*|éen*|eo|ea|eos|eas) европ* ヨーロッパ 欧州',
  AFRICA: 'afri[ck](?:a|an|ans|as|anisch*|aner*|ain|aine|ains|aines|ano|ana|anos|anas) áfrica afrique африк* アフリカ',
  ASIA: 'asia(?:n|ns|s|tic)? asien* asiatisch* asie asiatique* asiátic* ази(?:я|и|ю|ей) азиатск* アジア',
};

/** Written so only: "us" and "it" are words. */
const capitals: Readonly<Record<string, string>> = {
  US: String.raw`U\.\s?S\.(?:\s?A\.)?|USA?|EE\.?\s?UU\.?|ÉU|EUA|УША`,
  GB: String.raw`U\.K\.|UK`,
  PL: 'Polens?',
  SU: 'USSR|URSS|UdSSR|СССР',
  EU: String.raw`E\.U\.|EU|UE|ЕС|Europ(?:ean|äische[nr]?) Union|Unión Europea|Union européenne|Европейск\p{L}+ союз\p{L}*|Евросоюз\p{L}*|欧州連合`,
  UN: String.raw`U\.N\.|UN|ONU|UNO|ООН|United Nations|Vereinte[nr]? Nationen|Naciones Unidas|Nations [Uu]nies|Организаци\p{L}+ Объединенных Наций|国連`,
};

const cjk = /[\p{Script=Han}\p{Script=Katakana}]/u;

const patterns: readonly (readonly [nation: string, pattern: RegExp])[] = [
  ...Object.entries(forms).flatMap(([nation, list]) => {
    // A lookahead may hold a blank: forms are cut at blanks that a bracket does not enclose.
    const each = list.split(/ (?![^()]*\))/).map((form) => form.replaceAll(/(?<!\])\*/g, `${l}*`));
    const spaced = each.filter((form) => !cjk.test(form));
    const unspaced = each.filter((form) => cjk.test(form));
    const found: (readonly [string, RegExp])[] = [
      [nation, new RegExp(`(?<!${l})(?:${spaced.join('|')})(?!${l})`, 'giu')],
    ];
    if (unspaced.length > 0) found.push([nation, new RegExp(unspaced.join('|'), 'gu')]);
    return found;
  }),
  ...Object.entries(capitals).map(
    ([nation, source]) => [nation, new RegExp(`(?<![${l}])(?:${source})(?!\\p{Ll})`, 'gu')] as const,
  ),
];

/** Signs that stand for a country in a compound such as 日露. */
const signs: Readonly<Record<string, string>> = {
  日: 'JP',
  露: 'RU',
  ロ: 'RU',
  中: 'CN',
  米: 'US',
  韓: 'KR',
  英: 'GB',
  仏: 'FR',
  独: 'DE',
  欧: 'EUROPE',
  ソ: 'SU',
};
/** 日中 is a time of day as well: only before such words are the signs countries. */
const compound =
  /(?<![\p{Script=Katakana}])([日露ロ中米韓英仏独欧ソ]{2,3})(?=関係|両|二国|首脳|貿易|同盟|戦争|協力|経済|条約|交渉|対話|間|共同|平和|安保|外交|合同|軍事)/gu;

/** Words after which a country's adjective is the name of a language, and before which it is one. */
const languageAfter =
  /^(?:\s+(?:language|word|term|translation|язык\p{L}*|слов[оа]|sprache|wort|langue|mot|lengua|idioma|palabra)|語)/iu;
const languageBefore = /(?<!\p{L})(?:in|into|from|на|по|auf|ins|en|al|au)[\s-]+$/iu;
const adjectiveOfLanguage =
  /^(?:japanese|russian|german|french|spanish|italian|polish|chinese|japanisch|russisch|deutsch|französisch|spanisch|japonés|ruso|alemán|francés|español|japonais|russe|allemand|français|espagnol|русски|японски|немецки)$/iu;

/** The countries that `text` names, in order, each with the stretch that names it; a stretch may name two. */
export function namedNations(text: string): NamedNation[] {
  const found: NamedNation[] = [];
  for (const [nation, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (nation === 'US' && /(?:latin|south|north|central)[\s-]$/iu.test(text.slice(0, start))) continue;
      if (languageAfter.test(text.slice(end)) && !/^語/u.test(match[0])) continue;
      const isLanguage =
        adjectiveOfLanguage.test(match[0]) &&
        languageBefore.test(text.slice(0, start)) &&
        /^(?:$|\s*[.,;:)!?»”"])/u.test(text.slice(end));
      if (!isLanguage) found.push({ nation, start, end });
    }
  }
  for (const match of text.matchAll(compound)) {
    [...(match[1] ?? '')].forEach((sign, at) => {
      const nation = signs[sign];
      if (nation !== undefined) found.push({ nation, start: match.index + at, end: match.index + at + 1 });
    });
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * Words by which a text speaks well or ill of what it is about, calls for it, or turns: surface cues in six languages, as
 * patterns over folded forms, nothing of any one essay. What such a word means in its sentence is not asked here.
 */
import type { Language } from '../essay/types.js';

export interface SideWords {
  /** Speaks for. */
  readonly good: RegExp;
  /** Speaks against. */
  readonly bad: RegExp;
  /** Calls for something; over the folded clause. */
  readonly calls: RegExp;
  /** Opens a sentence or clause that turns against what stood before; over the text. */
  readonly turns: RegExp;
}

export const sideWords: Readonly<Record<Language, SideWords>> = {
  en: {
    good: /^(?:benefi\w+|advantag\w+|opportunit\w+|help\w*|useful|valu(?:e|able)|vital|necessary|essential|important|importance|interest|interests|strong\w*|success\w*|improv\w+|gain(?:s|ed|ing)?|support\w*|fair\w*|just|right|better|best|good|safe\w*|stimulat\w+|foster\w*|promis\w+|positive\w*|realistic|effective\w*|worth\w*|prosper\w+|trust(?:s|ed)?|cheap\w*|wise\w*|keen|hope\w*|solv\w+|protect\w*|stabl\w+|balanc\w+)$/,
    bad: /^(?:risk\w*|danger\w*|threat\w*|harm\w*|costly|problem\w*|obstacl\w*|hind\w+|imped\w+|distrust\w*|suspic\w+|hostil\w+|fear\w*|betray\w*|los(?:s|ses|t|e|ing)|fail\w*|weak\w*|wors\w+|bad|wrong|unfair\w*|unjust\w*|impossib\w+|unlikely|useless|stagnat\w+|conflict\w*|friction\w*|disput\w+|burden\w*|waste\w*|damag\w+|doubt\w*|mistake\w*|unrealistic|concern\w*|aggress\w+|deadlock\w*|difficult\w*|limited|low|expensive|discontent|freez\w+)$/,
    calls:
      /\b(?:should|ought to|must|needs? to|ha(?:s|ve) to|would make (?:more )?sense|makes? (?:more )?sense|propos\w+|recommend\w*|had better|it is time|better to)\b/u,
    turns: /(?:^|[,;:–—]\s*)(?:but|yet|however|nevertheless|nonetheless|still|whereas|although|though|instead)\b/iu,
  },
  ru: {
    good: /^(?:польз\p{L}*|полезн\p{L}*|выгод\p{L}*|возможност\p{L}*|помо\p{L}+|важн\p{L}*|необходим\p{L}*|интерес\p{L}*|сильн\p{L}*|успе\p{L}+|улучш\p{L}+|поддерж\p{L}+|справедлив\p{L}*|лучш\p{L}*|хорош\p{L}*|безопасн\p{L}*|доверя\p{L}+|дешев\p{L}*|разумн\p{L}*|надежд\p{L}*|решен\p{L}+|защи\p{L}+|стоит|прав)$/u,
    bad: /^(?:риск\p{L}*|опасн\p{L}*|угроз\p{L}*|вред\p{L}*|проблем\p{L}*|препятств\p{L}*|меша\p{L}+|недовери\p{L}*|подозр\p{L}+|враждебн\p{L}*|страх\p{L}*|бо(?:ится|ятся)|потер\p{L}+|провал\p{L}*|слаб\p{L}*|хуже|худш\p{L}*|плох\p{L}*|несправедлив\p{L}*|невозможн\p{L}*|бесполезн\p{L}*|конфликт\p{L}*|спор\p{L}*|убыт\p{L}+|сомне\p{L}+|ошиб\p{L}+|трудн\p{L}*|жалоб\p{L}*|дорог(?:о|ой|ая|ие))$/u,
    calls: /(?:следует|должн|нужно|надо|необходимо|стоит|пора|предлага|разумнее|лучше бы)/u,
    turns: /(?:^|[,;:–—]\s*)(?:но|однако|зато|напротив|тем не менее|хотя|впрочем)(?!\p{L})/iu,
  },
  ja: {
    good: /^(?:利益|有益|機会|必要|重要|改善|支持|成功|安全|公正|公平|正しい|良い|よい|役立\p{L}*|助け\p{L}*|利点|有効|可能|解決|信頼)$/u,
    bad: /^(?:危険|リスク|脅威|害|問題|障害|不信|疑\p{L}*|失敗|弱\p{L}*|悪\p{L}*|間違\p{L}*|不公平|不可能|無駄|対立|紛争|損失|困難|恐れ|心配)$/u,
    calls: /べき|必要がある|必要だ|なければならない|ほうがよい|方がよい|提案/u,
    turns: /(?:^|[、。])(?:しかし|だが|けれども|ところが|とはいえ|一方)/u,
  },
  de: {
    good: /^(?:nutz\w*|nutzlich\w*|vorteil\w*|chance\w*|gelegenheit\w*|hilf\w*|helfen|wichtig\w*|notwendig\w*|notig\w*|interesse\w*|stark\w*|erfolg\w*|verbesser\w*|gewinn\w*|unterstutz\w*|gerecht\w*|fair\w*|richtig\w*|besser\w*|beste\w*|gut\w*|sicher\w*|vertrauen|gunstig\w*|vernunftig\w*|hoffnung\w*|losung\w*|schutz\w*)$/,
    bad: /^(?:risik\w*|gefahr\w*|gefahrlich\w*|bedroh\w*|schad\w*|schadlich\w*|problem\w*|hindern\w*|hindert\w*|misstrau\w*|feind\w*|furcht\w*|angst\w*|verlust\w*|verlier\w*|scheiter\w*|schwach\w*|schlecht\w*|schlimm\w*|falsch\w*|ungerecht\w*|unfair\w*|unmoglich\w*|nutzlos\w*|streit\w*|konflikt\w*|last\w*|zweifel\w*|fehler\w*|schwierig\w*|teuer\w*)$/,
    calls:
      /(?<!\p{L})(?:soll(?:te[nt]?)?|muss|mussen|musste[nt]?|gilt es|vorschlag\w*|schlage|empfehl\w*|besser ware)(?!\p{L})/u,
    turns: /(?:^|[,;:–—]\s*)(?:aber|doch|jedoch|dennoch|allerdings|sondern|obwohl|wahrend|trotzdem)(?!\p{L})/iu,
  },
  es: {
    good: /^(?:beneficio\w*|ventaj\w+|oportunidad\w*|ayud\w+|util\w*|valios\w+|vital|necesari\w+|esencial\w*|important\w+|importancia|interes\w*|fuert\w+|exit\w+|mejor\w*|gan(?:ar|a|an|ancia\w*)|apoy\w+|just\w+|correct\w+|buen\w*|segur\w+|confia\w*|barat\w+|razonable\w*|esperanza\w*|solucion\w*|protege\w*)$/,
    bad: /^(?:riesgo\w*|peligro\w*|amenaza\w*|dan(?:o|os|ino|ar)|problema\w*|obstaculo\w*|impid\w+|desconfianza|sospech\w+|hostil\w*|miedo\w*|temor\w*|perdid\w+|pierd\w+|fracas\w+|debil\w*|peor\w*|mal\w?|injust\w+|imposible\w*|inutil\w*|conflict\w+|disput\w+|carga\w*|duda\w*|error\w*|dificil\w*|car[oa]s?)$/,
    calls:
      /(?<!\p{L})(?:debe\w*|deberia\w*|hay que|habria que|conviene|convendria|propon\w+|propuesta|es hora|tiene que)(?!\p{L})/u,
    turns: /(?:^|[,;:–—]\s*)(?:pero|sin embargo|no obstante|aunque|en cambio|mientras que|sino)(?!\p{L})/iu,
  },
  fr: {
    good: /^(?:benefi\w+|avantag\w+|occasion\w*|opportunite\w*|aid\w+|utile\w*|vita(?:l|le|ux)|necessaire\w*|essentiel\w*|important\w*|importance|interet\w*|fort\w*|succes|reussi\w*|amelior\w+|gagn\w+|gain\w*|souti\w+|juste\w*|meilleur\w*|mieux|bon(?:ne)?s?|sur(?:e|ete)?|confian\w+|raisonnable\w*|espoir\w*|solution\w*|proteg\w+)$/,
    bad: /^(?:risque\w*|danger\w*|menac\w+|nuisi\w+|nuit|probleme\w*|obstacle\w*|empech\w+|mefian\w+|soupcon\w*|hostil\w+|peur\w*|crain\w+|crainte\w*|pert\w+|perd\w*|echec\w*|echou\w+|faible\w*|pire\w*|mauvais\w*|injuste\w*|impossible\w*|inutile\w*|conflit\w*|disput\w+|fardeau\w*|doute\w*|erreur\w*|difficile\w*|cher\w*)$/,
    calls:
      /(?<!\p{L})(?:doi(?:t|vent)|devrai(?:t|ent)|il faut|faudrait|mieux vaut|propos\w+|recommand\w+|il est temps)(?!\p{L})/u,
    turns:
      /(?:^|[,;:–—]\s*)(?:mais|pourtant|cependant|toutefois|neanmoins|or|bien que|alors que|tandis que)(?!\p{L})/iu,
  },
};

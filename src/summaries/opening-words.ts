/**
 * The small words at the head of sentences and clauses, in six languages, as regular expressions. Grammar only, nothing
 * of any one essay; what they are used for stands in openings.ts.
 */
import type { Language } from '../essay/types.js';

export interface OpeningWords {
  /** Words that point back: useless at the head of a quotation without what they point to. */
  readonly pointers: string;
  /** Openings that look so and are not: "It is possible that", "Those who". */
  readonly exempt: string;
  /** Links to the sentence before, which can go with the comma after them. */
  readonly links: string;
  /** Links that can go without one. */
  readonly joins: string;
  /** Heads of clauses that lean on another one and can go. */
  readonly dependents: string;
  /** Heads of clauses that change what the rest claims: conditions, turns, complements. */
  readonly keepers: string;
  /** Shows that someone's words or opinion are given. */
  readonly reports: string;
  /** Heads of clauses that are no sentence without the next. */
  readonly subordinators: string;
  /** Heads of relative clauses: a verb behind a comma and one of these is not the sentence's. */
  readonly relatives: string;
  /** Shows a finite verb; a text without a match is taken for a fragment. */
  readonly verbs: string;
}

export const openingWords: Readonly<Record<Language, OpeningWords>> = {
  en: {
    pointers:
      'this|that|these|those|it|he|she|they|its|his|her|hers|their|theirs|such|here|both|neither|either|the (?:former|latter|same|others?)',
    exempt:
      'it (?:is|was|would|will|may|might|can|could|should|seems|appears|remains|follows|takes|makes|has been)(?: \\S+){0,4} (?:that|to|whether|if|who)\\b|(?:those|he|she|they) (?:who|that|in|of)',
    links:
      'however|moreover|furthermore|yet|meanwhile|actually|indeed|thus|therefore|hence|so|but|and|or|also|first|firstly|second|secondly|third|thirdly|finally|generally speaking|in fact|of course|for example|for instance|at the same time|on the other hand|on the one hand|in addition|nevertheless|nonetheless|instead|rather|consequently|as a result|in other words|in short|still|then|similarly|likewise|besides|again|after all|in conclusion|to be sure|now|next',
    joins: 'but|and|yet|thus|hence|therefore|so(?! (?:far|much|many|long|great|few|called))',
    dependents:
      'which|who|whose|whom|where|when|while|as|since|although|though|whereas|including|especially|particularly|in view|thanks|such as|like|despite|in spite|given|with|without|\\p{L}{3,}ing|even|in|at|by|for|from|to',
    keepers: 'if|unless|except|provided|only|but|however|yet|until|not|or|nor|rather|according',
    reports:
      'said|says?|saying|argued?|argues|claim(?:s|ed)?|wrote|writes|believed?|believes|thinks?|thought|insist(?:s|ed)?|maintain(?:s|ed)|object(?:s|ed)|repl(?:y|ies|ied)|told|tells|supposed(?:ly)?|allegedly|assum(?:e|es|ed)|complain(?:s|ed)?|according to|(?:in|from|to) \\p{L}[^,;.]{0,40}(?:view|opinion|eyes|mind|perspective|standpoint)',
    subordinators:
      'when|while|as|since|although|though|whereas|if|because|no matter|whether|once|after|before|until|unless|even (?:if|though|when)|wherever|whenever|whatever|just as',
    relatives: 'who|whom|whose|which|where|when',
    verbs:
      "is|are|was|were|be|been|am|has|have|had|will|would|shall|should|can|could|may|might|must|do|does|did|cannot|(?:is|are|was|were|do|does|did|has|have|had|wo|would|ca|could|should)n['’]t|\\p{L}{3,}ed|said|made|gave|took|went|came|saw|found|thought|became|began|kept|held|left|meant|brought|told|put|grew|makes?|gives?|takes?|shows?|says?|needs?|wants?|knows?|comes?|goes|sees?|finds?|thinks?|becomes?|begins?|keeps?|holds?|leaves?|means?|brings?|tells?|lets?|grows?|remains?|requires?|depends?|creates?|allows?|helps?|offers?|exists?|seems?|continues?|argues?|believes?|understands?|considers?|lies|works?|costs?|turns?|asks?",
  },
  ru: {
    pointers:
      'это|этот|эта|эти|этого|этой|этих|этому|этим|эту|он|она|оно|они|его|её|ее|их|ему|ей|им|такой|такая|такое|такие|таких|там|тогда|тот|та|те|оба|обе|здесь',
    exempt: 'те,? кто|тот,? кто|это значит',
    links:
      'однако|но|а|и|поэтому|итак|значит|впрочем|кроме того|более того|например|к примеру|во-первых|во-вторых|в-третьих|наконец|при этом|вместе с тем|в то же время|с другой стороны|с одной стороны|таким образом|следовательно|тем не менее|действительно|конечно|разумеется|напротив|наоборот|также|ведь|в частности',
    joins: 'но|однако|и|а',
    dependents:
      'котор\\p{L}*|где|когда|хотя|поскольку|так как|включая|особенно|в том числе|благодаря|несмотря|чей|чья|чьи|чьё|\\p{L}{3,}(?:ая|яя|ив|ав|ющ\\p{L}+|вш\\p{L}+|нн\\p{L}+)|как|чтобы|с|в|на|из|от|для',
    keepers:
      'что|чтобы|как|котор\\p{L}*|кто|кого|кому|где|куда|когда|чем|чего|какой|какая|какие|(?:в|на|о|об|с|из|от|к|для|по) (?:котор\\p{L}+|чём|чем|ком|кого)|если|кроме|только|лишь|но|а|однако|пока|не|или|при условии|по словам|по мнению|согласно|якобы',
    reports:
      '(?:говор|утвержда|счита|полага|возража|скаж|сказа|дума|отвеча|уверя|жалу|пиш|писал|заяв|напомина|объясня)\\p{L}*|принято|якобы|дескать|мол|по словам|по мнению|согласно|возражени\\p{L}*',
    subordinators:
      'если|когда|хотя|поскольку|так как|пока|как|чтобы|раз|едва|после того|прежде чем|перед тем|несмотря|сколько|где|куда|кто|что',
    relatives: 'котор\\p{L}*|где|когда|что|кто|чей|чья|чьи',
    verbs:
      '\\p{L}+(?:ет|ют|ит|ят|ат|ут|ёт|ем|им|ал|ял|ил|ел|ыл|ла|ло|ли|ть|ться|тся|лся|лась|лось|лись|ан|ен|ана|ена|ано|ено|аны|ены)|есть|нет|нельзя|можно|нужно|надо|должен|должна|должны|должно|—',
  },
  de: {
    pointers:
      'dies|diese|dieser|dieses|diesem|diesen|das (?:ist|war|wird|hat|heißt|kann|muss)|er|sie|es|jene|jener|jenes|sein|seine|ihr|ihre|deren|dessen|solche|solcher|dort|damit|dadurch|dafür|darum|daran|darin|beide',
    exempt: 'es (?:ist|war|wäre|gibt|gilt|scheint|bleibt|kommt|geht)\\b.*',
    links: 'aber|und|oder|denn|sondern',
    joins: 'aber|und|oder|denn',
    dependents:
      'der|die|das|den|dem|deren|dessen|welche[rsnm]?|wo|während|obwohl|da|insbesondere|vor allem|einschließlich|wobei|wodurch|womit|um|ohne|statt|wie|was|als',
    keepers:
      'dass|ob|zu|der|die|das|den|dem|des|deren|dessen|welche[rsnm]?|was|wie|wo|wer|wen|wem|(?:in|an|auf|mit|von|zu|aus|bei|für|durch) (?:der|dem|den|die|das|deren|dessen)|wenn|falls|sofern|außer|nur|aber|sondern|jedoch|doch|bis|nicht|oder|laut|nach Ansicht|nach Meinung|angeblich\\b',
    reports:
      'sag(?:t|te|en|ten)|mein(?:t|te|en|ten)|schr(?:eibt|ieb|eiben|ieben)|glaub(?:t|te|en|ten)|behaupt\\p{L}*|denk(?:t|en)|dacht\\p{L}*|angeblich|laut|wendet|einwand|nach (?:ansicht|meinung)|heißt es|erklär(?:t|te|en|ten)',
    subordinators: 'wenn|falls|während|obwohl|da|weil|als|sobald|solange|nachdem|bevor|ob|dass|wer|was|wo|wie',
    relatives: 'der|die|das|dem|den|deren|dessen|welche[rsnm]?|wo',
    verbs:
      'ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben|hatte|hatten|kann|können|konnte|konnten|muss|müssen|musste|soll|sollen|sollte|sollten|darf|dürfen|will|wollen|wollte|wäre|wären|hätte|würde|würden|könnte|müsste|bleibt|bleiben|gibt|gab|geht|ging|kommt|kam|macht|machen|steht|stand|liegt|lag|zeigt|zeigen|\\p{L}{2,}(?:te|ten)|\\p{L}{3,}t',
  },
  es: {
    pointers: 'est[eoa]s?|es[eoa]s?|aquell?[oa]s?|aquel|él|ella|ellos|ellas|ello|su|sus|tal|tales|allí|ahí|ambos|ambas',
    exempt: '',
    links:
      'sin embargo|pero|y|o|además|así|así pues|por tanto|por lo tanto|entonces|también|por ejemplo|en efecto|de hecho|en cambio|por otro lado|por otra parte|por un lado|por una parte|primero|segundo|finalmente|por último|al mismo tiempo|no obstante|en suma|en resumen|ahora bien|en realidad',
    joins: 'pero|y',
    dependents:
      'que|quien|quienes|cuyo|cuya|cuyos|cuyas|donde|cuando|mientras|aunque|incluid[oa]s?|especialmente|sobre todo|gracias|\\p{L}{2,}(?:ando|iendo)|como|porque|pues|ya que|con|sin|en|para',
    keepers:
      'si|salvo|excepto|sólo|solo|pero|sino|hasta|no|o|siempre que|a menos|según|a juicio|en opinión|supuestamente',
    reports:
      'dij\\p{L}+|dice[ns]?|afirm\\p{L}+|sostien\\p{L}+|sosten\\p{L}+|escrib\\p{L}+|cree[ns]?|creía[ns]?|piensa[ns]?|alega[ns]?|supuestamente|según|a juicio|en opinión|objeta[ns]?|responde[ns]?',
    subordinators:
      'si|cuando|aunque|mientras|como|porque|ya que|puesto que|dado que|después de que|antes de que|quien|quienes',
    relatives: 'que|quien|quienes|cuy[oa]s?|donde',
    verbs:
      'es|son|era|eran|fue|fueron|está|están|estaba|ha|han|había|hay|puede|pueden|podía|debe|deben|debería|tiene|tienen|tenía|hace|hacen|hizo|va|van|será|serán|sería|quiere|dice|sabe|da|dan|queda|\\p{L}{2,}(?:aba|aban|ía|ían|ó|aron|ieron|ará|erá|irá|arán|erán|irán)|\\p{L}{3,}n',
  },
  fr: {
    pointers:
      "ce|cet|cette|ces|cela|ça|c['’]\\p{L}+|celui-ci|celle-ci|ceux-ci|celles-ci|il|elle|ils|elles|son|sa|ses|leur|leurs|tel|telle|tels|telles|là|les deux",
    exempt:
      "il (?:faut|faudrait|y a|est|était|serait|s['’]agit|semble|reste|suffit|convient)\\b.*|ce qu\\p{L}*|ceux qui|celui qui|celle qui",
    links:
      "mais|et|ou|or|donc|ainsi|cependant|pourtant|toutefois|néanmoins|en effet|en fait|de plus|en outre|par ailleurs|d['’]ailleurs|d['’]abord|ensuite|enfin|par exemple|au contraire|en revanche|d['’]une part|d['’]autre part|par conséquent|bref|en somme|en même temps|certes|puis",
    joins: 'mais|et|or|donc',
    dependents:
      "qui|que|qu['’]\\p{L}+|dont|où|lequel|laquelle|lesquels|lesquelles|quand|lorsque|tandis|alors|bien que|quoique|notamment|surtout|y compris|grâce|\\p{L}{2,}ant|comme|parce|puisque|car|avec|sans|en|pour",
    keepers:
      "si|s['’]il\\p{L}*|sauf|excepté|seulement|mais|jusqu\\p{L}*|ne|non|ou|pourvu|à moins|selon|d['’]après|aux yeux|prétendument",
    reports:
      "dit|disent|disait|disaient|affirm\\p{L}+|soutien\\p{L}+|écri(?:t|vent|vait)|croi(?:t|ent)|croyai\\p{L}+|pens(?:e|ent|ait|aient)|prétend\\p{L}*|objecte\\p{L}*|répond\\p{L}*|selon|d['’]après|aux yeux",
    subordinators:
      "si|s['’]il\\p{L}*|quand|lorsqu\\p{L}*|bien qu\\p{L}*|quoiqu\\p{L}*|comme|parce qu\\p{L}*|puisqu\\p{L}*|tandis qu\\p{L}*|après qu\\p{L}*|avant qu\\p{L}*|qui",
    relatives: "qui|que|dont|où|lequel|laquelle|lesquels|lesquelles|qu['’]\\p{L}+",
    verbs:
      "est|sont|était|étaient|fut|furent|a|ont|avait|avaient|peut|peuvent|pouvait|doit|doivent|devait|devrait|fait|font|faisait|va|vont|sera|seront|serait|veut|dit|sait|reste|faut|n['’](?:est|a|ont|était)|c['’]est|\\p{L}{2,}(?:ait|aient|èrent|era|eront|erait|ent)",
  },
  ja: {
    pointers: 'これ|それ|あれ|この|その|あの|こう|そう|ここ|そこ|彼|彼女|両者|前者|後者',
    exempt: '',
    links:
      'しかし|しかしながら|だが|そして|また|さらに|つまり|したがって|それゆえ|ただし|一方|例えば|たとえば|もちろん|むしろ|すなわち|要するに|ところが|けれども|とはいえ|なお',
    joins: '',
    dependents: '',
    keepers: '.*(?:れば|なら|場合|限り|が|ものの|けれど|によれば|によると)$',
    reports: 'と述べ|と言|と主張|という(?:意見|主張|見方)|とされ|によれば|によると|と考え|と思',
    subordinators: '',
    relatives: '',
    verbs: '(?:る|た|だ|い|う|く|す|む|ぬ|つ|ん|か)$',
  },
};

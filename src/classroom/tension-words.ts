/**
 * The small words by which a text shows where it can be argued with: a cause given, a remedy proposed, a turn, a claim
 * held back, a count. Writing habits of six languages, nothing of any one essay.
 */
import type { Language } from '../essay/types.js';

interface TensionWords {
  /** Gives a cause, or denies one. */
  readonly diagnosis: string;
  /** Says what is to be done. */
  readonly proposal: string;
  /** At the head of a sentence: it turns against the one before. */
  readonly turn: string;
  /** Inside a sentence: two things set against each other. */
  readonly against: string;
  /** Says less than "it is so"; the longer phrases first. */
  readonly hedge: string;
  /** Counts in words, beside figures. */
  readonly count: string;
}

const wordsOf: Readonly<Record<Language, TensionWords>> = {
  en: {
    diagnosis:
      'not the result of|the result of|originat(?:es?|ed) in|because|caused by|the causes? (?:of|is|was|lies?)|the (?:main |real |chief |deeper |root )?(?:reason|cause|problem|trouble|difficulty|obstacle)s?|due to|owing to|rooted in|stems? from|lies in|another (?:\\p{L}+ )?factor|factors?',
    proposal:
      'would (?:probably )?(?:make (?:more |most )?sense|be (?:better|wiser|best))|propos(?:e|es|ed|al)|recommend(?:s|ed)?|should|ought to|had better|must|needs? to|has to|have to|let us|the (?:solution|remedy|way out|answer) (?:is|lies|would)',
    turn: 'however|yet|but|nevertheless|nonetheless|still|on the contrary|on the other hand|rather|instead|even so|in fact',
    against: 'whereas|while|although|though|rather than|instead of|not only|on the one hand|despite|in spite of',
    hedge:
      'it is (?:quite |very |also )?(?:possible|likely|probable)|(?:more |most |quite |very )?(?:probably|likely|possibly)|perhaps|presumably|apparently|seems? to|appears? to|tends? to|(?<!I )(?:may|might|could)(?! not)',
    count:
      'one in \\p{L}+|half|twice|double|a (?:third|quarter|dozen)|two thirds|(?:\\p{L}+ )?(?:hundred|thousand|million|billion|decades|generations|centuries)|the majority|most of',
  },
  ru: {
    diagnosis:
      'потому что|поскольку|из-за|вследствие|причин\\p{L}*|корен\\p{L}*|объясняется|обусловлен\\p{L}*|проистека\\p{L}+|дело (?:не )?в том|проблема (?:состоит |заключается )?в|результат\\p{L}*|фактор\\p{L}*',
    proposal:
      'предлага\\p{L}+|предлож\\p{L}+|следует|следовало бы|необходимо|нужно|надо|должн[аыо]|должен|имеет смысл|разумнее|лучше бы|пора|выход (?:в|—)|решение (?:в|—)',
    turn: 'но|однако|тем не менее|всё же|все же|напротив|зато|впрочем|наоборот|на самом деле|с другой стороны',
    against: 'тогда как|в то время как|хотя|а не|не столько|вместо того|несмотря на|не только',
    hedge:
      'вполне возможно|возможно|вероятно|скорее всего|по-видимому|пожалуй|может быть|видимо|кажется|как будто|может|могут|мог бы|могли бы',
    count:
      'половин\\p{L}+|вдвое|втрое|треть\\p{L}*|четверт[ьи]|десят(?:ки|илети\\p{L}+)|сотн\\p{L}+|тысяч\\p{L}*|миллион\\p{L}*|поколени\\p{L}+|большинств\\p{L}+|ста лет',
  },
  de: {
    diagnosis:
      'weil|denn|aufgrund|wegen|infolge|ursachen?|gründe?|grund (?:ist|war|liegt|dafür)|liegt (?:daran|darin|in)|beruht auf|rührt (?:von|daher)|folge (?:von|der|des)|das problem|die schwierigkeit|faktor(?:en)?',
    proposal:
      'schl(?:age|ägt|agen) .{0,80}?vor|vorschlag|sollten?|müss(?:en|te|ten)|muss|wäre (?:es )?(?:besser|klüger|sinnvoll\\p{L}*)|empfehl\\p{L}+|empfiehlt|es gilt|die lösung|der ausweg|besser wäre',
    turn: 'aber|doch|jedoch|dennoch|trotzdem|allerdings|im gegenteil|vielmehr|andererseits|tatsächlich|gleichwohl',
    against: 'während|obwohl|obgleich|sondern|statt|anstatt|trotz|nicht nur',
    hedge:
      'es ist (?:gut |durchaus )?möglich|höchstwahrscheinlich|wahrscheinlich|möglicherweise|vermutlich|vielleicht|offenbar|anscheinend|scheint|scheinen|könnten?|dürften?|mag',
    count:
      'hälfte|doppelt|drittel|viertel|dutzend|hundert\\p{L}*|tausend\\p{L}*|million(?:en)?|jahrzehnten?|generationen|jahrhunderten?|mehrheit|die meisten',
  },
  es: {
    diagnosis:
      'porque|debido a|a causa de|por culpa de|causas?|razón|razones|motivos?|se debe a|proviene de|nace de|radica en|resultado de|consecuencia de|el problema|la dificultad|factor(?:es)?',
    proposal:
      'propon\\p{L}+|propuesta|recomiend\\p{L}+|deb(?:e|en|emos|ería|erían|eríamos)|hay que|habría que|convendría|conviene|sería (?:mejor|más)|tiene que|la solución|la salida',
    turn: 'pero|sin embargo|no obstante|en cambio|por el contrario|al contrario|ahora bien|con todo|aun así|en realidad',
    against: 'mientras que|aunque|sino|en vez de|en lugar de|a pesar de|pese a|no sólo|no solo',
    hedge:
      'es (?:muy |bastante )?(?:posible|probable)|probablemente|posiblemente|quizás?|tal vez|acaso|al parecer|parece|parecen|podría|podrían|puede que|puede|pueden',
    count:
      'mitad|doble|tercio|cuarta parte|docenas?|cien(?:tos)?|mil(?:es)?|millón|millones|décadas|generaciones|siglos|mayoría',
  },
  fr: {
    diagnosis:
      "parce qu\\p{L}*|à cause|en raison|causes?|raisons?|tient à|vient de|provient de|résulte de|le résultat|s['’]explique|le problème|la difficulté|facteurs?",
    proposal:
      'propos\\p{L}+|recommand\\p{L}+|d(?:oit|oivent|evons|evrait|evraient|evrions)|il faut|il faudrait|mieux vaut|mieux vaudrait|il serait (?:plus |bon |sage|préférable)|la solution|le remède',
    turn: 'mais|pourtant|cependant|toutefois|néanmoins|en revanche|au contraire|or|en réalité|en fait',
    against: 'tandis qu\\p{L}*|alors qu\\p{L}*|bien qu\\p{L}*|quoiqu\\p{L}*|plutôt que|au lieu de|malgré|non seulement',
    hedge:
      'il est (?:fort |bien |très )?(?:possible|probable)|probablement|peut-être|sans doute|vraisemblablement|apparemment|semble|semblent|pourrait|pourraient|peut|peuvent',
    count:
      'moitié|double|tiers|quart|douzaines?|centaines?|milliers?|cents?|mille|millions?|décennies|générations|siècles|plupart|majorité',
  },
  ja: {
    diagnosis: 'なぜなら|ためである|からである|からだ|原因|理由|要因|結果|に起因|による|問題は',
    proposal: 'べき|必要がある|必要だ|ねばならない|なければならない|提案|提言|望ましい|ほうがよい|方がよい|解決策',
    turn: 'しかし|だが|けれども|ところが|もっとも|とはいえ|むしろ|それでも|一方で?|にもかかわらず',
    against: 'ではなく|一方|のに対し|よりも|にもかかわらず|だけでなく',
    hedge: 'かもしれない|可能性がある|可能性が高い|だろう|であろう|と思われる|ようだ|らしい|おそらく|恐らく|たぶん',
    count: '半分|半数|二倍|倍|三分の一|数十|数百|数千|百|千|万|億|世代|世紀|大半|多数',
  },
};

/** A number in figures that is no bare year. */
const figures = String.raw`(?<![\p{L}\p{N}.,:/-])(?!(?:1[0-9]|20)\d\d(?!\p{N}))\d+(?:[.,]\d+)*(?:\s?%|\s(?:per ?cent|процент\p{L}*|prozent|por ciento|pour cent))?`;

export interface TensionCues {
  readonly diagnosis: RegExp;
  readonly proposal: RegExp;
  readonly turn: RegExp;
  readonly against: RegExp;
  readonly hedge: RegExp;
  readonly count: RegExp;
}

const compiled = new Map<string, TensionCues>();

/** The cues of a language, BCP 47; of a language that is not among the six, figures alone. */
export function tensionCues(language: string): TensionCues {
  const tongue = language.split('-')[0] ?? 'und';
  const known = compiled.get(tongue);
  if (known) return known;
  const made = compile(tongue);
  compiled.set(tongue, made);
  return made;
}

function compile(tongue: string): TensionCues {
  const own = Object.hasOwn(wordsOf, tongue) ? wordsOf[tongue as Language] : undefined;
  const isSpaced = tongue !== 'ja';
  const never = /(?!)/u;
  const anywhere = (list: string | undefined): RegExp => {
    if (list === undefined) return never;
    return new RegExp(isSpaced ? String.raw`(?<![\p{L}\p{N}])(?:${list})(?![\p{L}\p{N}])` : list, 'iu');
  };
  const head = own && String.raw`^[\s"'“‘«„「(]*(?:${own.turn})${isSpaced ? String.raw`(?![\p{L}\p{N}])` : ''}`;
  const counts = own && (isSpaced ? String.raw`(?<![\p{L}\p{N}])(?:${own.count})(?![\p{L}\p{N}])` : own.count);
  return {
    diagnosis: anywhere(own?.diagnosis),
    proposal: anywhere(own?.proposal),
    turn: head === undefined ? never : new RegExp(head, 'iu'),
    against: anywhere(own?.against),
    hedge: anywhere(own?.hedge),
    count: new RegExp(counts === undefined ? figures : `${figures}|${counts}`, 'iu'),
  };
}

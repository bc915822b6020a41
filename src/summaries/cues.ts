/**
 * The small words by which a text shows what it is doing: stating, concluding, proposing, giving an example. Writing
 * habits of six languages, nothing of any one essay; other languages get none of it and are judged by the rest.
 */
import type { Language } from '../essay/types.js';

interface CueWords {
  /** Cause, weight, turn. */
  readonly claim: string;
  /** Not this but that; what a thing is and is not. */
  readonly contrast: string;
  /** The author's own stand, or a sentence made to point: "I believe", "the reason is that". */
  readonly stand: string;
  /** Says that the point comes next. */
  readonly announces: string;
  readonly conclusion: string;
  readonly proposal: string;
  /** Tells what happened; a sentence with nothing else is a story's. */
  readonly past: string;
  /** Matter that serves another sentence. */
  readonly example: string;
}

const cueWords: Readonly<Record<Language, CueWords>> = {
  en: {
    claim:
      'argu(?:e|es|ed|ing)|claim(?:s|ed)?|thesis|main(?:ly)?|chief(?:ly)?|primar(?:y|ily)|key|crucial|central|fundamental(?:ly)?|essential(?:ly)?|decisive|root|reasons?|causes?|caused|because|due to|result of|rather than|not merely|not only|instead|but|however|yet|nevertheless|the real|the point|question is|problem is|matters?|depends? on|mistak(?:e|en)|wrong',
    contrast:
      "(?:not|no|never)(?: \\p{L}+){1,9},? but|(?:is|are|was|were) (?:not|no|never)|(?:isn|aren|wasn)['’]t|nothing but|(?:less|more)(?: \\p{L}+){1,6} than|rather than|instead of|not because|on the contrary|only",
    stand:
      'I (?:now |have come to |came to |would |do )?(?:believe|think|hold|argue|maintain|propose|suggest|conclude|say|mean|learned|understood|realised|realized)|in my view|my (?:view|point|claim|thesis|proposal|answer|argument)|^[\\s“]*what [^,;.:]{3,70} (?:is|are|was|were|should|must|needs?)|^[\\s“]*the \\p{L}+(?: of [^,;.:]{2,40})? (?:is|was|lies|are) (?:that|not|in|to|this)|this is (?:what|why|how|where)|that is (?:what|why|how)|worth',
    announces:
      'this is what|here is what|what I (?:propose|believe|suggest|conclude)|I (?:came|have come) to (?:believe|think|see)|I propose|my (?:proposal|thesis|answer|point|conclusion)|the following|as follows',
    conclusion:
      'therefore|thus|hence|consequently|in conclusion|to conclude|in short|in sum|overall|so|it follows|in the end|after all|ultimately',
    proposal:
      'should|must|ought|needs? to|have to|has to|propos(?:e|es|ed|al)|recommend(?:s|ed)?|suggest(?:s|ed)?|make sense|had better|let us|better to|would be wise|solution|the way (?:out|forward)',
    past: 'was|were|had|said|went|came|took|\\p{L}{3,}ed',
    example: 'for example|for instance|e\\.g|such as|including|consider|imagine|suppose|in \\d{4}',
  },
  ru: {
    claim:
      'главн\\p{L}*|основн\\p{L}*|ключев\\p{L}*|важнейш\\p{L}*|решающ\\p{L}*|суть|сущност\\p{L}*|причин\\p{L}*|потому|поскольку|из-за|вследствие|не столько|а не|но|однако|тем не менее|напротив|утвержда\\p{L}*|дело в том|проблема|вопрос в том|зависит',
    contrast:
      'не (?:[\\p{L}-]+ ?){1,8},? а|не столько|это не|не в [\\p{L}-]+|дело в том|вместо|а не|лишь|только|зато|на самом деле',
    stand:
      'я (?:\\p{L}+ )?(?:думаю|считаю|полагаю|убеж\\p{L}+|понял\\p{L}*|предлагаю|утверждаю|уверен\\p{L}*)|по-моему|на мой взгляд|мо[йяёе] (?:мысль|довод|ответ|предложение|тезис|вывод)|^[^,;.:]{2,60} — это|значит|состоит в|заключается|вот (?:почему|что)',
    announces:
      'вот что|предлага(?:ю|ем)|(?:я|мы) (?:понял\\p{L}*|пришл?\\p{L}* к)|мо[йяёе] (?:предложение|тезис|вывод|ответ)|следующ(?:ее|им)',
    conclusion:
      'поэтому|следовательно|таким образом|итак|значит|в итоге|в результате|вывод\\p{L}*|в конечном сч[её]те|в целом',
    proposal:
      'должн\\p{L}*|следует|необходим\\p{L}*|нужно|надо|предлага\\p{L}*|предложен\\p{L}*|стоит|пора|имеет смысл|рекоменд\\p{L}*|решени[ея]',
    past: '\\p{L}{2,}(?:ал|ял|ил|ел|ыл|ула?|ала|яла|ила|ела|ыла|али|яли|или|ели|ыли|ался|ились|алась|илась|ались)',
    example: 'например|к примеру|в частности|скажем|в том числе|допустим',
  },
  de: {
    claim:
      'vor allem|hauptsächlich|zentral\\p{L}*|entscheidend\\p{L}*|wesentlich\\p{L}*|grundlegend\\p{L}*|eigentlich\\p{L}*|kern|gründe?|ursachen?|weil|denn|aufgrund|wegen|sondern|aber|jedoch|doch|dennoch|trotzdem|behaupt\\p{L}*|these|problem ist|frage ist|hängt',
    contrast:
      '(?:nicht|kein\\p{L}*)(?:,? [\\p{L}-]+){1,9}, sondern|sondern|(?:ist|sind|war|waren) (?:\\p{L}+ ){0,2}(?:nicht|kein\\p{L}*)|statt|anstatt|weniger(?: \\p{L}+){1,6} als|mehr(?: \\p{L}+){1,6} als|nur|erst',
    stand:
      '(?:ich|wir) (?:\\p{L}+ )?(?:glaube|denke|meine|behaupte|schlage|halte|finde|habe (?:gelernt|begriffen|verstanden))|meiner (?:ansicht|meinung) nach|das heißt|darin liegt|es kommt darauf|besteht darin|bedeutet|wer [^.;:]{3,60},|was [^.;:]{3,60} (?:ist|sind|war)',
    announces:
      'mein\\p{L}* (?:vorschlag|schluss|these|antwort)|schlage(?:n)? (?:ich|wir)|(?:ich|wir) schlage(?:n)?|habe ich (?:begriffen|verstanden|gelernt)|folgendes|wie folgt',
    conclusion:
      'also|daher|deshalb|somit|folglich|demnach|letztlich|schließlich|kurz|insgesamt|zusammenfassend|am ende',
    proposal:
      'sollten?|müss(?:en|te|ten)|muss|vorschlag|schlagen|schlägt|empfehl\\p{L}*|empfiehlt|besser|lösung|gilt es|notwendig|nötig',
    past: 'war|waren|hatten?|wurden?|kam|ging|sagten?|\\p{L}{3,}ten?',
    example: 'zum beispiel|beispielsweise|z\\. ?b|etwa|unter anderem|insbesondere',
  },
  es: {
    claim:
      'principal(?:es|mente)?|sobre todo|central(?:es)?|decisiv\\p{L}*|fundamental(?:es|mente)?|esencial(?:es|mente)?|clave|razon(?:es)?|razón|causas?|porque|debido a|sino|pero|sin embargo|no obstante|en cambio|sosten\\p{L}*|tesis|el problema es|la cuestión es|depende',
    contrast:
      'no (?:[\\p{L}-]+ ?){1,9},? sino|sino|no (?:es|son|era|eran)|en vez de|en lugar de|más que|menos que|sólo|solo|al contrario',
    stand:
      '(?:yo )?(?:creo|pienso|sostengo|propongo|opino|entiendo|concluyo)|a mi juicio|en mi opinión|mi (?:tesis|propuesta|respuesta|argumento)|lo que [^.;:]{3,60} (?:es|son|era|fue)|quien [^.;:]{3,60}|consiste en|significa|es decir',
    announces:
      'propongo|proponemos|mi (?:propuesta|tesis|conclusión|respuesta)|lo siguiente|esto es lo que|comprendí|entendí',
    conclusion:
      'por (?:lo )?tanto|por eso|por consiguiente|así pues|en conclusión|en suma|en resumen|en definitiva|al final|de ahí',
    proposal:
      'deb(?:e|en|ería|erían|emos|eríamos)|hay que|ha(?:y|bría) que|propon\\p{L}*|propuesta|recom\\p{L}*|conviene|convendría|tiene que|solución|necesari[oa]',
    past: '\\p{L}{2,}(?:ó|aron|ieron|aba|aban|ía|ían)|era|eran|fue|fueron',
    example: 'por ejemplo|p\\. ?ej|como es el caso|entre otros|en particular',
  },
  fr: {
    claim:
      "principal(?:e|es|ement)?|surtout|avant tout|central(?:e|es)?|décisi(?:f|ve|fs|ves)|fondamental(?:e|es|ement)?|essentiel(?:le|les|lement)?|clé|raisons?|causes?|parce qu['’]?\\p{L}*|à cause|en raison|mais|cependant|pourtant|toutefois|néanmoins|au contraire|soutien\\p{L}*|thèse|le problème est|la question est|dépend",
    contrast:
      "(?:pas|non)(?:,? [\\p{L}'’-]+){1,9},? mais|n['’](?:est|était|sont) (?:pas|plus|jamais)|ce n['’]est pas|plutôt que|au lieu|moins(?: \\p{L}+){1,6} que|que pour|seul(?:e|s|ement)?|non pas|contrairement",
    stand:
      "je (?:\\p{L}+ )?(?:crois|pense|soutiens|propose|conclus|tiens|dis)|à mon (?:avis|sens)|ma (?:thèse|proposition|réponse)|ce (?:qui|que) [^.;:]{3,70} c['’]est|c['’]est (?:que|là|pourquoi|parce|cela)|consiste à|revient à|signifie|il (?:s['’]agit|suffit)",
    announces:
      "je propose|nous proposons|ma (?:proposition|thèse|conclusion|réponse)|voici ce que|j['’]ai compris|ce que je propose",
    conclusion:
      "donc|ainsi|par conséquent|c['’]est pourquoi|en conclusion|en somme|en définitive|bref|finalement|au fond",
    proposal:
      'd(?:oit|oivent|evons|evrait|evraient|evrions)|il faut|faudrait|propos\\p{L}*|recommand\\p{L}*|mieux vaut|vaudrait mieux|solution|nécessaire',
    past: '\\p{L}{2,}(?:ait|aient|èrent)|fut|furent|a été|ont été',
    example: 'par exemple|p\\. ?ex|notamment|entre autres|en particulier',
  },
  ja: {
    claim:
      '重要|本質|根本|最大の|主な|主張|原因|理由|なぜなら|ためである|からである|問題は|しかし|だが|ではなく|むしろ|けれども|にもかかわらず',
    contrast: 'ではなく|ではない|じゃない|のではな|むしろ|よりも|だけ|のみ|こそ',
    stand:
      'と(?:思う|考える|信じる)|と主張|提案する|のである|のだ|とは[^。]{1,40}である|ということ|意味する|にほかならない',
    announces: '提案は|結論は|次の(?:こと|よう)|わかったこと|言いたいこと',
    conclusion: 'したがって|それゆえ|ゆえに|つまり|要するに|結局|このように|以上|結論',
    proposal: 'べき|必要がある|必要だ|ねばならない|なければならない|提案|提言|望ましい|解決|ほうがよい|方がよい',
    past: 'た[。」]?$',
    example: '例えば|たとえば|など',
  },
};

type Cues = { readonly [key in keyof CueWords]: RegExp };

const compiled = new Map<string, Cues | undefined>();

function cuesFor(language: string): Cues | undefined {
  const tongue = language.split('-')[0] ?? 'und';
  if (!compiled.has(tongue)) {
    const own = Object.hasOwn(cueWords, tongue) ? cueWords[tongue as Language] : undefined;
    const compile = (list: string): RegExp =>
      tongue === 'ja'
        ? new RegExp(list, 'u')
        : new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${list})(?![\p{L}\p{N}])`, 'iu');
    compiled.set(
      tongue,
      own && {
        claim: compile(own.claim),
        contrast: compile(own.contrast),
        stand: compile(own.stand),
        announces: compile(own.announces),
        conclusion: compile(own.conclusion),
        proposal: compile(own.proposal),
        past: compile(own.past),
        example: compile(own.example),
      },
    );
  }
  return compiled.get(tongue);
}

/** Set by hand, once: how much a cue adds to an ordinary sentence of weight 1. */
const weightOf = {
  claim: 0.1,
  contrast: 0.35,
  stand: 0.35,
  announces: 0,
  conclusion: 0.1,
  proposal: 0.25,
  past: -0.25,
  example: -0.2,
} as const satisfies Record<keyof CueWords, number>;

/** What holds in general, told neither in the past nor with figures, is more often the point than the case. */
const general = 0.3;

/**
 * How much more (or less) than a plain one this sentence says for the argument, by its cue words; questions and figures
 * carry less of it. 0.2 to about 2.4.
 */
export function cueWeight(text: string, language: string): number {
  const cues = cuesFor(language);
  let weight = /[?？]["'”’»)\]]*\s*$/u.test(text) ? 0.6 : 1;
  if (/\d/.test(text)) weight -= 0.1;
  if (cues === undefined) return weight;
  if (!/\d/.test(text) && !cues.past.test(text)) weight += general;
  for (const [cue, value] of Object.entries(weightOf)) if (cues[cue as keyof Cues].test(text)) weight += value;
  return weight;
}

/** Whether the text, a sentence or a heading, says that the author's point comes next. */
export function announces(text: string, language: string): boolean {
  return cuesFor(language)?.announces.test(text) === true;
}

/** How fit the sentence is to be a thesis, 0 to 1: it proposes or stands for something, or sets this against that; a story does not. */
export function standing(text: string, language: string): number {
  const cues = cuesFor(language);
  if (cues === undefined || cues.proposal.test(text) || cues.stand.test(text)) return 1;
  return cues.contrast.test(text) && !cues.past.test(text) ? 0.9 : 0.6;
}

/** Whether the text, a heading, says that a proposal or a conclusion stands under it. */
export function concludes(text: string, language: string): boolean {
  const cues = cuesFor(language);
  return cues !== undefined && (cues.proposal.test(text) || cues.conclusion.test(text) || cues.announces.test(text));
}

/**
 * The small words by which a text shows what it is doing: stating, concluding, proposing, giving an example. Writing
 * habits of six languages, nothing of any one essay; other languages get none of it and are judged by the rest.
 */
import type { Language } from '../essay/types.js';

interface CueWords {
  /** Thesis, cause, weight, contrast. */
  readonly claim: string;
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
    conclusion: 'したがって|それゆえ|ゆえに|つまり|要するに|結局|このように|以上|結論',
    proposal: 'べき|必要がある|必要だ|ねばならない|なければならない|提案|提言|望ましい|解決|ほうがよい|方がよい',
    past: 'た[。」]?$',
    example: '例えば|たとえば|など',
  },
};

interface Cues {
  readonly claim: RegExp;
  readonly conclusion: RegExp;
  readonly proposal: RegExp;
  readonly past: RegExp;
  readonly example: RegExp;
}

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
        conclusion: compile(own.conclusion),
        proposal: compile(own.proposal),
        past: compile(own.past),
        example: compile(own.example),
      },
    );
  }
  return compiled.get(tongue);
}

/** How much more (or less) than a plain one this sentence says for the argument, by its cue words;
 * questions and figures carry less of it. 0.5 to about 1.4. */
export function cueWeight(text: string, language: string): number {
  const cues = cuesFor(language);
  let weight = /[?？]["'”’»)\]]*\s*$/u.test(text) ? 0.75 : 1;
  if (/\d/.test(text)) weight -= 0.1;
  if (cues === undefined) return weight;
  const isClaim = cues.claim.test(text);
  const concludes = cues.conclusion.test(text);
  const proposes = cues.proposal.test(text);
  if (isClaim) weight += 0.12;
  if (concludes) weight += 0.12;
  if (proposes) weight += 0.18;
  if (cues.past.test(text)) weight -= 0.1;
  if (cues.example.test(text)) weight -= 0.15;
  return weight;
}

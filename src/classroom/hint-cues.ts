/**
 * The words at which a paragraph turns, proposes, gives a reason or lets somebody else speak: what a guiding question can
 * be asked from. Habits of six languages, nothing of any one essay; in other languages the key term alone is asked about.
 */
import type { Language } from '../essay/types.js';

export type Turn = 'contrast' | 'proposal' | 'cause' | 'voice';

const cues: Readonly<Record<Language, Readonly<Record<Turn, string>>>> = {
  en: {
    contrast:
      'whereas|rather than|instead of|on the contrary|(?<=^|[,;:]\\s)but|however|yet|nevertheless|although|though|despite|unlike|not because|not the|rather|meanwhile|at the same time',
    proposal:
      'should|ought to|must|needs? to|propos(?:e|es|ed)|recommend(?:s|ed)?|suggest(?:s|ed)?|would make (?:more )?sense|had better|let us|it is time|the only thing',
    cause: 'because|due to|the result of|as a result|therefore|thus|hence|so that|contributed to|owing to',
    voice: "according to|in the words of|in (?:\\p{Lu}\\p{L}+)['’]s view|(?:stressed|argued|argues|claims|said) that",
  },
  ru: {
    contrast: 'тогда как|в то время как|а не|но|однако|тем не менее|напротив|хотя|несмотря на|вместо|зато|между тем',
    proposal: 'следует|нужно|надо|необходимо|должн\\p{L}*|предлага\\p{L}*|стоит|имеет смысл|пора',
    cause: 'потому что|так как|поскольку|из-за|вследствие|в результате|поэтому|благодаря|следовательно',
    voice: 'по словам|по мнению|как (?:пишет|считает|утверждает)|согласно',
  },
  de: {
    contrast: 'während|sondern|aber|jedoch|doch|dennoch|trotzdem|obwohl|statt|dagegen|hingegen|vielmehr',
    proposal: 'sollten?|müss(?:en|te|ten)|muss|schl(?:agen|ägt)|empf(?:ehlen|iehlt)|es gilt|besser wäre|vorschlag',
    cause: 'weil|denn|wegen|aufgrund|deshalb|daher|infolge|folglich|dadurch',
    voice: 'laut|nach ansicht|nach meinung|in den worten|zufolge',
  },
  es: {
    contrast:
      'mientras que|sino|pero|sin embargo|no obstante|aunque|en vez de|en lugar de|en cambio|al contrario|a pesar',
    proposal:
      'deb(?:e|en|ería|erían|emos)|hay que|habría que|propon\\p{L}*|conviene|recomiend\\p{L}*|sería mejor|es hora',
    cause: 'porque|ya que|debido a|a causa de|por eso|por (?:lo )?tanto|gracias a|puesto que|así que',
    voice: 'según|en palabras de|a juicio de|en opinión de',
  },
  fr: {
    contrast:
      "tandis que|alors que|mais|cependant|pourtant|toutefois|néanmoins|bien qu['’e]|au lieu|plutôt que|au contraire|malgré",
    proposal:
      'il faut|il faudrait|d(?:oit|oivent|evrait|evraient|evons)|propos\\p{L}*|recommand\\p{L}*|mieux vaut|il est temps',
    cause: "parce qu['’e]|car|puisqu['’e]|en raison|à cause|donc|c['’]est pourquoi|grâce à|par conséquent",
    voice: "selon|d['’]après|pour reprendre|aux yeux de",
  },
  ja: {
    contrast: 'しかし|だが|ではなく|むしろ|一方|けれども|にもかかわらず|ところが|ものの',
    proposal: 'べき|必要がある|なければならない|ねばならない|提案|提言|望ましい|方がよい|ほうがよい',
    cause: 'なぜなら|ために|からである|その結果|したがって|それゆえ|ので|のおかげ',
    voice: 'によれば|によると|の言葉では',
  },
};

const compiled = new Map<string, readonly (readonly [Turn, RegExp])[]>();

/** The turns a language has cues for, in the order in which they make a good question, each with where its cues stand. */
export function turnCues(language: string): readonly (readonly [Turn, RegExp])[] {
  const tongue = language.split('-')[0] ?? 'und';
  let found = compiled.get(tongue);
  if (found === undefined) {
    const own = Object.entries(cues).find(([known]) => known === tongue)?.[1];
    const compile = (list: string): RegExp =>
      tongue === 'ja'
        ? new RegExp(list, 'gu')
        : new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${list})(?![\p{L}\p{N}])`, 'giu');
    found = own ? turns.map((turn) => [turn, compile(own[turn])] as const) : [];
    compiled.set(tongue, found);
  }
  return found;
}

const turns: readonly Turn[] = ['contrast', 'proposal', 'cause', 'voice'];

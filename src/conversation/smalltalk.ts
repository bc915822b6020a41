/**
 * Messages that are not about the essay: greetings, thanks, and plain personal distress. Only whole messages count,
 * and distress only in the first person outside quotation marks: essays speak of death too.
 */

const greeting =
  /^(?:hi|hey|hello|hiya|yo|good (?:morning|afternoon|evening)|greetings|привет(?:ик)?|здравствуй(?:те)?|добр(?:ый|ое|ой) (?:день|утро|вечер|ночи)|こんにちは|こんばんは|おはよう(?:ございます)?|hallo|moin|guten (?:tag|morgen|abend)|servus|hola|buen[oa]s(?: (?:d[ií]as|tardes|noches))?|bonjour|bonsoir|salut|coucou)(?: (?:there|all|everyone|bot|pilcrow|everybody))?$/iu;
const thanks =
  /^(?:(?:ok|okay|great|perfect|nice|cool|super|merci|gut|gracias|хорошо|отлично)[ ,]+)?(?:thanks?(?: you)?(?: (?:so|very) much| a lot)?|thx|ty|tysm|cheers|great|perfect|cool|ok|okay|got it|спасибо(?: большое)?|благодарю|спс|ありがとう(?:ございま(?:す|した))?|danke(?: (?:schön|dir|sehr))?|vielen dank|(?:muchas )?gracias|merci(?: beaucoup)?)(?: (?:bot|pilcrow|!))?$/iu;

const distress: readonly RegExp[] = [
  /\bi(?:'m|'ve|'d|'ll)?\b[^.!?]{0,40}\b(?:kill(?:ing)? myself|end(?:ing)? my (?:own )?life|end(?:ing)? it all|(?:hurt|harm|cut)(?:ting|ing)? myself)\b/iu,
  /\bi (?:really |just |often |honestly |kinda |only )*(?:want to|wanna|wish i could|wish to) (?:just )?(?:die|disappear forever|be dead|commit suicide)\b/iu,
  /\bi (?:really |just )*(?:don'?t|do not|no longer) (?:really )?(?:want to|wanna) (?:live|be alive|exist|be here|go on living|wake up)(?: anymore| any more)?(?=\s*(?:$|[.!?,;]))/iu,
  /\bi(?:'m| am| feel) (?:feeling |so |really )*suicidal\b|\bi hate my life\b|\bnobody would miss me\b/iu,
  /(?:^|[^\p{L}])(?:я (?:хочу|хотел[аи]?|собираюсь|думаю)[^.!?]{0,30}(?:умереть|покончить|убить себя|самоубийств)|не хочу (?:больше )?жить|хочу умереть)(?:$|[^\p{L}])/iu,
  /死にたい|自殺したい|消えてしまいたい|生きていたくない|自分を傷つけ(?:たい|てしまう)/u,
  /\bich (?:will|möchte|wollte|kann|denke)[^.!?]{0,30}(?:sterben|mich umbringen|nicht mehr leben|umzubringen|selbstmord)\b/iu,
  /(?:quiero (?:morir(?:me)?|matarme|suicidarme)|no quiero (?:seguir )?(?:vivir|viviendo))/iu,
  /(?:je veux (?:mourir|me tuer|en finir)|j'ai envie de mourir|je ne veux plus vivre|envie de me suicider)/iu,
];

export type Smalltalk = 'greeting' | 'thanks' | 'distress';

/** What kind of small talk `text` is; undefined for anything that may be a question. */
export function smalltalkOf(text: string): Smalltalk | undefined {
  const plain = text.replace(/[’‘ʼ]/g, "'").replace(/["“”«»„「『][^"“”«»「」『』]*["“”«»」』]/gu, ' ');
  if (distress.some((pattern) => pattern.test(plain))) return 'distress';
  const bare = plain
    .replace(/[\p{P}\p{S}]+/gu, (sign) => (sign === "'" ? sign : ' '))
    .replace(/\s+/g, ' ')
    .trim();
  if (bare.length > 40) return undefined;
  if (greeting.test(bare)) return 'greeting';
  return thanks.test(bare) ? 'thanks' : undefined;
}

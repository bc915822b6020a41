/**
 * Messages that are not about the essay: greetings and thanks, of which only whole messages count, and plain personal
 * distress, outside quotation marks.
 */
import { isDistress } from './distress.js';

const greeting =
  /^(?:hi|hey|hello|hiya|yo|good (?:morning|afternoon|evening)|greetings|привет(?:ик)?|здравствуй(?:те)?|добр(?:ый|ое|ой) (?:день|утро|вечер|ночи)|こんにちは|こんばんは|おはよう(?:ございます)?|hallo|moin|guten (?:tag|morgen|abend)|servus|hola|buen[oa]s(?: (?:d[ií]as|tardes|noches))?|bonjour|bonsoir|salut|coucou)(?: (?:there|all|everyone|bot|pilcrow|everybody))?$/iu;
const thanks =
  /^(?:(?:ok|okay|great|perfect|nice|cool|super|merci|gut|gracias|хорошо|отлично)[ ,]+)?(?:thanks?(?: you)?(?: (?:so|very) much| a lot)?|thx|ty|tysm|cheers|great|perfect|cool|ok|okay|got it|спасибо(?: большое)?|благодарю|спс|ありがとう(?:ございま(?:す|した))?|danke(?: (?:schön|dir|sehr))?|vielen dank|(?:muchas )?gracias|merci(?: beaucoup)?)(?: (?:bot|pilcrow|!))?$/iu;

export type Smalltalk = 'greeting' | 'thanks' | 'distress';

/** What kind of small talk `text` is; undefined for anything that may be a question. */
export function smalltalkOf(text: string): Smalltalk | undefined {
  const plain = text.replace(/[’‘ʼ]/g, "'").replace(/["“”«»„「『][^"“”«»「」『』]*["“”«»」』]/gu, ' ');
  if (isDistress(plain)) return 'distress';
  const bare = plain
    .replace(/[\p{P}\p{S}]+/gu, (sign) => (sign === "'" ? sign : ' '))
    .replace(/\s+/g, ' ')
    .trim();
  if (bare.length > 40) return undefined;
  if (greeting.test(bare)) return 'greeting';
  return thanks.test(bare) ? 'thanks' : undefined;
}

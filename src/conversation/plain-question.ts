/**
 * Whether something said to a whole channel is plainly a question about a text: it asks, it calls nobody by name, and it
 * speaks of no "you", "we" or "me", for then people speak with each other. In doubt it is none: an answer nobody wanted
 * disturbs a class more than one that has to be asked for.
 */
import { fold } from '../essay/words.js';

/** Shorter ones lean on what was said before; longer ones are contributions. */
const charsOf = { least: 10, most: 400 };

const questionMark = /[?？]["'”’»)\]]*(?:\s*\p{Extended_Pictographic}\ufe0f?)*\s*$/u;
const questionWord =
  /^(?:what|why|how|who|whose|whom|where|when|which|что|почему|зачем|как|кто|где|когда|какой|какая|какие|какое|сколько|was|warum|wieso|weshalb|wie|wer|wo|wann|welche[rsn]?|que|por que|como|quien|donde|cuando|cual|cuales|cuanto|pourquoi|comment|qui|ou|quand|quel|quelle|quels|quelles|combien|なぜ|どうして|どの|誰|何|いつ|どこ)(?![\p{Script=Latin}\p{Script=Cyrillic}\p{N}])/u;

/** "Anna, why …", "hi all: who …": the first words call somebody. */
const calling =
  /^(?:(?:hey|hi|hello|привет|hallo|hola|salut)(?![\p{L}])|@|(?!(?:why|how|so|and|but|well|ok|okay|also|finally|first)(?![\p{L}]))(?:[\p{L}.'’-]+\s){0,1}[\p{L}.'’-]+[,:、](?=\s))/iu;

/** Words of people who speak with each other, folded. */
const betweenPeople =
  /(?<![\p{L}\p{N}])(?:i|i'm|im|me|my|mine|we|we're|us|our|ours|you|your|yours|u|ur|y'all|yall|guys|folks|anyone|anybody|someone|somebody|everyone|everybody|homework|deadline|syllabus|midterm|assignment|zoom|office hours|я|меня|мне|мой|моя|мое|мои|мы|нас|нам|наш|наша|наше|наши|ты|тебя|тебе|твой|твоя|вы|вас|вам|ваш|ваша|ваше|ваши|ребята|кто-нибудь|кто-то|домашка|дедлайн|ich|mich|mir|mein|meine|wir|uns|unser|unsere|du|dich|dir|dein|deine|euch|euer|eure|jemand|leute|hausaufgaben?|yo|mi|nosotros|nuestro|nuestra|tu|tus|usted|ustedes|vosotros|vuestro|vuestra|alguien|chicos|deberes|je|j'ai|moi|mon|ma|mes|nous|notre|nos|toi|ton|ta|tes|vous|votre|vos|quelqu'un|devoirs)(?![\p{L}\p{N}])|私|僕|俺|あなた|みんな|皆さん|誰か|宿題|締め切り/u;

export function isPlainQuestion(text: string): boolean {
  const said = text.trim();
  const isCjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(said);
  if (said.length < (isCjk ? charsOf.least / 2 : charsOf.least) || said.length > charsOf.most) return false;
  if (/^[/!.]|(?<!\S)@\S|```|https?:\/\//u.test(said)) return false;
  // The country is no "us".
  const folded = fold(said.replace(/\b(?:US|U\.S\.(?:A\.)?)(?!\p{L})/gu, 'USA'));
  const bare = folded.replace(/^[^\p{L}\p{N}]+/u, '');
  if (!questionMark.test(said) && !questionWord.test(bare)) return false;
  if (!isCjk && (folded.match(/\p{L}+/gu) ?? []).length < 3) return false;
  return !calling.test(said) && !betweenPeople.test(folded.replaceAll('’', "'"));
}

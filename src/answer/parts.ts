/**
 * Two questions in one message are answered one by one: "whats SCO n why does tokyo care".
 */
import { words } from '../essay/words.js';

const questionWord =
  "what|whats|what's|why|who|whom|whose|when|where|which|how|does|do|did|is|are|was|were|can|could|should|would|will|почему|зачем|кто|что|когда|где|как|какой|какая|какие|сколько|чем|warum|wer|was|wann|wo|wie|welche\\p{L}*|por qué|quién|qué|cuándo|dónde|cómo|cuál|pourquoi|qui|que|quand|où|comment|quel\\p{L}*|combien";
const joint = new RegExp(
  `(?<=[?？])\\s*(?=\\S)|[,;]?\\s+(?:and|n|&|also|and also|и|а также|а|und|y|e|et)\\s+(?=(?:${questionWord})(?![\\p{L}']))|;\\s+(?=(?:${questionWord})(?![\\p{L}']))`,
  'iu',
);
const opensAsQuestion = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:(?:so|but|and|ok|hi|hello|um|well)[, ]+)?(?:${questionWord})(?![\\p{L}'])`,
  'iu',
);
const maxParts = 2;

/**
 * The questions in `text`, one or two, in order. It is split only where both sides ask something of their own;
 * more than two are taken as two, the rest staying with the second.
 */
export function splitQuestion(text: string, language: string): string[] {
  const found = joint.exec(text);
  if (found === null) return [text];
  const parts = [text.slice(0, found.index), text.slice(found.index + found[0].length)].map((part) => part.trim());
  const asks = parts.every((part) => {
    const own = words(part, language).filter((word) => !word.isStop);
    return own.length > 0 && (opensAsQuestion.test(part) || /[?？]/.test(part));
  });
  return asks ? parts.slice(0, maxParts) : [text];
}

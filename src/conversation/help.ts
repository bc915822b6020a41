/** Help: what can be asked for, and one line that works here, with the words of the essay that it brings up. */
import { say } from '../essay/phrases.js';
import type { Essay } from '../essay/types.js';
import type { CarryOutParts, Request } from './carry-out.js';
import { lockedFor } from './closed-by-lock.js';
import { commandTable } from './commands.js';
import { sourcesOf } from './marks.js';
import { cardOf } from './replies.js';
import type { HelpReply } from './types.js';
import { closedToVisitors } from './visitors.js';

/** The example is the essay's first starting question, really asked; its opening where it has none or is locked. */
export async function help(
  parts: CarryOutParts,
  request: Request,
  [essay]: readonly [Essay, ...Essay[]],
): Promise<HelpReply> {
  const { language, options } = request;
  let example: HelpReply['example'] = { typed: 'p1', citation: cardOf(essay).opening };
  const question = essay.questions[0];
  if (question !== undefined && !(await lockedFor(parts, request)).has(essay.slug)) {
    for await (const answer of parts.answerer.answer(
      { text: question, essays: [essay.slug], quotesOnly: true } as const,
      options.signal ? { signal: options.signal } : {},
    )) {
      example = { typed: question, citation: answer.sentences[0].citations[0] };
    }
  }
  return {
    kind: 'help',
    language,
    leadIn: say('helpLeadIn', language),
    example,
    commands: commandTable
      .filter(({ name }) => !request.incoming.isVisitor || !closedToVisitors.has(name))
      .map(({ usage, does }) => ({ usage, does: say(does, language) })),
    sources: sourcesOf([essay], [essay]),
    buttons: [],
  };
}

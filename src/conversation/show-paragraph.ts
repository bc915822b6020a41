/**
 * "Show ¶4": the paragraph, with its neighbours and the quoted words in bold where a button asks for them. A button of
 * an older version of the essay still opens the right words.
 */
import { resolveMark } from '../essay/citation.js';
import { say } from '../essay/phrases.js';
import type { Essay, Span } from '../essay/types.js';
import type { CarryOutParts, Request } from './carry-out.js';
import { withClassNotes } from './class-notes.js';
import { isLimited, paragraphsAtOnce, withinDay } from './licence-limit.js';
import { notice, paragraphUnknown } from './notices.js';
import { paragraphReply } from './replies.js';
import type { Command, NumberRange, Reply } from './types.js';

type ParagraphCommand = Extract<Command, { name: 'paragraph' }>;

/** Paragraphs in one reply. */
const paragraphsShown = 5;

export async function paragraph(
  { store, log, reading }: Pick<CarryOutParts, 'store' | 'log' | 'reading'>,
  request: Request,
  command: ParagraphCommand,
  essay: Essay,
  inPlay: readonly Essay[],
): Promise<Reply> {
  const { language } = request;
  const count = essay.paragraphs.length;
  let range = typeof command.range === 'string' ? stepFrom(request, command.range, essay) : command.range;
  let bold: readonly Span[] | undefined = command.bold;
  if (command.version !== undefined && command.version !== essay.hash) {
    const now = await store?.aliases.follow(essay.slug, command.version, essay.hash, range.first);
    if (now === null) return notice(language, 'refusal', 'paragraphGone', { n: range.first });
    range = { first: now ?? range.first, last: now ?? range.first };
    // Where the words stand in the new text is not known.
    bold = undefined;
  }
  if (range.first > count) {
    if (command.range === 'next') return notice(language, 'refusal', 'lastParagraphReached', { n: count });
    return paragraphUnknown(language, range.first, essay);
  }
  if (range.first === 0) return notice(language, 'refusal', 'firstParagraphReached');
  const [first, ...rest] = resolveMark(range, count);
  if (first === undefined) return paragraphUnknown(language, range.first, essay);
  const isFew = isLimited(request.incoming, essay);
  const most = isFew ? paragraphsAtOnce : paragraphsShown;
  const numbers = [first, ...rest.slice(0, most - 1)] as const;
  const isAround = command.isAround === true && !(isFew && rest.length > 0);
  const whole = paragraphReply(essay, numbers, inPlay, language, { quote: command.quote, bold, isAround });
  const plain = isFew ? await withinDay(reading, request, essay, whole) : whole;
  if (plain.kind === 'notice') return plain;
  const reply = await withClassNotes(store, log, request.incoming.place, essay, plain);
  const asked = rest.length + 1;
  if (reply.note !== undefined) return reply;
  if (asked > most)
    return { ...reply, note: say(isFew ? 'licenceRangeCut' : 'paragraphsCut', language, { asked, shown: most }) };
  const isMissing = command.quote !== undefined && reply.paragraphs.every((shown) => shown.bold.length === 0);
  if (!isMissing) return reply;
  return { ...reply, note: say('quoteNotThere', language, { quote: command.quote ?? '', mark: `¶${first}` }) };
}

/** The paragraph after or before the one shown last in this place; the first where none was. */
function stepFrom({ recollection }: Request, step: 'next' | 'previous', essay: Essay): NumberRange {
  const cited = recollection.turns.at(-1)?.cited.filter((ref) => ref.essay === essay.slug) ?? [];
  const last = step === 'next' ? cited.at(-1) : cited[0];
  const n = last === undefined ? 1 : last.paragraph + (step === 'next' ? 1 : -1);
  return { first: n, last: n };
}

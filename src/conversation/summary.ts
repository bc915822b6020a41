/**
 * "/summary": of the essay, of paragraphs, of a section by its heading, of what is said about a theme, or of the chat
 * thread it is asked in.
 */
import type { Asker } from '../answer/types.js';
import { resolveMark } from '../essay/citation.js';
import type { Essay } from '../essay/types.js';
import type { EssayVectors } from '../retrieval/types.js';
import { findSection } from '../summaries/sections.js';
import type { Summary, SummaryRequest, SummaryWriter } from '../summaries/types.js';
import { askerOf } from './ask.js';
import type { CarryOutParts, Request } from './carry-out.js';
import { contactNotice, notice, paragraphUnknown } from './notices.js';
import { readThread } from './read-thread.js';
import { summaryReply } from './summary-reply.js';
import type { Command, Reply } from './types.js';

type SummaryCommand = Extract<Command, { name: 'summary' }>;
type SummaryParts = Pick<CarryOutParts, 'retriever' | 'summarise' | 'summaryWriter' | 'contactLine'>;

/** The summary as it grows, or why there is none. @throws whatever the floors below throw */
export async function* summary(
  parts: SummaryParts,
  request: Request,
  command: SummaryCommand,
  essay: Essay,
  inPlay: readonly Essay[],
): AsyncIterable<Reply> {
  const { language, incoming, options } = request;
  const { retriever } = parts;
  const numbers = command.range ? resolveMark(command.range, essay.paragraphs.length) : undefined;
  if (command.range && !numbers?.length) return yield paragraphUnknown(language, command.range.first, essay);
  const vectors = await retriever.vectors(essay.slug);
  if (!vectors) throw new TypeError(`The essay ${essay.slug} has no vectors.`);
  const { length } = command;
  if (command.isThread) {
    const messages = await readThread(retriever, incoming, essay, { language, signal: options.signal });
    if (!messages) return yield notice(language, 'refusal', 'threadElsewhere');
    if (messages.length === 0) return yield notice(language, 'plain', 'threadSilent');
    const set = parts.summarise(essay, vectors, { length, language, messages });
    return yield summaryReply(set, essay, inPlay, command);
  }
  const range = numbers && { first: numbers[0] ?? 1, last: numbers.at(-1) ?? 1 };
  const part = range ? { range } : await partAbout(retriever, command.about, essay, options.signal);
  const asked = { length, language, ...part };
  const about = { ...command, ...(range ? { range } : {}) };
  for await (const grown of grownBy(parts, command, { essay, vectors, asked, asker: askerOf(incoming), options })) {
    if (grown.isDistress) return yield contactNotice(language, parts.contactLine);
    yield summaryReply(grown, essay, inPlay, about);
  }
}

interface Wanted {
  readonly essay: Essay;
  readonly vectors: EssayVectors;
  readonly asked: Parameters<SummaryWriter['write']>[2];
  readonly asker: Asker;
  readonly options: Request['options'];
}

async function* grownBy(
  { summarise, summaryWriter }: SummaryParts,
  { isQuoted }: SummaryCommand,
  { essay, vectors, asked, asker, options: { signal } }: Wanted,
): AsyncIterable<Summary> {
  if (!summaryWriter || isQuoted) return yield summarise(essay, vectors, asked);
  yield* summaryWriter.write(essay, vectors, asked, { asker, ...(signal ? { signal } : {}) });
}

/** The section that the words name, else what the essay says about them. */
async function partAbout(
  retriever: CarryOutParts['retriever'],
  about: string | undefined,
  essay: Essay,
  signal: AbortSignal | undefined,
): Promise<Pick<SummaryRequest, 'section' | 'theme'>> {
  if (about === undefined) return {};
  const section = findSection(essay, about);
  if (section) return { section };
  const [retrieval] = await retriever.retrieve({ text: about, essays: [essay.slug] }, signal ? { signal } : {});
  return retrieval ? { theme: { text: about, retrieval } } : {};
}

/**
 * "/summary": of the essay, of paragraphs, of a section by its heading, or of what is said about a theme.
 */
import { resolveMark } from '../essay/citation.js';
import type { Essay } from '../essay/types.js';
import { findSection } from '../summaries/sections.js';
import type { SummaryRequest } from '../summaries/types.js';
import type { CarryOutParts, Request } from './carry-out.js';
import { paragraphUnknown } from './notices.js';
import { summaryReply } from './replies.js';
import type { Command, Reply } from './types.js';

type SummaryCommand = Extract<Command, { name: 'summary' }>;

export async function summary(
  { retriever, summarise }: Pick<CarryOutParts, 'retriever' | 'summarise'>,
  { language, options }: Request,
  command: SummaryCommand,
  essay: Essay,
  inPlay: readonly Essay[],
): Promise<Reply> {
  const numbers = command.range ? resolveMark(command.range, essay.paragraphs.length) : undefined;
  if (command.range && !numbers?.length) return paragraphUnknown(language, command.range.first, essay);
  const range = numbers && { first: numbers[0] ?? 1, last: numbers.at(-1) ?? 1 };
  const vectors = await retriever.vectors(essay.slug);
  if (!vectors) throw new TypeError(`The essay ${essay.slug} has no vectors.`);
  const part = range ? { range } : await partAbout(retriever, command.about, essay, options.signal);
  const result = summarise(essay, vectors, { length: command.length, language, ...part });
  return summaryReply(result, essay, inPlay, { ...(range ? { range } : {}), about: command.about });
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

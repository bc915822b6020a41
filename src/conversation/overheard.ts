/**
 * What nobody said to Pilcrow and is answered all the same: a follow-up of whoever has the floor in a thread, and, where
 * a teacher wants it so, a plain question about the essay said to a whole channel. Nothing else of such talk is kept, and
 * nothing of it leaves the machine to find that out.
 */
import { gate } from '../answer/gate.js';
import { isQuietAt } from '../classroom/quiet-hours.js';
import type { Essay } from '../essay/types.js';
import { fold, isSameFamily, words } from '../essay/words.js';
import { withoutFrame } from '../retrieval/question-frame.js';
import type { Retriever } from '../retrieval/types.js';
import { chooseEssays } from './essay-choice.js';
import type { Floor } from './floor.js';
import { isPlainQuestion } from './plain-question.js';
import type { InForce } from './settings.js';
import type { Command, Incoming } from './types.js';

/** How surely the essay must speak of what is asked: where the gate has no doubt either (src/answer/gate.ts). */
const minAboutness = 0.5;

type Shelf = Pick<Retriever, 'essays' | 'essay' | 'retrieve'>;

interface OverheardParts {
  readonly inForce: (incoming: Incoming) => Promise<InForce>;
  readonly floor: Pick<Floor, 'isHeldBy'>;
  /** What the tenant of a message may see. */
  readonly shelf: (incoming: Incoming) => Shelf;
  readonly understand: (text: string, shelf: Shelf) => Command;
}

/** Whether an overheard message is to be answered. */
export type IsWanted = (incoming: Incoming) => Promise<boolean>;

export function createOverheard({ inForce, floor, shelf, understand }: OverheardParts): IsWanted {
  return async (incoming) => {
    const set = await inForce(incoming);
    const isQuiet = set.quietHours !== undefined && isQuietAt(set.quietHours, Date.now());
    // Who speaks counts in quiet hours too: the floor is free when it was somebody else.
    if (!incoming.isToAll) return set.hasFollowUps && (await floor.isHeldBy(incoming)) && !isQuiet;
    if (!set.isAutoAnswering || isQuiet || incoming.isForOthers || !isPlainQuestion(incoming.text)) return false;
    const essays = shelf(incoming);
    const command = understand(incoming.text, essays);
    if (command.name !== 'ask') return false;
    const choice = chooseEssays(essays, command.essay, set.essay);
    if (choice.outcome !== 'some') return false;
    const query = { text: command.text, essays: choice.essays.map(({ slug }) => slug), isKeptHere: true } as const;
    const [best] = await essays.retrieve(query);
    if (best === undefined || best.aboutness < minAboutness || !isInItsWords(command.text, best.essay)) return false;
    return gate(command.text, best).kind === 'answered';
  };
}

/** How much of something is asked for: said of papers that are due as well as of those that are read. */
const measure = /\bhow (?:long|many|much|far|old|often|big|large)\b/gu;

/** Whether most of what `question` speaks of is spoken of in the essay: "the weather in Moscow" is not. */
function isInItsWords(question: string, essay: Essay): boolean {
  const { language } = essay;
  const bare = withoutFrame(fold(question).replace(measure, ' '), essay, language);
  const own = new Set(words(bare, language).flatMap(({ stem, isStop }) => (isStop ? [] : [stem])));
  const said = new Set(essay.paragraphs.flatMap(({ text }) => words(text, language).map(({ stem }) => stem)));
  const isSaid = (stem: string): boolean => said.has(stem) || [...said].some((other) => isSameFamily(stem, other));
  return own.size > 0 && [...own].filter(isSaid).length * 2 > own.size;
}

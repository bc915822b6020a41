/** A question becomes an answer, as it grows. Whether it may be answered here is not asked in this file. */
import type { Answerer, Asker } from '../answer/types.js';
import type { Log } from '../base/log.js';
import type { Answer, Essay, Language, Turn } from '../essay/types.js';
import type { Retriever } from '../retrieval/types.js';
import type { Store } from '../store/store.js';
import { classNoteLine } from './class-notes.js';
import { contactNotice } from './notices.js';
import { answerReply } from './replies.js';
import type { Roles } from './roles.js';
import { type AnswerReply, channelOf, type HandleOptions, type Incoming, type NoticeReply } from './types.js';

export interface AskParts {
  readonly retriever: Pick<Retriever, 'essay'>;
  readonly answerer: Answerer;
  readonly store?: Store | undefined;
  readonly roles: Pick<Roles, 'list'>;
  readonly log: Log;
  readonly contactLine?: string;
}

export interface AskRequest {
  readonly incoming: Incoming;
  readonly history: readonly Turn[];
  readonly options: HandleOptions;
  /** Set where the person or the place chose the language; otherwise the answerer reads it from the question. */
  readonly fixedLanguage?: Language | undefined;
}

/** The answer to `text` from `essays`, which are all in play; a line of contact to words of distress. @throws whatever the answerer throws */
export async function* ask(
  parts: AskParts,
  { incoming, history, options: { signal }, fixedLanguage }: AskRequest,
  text: string,
  essays: readonly Essay[],
): AsyncIterable<AnswerReply | NoticeReply> {
  const question = {
    text,
    essays: essays.map(({ slug }) => slug),
    history,
    asker: askerOf(incoming),
    ...(fixedLanguage === undefined ? {} : { language: fixedLanguage }),
  };
  const noteFor = await classNoteLine(parts.store, parts.log, incoming.place, text, essays);
  for await (const answer of parts.answerer.answer(question, signal ? { signal } : {})) {
    if (answer.isDistress) return yield contactNotice(answer.language, parts.contactLine);
    const quoted = quotedEssays(parts, answer);
    const isOpen = answer.kind !== 'answered' && !answer.isGrowing && (await hasTeacher(parts, incoming));
    const reply = answerReply(answer, quoted, essays, isOpen ? incoming.messageId : undefined);
    const note = noteFor(quoted, answer.language);
    yield note === undefined ? reply : { ...reply, note };
  }
}

/** Whether what the essay leaves open can be passed on to somebody. */
async function hasTeacher({ store, roles }: AskParts, { place }: Incoming): Promise<boolean> {
  return store !== undefined && (await roles.list(place)).length > 0;
}

/** Whose share of the money it is. */
export function askerOf({ place, person }: Incoming): Asker {
  return { ...channelOf(place), person };
}

function quotedEssays({ retriever }: AskParts, answer: Answer): [Essay, ...Essay[]] {
  const cited = answer.sentences.flatMap(({ citations }) => citations.map(({ essay }) => essay));
  const slugs = [...new Set([...answer.essays, ...cited])];
  const [first, ...rest] = slugs.flatMap((slug) => retriever.essay(slug) ?? []);
  if (!first) throw new TypeError('An answer cites an essay that is not on the shelf.');
  return [first, ...rest];
}

/**
 * A command becomes a reply. Expected outcomes (no such essay, no such paragraph) are notices; faults are thrown.
 */
import type { Answerer } from '../answer/types.js';
import type { Log } from '../base/log.js';
import type { ClassroomWriter } from '../classroom/classroom-writer.js';
import { parseMarks } from '../essay/citation.js';
import { say } from '../essay/phrases.js';
import type { Essay, Language, Turn } from '../essay/types.js';
import type { Retriever } from '../retrieval/types.js';
import type { Store } from '../store/store.js';
import type { Summarise, SummaryWriter } from '../summaries/types.js';
import { type AdministerParts, administer, denial, isAdministrative, setOption } from './administer.js';
import { answerOrHint } from './answer-or-hint.js';
import { closedByLock, closedNotice, lockedFor, openShelf } from './closed-by-lock.js';
import { chooseEssays, findCollection } from './essay-choice.js';
import { exportData } from './features/export.js';
import type { FeatureParts } from './features/feature.js';
import { features } from './features/features.js';
import { forget } from './features/forget.js';
import { upload } from './features/upload.js';
import { help } from './help.js';
import { copyDenied, isLimited, type Reading } from './licence-limit.js';
import { sourcesOf } from './marks.js';
import type { Memory, Recollection } from './memory.js';
import { commandUnknown, essayUnknown, notice, paragraphUnknown } from './notices.js';
import { privacy } from './privacy.js';
import { cardOf, essaysReply } from './replies.js';
import type { Roles } from './roles.js';
import { paragraph } from './show-paragraph.js';
import { summary } from './summary.js';
import {
  type Command,
  type FeatureName,
  featureNames,
  type HandleOptions,
  type Incoming,
  type NoticeReply,
  type Reply,
} from './types.js';
import type { Uploads } from './uploads.js';
import { closedToVisitors } from './visitors.js';

/** Essays named when it is not clear which one is meant. */
const essaysOffered = 10;

export interface CarryOutParts {
  readonly retriever: Pick<Retriever, 'essays' | 'essay' | 'vectors' | 'retrieve'>;
  readonly answerer: Answerer;
  readonly writer?: ClassroomWriter;
  readonly summarise: Summarise;
  /** Absent without a model. */
  readonly summaryWriter?: SummaryWriter;
  /** The numbered copy of an essay as Markdown. */
  readonly handout: (essay: Essay) => string;
  readonly memory: Memory;
  readonly roles: Roles;
  readonly putBy: AdministerParts['putBy'];
  readonly limits: FeatureParts['limits'];
  readonly floor: FeatureParts['floor'];
  readonly uploads?: Uploads;
  readonly reading: Reading;
  readonly store?: ConversationStore;
  readonly retentionDays: number;
  /** Said to plain personal distress, where the installation has words of its own. */
  readonly contactLine?: string;
  readonly log: Log;
}

/** What the conversation keeps and where. */
export type ConversationStore = Store;

/** One message, understood. */
export interface Request {
  readonly incoming: Incoming;
  readonly command: Command;
  readonly language: Language;
  /** Set where the person or the place chose the language; otherwise the answerer reads it from the question. */
  readonly fixedLanguage: Language | undefined;
  readonly recollection: Recollection;
  readonly history: readonly Turn[];
  readonly options: HandleOptions;
}

/**
 * The reply to `request` as it grows.
 * @throws whatever the floors below throw; PilcrowError `aborted` after the signal
 */
export async function* carryOut(parts: CarryOutParts, request: Request): AsyncIterable<Reply> {
  const { command, language, incoming } = request;
  if (command.name === 'unknown') return yield commandUnknown(language, command.word);
  if (incoming.isVisitor && closedToVisitors.has(command.name)) return yield notice(language, 'refusal', 'pageNotHere');
  if (command.name === 'privacy') return yield await privacy(parts, request);
  // A person's own data stands behind no choice of an essay, and can be deleted where there is none.
  if (command.name === 'export') return yield await exportData(parts, request);
  if (command.name === 'forget') return yield await forget(parts, { ...request, words: command.words });
  // The first essay of a class may be the one that is brought now.
  if (command.name === 'upload') return yield await upload(parts, { ...request, words: command.words });
  if (isAdministrative(command)) return yield await administer({ ...parts, store: parts.store }, request, command);
  const all = parts.retriever.essays();
  const collection =
    command.name === 'use' && command.essay !== undefined ? findCollection(parts.retriever, command.essay) : undefined;
  if (collection !== undefined) return yield await useCollection(parts, request, collection);
  const choice = chooseEssays(parts.retriever, command.essay ?? incoming.essay, request.recollection.inForce.essay);
  if (choice.outcome === 'unknown') return yield essayUnknown(language, choice.name, all);
  if (choice.outcome === 'none') return yield notice(language, 'refusal', 'noEssays');
  const open = await openTo(parts, request, choice.essays);
  if ('kind' in open) return yield open;
  const { essays, retriever } = open;
  const { store } = parts;
  if (command.name === 'ask') {
    const missing = essays.length === 1 ? missingParagraph(command.text, essays[0]) : undefined;
    if (missing !== undefined) return yield paragraphUnknown(language, missing, essays[0]);
    const asked = { ...request, words: command.text, essays, essay: undefined };
    return yield* answerOrHint({ ...parts, store }, asked, command.text);
  }
  if (command.name === 'essays')
    return yield essaysReply([essays[0], ...essays.slice(1)], language, request.recollection.inForce.essay);
  if (command.name === 'help') return yield await help(parts, request, essays);
  const essay = essays.length === 1 ? essays[0] : lastEssay(request, essays);
  if (isFeature(command)) {
    const feature = features[command.name];
    if (!feature) return yield commandUnknown(language, command.name);
    const made = feature({ ...parts, retriever, store }, { ...request, words: command.words, essays, essay });
    return 'then' in made ? yield await made : yield* made;
  }
  if (!essay) return yield whichEssay(essays, language);
  switch (command.name) {
    case 'summary':
      return yield* summary(parts, request, command, essay, essays);
    case 'paragraph':
      return yield await paragraph(parts, request, command, essay, essays);
    case 'use':
      return yield await use(parts, request, essay);
    case 'handout': {
      const denied = await copyDenied(parts, request, essay);
      if (denied) return yield denied;
      const card = cardOf(essay);
      const sources = sourcesOf([essay], [essay]);
      yield {
        kind: 'handout',
        language,
        card,
        sources,
        buttons: [],
        markdown: parts.handout(essay),
        fileName: `${essay.slug}.md`,
        ...(isLimited(incoming, essay) ? { isPersonal: true } : {}),
      };
    }
  }
}

/** What a command may speak of: all that is in play, or what is open of it; why not, where nothing is. */
async function openTo(
  parts: CarryOutParts,
  request: Request,
  essays: readonly [Essay, ...Essay[]],
): Promise<(Pick<CarryOutParts, 'retriever'> & { readonly essays: readonly [Essay, ...Essay[]] }) | NoticeReply> {
  const { retriever } = parts;
  if (closedByLock[request.command.name][0] !== 'closed') return { retriever, essays };
  const locked = await lockedFor(parts, request);
  const [first, ...rest] = essays.filter(({ slug }) => !locked.has(slug));
  const last = lastEssay(request, essays);
  if (!first || (last && locked.has(last.slug))) return closedNotice(request.language, last ?? essays[0]);
  return { retriever: openShelf(retriever, locked), essays: [first, ...rest] };
}

function isFeature(command: Command): command is Extract<Command, { name: FeatureName }> {
  return (featureNames as readonly string[]).includes(command.name);
}

/** The paragraph a question is about when the essay has none of that number; only what is surely meant as a paragraph counts. */
function missingParagraph(text: string, essay: Essay): number | undefined {
  const marks = parseMarks(text).filter(({ start }) =>
    /^(?:[¶§]|para|par\.|абз|段|第|absatz|párr)/iu.test(text.slice(start)),
  );
  const isMissing = marks.length > 0 && marks.every(({ first }) => first > essay.paragraphs.length);
  return isMissing ? marks[0]?.first : undefined;
}

/** Asks back, with some of the essays; `/essays` has all. */
function whichEssay([first, ...rest]: readonly [Essay, ...Essay[]], language: Language): Reply {
  const more = rest.length + 1 - essaysOffered;
  const note = say('whichEssay', language) + (more > 0 ? ` (+${more}: /essays)` : '');
  return essaysReply([first, ...rest.slice(0, essaysOffered - 1)], language, undefined, note);
}

/** The essay the last turn was about, while it is among those in play. */
function lastEssay({ recollection }: Request, essays: readonly Essay[]): Essay | undefined {
  const slug = recollection.turns.at(-1)?.cited[0]?.essay;
  return essays.find((essay) => essay.slug === slug);
}

async function use(parts: CarryOutParts, request: Request, essay: Essay): Promise<Reply> {
  const { incoming, command, language } = request;
  const isChange = command.essay !== undefined;
  const denied = isChange ? await denial(parts, request, 'here') : undefined;
  if (denied) return denied;
  const isKept = isChange && parts.store !== undefined;
  if (isKept && parts.store) await setOption(parts.store, incoming, 'here', 'essay', { value: essay.slug });
  const note = isChange ? (isKept ? 'essayChosen' : undefined) : 'essayCurrent';
  return {
    kind: 'essay',
    language,
    card: cardOf(essay),
    sources: sourcesOf([essay], [essay]),
    buttons: [],
    ...(note ? { note: say(note, language, { title: essay.title }) } : {}),
  };
}

/** From now on this place talks about the essays of a folder. */
async function useCollection(parts: CarryOutParts, request: Request, collection: string): Promise<Reply> {
  const { incoming, language } = request;
  const denied = await denial(parts, request, 'here');
  if (denied) return denied;
  if (parts.store) await setOption(parts.store, incoming, 'here', 'essay', { value: collection });
  const [first, ...rest] = parts.retriever.essays().filter((essay) => `${essay.collection}/` === collection);
  if (!first) throw new TypeError(`The collection ${collection} has no essay.`);
  const note = say('essayChosen', language, { title: collection.replace(/\/$/, '') });
  return essaysReply([first, ...rest], language, undefined, note);
}

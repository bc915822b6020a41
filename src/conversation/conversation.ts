/**
 * The only place that understands a message: Incoming to Replies. Messages of one place wait for each other, places
 * do not. A fault becomes a notice with a number that the log holds too; an exception's text never leaves here.
 */
import { randomBytes } from 'node:crypto';
import { messageOf, PilcrowError } from '../base/errors.js';
import type { Log } from '../base/log.js';
import { displayText } from '../essay/display.js';
import { guessLanguage } from '../essay/language.js';
import { say } from '../essay/phrases.js';
import type { Turn } from '../essay/types.js';
import { type CarryOutParts, type ConversationStore, carryOut, type Request } from './carry-out.js';
import { openShelf } from './closed-by-lock.js';
import { parseCommand } from './commands.js';
import { createDepartures } from './departures.js';
import { createDesk } from './desk.js';
import { findCollection, findEssay } from './essay-choice.js';
import { createFloor } from './floor.js';
import { createIntake, lateNote } from './intake.js';
import { createReading } from './licence-limit.js';
import { createLimits } from './limits.js';
import { blank, createMemory, historyOf, type Recollection } from './memory.js';
import { faultNotice, notice } from './notices.js';
import { createOverheard } from './overheard.js';
import { type AddressOf, withAddresses } from './page-addresses.js';
import { createPresence } from './presence.js';
import { createQueue, type QueueLimits } from './queue.js';
import { createRoles } from './roles.js';
import { isSharing, takeShared } from './share.js';
import { seenBy, shelfOf } from './shelf-of.js';
import { smallReply } from './small-reply.js';
import { suggestionsFrom } from './suggestions.js';
import type { Command, Conversation, HandleOptions, Incoming, NoticeReply, Place, Reply, Tenant } from './types.js';
import { forVisitor } from './visitors.js';
import { withFiles } from './with-files.js';

/** Characters of a message that are read; the rest is left aside, and the reply says so. */
export const questionLimit = 2_000;
/** Messages in work and waiting: a thread that is longer than this is told so; memory stays flat. */
const queueLimits: QueueLimits = { perKey: 50, inAll: 1_000 };

export interface ConversationParts
  extends Omit<CarryOutParts, 'memory' | 'roles' | 'putBy' | 'limits' | 'floor' | 'reading' | 'store'> {
  /** Without one nothing is remembered between messages. */
  readonly store?: ConversationStore;
  readonly log: Log;
  /** Where essays can be read; absent without a public page. */
  readonly addressOf?: AddressOf;
  /** Teachers of the installation, as `<platform>:<person>`. */
  readonly teachers?: readonly string[];
}

/** A conversation over the essays of `retriever`. Any number of adapters may share it. */
export function createConversation(parts: ConversationParts): Conversation {
  const { store, log } = parts;
  const queue = createQueue(queueLimits);
  const limits = createLimits();
  const memory = createMemory(store, log);
  const roles = createRoles(store, parts.teachers ?? []);
  const floor = createFloor(store);
  const reading = createReading(store);
  const presence = createPresence(store);
  const departures = createDepartures(forgetTenant, log);
  const isWanted = createOverheard({
    inForce: memory.inForce,
    floor,
    shelf: essaysOf,
    understand: (text, shelf) => understand(displayText(text.normalize('NFC')), undefined, shelf),
  });
  const intake = createIntake({ claims: store?.claims, floor, isWanted, log, answer: lastReply });

  async function* answerTo(given: Incoming, options: HandleOptions): AsyncIterable<Reply> {
    const shared = isSharing(given.command)
      ? await takeShared(store, given, given.command, await languageAtHand(given))
      : { incoming: given, note: undefined };
    if ('kind' in shared) return yield shared;
    const { incoming } = shared;
    const recollection = await memory.recall(incoming);
    const whole = displayText(incoming.text.normalize('NFC')).trim();
    const text = cutAtWord(whole, questionLimit);
    const language = languageOf(incoming, text, recollection);
    const cut = { length: whole.length, limit: questionLimit };
    const notes = [
      shared.note,
      lateNote(incoming, language),
      whole.length > text.length ? say('questionCut', language, cut) : undefined,
    ];
    const retriever = essaysOf(incoming);
    const small = smallReply(incoming, text, language, { ...parts, retriever });
    if (small) return yield withNotes(small, notes);
    const said = incoming.command ?? understand(text, incoming.essay, retriever);
    const { command, note } = await withFiles(roles, incoming, { command: said, text, language, options });
    notes.push(note);
    const fixedLanguage = recollection.inForce.language ?? incoming.language;
    const history = historyFor(incoming, recollection);
    const request: Request = { incoming, command, language, fixedLanguage, recollection, history, options };
    let last: Reply | undefined;
    const tools = { ...parts, retriever, memory, roles, putBy: intake.putBy, limits, floor, reading };
    for await (const reply of carryOut(tools, request)) {
      const noted = withNotes(incoming.isVisitor ? forVisitor(reply) : reply, notes);
      last = parts.addressOf ? withAddresses(noted, incoming.place, retriever, parts.addressOf) : noted;
      yield last;
    }
    if (last && !departures.hasLeft(incoming.place))
      await memory.remember(incoming, last.asked ?? (command.name === 'ask' ? command.text : text), last);
  }

  /** An essay named outside the text stands: "… in Warsaw?" then speaks of the city, not of an essay of that name. */
  function understand(
    text: string,
    essay: string | undefined,
    retriever: Pick<CarryOutParts['retriever'], 'essay' | 'essays'>,
  ): Command {
    if (!/[\p{L}\p{N}¶§]/u.test(text)) return { name: 'help' };
    const isEssay = (name: string): boolean =>
      essay === undefined && (findEssay(retriever, name) ?? findCollection(retriever, name)) !== undefined;
    return parseCommand(text, { isEssay });
  }

  /** What this tenant may see: the essays of the corpus folder, and those it brought itself; less where a page shows less. */
  function essaysOf({ place, isShown }: Incoming): ConversationParts['retriever'] {
    const own = shelfOf(parts.retriever, place);
    if (!isShown) return own;
    const left = own.essays().filter((essay) => !isShown(essay));
    return openShelf(own, new Set(left.map(({ slug }) => slug)));
  }

  async function languageAtHand(incoming: Incoming): Promise<NoticeReply['language']> {
    return languageOf(incoming, incoming.text.slice(0, questionLimit), await memory.recall(incoming));
  }

  /** Why this message is not answered now, if it is not. */
  async function refusalOf(incoming: Incoming): Promise<NoticeReply | undefined> {
    const over = await limits.count(incoming);
    if (!over) return undefined;
    const key = over.whose === 'person' ? 'tooManyFromYou' : 'tooManyHere';
    const refusal = notice(await languageAtHand(incoming), 'refusal', key, { seconds: over.seconds });
    return { ...refusal, isPersonal: true };
  }

  async function* handle(incoming: Incoming, options: HandleOptions = {}): AsyncIterable<Reply> {
    const { signal } = options;
    const leave = await queue.enter(keyOf(incoming.place));
    if (typeof leave === 'number') {
      const language = incoming.language ?? guessLanguage(incoming.text.slice(0, questionLimit));
      return yield { ...notice(language, 'refusal', 'busyHere', { count: leave }), isPersonal: true };
    }
    try {
      if (signal?.aborted) return;
      const refusal = await refusalOf(incoming);
      // Whoever asked nothing of Pilcrow is told nothing either.
      if (refusal && !incoming.isToAll) yield refusal;
      else if (!refusal) yield* untilAborted(answerTo(incoming, options), signal);
    } catch (error) {
      if (signal?.aborted) return;
      const faultId = randomBytes(3).toString('hex');
      const code = error instanceof PilcrowError ? error.code : 'unexpected';
      const { platform } = incoming.place;
      log.error({ faultId, code, platform, reason: messageOf(error) }, 'a message was not answered');
      yield faultNotice(languageOf(incoming, incoming.text.slice(0, questionLimit), blank), faultId);
    } finally {
      leave();
    }
  }

  async function forgetTenant(tenant: Tenant): Promise<void> {
    try {
      await parts.uploads?.forget(tenant);
    } finally {
      await store?.forgetTenant(tenant);
    }
  }

  async function lastReply(incoming: Incoming, signal: AbortSignal): Promise<Reply | undefined> {
    let last: Reply | undefined;
    for await (const reply of handle(incoming, { signal })) last = reply;
    return last;
  }

  return {
    handle,
    accept: async (incoming) => !departures.hasLeft(incoming.place) && (await intake.accept(incoming)),
    isPublic: async (incoming) => (await memory.inForce(incoming)).isPublic,
    finish: intake.finish,
    release: intake.release,
    due: intake.due,
    putBy: intake.putBy,
    async retract(place, messageId) {
      await store?.turns.forget(place, messageId);
    },
    async welcome(tenant, person) {
      departures.comeBack(tenant);
      if (person !== undefined) await roles.welcome(tenant, person);
    },
    forget: departures.leave,
    gap: presence.gap,
    async present(tenant) {
      if (!departures.hasLeft(tenant)) await presence.present(tenant);
    },
    suggestions: (language = 'en') => suggestionsFrom(seenBy(parts.retriever.essays(), undefined), language),
    essays: (tenant) => seenBy(parts.retriever.essays(), tenant),
    desk: createDesk({ store, retriever: parts.retriever, roles }),
  };
}

async function* untilAborted(replies: AsyncIterable<Reply>, signal: AbortSignal | undefined): AsyncIterable<Reply> {
  for await (const reply of replies) {
    if (signal?.aborted) return;
    yield reply;
  }
}

function withNotes(reply: Reply, notes: readonly (string | undefined)[]): Reply {
  const all = [...notes, reply.note].filter((note) => note !== undefined);
  return all.length === 0 ? reply : { ...reply, note: all.join('\n') };
}

/** What was chosen; else what the platform says; else what the words tell; else the language of the turn before. */
function languageOf(incoming: Incoming, text: string, { inForce, turns }: Recollection): NoticeReply['language'] {
  return inForce.language ?? incoming.language ?? guessLanguage(text, guessLanguage(turns.at(-1)?.question ?? ''));
}

function historyFor({ history, quoted }: Incoming, { turns }: Recollection): readonly Turn[] {
  const earlier = history ?? historyOf(turns);
  return quoted === undefined
    ? earlier
    : [...earlier, { role: 'user', content: displayText(quoted).slice(0, questionLimit) }];
}

function keyOf({ platform, tenant, place }: Place): string {
  return JSON.stringify([platform, tenant, place]);
}

/** `text` up to `limit`, at a blank where one is near; never inside a surrogate pair. */
function cutAtWord(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit).replace(/[\ud800-\udbff]$/, '');
  const blank = head.search(/\s\S*$/);
  return (blank > limit - 100 ? head.slice(0, blank) : head).trim();
}

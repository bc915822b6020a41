/**
 * `/quiz [n]`: a quiz for whoever asks. A teacher gives one to a class (`class`), which locks its essay until it ends;
 * answers and keys are private, results are counts.
 */

import { makeQuiz, mostItems, usualItems } from '../../classroom/quiz.js';
import { isQuizRunning, quizRunKind } from '../../classroom/quiz-lock.js';
import { say } from '../../essay/phrases.js';
import type { Essay } from '../../essay/types.js';
import type { Store } from '../../store/store.js';
import { denial } from '../administer.js';
import { askerOf } from '../ask.js';
import { notice } from '../notices.js';
import { type Incoming, type Place, type Reply, tenantApart } from '../types.js';
import type { Feature, FeatureParts, FeatureRequest } from './feature.js';
import {
  answerButtons,
  answerItem,
  button,
  countItem,
  keyItem,
  openKey,
  questionItem,
  quizCard,
  readAnswers,
  writtenLine,
} from './quiz-card.js';
import {
  countAnswer,
  endRun,
  findQuiz,
  hasAnswered,
  isSat,
  type KeptQuiz,
  keepQuiz,
  newQuizId,
  startRun,
} from './quiz-run.js';
import { personal, whichOf } from './study-card.js';

export const quiz: Feature = async (parts, request) => {
  const { store } = parts;
  const { language, words } = request;
  if (!store) return personal(notice(language, 'refusal', 'classNeedsMemory'));
  const step = /^(answer|key|class|end|keys|show)\s+([0-9a-f]{6})(?:\s+([\s\S]*))?$/iu.exec(words.trim());
  if (!step) return await newQuiz(parts, store, request);
  const [, verb = '', id = '', rest = ''] = step;
  const found = await findQuiz(store, request.incoming, id.toLowerCase());
  const essay = found && parts.retriever.essay(found.essay);
  if (!found || !essay) return personal(notice(language, 'refusal', 'quizGone'));
  const at = { parts, store, request, quiz: found, essay };
  switch (verb.toLowerCase()) {
    case 'answer':
      return personal(await answer(at, rest));
    case 'key':
      return personal(await key(at, Number(rest.trim()) - 1));
    case 'class':
      return await giveToClass(at);
    case 'end':
      return personal(await end(at));
    case 'keys':
      return personal(await sendKeys(at));
    default:
      return show(at);
  }
};

/** One step of a quiz that is kept. */
interface At {
  readonly parts: FeatureParts;
  readonly store: Store;
  readonly request: FeatureRequest;
  readonly quiz: KeptQuiz;
  readonly essay: Essay;
}

async function newQuiz(parts: FeatureParts, store: Store, request: FeatureRequest): Promise<Reply> {
  const { language, essay, essays, incoming, words } = request;
  if (!essay) return whichOf(essays, language);
  const mayTeach =
    !incoming.isDirect && !incoming.isOperator && (await parts.roles.standing(incoming, request.options)) === 'teacher';
  // The items of one quiz are the keys of another.
  if (!mayTeach && !incoming.isOperator && (await isRunning(store, incoming.place, essay)))
    return personal(notice(language, 'refusal', 'quizRunning'));
  const asked = Number(/\d+/.exec(words)?.[0] ?? usualItems);
  const count = Math.min(mostItems, Math.max(1, asked));
  const id = newQuizId();
  const to = { language, asker: askerOf(incoming), signal: request.options.signal };
  const written = (await parts.writer?.quiz({ essay, seed: id, count }, to)) ?? [];
  const items = makeQuiz(essay, id, count, written);
  if (items.length === 0) return personal(notice(language, 'plain', 'quizNone'));
  await keepQuiz(store, incoming, id, items);
  const kept = await findQuiz(store, incoming, id);
  if (!kept) throw new TypeError('A quiz that was kept is not there.');
  // What a teacher asks for where everyone hears it is for everyone.
  if (mayTeach && !incoming.isPrivate) return await giveToClass({ parts, store, request, quiz: kept, essay });
  return personal(ownCard(kept, essay, request, items.length < count, mayTeach));
}

/** In direct messages that belong to no class, a quiz of any class of the platform counts. */
async function isRunning(store: Store, place: Place, { slug }: Essay): Promise<boolean> {
  const runs = place.tenant === tenantApart ? await store.records.all(quizRunKind) : [];
  const tenants = [place, ...runs.filter(({ platform }) => platform === place.platform)];
  const running = await Promise.all(tenants.map((tenant) => isQuizRunning(store.records, tenant, slug)));
  return running.includes(true);
}

function ownCard(kept: KeptQuiz, essay: Essay, request: FeatureRequest, isShort: boolean, mayTeach: boolean): Reply {
  const { language, essays } = request;
  const items = kept.items.flatMap((item, n) => [questionItem(item, n, language), keyItem(kept, item, n, language)]);
  const lastLine = [
    say('quizHow', language, { id: kept.id }),
    isShort ? say('quizFewer', language) : '',
    writtenLine(kept, language),
  ];
  const given = {
    leadIn: say('quizLead', language, { title: essay.title }),
    items,
    lastLine: lastLine.filter(Boolean).join(' '),
  };
  const teach = mayTeach ? [button(say('quizGiveClass', language), `/quiz class ${kept.id}`)] : [];
  const another = button(say('quizAnother', language), `/quiz ${kept.items.length}`);
  const room = 5 - teach.length;
  return quizCard(
    essay,
    essays,
    language,
    given,
    [...teach, ...answerButtons(kept, language, room), another].slice(0, 5),
  );
}

async function answer({ store, request, quiz: kept, essay }: At, text: string): Promise<Reply> {
  const { language, incoming, essays } = request;
  const answers = readAnswers(text, kept);
  if (answers.length === 0) return notice(language, 'refusal', 'quizUnread', { id: kept.id });
  const isCounted = isSat(kept, Date.now());
  if (isCounted) for (const { n, choice } of answers) await countAnswer(store, incoming, kept, n, choice);
  const items = answers.flatMap(({ n, choice }) => {
    const item = kept.items[n];
    return item ? [answerItem(item, n, choice, language)] : [];
  });
  const last = isCounted ? 'quizFirstCounts' : kept.until === undefined ? 'quizTryAgain' : 'quizOver';
  const said = { leadIn: say('quizAnswersLead', language), items, lastLine: say(last, language) };
  return quizCard(essay, essays, language, said, answerButtons(kept, language, 5));
}

/** A class's key comes after the answer, or after the quiz. */
async function key({ parts, store, request, quiz: kept, essay }: At, n: number): Promise<Reply> {
  const { language, incoming, essays, options } = request;
  const item = kept.items[n];
  if (!item) return notice(language, 'refusal', 'quizGone');
  const isEarly =
    isSat(kept, Date.now()) &&
    !(await hasAnswered(store, incoming, kept, n)) &&
    (await parts.roles.standing(incoming, options)) !== 'teacher';
  if (isEarly) return notice(language, 'refusal', 'quizKeyLater');
  const said = { leadIn: '', items: [openKey(item, n, language)], lastLine: '' };
  return quizCard(essay, essays, language, said, []);
}

async function giveToClass({ parts, store, request, quiz: kept, essay }: At): Promise<Reply> {
  const { language, incoming } = request;
  const denied = incoming.isDirect ? notice(language, 'refusal', 'quizGone') : await denial(parts, request, 'here');
  if (denied) return personal(denied);
  // A button can be pressed twice: what runs, or is over, begins no second time.
  if (kept.until !== undefined) return personal(show({ parts, store, request, quiz: kept, essay }));
  const run = await startRun(store, incoming.place, kept, Date.now());
  await audit(store, incoming, 'quiz.start', run);
  if (!incoming.isPrivate) return classCard(run, essay, request);
  await parts.putBy(incoming.place, `quiz-${run.id}`, { line: `/quiz show ${run.id}`, language }, incoming.person);
  const values = { title: essay.title, time: clockTime(run.until), id: run.id };
  const given = notice(language, 'plain', 'quizGiven', values);
  return personal({ ...given, buttons: [button(say('quizEndButton', language), `/quiz end ${run.id}`)] });
}

async function audit(
  store: Store,
  { place, person }: Incoming,
  action: string,
  { id, essay }: KeptQuiz,
): Promise<void> {
  await store.audit.add(place, { person, action, details: { quiz: id, essay } });
}

/** What everyone sees: while it is sat, questions alone; after that, the key. */
function show({ request, quiz: kept, essay }: At): Reply {
  const { language, essays, incoming } = request;
  const isForClass = kept.until !== undefined;
  const shown = isSat(kept, Date.now())
    ? classCard(kept, essay, request)
    : isForClass
      ? quizCard(
          essay,
          essays,
          language,
          {
            leadIn: say('quizKeysLead', language, { title: essay.title }),
            items: kept.items.flatMap((item, n) => [questionItem(item, n, language), openKey(item, n, language)]),
            lastLine: '',
          },
          [],
        )
      : ownCard(kept, essay, request, false, false);
  return incoming.isDue ? shown : personal(shown);
}

function classCard(kept: KeptQuiz, essay: Essay, request: FeatureRequest): Reply {
  const { language, essays } = request;
  const items = kept.items.map((item, n) => questionItem(item, n, language));
  const leadIn = say('quizClassLead', language, { title: essay.title, time: clockTime(kept.until) });
  const lastLine = [say('quizHow', language, { id: kept.id }), writtenLine(kept, language)].filter(Boolean).join(' ');
  const said = { leadIn, items, lastLine };
  return quizCard(essay, essays, language, said, answerButtons(kept, language, 5));
}

async function end({ parts, store, request, quiz: kept, essay }: At): Promise<Reply> {
  const { language, incoming, essays } = request;
  const denied = await teacherOnly(parts, request);
  if (denied) return denied;
  if (kept.until === undefined) return notice(language, 'refusal', 'quizGone');
  const place = { ...incoming.place, place: kept.place };
  const ended = await endRun(store, place, kept, Date.now());
  await audit(store, incoming, 'quiz.end', ended);
  const items = ended.items.map((_, n) => countItem(ended, n, language));
  const said = { leadIn: say('quizEndedLead', language, { title: essay.title }), items, lastLine: '' };
  return quizCard(essay, essays, language, said, [button(say('quizShowKeys', language), `/quiz keys ${kept.id}`)]);
}

/** In direct messages too: what a person may change for themselves is no quiz of a class. */
async function teacherOnly(parts: FeatureParts, request: FeatureRequest): Promise<Reply | undefined> {
  return await denial(parts, request, 'workspace');
}

async function sendKeys({ parts, request, quiz: kept }: At): Promise<Reply> {
  const { language, incoming } = request;
  const denied = await teacherOnly(parts, request);
  if (denied) return denied;
  if (kept.until === undefined || isSat(kept, Date.now())) return notice(language, 'refusal', 'quizKeyLater');
  const place = { ...incoming.place, place: kept.place };
  await parts.putBy(place, `quiz-keys-${kept.id}`, { line: `/quiz show ${kept.id}`, language }, incoming.person);
  return notice(language, 'plain', 'quizKeyGoes');
}

function clockTime(ms = Date.now()): string {
  return new Date(ms).toISOString().slice(11, 16);
}

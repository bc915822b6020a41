/**
 * Two classes never meet: a thousand things that people do, in any order, in three classes whose people, places, files,
 * titles and questions have the same names. Each class has a word of its own in everything that is its own; no reply, no
 * log line and, after it has left, no byte of the store holds the word of another.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAnswerer } from '../../src/answer/answer.js';
import { createExtractiveWriter } from '../../src/answer/extractive.js';
import { createSchedules } from '../../src/app/schedules.js';
import { createConversation } from '../../src/conversation/conversation.js';
import type { Command, Incoming, Place, Reply, Tenant } from '../../src/conversation/types.js';
import type { Essay } from '../../src/essay/types.js';
import { handout as copyOf } from '../../src/ingest/handout.js';
import { openRetriever } from '../../src/retrieval/retriever.js';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import { summarise } from '../../src/summaries/summarise.js';
import { fakeEssay } from '../helpers/fake-parts.js';
import { hashEmbedder } from '../helpers/hash-embedder.js';
import { readingOf } from '../helpers/reading-of.js';
import { recordingLog } from '../helpers/recording-log.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';

const seed = 20_261_126;
const operations = 1_000;

/** One class: a tenant, and the word that stands in all that is its own. */
interface Class extends Tenant {
  readonly word: string;
  readonly suffix: string;
}

const classes: readonly Class[] = [
  { platform: 'slack', tenant: 'T1', word: 'amberwick', suffix: '1a2b3c4d' },
  { platform: 'slack', tenant: 'T2', word: 'bluethorn', suffix: '2b3c4d5e' },
  { platform: 'discord', tenant: 'T1', word: 'coalfinch', suffix: '3c4d5e6f' },
];
const people = ['tess', 'ann', 'bob'] as const;
const monday = Date.UTC(2027, 2, 1, 10);

function essaysOf({ platform, tenant, word, suffix }: Class): readonly Essay[] {
  const own = (name: string, texts: readonly string[], extra: Partial<Essay>): Essay =>
    fakeEssay(`${name}-${suffix}`, texts, {
      file: `${name}.md`,
      hash: `${name}-${suffix}`,
      owner: `${platform}:${tenant}`,
      ...extra,
    });
  return [
    own(
      'harbour',
      [
        `The harbour of ${word} silted up because the river was straightened above the town. Nobody in ${word} had asked for that.`,
        `According to Fergusson of ${word}, the fishermen lost half of their catch within a decade. The boats stayed in the sheds.`,
        `A new mole would probably keep the sand out of ${word}. However, the sand comes from the river and not from the sea.`,
        `The town should give the river its old bends back before it builds anything in ${word}.`,
      ],
      { title: 'The Harbour', author: 'Ida Berg', questions: ['Why did the harbour silt up?'] },
    ),
    own(
      'pasture',
      [
        `The pasture of ${word} belongs to no one. Every herder adds one more cow.`,
        `The grass of ${word} is gone by summer, because nobody counted the cows. However, rules of the village saved the hay of ${word}.`,
        `The town should give the pasture its old rules back before it builds anything in ${word}.`,
      ],
      { title: 'The Pasture', author: 'Ada Frost', questions: ['Who owns the pasture?'] },
    ),
  ];
}

/** The same numbers for the same seed (mulberry32). */
function numbersFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What people say; those of the teacher come more often from the teacher. */
const said = (word: string): readonly string[] => [
  `why did the harbour of ${word} silt up?`,
  `who owns the pasture of ${word}?`,
  `what does ${word} say of the moon landing?`,
  'and the boats?',
  'in harbour.md: who lost the catch?',
  '/summary',
  '/summary full --essay pasture.md',
  `what does it say about ${word}?`,
  '/paragraph 1 --essay harbour.md',
  '/next',
  '/essays',
  '/use harbour.md',
  '/use pasture',
  '/settings essay all',
  '/handout harbour.md',
  '/help',
  '/privacy',
  '/export',
  '/settings',
  '/settings workspace',
  '/settings me language fr',
  '/settings me language auto',
  '/teachers',
  `/hint why did the harbour of ${word} silt up?`,
  '/hint next',
  '/hint answer',
  `/check the river of ${word} was straightened`,
  `/backup The grass of ${word} is gone by summer. The moon is made of ${word}.`,
  `/brief should ${word} build a new mole?`,
  '/quiz 2 --essay harbour.md',
  '/glossary --essay harbour.md',
  `/glossary ${word}`,
  '/compare harbour.md and pasture.md',
  `/relay The sand of ${word} comes from the river.`,
  `/ask-teacher why was nobody in ${word} asked?`,
  '/notes',
  '/upload',
  `/${word}`,
];
const taught = (word: string): readonly string[] => [
  '/settings mode hints',
  '/settings mode answers',
  '/settings lock on',
  '/settings lock off',
  '/settings workspace relay on',
  '/settings autoAnswer on',
  '/settings quietHours 22-7',
  '/settings quietHours off',
  '/settings zone Asia/Tokyo',
  `/teachers add @${word}`,
  `/teachers remove @${word}`,
  '/discuss --essay harbour.md',
  `/discuss ${word} --essay harbour.md`,
  '/schedule every monday 9:00',
  '/schedule digest every monday 9:00',
  '/schedule',
  '/quiz 1 --essay pasture.md',
];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: monday });
});
afterEach(() => {
  vi.useRealTimers();
});

it(`what one class has, no other one sees, and nothing of it stays when it leaves (seed ${seed})`, async () => {
  const random = numbersFrom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const oneOf = <Value>(values: readonly [Value, ...Value[]] | readonly Value[]): Value => {
    const value = values[below(values.length)];
    if (value === undefined) throw new Error('nothing to choose from');
    return value;
  };

  const folder = await temporaryFolder();
  const data = await temporaryFolder();
  const log = recordingLog();
  const retriever = await openRetriever({ embedder: hashEmbedder(), folder, log });
  await retriever.refresh(readingOf(...classes.flatMap(essaysOf)));
  const kept = await openStore({ file: join(data, 'talk.db'), log });
  /** What waits is asked for once at a time; where nothing does, nobody waits for more. */
  let looking = new AbortController();
  let taken = 0;
  const store: Store = {
    ...kept,
    claims: {
      ...kept.claims,
      async takeUp(...which) {
        const found = await kept.claims.takeUp(...which);
        taken = found.length;
        if (taken === 0) looking.abort();
        return found;
      },
    },
  };
  const answerer = createAnswerer({ retriever, writers: [createExtractiveWriter()] });
  const handout = (essay: Essay): string => copyOf(essay, 'markdown');
  const conversation = createConversation({ retriever, answerer, summarise, handout, log, store, retentionDays: 30 });
  const { records, settings } = store;
  const schedules = createSchedules({
    records,
    settings,
    putBy: conversation.putBy,
    platforms: ['slack', 'discord'],
    log,
  });

  const trail: string[] = [];
  /** Buttons that were offered, and messages that were sent, class by class. */
  const offered = new Map<Class, string[]>(classes.map((each) => [each, []]));
  const sent = new Map<Class, { place: string; id: string }[]>(classes.map((each) => [each, []]));
  const saidHere = new Map<Class, Set<string>>(classes.map((each) => [each, new Set()]));
  let count = 0;

  /** Nothing of another class in it; pictures are drawn of the same names and numbers. */
  function look(of: Class, reply: Reply | undefined): void {
    if (!reply) return;
    const text = JSON.stringify(reply, (key, value: unknown) => (key === 'png' ? '' : value)).toLowerCase();
    // A slug that somebody said here themselves may come back to them.
    for (const { word, suffix } of classes.filter((each) => each !== of))
      if (text.includes(word) || (text.includes(suffix) && !saidHere.get(of)?.has(suffix)))
        throw new Error(
          `${of.platform} ${of.tenant} was shown ${word} (seed ${seed}) after ${trail.slice(-5).join(' | ')}: ${text.slice(0, 400)}`,
        );
    const hidden = reply.kind === 'card' ? reply.items.flatMap((item) => item.hidden?.line ?? []) : [];
    offered.get(of)?.push(...reply.buttons.map(({ line }) => line), ...hidden);
  }

  async function speak(of: Class, incoming: Omit<Incoming, 'messageId'>): Promise<void> {
    count += 1;
    const full: Incoming = { ...incoming, messageId: `m${count}` };
    trail.push(`${of.word} ${full.person} ${full.place.place}: ${full.text} ${JSON.stringify(full.command ?? '')}`);
    sent.get(of)?.push({ place: full.place.place, id: full.messageId });
    for (const { suffix } of classes) if (full.text.includes(suffix)) saidHere.get(of)?.add(suffix);
    if (!(await conversation.accept(full))) return;
    let last: Reply | undefined;
    for await (const reply of conversation.handle(full)) last = reply;
    await conversation.finish(full);
    look(of, last);
  }

  function placeFor({ platform, tenant }: Class, person: string): Pick<Incoming, 'place' | 'isDirect' | 'isPrivate'> {
    const at = (place: string): Place => ({ platform, tenant, place });
    const kinds = [
      { place: at('C1') },
      { place: at('C1:1') },
      { place: at('C1'), isPrivate: true },
      { place: at('C2') },
      { place: at(`D-${person}`), isDirect: true },
    ];
    return oneOf(kinds);
  }

  /** Where words without a name are said, and nobody else reads along. */
  function classChannel({ platform, tenant }: Class): Pick<Incoming, 'place' | 'isDirect'> {
    return { place: { platform, tenant, place: 'C1' }, isDirect: false };
  }

  /** What waits is shown, each to the class it is for. */
  async function carryOut(): Promise<void> {
    await schedules.pass(Date.now());
    for (const platform of ['slack', 'discord']) {
      looking = new AbortController();
      const dues = conversation.due([platform], looking.signal)[Symbol.asyncIterator]();
      for (let shown = 0; shown === 0 || shown < taken; shown += 1) {
        const next = dues.next();
        // What is not to be said any more yields nothing: there is no waiting for it.
        const idle = setTimeout(() => looking.abort(), 400);
        const { value: due, done } = await next;
        clearTimeout(idle);
        if (done) break;
        const of = classes.find((each) => each.platform === due.place.platform && each.tenant === due.place.tenant);
        trail.push(`due in ${due.place.tenant} ${due.place.place}`);
        if (of) for (const reply of due.replies) look(of, reply);
        await due.confirm();
      }
      looking.abort();
      await dues.return?.();
    }
  }

  async function step(): Promise<void> {
    const of = oneOf(classes);
    const other = oneOf(classes);
    const person = oneOf(people);
    const where = placeFor(of, person);
    // Where the teacher was forgotten, or the class left, it begins anew.
    await conversation.welcome(of, 'tess');
    const roll = random();
    const say = (text: string, rest: Partial<Incoming> = {}) => speak(of, { ...where, person, text, ...rest });
    if (roll < 0.44) return await say(oneOf(said(of.word)));
    if (roll < 0.46)
      return await say(`/relay The sand of ${of.word} comes from the river.`, { ...classChannel(of), isPrivate: true });
    if (roll < 0.6) return await speak(of, { ...where, person: 'tess', text: oneOf(taught(of.word)) });
    if (roll < 0.74) {
      // A button of one's own class, or one whose line came from another.
      const lines = (offered.get(other) ?? []).filter((line) => other === of || !line.includes(other.word));
      return lines.length === 0 ? undefined : await say(oneOf(lines), { person: random() < 0.5 ? 'tess' : person });
    }
    if (roll < 0.82) {
      const turns = sent.get(other) ?? [];
      if (turns.length === 0) return;
      const { place: from, id: turn } = oneOf(turns);
      const commands: readonly Command[] = [
        { name: 'share', turn, from },
        { name: 'keep', turn, from },
        { name: 'feedback', turn, verdict: 'bad', reason: `not about ${of.word}` },
        { name: 'teacher', words: `turn:${turn}` },
      ];
      return await say('', { command: oneOf(commands) });
    }
    if (roll < 0.86) return await say(`Who owns the pasture of ${of.word}?`, { isOverheard: true, isToAll: true });
    if (roll < 0.9) {
      const turns = sent.get(of) ?? [];
      if (turns.length === 0) return;
      const { place, id } = oneOf(turns);
      trail.push(`${of.word} retracts ${id}`);
      return await conversation.retract({ platform: of.platform, tenant: of.tenant, place }, id);
    }
    if (roll < 0.91) return await say('/forget-me confirm');
    if (roll < 0.925) return await say('/digest', { person: 'tess' });
    vi.setSystemTime(Date.now() + below(40) * 3_600_000);
    await carryOut();
  }

  /** The bytes of the store, whatever file they stand in. */
  async function bytes(): Promise<string> {
    const files = await readdir(data);
    return (await Promise.all(files.map((file) => readFile(join(data, file), 'latin1')))).join('\n').toLowerCase();
  }

  /** What every other class has in the store. */
  function keptBy(left: Class): string {
    const database = new Database(join(data, 'talk.db'), { readonly: true });
    try {
      const tables = database.prepare("select name from sqlite_master where type = 'table' order by name").all();
      return JSON.stringify(
        (tables as { name: string }[]).map(({ name }) =>
          (database.prepare(`select * from "${name}"`).all() as Record<string, unknown>[]).filter(
            (row) => 'tenant' in row && !(row.platform === left.platform && row.tenant === left.tenant),
          ),
        ),
      );
    } finally {
      database.close();
    }
  }

  for (let done = 1; done <= operations; done += 1) {
    await step();
    if (done % (operations / 4) !== 0) continue;
    const leaving = oneOf(classes);
    const others = keptBy(leaving);
    expect(await bytes()).toContain(leaving.word);
    await conversation.forget(leaving);
    const left = await bytes();
    expect(left.includes(leaving.word), `${leaving.word} is in the store (seed ${seed})`).toBe(false);
    for (const each of classes) if (each !== leaving) expect(left).toContain(each.word);
    expect(keptBy(leaving) === others, `${leaving.word} took something with it (seed ${seed})`).toBe(true);
  }

  const told = log.lines.join('\n').toLowerCase();
  for (const { word } of classes) expect(told).not.toContain(word);
  expect(log.lines.filter((line) => line.includes('was not answered'))).toEqual([]);
  await store.close();
  await retriever.close();
}, 180_000);

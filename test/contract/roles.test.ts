/**
 * Who may do what: every row of the role table, for everyone it could be and in every place they could speak. What is
 * denied is refused and leaves the store as it was, to the byte; what is allowed is not refused for who asks.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { closedByLock } from '../../src/conversation/closed-by-lock.js';
import { commandTable, parseCommand } from '../../src/conversation/commands.js';
import { settingKeys } from '../../src/conversation/settings.js';
import {
  type Command,
  featureNames,
  type HandleOptions,
  type Incoming,
  type Reply,
  tenantApart,
} from '../../src/conversation/types.js';
import { type PhraseKey, say as phrase } from '../../src/essay/phrases.js';
import { dueReplies } from '../helpers/due-replies.js';
import { fakeAnswerer, fakeEssay } from '../helpers/fake-parts.js';
import { openTalk, type StoreTalk } from '../helpers/store-talk.js';
import { harbour } from '../helpers/teacher-talk.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';
import { wordRetriever } from '../helpers/word-retriever.js';
import { type Door, doors, type Row, roleTable, type Standing, standings } from './role-table.js';

const pasture = fakeEssay('pasture', ['The pasture belongs to no one. Every herder adds one more cow.'], {
  collection: 'week-03',
});
const channel = { platform: 'slack', tenant: 'T1', place: 'C1' };

/** A class with a teacher `tess`; `theo` was one. */
async function openClass(): Promise<StoreTalk & { readonly folder: string }> {
  const folder = await temporaryFolder();
  const retriever = wordRetriever(harbour, pasture);
  const talk = await openTalk(folder, { retriever, answerer: fakeAnswerer(retriever) });
  const teach = (tenant: string, person: string) =>
    talk.store.settings.change({ platform: 'slack', tenant, place: '', person }, { role: 'teacher' });
  for (const person of ['tess', 'theo', 'other']) await teach('T1', person);
  await teach('T2', 'fay');
  await talk.say('/teachers remove @theo', { place: channel, person: 'tess' });
  await talk.store.settings.change(channel, { essay: 'harbour', relay: 'on' });
  return { ...talk, folder };
}

const people: Readonly<Record<Standing, string>> = {
  student: 'stu',
  'nobody claimed': 'ned',
  'foreign teacher': 'fay',
  'removed teacher': 'theo',
  administrator: 'ada',
  teacher: 'tess',
  operator: 'root',
};

/** How a platform tells of somebody who speaks there. */
function speaking(standing: Standing, door: Door): { rest: Partial<Incoming>; options: HandleOptions } {
  const isApart = door === 'direct, apart' || door === 'own app';
  const tenant = isApart ? tenantApart : standing === 'nobody claimed' ? 'T9' : 'T1';
  const places = {
    channel: 'C1',
    thread: 'C1:T1',
    private: 'C1',
    direct: 'D1',
    'direct, apart': 'D1',
    'own app': 'X1',
  };
  const isDirect = door === 'direct' || door === 'direct, apart';
  const hasRights = standing === 'administrator' ? !isApart && !isDirect : standing === 'nobody claimed';
  return {
    rest: {
      place: { platform: 'slack', tenant, place: places[door] },
      person: people[standing],
      language: 'en',
      ...(isDirect ? { isDirect } : {}),
      ...(door === 'private' || door === 'own app' ? { isPrivate: true } : {}),
      ...(standing === 'operator' ? { isOperator: true } : {}),
    },
    options: { hasPlatformRights: async () => hasRights },
  };
}

/** Everything in the store, table by table. */
function dump(folder: string): string {
  const database = new Database(join(folder, 'talk.db'), { readonly: true });
  try {
    const tables = database.prepare("select name from sqlite_master where type = 'table' order by name").all();
    return JSON.stringify(
      (tables as { name: string }[]).map(({ name }) => [name, database.prepare(`select * from "${name}"`).all()]),
    );
  } finally {
    database.close();
  }
}

/** The files themselves: where no byte of them changed, nothing in them did. */
function bytesOf(folder: string): string {
  return ['talk.db', 'talk.db-wal'].map((name) => readFileSync(join(folder, name), 'latin1')).join('');
}

/** Lines of buttons, and of what is revealed. */
function linesOf(reply: Reply): readonly string[] {
  const hidden = reply.kind === 'card' ? reply.items.flatMap((item) => item.hidden?.line ?? []) : [];
  const rows = reply.kind === 'settings' ? reply.rows.map(({ line, value }) => `${line}${value}`) : [];
  return [...reply.buttons.map(({ line }) => line), ...hidden, ...rows];
}

/** Every line that any reply of these tests offered. */
const offered = new Set<string>();

function noted(reply: Reply): Reply {
  for (const line of linesOf(reply)) offered.add(line);
  return reply;
}

let count = 0;
/** Makes what a line names, as the teacher or by a new student each time. */
const makers: Readonly<Record<string, (talk: StoreTalk) => Promise<string>>> = {
  ladder: (talk) => made(talk, `/hint why did the harbour silt up in year ${++count}?`, /^\/hint next (\S+)/),
  draft: (talk) => made(talk, '/discuss', /^\/discuss post (\S+)/),
  plan: (talk) => made(talk, '/schedule every monday 9:00', /^\/schedule remove (\S+)/),
  backing: (talk) => made(talk, '/backup The river was straightened above the town.', /^\/backup share (\S+)/),
  quiz: (talk) => made(talk, '/quiz 2', /^\/quiz class (\S+)/),
  run: async (talk) => {
    const id = await makers.quiz?.(talk);
    await asTeacher(talk, `/quiz class ${id}`);
    return id ?? '';
  },
  ended: async (talk) => {
    const id = await makers.run?.(talk);
    await asTeacher(talk, `/quiz end ${id}`);
    return id ?? '';
  },
  relay: (talk) => handed(talk, '/relay The sand comes from the river.', /^\/relay approve (\S+)/),
  question: (talk) => handed(talk, '/ask-teacher why was nobody asked?', /^\/ask-teacher answer (\S+)/),
  note: async (talk) => {
    const id = await makers.question?.(talk);
    await asTeacher(talk, `/ask-teacher answer ${id} Nobody was.`);
    return id ?? '';
  },
};

const asTeacher = async (talk: StoreTalk, line: string, rest: Partial<Incoming> = {}): Promise<Reply> =>
  noted(await talk.say(line, { place: channel, person: 'tess', isPrivate: true, language: 'en', ...rest }));

async function made(talk: StoreTalk, line: string, pattern: RegExp): Promise<string> {
  return found(await asTeacher(talk, line), pattern);
}

/** What a student hands in, as it reaches a teacher. */
async function handed(talk: StoreTalk, line: string, pattern: RegExp): Promise<string> {
  count += 1;
  await talk.say(line, { place: channel, person: `stu${count}`, isPrivate: true, language: 'en' });
  const waiting = await talk.store.claims.takeUp('slack', { leaseMs: 0, limit: 100 });
  const replies = (await dueReplies(talk.conversation, waiting.length)).flatMap((due) => due.replies);
  for (const reply of replies) noted(reply);
  const newest = replies.filter((reply) => linesOf(reply).some((each) => pattern.test(each))).at(-1);
  if (!newest) throw new Error(`nothing came of ${line}`);
  return found(newest, pattern);
}

function found(reply: Reply, pattern: RegExp): string {
  const id = linesOf(reply).flatMap((line) => pattern.exec(line)?.[1] ?? [])[0];
  if (id === undefined) throw new Error(`${pattern} is on no button: ${JSON.stringify(reply).slice(0, 300)}`);
  return id;
}

/** The message that tries a row: its line with what it names made anew, or what its button carries. */
async function trial(talk: StoreTalk, { line, command }: Row): Promise<Pick<Incoming, 'text' | 'command'>> {
  if (line === undefined) {
    const messageId = `t${++count}`;
    await asTeacher(talk, 'why did the harbour silt up?', { messageId });
    return { text: '', ...(command ? { command: command(messageId) } : {}) };
  }
  const [, name] = /<(\w+)>/.exec(line) ?? [];
  if (name === undefined) return { text: line };
  const make = makers[name];
  if (!make) throw new Error(`nothing makes <${name}>`);
  return { text: line.replace(`<${name}>`, await make(talk)) };
}

/** What is said to people for what they are not. */
const denials: ReadonlySet<string> = new Set(
  (
    [
      ['onlyTeachers', { example: 'harbour' }],
      ['nobodyClaimed', {}],
      ['uploadOnlyTeachers', {}],
      ['uploadNoClass', {}],
      ['licenceNoCopy', { title: harbour.title }],
    ] as const satisfies readonly (readonly [PhraseKey, object])[]
  ).map(([key, values]) => phrase(key, 'en', values)),
);
const isRefusal = (reply: Reply): boolean => reply.kind === 'notice' && reply.tone === 'refusal';
const isDenial = (reply: Reply): boolean => reply.kind === 'notice' && denials.has(reply.text);

const rows = Object.entries(roleTable).flatMap(([name, list]) =>
  list.map((row) => [`${name}: ${row.does}`, row] as const),
);

const pairs = standings.flatMap((standing) => doors.map((door) => [standing, door] as const));

/** Tries a row as everyone it is allowed to. */
async function isOpenTo(talk: StoreTalk, row: Row, allowed: typeof pairs): Promise<void> {
  for (const [standing, door] of allowed) {
    const { rest, options } = speaking(standing, door);
    const tried = await trial(talk, row);
    const reply = noted(await talk.say(tried.text, { ...rest, ...tried }, options));
    expect(isDenial(reply), `${standing}, ${door}: ${tried.text}`).toBe(false);
  }
}

/** What is open to all and asks for nothing that was there before. */
const isForAll = ({ line = '<turn>', may }: Row): boolean =>
  !line.includes('<') && pairs.every(([standing, door]) => may[standing]?.includes(door));

it('what is open to all is refused to nobody for who they are', async () => {
  const talk = await openClass();
  const open = rows.filter(([, row]) => isForAll(row));
  expect(open.length).toBeGreaterThan(20);
  for (const [, row] of open) await isOpenTo(talk, row, pairs);
}, 60_000);

describe.each(rows.filter(([, row]) => !isForAll(row)))('%s', (_name, row) => {
  it('is done by those alone whom the table names', async () => {
    const talk = await openClass();
    const isAllowed = ([standing, door]: (typeof pairs)[number]): boolean => row.may[standing]?.includes(door) === true;
    const tried = await trial(talk, row);
    const before = dump(talk.folder);
    let bytes = bytesOf(talk.folder);
    for (const [standing, door] of pairs.filter((pair) => !isAllowed(pair))) {
      const { rest, options } = speaking(standing, door);
      const reply = await talk.say(tried.text, { ...rest, ...tried }, options);
      const what = `${standing}, ${door}: ${tried.text} ${JSON.stringify(reply).slice(0, 200)}`;
      expect(isRefusal(reply), what).toBe(true);
      const now = bytesOf(talk.folder);
      expect(now === bytes || dump(talk.folder) === before, what).toBe(true);
      bytes = now;
    }
    await isOpenTo(talk, row, pairs.filter(isAllowed));
  });
});

describe('the role table', () => {
  const lines = rows.flatMap(([, { line }]) => line ?? []);

  it('has rows for every command and feature, and for every thing that can be set', () => {
    expect(Object.keys(roleTable).sort()).toEqual(Object.keys(closedByLock).sort());
    for (const [name, list] of Object.entries(roleTable)) expect(list.length, name).toBeGreaterThan(0);
    for (const name of [...commandTable.map((entry) => entry.name), ...featureNames])
      expect(Object.keys(roleTable)).toContain(name);
    for (const key of settingKeys)
      for (const scope of ['', 'workspace '])
        expect(
          lines.some((line) => line.startsWith(`/settings ${scope}${key} `)),
          `${scope}${key}`,
        ).toBe(true);
  });

  it('means by each line the command it stands under', () => {
    const isEssay = (name: string): boolean => ['harbour', 'pasture', 'week-03'].includes(name);
    for (const [name, list] of Object.entries(roleTable))
      for (const { line, command } of list) {
        const meant: Command | undefined = line === undefined ? command?.('t') : parseCommand(line, { isEssay });
        expect(meant?.name, line).toBe(name);
      }
  });

  it('names every line that the source makes for a button, a reveal or a later time', () => {
    const folder = fileURLToPath(new URL('../../src/conversation', import.meta.url));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const heads = files
      .filter((name) => !/feature-table|commands\.ts/.test(name))
      .flatMap(
        (name) => readFileSync(join(folder, name), 'utf8').match(/[`'"]\/[a-z][a-z-]+(?: [a-z]+)?(?=[ `'"$])/g) ?? [],
      )
      .map((head) => head.slice(1).trim());
    expect(heads.length).toBeGreaterThan(30);
    // Put by for a time and never pressed: said by hand, the words of a relay or a question are just those words.
    const onlyPutBy = ['/relay show', '/relay post', '/ask-teacher show', '/ask-teacher told'];
    for (const head of new Set(heads))
      expect(onlyPutBy.includes(head) || lines.some((line) => line === head || line.startsWith(`${head} `)), head).toBe(
        true,
      );
  });

  it('names every line that was offered meanwhile', () => {
    expect(offered.size).toBeGreaterThan(40);
    // The words after these are anybody's.
    const free = ['/ask', '/summary', '/paragraph', '/compare', '/settings', '/use', '/next', '/previous'];
    for (const line of offered) {
      const [head = '', verb = ''] = line.split(/\s+/);
      if (free.includes(head)) continue;
      // An id may happen to be letters alone.
      const isVerb = /^[a-z]{2,}$/.test(verb) && !/^[qs]?[0-9a-f]{6,8}$/.test(verb);
      const wanted = isVerb ? `${head} ${verb}` : head;
      expect(
        lines.some((each) => each === wanted || each.startsWith(`${wanted} `)),
        line,
      ).toBe(true);
    }
  });
});

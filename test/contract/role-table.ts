/**
 * Who may do what, and where. Every command has its rows here; what a row does not name is denied, and leaves nothing
 * behind. A word in `<…>` is made by a teacher of the class before the line is tried.
 */
import type { Command } from '../../src/conversation/types.js';

/** Whoever speaks, seen from the class on Slack whose teacher is `teacher`. */
export const standings = [
  'student',
  /** Somebody where nobody has claimed, though they administer that place on its platform. */
  'nobody claimed',
  /** A teacher of another class. */
  'foreign teacher',
  /** Was a teacher here, and was removed. */
  'removed teacher',
  /** Administers the place on its platform. */
  'administrator',
  'teacher',
  /** Sits at the machine. */
  'operator',
] as const;
export type Standing = (typeof standings)[number];

/** Where they speak. */
export const doors = [
  'channel',
  'thread',
  /** A slash command whose reply they alone see. */
  'private',
  'direct',
  /** Direct messages that belong to no class. */
  'direct, apart',
  /** The app of one's own account, in a place of nobody's. */
  'own app',
] as const;
export type Door = (typeof doors)[number];

type Allowed = Readonly<Partial<Record<Standing, readonly Door[]>>>;

const inClass: readonly Door[] = ['channel', 'thread', 'private', 'direct'];
/** Rights on a platform count where the platform has a say. */
const withRights: readonly Door[] = ['channel', 'thread', 'private'];
const amongTwo: readonly Door[] = ['direct', 'direct, apart'];

const nobody: Allowed = {};
const everyone: Allowed = Object.fromEntries(standings.map((standing) => [standing, doors]));
const teachers: Allowed = { teacher: inClass, administrator: withRights, operator: doors };
/** Where two speak, what is set is one's own. */
const teachersOrOneself: Allowed = {
  ...Object.fromEntries(standings.map((standing) => [standing, amongTwo])),
  teacher: [...inClass, 'direct, apart'],
  administrator: [...withRights, ...amongTwo],
  operator: doors,
};
/** What names its class: a button in direct messages, wherever those belong. */
const teachersAnywhere: Allowed = { teacher: doors, administrator: withRights, operator: doors };
const teachersOfClass: Allowed = { teacher: inClass, administrator: withRights, operator: inClass };
/** The teacher made it; nobody else may go on with it, whatever they are. */
const itsOwner: Allowed = { teacher: inClass };

export interface Row {
  readonly does: string;
  /** What is said, typed or by a button; absent for what comes by a button of the platform alone. */
  readonly line?: string;
  /** What such a button carries, about the turn `turn` of the teacher in the channel. */
  readonly command?: (turn: string) => Command;
  readonly may: Allowed;
}

const setting = (key: string, value: string): readonly Row[] => [
  { does: `sets ${key} for a place`, line: `/settings ${key} ${value}`, may: teachers },
  { does: `sets ${key} for all`, line: `/settings workspace ${key} ${value}`, may: teachers },
];
const ownSetting = (key: string, value: string): readonly Row[] => [
  { does: `sets ${key} for a place`, line: `/settings ${key} ${value}`, may: teachersOrOneself },
  { does: `sets ${key} for all`, line: `/settings workspace ${key} ${value}`, may: teachers },
  { does: `sets ${key} for oneself`, line: `/settings me ${key} ${value}`, may: everyone },
];

export const roleTable: Readonly<Record<Command['name'], readonly Row[]>> = {
  ask: [{ does: 'asks', line: '/ask why did the harbour silt up?', may: everyone }],
  summary: [{ does: 'sums up', line: '/summary short', may: everyone }],
  paragraph: [
    { does: 'reads', line: '/paragraph p1', may: everyone },
    { does: 'reads on', line: '/next', may: everyone },
    { does: 'reads back', line: '/previous', may: everyone },
  ],
  essays: [{ does: 'lists the essays', line: '/essays', may: everyone }],
  use: [
    { does: 'shows the essay of the place', line: '/use', may: everyone },
    { does: 'chooses the essay of the place', line: '/use harbour', may: teachersOrOneself },
    { does: 'chooses the week', line: '/use week-03', may: teachersOrOneself },
    { does: 'chooses the week in words', line: 'this week: week-03', may: teachersOrOneself },
  ],
  // The licence of this essay is not open.
  handout: [{ does: 'takes the numbered copy', line: '/handout harbour', may: teachers }],
  privacy: [{ does: 'sees what is stored about oneself', line: '/privacy', may: everyone }],
  help: [{ does: 'asks for help', line: '/help', may: everyone }],
  claim: [{ does: 'tries a code that is wrong', line: '/claim AAAA-AAAA', may: nobody }],
  teachers: [
    { does: 'lists the teachers', line: '/teachers', may: whereTeachersAre() },
    { does: 'makes a teacher', line: '/teachers add @new', may: teachers },
    { does: 'removes a teacher', line: '/teachers remove @other', may: teachers },
  ],
  settings: [
    { does: 'sees what is set here', line: '/settings', may: everyone },
    { does: 'sees what is set for all', line: '/settings workspace', may: everyone },
    ...ownSetting('essay', 'harbour'),
    ...ownSetting('language', 'de'),
    ...ownSetting('answers', 'public'),
    ...setting('followUps', 'off'),
    ...setting('autoAnswer', 'on'),
    ...setting('quietHours', '22-7'),
    ...setting('zone', 'Asia/Tokyo'),
    ...setting('mode', 'hints'),
    ...setting('lock', 'on'),
    ...setting('relay', 'on'),
  ],
  feedback: [
    { does: 'judges an answer', command: (turn) => ({ name: 'feedback', turn, verdict: 'good' }), may: everyone },
  ],
  share: [{ does: 'shows an answer to all', command: (turn) => ({ name: 'share', turn, from: 'C1' }), may: itsOwner }],
  keep: [{ does: 'keeps an answer', command: (turn) => ({ name: 'keep', turn, from: 'C1' }), may: itsOwner }],
  hint: [
    { does: 'asks for a hint', line: '/hint why did the harbour silt up?', may: everyone },
    { does: 'goes on to the next hint', line: '/hint next <ladder>', may: itsOwner },
    { does: 'skips to the end of the hints', line: '/hint answer <ladder>', may: itsOwner },
  ],
  check: [{ does: 'has an answer checked', line: '/check the river was straightened above the town', may: everyone }],
  discuss: [
    { does: 'drafts a question', line: '/discuss', may: teachers },
    { does: 'posts a draft', line: '/discuss post <draft>', may: teachersOfDraft() },
    { does: 'rewrites a draft', line: '/discuss edit <draft> Who gains?', may: teachersOfDraft() },
    { does: 'asks for another draft', line: '/discuss another <draft>', may: teachersOfDraft() },
    { does: 'throws a draft away', line: '/discuss discard <draft>', may: teachersOfDraft() },
    { does: 'says by hand what shows a draft in its time', line: '/discuss show <draft>', may: nobody },
    { does: 'says by hand what carries a plan out', line: '/discuss due <plan> 1', may: nobody },
  ],
  schedule: [
    { does: 'lists what is planned', line: '/schedule', may: teachers },
    { does: 'plans', line: '/schedule every monday 9:00', may: teachers },
    { does: 'plans a draft', line: '/schedule <draft> mon 09:00', may: teachersOfDraft() },
    { does: 'plans the digest', line: '/schedule digest mon 09:00', may: teachers },
    { does: 'takes a plan back', line: '/schedule remove <plan>', may: teachersOfDraft() },
    { does: 'sets the time zone', line: '/schedule zone Asia/Tokyo', may: teachers },
    { does: 'sets the time zone of all', line: '/schedule zone workspace Asia/Tokyo', may: teachers },
    { does: 'says by hand what tells of a plan that was missed', line: '/schedule missed <plan> 1', may: nobody },
  ],
  backup: [
    { does: 'has a claim backed up', line: '/backup The river was straightened above the town.', may: everyone },
    { does: 'shares what backs a claim', line: '/backup share <backing>', may: itsOwner },
    { does: 'says by hand what shows it to all', line: '/backup show <backing>', may: nobody },
  ],
  brief: [{ does: 'asks for both sides', line: '/brief should a mole be built?', may: everyone }],
  quiz: [
    { does: 'asks for a quiz', line: '/quiz 2', may: everyone },
    { does: 'gives a quiz to the class', line: '/quiz class <quiz>', may: teachersWhereOthersAre() },
    { does: 'answers a quiz', line: '/quiz answer <run> 1a', may: everyone },
    { does: 'looks at a quiz', line: '/quiz show <run>', may: everyone },
    { does: 'asks for a key', line: '/quiz key <quiz> 1', may: everyone },
    { does: 'ends a quiz', line: '/quiz end <run>', may: teachersHere() },
    { does: 'shows the keys to the class', line: '/quiz keys <ended>', may: teachersHere() },
  ],
  glossary: [{ does: 'asks for the glossary', line: '/glossary', may: everyone }],
  compare: [{ does: 'compares', line: '/compare harbour and pasture', may: everyone }],
  digest: [
    { does: 'sees what the class asked', line: '/digest 14 days', may: teachers },
    { does: 'says by hand what brings a digest in its time', line: '/digest due C1', may: nobody },
  ],
  relay: [
    { does: 'says something without a name', line: '/relay The sand comes from the river.', may: everyone },
    { does: 'approves such words', line: '/relay approve <relay>', may: teachersAnywhere },
    { does: 'rejects such words', line: '/relay reject <relay>', may: teachersAnywhere },
  ],
  teacher: [
    { does: 'asks the teacher', line: '/ask-teacher why was nobody asked?', may: everyone },
    { does: 'answers as the teacher', line: '/ask-teacher answer <question> Nobody was.', may: teachersAnywhere },
  ],
  notes: [
    { does: 'reads the class notes', line: '/notes', may: everyone },
    { does: 'removes a note', line: '/notes remove <note>', may: teachersAnywhere },
  ],
  upload: [
    { does: 'lists what was uploaded, or uploads', line: '/upload', may: teachersOfClass },
    { does: 'turns a page of what was uploaded', line: '/upload page 2', may: teachersOfClass },
    { does: 'takes an upload back', line: '/upload undo 00000000', may: teachersOfClass },
  ],
  export: [{ does: 'takes away what is stored about oneself', line: '/export', may: everyone }],
  forget: [
    { does: 'is told what would be deleted', line: '/forget-me', may: everyone },
    { does: 'has it deleted', line: '/forget-me confirm', may: everyone },
  ],
  unknown: [{ does: 'says what is no command', line: '/frobnicate', may: everyone }],
};

/** Elsewhere there is nobody to list. */
function whereTeachersAre(): Allowed {
  return { ...Object.fromEntries(standings.map((standing) => [standing, inClass])), 'nobody claimed': [] };
}

/** A draft or a plan belongs to its channel and to whoever made it; in other places nobody reaches it. */
function teachersOfDraft(): Allowed {
  return { teacher: inClass, administrator: withRights, operator: withRights };
}

/** A quiz is given where others are. */
function teachersWhereOthersAre(): Allowed {
  return { teacher: withRights, administrator: withRights, operator: withRights };
}

/** What belongs to a class is not found from outside. */
function teachersHere(): Allowed {
  return { teacher: inClass, administrator: withRights, operator: inClass };
}

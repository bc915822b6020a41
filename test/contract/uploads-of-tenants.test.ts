/** Two workspaces bring files of one name with different texts: whatever is asked in one, nothing of the other's comes. */
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/conversation/types.js';
import { wordsOf } from '../helpers/teacher-talk.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';
import { droppedFile, openUploadTalk, tenantOne, tenantTwo, type UploadTalk } from '../helpers/upload-talk.js';

const texts = {
  T1: '# The ferry\n\nThe ferry stopped running in March because the mayor feared the ice.\n\nNobody in Ostholm was told of it.\n',
  T2: '# The bridge\n\nThe bridge was closed in March because the mayor feared the wind.\n\nNobody in Westmark was told of it.\n',
};
const secretOf = { T1: /ferry|Ostholm|the ice/, T2: /bridge|Westmark|the wind/ };
const other = { T1: 'T2', T2: 'T1' } as const;
type Name = keyof typeof texts;

async function twoClasses(): Promise<UploadTalk> {
  const talk = await openUploadTalk(await temporaryFolder());
  for (const tenant of [tenantOne, tenantTwo])
    await talk.say('', {
      ...at(tenant.tenant as Name, 'tess'),
      files: [droppedFile('week-03.md', texts[tenant.tenant as Name])],
    });
  return talk;
}

function at(tenant: Name, person = 'ann') {
  return { place: { platform: 'slack', tenant, place: 'C1:1' }, person };
}

function everythingIn(reply: Reply): string {
  return `${wordsOf(reply)}\n${JSON.stringify(reply)}`;
}

/** None of them holds a word of either text that tells them apart. */
const lines: readonly (readonly [name: string, line: string])[] = [
  ['a question to all essays', 'why did the mayor fear something in March?'],
  ['a question by the file’s name', 'in week-03: why was it closed in March?'],
  ['a question to which the essay has no answer', 'in week-03: who paid for the new road?'],
  ['a paragraph', '/paragraph 2 --essay week-03.md'],
  ['the list', '/essays'],
  ['a summary', '/summary full --essay week-03'],
  ['a glossary', '/glossary --essay week-03'],
  ['both sides', '/brief was it right to close it in March?'],
  ['support for a claim', '/backup The mayor feared the weather, and nobody was told of it.'],
  ['hints', '/hint why did the mayor fear something in March?'],
  ['settings', '/settings'],
  ['help', '/help'],
  ['an unknown essay', '/use no-such-essay'],
];

describe.each(['T1', 'T2'] as const)('in %s', (tenant) => {
  it('no way to ask brings anything of the other', async () => {
    const talk = await twoClasses();
    const [theirs] = await talk.uploads.list({ platform: 'slack', tenant: other[tenant] });
    for (const [name, line] of lines) {
      const said = everythingIn(await talk.say(line, at(tenant)));
      expect(said, name).not.toMatch(secretOf[other[tenant]]);
      expect(said, name).not.toContain(theirs?.essay.slug ?? 'nothing was uploaded');
    }
  });

  it('the essay of the file’s name is its own, for a question, a paragraph, a summary and the choice of a place', async () => {
    const talk = await twoClasses();
    const own = secretOf[tenant];
    expect(wordsOf(await talk.say('/paragraph 1 --essay week-03', at(tenant)))).toMatch(own);
    expect(wordsOf(await talk.say('in week-03: what did the mayor fear?', at(tenant)))).toMatch(own);
    expect(wordsOf(await talk.say('/summary sentence --essay week-03.md', at(tenant)))).toMatch(own);
    expect(wordsOf(await talk.say('/use week-03', at(tenant, 'tess')))).toMatch(own);
    expect(wordsOf(await talk.say('what did the mayor fear?', at(tenant)))).toMatch(own);
  });

  it('the other’s upload cannot be named, used, undone or locked by its id', async () => {
    const talk = await twoClasses();
    const [theirs] = await talk.uploads.list({ platform: 'slack', tenant: other[tenant] });
    if (!theirs) throw new Error('nothing was uploaded');
    const { id, essay } = theirs;
    for (const line of [
      `/use ${essay.slug}`,
      `/upload undo ${id}`,
      `/settings essay ${essay.slug}`,
      `/paragraph 1 --essay ${essay.slug}`,
    ]) {
      const reply = await talk.say(line, at(tenant, 'tess'));
      expect(reply).toMatchObject({ kind: 'notice', tone: 'refusal' });
      expect(wordsOf(reply)).not.toMatch(secretOf[other[tenant]]);
    }
    expect(await talk.uploads.list({ platform: 'slack', tenant: other[tenant] })).toHaveLength(1);
  });

  it('a lock on it binds this class and no other', async () => {
    const talk = await twoClasses();
    await talk.say('/use week-03', at(tenant, 'tess'));
    await talk.say('/settings lock on', at(tenant, 'tess'));
    const question = 'in week-03: what did the mayor fear in March?';
    expect(everythingIn(await talk.say(question, at(tenant)))).not.toMatch(/feared the (ice|wind)/);
    expect(wordsOf(await talk.say(question, at(other[tenant])))).toMatch(/feared the (ice|wind)/);
  });
});

describe('whoever belongs to no class that brought something', () => {
  it('sees the essays of the folder alone, and so do lists without a tenant', async () => {
    const talk = await twoClasses();
    const elsewhere = { place: { platform: 'discord', tenant: 'T1', place: 'C1' }, person: 'ann' };
    const seen = everythingIn(await talk.say('why did the mayor fear something in March?', elsewhere));
    expect(seen).not.toMatch(/ferry|bridge|week-03/);
    expect(talk.conversation.essays().map(({ slug }) => slug)).toEqual(['commons']);
    expect(JSON.stringify(talk.conversation.suggestions())).not.toMatch(/ferry|bridge|week-03/);
  });
});

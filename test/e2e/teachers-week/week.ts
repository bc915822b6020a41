/**
 * A teacher's week, day by day, as docs/classroom.md lays it out. Written once; every platform plays the same.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Classroom, Handed, Shown, Who } from './classroom.js';
import { harbour, nets } from './essays.js';
import { type Lesson, openLesson } from './lesson.js';
import { isNotice } from './notices.js';

/** A day on a busy machine; waits end as soon as what they wait for is there. */
const dayMs = 240_000;
/** Words that only Ann writes: after she was forgotten they stand nowhere. */
const canaries = { direct: 'marzipanlaterne', own: 'kolibrianker', teacher: 'quittenkompass' } as const;
const deleted = 'zimtfregatte';

const why = 'Why did the harbour silt up?';
const lockedAnswer = /straightened in 1931/;

/** Plays the week in the room that `open` opens. */
export function playWeek(title: string, open: () => Promise<Classroom>): void {
  let lesson: Lesson;
  let room: Classroom;
  let isOver = false;

  beforeAll(async () => {
    room = await open();
    lesson = await openLesson(room);
  }, dayMs);
  afterAll(async () => await lesson?.close());

  /** Types a line and answers the reply that matches. */
  async function types(who: Who, line: string, reply: RegExp): Promise<Shown> {
    await room.types(who, line);
    return await lesson.sees(who, reply);
  }

  const audit = (): Promise<number> =>
    lesson.inStore(async ({ audit }) => (await audit.list({ platform: room.platform, tenant: room.tenant })).length);

  /** One day; after a day that went wrong the others are not begun. */
  function day(what: string, play: () => Promise<void>): void {
    it(
      what,
      async (context) => {
        context.skip(isOver);
        isOver = true;
        await play();
        isOver = false;
      },
      dayMs,
    );
  }

  describe(title, () => {
    day('Monday: the class is claimed, its texts chosen, hints and a lock set, a question planned', async () => {
      const program = await lesson.start();
      await program.says(/write to Pilcrow in a direct message: claim [A-Z0-9]{4}-[A-Z0-9]{4}/);
      const code = /direct message: claim (\S+)/.exec(program.stdout())?.[1] ?? '';

      // Nobody is a teacher: not even who administers the platform changes anything.
      await types('warden', '/settings mode hints', /Nobody is a teacher here yet/);
      await room.writes('tess', 'claim AAAA-AAAA');
      await lesson.sees('tess', /That code is not right/);
      await room.writes('tess', `claim ${code}`);
      await lesson.sees('tess', /You are a teacher here now/);
      await room.writes('ann', `claim ${code}`);
      await lesson.sees('ann', /That code is not right/);

      await types('tess', `/teachers add ${room.mention('theo')}`, /is a teacher here now/);
      await lesson.sees('theo', /You can change Pilcrow’s settings here now/);

      const chosen = await types('tess', '/use week-03', /week-03/);
      expect(chosen.text).toMatch(/Who Silted the Harbour\?[\s\S]*¶1/);
      expect(chosen.text).toContain('The Empty Nets');
      expect(chosen.text).not.toContain('Pasture');
      await types('tess', '/settings mode hints', /A question gets: hints first/);
      await types('theo', '/settings lock on', /Answers for students: locked: hints only/);

      const before = await audit();
      expect(before).toBeGreaterThanOrEqual(4);
      await types('ben', '/settings lock off', /Only a teacher can change this here/);
      await types('ben', '/use week-02', /Only a teacher can change this here/);
      await types('ben', '/discuss', /Only a teacher can change this here/);
      expect(await audit()).toBe(before);

      const draft = await types('tess', '/discuss --essay nets', /Draft for this channel/);
      expect(draft.isPublic).toBe(false);
      expect(draft.text).toContain('¶');
      await room.presses('tess', draft, 'Edit');
      const initial = await room.fills('tess', 'Who should pay the crews while the ground is closed?');
      expect(draft.text).toContain(initial.slice(0, 20));
      const edited = await lesson.sees('tess', /Draft for this channel[\s\S]*pay the crews while/);
      await room.presses('tess', edited, 'Schedule');
      await room.fills('tess', nextMinutes());
      await lesson.sees('tess', /Planned for/);
      lesson.seesNo('cleo', /pay the crews while/);
      await lesson.stop();
      await lesson.start();
    });

    day(
      'Tuesday: students ask in public, in a thread, in private and anonymously, and the lock holds at each door',
      async () => {
        // In public: a hint for the asker alone, then the next.
        const said = await room.asks('ann', why);
        const first = await lesson.sees('ann', /Hint 1 of 3/);
        expect(first.isPublic).toBe(false);
        await room.presses('ann', first, 'Next hint');
        const second = await lesson.sees('ann', /Hint 2 of 3/);
        await room.goesOn('ann', said, 'next hint');
        const third = await lesson.sees('ann', /Hint 3 of 3/);
        expect(second.isPublic || third.isPublic).toBe(false);
        expect(third.text).toContain('The answer is locked in this class');
        expect(third.buttons).not.toContain('Show the answer');
        lesson.seesNo('ben', /Hint \d of 3/);

        // An answer of one's own, held against the text, which is named and not quoted.
        await room.presses('ann', third, 'Check my answer');
        await room.fills('ann', `The ${canaries.own} says the river was straightened in 1931 above the town.`);
        const checked = await lesson.sees('ann', /Your answer beside the essay/);
        expect(checked.text).toMatch(/A point of \S*.*¶1 reads as said/);
        expect(checked.text).not.toMatch(/silted up within forty years/);

        // In private by a command, and in direct messages.
        await types('ben', `/ask ${why}`, /Hint 1 of 3/);
        await room.writes('ben', `in harbour: ${why}`);
        await lesson.sees('ben', /Hint 1 of 3/);
        await types('ben', '/summary', /closed for now/);
        for (const who of ['ann', 'ben', 'cleo'] as const)
          expect(room.seenBy(who).filter(({ text }) => lockedAnswer.test(text) && !text.includes('Hint'))).toEqual([]);
        // A teacher sees the answer all the same.
        await room.writes('theo', `in harbour: ${why}`);
        await lesson.sees('theo', lockedAnswer);

        // Words that only Ann uses, where nobody else reads.
        await room.writes('ann', `Does the ${canaries.direct} explain why the herring left the bay?`);
        await lesson.sees('ann', /Hint 1 of 3|I find no answer/);

        // Three ask the same in private, to be told of on Friday.
        for (const who of ['ann', 'ben', 'cleo'] as const)
          await types(who, '/ask Why did the herring leave the bay?', /Hint 1 of 3/);

        // Without a name: off until a teacher turns it on, posted only when one approves.
        await types('cleo', '/relay I do not understand the dredger.', /Anonymous messages are off here/);
        await types('tess', '/settings relay on', /Anonymous messages: answered/);
        await types('cleo', '/relay I do not understand the dredger.', /It waits for a teacher to approve it/);
        const waiting = await lesson.sees('tess', /Somebody wants to say this[\s\S]*the dredger/);
        expect(waiting.text).not.toContain(room.idOf('cleo'));
        await room.presses('tess', waiting, 'Approve');
        await lesson.sees('tess', /It is posted in the channel/);
        const relayed = await lesson.sees('ben', /Somebody in this class says:[\s\S]*the dredger/);
        expect(relayed.isPublic).toBe(true);
        expect(relayed.text).not.toMatch(new RegExp(`${room.idOf('cleo')}|cleo`));
        // The other teacher is late.
        const late = await lesson.sees('theo', /Somebody wants to say this[\s\S]*the dredger/);
        await room.presses('theo', late, 'Reject');
        await lesson.sees('theo', /That was decided already/);
        await types('cleo', '/relay The warden wears odd socks.', /It waits for a teacher/);
        const rejected = await lesson.sees('theo', /odd socks/);
        await room.presses('theo', rejected, 'Reject');
        await lesson.sees('theo', /It is not posted, and the words are deleted/);
        lesson.seesNo('ben', /odd socks/);
        expect(await lesson.filesWith('odd socks')).toEqual([]);
      },
    );

    day(
      'Wednesday: the lock is lifted, answers quote the text, and the teacher answers what it does not say',
      async () => {
        await types('tess', '/settings lock off', /Answers for students: open/);
        await types('tess', '/settings mode answers', /A question gets: the answer/);
        const said = await room.asks('ben', why);
        const answer = await lesson.sees('cleo', /silted up[\s\S]*¶1[\s\S]*Quoted from the essay/);
        expect(answer.isPublic).toBe(true);
        expectVerbatim(answer.text);
        await room.goesOn('ben', said, 'and what should the town do first?');
        expectVerbatim((await lesson.sees('cleo', /old bends back[\s\S]*¶5/)).text);

        // What a person writes and takes back leaves nothing behind.
        const regretted = await room.asks('ben', `What does the mole have to do with the ${deleted}?`);
        await lesson.sees('cleo', /What comes nearest[\s\S]*¶/);
        await room.quiet(300);
        await room.deletes(regretted);
        await expect.poll(() => lesson.filesWith(deleted), { timeout: 15_000 }).toEqual([]);

        // To the teacher, and what becomes of the answer.
        await types('ann', `/ask-teacher Who paid for the ${canaries.teacher} of the dredger?`, /Sent to the teacher/);
        const asked = await lesson.sees('tess', /Somebody in the class asks you:/);
        expect(asked.text).toContain(canaries.teacher);
        expect(asked.text).not.toContain(room.idOf('ann'));
        await room.presses('tess', asked, 'Answer');
        await room.fills('tess', 'The dredger is paid by the county, not by the town.');
        await lesson.sees('tess', /kept as a class note on/);
        const told = await lesson.sees('ann', /The teacher answered:/);
        expect(told.text).toContain('paid by the county');
        await room.asks('cleo', 'Who paid for the dredger?');
        const noted = await lesson.sees('cleo', /Class note on \S*.*¶\d+: The dredger is paid by the county/);
        expect(noted.text).toMatch(/“[^”]+” \S*.*¶/);
      },
    );

    day('Thursday: a quiz, a message set against the text, both sides, terms, two texts side by side', async () => {
      const own = await types('ben', '/quiz 2 --essay harbour', /A quiz on/);
      expect(own.isPublic).toBe(false);
      expect(own.text).not.toContain('?:');
      expect(own.text).not.toMatch(/Key to \d: /);
      await room.presses('ben', own, 'Key 1');
      expectVerbatim((await lesson.sees('ben', /Key to 1: [\s\S]*¶/)).text);

      const prepared = await types('tess', '/quiz 2 --essay harbour', /A quiz on/);
      await room.presses('tess', prepared, 'Give it to the class');
      const given = await lesson.sees('tess', /The quiz goes to the class now/);
      const quiz = await lesson.sees('cleo', /for the class, until/);
      expect(quiz.isPublic).toBe(true);
      await room.presses('cleo', quiz, 'Answer');
      await room.fills('cleo', '1a 2b');
      const verdict = await lesson.sees('cleo', /Your answers \(only you see this\)/);
      expect(verdict.isPublic).toBe(false);
      // While it runs its text is locked.
      await types('ben', `/ask ${why} --essay harbour`, /Hint 1 of 3/);
      await room.presses('tess', given, 'End the quiz');
      const over = await lesson.sees('tess', /is over\. First answers/);
      expect(over.text).toContain('Fewer than three answers');
      await room.presses('tess', over, 'Show the key to the class');
      const keys = await lesson.sees('cleo', /The key to the quiz on/);
      expect(keys.isPublic).toBe(true);
      expectVerbatim(keys.text);

      const claim = await room.remarks(
        'cleo',
        'The mole would fill the basin faster than before. The sea brought the sand.',
      );
      await room.backsUp('ben', claim);
      const backed = await lesson.sees('ben', /Set against the essay, claim by claim/);
      expect(backed.isPublic).toBe(false);
      expectVerbatim(backed.text);
      lesson.seesNo('cleo', /claim by claim/);
      await room.presses('ben', backed, 'Share with the class');
      await lesson.sees('ben', /It goes to the class now/);
      const shared = await lesson.sees('cleo', /The claims of a message here/);
      expect(shared.isPublic).toBe(true);

      const brief = await types('cleo', '/brief Should the town build a mole?', /Two sides, as the essay words them/);
      expectVerbatim(brief.text);
      expectVerbatim((await types('cleo', '/glossary mole --essay harbour', /mole: \d×/)).text);
      expectVerbatim((await types('cleo', '/compare harbour and nets', /speak of the same thing/)).text);
    });

    day('by its time the planned question was posted, once', async () => {
      const isIt = ({ text }: Shown): boolean => /For discussion:[\s\S]*pay the crews while/.test(text);
      const posted = await room.waitFor(() => room.seenBy('cleo').find(isIt), 130_000);
      expect(posted.isPublic).toBe(true);
      expect(posted.text).toContain('¶');
      await room.quiet(300);
      expect(room.seenBy('cleo').filter(isIt)).toHaveLength(1);
    });

    day('Friday: the digest, then one student has her data and has it deleted', async () => {
      await room.asks('cleo', '=HYPERLINK("x") what does the dredger cost a year?');
      await lesson.sees('cleo', /HYPERLINK[\s\S]*¶/);
      const digest = await types('tess', '/digest', /What the class asked in this channel/);
      expect(digest.isPublic).toBe(false);
      expect(digest.text).toMatch(/¶\d/);
      expect(digest.text).toContain('in private by 3 people');
      expect(digest.text).toContain('Private questions not shown');
      for (const hidden of [canaries.direct, canaries.own, canaries.teacher, deleted, room.idOf('ann')])
        expect(digest.text).not.toContain(hidden);
      const picture = await handed('tess', /\.png$/);
      expect(picture.alt).toMatch(/¶\d+ most asked/);
      expect(picture.bytes.subarray(1, 4).toString()).toBe('PNG');
      const table = (await handed('tess', /\.csv$/)).bytes.toString('utf8');
      expect(table).toContain(`'=HYPERLINK`);
      expect(table).not.toMatch(/(^|[,\n"])=HYPERLINK/);
      expect(table).not.toContain(canaries.direct);
      await types('ben', '/digest', /Only a teacher can change this here/);
      await types('tess', '/schedule digest every mon 09:00 Europe/Berlin', /Planned for every week/);
      await types('tess', '/schedule', /the digest, to you in direct messages/);

      await types('ann', '/privacy', /questions with their answers: [1-9]/);
      await types('ann', '/export', /Everything that is stored about you/);
      const own = (await handed('ann', /^pilcrow-my-data\.json$/)).bytes.toString('utf8');
      for (const word of [canaries.direct, why]) expect(own).toContain(word);
      for (const word of [room.idOf('ben'), room.idOf('cleo'), 'HYPERLINK', 'what should the town do first'])
        expect(own).not.toContain(word);
      expect((await lesson.filesWith(canaries.direct)).length).toBeGreaterThan(0);

      const question = await types('ann', '/forget-me', /This deletes everything stored about you/);
      await room.presses('ann', question, 'Delete everything about me');
      await lesson.sees('ann', /Nothing about you is stored here any more/);
      await expectForgotten();
      await lesson.stop();
      await expectForgotten();
      await lesson.inStore(async ({ turns, exportPerson }) => {
        const tenant = { platform: room.platform, tenant: room.tenant };
        const left = await turns.within(tenant, 0);
        expect(left.some(({ person }) => person === room.idOf('ann'))).toBe(false);
        expect(left.some(({ person }) => person === room.idOf('ben'))).toBe(true);
        expect((await exportPerson(tenant, room.idOf('cleo'))).turns.length).toBeGreaterThan(0);
      });
    });

    day('and when the app is removed nothing of the class is left', async () => {
      await lesson.start();
      expect((await lesson.filesWith(room.tenant)).length).toBeGreaterThan(0);
      await room.uninstall();
      await expect.poll(() => lesson.filesWith(room.tenant), { timeout: 90_000, interval: 250 }).toEqual([]);
      await lesson.stop();
      expect(await lesson.filesWith(room.tenant)).toEqual([]);
      expect(await lesson.filesWith('=HYPERLINK')).toEqual([]);
    });

    day('all week nothing spoke of a text without its mark, notified anybody, or unfolded a link', async () => {
      const all = room.everything();
      expect(all.length).toBeGreaterThan(60);
      expect(all.filter(({ text }) => !text.includes('¶') && !isNotice(text)).map(({ text }) => text)).toEqual([]);
      expect(all.flatMap(({ harm }) => harm)).toEqual([]);
    });
  });

  async function handed(who: Who, name: RegExp): Promise<Handed> {
    return await room.waitFor(() => room.handedTo(who).findLast((file) => name.test(file.name)), 15_000);
  }

  /** Neither the data folder nor anything that was logged holds a word of Ann's. */
  async function expectForgotten(): Promise<void> {
    for (const word of [...Object.values(canaries), deleted]) {
      expect(await lesson.filesWith(word)).toEqual([]);
      expect(lesson.printed()).not.toContain(word);
    }
    expect(await lesson.filesWith(room.idOf('ann'))).toEqual([]);
  }
}

/** Each quotation of `text`, without what was left out of it, stands in one of the two texts as it is. */
function expectVerbatim(text: string): void {
  const plain = (words: string): string => words.replace(/\s+/g, ' ');
  const quotes = [...plain(text).matchAll(/“([^“”]+)” (?=[^“”]{0,60}¶)/g)].map(([, quote = '']) => quote);
  expect(quotes.length).toBeGreaterThan(0);
  for (const piece of quotes.flatMap((quote) => quote.split(/ ?\[?…\]? ?/)).filter(Boolean))
    expect(`${plain(harbour)} ${plain(nets)}`).toContain(piece);
}

/** A minute that is still to come when the program has started again, as a teacher types it. */
function nextMinutes(): string {
  const restartMs = 8_000;
  return `${new Date(Date.now() + restartMs + 60_000).toISOString().slice(11, 16)} UTC`;
}

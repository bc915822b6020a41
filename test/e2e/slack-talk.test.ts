/** What people do in Slack, with the real answers over the shipped essay; what they complain about in such bots has a test here. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { slashCommands } from '../../src/adapters/slack/slash-names.js';
import type { Parts } from '../../src/app/wire.js';
import { buttonsOf, type Message, type Slack, type View } from '../emulators/slack/slack.js';
import { openRealParts } from '../helpers/real-parts.js';
import { harmOf, oneAnswer, openSlack, type SlackStage, shownText, wordsIn } from '../helpers/slack-stage.js';

let folder: string;
let parts: Parts;
let stage: SlackStage;
let slack: Slack;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pilcrow-slack-'));
  parts = await openRealParts({ dataDir: folder, env: { PILCROW_TEACHERS: '' } });
});
afterAll(async () => {
  await parts.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  stage = await openSlack();
  slack = stage.slack;
  await stage.adapter.start(parts.conversation);
});
afterEach(async () => {
  await stage.close();
  // Whatever a test does, nothing may ever ping, link or come without words for a screen reader.
  const all = [...slack.botMessages(), ...slack.ephemerals()];
  expect(all.flatMap((message) => [...harmOf(message)])).toEqual([]);
  expect(slack.warnings).toEqual([]);
});

const why = 'Why is the political relationship between Russia and Japan at a low level?';
const mention = (text: string): string => `${slack.botMention} ${text}`;
const essayText = (n: number): string => {
  const [essay] = parts.conversation.essays();
  return essay?.paragraphs[n - 1]?.text ?? '';
};

/** Every quotation of a message with its paragraph. */
function quotes(text: string): readonly { quote: string; n: number }[] {
  return [...text.matchAll(/“([^“”]+)” ¶(\d+)/g)].map((match) => ({ quote: match[1] ?? '', n: Number(match[2]) }));
}

function expectVerbatim(text: string): void {
  const found = quotes(text);
  expect(found.length).toBeGreaterThan(0);
  for (const { quote, n } of found)
    for (const piece of quote.split(/\s*…\s*/).filter(Boolean)) expect(essayText(n)).toContain(piece);
}

async function ask(text: string): Promise<{ ts: string; answer: Message }> {
  const { ts } = await slack.say(slack.alice, slack.channel, mention(text));
  return { ts, answer: await oneAnswer(slack, slack.channel, ts) };
}

const buttonOf = (message: Message | View, text: string) => {
  const button = buttonsOf(message).find((one) => one.label === text);
  if (!button) throw new Error(`no button “${text}”: ${buttonsOf(message).map((one) => one.label)}`);
  return button;
};

describe('a mention', () => {
  it('is answered in its thread, in quotations that stand word for word in the paragraphs they name', async () => {
    const { answer } = await ask(why);
    expectVerbatim(shownText(answer));
    expect(buttonsOf(answer).map((button) => button.label)).toContain('Show ¶1');
  });

  it('is answered once although Slack tells of it twice, with different ids and in any order', async () => {
    for (const order of ['mention-first', 'message-first'] as const) {
      const { ts } = await slack.say(slack.alice, slack.channel, mention(why), { order });
      await oneAnswer(slack, slack.channel, ts);
    }
  });

  it('is written while one watches, after a sign of life that does not stay', async () => {
    const { ts, answer } = await ask(why);
    expect(answer.via).toBe('stream');
    expect(slack.statuses.some(({ status }) => status.includes('reading the essay'))).toBe(true);
    await slack.waitFor(() => slack.statusOf(slack.channel, ts) === '');
  });

  it('that asks what the essay does not say gets told so, and what comes nearest', async () => {
    const { answer } = await ask('What does the essay say about the Treaty of Portsmouth?');
    expect(shownText(answer)).toContain('The essay never mentions Portsmouth');
    expectVerbatim(shownText(answer));
  });

  it('without a word, with signs only, or with twelve thousand characters, gets an answer or a reason', async () => {
    for (const text of ['', '?', '😀', `${'why is the relationship so bad '.repeat(390)}?`]) {
      const { answer } = await ask(text);
      expect(shownText(answer)).toMatch(/¶\d|Ask/);
    }
  });

  it('in Russian is answered with Russian words around the quotations', async () => {
    const { answer } = await ask('Почему Японию беспокоит сближение России с Китаем?');
    expect(shownText(answer)).toMatch(/[а-я]{4}/i);
    expect(shownText(answer)).toMatch(/¶\d/);
  });

  it('for a summary gets one whose lines cite three paragraphs or more, and says what it leaves out', async () => {
    const { answer } = await ask('tldr');
    expectVerbatim(shownText(answer));
    expect(new Set(quotes(shownText(answer)).map(({ n }) => n)).size).toBeGreaterThanOrEqual(3);
    expect(shownText(answer)).toMatch(/Leaves out/);
  });

  it('cannot make Pilcrow ping or link, whatever stands in it', async () => {
    const { ts } = await slack.say(
      slack.alice,
      slack.channel,
      mention('settings colour &lt;!channel&gt; &lt;@U0VICTIM&gt; https://evil.example [x](https://evil.example)'),
    );
    await slack.quiet(300);
    const shown = [...slack.botMessages(slack.channel, ts), ...slack.ephemerals(slack.alice)];
    expect(shown.length).toBe(1);
    expect(shown.flatMap((message) => [...harmOf(message)])).toEqual([]);
  });

  it('in a channel of its own kind, a private one, is answered alike', async () => {
    const { ts } = await slack.say(slack.alice, slack.privateChannel, mention(why));
    expectVerbatim(shownText(await oneAnswer(slack, slack.privateChannel, ts)));
  });
});

describe('a thread', () => {
  it('goes on without a mention, read together with what was asked before', async () => {
    const { ts } = await ask('Why does Russia want better relations?');
    const next = await slack.say(slack.alice, slack.channel, 'and japan?', { threadTs: ts });
    const answer = await slack.waitFor(() => slack.botMessages(slack.channel, ts).find((one) => one.ts > next.ts));
    await slack.quiet(250);
    expect(shownText(answer)).toContain('Read together with your question above');
  });

  it('is left to people once they talk to each other', async () => {
    const { ts } = await ask(why);
    await slack.say(slack.bob, slack.channel, 'I do not think so', { threadTs: ts });
    await slack.say(slack.alice, slack.channel, 'why not?', { threadTs: ts });
    await slack.say(slack.bob, slack.channel, `${'<@'}${slack.alice.id}> because`, { threadTs: ts });
    await slack.quiet(300);
    expect(slack.botMessages(slack.channel, ts)).toHaveLength(1);
  });

  it('keeps the order of what is asked in it', async () => {
    const { ts } = await ask('p1');
    const numbers = [3, 7, 2, 9];
    await Promise.all(numbers.map((n) => slack.say(slack.alice, slack.channel, mention(`p${n}`), { threadTs: ts })));
    await slack.waitFor(() => slack.botMessages(slack.channel, ts).length === 5);
    expect(
      wordsIn(slack, slack.channel, ts)
        .slice(1)
        .map((words) => /¶(\d+)/.exec(words)?.[1]),
    ).toEqual(numbers.map(String));
  });
});

describe('a channel in which unmentioned questions are answered', () => {
  it('gets a thread for what is plainly asked about the essay, and silence for everything else', async () => {
    const say = (text: string) => slack.say(slack.alice, slack.channel, text);
    const place = { platform: 'slack', tenant: slack.teamId, place: slack.channel.id };
    await say(why);
    await slack.quiet(250);
    expect(slack.botMessages(slack.channel)).toEqual([]);
    await parts.store?.settings.change(place, { autoAnswer: 'on' });
    try {
      await say('Is class cancelled tomorrow?');
      await say(`${'<@'}${slack.bob.id}> ${why}`);
      const { ts } = await say(why);
      expectVerbatim(shownText(await oneAnswer(slack, slack.channel, ts)));
      await slack.quiet(250);
      expect(slack.botMessages()).toHaveLength(1);
    } finally {
      await parts.store?.settings.change(place, { autoAnswer: undefined });
    }
  });
});

describe('silence', () => {
  it('is kept for other bots, its own messages, edits, deletions, joins, and talk in the channel', async () => {
    const { answer } = await ask(why);
    const before = slack.callsTo('chat.postMessage').length + slack.callsTo('chat.startStream').length;
    await slack.say(slack.bob, slack.channel, mention(why), { botId: 'B0OTHER' });
    await slack.say(slack.bob, slack.channel, mention(why), { subtype: 'bot_message', botId: 'B0OTHER' });
    await slack.say(slack.bob, slack.channel, 'lunch?');
    const said = await slack.say(slack.alice, slack.channel, 'hello all');
    await slack.edit(slack.alice, said.message, mention(why));
    await slack.remove(said.message);
    await slack.echo(answer);
    await slack.join(slack.bob, slack.channel);
    await slack.quiet(300);
    expect(slack.callsTo('chat.postMessage').length + slack.callsTo('chat.startStream').length).toBe(before);
  });

  it('about a message that was deleted: nothing of it is kept', async () => {
    const { message, ts } = await slack.say(slack.alice, slack.channel, mention('canary question about islands'));
    await oneAnswer(slack, slack.channel, ts);
    const place = { platform: 'slack', tenant: slack.teamId, place: `${slack.channel.id}:${ts}` };
    expect(await parts.store?.turns.get(place, ts)).toBeDefined();
    await slack.remove(message);
    await slack.quiet(200);
    expect(await parts.store?.turns.get(place, ts)).toBeUndefined();
  });
});

describe('direct messages', () => {
  it('are answered without a mention, and remembered from one to the next', async () => {
    const direct = slack.directChannel(slack.alice);
    const first = await slack.say(slack.alice, direct, 'Why does Russia want better relations?');
    expectVerbatim(shownText(await oneAnswer(slack, direct, first.ts)));
    const second = await slack.say(slack.alice, direct, 'and japan?');
    expect(shownText(await oneAnswer(slack, direct, second.ts))).toContain('Read together');
  });
});

describe('slash commands', () => {
  it.each([
    ['/pilcrow', why],
    ['/ask', why],
    ['/summary', 'full'],
    ['/summary', 'p3-6'],
    ['/paragraph', '4'],
    ['/essays', ''],
    ['/help', ''],
    ['/pilcrow', ''],
  ])('%s %s answers its sender alone, with paragraphs', async (command, text) => {
    const { ack } = await slack.command(slack.alice, slack.channel, command, text);
    expect(ack).toMatchObject({ ackMs: expect.any(Number) });
    await slack.waitFor(() => slack.ephemerals(slack.alice).length > 0);
    await slack.quiet(200);
    expect(slack.ephemerals(slack.alice).map(shownText).join('\n')).toMatch(/¶\d/);
    expect(slack.botMessages(slack.channel)).toEqual([]);
  });

  it('are all that help and refusals name, so that what is read can be typed', async () => {
    for (const [index, text] of ['help', '/nonsense'].entries()) {
      await slack.command(slack.bob, slack.channel, '/pilcrow', text);
      const shown = await slack.waitFor(() => slack.ephemerals(slack.bob)[index]);
      await slack.quiet(200);
      const named = [...shownText(shown).matchAll(/(?<![\w/])\/([a-z]+)/g)].map((match) => match[1] ?? '');
      expect(named.length).toBeGreaterThan(4);
      expect(named.filter((name) => !slashCommands.includes(name))).toEqual([]);
    }
  });

  it('delivered twice are answered once', async () => {
    const { delivery } = await slack.command(slack.alice, slack.channel, '/ask', why);
    await slack.redeliver(delivery);
    await slack.quiet(300);
    expect(slack.ephemerals(slack.alice)).toHaveLength(1);
  });

  it('work where Pilcrow is not a member', async () => {
    const elsewhere = slack.addChannel('elsewhere', { hasBot: false });
    await slack.command(slack.alice, elsewhere, '/ask', why);
    await slack.waitFor(() => slack.ephemerals(slack.alice).length > 0);
  });

  it('can be shared with everyone, once, and gone on with there', async () => {
    await slack.command(slack.alice, slack.channel, '/ask', why);
    const mine = await slack.waitFor(() => slack.ephemerals(slack.alice)[0]);
    const share = buttonOf(mine, 'Share');
    await Promise.all([slack.press(slack.alice, mine, share.actionId), slack.press(slack.alice, mine, share.actionId)]);
    await slack.quiet(400);
    const [shared, ...more] = slack.botMessages(slack.channel);
    if (!shared) throw new Error('nothing was shared');
    expect(more).toEqual([]);
    expect(shownText(shared)).toContain(why);
    expect(quotes(shownText(shared))).toEqual(quotes(shownText(mine)));
    const next = await slack.say(slack.alice, slack.channel, 'and japan?', { threadTs: shared.ts });
    await slack.waitFor(() => slack.botMessages(slack.channel, shared.ts).some((one) => one.ts > next.ts));
  });

  it('can be kept in direct messages, and gone on with there', async () => {
    await slack.command(slack.alice, slack.channel, '/ask', 'Why does Russia want better relations?');
    const mine = await slack.waitFor(() => slack.ephemerals(slack.alice)[0]);
    await slack.press(slack.alice, mine, buttonOf(mine, 'Keep in DM').actionId);
    const direct = slack.directChannel(slack.alice);
    await slack.waitFor(() => slack.botMessages(direct).length > 0);
    await slack.quiet(250);
    const { ts } = await slack.say(slack.alice, direct, 'and japan?');
    expect(shownText(await oneAnswer(slack, direct, ts))).toContain('Read together');
  });
});

describe('buttons and windows', () => {
  it('Show ¶4 opens the paragraph between its neighbours, the quoted words in bold, and goes on from there', async () => {
    const { answer } = await ask(why);
    await slack.press(slack.alice, answer, buttonOf(answer, 'Show ¶4').actionId);
    const view = await slack.waitFor(() => slack.views(slack.alice)[0]);
    const text = shownText(view);
    for (const n of [3, 4, 5]) expect(text).toContain(essayText(n).slice(0, 60));
    const quoted = quotes(shownText(answer)).find(({ n }) => n === 4)?.quote ?? '';
    expect(JSON.stringify(view.body)).toContain(
      `{"type":"text","text":${JSON.stringify(quoted)},"style":{"bold":true}}`,
    );
    await slack.press(slack.alice, view, buttonOf(view, 'Next').actionId);
    await slack.waitFor(() => slack.views(slack.alice).some((one) => shownText(one).includes('¶5 of 13')));
    expect(slack.views(slack.alice)).toHaveLength(1);
  });

  it('still work when Pilcrow was started again, and when the window is refused', async () => {
    const { answer } = await ask(why);
    await stage.adapter.stop();
    await stage.again().start(parts.conversation);
    slack.fault('views.open', { kind: 'error', error: 'expired_trigger_id' });
    await slack.press(slack.alice, answer, buttonOf(answer, 'Show ¶1').actionId);
    const [shown] = await slack.waitFor(
      () => slack.ephemerals(slack.alice).length > 0 && slack.ephemerals(slack.alice),
    );
    expect(shown && shownText(shown)).toContain('¶1 of 13');
  });

  it('keep a verdict, with its reason where one is given', async () => {
    const { ts, answer } = await ask(why);
    await slack.press(slack.bob, answer, 'feedback', { value: 'negative' });
    await slack.waitFor(() => slack.views(slack.bob).length > 0);
    const [view] = slack.views(slack.bob);
    if (!view) throw new Error('no window');
    await slack.submitView(slack.bob, view.id, { reason: { reason: 'wrong paragraph' } });
    await slack.quiet(200);
    const given = await parts.store?.feedback.list({ platform: 'slack', tenant: slack.teamId });
    expect(given).toMatchObject([{ turn: ts, person: slack.bob.id, verdict: 'bad', reason: 'wrong paragraph' }]);
    expect(slack.ephemerals(slack.bob).length).toBe(1);
    await slack.press(slack.alice, answer, 'feedback', { value: 'positive' });
    await slack.quiet(200);
    expect(slack.views(slack.alice)).toEqual([]);
  });

  it('Ask about this message tells what the essay says about it, and takes a question', async () => {
    const said = await slack.say(slack.bob, slack.channel, 'Moscow sees the US-Japan alliance as a threat.');
    await slack.messageShortcut(slack.alice, slack.channel, said.ts, 'ask_about_message');
    const view = await slack.waitFor(() => slack.views(slack.alice).find((one) => /¶\d/.test(shownText(one))));
    expectVerbatim(shownText(view));
    await slack.submitView(slack.alice, view.id, { question: { question: 'Does Japan fear China?' } });
    const [mine] = await slack.waitFor(() => slack.ephemerals(slack.alice).length > 0 && slack.ephemerals(slack.alice));
    expect(mine && shownText(mine)).toMatch(/¶\d/);
    expect(slack.botMessages(slack.channel)).toEqual([]);
  });

  it('the home page shows what it is, the essays, and settings that can be chosen there', async () => {
    await slack.openHome(slack.alice, 'home');
    const home = await slack.waitFor(() => slack.home(slack.alice));
    expect(shownText(home)).toContain('Russo-Japanese Relations');
    expect(shownText(home)).toMatch(/¶1/);
    const menu = JSON.stringify(home.body).match(/"set:[^"]*language "/)?.[0];
    if (!menu) throw new Error('no menu for the language');
    await slack.press(slack.alice, home, JSON.parse(menu) as string, { selected: 'de' });
    await slack.waitFor(() => JSON.stringify(slack.home(slack.alice)?.body).includes('Eingestellt für Sie'));
  });

  it('the messages tab is offered questions of the essay’s own, in old workspaces too', async () => {
    await slack.openHome(slack.alice, 'messages');
    await slack.assistantThread(slack.alice);
    await slack.waitFor(() => slack.prompts.length === 2);
    for (const { prompts } of slack.prompts) {
      expect(prompts.length).toBeGreaterThanOrEqual(2);
      expect(JSON.stringify(prompts)).toContain(parts.conversation.essays()[0]?.questions[0]);
    }
  });

  it('the numbered copy comes as a file, to a teacher alone where the licence is not open', async () => {
    await slack.say(slack.alice, slack.channel, mention('handout'));
    await slack.waitFor(() => slack.ephemerals(slack.alice).some((one) => shownText(one).includes('teachers alone')));
    expect(slack.uploads).toEqual([]);
    const teacher = { platform: 'slack', tenant: slack.teamId, place: '', person: slack.bob.id };
    await parts.store?.settings.change(teacher, { role: 'teacher' });
    onTestFinished(async () => await parts.store?.settings.change(teacher, { role: undefined }));
    await slack.say(slack.bob, slack.channel, mention('handout'));
    const upload = await slack.waitFor(() => slack.uploads.find(({ isComplete }) => isComplete));
    expect(upload.filename).toBe('streltsov-russo-japanese-relations.md');
    expect(upload.bytes?.toString()).toContain('¶13');
    expect(upload.channel).toBe(slack.directChannel(slack.bob).id);
  });
});

describe('a teacher', () => {
  it('is made by the code, in a direct message, and then may set what a channel does', async () => {
    const { openClaimCode } = await import('../../src/conversation/claim-code.js');
    if (!parts.store) throw new Error('no store');
    const direct = slack.directChannel(slack.bob);
    const settle = async (text: string): Promise<string> => {
      const { ts } = await slack.say(slack.bob, slack.channel, mention(text));
      await slack.quiet(250);
      expect(slack.botMessages(slack.channel, ts)).toEqual([]);
      return slack.ephemerals(slack.bob).map(shownText).at(-1) ?? '';
    };
    expect(await settle('settings answers public')).toContain('Nobody is a teacher here yet');
    const code = await openClaimCode(parts.store.settings, true);
    const { ts } = await slack.say(slack.bob, direct, `claim ${code}`);
    expect(shownText(await oneAnswer(slack, direct, ts))).toContain('You are a teacher here now');
    expect(await settle('settings answers public')).toContain('seen by everyone');
    await slack.command(slack.alice, slack.channel, '/ask', why);
    const open = await slack.waitFor(() => slack.botMessages(slack.channel).find((one) => /¶\d/.test(shownText(one))));
    expectVerbatim(shownText(open));
    expect(await settle(`teacher add <@${slack.alice.id}>`)).toContain(`@${slack.alice.name}`);
  });

  it('is whoever administers the workspace, once somebody has claimed', async () => {
    await parts.store?.settings.change(
      { platform: 'slack', tenant: slack.teamId, place: '', person: slack.bob.id },
      { role: 'teacher' },
    );
    for (const [who, words] of [
      [slack.admin, 'left alone'],
      [slack.alice, 'Only a teacher'],
    ] as const) {
      await slack.say(who, slack.channel, mention('settings followUps off'));
      await slack.waitFor(() => slack.ephemerals(who).some((one) => shownText(one).includes(words)));
    }
  });
});

/** Buttons, menus and windows under the real discord.js; each carries its state, so a restart costs none of them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonsOf, type Channel, type Message, plainTextOf, type User } from '../emulators/discord/discord.js';
import { type DiscordStage, openDiscord, shownText, startOn, textOf } from '../helpers/discord-stage.js';
import { openTalk, type StoreTalk } from '../helpers/store-talk.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';

let stage: DiscordStage;
let talk: StoreTalk;

beforeEach(async () => {
  stage = await openDiscord();
  talk = await openTalk(await temporaryFolder());
  await startOn(stage, talk.conversation);
});
afterEach(() => stage.close());

const ephemerals = (user: User = stage.discord.member): readonly Message[] => stage.discord.ephemerals(user);
const idOf = (message: Message, label: string): string => {
  const found = buttonsOf(message).find((button) => button.label === label)?.customId;
  if (!found)
    throw new Error(
      `no ${label} among ${buttonsOf(message)
        .map((button) => button.label)
        .join(', ')}`,
    );
  return found;
};
const press = (message: Message, label: string, user: User = stage.discord.member) =>
  stage.discord.press(user, message, idOf(message, label));

async function publicAnswer(): Promise<{ thread: Channel; answer: Message }> {
  const { discord } = stage;
  discord.people.say(
    discord.member,
    discord.text,
    `${discord.botMention} what became of the grass by summer in commons?`,
  );
  const thread = await discord.waitFor(() => discord.threads(discord.text)[0]);
  const answer = await discord.waitFor(() => discord.botMessages(thread)[0]);
  await discord.quiet();
  return { thread, answer };
}

async function privateAnswer(): Promise<Message> {
  const { discord } = stage;
  await discord.command(discord.member, discord.text, 'ask', { question: 'what became of the grass by summer?' });
  return await discord.waitFor(() => ephemerals().find((message) => buttonsOf(message).length > 0));
}

describe('“Show ¶2”', () => {
  it('opens the paragraph with its neighbours for the one who presses, the quoted words in bold', async () => {
    const { answer } = await publicAnswer();
    const outcome = await press(answer, 'Show ¶2', stage.discord.admin);
    expect(outcome).toMatchObject({ kind: 'deferred', isEphemeral: true });
    const shown = await stage.discord.waitFor(() =>
      ephemerals(stage.discord.admin).find((one) => shownText(one).includes('¶3')),
    );
    expect(plainTextOf(shown)).toContain('**The grass is gone by summer.**');
    expect(shownText(shown)).toContain('Rules of the village saved the hay.');
    expect(shownText(shown)).toContain('The pasture belongs to no one.');
  });

  it('leads on to the next paragraph in the same place, after a restart too', async () => {
    const { discord } = stage;
    const { answer } = await publicAnswer();
    await stage.adapter.stop();
    await stage.again().start(talk.conversation);
    await press(answer, 'Show ¶2');
    const shown = await discord.waitFor(() => ephemerals().find((one) => shownText(one).includes('¶3')));
    expect(await press(shown, 'Next')).toMatchObject({ kind: 'deferred-update' });
    await discord.waitFor(
      () =>
        plainTextOf(shown).includes('**¶3**') &&
        /of 3/.test(shownText(shown)) &&
        !buttonsOf(shown).some(({ label }) => label === 'Next'),
    );
    expect(ephemerals()).toHaveLength(1);
    await press(shown, 'Previous');
    await discord.waitFor(() => buttonsOf(shown).some(({ label }) => label === 'Next'));
  });
});

describe('an answer for one person', () => {
  it('can be shared, once however often it is pressed', async () => {
    const { discord } = stage;
    const answer = await privateAnswer();
    expect(await press(answer, 'Share')).toMatchObject({ kind: 'deferred', isEphemeral: false });
    await discord.waitFor(() => textOf(discord.messages(discord.text)).includes('¶2'));
    expect(await press(answer, 'Share')).toMatchObject({ kind: 'deferred-update' });
    await discord.quiet();
    expect(discord.botMessages(discord.text).filter(({ visibleTo }) => visibleTo === null)).toHaveLength(1);
  });

  it('can be kept in direct messages, and gone on with there', async () => {
    const { discord } = stage;
    await press(await privateAnswer(), 'Keep in DM');
    const dm = await discord.waitFor(() => discord.dms.find((one) => textOf(discord.botMessages(one)).includes('¶2')));
    await discord.waitFor(() => textOf(ephemerals()).includes('direct messages'));
    const kept = await talk.store.turns.recent({ platform: 'discord', tenant: 'dm', place: dm.id }, discord.member.id);
    expect(kept).toHaveLength(1);
  });

  it('that cannot be kept because direct messages are closed says so', async () => {
    const { discord } = stage;
    discord.member.refusesDms = true;
    await press(await privateAnswer(), 'Keep in DM');
    await discord.waitFor(() => textOf(ephemerals()).includes('I may not write to you'));
  });
});

describe('a verdict', () => {
  it('is kept at once, and with its reason when one is given', async () => {
    const { discord } = stage;
    const { thread, answer } = await publicAnswer();
    await press(answer, '👍', discord.admin);
    await discord.waitFor(() => ephemerals(discord.admin).length > 0);
    const outcome = await press(answer, '👎');
    expect(outcome.kind).toBe('modal');
    const given = () => talk.store.feedback.list({ platform: 'discord', tenant: discord.guild.id });
    expect((await given()).map(({ verdict }) => verdict).sort()).toEqual(['bad', 'good']);
    await discord.submitModal(discord.member, String(outcome.modal?.custom_id), { reason: 'It is about cows.' });
    await discord.waitFor(() => textOf(ephemerals()).length > 3);
    expect(await given()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          verdict: 'bad',
          reason: 'It is about cows.',
          person: discord.member.id,
          turn: thread.id,
        }),
      ]),
    );
  });
});

describe('a suggestion', () => {
  it('under an answer is a question that is answered where it is pressed', async () => {
    const { discord } = stage;
    const { thread, answer } = await publicAnswer();
    await press(answer, 'Who owns the pasture?', discord.admin);
    const next = await discord.waitFor(() => discord.botMessages(thread)[1]);
    await discord.waitFor(() => shownText(next).includes('¶1'));
    expect(next.visibleTo).toBeNull();
  });
});

describe('a menu of settings', () => {
  it('sets what is chosen', async () => {
    const { discord } = stage;
    await talk.store.settings.change(
      { platform: 'discord', tenant: discord.guild.id, place: '', person: discord.admin.id },
      { role: 'teacher' },
    );
    await discord.command(discord.admin, discord.text, 'settings');
    const isMenu = (message: Message): boolean => JSON.stringify(message.components).includes('s./settings answers');
    const menu = await discord.waitFor(() => ephemerals(discord.admin).find(isMenu));
    await discord.select(discord.admin, menu, 's./settings answers ', ['public']);
    await discord.waitFor(
      () => !isMenu(ephemerals(discord.admin).at(-1) ?? menu) && textOf(ephemerals(discord.admin).slice(-1)).length > 3,
    );
    const set = await talk.store.settings.read({
      platform: 'discord',
      tenant: discord.guild.id,
      place: discord.text.id,
    });
    expect(set).toMatchObject({ answers: 'public' });
  });
});

/** What a classroom says, in Slack: private where it must be, whatever is set; files from Slack's own hosts alone. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Incoming } from '../../src/conversation/types.js';
import { buttonsOf, type Slack } from '../emulators/slack/slack.js';
import {
  type CardConversation,
  card,
  cardConversation,
  notice,
  pictureAlt,
  png,
} from '../helpers/card-conversation.js';
import { openSlack, type SlackStage, shownText } from '../helpers/slack-stage.js';

let stage: SlackStage;
let slack: Slack;
let conversation: CardConversation;

beforeEach(async () => {
  stage = await openSlack();
  slack = stage.slack;
  conversation = { ...cardConversation(), isPublic: async () => true };
  await stage.adapter.start(conversation);
});
afterEach(async () => {
  await stage.close();
  expect(slack.warnings).toEqual([]);
});

const whispered = (): string => slack.ephemerals(slack.alice).map(shownText).join('\n');

describe('a slash command', () => {
  it.each(['/hint', '/pilcrow'])(
    '%s for a hint is its sender’s alone although answers are public here',
    async (command) => {
      await slack.command(slack.alice, slack.channel, command, command === '/hint' ? 'why?' : 'hint why?');
      await slack.waitFor(() => whispered().includes('SECRET'));
      await slack.quiet(200);
      const all = [...slack.botMessages(slack.channel), ...slack.deletedMessages(slack.channel)];
      expect(all.map(shownText).join('\n')).not.toContain('SECRET');
    },
  );

  it('for a quiz is seen by everyone where answers are public', async () => {
    await slack.command(slack.alice, slack.channel, '/quiz', '5');
    await slack.waitFor(() => slack.botMessages(slack.channel).some((one) => shownText(one).includes('the grass')));
    expect(whispered()).toBe('');
  });
});

describe('the words of a window', () => {
  it('are answered where the button stands, for everyone where it is everyone’s', async () => {
    const asks = { title: 'Add', label: 'Your words' };
    const open = card([], { buttons: [{ label: 'Add', line: '/quiz add', typed: '/quiz add', asks }] });
    const place = { platform: 'slack', tenant: slack.teamId, place: slack.channel.id };
    await stage.adapter.post(place, [open]);
    const posted = await slack.waitFor(() => slack.botMessages(slack.channel)[0]);
    await slack.press(slack.alice, posted, buttonsOf(posted)[0]?.actionId ?? '');
    const view = await slack.waitFor(() => slack.views(slack.alice)[0]);
    await slack.submitView(slack.alice, view.id, { words: { words: 'one more' } });
    await slack.waitFor(() => slack.botMessages(slack.channel, posted.ts).length > 1);
    expect(conversation.heard.at(-1)).toMatchObject({
      text: '/quiz add one more',
      place: { place: `${slack.channel.id}:${posted.ts}` },
    });
  });
});

describe('what is due', () => {
  const due = (place: string): Incoming => ({
    place: { platform: 'slack', tenant: slack.teamId, place },
    person: slack.alice.id,
    messageId: 'put-by:digest',
    text: '/digest',
    isDue: true,
  });
  const digest = card([{ text: 'SECRET figures', quotes: [] }], {
    isPersonal: true,
    picture: { png, alt: pictureAlt, fileName: 'digest.png' },
  });

  it('for one person comes into their direct messages with its picture, whatever channel it is about', async () => {
    const incoming = due(slack.channel.id);
    await stage.adapter.post(incoming.place, [digest], incoming);
    const direct = slack.directChannel(slack.alice);
    expect(slack.botMessages(direct).map(shownText).join('\n')).toContain('SECRET figures');
    expect(slack.uploads).toMatchObject([{ altText: pictureAlt, channel: direct.id, isComplete: true }]);
    expect(slack.botMessages(slack.channel)).toEqual([]);
    expect(slack.ephemerals()).toEqual([]);
  });

  it('for one person without a person is shown to nobody', async () => {
    await stage.adapter.post(due(slack.channel.id).place, [notice('SECRET')]);
    expect(slack.botMessages()).toEqual([]);
    expect(stage.log.lines.join('')).toContain('names nobody');
  });

  it('comes once, also where it is posted again', async () => {
    const incoming = due(slack.channel.id);
    const open = card([], { picture: { png, alt: pictureAlt, fileName: 'strip.png' } });
    for (let turn = 0; turn < 2; turn += 1) await stage.adapter.post(incoming.place, [open], incoming);
    expect(slack.botMessages(slack.channel).filter(({ files }) => files.length === 0)).toHaveLength(1);
    expect(slack.uploads).toHaveLength(1);
  });
});

describe('a file of a message', () => {
  let other: Server | undefined;
  afterEach(() => {
    other?.close();
    other?.closeAllConnections();
  });

  it('is not fetched from another host, and no token goes there', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.headers.authorization ?? '');
      response.end('stolen');
    });
    other = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.md`;
    const wire = { url_private: url, url_private_download: url };
    const direct = slack.directChannel(slack.alice);
    await slack.say(slack.alice, direct, '', { files: [{ name: 'a.md', bytes: 'x', wire }] });
    await slack.waitFor(() => slack.botMessages(direct).some((one) => shownText(one).includes('not on a host')));
    expect(asked).toEqual([]);
  });

  it('of another workspace is looked up first', async () => {
    const direct = slack.directChannel(slack.alice);
    await slack.say(slack.alice, direct, '', { files: [{ name: 'far.md', bytes: 'From afar.', isElsewhere: true }] });
    await slack.waitFor(() => slack.botMessages(direct).some((one) => shownText(one).includes('From afar.')));
    expect(slack.callsTo('files.info')).toHaveLength(1);
  });

  it('cannot be read without the permission, and says so', async () => {
    slack.setScopes(['chat:write', 'im:history', 'im:write']);
    const direct = slack.directChannel(slack.alice);
    await slack.say(slack.alice, direct, '', { files: [{ name: 'a.md', bytes: 'x' }] });
    await slack.waitFor(() => slack.botMessages(direct).some((one) => shownText(one).includes('HTTP 302')));
  });
});

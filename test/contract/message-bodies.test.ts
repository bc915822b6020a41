/** The bodies that `ask --rendered` shows, posted as they are: the platforms take them and show what they say. */

import { WebClient } from '@slack/web-api';
import { REST, Routes } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { messageBodies as discordBodies } from '../../src/adapters/discord/bodies.js';
import { messageBodies as slackBodies } from '../../src/adapters/slack/bodies.js';
import { paragraphReply } from '../../src/conversation/replies.js';
import type { Incoming, Reply } from '../../src/conversation/types.js';
import { linksOf, pingsOf } from '../emulators/discord/discord.js';
import { openDiscord, textOf } from '../helpers/discord-stage.js';
import { commons, fakeEssay } from '../helpers/fake-parts.js';
import { silent } from '../helpers/silent-conversation.js';
import { harmOf, openSlack, shownText } from '../helpers/slack-stage.js';
import { cited, written, writtenReply } from '../helpers/written-answer.js';

const incoming: Incoming = {
  place: { platform: 'command-line', tenant: 'local', place: 'line-1' },
  person: 'local',
  messageId: 'line-1',
  text: 'Who owns the pasture?',
};
const danger = '@everyone <!channel> <@80351110224678912> https://evil.example **loud**';
const sentences = Array.from({ length: 40 }, (_, n) =>
  written(`Sentence ${n} of ${'many '.repeat(30)}words: ${danger}.`, cited((n % 3) + 1, 0, { translation: danger })),
);
const [first = written('One.', cited(1)), ...rest] = sentences;
const long = fakeEssay('long', ['word '.repeat(4_000)]);
const replies: readonly { readonly name: string; readonly reply: Reply; readonly words: string }[] = [
  { name: 'a written answer', reply: writtenReply(), words: 'Nobody owns the pasture.' },
  { name: 'a long and hostile one', reply: writtenReply([first, ...rest]), words: 'Sentence 39 of' },
  { name: 'a long paragraph', reply: paragraphReply(long, [1], [commons], 'en'), words: 'word word' },
];

describe('the bodies of messages', () => {
  it.each(replies)('of $name are taken by Slack as they are', async ({ reply, words }) => {
    const { slack, close } = await openSlack();
    try {
      const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
      const bodies = slackBodies(reply, incoming);
      for (const body of bodies) await client.apiCall('chat.postMessage', { channel: slack.channel.id, ...body });
      const posted = slack.botMessages(slack.channel);
      expect(posted).toHaveLength(bodies.length);
      expect(posted.map(shownText).join('\n')).toContain(words);
      expect(posted.flatMap(harmOf)).toEqual([]);
      expect(slack.warnings).toEqual([]);
    } finally {
      await close();
    }
  });

  it.each(replies)('of $name are taken by Discord as they are', async ({ reply, words }) => {
    const { discord, close } = await openDiscord();
    try {
      const rest = new REST({ api: discord.apiUrl.replace(/\/v10$/, '') }).setToken(discord.token);
      const bodies = discordBodies(reply, incoming, silent([commons]));
      for (const body of bodies) await rest.post(Routes.channelMessages(discord.text.id), { body });
      const posted = discord.botMessages();
      expect(posted).toHaveLength(bodies.length);
      for (const message of posted) {
        expect(pingsOf(message)).toEqual({ users: [], roles: [], isEveryone: false });
        expect(linksOf(message)).toEqual([]);
      }
      expect(textOf(posted)).toContain(words);
    } finally {
      await close();
    }
  });
});

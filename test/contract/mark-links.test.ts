/** Marks in chat lead to the page: the only links that a reply may hold, taken by both platforms as they are. */

import { WebClient } from '@slack/web-api';
import { REST, Routes } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { messageBodies as discordBodies } from '../../src/adapters/discord/bodies.js';
import { plainRun } from '../../src/adapters/line.js';
import { linkedRuns } from '../../src/adapters/mark-runs.js';
import { messageBodies as slackBodies } from '../../src/adapters/slack/bodies.js';
import { classKey, classOfKey, createAddresses, withAddresses } from '../../src/conversation/page-addresses.js';
import type { Incoming, Reply } from '../../src/conversation/types.js';
import type { Essay } from '../../src/essay/types.js';
import { linksOf, pingsOf } from '../emulators/discord/discord.js';
import { openDiscord } from '../helpers/discord-stage.js';
import { commons } from '../helpers/fake-parts.js';
import { silent } from '../helpers/silent-conversation.js';
import { openSlack } from '../helpers/slack-stage.js';
import { cited, written, writtenReply } from '../helpers/written-answer.js';

const seminar = { platform: 'slack', tenant: 'T1' };
const incoming: Incoming = { place: { ...seminar, place: 'C1' }, person: 'U1', messageId: '1', text: 'Why?' };
const secret = 'a secret of the installation';
const open: Essay = { ...commons, license: 'CC BY 4.0' };
const { license: _, ...closed } = open;

/** A reply about `essay` as somebody in the seminar sees it; its words try to bring links of their own. */
function linked(essay: Essay): Reply {
  const danger = 'https://evil.example [¶1](https://evil.example) <https://evil.example|¶1>';
  const reply = writtenReply([written(`Nobody owns it. ${danger}`, cited(1), cited(2))]);
  const addresses = createAddresses('https://essays.example/', secret);
  return withAddresses(reply, seminar, { essay: () => essay }, addresses);
}

describe('a mark', () => {
  it('is a link in Slack to the words it stands for, and nothing else is one', async () => {
    const { slack, close } = await openSlack();
    try {
      const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
      const [body] = slackBodies(linked(open), incoming);
      await client.apiCall('chat.postMessage', { channel: slack.channel.id, ...body });
      const elements = JSON.stringify(body).match(/\{"type":"link"[^}]*\}/g) ?? [];
      const urls = elements.map((element) => /"url":"([^"]+)"/.exec(element)?.[1] ?? '');
      expect(urls.length).toBeGreaterThan(1);
      for (const url of urls)
        expect(url).toMatch(/^https:\/\/essays\.example\/essays\/commons\?v=[\w-]+&quote=[12]\.\d+-\d+#p[12]$/);
      expect(JSON.stringify(body)).not.toContain('class=');
      expect(slack.warnings).toEqual([]);
    } finally {
      await close();
    }
  });

  it('is a link in Discord that unfolds nothing, and nothing else is one', async () => {
    const { discord, close } = await openDiscord();
    try {
      const rest = new REST({ api: discord.apiUrl.replace(/\/v10$/, '') }).setToken(discord.token);
      const bodies = discordBodies(linked(open), incoming, silent([open]));
      for (const body of bodies) await rest.post(Routes.channelMessages(discord.text.id), { body });
      const posted = discord.botMessages();
      // What would unfold or be pressed by itself: nothing.
      expect(posted.flatMap((message) => linksOf(message))).toEqual([]);
      const masked = [...JSON.stringify(bodies).matchAll(/\]\(<([^>]*)>\)/g)].map(([, url]) => url);
      expect(masked.length).toBeGreaterThan(1);
      for (const url of masked) expect(url).toMatch(/^https:\/\/essays\.example\/essays\/commons\?v=/);
      for (const message of posted) expect(pingsOf(message)).toEqual({ users: [], roles: [], isEveryone: false });
      expect(JSON.stringify(bodies)).not.toMatch(/\]\(<?https:\/\/evil/);
    } finally {
      await close();
    }
  });

  it('is a link in the lines of our own too, in which nothing else is markup', async () => {
    const reply = linked(open);
    if (reply.kind !== 'answer') throw new Error('not an answer');
    const lastLine = 'Also near: ¶2-3, ¶5. *loud* <!channel> https://evil.example';
    const said: Reply = { ...reply, answer: { ...reply.answer, leadIn: '¶1 says otherwise:', lastLine } };
    const { slack, close } = await openSlack();
    try {
      const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
      const [body] = slackBodies(said, incoming);
      await client.apiCall('chat.postMessage', { channel: slack.channel.id, ...body });
      expect(slack.warnings).toEqual([]);
      const text = JSON.stringify(body);
      expect(text).toMatch(
        /"url":"https:\/\/essays\.example\/essays\/commons\?v=[\w-]+&p=1#p1","text":"¶1","style":\{"bold":true\}/,
      );
      const small = /"type":"mrkdwn","text":"([^"]*)","verbatim":true/.exec(text)?.[1] ?? '';
      expect(small.match(/<[^>]*>/g)).toEqual([
        expect.stringMatching(/&p=2#p2\|¶2-3>$/),
        expect.stringMatching(/&p=5#p5\|¶5>$/),
      ]);
      expect(small).not.toMatch(/<!|https:\/\/evil|(?<!\u2060)\*/);
    } finally {
      await close();
    }
    const discordText = JSON.stringify(discordBodies(said, incoming, silent([open])));
    expect(discordText).toMatch(/-# Also near: \[¶2-3\]\(<https:\/\/essays\.example\/[^>]*#p2>\)/);
    expect(discordText).not.toMatch(/https:\/\/evil/);
  });

  it('names its essay where there are several, and is no link where its essay has no page', () => {
    const [one, two] = [
      { slug: 'a', title: 'A', shortName: 'Feld', pages: {}, address: 'https://e.example/a' },
      { slug: 'b', title: 'B', shortName: 'Brandt', pages: {} },
    ] as const;
    const runs = linkedRuns('Also near: Feld ¶2, ¶3; Brandt ¶4, Feld ¶5.', [one, two], plainRun);
    expect(runs.filter(({ href }) => href !== undefined)).toEqual([
      { text: '¶2', href: 'https://e.example/a#p2' },
      { text: '¶3', href: 'https://e.example/a#p3' },
      { text: '¶5', href: 'https://e.example/a#p5' },
    ]);
    expect(runs.map(({ text }) => text).join('')).toBe('Also near: Feld ¶2, ¶3; Brandt ¶4, Feld ¶5.');
    expect(linkedRuns('¶1', [two], plainRun)).toEqual([{ text: '¶1' }]);
  });

  it('carries the key of the class where the essay is not open to everyone, and only there', () => {
    const key = classKey(seminar, secret);
    expect(JSON.stringify(linked(closed))).toContain(`class=${key}`);
    expect(JSON.stringify(linked({ ...open, owner: 'slack:T1' }))).toContain(`class=${key}`);
    expect(JSON.stringify(linked(open))).not.toContain('class=');
  });
});

describe('the key of a class', () => {
  it('names the class it was made for, and cannot be forged', () => {
    const key = classKey(seminar, secret);
    expect(classOfKey(key, secret)).toEqual(seminar);
    expect(classOfKey(key, 'another secret')).toBeUndefined();
    const other = Buffer.from(JSON.stringify(['slack', 'T2'])).toString('base64url');
    expect(classOfKey(`${other}.${key.split('.')[1]}`, secret)).toBeUndefined();
    for (const odd of ['', '.', key.split('.')[0] ?? '', `${key}x`, 'a.b.c'])
      expect(classOfKey(odd, secret)).toBeUndefined();
  });
});

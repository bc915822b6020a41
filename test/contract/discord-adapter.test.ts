import { setTimeout as sleep } from 'node:timers/promises';
import type { Adapter, Conversation } from '../../src/conversation/types.js';
import {
  type Channel,
  type Discord,
  linksOf,
  type Message,
  pingsOf,
  plainTextOf,
} from '../emulators/discord/discord.js';
import { Intent } from '../emulators/discord/messages.js';
import { messagePayload } from '../emulators/discord/payloads.js';
import { openDiscord } from '../helpers/discord-stage.js';
import { type AdapterStage, adapterContract } from './adapter-contract.js';

/** Tells when a message was claimed: from then on it is in flight. */
function telling(adapter: Adapter, onClaim: () => void): Adapter {
  const told = (conversation: Conversation): Conversation => ({
    ...conversation,
    async accept(incoming) {
      const isNew = await conversation.accept(incoming);
      onClaim();
      return isNew;
    },
  });
  return { ...adapter, start: (conversation) => adapter.start(told(conversation)) };
}

/** The event of a message once more, as after a resumed connection that was not sure. */
function tellAgain({ world }: Discord, channel: Channel, message: Message | undefined): void {
  if (!message) throw new Error('nothing was said');
  world.tell('MESSAGE_CREATE', Intent.dms, null, () => ({
    ...messagePayload(world, message, true),
    channel_type: channel.type,
  }));
}

async function makeStage(): Promise<AdapterStage> {
  const { discord, adapter, close } = await openDiscord();
  const dm = discord.dm(discord.member);
  let claims = 0;
  const shown = (message: Message): string => plainTextOf(message).replaceAll('**', '');
  return {
    adapter: telling(adapter, () => {
      claims += 1;
    }),
    place: { platform: 'discord', tenant: 'dm', place: dm.id },
    shown: () => discord.botMessages(dm).map(shown),
    harm: () =>
      discord.botMessages(dm).flatMap((message) => {
        const { users, roles, isEveryone } = pingsOf(message);
        return [...users, ...roles, ...(isEveryone ? ['everyone'] : []), ...linksOf(message)];
      }),
    async again() {
      tellAgain(
        discord,
        dm,
        discord.messages(dm).findLast(({ authorId }) => authorId === discord.member.id),
      );
    },
    async echo() {
      tellAgain(discord, dm, discord.botMessages(dm).at(-1));
    },
    async speak(text) {
      const before = claims;
      discord.people.say(discord.member, dm, text);
      for (let waited = 0; claims === before && waited < 500; waited += 5) await sleep(5);
    },
    async settled() {
      await discord.quiet(400);
    },
    close,
  };
}

adapterContract('Discord', {
  makeStage,
  dangerous: [
    { text: '@everyone and @here', mayNotContain: /@everyone|@here/ },
    { text: '<@80351110224678912> <@!80351110224678912>', mayNotContain: /<@!?\d/ },
    { text: '<@&80351110224678912>', mayNotContain: '<@&' },
    { text: '<#80351110224678912>', mayNotContain: '<#' },
    { text: '</ask:80351110224678912>', mayNotContain: '</' },
    { text: '<t:1700000000:R>', mayNotContain: '<t:' },
    { text: '<:wave:80351110224678912> <a:wave:80351110224678912>', mayNotContain: /<a?:/ },
    { text: ':wave:', mayNotContain: ' :wave:' },
    { text: 'https://example.org/x', mayNotContain: 'https://' },
    { text: 'discord.gg/abcdef', mayNotContain: 'discord.gg' },
    { text: '[words](https://example.org)', mayNotContain: ' [words]' },
    { text: '||hidden||', mayNotContain: ' ||' },
    { text: '**loud** __line__ ~~gone~~ `code`', mayNotContain: /[^\\]__line|[^\\]~~gone|[^\\]`code/ },
    { text: 'right\u202eto left', mayNotContain: '\u202e' },
  ],
});

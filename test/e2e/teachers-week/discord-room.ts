/** A class on the local Discord. */
import {
  buttonsOf,
  type Channel,
  coveredTextOf,
  linksOf,
  type Message,
  pingsOf,
  startDiscord,
  type User,
} from '../../emulators/discord/discord.js';
import { type Classroom, type Handed, people, type Said, type Shown, type Who } from './classroom.js';

/** What a client shows while the first words are awaited. */
const loading = 1 << 7;
/** Commands whose options have names of their own; the others take `words`, or nothing. */
const optionOf: Readonly<Record<string, string | undefined>> = { claim: 'code', use: 'essay', ask: 'question' };
/** Discord offers these to its own administrators alone; anybody has them behind `/pilcrow`. */
const administrators = new Set(['settings', 'teachers']);

/** A Discord with the class in its server; nothing listens yet. */
export async function openDiscordRoom(): Promise<Classroom> {
  const discord = await startDiscord({ maxConcurrency: 16, integrationTypes: [0, 1] });
  const everyone = new Map<Who, User>(
    people.map((who) => [who, who === 'warden' ? discord.admin : discord.addUser(who)]),
  );
  for (const [who, user] of everyone) if (who !== 'warden') discord.addMember(user);
  const user = (who: Who): User => everyone.get(who) ?? discord.admin;
  const direct = (who: Who): Channel => discord.dm(user(who));
  const windows = new Map<Who, Readonly<Record<string, unknown>>>();
  const inClass = ({ channelId, visibleTo }: Message): boolean =>
    visibleTo === null &&
    (channelId === discord.text.id || discord.threads(discord.text).some(({ id }) => id === channelId));
  const mayRead = (who: Who): readonly Message[] =>
    discord
      .botMessages()
      .filter((message) => !message.isDeleted)
      .filter(
        (message) => inClass(message) || message.visibleTo === user(who).id || message.channelId === direct(who).id,
      );
  const messageOf = (who: Who, { id }: Pick<Shown, 'id'>): Message => {
    const found = mayRead(who).find((one) => one.id === id);
    if (!found) throw new Error(`${who} does not see the message ${id}`);
    return found;
  };
  const threadOf = ({ id }: Said): Channel => {
    const channelId = discord.world.messages.get(id)?.channelId;
    const found = discord.threads().find((one) => one.id === id || one.id === channelId);
    if (!found) throw new Error(`no thread at ${id}`);
    return found;
  };
  const shown = (message: Message): Shown => ({
    id: message.id,
    get text() {
      return textOf(message);
    },
    isPublic: inClass(message),
    isComplete: (message.flags & loading) === 0,
    buttons: buttonsOf(message).map(({ label }) => label),
  });
  return {
    platform: 'discord',
    env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: `${discord.apiUrl}/v10/` },
    ready: 'Discord: receiving messages.',
    tenant: discord.guild.id,
    idOf: (who) => user(who).id,
    mention: (who) => `<@${user(who).id}>`,

    async types(who, line) {
      await discord.waitFor(() => discord.commands().length > 0, 20_000);
      const [, name = '', rest = ''] = /^\/([a-z-]+)\s*([\s\S]*)$/u.exec(line) ?? [];
      const isHidden = administrators.has(name) && who !== 'warden';
      const option = isHidden ? 'anything' : (optionOf[name] ?? 'words');
      const given = isHidden ? `${name} ${rest}` : rest;
      const values = name === 'settings' && !isHidden ? settingOptions(rest) : { [option]: given };
      await discord.command(user(who), discord.text, isHidden ? 'pilcrow' : name, given === '' ? {} : values);
    },
    async asks(who, words) {
      return discord.people.say(user(who), discord.text, `${discord.botMention} ${words}`);
    },
    async goesOn(who, said, words) {
      return discord.people.say(user(who), threadOf(said), words);
    },
    async writes(who, words) {
      discord.people.say(user(who), direct(who), words);
    },
    async remarks(who, words) {
      return discord.people.say(user(who), discord.text, words);
    },
    async backsUp(who, { id }) {
      const message = discord.world.messages.get(id);
      if (!message) throw new Error(`no message ${id}`);
      await discord.messageCommand(user(who), message, 'Back it up');
    },
    async deletes({ id }) {
      const message = discord.world.messages.get(id);
      if (message) discord.people.remove(message);
    },
    async presses(who, { id }, label) {
      const message = await discord.waitFor(() => {
        const found = messageOf(who, { id });
        return buttonsOf(found).some((button) => button.label === label) && found;
      });
      const button = buttonsOf(message).find((one) => one.label === label);
      const { modal } = await discord.press(user(who), message, button?.customId ?? '');
      if (modal) windows.set(who, modal);
    },
    async fills(who, words) {
      const window = windows.get(who);
      if (!window) throw new Error(`no window is open for ${who}`);
      windows.delete(who);
      await discord.submitModal(user(who), String(window.custom_id), { words });
      const initial = /"value":("(?:[^"\\]|\\.)*")/u.exec(JSON.stringify(window))?.[1];
      return initial === undefined ? '' : String(JSON.parse(initial));
    },

    seenBy: (who) => mayRead(who).map(shown),
    handedTo: (who) =>
      mayRead(who).flatMap(({ attachments }) =>
        attachments.map(
          ({ filename, bytes, description }): Handed => ({ name: filename, bytes, alt: description ?? undefined }),
        ),
      ),
    everything: () =>
      discord
        .botMessages()
        .filter(({ isDeleted }) => !isDeleted)
        .map((message) => ({ ...shown(message), text: textOf(message), harm: harmOf(message) })),
    waitFor: (look, timeoutMs) => discord.waitFor(look, timeoutMs),
    quiet: (idleMs) => discord.quiet(idleMs),
    async uninstall() {
      discord.removeBot(discord.guild);
    },
    async close() {
      await discord.stop();
    },
  };
}

/** `mode hints` as the options of `/settings`. */
function settingOptions(rest: string): Readonly<Record<string, string>> {
  const [setting = '', ...value] = rest.split(' ');
  return { setting, value: value.join(' ') };
}

function textOf(message: Message): string {
  return coveredTextOf(message)
    .replaceAll('\u2060', '')
    .replaceAll('**', '')
    .replace(/\\([^0-9A-Za-z\s])/g, '$1');
}

function harmOf(message: Message): readonly string[] {
  const { users, roles, isEveryone } = pingsOf(message);
  return [...users, ...roles, ...(isEveryone ? ['everyone'] : []), ...linksOf(message)];
}

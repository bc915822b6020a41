import { setTimeout as sleep } from 'node:timers/promises';
import { buttonsOf, coveredTextOf, type Message, type Outcome, plainTextOf } from '../emulators/discord/discord.js';
import { openDiscord } from '../helpers/discord-stage.js';
import { type CardStage, cardContract } from './card-contract.js';

/** What a reader sees of Markdown that is ours. */
function readable(markdown: string): string {
  return markdown
    .replaceAll('\u2060', '')
    .replaceAll('**', '')
    .replace(/\\([^0-9A-Za-z\s])/g, '$1');
}

async function makeStage(): Promise<CardStage> {
  const { discord, adapter, again, close } = await openDiscord();
  const { member, admin, text: channel } = discord;
  const dm = discord.dm(member);
  let outcome: Outcome | undefined;
  const everything = (): readonly Message[] => [...discord.world.messages.values()];
  const isIts = ({ authorId, isDeleted }: Message): boolean => authorId === discord.botUserId && !isDeleted;
  const mine = (): readonly Message[] =>
    everything().filter((message) => isIts(message) && (message.visibleTo === null || message.visibleTo === member.id));
  const settled = async (): Promise<void> => {
    await discord.quiet(600);
  };
  return {
    adapter,
    hasToken: false,
    async mention(text, files = []) {
      discord.people.say(member, channel, `${discord.botMention} ${text}`, { files });
      await sleep(50);
    },
    async direct(text, files = []) {
      discord.people.say(member, dm, text, { files });
      await sleep(50);
    },
    async talk(first, ...more) {
      const root = discord.people.say(admin, channel, first);
      const thread = discord.people.openThread(admin, root, 'Cows');
      for (const [index, text] of more.entries()) {
        const isLast = index === more.length - 1;
        discord.people.say(member, thread, isLast ? `${discord.botMention} ${text}` : text);
      }
      await sleep(50);
    },
    async backUp(text) {
      const message = discord.people.say(admin, channel, text);
      await discord.waitFor(() => discord.commands().length > 0);
      await discord.messageCommand(member, message, 'Back it up');
    },
    seenByOthers: () =>
      everything()
        .filter(
          ({ authorId, visibleTo, channelId }) => authorId !== member.id && visibleTo === null && channelId !== dm.id,
        )
        .flatMap(({ versions }) => versions.map((version) => readable(plainTextOf(version))))
        .join('\n'),
    seenByAsker: () => mine().map((message) => readable(coveredTextOf(message))),
    async press(label) {
      const message = mine().findLast((one) => buttonsOf(one).some((button) => button.label === label));
      const id = message && buttonsOf(message).find((button) => button.label === label)?.customId;
      if (!message || !id) throw new Error(`no button ${label}`);
      outcome = await discord.press(member, message, id);
    },
    window() {
      const modal = outcome?.modal as {
        title: string;
        components: { label: string; component: { value?: string } }[];
      } | null;
      const [field] = modal?.components ?? [];
      return modal && field
        ? { title: modal.title, label: field.label, initial: field.component.value ?? '' }
        : undefined;
    },
    async send(words) {
      await discord.submitModal(member, String(outcome?.modal?.custom_id), words === undefined ? {} : { words });
    },
    files: () =>
      mine().flatMap(({ attachments, visibleTo, channelId }) =>
        attachments.map(({ filename, description }) => ({
          name: filename,
          alt: description ?? undefined,
          isForAll: visibleTo === null && channelId !== dm.id,
        })),
      ),
    refuseFiles: () => {
      for (const role of discord.guild.roles.values()) discord.people.permit(channel, role, { deny: ['AttachFiles'] });
    },
    tokensShown: () => [...discord.world.hosted.values()].flatMap(({ askedWith }) => askedWith),
    restart: async () => again(),
    settled,
    close,
  };
}

cardContract('Discord', makeStage);

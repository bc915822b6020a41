import { buttonsOf, type Message, plainTextOf, type View } from '../emulators/slack/slack.js';
import { openSlack, shownText } from '../helpers/slack-stage.js';
import { type CardStage, cardContract } from './card-contract.js';

async function makeStage(): Promise<CardStage> {
  const { slack, adapter, again, close } = await openSlack();
  const direct = slack.directChannel(slack.alice);
  const everything = (): readonly Message[] => slack.world.messagesIn(slack.channel.id);
  const mine = (): readonly Message[] =>
    [...slack.botMessages(slack.channel), ...slack.botMessages(direct), ...slack.ephemerals(slack.alice)].sort(
      (a, b) => (a.ts < b.ts ? -1 : 1),
    );
  const view = (): View | undefined => slack.views(slack.alice).at(-1);
  return {
    adapter,
    hasToken: true,
    async mention(text, files = []) {
      const shared = files.map(({ name, text: bytes }) => ({ name, bytes }));
      await slack.say(slack.alice, slack.channel, `${slack.botMention} ${text}`, { files: shared });
    },
    async direct(text, files = []) {
      await slack.say(slack.alice, direct, text, { files: files.map(({ name, text: bytes }) => ({ name, bytes })) });
    },
    async talk(first, ...more) {
      const { ts } = await slack.say(slack.bob, slack.channel, first);
      for (const [index, text] of more.entries()) {
        const isLast = index === more.length - 1;
        await slack.say(slack.alice, slack.channel, isLast ? `${slack.botMention} ${text}` : text, { threadTs: ts });
      }
    },
    async backUp(message) {
      const { ts } = await slack.say(slack.bob, slack.channel, message);
      await slack.messageShortcut(slack.alice, slack.channel, ts, 'back_it_up');
    },
    seenByOthers: () =>
      everything()
        .flatMap(({ versions, stream, user }) =>
          user === slack.alice.id
            ? []
            : versions.flatMap(({ text, blocks }) => [
                plainTextOf({ text, blocks, stream }),
                ...(stream?.pieces ?? []),
              ]),
        )
        .join('\n'),
    seenByAsker: () => mine().map(shownText),
    async press(label) {
      const message = mine().findLast((one) => buttonsOf(one).some((button) => button.label === label));
      const button = message && buttonsOf(message).find((one) => one.label === label);
      if (!message || !button) throw new Error(`no button ${label}`);
      await slack.press(slack.alice, message, button.actionId);
      await slack.quiet(100);
    },
    window() {
      const { title, blocks } = (view()?.body ?? {}) as {
        title?: { text: string };
        blocks?: { label: { text: string }; element: { initial_value?: string } }[];
      };
      const [input] = blocks ?? [];
      return title && input
        ? { title: title.text, label: input.label.text, initial: input.element.initial_value ?? '' }
        : undefined;
    },
    async send(words) {
      const open = view();
      if (!open) throw new Error('no window is open');
      await slack.submitView(slack.alice, open.id, words === undefined ? {} : { words: { words } });
    },
    files: () =>
      slack.uploads
        .filter(({ isComplete }) => isComplete)
        .map(({ filename, altText, channel }) => ({ name: filename, alt: altText, isForAll: channel !== direct.id })),
    refuseFiles: () => slack.setScopes(['chat:write', 'app_mentions:read', 'channels:history', 'im:write']),
    tokensShown: () => [...slack.world.sharedFiles.values()].flatMap(({ askedWith }) => askedWith),
    restart: async () => again(),
    settled: () => slack.quiet(500),
    close,
  };
}

cardContract('Slack', makeStage);

/** A class on the local Slack. */

import { slashCommands } from '../../../src/adapters/slack/slash-names.js';
import {
  buttonsOf,
  type Channel,
  type Message,
  type Person,
  plainTextOf,
  type Slack,
  startSlack,
} from '../../emulators/slack/slack.js';
import { harmOf } from '../../helpers/slack-stage.js';
import { type Classroom, type Handed, people, type Said, type Shown, type Who } from './classroom.js';

/** A Slack with the class in its channel; nothing listens yet. */
export async function openSlackRoom(): Promise<Classroom> {
  const slack = await startSlack();
  const everyone = new Map<Who, Person>(
    people.map((who) => [who, who === 'warden' ? slack.admin : slack.addPerson(who)]),
  );
  const person = (who: Who): Person => everyone.get(who) ?? slack.admin;
  const direct = (who: Who): Channel => slack.directChannel(person(who));
  const { channel } = slack;
  const mayRead = (who: Who): readonly Message[] => [
    ...slack.botMessages(channel),
    ...slack.ephemerals(person(who)),
    ...slack.botMessages(direct(who)),
  ];
  const messageOf = (who: Who, { id }: Pick<Shown, 'id'>): Message => {
    const found = mayRead(who).find(({ ts }) => ts === id);
    if (!found) throw new Error(`${who} does not see the message ${id}`);
    return found;
  };
  const shown = (message: Message): Shown => ({
    id: message.ts,
    get text() {
      return textOf(message);
    },
    isPublic: message.channel === channel.id && message.visibleTo === undefined,
    isComplete: message.stream?.state !== 'streaming',
    buttons: buttonsOf(message).map(({ label }) => label),
  });
  return {
    platform: 'slack',
    env: { SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
    ready: 'Slack: receiving messages.',
    tenant: slack.teamId,
    idOf: (who) => person(who).id,
    mention: (who) => `<@${person(who).id}>`,

    async types(who, line) {
      const [, name = '', rest = ''] = /^\/([a-z-]+)\s*([\s\S]*)$/u.exec(line) ?? [];
      const isKnown = slashCommands.includes(name);
      await slack.command(
        person(who),
        channel,
        isKnown ? `/${name}` : '/pilcrow',
        isKnown ? rest : `${name} ${rest}`.trim(),
      );
    },
    async asks(who, words) {
      const { ts } = await slack.say(person(who), channel, `${slack.botMention} ${words}`);
      return { id: ts };
    },
    async goesOn(who, said, words) {
      const { ts } = await slack.say(person(who), channel, words, { threadTs: said.id });
      return { id: ts };
    },
    async writes(who, words) {
      await slack.say(person(who), direct(who), words);
    },
    async remarks(who, words) {
      const { ts } = await slack.say(person(who), channel, words);
      return { id: ts };
    },
    async backsUp(who, { id }) {
      await slack.messageShortcut(person(who), channel, id, 'back_it_up');
    },
    async deletes(said) {
      await slack.people.remove(saidMessage(slack, channel, said));
    },
    async presses(who, { id }, label) {
      const message = await slack.waitFor(() => {
        const found = messageOf(who, { id });
        return buttonsOf(found).some((button) => button.label === label) && found;
      });
      const button = buttonsOf(message).find((one) => one.label === label);
      await slack.press(person(who), message, button?.actionId ?? '', { value: button?.value ?? '' });
    },
    async fills(who, words) {
      const view = await slack.waitFor(() => slack.views(person(who)).at(-1));
      const initial = /"initial_value":("(?:[^"\\]|\\.)*")/u.exec(JSON.stringify(view.body))?.[1];
      await slack.submitView(person(who), view.id, { words: { words } });
      return initial === undefined ? '' : String(JSON.parse(initial));
    },

    seenBy: (who) => mayRead(who).map(shown),
    handedTo: (who) =>
      slack.uploads
        .filter(({ isComplete, channel: at }) => isComplete && at === direct(who).id)
        .map(
          ({ filename, bytes, altText }): Handed => ({ name: filename, bytes: bytes ?? Buffer.alloc(0), alt: altText }),
        ),
    everything: () =>
      [...slack.botMessages(), ...slack.ephemerals()].map((message) => ({
        ...shown(message),
        text: textOf(message),
        harm: harmOf(message),
      })),
    waitFor: (look, timeoutMs) => slack.waitFor(look, timeoutMs),
    quiet: (idleMs) => slack.quiet(idleMs),
    async uninstall() {
      await slack.uninstall();
    },
    async close() {
      await slack.stop();
    },
  };
}

function textOf(message: Message): string {
  return plainTextOf(message).replace(/\*\*|\\(?=[^\w\s])/g, '');
}

function saidMessage(slack: Slack, channel: Channel, { id }: Said): Message {
  const found = slack.messages(channel).find(({ ts }) => ts === id);
  if (!found) throw new Error(`no message ${id}`);
  return found;
}

import { harmOf, openSlack, shownText } from '../helpers/slack-stage.js';
import { type AdapterStage, adapterContract } from './adapter-contract.js';

async function makeStage(): Promise<AdapterStage> {
  const { slack, adapter, close } = await openSlack();
  const direct = slack.directChannel(slack.alice);
  // One thread, so that there is an order to keep.
  const root = await slack.say(slack.alice, direct, 'root', { isHeard: false });
  return {
    adapter,
    place: { platform: 'slack', tenant: slack.teamId, place: direct.id },
    harm: () => slack.botMessages(direct).flatMap(harmOf),
    shown: () => slack.botMessages(direct).map(shownText),
    async speak(text) {
      const { acks } = await slack.say(slack.alice, direct, text, { threadTs: root.ts });
      if (!acks.every((ack) => typeof ack === 'object')) throw new Error('nobody listens');
    },
    async again() {
      const last = slack.deliveries.findLast(({ kind }) => kind === 'events_api');
      if (!last) throw new Error('nothing was delivered');
      await slack.redeliver(last);
    },
    async echo() {
      const own = slack.botMessages(direct).at(-1);
      if (!own) throw new Error('the bot said nothing');
      await slack.echo(own);
    },
    settled: () => slack.quiet(250),
    close,
  };
}

adapterContract('Slack', {
  makeStage,
  dangerous: [
    { text: '<!channel> <!here> <!everyone> @channel' },
    { text: '<@U0123456789> <!subteam^S0123456789> <#C0123456789>' },
    { text: '<https://evil.example|click> https://evil.example www.evil.example [click](https://evil.example)' },
    { text: 'right\u202eto left', mayNotContain: '\u202e' },
    { text: 'tag\u{e0041}\u{e0042}', mayNotContain: '\u{e0041}' },
    { text: 'back\u0008space\u0000', mayNotContain: '\u0008' },
  ],
});

import { createSlack } from '../../../../src/adapters/slack/slack.js';
import { adapterContract } from '../../../contract/adapter-contract.js';
import { plainTextOf, startSlack } from '../slack.js';
const log = new Proxy({} as never, { get: (_t, k) => (k === 'child' ? () => log : () => undefined) }) as never;
for (const mode of ['dm', 'channel'] as const)
adapterContract(`Slack ${mode}`, {
  dangerous: [{ text: '<!channel>', mayNotContain: '<!channel>' }],
  makeStage: async () => {
    const slack = await startSlack();
    const adapter = createSlack({ mode: 'socket', botToken: slack.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl, log });
    const where = mode === 'dm' ? slack.directChannel(slack.alice) : slack.channel;
    let root: string | undefined;
    return {
      adapter: { ...adapter, post: (p: any, ...r: any[]) => (adapter.post as any)({ platform: 'slack', tenant: slack.teamId, place: where.id }, ...r) },
      speak: async (text) => {
        const { ts } = await slack.say(slack.alice, where, mode === 'dm' ? text : `${slack.botMention} ${text}`, { threadTs: root });
        root ??= ts;
      },
      echo: async () => { const last = slack.botMessages().at(-1); if (last) await slack.echo(last); },
      shown: () => slack.botMessages().map(plainTextOf),
      settled: () => slack.quiet(900),
      close: async () => { const bad = slack.calls.filter((c) => !c.ok); if (bad.length) console.log(JSON.stringify(bad.map(c => [c.method, c.error, c.answer]))); if (slack.warnings.length) console.log(slack.warnings); await slack.stop(); },
    };
  },
});

import { MessageFlags } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DiscordRefusal } from '../../../../src/adapters/discord/calls.js';
import { commandList } from '../../../../src/adapters/discord/command-list.js';
import { bodyOf, inAnyForm } from '../../../../src/adapters/discord/deliver.js';
import type { Frame } from '../../../../src/adapters/discord/foot.js';
import { componentsOf, contentsOf, type Part, renderReply } from '../../../../src/adapters/discord/render.js';
import { type CommandEntry, commandTable } from '../../../../src/conversation/commands.js';
import { featureDoes, featureSlash, featureUsage } from '../../../../src/conversation/feature-table.js';
import { featureNames, type SettingsReply } from '../../../../src/conversation/types.js';
import { buttonsOf, coveredTextOf } from '../../../emulators/discord/discord.js';
import { validateCommands } from '../../../emulators/discord/validate-commands.js';
import { allComponents } from '../../../emulators/discord/validate-components.js';
import { readMessageBody } from '../../../emulators/discord/validate-message.js';
import { card, keyWords, pictureAlt, png } from '../../../helpers/card-conversation.js';
import { citationOf, commons } from '../../../helpers/fake-parts.js';

const frame: Frame = {
  turn: '1180000000000000001',
  tenant: '1180000000000000002',
  place: '1180000000000000003',
  isPrivate: false,
  isKeepable: true,
  suggestions: [],
};
const flags = MessageFlags.IsComponentsV2;

/** Discord takes the part; what its reader sees with nothing uncovered. */
function covered(part: Part): string {
  const files = (part.files ?? []).map(({ name, contentType }, index) => ({
    id: String(index),
    filename: name,
    description: null,
    size: 1,
    contentType,
    bytes: Buffer.from('x'),
  }));
  const components = componentsOf(part);
  readMessageBody(bodyOf({ body: { flags, components }, ...(part.files ? { files: part.files } : {}) }), {
    purpose: 'create',
    files,
  });
  const rich = coveredTextOf({ content: '', components: components as never, flags });
  const plain = contentsOf(part).map((content) => coveredTextOf({ content, components: [], flags: 0 }));
  return [rich, ...plain].join('\n').replaceAll('\u2060', '');
}

const hidden = (text: string) => ({
  text,
  quotes: [],
  after: `${text} after`,
  hidden: { label: 'Key', line: '/quiz key 1' },
});

describe('what is hidden', () => {
  it('stays covered whatever is in it, in every form of the message and however it is split', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('|', '||', '\\', '\\|', '`', '```', '*', '\n', ' ', '> ', '-# ', '\u2060', 'Ω'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(hostile, hostile, fc.integer({ min: 0, max: 900 }), (before, text, length) => {
        const items = [{ text: before, quotes: [] }, hidden(`${text}SECRET${text} ${'SECRET '.repeat(length)}${text}`)];
        for (const part of renderReply(card(items), frame)) expect(covered(part)).not.toContain('SECRET');
      }),
      { numRuns: 300 },
    );
  });

  it('can be uncovered by a button, five of them in a message', () => {
    const items = Array.from({ length: 7 }, (_, index) => ({
      ...hidden(keyWords(index)),
      hidden: { label: `Key ${index}`, line: `/quiz key ${index}` },
    }));
    const [part] = renderReply(card(items), frame);
    expect(buttonsOf({ components: part.foot as never }).map(({ label }) => label)).toEqual(
      [0, 1, 2, 3, 4].map((n) => `Key ${n}`),
    );
    expect(covered(part)).toContain('Key 6: ▮');
  });
});

describe('a card', () => {
  const paragraph = commons.paragraphs[0];
  if (!paragraph) throw new Error('no paragraph');

  it('shows its points line by line, with the quotes and marks of each', () => {
    const [part] = renderReply(
      card([
        { text: 'A heading', quotes: [], form: 'heading' },
        { text: 'Which?\na) one\nb) two', quotes: [citationOf(commons, paragraph)], after: 'What follows.' },
        { text: 'Only you see this.', quotes: [], form: 'small' },
      ]),
      frame,
    );
    expect(componentsOf(part)[0]).toMatchObject({
      content: [
        '**A card.**',
        '**A heading**',
        'Which?',
        'a) one',
        'b) two',
        '> “The pasture belongs to no one.” **¶1**',
        'What follows.',
      ].join('\n'),
    });
    expect(covered(part)).toContain('Only you see this.\n-# The last line.');
  });

  it('holds its picture in a gallery, described within Discord’s limit, and its files beside it', () => {
    const alt = `${pictureAlt} `.repeat(40);
    const files = [{ fileName: 'class digest.csv', text: 'a,b' }];
    const [part] = renderReply(card([], { picture: { png, alt, fileName: 'strip.png' }, files }), frame);
    covered(part);
    const [gallery] = [...allComponents(componentsOf(part))].filter(({ type }) => type === 12);
    const [item] = (gallery?.items ?? []) as { description: string; media: object }[];
    expect(item?.media).toEqual({ url: 'attachment://strip.png' });
    expect(item?.description.length).toBeLessThanOrEqual(1_024);
    expect(componentsOf(part)).toContainEqual({ type: 13, file: { url: 'attachment://class_digest.csv' } });
  });

  it('whose picture is refused says what it shows, and leaves nothing of the card out', async () => {
    const [part] = renderReply(card([], { picture: { png, alt: pictureAlt, fileName: 'strip.png' } }), frame);
    const sent: string[] = [];
    await inAnyForm(part, async ({ body, files }) => {
      if (files) throw new DiscordRefusal('Missing Permissions', 50_013, false, undefined);
      sent.push(String(body.content));
      return { id: '1' };
    });
    expect(sent.join('\n')).toContain(`It shows: ${pictureAlt}`);
    expect(sent.join('\n')).toContain('The last line.');
  });
});

describe('settings', () => {
  it('have a menu each, in as many messages as they need', () => {
    const reply: SettingsReply = {
      kind: 'settings',
      scope: 'here',
      language: 'en',
      leadIn: 'Set here',
      rows: Array.from({ length: 7 }, (_, n) => ({
        key: `k${n}`,
        label: `Setting ${n}`,
        value: 'a',
        valueLabel: 'A',
        options: [{ value: 'a', label: 'A' }],
        line: `/settings k${n} `,
      })),
      mayChange: true,
      card: { essay: commons, opening: citationOf(commons, commons.paragraphs[0] as never) },
      sources: [{ slug: 'commons', title: 'About commons', pages: {} }],
      buttons: [],
    };
    const parts = renderReply(reply, frame);
    for (const part of parts) covered(part);
    expect(parts.map(({ foot }) => foot.length)).toEqual([5, 2]);
  });
});

describe('the commands of the classroom', () => {
  const known = new Set(commandTable.map(({ name }) => name));
  const features = featureNames
    .filter((name) => !known.has(name))
    .map(
      (name): CommandEntry => ({ name, slash: featureSlash[name], usage: featureUsage[name], does: featureDoes[name] }),
    );
  const list = commandList([...commandTable, ...features]);

  it('are taken by Discord, all of them, in six languages', () => {
    validateCommands(structuredClone(list));
    for (const name of featureNames) {
      const command = list.find((one) => one.name === featureSlash[name][0]);
      expect(Object.keys(command?.description_localizations ?? {}), name).toEqual(
        expect.arrayContaining(['ru', 'ja', 'de']),
      );
    }
  });

  it('take words, a file for an upload, and the wish for privacy where the place decides', () => {
    const optionsOf = (name: string) => list.find((one) => one.name === name)?.options?.map((option) => option.name);
    expect(optionsOf('upload')).toEqual(['file', 'words']);
    expect(optionsOf('hint')).toEqual(['words', 'essay']);
    expect(optionsOf('quiz')).toEqual(['words', 'essay', 'private']);
    expect(optionsOf('export')).toEqual([]);
  });
});

it('a mention that is covered is no mention', () => {
  const [part] = renderReply(card([hidden('@everyone <@1180000000000000001>')]), frame);
  expect(JSON.stringify(componentsOf(part))).not.toMatch(/@everyone|<@\d/);
});

import { describe, expect, it } from 'vitest';
import { readPress } from '../../../../src/adapters/slack/presses.js';
import { renderReply } from '../../../../src/adapters/slack/render.js';
import { wordsWindowView } from '../../../../src/adapters/slack/windows.js';
import { buttonsOf } from '../../../emulators/slack/read-message.js';
import { plainTextOf } from '../../../emulators/slack/slack.js';
import { readBlocks, readView } from '../../../emulators/slack/validate-blocks.js';
import { card, draftText, keyWords } from '../../../helpers/card-conversation.js';

const frame = { turn: '1.1', place: 'C1:1.1', isPrivate: false };
const press = (action: { action_id: string; value: string }, isEphemeral: boolean) =>
  readPress('T1', {
    type: 'block_actions',
    user: { id: 'U1' },
    channel: { id: 'C1' },
    container: { message_ts: '2.2', channel_id: 'C1', is_ephemeral: isEphemeral },
    trigger_id: 't',
    actions: [action],
  });

describe('what is hidden', () => {
  const items = Array.from({ length: 7 }, (_, index) => ({
    text: keyWords(index),
    quotes: [],
    hidden: { label: `Key ${index}`, line: `/notes key ${index}` },
  }));

  it('has a button each, five in a message, and a line to type where there is none', () => {
    const [{ text, body, foot }] = renderReply(card(items), frame);
    const blocks = [...body, ...foot];
    readBlocks(structuredClone(blocks));
    const shown = plainTextOf({ text, blocks: blocks as never, stream: undefined });
    expect(buttonsOf({ blocks: blocks as never }).map(({ label }) => label)).toEqual(
      [0, 1, 2, 3, 4].map((n) => `Key ${n}`),
    );
    expect(shown).toContain('Key 5: /pilcrow notes key 5');
    expect(`${shown} ${text}`).not.toMatch(/KEY|and more/);
  });

  it('is shown to the one who presses alone, wherever the button stands', () => {
    const [{ foot }] = renderReply(card(items), frame);
    const [button] = buttonsOf({ blocks: foot as never });
    const action = { action_id: button?.actionId ?? '', value: button?.value ?? '' };
    expect(press(action, false)).toMatchObject({ kind: 'line', incoming: { text: '/notes key 0', isPrivate: true } });
  });
});

describe('a button that asks for words', () => {
  const button = (initial: string) => {
    const asks = { title: 'Edit the question', label: 'Your question', initial, isLong: true } as const;
    const [{ foot }] = renderReply(
      card([], { buttons: [{ label: 'Edit', line: '/discuss edit d1', typed: 'x', asks }] }),
      frame,
    );
    readBlocks(structuredClone(foot));
    const [face] = buttonsOf({ blocks: foot as never });
    return { action_id: face?.actionId ?? '', value: face?.value ?? '' };
  };

  it('carries all that its window needs, and the place it belongs to', () => {
    expect(press(button(draftText), true)).toMatchObject({
      kind: 'asks',
      asks: { title: 'Edit the question', label: 'Your question', initial: draftText, isLong: true },
      incoming: { text: '/discuss edit d1', place: { place: 'C1:1.1' }, isPrivate: true },
    });
  });

  it('leaves out words to begin with that do not fit, rather than cutting them', () => {
    const read = press(button('long '.repeat(600)), true);
    expect(read).toMatchObject({ kind: 'asks', incoming: { text: '/discuss edit d1' } });
    expect(JSON.stringify(read)).not.toContain('initial');
  });

  it('opens a window within Slack’s limits', () => {
    const asks = { title: 'T'.repeat(80), label: 'L'.repeat(300), initial: 'w'.repeat(4_000) };
    const view = wordsWindowView(asks, 'en', { line: '/x', place: 'C1' });
    expect(() => readView(structuredClone(view))).not.toThrow();
    const ru = wordsWindowView({ title: '', label: '' }, 'ru', { line: '/x', place: 'C1' });
    expect(JSON.stringify(ru)).toContain('Ваш текст');
    expect(() => readView(structuredClone(ru))).not.toThrow();
  });
});

it('a personal answer offers no sharing', () => {
  const personal = renderReply(card([], { isPersonal: true }), { ...frame, isPrivate: true });
  expect(personal.flatMap(({ foot }) => foot)).toEqual([]);
});

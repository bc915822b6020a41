import { describe, expect, it } from 'vitest';
import { readMessage, type SlackMessage } from '../../../../src/adapters/slack/heard.js';

const self = { userId: 'U0BOT', botId: 'B0BOT' };
const read = (message: Partial<SlackMessage>) =>
  readMessage('T1', 'C1', { type: 'message', user: 'U1', ts: '100.1', text: 'why?', ...message }, self);
const incomingOf = (message: Partial<SlackMessage>) => {
  const heard = read(message);
  return heard?.kind === 'message' ? heard.incoming : undefined;
};

describe('a message', () => {
  it('said to a whole channel is overheard there, without its files', () => {
    expect(read({ files: [{ id: 'F1', name: 'a.txt' }] })).toEqual({
      kind: 'message',
      where: { channel: 'C1', threadTs: '100.1', user: 'U1' },
      incoming: {
        place: { platform: 'slack', tenant: 'T1', place: 'C1:100.1' },
        person: 'U1',
        messageId: '100.1',
        text: 'why?',
        isOverheard: true,
        isForOthers: false,
        isToAll: true,
      },
    });
  });

  it('in a thread is overheard in that thread alone', () => {
    expect(incomingOf({ thread_ts: '99.1' })).toMatchObject({ isOverheard: true, place: { place: 'C1:99.1' } });
    expect(incomingOf({ thread_ts: '99.1' })).not.toHaveProperty('isToAll');
  });

  it('that calls a person, a group or everyone is for others', () => {
    for (const text of ['<@U2> why?', '<!subteam^S1|@tutors> why?', '<!here> why?', 'why, <!channel>?'])
      expect(incomingOf({ text }), text).toMatchObject({ isForOthers: true });
  });

  it('that mentions us, or is said to us directly, is not overheard', () => {
    expect(incomingOf({ text: '<@U0BOT> why?' })).not.toHaveProperty('isOverheard');
    expect(incomingOf({ channel_type: 'im' })).not.toHaveProperty('isOverheard');
  });
});

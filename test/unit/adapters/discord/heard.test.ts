import { describe, expect, it } from 'vitest';
import { readMessage, type Spoken, type Surroundings } from '../../../../src/adapters/discord/heard.js';
import { readText } from '../../../../src/adapters/discord/read-text.js';

const self = '900';
const channel: Surroundings = {
  spot: { guildId: '1', channelId: '20', parentId: null, isDirect: false },
  isThreadable: true,
};
const thread: Surroundings = {
  spot: { guildId: '1', channelId: '30', parentId: '20', isDirect: false },
  isThreadable: false,
};
const dm: Surroundings = {
  spot: { guildId: null, channelId: '40', parentId: null, isDirect: true },
  isThreadable: false,
};
const spoken = (content: string, more: Partial<Spoken> = {}): Spoken => ({
  id: '500',
  authorId: '7',
  isMachine: false,
  content,
  mentions: content.includes(`<@${self}>`) ? [self] : [],
  ...more,
});

describe('a message', () => {
  it('that mentions us opens a thread, which is its place', () => {
    expect(readMessage(spoken(`<@${self}> why?`), channel, self)).toEqual({
      where: { channelId: '500', opens: { parentId: '20', title: 'why?' } },
      incoming: {
        place: { platform: 'discord', tenant: '1', place: '20:500' },
        person: '7',
        messageId: '500',
        text: 'why?',
      },
    });
  });

  it('in a thread stays there; overheard unless it is for us', () => {
    expect(readMessage(spoken(`<@${self}> why?`), thread, self)?.incoming).not.toHaveProperty('isOverheard');
    expect(readMessage(spoken('why?'), thread, self)).toMatchObject({
      where: { channelId: '30', replyTo: '500' },
      incoming: { place: { place: '20:30' }, isOverheard: true, isForOthers: false },
    });
    expect(readMessage(spoken('why?', { mentions: ['8'] }), thread, self)?.incoming.isForOthers).toBe(true);
    const reference = { authorId: '8', text: 'I say so' };
    expect(readMessage(spoken('why?', { reference }), thread, self)?.incoming).toMatchObject({
      isForOthers: true,
      quoted: 'I say so',
    });
    expect(readMessage(spoken('', {}), thread, self)).toBeUndefined();
  });

  it('that replies to us is for us; our own words are quoted only where we do not remember them', () => {
    const reference = { authorId: self, text: 'The grass is gone.' };
    expect(readMessage(spoken('why?', { reference }), thread, self)?.incoming).toEqual(
      expect.not.objectContaining({ isOverheard: true, quoted: expect.anything() }),
    );
    expect(readMessage(spoken('why?', { reference }), channel, self)?.incoming.quoted).toBe('The grass is gone.');
  });

  it('in direct messages is the person’s own, and no server’s', () => {
    expect(readMessage(spoken('why?'), dm, self)).toMatchObject({
      where: { channelId: '40', replyTo: '500' },
      incoming: { place: { tenant: 'dm', place: '40' }, isDirect: true },
    });
  });

  it('of a forum carries the title of its post', () => {
    const post: Surroundings = { ...thread, postTitle: 'The grass' };
    const first = spoken(`<@${self}> what became of it?`, { id: '30' });
    expect(readMessage(first, post, self)?.incoming.text).toBe('The grass\nwhat became of it?');
    expect(readMessage(spoken(`<@${self}>`, { id: '30' }), post, self)?.incoming.text).toBe('The grass');
    expect(readMessage(spoken(`<@${self}> and then?`), post, self)?.incoming).toMatchObject({
      text: 'and then?',
      quoted: 'The grass',
    });
  });

  it('said to a whole channel is overheard there, without its files; so is a new post', () => {
    const file = { name: 'a.txt', size: 1, url: 'https://cdn.discordapp.com/a.txt' };
    const heard = readMessage(spoken('why?', { files: [file] }), channel, self);
    expect(heard).toEqual({
      where: { channelId: '500', opens: { parentId: '20', title: 'why?' } },
      incoming: {
        place: { platform: 'discord', tenant: '1', place: '20:500' },
        person: '7',
        messageId: '500',
        text: 'why?',
        isOverheard: true,
        isForOthers: false,
        isToAll: true,
      },
    });
    const post: Surroundings = { ...thread, postTitle: 'The grass' };
    expect(readMessage(spoken('why?', { id: '30' }), post, self)?.incoming.isToAll).toBe(true);
    expect(readMessage(spoken('why?'), post, self)?.incoming).not.toHaveProperty('isToAll');
    expect(readMessage(spoken('why?'), thread, self)?.incoming).not.toHaveProperty('isToAll');
    const reference = { authorId: '8', text: 'I say so' };
    expect(readMessage(spoken('why?', { reference }), channel, self)?.incoming.isForOthers).toBe(true);
  });

  it('of a machine, of ourselves, or of nobody’s concern is nothing', () => {
    expect(readMessage(spoken(`<@${self}> why?`, { isMachine: true }), channel, self)).toBeUndefined();
    expect(readMessage(spoken(`<@${self}> why?`, { authorId: self }), channel, self)).toBeUndefined();
    expect(readMessage(spoken(''), channel, self)).toBeUndefined();
  });
});

describe('the words of a message', () => {
  it.each([
    [`<@${self}> why?`, 'why?'],
    [`<@!${self}>, why?`, 'why?'],
    [`why, <@${self}>?`, 'why,  ?'],
    ['<@8> and <@&9> in <#20>', '@8 and @9 in #20'],
    ['<:wave:123> <a:run:456>', ':wave: :run:'],
    ['</ask:123>', '/ask'],
    ['<t:0:R>', '1970-01-01'],
    ['2 < 3 > 1', '2 < 3 > 1'],
  ])('of %s are “%s”', (raw, read) => {
    expect(readText(raw, self)).toBe(read);
  });
});

import { describe, expect, it } from 'vitest';
import { classKey, classOfKey, createAddresses, withAddresses } from '../../../src/conversation/page-addresses.js';
import { fakeEssay, fakeRetriever } from '../../helpers/fake-parts.js';
import { openTalk } from '../../helpers/store-talk.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const secret = 'a secret';
const guild = { platform: 'discord', tenant: 'G1' };
const open = fakeEssay('commons', ['The pasture belongs to no one.'], { license: 'CC0-1.0', hash: '0123456789abcdef' });
const closed = fakeEssay('orchard', ['Apples.'], { hash: '0123456789abcdef' });

describe('the key of a class', () => {
  it('names the class, whatever its name is made of', () => {
    for (const tenant of [guild, { platform: 'slack', tenant: '' }, { platform: 'web', tenant: 'ü.:"/ 学' }])
      expect(classOfKey(classKey(tenant, secret), secret)).toEqual(tenant);
  });

  it('is of one installation, and no part of it can be changed', () => {
    const key = classKey(guild, secret);
    expect(classOfKey(key, 'another secret')).toBeUndefined();
    const [name = '', signed = ''] = key.split('.');
    const other = Buffer.from(JSON.stringify(['discord', 'G2'])).toString('base64url');
    for (const forged of [
      '',
      '.',
      name,
      `${name}.`,
      `.${signed}`,
      `${other}.${signed}`,
      `${key.slice(0, -1)}~`,
      `${key}A`,
    ])
      expect(classOfKey(forged, secret), forged).toBeUndefined();
  });

  it('is short enough for a mark, and unlike for two classes', () => {
    expect(classKey(guild, secret).length).toBeLessThan(80);
    expect(classKey(guild, secret)).not.toBe(classKey({ ...guild, tenant: 'G2' }, secret));
  });
});

describe('the address of an essay', () => {
  const addressOf = createAddresses('https://pilcrow.example.org/', secret);

  it('of an open one is for everybody, and names the version', () => {
    expect(addressOf(guild, open)).toBe('https://pilcrow.example.org/essays/commons?v=0123456789ab');
  });

  it('of any other holds the key of the class that it is told to', () => {
    for (const essay of [closed, { ...open, owner: 'discord:G1' }]) {
      const { searchParams } = new URL(addressOf(guild, essay));
      expect(classOfKey(searchParams.get('class') ?? '', secret)).toEqual(guild);
    }
  });

  it('is with each essay that a reply cites, and a notice has none', async () => {
    const talk = await openTalk(await temporaryFolder());
    const answer = await talk.say('who owns the pasture?');
    const placed = withAddresses(answer, guild, fakeRetriever(open), addressOf);
    expect(placed).toMatchObject({ sources: [{ slug: 'commons', address: addressOf(guild, open) }] });
    expect(withAddresses(answer, guild, fakeRetriever(closed), addressOf)).toEqual(answer);
    const thanks = await talk.say('thanks');
    expect(withAddresses(thanks, guild, fakeRetriever(open), addressOf)).toBe(thanks);
  });
});

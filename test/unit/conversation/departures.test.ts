import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createDepartures } from '../../../src/conversation/departures.js';
import { fakeAnswerer, fakeEssay, fakeRetriever } from '../../helpers/fake-parts.js';
import { recordingLog } from '../../helpers/recording-log.js';
import { openTalk } from '../../helpers/store-talk.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const seminar = { platform: 'slack', tenant: 'T1' };
const commons = fakeEssay('commons', ['The pasture belongs to no one.']);

async function open() {
  const retriever = fakeRetriever(commons);
  return await openTalk(await temporaryFolder(), { retriever, answerer: fakeAnswerer(retriever) });
}

describe('a tenant that removed the app', () => {
  it('is noted as present and answered no more, until it comes back', async () => {
    const { conversation, store } = await open();
    const scope = { ...seminar, place: '' };
    const incoming = { place: { ...seminar, place: 'C1' }, person: 'U1', messageId: '1', text: 'Whose is it?' };
    await conversation.present(seminar);
    expect(await store.settings.read(scope)).not.toEqual({});
    await conversation.forget(seminar);
    await conversation.present(seminar);
    expect(await conversation.accept(incoming)).toBe(false);
    expect(await store.settings.read(scope)).toEqual({});
    await conversation.welcome(seminar, undefined);
    await conversation.present(seminar);
    expect(await store.settings.read(scope)).not.toEqual({});
    expect(await conversation.accept(incoming)).toBe(true);
  });

  it('leaves no answer behind that was on its way', async () => {
    const { conversation, store } = await open();
    const place = { ...seminar, place: 'C1' };
    const replies = conversation.handle({ place, person: 'U1', messageId: '1', text: 'Whose is the pasture?' });
    for await (const reply of replies) if (reply.kind === 'answer') await conversation.forget(seminar);
    expect(await store.turns.within(seminar, 0)).toEqual([]);
  });

  it('is forgotten a second time for what had been handed over already, unless it came back', async () => {
    const forgotten: string[] = [];
    const departures = createDepartures(async ({ tenant }) => void forgotten.push(tenant), recordingLog());
    await departures.leave(seminar);
    await departures.leave({ ...seminar, tenant: 'T2' });
    departures.comeBack({ ...seminar, tenant: 'T2' });
    await sleep(2_300);
    expect(forgotten).toEqual(['T1', 'T2', 'T1']);
  });
});

import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pageSecret } from '../../../src/conversation/page-secret.js';
import { openStore } from '../../../src/store/open-store.js';
import { recordingLog } from '../../helpers/recording-log.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

async function open(folder: string) {
  const store = await openStore({ url: undefined, file: join(folder, 'kept.db'), log: recordingLog() });
  onTestFinished(() => store.close());
  return store;
}

describe('the secret of the page', () => {
  it('is the same for every process and after a restart', async () => {
    const folder = await temporaryFolder();
    const [first, second] = [await open(folder), await open(folder)];
    const made = await pageSecret(first.settings);
    expect(Buffer.from(made, 'base64url')).toHaveLength(32);
    expect(await pageSecret(second.settings)).toBe(made);
    expect(await pageSecret((await open(folder)).settings)).toBe(made);
  });

  it('is another one for each installation, and for each start where nothing is kept', async () => {
    const one = await pageSecret((await open(await temporaryFolder())).settings);
    const other = await pageSecret((await open(await temporaryFolder())).settings);
    expect(new Set([one, other, await pageSecret(undefined), await pageSecret(undefined)]).size).toBe(4);
  });

  it('is the one that stands where two make one at the same moment', async () => {
    const { settings } = await open(await temporaryFolder());
    const made = await Promise.all([pageSecret(settings), pageSecret(settings), pageSecret(settings)]);
    expect(made).toContain(await pageSecret(settings));
  });

  it('outlives a class that is forgotten', async () => {
    const store = await open(await temporaryFolder());
    const made = await pageSecret(store.settings);
    await store.forgetTenant({ platform: 'slack', tenant: 'T1' });
    expect(await pageSecret(store.settings)).toBe(made);
  });
});

/** What signs the page's cookies and class links: made once for the installation, the same for every process of it. */
import { randomBytes } from 'node:crypto';
import type { Settings } from '../store/store.js';

/** The installation's own settings, which belong to no tenant. */
const installation = { platform: '', tenant: '', place: '' };
const key = 'pageSecret';

/** 256 random bits as text; kept in `settings`, for this process alone without them. */
export async function pageSecret(settings: Pick<Settings, 'read' | 'change'> | undefined): Promise<string> {
  const made = randomBytes(32).toString('base64url');
  if (!settings) return made;
  const { [key]: kept } = await settings.read(installation);
  if (typeof kept === 'string') return kept;
  await settings.change(installation, { [key]: made });
  // Another process may have made one at the same moment: whichever stands counts.
  const { [key]: standing } = await settings.read(installation);
  return typeof standing === 'string' ? standing : made;
}

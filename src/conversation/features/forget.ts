/** "/forget-me": after a second word of the person's, nothing about them is stored here or from direct messages. */
import { say } from '../../essay/phrases.js';
import { fold } from '../../essay/words.js';
import type { Store } from '../../store/store.js';
import { notice } from '../notices.js';
import { countsOf, storedAbout, tenantsOf } from '../privacy.js';
import type { NoticeReply } from '../types.js';
import type { FeatureParts, FeatureRequest } from './feature.js';

type ForgetParts = Pick<FeatureParts, 'roles' | 'floor'> & {
  readonly store?: Pick<Store, 'exportPerson' | 'forgetPerson'> | undefined;
};
type ForgetRequest = Pick<FeatureRequest, 'incoming' | 'language' | 'words'>;

/** What the button says, and what a person types. */
const confirmation = 'confirm';

/** Asks for no essay: there may be none any more. */
export async function forget(
  { store, roles, floor }: ForgetParts,
  { incoming, language, words }: ForgetRequest,
): Promise<NoticeReply> {
  if (!store) return { ...notice(language, 'plain', 'privacyNothing'), isPersonal: true };
  const counts = countsOf(await storedAbout(store, incoming), incoming);
  if (fold(words).trim() !== confirmation) {
    const isTeacher = (await roles.list(incoming.place)).includes(incoming.person);
    const line = `/forget-me ${confirmation}`;
    return {
      kind: 'notice',
      tone: 'plain',
      language,
      text: [say('forgetAsk', language, counts), ...(isTeacher ? [say('forgetTeacher', language)] : [])].join('\n'),
      isPersonal: true,
      buttons: [{ label: say('forgetConfirm', language), line, typed: line }],
    };
  }
  for (const tenant of tenantsOf(incoming)) {
    floor.forget(tenant, incoming.person);
    await store.forgetPerson(tenant, incoming.person);
  }
  return { ...notice(language, 'plain', 'forgotten', counts), isPersonal: true };
}

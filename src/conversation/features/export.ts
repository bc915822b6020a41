/** "/export": everything that is stored about the speaker, as one JSON file for them alone. */

import { say } from '../../essay/phrases.js';
import type { Store } from '../../store/store.js';
import { sourcesOf } from '../marks.js';
import { notice } from '../notices.js';
import { countsOf, storedAbout } from '../privacy.js';
import { cardOf } from '../replies.js';
import type { CardReply, NoticeReply } from '../types.js';
import type { FeatureParts, FeatureRequest } from './feature.js';

type ExportParts = Pick<FeatureParts, 'retriever'> & { readonly store?: Pick<Store, 'exportPerson'> | undefined };
type ExportRequest = Pick<FeatureRequest, 'incoming' | 'language'>;

/** Asks for no essay in particular, so that no wrong choice of one stands before a person's own data. */
export async function exportData(
  { store, retriever }: ExportParts,
  { incoming, language }: ExportRequest,
): Promise<CardReply | NoticeReply> {
  if (!store) return { ...notice(language, 'plain', 'privacyNothing'), isPersonal: true };
  const stored = await storedAbout(store, incoming);
  const [latest] = stored.flatMap(({ turns }) => turns).sort((a, b) => b.askedAt - a.askedAt);
  const asked = latest?.cited.flatMap(({ essay }) => retriever.essay(essay) ?? [])[0];
  const essay = asked ?? retriever.essays()[0];
  if (!essay) return { ...notice(language, 'refusal', 'noEssays'), isPersonal: true };
  const { opening } = cardOf(essay);
  return {
    kind: 'card',
    topic: 'privacy',
    language,
    leadIn: say('exported', language),
    items: [
      { text: say('privacyCounts', language, countsOf(stored, incoming)), quotes: [] },
      { text: say('exportedFrom', language), quotes: [opening], form: 'small' },
    ],
    lastLine: say('privacyCommands', language),
    cites: [opening],
    sources: sourcesOf([essay], retriever.essays()),
    files: [{ fileName: 'pilcrow-my-data.json', text: `${JSON.stringify(stored, undefined, 2)}\n` }],
    isPersonal: true,
    buttons: [],
  };
}

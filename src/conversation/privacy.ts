/**
 * What is stored about one person, in the tenant they speak in and in their direct messages: counted for `/privacy`,
 * whole for `/export` and before `/forget-me`.
 */
import { say } from '../essay/phrases.js';
import type { PersonExport, Store } from '../store/store.js';
import { notice } from './notices.js';
import { type Incoming, type NoticeReply, type Tenant, tenantApart } from './types.js';

/** Where things about the speaker may be: the tenant, and that of direct messages where it is another. */
export function tenantsOf({ place: { platform, tenant } }: Pick<Incoming, 'place'>): readonly Tenant[] {
  return [...new Set([tenant, tenantApart])].map((one) => ({ platform, tenant: one }));
}

/** Everything stored about the speaker, tenant by tenant. @throws PilcrowError `store-failed` */
export async function storedAbout(
  store: Pick<Store, 'exportPerson'>,
  incoming: Incoming,
): Promise<readonly (PersonExport & Tenant)[]> {
  return await Promise.all(
    tenantsOf(incoming).map(async (tenant) => ({ ...tenant, ...(await store.exportPerson(tenant, incoming.person)) })),
  );
}

/** How much of each kind; the message that asks for it is not counted. */
export type Counts = Readonly<Record<'turns' | 'feedback' | 'records' | 'settings' | 'claims' | 'requests', number>>;

export function countsOf(stored: readonly PersonExport[], { messageId }: Pick<Incoming, 'messageId'>): Counts {
  const count = (of: (each: PersonExport) => readonly unknown[]): number =>
    stored.reduce((sum, each) => sum + of(each).length, 0);
  return {
    turns: count(({ turns }) => turns),
    feedback: count(({ feedback }) => feedback),
    records: count(({ records }) => records),
    settings: count(({ settings }) => settings),
    claims: count(({ openClaims }) => openClaims.filter(({ event }) => event !== messageId)),
    requests: count(({ modelRequests }) => modelRequests),
  };
}

/** What is stored about the speaker, for how long, and how to have it or be rid of it. */
export async function privacy(
  { store, retentionDays }: { readonly store?: Store; readonly retentionDays: number },
  { incoming, language }: { readonly incoming: Incoming; readonly language: NoticeReply['language'] },
): Promise<NoticeReply> {
  if (!store) return { ...notice(language, 'plain', 'privacyNothing'), isPersonal: true };
  const { requests, ...counts } = countsOf(await storedAbout(store, incoming), incoming);
  const lines = [
    say('privacyCounts', language, counts),
    say('privacyHowLong', language, { days: retentionDays }),
    ...(requests > 0 ? [say('privacyModel', language, { count: requests })] : []),
    say('privacyCommands', language),
  ];
  return {
    kind: 'notice',
    tone: 'plain',
    language,
    text: lines.join('\n'),
    isPersonal: true,
    buttons: [
      { label: say('exportIt', language), line: '/export', typed: '/export' },
      { label: say('forgetIt', language), line: '/forget-me', typed: '/forget-me' },
    ],
  };
}

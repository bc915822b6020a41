/**
 * Commands about the place instead of the essay: who is a teacher, what is set, what people thought of an answer.
 */
import { say } from '../essay/phrases.js';
import type { Essay, Language } from '../essay/types.js';
import type { Retriever } from '../retrieval/types.js';
import type { Store } from '../store/store.js';
import { stillLocked } from './closed-by-lock.js';
import type { Intake } from './intake.js';
import { sourcesOf } from './marks.js';
import { notice } from './notices.js';
import { cardOf } from './replies.js';
import type { Roles, Standing } from './roles.js';
import { cut, readValue, valueRefusal } from './setting-values.js';
import {
  keysOf,
  labelOf,
  type Option,
  optionsOf,
  type SettingKey,
  scopeKey,
  settingKeyOf,
  valueIn,
} from './settings.js';
import type {
  Command,
  HandleOptions,
  Incoming,
  NoticeReply,
  Place,
  Reply,
  SettingScope,
  SettingsReply,
} from './types.js';

export interface AdministerParts {
  readonly store: Pick<Store, 'settings' | 'audit' | 'feedback' | 'turns' | 'records'> | undefined;
  readonly roles: Roles;
  readonly putBy: Intake['putBy'];
  readonly retriever: Pick<Retriever, 'essays' | 'essay'>;
}

export interface AdministerRequest {
  readonly incoming: Incoming;
  readonly language: Language;
  readonly options: HandleOptions;
}

type Administrative = Extract<Command, { name: 'claim' | 'teachers' | 'settings' | 'feedback' }>;

/** Whether `command` is about the place. */
export function isAdministrative(command: Command): command is Administrative {
  return ['claim', 'teachers', 'settings', 'feedback'].includes(command.name);
}

/** The reply to a command about the place, after it was carried out. */
export async function administer(
  parts: AdministerParts,
  request: AdministerRequest,
  command: Administrative,
): Promise<Reply> {
  switch (command.name) {
    case 'claim':
      return personal(await claim(parts, request, command.code));
    case 'teachers':
      return personal(await teachers(parts, request, command));
    case 'settings':
      return command.key === undefined
        ? await showSettings(parts, request, command.scope)
        : await changeSetting(parts, request, command.scope, command.key, command.value ?? '');
    case 'feedback':
      return personal(await feedback(parts, request, command));
  }
}

/** Why `incoming` may not change the place; undefined when it may. A person's own settings are theirs. */
export async function denial(
  { roles, retriever }: Pick<AdministerParts, 'roles' | 'retriever'>,
  { incoming, language, options }: AdministerRequest,
  scope: SettingScope,
): Promise<NoticeReply | undefined> {
  if (scope === 'me' || (scope === 'here' && incoming.isDirect)) return undefined;
  const standing: Standing = await roles.standing(incoming, options);
  if (standing === 'teacher') return undefined;
  if (standing === 'nobody-claimed') return personal(notice(language, 'refusal', 'nobodyClaimed'));
  return personal(notice(language, 'refusal', 'onlyTeachers', { example: retriever.essays()[0]?.slug ?? 'essay' }));
}

async function claim(
  { roles }: AdministerParts,
  { incoming, language }: AdministerRequest,
  code: string,
): Promise<NoticeReply> {
  const outcome = await roles.claim(incoming, code);
  if (outcome === 'done') return notice(language, 'plain', 'claimDone');
  if (outcome === 'wrong') return notice(language, 'refusal', 'claimWrong');
  return notice(language, 'refusal', 'claimTooOften', { minutes: outcome });
}

async function teachers(
  parts: AdministerParts,
  request: AdministerRequest,
  { act, who }: Extract<Command, { name: 'teachers' }>,
): Promise<NoticeReply> {
  const { incoming, language } = request;
  const { roles, putBy } = parts;
  if (act === undefined) {
    const people = await roles.list(incoming.place);
    if (people.length === 0) return notice(language, 'refusal', 'nobodyClaimed');
    return notice(language, 'plain', 'teachersHere', { people: people.map((person) => `@${person}`).join(', ') });
  }
  const denied = await denial(parts, request, 'workspace');
  if (denied) return denied;
  if (who === undefined) return notice(language, 'refusal', 'teacherWho');
  if (act === 'remove') {
    if (!(await roles.remove(incoming, who))) return notice(language, 'refusal', 'teacherLast');
    return notice(language, 'plain', 'teacherRemoved', { who: `@${who}` });
  }
  await roles.add(incoming, who);
  const inPrivate: Place = { ...incoming.place, place: `@${who}` };
  await putBy(inPrivate, `teacher ${incoming.messageId}`, { key: 'youAreTeacherNow', language }, who);
  return notice(language, 'plain', 'teacherAdded', { who: `@${who}` });
}

async function showSettings(parts: AdministerParts, request: AdministerRequest, asked: SettingScope): Promise<Reply> {
  const { incoming, language } = request;
  const essays = parts.retriever.essays();
  const [essay] = essays;
  if (!essay) return notice(language, 'refusal', 'noEssays');
  const scope = asked === 'here' && incoming.isDirect ? 'me' : asked;
  const values = (await parts.store?.settings.read(scopeKey(incoming, scope))) ?? {};
  const rows = keysOf(scope).map((key) => {
    const options = optionsOf(key, language, essays);
    const { value, label } = valueIn(values, key, options);
    return {
      key,
      label: labelOf(key, language),
      value,
      valueLabel: label,
      options: (options.some((option) => option.value === value) ? options : [{ value, label }, ...options]).slice(
        0,
        25,
      ),
      line: lineOf(scope, key),
    };
  });
  const current = essayOf(values.essay, essays) ?? essay;
  const leadIns = { here: 'settingsHere', me: 'settingsYours', workspace: 'settingsWorkspace' } as const;
  return {
    kind: 'settings',
    language,
    scope,
    leadIn: say(leadIns[scope], language),
    rows,
    mayChange: (await denial(parts, request, scope)) === undefined,
    card: cardOf(current),
    sources: sourcesOf([current], [current]),
    buttons: [],
  } satisfies SettingsReply;
}

async function changeSetting(
  parts: AdministerParts,
  request: AdministerRequest,
  asked: SettingScope,
  word: string,
  words: string,
): Promise<Reply> {
  const { incoming, language } = request;
  const scope = asked === 'here' && incoming.isDirect ? 'me' : asked;
  const denied = await denial(parts, request, scope);
  if (denied) return denied;
  const key = settingKeyOf(word);
  if (key === undefined || !keysOf(scope).includes(key)) {
    const names = keysOf(scope).join(', ');
    return personal(notice(language, 'refusal', 'settingUnknown', { name: cut(word), names }));
  }
  const options = optionsOf(key, language, parts.retriever.essays());
  const option = readValue(key, words, options, parts.retriever);
  if (!option) return personal(valueRefusal(key, words, options, language));
  if (parts.store) await setOption(parts.store, incoming, scope, key, option);
  const changed = notice(language, 'plain', 'settingChanged', { name: labelOf(key, language), value: option.label });
  const note = await noteTo(parts, request, key, option);
  return personal(note === undefined ? changed : { ...changed, note });
}

/** What else is to be known about a change. */
async function noteTo(
  parts: AdministerParts,
  { incoming, language }: AdministerRequest,
  key: SettingKey,
  { value }: Option,
): Promise<string | undefined> {
  if (key === 'lock' && value === 'off') return await stillLocked(parts, incoming, language);
  if (key !== 'quietHours' || value === 'off' || value.includes(' ') || !parts.store) return undefined;
  const { settings } = parts.store;
  const places = [scopeKey(incoming, 'here'), scopeKey(incoming, 'workspace')];
  const isZoned = (await Promise.all(places.map((place) => settings.read(place)))).some(
    ({ zone }) => zone !== undefined,
  );
  return isZoned ? undefined : say('quietHoursInUtc', language);
}

/** Sets `key` in a scope, with its audit line where the scope is not the person's own. */
export async function setOption(
  store: Pick<Store, 'settings' | 'audit'>,
  incoming: Incoming,
  scope: SettingScope,
  key: SettingKey,
  { value }: Pick<Option, 'value'>,
): Promise<void> {
  const target = scopeKey(incoming, scope);
  const before = (await store.settings.read(target))[key] ?? null;
  await store.settings.change(target, { [key]: value });
  if ('person' in target) return;
  await store.audit.add(target, {
    person: incoming.person,
    action: `settings.${key}`,
    details: { from: before, to: value },
  });
}

async function feedback(
  { store }: AdministerParts,
  { incoming, language }: AdministerRequest,
  { turn, verdict, reason }: Extract<Command, { name: 'feedback' }>,
): Promise<NoticeReply> {
  const words = reason?.trim().slice(0, 2_000);
  const given = { turn, person: incoming.person, verdict, ...(words ? { reason: words } : {}) };
  await store?.feedback.give(incoming.place, given);
  return notice(language, 'plain', 'feedbackKept');
}

function essayOf(value: unknown, essays: readonly Essay[]): Essay | undefined {
  return essays.find(({ slug, collection }) => slug === value || `${collection}/` === value);
}

function lineOf(scope: SettingScope, key: SettingKey): string {
  return `/settings ${scope === 'here' ? '' : `${scope} `}${key} `;
}

function personal<R extends Reply>(reply: R): R {
  return reply.kind === 'notice' ? { ...reply, isPersonal: true } : reply;
}

/**
 * Which of Pilcrow's messages may do without a mark: its own notices, word for word, and nothing that speaks of an essay.
 */
import { type PhraseKey, say } from '../../../src/essay/phrases.js';

/** The notices of the week. */
const notices: readonly PhraseKey[] = [
  'nobodyClaimed',
  'claimWrong',
  'claimDone',
  'youAreTeacherNow',
  'teacherAdded',
  'teachersHere',
  'onlyTeachers',
  'settingChanged',
  'stillLocked',
  'answeredPersonally',
  'closedWhileLocked',
  'discussPosted',
  'planOnce',
  'planWeekly',
  'planOnceHint',
  'planInUtc',
  'planList',
  'planRow',
  'planRowWeekly',
  'planLastLine',
  'relayOff',
  'relaySent',
  'relayApproved',
  'relayRejected',
  'relayDecided',
  'teacherAsked',
  'noteKept',
  'quizGiven',
  'quizKeyLater',
  'quizKeyGoes',
  'quizRunning',
  'backingShared',
  'privacyCounts',
  'privacyHowLong',
  'privacyCommands',
  'forgetAsk',
  'forgetTeacher',
  'forgotten',
];

const anything: Readonly<Record<string, string>> = new Proxy({}, { get: () => '\u0000' });
const patterns = notices.map((key) => {
  const literal = inEitherForm(say(key, 'en', anything)).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('\u0000', '[^\\n]*')}`, 'u');
});

/** Whether `text` is made of notices and nothing else. */
export function isNotice(text: string): boolean {
  let rest = inEitherForm(text);
  while (rest !== '') {
    const found = patterns.map((pattern) => pattern.exec(rest)?.[0] ?? '').find((match) => match !== '');
    if (found === undefined) return false;
    rest = rest.slice(found.length).trimStart();
  }
  return true;
}

/** Slack has commands behind `/pilcrow` that stand alone elsewhere. */
function inEitherForm(text: string): string {
  return text.trim().replaceAll('/pilcrow ', '/');
}

/**
 * Lines about Pilcrow itself: what cannot be done and why, in the asker's language.
 */
import { displayLine } from '../essay/display.js';
import { type PhraseKey, say } from '../essay/phrases.js';
import type { Essay, Language } from '../essay/types.js';
import { slashNames } from './commands.js';
import type { NoticeReply } from './types.js';

/** A notice saying `key`. */
export function notice(
  language: Language,
  tone: NoticeReply['tone'],
  key: PhraseKey,
  values: Readonly<Record<string, string | number>> = {},
): NoticeReply {
  return { kind: 'notice', tone, language, text: say(key, language, values), buttons: [] };
}

/** Names the essay that is not there and at most ten that are. */
export function essayUnknown(language: Language, name: string, essays: readonly Essay[]): NoticeReply {
  const some = essays
    .slice(0, 10)
    .map(({ slug }) => slug)
    .join(', ');
  return notice(language, 'refusal', 'essayUnknown', {
    name: cut(name),
    essays: essays.length > 10 ? `${some}, …` : some,
  });
}

export function paragraphUnknown(language: Language, n: number, essay: Essay): NoticeReply {
  return notice(language, 'refusal', 'paragraphUnknown', { n, count: essay.paragraphs.length, title: essay.title });
}

export function commandUnknown(language: Language, word: string): NoticeReply {
  return notice(language, 'refusal', 'commandUnknown', {
    word: cut(word),
    commands: slashNames.map((name) => `/${name}`).join(' '),
  });
}

/** Said to plain personal distress: `own` words of the installation, else general ones. */
export function contactNotice(language: Language, own: string | undefined): NoticeReply {
  const line = notice(language, 'plain', 'contactLine');
  return own === undefined ? line : { ...line, text: own };
}

/** A fault in words, never in the exception's. The id stands in the log too. */
export function faultNotice(language: Language, faultId: string): NoticeReply {
  return { ...notice(language, 'fault', 'fault', { id: faultId }), faultId };
}

function cut(text: string): string {
  const line = displayLine(text);
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

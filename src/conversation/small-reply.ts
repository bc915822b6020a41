/** What is said to greetings, thanks and distress. */
import type { Retriever } from '../retrieval/types.js';
import { findEssay } from './essay-choice.js';
import { contactNotice, notice } from './notices.js';
import { smalltalkOf } from './smalltalk.js';
import type { Incoming, NoticeReply } from './types.js';

interface SmallReplyParts {
  readonly retriever: Pick<Retriever, 'essays' | 'essay'>;
  readonly contactLine?: string;
}

/** The reply to `text` where nothing tells that the message means something else; undefined for anything but small talk. */
export function smallReply(
  incoming: Incoming,
  text: string,
  language: NoticeReply['language'],
  { retriever, contactLine }: SmallReplyParts,
): NoticeReply | undefined {
  const isElsewhere = incoming.essay !== undefined && findEssay(retriever, incoming.essay) === undefined;
  if (incoming.command || isElsewhere) return undefined;
  const essays = retriever.essays();
  const small = smalltalkOf(text);
  // "Thanks, here is the next one", with a file.
  if (incoming.files && small !== 'distress') return undefined;
  switch (small) {
    case 'distress':
      return contactNotice(language, contactLine);
    case 'thanks':
      return notice(language, 'plain', 'thanks');
    case 'greeting':
      if (essays[0] === undefined) return notice(language, 'refusal', 'noEssays');
      if (essays.length > 1) return notice(language, 'plain', 'greetingMany', { count: essays.length });
      return notice(language, 'plain', 'greetingOne', { title: essays[0].title });
    case undefined:
      return undefined;
  }
}

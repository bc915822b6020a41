/**
 * What people have said in a chat thread, as a summary reads it: their claims, each with what the essay has on it.
 * Nothing of it is kept, sent to a model or given to an embedder that is elsewhere.
 */
import { claimsOf } from '../essay/claims.js';
import { displayText } from '../essay/display.js';
import { guessLanguage } from '../essay/language.js';
import type { Essay, Language } from '../essay/types.js';
import type { Retriever } from '../retrieval/types.js';
import type { SummaryTheme, ThreadMessage } from '../summaries/types.js';
import { parseCommand } from './commands.js';
import { smalltalkOf } from './smalltalk.js';
import type { Incoming } from './types.js';

/** Characters of a message that are read. */
const mostChars = 2_000;
/** Claims that are looked up, the latest: a retrieval each, some 20 ms in a short essay. */
const mostClaims = 24;

/**
 * The messages of the thread before `incoming`, oldest first, without commands, small talk and words of distress;
 * undefined where `incoming` stands in no thread. Claims of early messages in a long thread are left aside, the numbers
 * of paragraphs they name are not.
 */
export async function readThread(
  retriever: Pick<Retriever, 'retrieve'>,
  { thread }: Pick<Incoming, 'thread'>,
  essay: Essay,
  options: { readonly language: Language; readonly signal?: AbortSignal | undefined },
): Promise<readonly ThreadMessage[] | undefined> {
  if (!thread) return undefined;
  const said = (await thread())
    .map((text) => displayText(text.normalize('NFC')).trim().slice(0, mostChars))
    .filter((text) => text !== '' && smalltalkOf(text) === undefined && parseCommand(text).name === 'ask');
  const { signal } = options;
  let left = mostClaims;
  const read: ThreadMessage[] = [];
  for (const text of [...said].reverse()) {
    const { claims } = claimsOf(text, guessLanguage(text, options.language));
    const taken = claims.slice(0, left);
    left -= taken.length;
    const themes: SummaryTheme[] = [];
    for (const claim of taken) {
      const query = { text: claim, essays: [essay.slug], isKeptHere: true };
      const [retrieval] = await retriever.retrieve(query, signal ? { signal } : {});
      if (retrieval) themes.push({ text: claim, retrieval });
    }
    read.unshift({ text, claims: themes });
  }
  return read;
}

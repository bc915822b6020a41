/**
 * Lines to begin with, from the essays themselves: their own starting questions, their sections, a summary.
 */
import { displayLine } from '../essay/display.js';
import { say } from '../essay/phrases.js';
import type { Essay, Language } from '../essay/types.js';
import type { Suggestion } from './types.js';

const most = 4;
const titleChars = 75;

/** At most four; empty without an essay. */
export function suggestionsFrom(essays: readonly Essay[], language: Language): readonly Suggestion[] {
  const [essay] = essays;
  if (!essay) return [];
  const isOne = essays.length === 1;
  const questions = isOne
    ? essay.questions.slice(0, most - 1).map((question) => suggestion(question, question))
    : essays
        .filter((each) => each.questions.length > 0)
        .slice(0, most - 1)
        .map(({ slug, questions: [question = ''] }) => suggestion(question, `in ${slug}: ${question}`));
  const summary = isOne
    ? suggestion(say('sumItUp', language), 'tldr')
    : suggestion(`${say('sumItUp', language)}: ${essay.title}`, `/summary short --essay ${essay.slug}`);
  const sections = isOne
    ? essay.sections.map(({ title }) => suggestion(`${title}?`, `What does the essay say about “${title}”?`))
    : [];
  const proposal = suggestion(say('whatIsProposed', language), say('whatIsProposed', language));
  const rest = questions.length > 0 ? [] : [...(isOne ? [proposal] : []), ...sections];
  return [...questions, summary, ...rest].slice(0, most);
}

function suggestion(title: string, message: string): Suggestion {
  const line = displayLine(title);
  const short = line.length <= titleChars ? line : `${line.slice(0, titleChars - 1)}…`;
  return { title: short, message: displayLine(message) };
}

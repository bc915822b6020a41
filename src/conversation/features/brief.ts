/** `/brief should …?`: what in the essay speaks for it and what against, with who says it. */
import { type Point, twoSides } from '../../classroom/brief.js';
import { say } from '../../essay/phrases.js';
import type { Language } from '../../essay/types.js';
import { sourcesOf } from '../marks.js';
import { notice } from '../notices.js';
import type { CardItem } from '../types.js';
import type { Feature } from './feature.js';
import { citesOf, personal } from './study-card.js';

export const brief: Feature = async ({ retriever }, { words, essays, essay, language, options: { signal } }) => {
  const question = words.trim();
  if (!/\p{L}/u.test(question)) return personal(notice(language, 'refusal', 'briefWhat'));
  const slugs = (essay ? [essay] : essays).map(({ slug }) => slug);
  const [retrieval] = await retriever.retrieve({ text: question, essays: slugs }, signal ? { signal } : {});
  const sides = retrieval && twoSides(question, retrieval);
  if (!retrieval || !sides) return notice(language, 'refusal', 'noEssays');
  const isNeither = sides.for.length === 0 && sides.against.length === 0;
  const items = isNeither
    ? [{ text: '', quotes: [sides.closest] }]
    : [...side('briefFor', sides.for, language), ...side('briefAgainst', sides.against, language)];
  return {
    kind: 'card',
    topic: 'brief',
    language,
    leadIn: say(isNeither ? 'briefNeitherLead' : 'briefLead', language),
    items,
    lastLine: say('briefLast', language),
    cites: citesOf(items, sides.closest),
    sources: sourcesOf([retrieval.essay], essays),
    buttons: [],
  };
};

/** A heading and its points; an empty side says that it is empty. */
function side(heading: 'briefFor' | 'briefAgainst', points: readonly Point[], language: Language): readonly CardItem[] {
  const items = points.map(({ citation, speaker }): CardItem => {
    const text =
      speaker.kind === 'author'
        ? say('briefAuthor', language)
        : speaker.label === ''
          ? say('briefReportedOthers', language)
          : say('briefReported', language, { who: speaker.label });
    return { text, quotes: [citation] };
  });
  const empty: CardItem = { text: say('briefEmpty', language), quotes: [] };
  return [{ text: say(heading, language), quotes: [], form: 'heading' }, ...(items.length > 0 ? items : [empty])];
}

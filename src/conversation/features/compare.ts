/** `/compare A and B [about a topic]`: what two essays say of the same thing, side by side. */
import { compareEssays } from '../../classroom/comparison.js';
import { say } from '../../essay/phrases.js';
import type { Essay } from '../../essay/types.js';
import { findEssay } from '../essay-choice.js';
import { sourcesOf } from '../marks.js';
import { notice } from '../notices.js';
import type { CardItem, Reply } from '../types.js';
import type { Feature, FeatureParts, FeatureRequest } from './feature.js';
import { citesOf, personal } from './study-card.js';

export const compare: Feature = async (parts, request) => {
  const { essays, language, words } = request;
  const all = parts.retriever.essays();
  const [one, other] = all;
  if (!one || !other) return personal(notice(language, 'plain', 'compareOnlyOne'));
  const asked = readWords(words, parts, essays);
  if (!asked) return personal(notice(language, 'refusal', 'compareWhich', { left: one.slug, right: other.slug }));
  return await comparison(parts, request, asked);
};

interface Asked {
  readonly left: Essay;
  readonly right: Essay;
  readonly topic: string | undefined;
}

const aboutWords =
  /(?:^|\s)(?:about|on|regarding|concerning|о|об|про|über|zu|sobre|acerca de|à propos de|au sujet de|sur)\s+(?<topic>.+?)[?？]?$/iu;
const joiners = /\s+(?:and|with|to|vs\.?|versus|и|с|und|mit|y|con|et|avec|と)\s+|\s*[,;&／、]\s*/giu;

/** The two essays that are named; where two are in play and none is named, those. */
function readWords(words: string, { retriever }: FeatureParts, inPlay: readonly Essay[]): Asked | undefined {
  const text = words.trim();
  const about = aboutWords.exec(text);
  // A title may hold "about" or "on": first the names are looked for with all the words.
  for (const [names, topic] of [
    [text, undefined],
    ...(about ? [[text.slice(0, about.index), about.groups?.topic]] : []),
  ] as const) {
    const found = namesIn(names?.trim() ?? '', retriever);
    if (found) return { ...found, topic };
  }
  const [left, right, ...more] = inPlay;
  const isBare = text === '' || about?.index === 0;
  if (!isBare || !left || !right || more.length > 0) return undefined;
  return { left, right, topic: about?.groups?.topic };
}

/** Every place to cut at is tried: a title may hold an "and". */
function namesIn(text: string, shelf: FeatureParts['retriever']): Pick<Asked, 'left' | 'right'> | undefined {
  for (const match of text.matchAll(joiners)) {
    const left = findEssay(shelf, bare(text.slice(0, match.index)));
    const right = findEssay(shelf, bare(text.slice(match.index + match[0].length)));
    if (left && right && left !== right) return { left, right };
  }
  return undefined;
}

function bare(name: string): string {
  return name.trim().replace(/^["“«„'‘]|["”»’']$/gu, '');
}

async function comparison(
  { retriever }: FeatureParts,
  { language, essays, options: { signal } }: FeatureRequest,
  { left, right, topic }: Asked,
): Promise<Reply> {
  const found = await compareEssays(left, right, topic, retriever, signal ? { signal } : {});
  const sources = sourcesOf([left, right], [...new Set([left, right, ...essays])]);
  const [one, other] = sources;
  const names = { left: one.shortName ?? one.title, right: other?.shortName ?? right.title };
  if (found.outcome !== 'pairs') {
    const key = found.outcome === 'languages' ? 'compareLanguages' : 'compareNothing';
    return personal(notice(language, 'plain', key, names));
  }
  const items = found.pairs.map((pair): CardItem => {
    const text = say(pair.isOpposed ? 'compareOpposed' : 'compareBoth', language);
    return { text, quotes: [pair.left, pair.right] };
  });
  return {
    kind: 'card',
    topic: 'comparison',
    language,
    leadIn: say('compareLead', language, names),
    items,
    lastLine: say('compareLast', language),
    cites: citesOf(items, found.pairs[0].left),
    sources,
    buttons: [],
  };
}

/** `/glossary`: names and terms with their first use; `/glossary <term>`: all that the essay has on one. */
import { entryFor, type GlossaryEntry, glossaryOf } from '../../classroom/glossary.js';
import { printMarks } from '../../essay/citation.js';
import { say } from '../../essay/phrases.js';
import type { Essay, Language, TeacherNote } from '../../essay/types.js';
import { sourcesOf } from '../marks.js';
import { notice } from '../notices.js';
import { cardOf } from '../replies.js';
import type { CardItem, Reply } from '../types.js';
import type { Feature, FeatureRequest } from './feature.js';
import { citesOf, personal, shortened, whichOf } from './study-card.js';

export const glossary: Feature = async (_, request) => {
  const { essays, essay, language } = request;
  const name = request.words.trim().replace(/^["“«„'‘]|["”»’'?]$/gu, '');
  if (name !== '') return termCard(request, name);
  return essay ? listCard(request, essay) : whichOf(essays, language);
};

function termCard(request: FeatureRequest, name: string): Reply {
  const { essays, essay, language } = request;
  for (const each of essay ? [essay] : essays) {
    const entry = entryFor(name, each);
    if (entry) return entryCard(request, each, entry);
  }
  return personal(notice(language, 'plain', 'glossaryUnknown', { name: shortened(name, 60) }));
}

function listCard(request: FeatureRequest, essay: Essay): Reply {
  const { language } = request;
  const entries = glossaryOf(essay);
  if (entries.length === 0) return personal(notice(language, 'plain', 'glossaryNone'));
  const items = entries.map(
    ({ name, count, paragraphs, first }): CardItem => ({
      text: say('glossaryEntry', language, { name, count, marks: printMarks(paragraphs) }),
      quotes: [first],
    }),
  );
  const notes = entries.flatMap((entry) => entry.notes);
  return card(request, essay, say('glossaryLead', language), [...items, ...noteItems(notes, language)], {
    lastLine: say('glossaryLast', language),
  });
}

function entryCard(request: FeatureRequest, essay: Essay, entry: GlossaryEntry): Reply {
  const { language } = request;
  const { name, count, paragraphs, first, definition, others, notes } = entry;
  const items: CardItem[] = [
    ...(definition ? [{ text: say('glossaryDefined', language), quotes: [definition] }] : []),
    ...(definition?.start === first.start && definition.paragraph === first.paragraph
      ? []
      : [{ text: say('glossaryFirst', language), quotes: [first] }]),
    ...(others.length > 0 ? [{ text: say('glossaryLater', language), quotes: others }] : []),
    ...noteItems(notes, language),
  ];
  const leadIn = say('glossaryTermLead', language, { name, count, marks: printMarks(paragraphs) });
  return card(request, essay, leadIn, items, { lastLine: definition ? '' : say('glossaryNotDefined', language) });
}

/** The teacher's words, under the teacher's name. */
function noteItems(notes: readonly TeacherNote[], language: Language): readonly CardItem[] {
  const texts = [...new Set(notes.map(({ text }) => text))];
  return texts.map((text) => ({ text: `${say('teachersNote', language)} ${text}`, quotes: [] }));
}

function card(
  { language, essays }: FeatureRequest,
  essay: Essay,
  leadIn: string,
  items: readonly CardItem[],
  { lastLine }: { readonly lastLine: string },
): Reply {
  const cites = citesOf(items, cardOf(essay).opening);
  const sources = sourcesOf([essay], essays);
  return { kind: 'card', topic: 'glossary', language, leadIn, items, lastLine, cites, sources, buttons: [] };
}

/**
 * Small stand-ins for the floors below the conversation: essays by hand, an answerer that quotes the sentence with
 * the most words in common, a summary of first sentences, a store in memory.
 */
import type { Answerer } from '../../src/answer/types.js';
import type { ConversationStore } from '../../src/conversation/carry-out.js';
import { sentences } from '../../src/essay/sentences.js';
import type { Answer, AnswerSentence, Citation, Essay, Paragraph } from '../../src/essay/types.js';
import { fold } from '../../src/essay/words.js';
import type { Retriever } from '../../src/retrieval/types.js';
import { createMemorySpending } from '../../src/store/memory-spending.js';
import type { JsonValue, SettingsScope, TurnRecord } from '../../src/store/store.js';
import type { Summarise } from '../../src/summaries/types.js';
import { fakeRecords } from './fake-records.js';

export function fakeEssay(slug: string, texts: readonly string[], extra: Partial<Essay> = {}): Essay {
  return {
    slug,
    title: `About ${slug}`,
    language: 'en',
    questions: [],
    collection: '',
    file: `${slug}.md`,
    hash: `hash-of-${slug}`,
    sections: [],
    paragraphs: texts.map((text, index) => ({ n: index + 1, text, hash: `${index}`, noteMarks: [] })),
    notes: [],
    teacherNotes: [],
    ...extra,
  };
}

export const commons = fakeEssay(
  'commons',
  [
    'The pasture belongs to no one. Every herder adds one more cow.',
    'The grass is gone by summer. Nobody meant it.',
    'Rules of the village saved the hay.',
  ],
  { author: 'Garrett Hardin', questions: ['Who owns the pasture?'] },
);
export const ice = fakeEssay(
  'slippery-ice',
  ['Ice is slippery because its surface melts.', 'Skates do not melt it by pressure.'],
  { author: 'Ada Frost' },
);

export type FakeRetriever = Pick<Retriever, 'essays' | 'essay' | 'vectors' | 'retrieve'>;

export function fakeRetriever(...essays: readonly Essay[]): FakeRetriever {
  return {
    essays: () => essays,
    essay: (name) => essays.find(({ slug, file }) => [slug, file].includes(name.toLowerCase())),
    vectors: async () => ({ dimension: 0, paragraphs: [], sentences: [] }),
    retrieve: async () => [],
  };
}

export function citationOf(essay: Essay, paragraph: Paragraph, index = 0): Citation {
  const span = sentences(paragraph.text, essay.language)[index] ?? { start: 0, end: paragraph.text.length };
  return { essay: essay.slug, paragraph: paragraph.n, quote: paragraph.text.slice(span.start, span.end), ...span };
}

function quotation(citation: Citation): AnswerSentence {
  return { text: citation.quote, isQuotation: true, citations: [citation] };
}

/** Quotes the closest sentence; a question with `break` in it throws, one with `slow` waits 30 ms first. */
export function fakeAnswerer(retriever: FakeRetriever): Answerer & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async *answer(question, { signal } = {}) {
      asked.push(question.text);
      if (question.text.includes('slow')) await new Promise((resolve) => setTimeout(resolve, 30));
      if (signal?.aborted) throw new Error('aborted');
      if (question.text.includes('break')) throw new Error('secret detail of the fault');
      const words = new Set(fold(question.text).match(/\p{L}{3,}/gu) ?? []);
      const scored = question.essays.flatMap((slug) => {
        const essay = retriever.essay(slug);
        if (!essay) return [];
        return essay.paragraphs.flatMap((paragraph) =>
          sentences(paragraph.text, 'en').map((_, index) => {
            const citation = citationOf(essay, paragraph, index);
            return {
              citation,
              score: (fold(citation.quote).match(/\p{L}{3,}/gu) ?? []).filter((word) => words.has(word)).length,
            };
          }),
        );
      });
      const best = scored.sort((a, b) => b.score - a.score)[0];
      if (!best) throw new Error('no essay');
      const answer: Answer = {
        kind: best.score > 0 ? 'answered' : 'not-in-essay',
        writer: 'extractive',
        leadIn: "In the author's words:",
        sentences: [quotation(best.citation)],
        nearest: [],
        lastLine: 'Quoted from the essay.',
        essays: [best.citation.essay],
        language: question.language ?? 'en',
      };
      yield { ...answer, lastLine: '' };
      yield answer;
    },
  };
}

export const fakeSummarise: Summarise = (essay, _vectors, { length, language, range }) => {
  const shown = essay.paragraphs.filter(
    ({ n }) => n >= (range?.first ?? 1) && n <= (range?.last ?? Number.POSITIVE_INFINITY),
  );
  const [first, ...rest] = shown.map((paragraph) => quotation(citationOf(essay, paragraph)));
  if (!first) throw new Error('no paragraph in range');
  const lines = length === 'sentence' ? [first] : [first, ...rest];
  return {
    essay: essay.slug,
    length,
    writer: 'extractive',
    leadIn: 'The argument in its own words:',
    lines: [first, ...lines.slice(1)],
    words: 10,
    restsOn: shown.map(({ n }) => n),
    leavesOut: [],
    lastLine: 'Rests on it.',
    language,
  };
};

/** Turns and settings in memory, keyed by place as the real store keys them; every event is new. */
export function fakeStore(): ConversationStore & { readonly kept: (TurnRecord & { place: string })[] } {
  const kept: (TurnRecord & { place: string })[] = [];
  const settings = new Map<string, Record<string, JsonValue>>();
  const key = ({ platform, tenant, place, person = '' }: SettingsScope): string =>
    [platform, tenant, place, person].filter(Boolean).join(' ');
  const unused = async (): Promise<never> => {
    throw new Error('not used here');
  };
  return {
    kept,
    turns: {
      add: async (place, turn) => void kept.push({ ...turn, askedAt: kept.length, place: key(place) }),
      recent: async (place) => kept.filter((turn) => turn.place === key(place)).slice(-6),
      recentWithin: async (place) => kept.filter((turn) => turn.place.startsWith(key(place).trim())).slice(-6),
      get: async (place, id) => kept.find((turn) => turn.place === key(place) && turn.id === id),
      forget: unused,
      places: unused,
      tenants: unused,
      within: async (_tenant, sinceMs) => kept.filter(({ askedAt }) => askedAt >= sinceMs),
    },
    settings: {
      read: async (scope) => settings.get(key(scope)) ?? {},
      people: async () => [],
      everywhere: async () => [],
      change: async (scope, changes) => {
        const now = { ...settings.get(key(scope)), ...changes };
        settings.set(key(scope), now as Record<string, JsonValue>);
      },
    },
    records: fakeRecords(),
    claims: { claim: async () => true, renew: async () => true, done: async () => {}, takeUp: async () => [] },
    audit: { add: async () => {}, list: async () => [] },
    feedback: { give: async () => {}, list: async () => [] },
    aliases: { record: unused, follow: async () => undefined },
    installations: { save: unused, find: unused, remove: unused, tenants: unused },
    spending: createMemorySpending(),
    forgetPerson: unused,
    forgetTenant: unused,
    forgetOlderThan: unused,
    describe: () => 'memory',
    close: async () => {},
    exportPerson: async ({ platform, tenant }, person) => ({
      turns: kept.filter((turn) => turn.person === person && turn.place.startsWith(`${platform} ${tenant} `)),
      feedback: [],
      records: [],
      settings: [],
      openClaims: [],
      audit: [],
      modelRequests: [],
    }),
  };
}

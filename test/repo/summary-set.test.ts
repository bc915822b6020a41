import { describe, expect, it } from 'vitest';
import { essayOf, essays, readLines } from './eval-essays.js';

/** Holds what summaries are measured by to its shape, word for word. See test/eval/README.md. */

interface Point {
  readonly point: string;
  readonly paragraphs: readonly number[];
  readonly keywords: readonly string[];
}

interface WeightedPoint extends Point {
  readonly weight: number;
}

interface Trap {
  readonly essay: string;
  readonly paragraph: number;
  readonly words: string;
  readonly unless: readonly string[];
  readonly why: string;
}

interface Theme {
  readonly essay: string;
  readonly theme: string;
  readonly points: readonly Point[];
  readonly offTopic: readonly number[];
}

interface Section {
  readonly essay: string;
  readonly range: { readonly first: number; readonly last: number };
  readonly section?: string;
  readonly points: readonly WeightedPoint[];
}

const points = readLines<WeightedPoint & { readonly essay: string }>('summary-points.jsonl');
const traps = readLines<Trap>('summary-traps.jsonl');
const themes = readLines<Theme>('summary-themes.jsonl');
const sections = readLines<Section>('summary-sections.jsonl');

describe('the summary points', () => {
  it.each([...essays.keys()])('of %s are eight to thirteen, some of which no summary may leave out', (essay) => {
    const own = points.filter((point) => point.essay === essay);
    expect(own.length).toBeGreaterThanOrEqual(8);
    expect(own.length).toBeLessThanOrEqual(13);
    expect(own.filter(({ weight }) => weight === 2).length).toBeGreaterThanOrEqual(3);
    expect(new Set(own.map(({ point }) => point)).size).toBe(own.length);
  });

  it('have key words that stand in their paragraphs', () => {
    expect(points.flatMap((point) => [...strays(point.essay, point), ...wrongWeight(point)])).toEqual([]);
  });
});

describe('the traps', () => {
  it.each([...essays.keys()])('of %s are at least four', (essay) => {
    const own = traps.filter((trap) => trap.essay === essay);
    expect(own.length).toBeGreaterThanOrEqual(4);
    expect(new Set(own.map(({ words }) => words)).size).toBe(own.length);
  });

  it('stand word for word in their paragraph, what excuses them in the essay, and say why', () => {
    const wrong = traps.filter(({ essay, paragraph, words, unless, why }) => {
      const { paragraphs } = essayOf(essay);
      const all = paragraphs.join('\n').toLowerCase();
      const excused = unless.every((word) => word !== '' && all.includes(word.toLowerCase()));
      const excusesItself = unless.some((word) => words.toLowerCase().includes(word.toLowerCase()));
      return !paragraphs[paragraph - 1]?.includes(words) || !excused || excusesItself || why === '';
    });
    expect(wrong).toEqual([]);
  });
});

describe('the themes', () => {
  it.each([...essays.keys()])('of %s are four to six', (essay) => {
    const own = themes.filter((theme) => theme.essay === essay);
    expect(own.length).toBeGreaterThanOrEqual(4);
    expect(own.length).toBeLessThanOrEqual(6);
    expect(new Set(own.map(({ theme }) => theme)).size).toBe(own.length);
  });

  it('have two points or more, key words that stand in the paragraphs, and strangers among the rest', () => {
    const wrong = themes.flatMap(({ essay, theme, points: own, offTopic }) => {
      const length = essayOf(essay).paragraphs.length;
      const spoken = own.flatMap(({ paragraphs }) => paragraphs);
      const badStrangers = offTopic.filter((n) => !Number.isInteger(n) || n < 1 || n > length || spoken.includes(n));
      const bare = own.length < 2 || offTopic.length === 0 || theme.trim() !== theme || theme === '' ? [theme] : [];
      return [...bare, ...badStrangers, ...own.flatMap((point) => strays(essay, point))];
    });
    expect(wrong).toEqual([]);
  });
});

describe('the sections', () => {
  it('are of every essay, each range told once', () => {
    expect([...new Set(sections.map(({ essay }) => essay))].sort()).toEqual([...essays.keys()].sort());
    const ranges = sections.map(({ essay, range }) => `${essay} ${range.first}-${range.last}`);
    expect(new Set(ranges).size).toBe(ranges.length);
  });

  it('have the range of their heading, and points inside it', () => {
    const wrong = sections.flatMap(({ essay, range: { first, last }, section, points: own }) => {
      const inside = (n: number) => n >= first && n <= last;
      const outside = own.filter(({ paragraphs }) => !paragraphs.every(inside)).map(({ point }) => point);
      const headed = section === undefined ? { first, last } : rangeOf(essay, section);
      const misplaced = headed?.first === first && headed.last === last && first < last ? [] : [`${first}-${last}`];
      const few = own.length < 3 ? [`${first}-${last} has few points`] : [];
      const textual = own.flatMap((point) => [...strays(essay, point), ...wrongWeight(point)]);
      return [...outside, ...misplaced, ...few, ...textual];
    });
    expect(wrong).toEqual([]);
  });
});

/** What of a point does not stand where it says: paragraphs that are not there, key words missing in all of them. */
function strays(essay: string, { point, paragraphs, keywords }: Point): readonly string[] {
  const texts = paragraphs.map((n) => essayOf(essay).paragraphs[n - 1]);
  const missing = keywords.filter(
    (word) => word === '' || !texts.some((text) => text?.toLowerCase().includes(word.toLowerCase())),
  );
  const shapeless = paragraphs.length === 0 || keywords.length === 0 || texts.includes(undefined);
  return [...missing, ...(shapeless ? [`shape of "${point}"`] : [])].map((stray) => `${essay}: ${stray}`);
}

function wrongWeight({ point, weight }: WeightedPoint): readonly string[] {
  return weight === 1 || weight === 2 ? [] : [`weight of "${point}"`];
}

/** The paragraphs under a heading; nothing when there is no such heading. */
function rangeOf(essay: string, title: string): Section['range'] | undefined {
  const { sections: headings, paragraphs } = essayOf(essay);
  const at = headings.findIndex((heading) => heading.title === title);
  const first = headings[at]?.first;
  return first === undefined ? undefined : { first, last: (headings[at + 1]?.first ?? paragraphs.length + 1) - 1 };
}

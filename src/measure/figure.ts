/** One measured cost, beside what it is meant to be; and many of them as a table. */
import { number, table } from './table.js';

export type Unit = 'ms' | 's' | 'kB' | 'MB' | 'x' | 'share' | 'texts';

export interface Figure {
  readonly group: string;
  readonly name: string;
  /** NaN where it could not be measured; `note` says why. */
  readonly value: number;
  readonly unit: Unit;
  readonly goal?: Goal;
  /** What the number is made of. */
  readonly note?: string;
}

export type Goal = { readonly most: number } | { readonly least: number };

/** Whether the goal is met; undefined without a goal or a measurement. */
export function isMet({ value, goal }: Figure): boolean | undefined {
  if (goal === undefined || Number.isNaN(value)) return undefined;
  return 'most' in goal ? value <= goal.most : value >= goal.least;
}

const digits: Readonly<Record<Unit, number>> = { ms: 3, s: 2, kB: 1, MB: 0, x: 2, share: 3, texts: 0 };

/** The figures as text, group by group. */
export function figureTable(figures: readonly Figure[]): string {
  const groups = [...new Set(figures.map(({ group }) => group))];
  return groups
    .map((group) => {
      const own = figures.filter((figure) => figure.group === group);
      const rows = own.map((figure) => [
        figure.name,
        said(figure.value, figure.unit),
        goalOf(figure),
        verdictOf(figure),
      ]);
      const notes = own.flatMap(({ name, note }) => (note === undefined ? [] : [`  ${name}: ${note}`]));
      return [table([[group, 'measured', 'goal', ''], ...rows]), ...notes].join('\n');
    })
    .join('\n\n');
}

function said(value: number, unit: Unit): string {
  return Number.isNaN(value) ? '–' : `${number(value, digits[unit])} ${unit}`;
}

function goalOf({ goal, unit }: Figure): string {
  if (goal === undefined) return '';
  const [sign, value] = 'most' in goal ? ['<=', goal.most] : ['>=', goal.least];
  return `${sign} ${value} ${unit}`;
}

function verdictOf(figure: Figure): string {
  const met = isMet(figure);
  if (met === undefined) return figure.goal === undefined ? '' : 'not measured';
  return met ? 'met' : 'NOT MET';
}

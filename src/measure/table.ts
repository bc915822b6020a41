/** Text in columns, for people: the first column left, the others right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, [...cell].length);
    });
  }
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const blanks = ' '.repeat((widths[column] ?? 0) - [...cell].length);
          return column === 0 ? cell + blanks : blanks + cell;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** `value` with `digits` behind the point, or a dash where there is nothing to measure. */
export function number(value: number, digits = 3): string {
  return Number.isFinite(value) ? value.toFixed(digits) : '–';
}

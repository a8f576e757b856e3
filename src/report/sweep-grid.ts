// Runs of a sweep over two of their parameters: what stands on the axes, what each cell says.

export interface GridRun {
  /** Texts of the parameters. */
  readonly p: readonly string[];
}

export type Join = 'best' | 'median' | 'worst';

export interface GridCell {
  /** Value of the cell; NaN where no run has an answer. */
  readonly value: number;
  /** Runs that it stands for. */
  readonly runs: number;
}

export interface Grid {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  /** By row, then column; undefined: no such run. */
  readonly cells: readonly (readonly (GridCell | undefined)[])[];
}

/** Values of a parameter: numbers ascending, anything else in order of appearance. */
export function axisValues(runs: readonly GridRun[], param: number): string[] {
  const values = [...new Set(runs.map(({ p }) => p[param] ?? ''))];
  const isNumber = values.every((text) => text.trim() !== '' && !Number.isNaN(Number(text)));
  return isNumber ? values.sort((a, b) => Number(a) - Number(b)) : values;
}

function joined(values: readonly number[], join: Join, better: number): number {
  const known = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  if (known.length === 0) return Number.NaN;
  const wantsLast = (join === 'best') === better >= 0;
  if (join !== 'median') return (wantsLast ? known.at(-1) : known[0]) ?? Number.NaN;
  const middle = known.length >> 1;
  const high = known[middle] ?? Number.NaN;
  return known.length % 2 === 1 ? high : ((known[middle - 1] ?? Number.NaN) + high) / 2;
}

/**
 * The grid of two parameters; of the runs that differ elsewhere only, the best, median or worst.
 *
 * @param row place of the parameter that runs down; -1: none, one row
 * @param valueOf figure of a run, by its place
 * @param better as `Figure.better`
 */
export function gridOf(
  runs: readonly GridRun[],
  column: number,
  row: number,
  valueOf: (run: number) => number,
  join: Join,
  better: number,
): Grid {
  const columns = axisValues(runs, column);
  const rows = row < 0 ? [''] : axisValues(runs, row);
  const columnOf = new Map(columns.map((text, i) => [text, i]));
  const rowOf = new Map(rows.map((text, i) => [text, i]));
  const found = rows.map(() => columns.map((): number[] => []));
  for (const [i, { p }] of runs.entries()) {
    const line = row < 0 ? 0 : (rowOf.get(p[row] ?? '') ?? 0);
    found[line]?.[columnOf.get(p[column] ?? '') ?? 0]?.push(valueOf(i));
  }
  const cells = found.map((line) =>
    line.map((values) =>
      values.length === 0
        ? undefined
        : { value: joined(values, join, better), runs: values.length },
    ),
  );
  return { columns, rows, cells };
}

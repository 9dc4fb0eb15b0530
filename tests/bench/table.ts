import type { Rates, Target } from './load.ts';
import { median, quantile } from './statistics.ts';

/** One line of the table; `reached` is null where nothing was aimed at. */
export type Row = { what: string; measured: string; against: string; limit: string; reached: boolean | null };

/** Medians of both, and the median of the rounds' own ratios with the middle half of them. */
export function ratioRow(rates: Rates, target: Target, bare: Target, atLeast: number): Row {
  const ours = rates.get(target) ?? [];
  const theirs = rates.get(bare) ?? [];
  const ratios = ours.map((rate, round) => rate / (theirs[round] ?? Number.NaN));
  const ratio = median(ratios);
  const [low, high] = [quantile(ratios, 0.25), quantile(ratios, 0.75)].map((value) => value.toFixed(3));
  return {
    what: target.name,
    measured: median(ours).toFixed(0),
    against: `${bare.name} ${median(theirs).toFixed(0)}`,
    limit: `${ratio.toFixed(3)} (${low} to ${high}), at least ${atLeast}`,
    reached: ratio >= atLeast,
  };
}

/** A number that has to stay below another. */
export function atMost(what: string, measured: number, most: number, unit: string, against: string): Row {
  const told = (value: number) => `${value} ${unit}`.trim();
  return {
    what,
    measured: told(measured),
    against,
    limit: `at most ${told(most)}`,
    reached: measured <= most,
  };
}

/** Prints the rows, with their header. */
export function printTable(rows: Row[]): void {
  printColumns([
    ['what', 'measured', 'against', 'ratio or limit', 'reached'],
    ...rows.map((row) => [
      row.what,
      row.measured,
      row.against,
      row.limit,
      row.reached === null ? '' : row.reached ? 'yes' : 'NO',
    ]),
  ]);
}

/** Prints cells in columns as wide as their longest one; the first row is the header. */
export function printColumns(cells: string[][]): void {
  const widths =
    cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  console.log(`\n${lines.join('\n')}\n`);
}

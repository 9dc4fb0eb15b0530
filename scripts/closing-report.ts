// The last lines of a run of the tests, of one half or of several: what CI keeps of its output has to hold all that matters.

/** What a run, or one half of it, has to say at its end. */
export type Closing = {
  passed: number;
  failed: number;
  skipped: number;
  /** The files that took longest. */
  slowest: { file: string; seconds: number }[];
  /** Why tests were skipped, one for each test. */
  notes: string[];
  /** Those that passed only at a second try, and all that failed; each with its error. */
  flaky: { name: string; error: string }[];
  failures: { name: string; error: string }[];
};

/** So many of the files that took longest are named. */
const SLOWEST = 10;
/** So many lines all errors have together, and at most so many each. */
const ERROR_LINES = 90;
const MOST_ERROR_LINES = 12;

/**
 * The lines: why tests were skipped, the files that took longest, those that needed a second try, what failed and how, and one
 * that any CI can read, `N passed, N failed`, and `, N skipped` where some were.
 */
export function closingLines(closings: readonly Closing[]): string[] {
  const sum = (of: 'passed' | 'failed' | 'skipped') => closings.reduce((total, each) => total + each[of], 0);
  const notes = Map.groupBy(
    closings.flatMap((each) => each.notes),
    (note) => note,
  );
  const slowest = closings.flatMap((each) => each.slowest).sort((a, b) => b.seconds - a.seconds);
  const failures = closings.flatMap((each) => each.failures);
  const flaky = closings.flatMap((each) => each.flaky);
  const share = Math.floor(ERROR_LINES / (failures.length + flaky.length || 1));
  const of = ({ name, error }: { name: string; error: string }, what: string) => [
    `${what}: ${name}`,
    ...linesOf(error, Math.max(1, Math.min(MOST_ERROR_LINES, share))),
  ];
  return [
    ...slowest.slice(0, SLOWEST).map(({ file, seconds }) => `${seconds.toFixed(0)} s: ${file}`),
    ...[...notes].map(([note, { length }]) => `skipped ${length} in ${note}`),
    ...flaky.flatMap((each) => of(each, 'passed at a second try')),
    ...failures.flatMap((each) => of(each, 'failed')),
    `${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`,
  ];
}

// Without colours and empty lines, indented, so that none of them is taken for another test or the last line.
function linesOf(error: string, most: number): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: -- the colours of a terminal begin with one
  const lines = error.replaceAll(/\u001b\[[\d;]*m/g, '').split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .slice(0, most)
    .map((line) => `    ${line.slice(0, 300)}`);
}

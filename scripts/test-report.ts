// What a run of tests ends with: the files that took longest, the tests that were skipped for a reason, those that passed only
// at a second try, those that failed, and one line that any CI can read: `N passed, N failed`, and `, N skipped`.

/** `seconds` by file; `skipped` has how many were for each reason; `again` and `failures` are texts to read. */
export type TestReport = {
  passed: number;
  failed: number;
  skipped: number;
  seconds: Record<string, number>;
  reasons: Record<string, number>;
  again: string[];
  failures: string[];
};

/** So many of the files that took longest are named. */
const SLOWEST = 10;
/** So many lines all errors have together: CI keeps the last 150 of an output or so. */
const LINES_OF_ERRORS = 100;

/** The report of several runs as that of one. */
export function together(reports: TestReport[]): TestReport {
  const sum = (of: 'passed' | 'failed' | 'skipped') => reports.reduce((total, each) => total + each[of], 0);
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    seconds: Object.assign({}, ...reports.map(({ seconds }) => seconds)),
    reasons: Object.assign({}, ...reports.map(({ reasons }) => reasons)),
    again: reports.flatMap(({ again }) => again),
    failures: reports.flatMap(({ failures }) => failures),
  };
}

/** A report as lines, the closing one last: where only the end of an output is kept, that says which tests failed. */
export function linesOf(report: TestReport): string[] {
  const { passed, failed, skipped, reasons, again, failures } = report;
  const files = Object.entries(report.seconds).sort(([, a], [, b]) => b - a);
  const slowest = files.length > SLOWEST ? files.slice(0, SLOWEST) : [];
  const most = Math.max(2, Math.floor(LINES_OF_ERRORS / (again.length + failures.length)));
  const short = (text: string) => text.split('\n').slice(0, most).join('\n');
  return [
    ...slowest.map(([file, seconds]) => `${seconds.toFixed(0)} s: ${file}`),
    ...Object.entries(reasons).map(([reason, count]) => `skipped ${count} in ${reason}`),
    ...again.map((text) => `passed at a second try: ${short(text)}`),
    ...failures.map((text) => `failed: ${short(text)}`),
    `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  ];
}

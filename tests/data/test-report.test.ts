// CI keeps the last 150 lines or so of what a run prints.
import { expect, test } from 'vitest';
import { linesOf, type TestReport, together } from '../../scripts/test-report.ts';

function aReport(overrides: Partial<TestReport> = {}): TestReport {
  return {
    passed: 10,
    failed: 0,
    skipped: 0,
    seconds: {},
    reasons: {},
    again: [],
    failures: [],
    ...overrides,
  };
}

function aFailure(name: string): string {
  return `${name}\n    expected 1 to be 2\n${'    at somewhere\n'.repeat(10)}`;
}

test('what failed in any of several runs stands just before the last line, with the beginning of its error', () => {
  const lines = linesOf(
    together([
      aReport({ failed: 1, failures: [aFailure('worker tests/worker/a.test.ts > a')] }),
      aReport({
        skipped: 2,
        reasons: { 'engines: no touch': 2 },
        again: [aFailure('e2e tests/e2e/b.test.ts > b')],
      }),
    ]),
  );
  expect(lines.at(-1)).toBe('20 passed, 1 failed, 2 skipped');
  expect(lines[0]).toBe('skipped 2 in engines: no touch');
  expect(lines[1]).toMatch(
    /^passed at a second try: e2e tests\/e2e\/b.test.ts > b\n {4}expected 1 to be 2\n/,
  );
  expect(lines[2]).toMatch(/^failed: worker tests\/worker\/a.test.ts > a\n {4}expected 1 to be 2\n/);
});

test.each([1, 8, 30, 50])('with %d failed tests all of them are within what CI keeps', (count) => {
  const failures = Array.from({ length: count }, (_, at) => aFailure(`e2e test ${at}`));
  const seconds = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`e2e ${at}`, at]));
  const lines = linesOf(aReport({ failed: count, failures, seconds }))
    .join('\n')
    .split('\n');
  expect(lines.filter((line) => line.startsWith('failed: '))).toHaveLength(count);
  expect(lines.filter((line) => line.includes('expected 1 to be 2'))).toHaveLength(count);
  expect(lines.length).toBeLessThan(145);
});

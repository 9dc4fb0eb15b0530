// CI keeps the last 150 lines or so of what a run prints.
import { expect, test } from 'vitest';
import { type Closing, closingLines } from '../../scripts/closing-report.ts';

function aClosing(overrides: Partial<Closing> = {}): Closing {
  return { passed: 10, failed: 0, skipped: 0, slowest: [], notes: [], flaky: [], failures: [], ...overrides };
}

function aFailure(name: string, lines = 40) {
  const error = `\u001b[31mAssertionError\u001b[39m: expected 1 to be 2\n\n${'    at somewhere\n'.repeat(lines)}`;
  return { name, error };
}

test('what failed in either half stands just before the last line, with the beginning of its error', () => {
  const lines = closingLines([
    aClosing({ failed: 1, failures: [aFailure('worker tests/worker/a.test.ts > a')] }),
    aClosing({
      skipped: 2,
      notes: ['engines: no touch', 'engines: no touch'],
      slowest: [{ file: 'e2e tests/e2e/b.test.ts', seconds: 12.4 }],
      flaky: [aFailure('e2e tests/e2e/b.test.ts > b')],
    }),
  ]);
  expect(lines.at(-1)).toBe('20 passed, 1 failed, 2 skipped');
  expect(lines.slice(0, 4)).toEqual([
    '12 s: e2e tests/e2e/b.test.ts',
    'skipped 2 in engines: no touch',
    'passed at a second try: e2e tests/e2e/b.test.ts > b',
    '    AssertionError: expected 1 to be 2',
  ]);
  const failed = lines.indexOf('failed: worker tests/worker/a.test.ts > a');
  expect(lines[failed + 1]).toBe('    AssertionError: expected 1 to be 2');
  expect(lines.length - failed).toBe(14);
});

test.each([1, 3, 8, 30, 90])('with %d failed tests all of them are within what CI keeps', (count) => {
  const failures = Array.from({ length: count }, (_, at) => aFailure(`e2e test ${at}`));
  const slowest = Array.from({ length: 40 }, (_, at) => ({ file: `e2e ${at}`, seconds: at }));
  const lines = closingLines([aClosing({ failed: count, failures, slowest })]);
  expect(lines.filter((line) => line.startsWith('failed: '))).toHaveLength(count);
  expect(lines.filter((line) => line.includes('expected 1 to be 2'))).toHaveLength(count);
  if (count <= 60) expect(lines.length).toBeLessThan(145);
});

import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';
import { linesOf, type TestReport } from '../scripts/test-report.ts';

/** Of what went wrong, so much is told once more at the end. */
const LINES_OF_ERROR = 12;

/** Ends a run with its report; with TEST_REPORT set, writes it to that file for whoever puts several together. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]) {
    const report = reportOf(modules, errors);
    const file = process.env.TEST_REPORT;
    if (file) writeFileSync(file, JSON.stringify(report));
    else for (const line of linesOf(report)) console.log(line);
  }
}

function reportOf(modules: readonly TestModule[], errors: readonly SerializedError[]): TestReport {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const inState = (state: string) => tests.filter((test) => test.result().state === state);
  const broken = modules.filter((module) => module.errors().length > 0);
  const noted = Map.groupBy(
    inState('skipped').filter(noteOf),
    (test) => `${test.project.name}: ${noteOf(test)}`,
  );
  return {
    passed: inState('passed').length,
    failed: inState('failed').length + broken.length + errors.length,
    skipped: inState('skipped').length,
    seconds: Object.fromEntries(
      modules.map((module) => [nameOf(module), module.diagnostic().duration / 1000]),
    ),
    reasons: Object.fromEntries([...noted].map(([reason, { length }]) => [reason, length])),
    again: tests.filter((test) => test.diagnostic()?.flaky).map(told),
    failures: [
      ...inState('failed').map(told),
      ...broken.map((module) => `${nameOf(module)}\n${start(module.errors()[0])}`),
      ...errors.map(start),
    ],
  };
}

function nameOf(module: TestModule): string {
  return `${module.project.name} ${relative('', module.moduleId)}`;
}

function told(test: TestCase): string {
  return `${nameOf(test.module)} > ${test.fullName}\n${start(test.result().errors?.[0])}`;
}

// What it says, what is different, and where, as far as that is the project's own; without colours and empty lines.
function start(error: Partial<Record<'message' | 'stack' | 'diff', string>> | undefined): string {
  const { message = 'no error was told', stack = '', diff = '' } = error ?? {};
  const places = stack.split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  return (
    [...message.split('\n'), ...diff.split('\n'), ...places]
      // biome-ignore lint/suspicious/noControlCharactersInRegex: -- the colours of a terminal begin with one
      .map((line) => line.replaceAll(/\u001b\[[\d;]*m/g, '').slice(0, 300))
      .filter((line) => line.trim() !== '' && !line.includes('node_modules'))
      .slice(0, LINES_OF_ERROR)
      .map((line) => `    ${line}`)
      .join('\n')
  );
}

function noteOf(test: TestCase): string | undefined {
  const result = test.result();
  return result.state === 'skipped' ? result.note : undefined;
}

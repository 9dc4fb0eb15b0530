import { relative } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { type Closing, closingLines } from '../scripts/closing-report.ts';

type Told = { message?: string; stack?: string; diff?: string };

/** Fewer files than these need no list of the slowest. */
const FEW_FILES = 10;

/** Ends a run with its closing lines; as a half of `scripts/test-all.ts`, with one line of JSON that it makes them of. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly Told[]) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state: string) => tests.filter((test) => test.result().state === state);
    const failures = [
      ...inState('failed').map((test) => ({ name: nameOf(test), error: errorOf(test.result().errors) })),
      ...modules
        .filter((module) => module.errors().length > 0)
        .map((module) => ({ name: fileOf(module), error: errorOf(module.errors()) })),
      ...errors.map((error) => ({ name: 'outside of all tests', error: errorOf([error]) })),
    ];
    const closing: Closing = {
      passed: inState('passed').length,
      failed: failures.length,
      skipped: inState('skipped').length,
      slowest:
        modules.length > FEW_FILES
          ? modules.map((module) => ({ file: fileOf(module), seconds: module.diagnostic().duration / 1000 }))
          : [],
      notes: inState('skipped').flatMap((test) => noteOf(test) ?? []),
      flaky: tests
        .filter((test) => test.diagnostic()?.flaky)
        .map((test) => ({ name: nameOf(test), error: errorOf(test.result().errors) })),
      failures,
    };
    if (process.env.CLOSING_AS_JSON) console.log(`closing: ${JSON.stringify(closing)}`);
    else for (const line of closingLines([closing])) console.log(line);
  }
}

function fileOf(module: TestModule): string {
  return `${module.project.name} ${relative('', module.moduleId)}`;
}

function nameOf(test: TestCase): string {
  return `${fileOf(test.module)} > ${test.fullName}`;
}

// What it says, what is different, and where, as far as that is the project's own.
function errorOf(errors: readonly Told[] | undefined): string {
  const { message, stack = '', diff } = errors?.[0] ?? {};
  const places = stack
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line) && !line.includes('node_modules'));
  return [message ?? 'no error was told', diff ?? [], ...places].flat().join('\n');
}

function noteOf(test: TestCase): string | undefined {
  const result = test.result();
  return result.state === 'skipped' && result.note ? `${test.project.name}: ${result.note}` : undefined;
}

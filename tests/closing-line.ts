import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with the tests that passed only at a second try, and one line that any CI can read: `N passed, N failed`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const failed = tests.filter((test) => test.result().state === 'failed').length;
    const broken = errors.length + modules.filter((module) => module.errors().length > 0).length;
    for (const test of tests.filter((test) => test.diagnostic()?.flaky))
      console.log(`passed at a second try: ${test.fullName}\n${test.result().errors?.[0]?.stack}`);
    console.log(`${passed} passed, ${failed + broken} failed`);
  }
}

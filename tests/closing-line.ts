import { relative } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** So many of the files that took longest are named. */
const SLOWEST = 10;

/**
 * Ends a run with the files that took longest, the tests that were skipped for a reason, those that passed only at a second
 * try, and one line that any CI can read: `N passed, N failed`, and `, N skipped` where some were.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const failed = tests.filter((test) => test.result().state === 'failed').length;
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    const broken = errors.length + modules.filter((module) => module.errors().length > 0).length;
    if (modules.length > SLOWEST) tellSlowest(modules);
    const noted = skipped.filter(noteOf);
    const reasons = Map.groupBy(noted, (test) => `${test.project.name}: ${noteOf(test)}`);
    for (const [reason, { length }] of reasons) console.log(`skipped ${length} in ${reason}`);
    for (const test of tests.filter((test) => test.diagnostic()?.flaky))
      console.log(`passed at a second try: ${test.fullName}\n${test.result().errors?.[0]?.stack}`);
    const rest = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
    console.log(`${passed} passed, ${failed + broken} failed${rest}`);
  }
}

function tellSlowest(modules: readonly TestModule[]): void {
  const timed = modules.map((module) => ({ module, seconds: module.diagnostic().duration / 1000 }));
  for (const { module, seconds } of timed.sort((a, b) => b.seconds - a.seconds).slice(0, SLOWEST))
    console.log(`${seconds.toFixed(0)} s: ${module.project.name} ${relative('', module.moduleId)}`);
}

function noteOf(test: TestCase): string | undefined {
  const result = test.result();
  return result.state === 'skipped' ? result.note : undefined;
}

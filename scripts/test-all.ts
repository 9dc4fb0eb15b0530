// Every test, in two lanes side by side: a machine with two cores has one for each. A lane that is free takes the next run. The
// output of all is shown as it comes, and what it ends with counts them as one.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linesOf, type TestReport, together } from './test-report.ts';

const LANES = 2;

/** So many runs share the files of the end-to-end tests, so that the lanes come to their end together. */
const E2E_RUNS = 6;

const BESIDE_E2E = ['data', 'worker', 'widgets', 'widgets-firefox', 'widgets-webkit', 'engines'];

const waiting = [
  BESIDE_E2E.flatMap((name) => ['--project', name]),
  // What it installs comes over the network while the other lane computes.
  ['--project', 'frameworks'],
  ['--project', 'wordpress'],
  ...Array.from({ length: E2E_RUNS }, (_, at) => ['--project', 'e2e', `--shard=${at + 1}/${E2E_RUNS}`]),
];

const folder = await mkdtemp(join(tmpdir(), 'tests-'));
const reports: TestReport[] = [];
await Promise.all(Array.from({ length: LANES }, lane));
await rm(folder, { recursive: true });
const report = together(reports);
for (const line of linesOf(report)) console.log(line);
if (report.failed > 0) process.exitCode = 1;

async function lane(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) reports.push(await run(next));
}

async function run(which: string[]): Promise<TestReport> {
  const file = join(folder, `${which.join(' ').replaceAll('/', ' of ')}.json`);
  const child = spawn('vitest', ['run', ...which, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, TEST_REPORT: file },
  });
  await new Promise((ended) => child.once('exit', ended));
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    const failures = [`vitest run ${which.join(' ')} ended without a result`];
    return { passed: 0, failed: 1, skipped: 0, seconds: {}, reasons: {}, again: [], failures };
  }
}

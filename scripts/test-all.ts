// Every test, in two halves side by side: a machine with two cores has one for each. The output of both is shown as it
// comes, and the last line counts both, as that of one run does: `N passed, N failed, N skipped`.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** About as long as each other, and nothing in one builds or listens where the other does. */
const HALVES = [
  ['data', 'worker', 'widgets', 'widgets-firefox', 'widgets-webkit', 'engines', 'frameworks'],
  ['e2e'],
];

const CLOSING = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/;

type Counts = { passed: number; failed: number; skipped: number };

async function run(projects: string[]): Promise<Counts> {
  const named = projects.flatMap((name) => ['--project', name]);
  const { stdout } = spawn('vitest', ['run', ...named, ...process.argv.slice(2)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let counts: Counts | undefined;
  for await (const line of createInterface({ input: stdout })) {
    const [, passed, failed, skipped = '0'] = CLOSING.exec(line) ?? [];
    if (passed) counts = { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) };
    else console.log(line);
  }
  if (counts) return counts;
  console.error(`The tests of ${projects.join(', ')} ended without a result.`);
  return { passed: 0, failed: 1, skipped: 0 };
}

const counts = await Promise.all(HALVES.map(run));
const sum = (of: keyof Counts) => counts.reduce((total, each) => total + each[of], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
if (sum('failed') > 0) process.exitCode = 1;

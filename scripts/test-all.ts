// Every test, in two halves side by side: a machine with two cores has one for each. The output of both is shown as it
// comes, and the closing lines are those of both together: what failed, and how, and `N passed, N failed, N skipped`.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Closing, closingLines } from './closing-report.ts';

/** About as long as each other, and nothing in one builds or listens where the other does. */
const HALVES = [['data', 'worker', 'widgets', 'widgets-firefox', 'widgets-webkit', 'engines'], ['e2e']];

const CLOSING = 'closing: ';

async function run(projects: string[]): Promise<Closing> {
  const named = projects.flatMap((name) => ['--project', name]);
  const { stdout } = spawn('vitest', ['run', ...named, ...process.argv.slice(2)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, CLOSING_AS_JSON: 'on' },
  });
  let closing: Closing | undefined;
  for await (const line of createInterface({ input: stdout })) {
    if (line.startsWith(CLOSING)) closing = JSON.parse(line.slice(CLOSING.length));
    else console.log(line);
  }
  if (closing) return closing;
  const name = projects.join(', ');
  const error = 'The tests ended without a result.';
  return { passed: 0, failed: 1, skipped: 0, slowest: [], notes: [], flaky: [], failures: [{ name, error }] };
}

const closings = await Promise.all(HALVES.map(run));
for (const line of closingLines(closings)) console.log(line);
if (closings.some(({ failed }) => failed > 0)) process.exitCode = 1;

// `npm run lighthouse`: what Lighthouse says of a pledge's and a tracker's page, in its mobile profile, on the production
// build. It prints a table; what is below the aim it names, and it fails only when it could not run.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTestHarness } from 'wrangler';
import { pledges, tracker } from '../../data/seed/uk-2017.ts';
import { chromiumPath } from '../../scripts/chromium.ts';
import { ask, untilPublished } from '../../scripts/desk-client.ts';
import { BUILT_WORKER } from '../built-worker.ts';

/** Fetched when it is run and not a dependency: it is larger than all of ours together. */
const LIGHTHOUSE = 'lighthouse@13.5.0';
const RUN_TIMEOUT_MS = 3 * 60_000;
const AIMS = { performance: 98, accessibility: 100, 'best-practices': 100, seo: 100 };

type Report = {
  categories: Record<string, { score: number; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; title: string; displayValue?: string }>;
};

const token = 'pm_lighthouse';
const harness = createTestHarness({
  workers: [{ ...BUILT_WORKER, secrets: { ADMIN_TOKEN: token } }],
});
const folder = await mkdtemp(join(tmpdir(), 'lighthouse-'));
try {
  const { url } = await harness.listen();
  const desk = { origin: url.origin, token };
  // The demonstration is not to be indexed; what a search engine finds is part of the question here.
  await ask(desk, '/trackers', { method: 'POST', body: { ...tracker, indexed: true } });
  await ask(desk, `/trackers/${tracker.id}/import`, { method: 'POST', body: { pledges } });
  await untilPublished(desk);
  for (const path of [`/${tracker.id}`, `/${tracker.id}/${pledges[0]?.slug}`])
    report(path, await run(desk.origin + path));
} finally {
  await harness.close();
  await rm(folder, { recursive: true, force: true });
}

async function run(address: string): Promise<Report> {
  const output = join(folder, 'report.json');
  const chrome = '--headless --no-sandbox --disable-gpu';
  await promisify(execFile)(
    'npm',
    [
      ...['exec', '--yes', LIGHTHOUSE, '--', address, '--quiet'],
      ...['--output=json', `--output-path=${output}`, `--chrome-flags=${chrome}`],
    ],
    { timeout: RUN_TIMEOUT_MS, env: { ...process.env, CHROME_PATH: chromiumPath() }, cwd: folder },
  );
  return JSON.parse(await readFile(output, 'utf8'));
}

function report(path: string, { categories, audits }: Report): void {
  console.log(path);
  for (const [name, aim] of Object.entries(AIMS)) {
    const category = categories[name];
    const score = Math.round((category?.score ?? 0) * 100);
    console.log(
      `  ${name.padEnd(16)} ${String(score).padStart(3)}, at least ${aim}${score < aim ? '  NO' : ''}`,
    );
    for (const { id, weight } of category?.auditRefs ?? []) {
      const audit = audits[id];
      if (weight > 0 && audit && audit.score !== null && audit.score < 0.9)
        console.log(`    ${id}: ${audit.title} ${audit.displayValue ?? ''}`);
    }
  }
}

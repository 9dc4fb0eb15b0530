// What the data dictionary gives readers to check the record with, run as it stands there.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHarness } from 'wrangler';
import { ask, type Desk, untilPublished } from '../../scripts/desk-client.ts';
import { aPledge, aTracker } from '../builders.ts';
import { BUILT_WORKER } from '../built-worker.ts';

const folder = mkdtempSync(join(tmpdir(), 'pledgemark-record-'));
const recipe = join(folder, 'check.mjs');
const harness = createTestHarness({
  workers: [{ ...BUILT_WORKER, secrets: { ADMIN_TOKEN: 'pm_e2e_admin' } }],
});
let desk: Desk;

beforeAll(async () => {
  const dictionary = readFileSync(new URL('../../data/README.md', import.meta.url), 'utf8');
  writeFileSync(recipe, /### Checking the record.*?```js\n(.*?)```/s.exec(dictionary)?.[1] ?? '');
  const { url } = await harness.listen();
  desk = { origin: url.origin, token: 'pm_e2e_admin' };
  await ask(desk, '/trackers', { method: 'POST', body: aTracker() });
  for (const [slug, ...names] of [
    ['reopen-the-ferry'],
    ['paint-the-pier'],
    ['buy-a-boat', 'paint-the-pier'],
    ['buy-a-ship'],
  ] as const) {
    const related = names.map((pledge) => ({ pledge, relation: 'depends-on' as const }));
    // The recipe is older than these two fields, and need not know of them.
    const newer = { yardstick: 'A boat that floats.', timeline: [{ date: '2024-05', text: 'Talks' }] };
    const body = { slug, ...aPledge({ title: slug, related, ...(slug === 'buy-a-boat' ? newer : {}) }) };
    await ask(desk, '/trackers/test-tracker/pledges', { method: 'POST', body });
    await act(`${slug}/publish`, 1, { note: 'First verdict.' });
  }
  await act('reopen-the-ferry/retract', 2, { note: 'It was never “promised”.' });
  await act('paint-the-pier/rename', 2, { slug: 'paint-the-old-pier' });
  await act('buy-a-ship/merge', 2, { into: 'buy-a-boat', note: 'It is the same promise.' });
  await untilPublished(desk);
});

afterAll(async () => {
  await harness.close();
  rmSync(folder, { recursive: true, force: true });
});

function act(path: string, version: number, body: object) {
  return ask(desk, `/trackers/test-tracker/pledges/${path}`, { method: 'POST', body, version });
}

function check(origin: string): Promise<{ passed: boolean; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [recipe, origin, 'test-tracker'], (error, stdout, stderr) =>
      resolve({ passed: error === null, output: stdout + stderr }),
    );
  });
}

/** The same installation with something in its answers changed, as somebody would who means to deceive. */
async function checkChanged(from: string, to: string) {
  const server = createServer(async (request, response) => {
    const answer = await fetch(desk.origin + request.url);
    response.end((await answer.text()).replaceAll(from, to));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const told = await check(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.closeAllConnections();
  server.close();
  return told;
}

test('a reader can check the record with what the data dictionary gives, and sees what was changed', async () => {
  const { head } = await (await fetch(`${desk.origin}/api/v1/trackers/test-tracker`)).json();
  const whole = await check(desk.origin);
  expect(whole).toMatchObject({ passed: true });
  expect(whole.output).toBe(
    `2 pledges say what was published. 6 hashes are right.\nFrom ${head}, 6 follow each other back\nto the first.\n`,
  );
  const reworded = await checkChanged('First verdict.', 'Another verdict.');
  expect(reworded.passed).toBe(false);
  expect(reworded.output).toContain('is not what was published.');
  const rewordedMerge = await checkChanged('It is the same promise.', 'It was broken.');
  expect(rewordedMerge.output).toContain('Revision 2 of buy-a-ship is not what was published.');
  for (const [from, to] of [
    ['Work has begun', 'All of it is done'],
    ['"id":"in-progress"', '"id":"kept"'],
  ] as const) {
    const reworded = await checkChanged(from, to);
    expect(reworded.output, from).toMatch(
      /What (buy-a-boat|paint-the-old-pier) says is not what was published/,
    );
  }
  const { scheme } = aTracker();
  const { label, definition } = scheme.verdicts.find(({ id }) => id === 'in-progress')!;
  const shown = '"headline":"Work has begun","id":"in-progress","label":{';
  for (const [from, to] of [
    [JSON.stringify(label.en), '"Hardly begun"'],
    [JSON.stringify(definition.en), '"It was never meant."'],
    [shown, `${shown}"gd":"Briste",`],
  ] as const) {
    const reworded = await checkChanged(from, to);
    expect(reworded.output, from).toMatch(/The words of "in-progress" are not those under which/);
  }
  const missing = await checkChanged('"head":"', '"head":"0');
  expect(missing.output).toContain(`as far as 0${head}, which no pledge tells.`);
});

// A backup from the screen: downloaded, noted when it was sent whole, and verified by what the screen says.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { bringIn } from './desk-contents.ts';
import { expectGood } from './desk-good.ts';
import { picture } from './desk-picture.ts';

let site: DeskInstallation;
const folder = mkdtempSync(join(tmpdir(), 'pledgemark-backup-'));

beforeAll(async () => {
  site = await startDesk();
  await bringIn(site.desk, [{ slug: 'reopen-the-ferry' }]);
});

afterAll(async () => {
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a backup is downloaded, its date and by whom are noted, and the command on the screen verifies it', async () => {
  const { page, complaints } = await openSignedIn(site, site.desk.token, '/desk/backup');
  await page.getByText('No backup was ever taken to its end.').waitFor();
  await expectGood(page, 'no backup');
  await picture(page, 'backup-none');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download a backup' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^pledgemark-\d{4}-\d\d-\d\d\.ndjson$/);
  const file = join(folder, 'backup.ndjson');
  await download.saveAs(file);
  await page.getByText('All of it was sent. Verify it before you rely on it.').first().waitFor();
  await page.getByText(/by admin\./).waitFor();
  await expectGood(page, 'backup');
  await picture(page, 'backup');
  const command = await page.getByLabel('Command', { exact: true }).inputValue();
  expect(command).toMatch(/^npm run verify -- FILE --key ed25519:/);
  expect(await page.getByLabel('Public key of this installation').inputValue()).toBe(
    command.split(' ').at(-1),
  );
  const [, , , , ...told] = command.replace('FILE', file).split(' ');
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'verify', '--', ...told]);
  expect(stdout).toContain('signature');
  expect(complaints).toEqual([]);
});

test('a backup that is older than thirty days is asked for again, one of yesterday is not', async () => {
  const { page } = await openSignedIn(site, site.desk.token, '/desk');
  for (const [days, isOld] of [
    [45, true],
    [30, false],
    [1, false],
  ] as const) {
    const at = new Date(Date.now() - days * 86_400_000).toISOString();
    await page.route('**/api/v1/desk/status', async (route) => {
      const answer = await route.fetch();
      const status = (await answer.json()) as { backup: object };
      await route.fulfill({
        response: answer,
        json: { ...status, backup: { ...status.backup, last: { at, by: 'Wren' } } },
      });
    });
    await page.goto(`${site.desk.origin}/desk/backup`);
    await page.getByText('by Wren.').waitFor();
    expect([days, await page.getByText(`That was ${days} days ago.`).count()]).toEqual([days, isOld ? 1 : 0]);
    await page.unroute('**/api/v1/desk/status');
  }
});

test('a session that has ended is renewed before the download, and nobody gets a refusal as a file', async () => {
  const { page, context } = await openSignedIn(site, site.desk.token, '/desk/backup');
  await page.getByRole('link', { name: 'Download a backup' }).waitFor();
  await context.clearCookies();
  await page.getByRole('link', { name: 'Download a backup' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByLabel('Token').fill(site.desk.token);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Sign in' }).click(),
  ]);
  expect(download.suggestedFilename()).toContain('.ndjson');
});

test('only who may take everything along has the screen; anybody else finds the way to their trackers', async () => {
  await bringIn(site.desk, [{ slug: 'elsewhere' }], { id: 'other-tracker', name: 'Another tracker' });
  for (const [name, role, trackers] of [
    ['Wren', 'admin', ['test-tracker', 'other-tracker']],
    ['Heron', 'editor', '*'],
  ] as const) {
    const token = await newToken(site.desk, name, role, trackers as '*' | string[]);
    const { page } = await openSignedIn(site, token, '/desk/backup');
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Another tracker' }).waitFor();
  }
});

test.each([
  ['dark', { colorScheme: 'dark' }],
  ['phone', { viewport: { width: 390, height: 844 } }],
  ['200', { viewport: { width: 720, height: 450 } }],
] as const)(
  'axe finds nothing on the screen of backups in %s, and nothing is cut off',
  async (name, options) => {
    const { page } = await openSignedIn(site, site.desk.token, '/desk/backup', options);
    await page.getByLabel('Command', { exact: true }).waitFor();
    await expectGood(page, `backup, ${name}`);
    await picture(page, `backup-${name}`);
  },
);

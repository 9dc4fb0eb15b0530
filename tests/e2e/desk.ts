// The desk app in the production build: an installation whose own origin the desk is, and browsers signed in to it.
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { createTestHarness } from 'wrangler';
import { CHROMIUM_FLAGS, chromiumPath } from '../../scripts/chromium.ts';
import { ask, type Desk } from '../../scripts/desk-client.ts';
import { BUILT_WORKER } from '../built-worker.ts';

/** For a machine that is busy with other things. */
const PATIENCE_MS = 60_000;

export type DeskInstallation = { desk: Desk; browser: Browser; close(): Promise<void> };

/** Starts it with nothing in it; the caller closes it. */
export async function startDesk(
  vars: Record<string, string> = {},
  built: { configPath: string; prebuiltWorkerDir: string } = BUILT_WORKER,
): Promise<DeskInstallation> {
  const token = 'pm_e2e_admin';
  const worker = { ...built, secrets: { ADMIN_TOKEN: token } };
  const harness = createTestHarness({ workers: [{ ...worker, vars }] });
  const { url } = await harness.listen();
  // Only now is the origin known, which a session's requests have to come from.
  await harness.update({ workers: [{ ...worker, vars: { ...vars, PUBLIC_ORIGIN: url.origin } }] });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
  const close = async () => {
    await browser.close();
    await harness.close();
  };
  return { desk: { origin: url.origin, token }, browser, close };
}

/** Makes a token for somebody and answers its secret. */
export async function newToken(desk: Desk, name: string, role: string, trackers: '*' | string[] = '*') {
  const body = { name, role, trackers };
  const { secret } = await ask<{ secret: string }>(desk, '/tokens', { method: 'POST', body });
  return secret;
}

/** A page of a browser of its own; `complaints` collects what its console and its scripts complain of. */
export async function open(
  { browser, desk }: DeskInstallation,
  path: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(desk.origin + path);
  return { page, context, complaints };
}

/** The same, with a session made by the form. */
export async function openSignedIn(
  installation: DeskInstallation,
  token: string,
  path = '/desk',
  options: BrowserContextOptions = {},
) {
  const opened = await open(installation, path, options);
  await signIn(opened.page, token);
  // The first answer of the endpoint was 401, which the browser's console notes.
  opened.complaints.length = 0;
  return opened;
}

/** Fills in the form for a token. */
export async function signIn(page: Page, token: string): Promise<void> {
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Desk' }).waitFor();
}

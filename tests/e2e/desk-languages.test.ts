// A tracker's texts among the app's own words: each says in which language it is.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { type DeskInstallation, newToken, open, openSignedIn, startDesk } from './desk.ts';
import { bringIn } from './desk-contents.ts';

const TITLE = 'Die Fähre fährt wieder';
const DUE = 'Die Mole wird gebaut';
const WRITE = '/desk/pledges/hafen/reopen-the-ferry';

let site: DeskInstallation;
let robin: string;

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'admin');
  const pledges = [
    { slug: 'reopen-the-ferry', title: TITLE, checkedAt: null },
    // The other was looked at when it was disputed, so Today does not ask for it.
    { slug: 'die-mole', title: DUE, checkedAt: null },
  ];
  await bringIn(site.desk, pledges, { id: 'hafen', name: 'Hafen 2024', language: 'de' });
  await bringIn(site.desk, [{ slug: 'build-a-pier', title: 'Build a pier' }]);
  await ask(site.desk, '/trackers/hafen/pledges/reopen-the-ferry/dispute', {
    method: 'POST',
    body: { note: 'Strittig.' },
    version: 1,
  });
});

afterAll(() => site?.close());

/** The language that holds for each place where a text stands; the app's own is "en". */
async function languagesOf(page: Page, text: string): Promise<string[]> {
  await page.getByText(text).first().waitFor({ state: 'attached' });
  return page.evaluate((wanted) => {
    const holders = [...document.body.querySelectorAll('*')].filter((element) =>
      [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.includes(wanted),
      ),
    );
    return holders.map((element) => element.closest('[lang]')?.getAttribute('lang') ?? '');
  }, text);
}

test.each([
  ['Today', '/desk', [DUE, 'Hafen 2024']],
  ['Find', '/desk/find', [TITLE, 'Hafen 2024']],
  ['writing', WRITE, [TITLE, 'Hafen 2024', 'The Programme']],
  ['publishing', `${WRITE}/publish`, [TITLE, 'Hafen 2024']],
  ['the history', `${WRITE}/history`, [TITLE, 'Strittig.']],
  ['a new pledge', '/desk/new', ['Hafen 2024']],
])('%s marks what a German tracker says as German, and nothing else', async (_, path, texts) => {
  const { page, context } = await openSignedIn(site, robin, path);
  for (const text of texts) {
    const languages = await languagesOf(page, text);
    expect([text, languages.length > 0, new Set(languages)]).toEqual([text, true, new Set(['de'])]);
  }
  if (path === '/desk/find')
    expect(new Set(await languagesOf(page, 'Build a pier'))).toEqual(new Set(['en']));
  await context.close();
});

test('the palette, the fields and a dialog say so too, and addresses are in no language', async () => {
  const { page, context } = await openSignedIn(site, robin, WRITE);
  await page.locator('form.pledge').waitFor();
  const fields = page.locator('form.pledge :is(input, textarea)');
  const langs = await fields.evaluateAll((all) =>
    all.map((field) => [field.getAttribute('type') ?? 'text', field.getAttribute('lang')]),
  );
  for (const [type, lang] of langs) if (type === 'text') expect(lang).toBe('de');
  for (const [type, lang] of langs) if (type === 'url' || type === 'date') expect(lang).toBeNull();
  await page.getByRole('button', { name: 'Go to…' }).click();
  // The palette's code comes when it is first asked for.
  await page.getByRole('combobox', { name: /^Go to a pledge/ }).fill('fahre');
  await page.getByRole('option', { name: TITLE }).waitFor();
  expect(await page.getByRole('option', { name: TITLE }).locator('span').first().getAttribute('lang')).toBe(
    'de',
  );
  await context.close();
});

test('with a time chosen the text speaks of that time, and a form left empty is told of in our own words', async () => {
  const { page, context } = await openSignedIn(site, robin, WRITE);
  await page.getByLabel('Title').first().fill('Die Fähre fährt jetzt wieder');
  await page.getByText('Saved', { exact: true }).first().waitFor();
  await page.goto(`${site.desk.origin}${WRITE}/publish`);
  const form = page.locator('form.publish');
  await form.waitFor();
  expect(await form.innerText()).toContain('Readers see it within moments. ');
  await page.getByLabel('At a time').check();
  await form.getByText('Readers see it within moments of that time, and not before.').waitFor();
  expect(await form.innerText()).not.toMatch(/\b(?:store|edge|cache)\b/);
  await page.goto(`${site.desk.origin}/desk/new`);
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByText('Write the promise in one line.').waitFor();
  await context.close();
  const stranger = await open(site, '/desk');
  await stranger.page.getByRole('button', { name: 'Sign in' }).click();
  await stranger.page.getByText('Write your token here.').waitFor();
  await stranger.context.close();
});

// The lists of the desk app, as tests look at them.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** The rows of the list. */
export function rows(page: Page): Locator {
  return page.locator('.list tbody tr');
}

/** The row with this title. */
export function row(page: Page, title: string): Locator {
  return rows(page).filter({ has: page.getByRole('link', { name: title, exact: true }) });
}

/** The titles, in the list's order. */
export function titles(page: Page): Promise<string[]> {
  return rows(page).locator('a.title').allInnerTexts();
}

/** Waits until these titles are what the list shows, in this order. */
export async function untilTitles(page: Page, expected: string[]): Promise<void> {
  await expect.poll(() => titles(page), { timeout: 20_000 }).toEqual(expected);
}

/** The slug of the row that has the focus. */
export function current(page: Page): Promise<string> {
  return page.evaluate(
    () => document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row?.split('/')[1] ?? '',
  );
}

/** Waits until the app says this. */
export async function untilSaid(page: Page, text: string | RegExp): Promise<void> {
  const said = page.getByRole('status');
  await (typeof text === 'string' ? said.getByText(text, { exact: true }) : said.getByText(text))
    .first()
    .waitFor();
}

/** Selects from a filter. */
export async function choose(page: Page, filter: string, label: string): Promise<void> {
  await page.getByRole('combobox', { name: filter, exact: true }).selectOption({ label });
}

/** An act of the bar above the list, at hand or behind "More". */
export async function act(page: Page, name: string): Promise<void> {
  const bar = page.locator('.list-bar');
  const button = bar.getByRole('button', { name, exact: true });
  if (!(await button.isVisible())) await bar.getByRole('button', { name: 'More' }).click();
  await button.click();
}

/** Says of what is selected that it was checked, and what was looked at. */
export async function checkSelected(page: Page, count: string): Promise<void> {
  await act(page, 'Check');
  const dialog = page.getByRole('dialog', { name: `Check ${count}` });
  await dialog.getByLabel('What was looked at').fill('The sources of each.');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
}

/** A request for an act on many. */
export type SentAct = { id: string; act: string; looked?: string; pledges: { slug: string }[] };

/** The requests for acts on many that leave from now on. */
export function noteActs(page: Page): SentAct[] {
  const sent: SentAct[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/acts')) sent.push(request.postDataJSON());
  });
  return sent;
}

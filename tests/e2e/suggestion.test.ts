// A reader suggests a correction on a pledge's page, with a script and without one.
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SuggestionRecord } from '../../data/suggestion-record.ts';
import { ask } from '../../scripts/desk-client.ts';
import { type Installation, startInstallation } from './installation.ts';

const PLEDGE = '/uk-2017/plant-11-million-trees';

let site: Installation;

beforeAll(async () => {
  site = await startInstallation();
});

afterAll(() => site?.close());

async function open(options: BrowserContextOptions = {}): Promise<{ page: Page; faults: string[] }> {
  const page = await site.browser.newPage(options);
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(site.desk.origin + PLEDGE);
  return { page, faults };
}

async function newest(): Promise<SuggestionRecord | undefined> {
  const { suggestions } = await ask<{ suggestions: SuggestionRecord[] }>(site.desk, '/suggestions');
  return suggestions[0];
}

test('with a script the answer comes into the page, and what was typed goes only when it was taken in', async () => {
  const { page, faults } = await open();
  await page.getByLabel('There is evidence that is missing').check();
  await page.getByLabel('Your suggestion').fill('The count of May is out.');
  await page.getByLabel('Address of a source').fill('https://forestry.example/count');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Send to the desk' }).click();
  await page.getByText('there is no connection').waitFor();
  expect(await page.getByLabel('Your suggestion').inputValue()).toBe('The count of May is out.');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Send to the desk' }).click();
  await page.getByRole('status').getByText('Thank you.').waitFor();
  expect(await page.getByLabel('Your suggestion').inputValue()).toBe('');
  expect(page.url()).toBe(site.desk.origin + PLEDGE);
  expect(await newest()).toMatchObject({
    slug: 'plant-11-million-trees',
    kind: 'evidence',
    text: 'The count of May is out.',
    url: 'https://forestry.example/count',
    contact: null,
  });
  expect(faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  await page.close();
});

test('a refusal is told in words, names the field, and keeps what was typed', async () => {
  const { page } = await open();
  await page.getByLabel('Your suggestion').fill('See there.');
  // A browser would not send this by itself, but extensions and old browsers do.
  await page.getByLabel('Address of a source').evaluate((field: HTMLInputElement) => {
    field.type = 'text';
    field.value = 'ftp://files.example';
  });
  await page.getByRole('button', { name: 'Send to the desk' }).click();
  await page.getByText('The address of a source begins with https:// or http://').waitFor();
  expect(await page.getByLabel('Address of a source').getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByLabel('Your suggestion').inputValue()).toBe('See there.');
  await page.close();
});

test('without a script the form is sent all the same, and thanked by a page that leads back', async () => {
  const { page } = await open({ javaScriptEnabled: false });
  await page.getByLabel('I come to another verdict').check();
  await page.getByLabel('Your suggestion').fill('It was done in 2019.');
  await page.getByRole('button', { name: 'Send to the desk' }).click();
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  expect(await newest()).toMatchObject({ kind: 'disagree', text: 'It was done in 2019.' });
  await page.getByRole('link', { name: 'Back to the pledge' }).click();
  expect(page.url()).toBe(site.desk.origin + PLEDGE);
  await page.close();
});

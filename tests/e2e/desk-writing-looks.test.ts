// The screens of one pledge for everybody: axe finds nothing in light and dark, at a desk and on a phone, and nothing
// is wider than the screen.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { aVerdict } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { expectGood } from './desk-good.ts';
import { foundTracker, saveElsewhere, TRACKER, untilSaid, untilWriting, WRITE } from './desk-pledge.ts';

let site: DeskInstallation;
let robin: string;

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'admin');
  await foundTracker(site.desk);
  await ask(site.desk, `${TRACKER}/pledges`, {
    method: 'POST',
    body: { slug: 'half-a-pledge', title: 'Half a pledge' },
  });
});

afterAll(() => site?.close());

const go = (path: string) => (page: Page) => page.goto(site.desk.origin + path);

/** From the form to its preview and back, where there is room for one of both. */
async function turn(page: Page): Promise<void> {
  const button = page.locator('.bar .turn');
  if (await button.isVisible()) await button.click();
}

/** Each screen in the states that look different, and the way there from the one before. */
const SCREENS: [name: string, way: (page: Page) => Promise<unknown>][] = [
  [
    'beginning a pledge',
    async (page) => {
      await go('/desk/new')(page);
      await page.getByLabel('Title').fill('Another');
      await page.getByLabel('Address').fill('reopen-the-ferry');
      await page.keyboard.press('Enter');
      await page.getByText('names another pledge already').waitFor();
    },
  ],
  [
    'writing',
    async (page) => {
      await go(WRITE)(page);
      await untilWriting(page);
      await page.getByText('Archived copy, quotation').click();
    },
  ],
  [
    'the preview',
    async (page) => {
      await turn(page);
      await page.frameLocator('iframe').locator('h1').waitFor();
    },
  ],
  [
    'the card',
    async (page) => {
      await page.getByRole('button', { name: 'As a card' }).click();
      await page.locator('pledge-card').getByText('Reopen the ferry').first().waitFor();
    },
  ],
  [
    'writing with a fault',
    async (page) => {
      await turn(page);
      await page.getByLabel('Headline').fill('x'.repeat(200));
      await untilSaid(page, 'mend 1 field');
    },
  ],
  [
    'both versions',
    async (page) => {
      await saveElsewhere(site.desk, {
        verdict: aVerdict({ headline: 'Theirs', summary: 'Their summary.' }),
      });
      await page.getByLabel('Headline').fill(`Mine ${page.viewportSize()?.width} ${Math.random()}`);
      await page.locator('desk-collision').waitFor();
      await page
        .getByRole('group', { name: /^Headline/ })
        .getByLabel('Edit', { exact: true })
        .check();
    },
  ],
  [
    'nothing chosen',
    async (page) => {
      await page.getByRole('button', { name: 'Mine everywhere' }).click();
      await page.getByRole('button', { name: 'Save this' }).click();
      await untilSaid(page, 'Saved');
    },
  ],
  [
    'publishing',
    async (page) => {
      await page.keyboard.press('Control+Enter');
      await page.locator('form.publish').waitFor();
      await page.getByRole('radio', { name: /^At a time/ }).check();
      await page.getByRole('button', { name: 'Schedule' }).click();
      await page.getByText('Choose a day and a time.').waitFor();
    },
  ],
  [
    'submitted, and a question over it',
    async (page) => {
      await page.getByRole('button', { name: 'Submit for review' }).click();
      await page.getByRole('button', { name: 'Return…' }).click();
      await page.getByRole('button', { name: 'Return', exact: true }).click();
      await page.getByText('Write a sentence or two.').waitFor();
    },
  ],
  [
    'published',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.getByRole('radio', { name: /^Now/ }).check();
      await page.getByLabel('What readers are told').fill('A note.');
      await page.getByRole('button', { name: 'Publish', exact: true }).click();
      await page.getByText('Readers are getting it now.').waitFor();
    },
  ],
  [
    'history',
    async (page) => {
      await page.getByRole('link', { name: 'History' }).click();
      await page.locator('.difference').waitFor();
    },
  ],
  [
    'more acts',
    async (page) => {
      await go(WRITE)(page);
      await untilWriting(page);
      await page.getByText('More acts').click();
    },
  ],
  [
    'retracting without a note',
    async (page) => {
      await page.getByRole('button', { name: 'Retract…' }).click();
      await page
        .getByRole('dialog')
        .getByRole('link', { name: /^Verdict withdrawn/ })
        .waitFor();
      await page.keyboard.press('Control+Enter');
      await page.getByText('Write a sentence or two.').waitFor();
    },
  ],
  [
    'redacting',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Redact…' }).click();
      await page.getByRole('dialog').getByRole('checkbox').first().check();
    },
  ],
  [
    'not ready',
    async (page) => {
      await go('/desk/pledges/test-tracker/half-a-pledge/publish')(page);
      await page.getByText('It cannot be published yet:').waitFor();
    },
  ],
  [
    'what is missing',
    async (page) => {
      await page.getByRole('link', { name: 'Mend it' }).click();
      await page.getByText(/Not ready yet/).waitFor();
    },
  ],
];

test.each([1280, 360])(
  'axe finds nothing in light or dark at %i px, and nothing is cut off',
  { timeout: 180_000 },
  async (width) => {
    // The app's own policy would keep axe out.
    const options = { colorScheme: 'light', viewport: { width, height: 740 }, bypassCSP: true } as const;
    const { page, context } = await openSignedIn(site, robin, '/desk', options);
    for (const [name, way] of SCREENS) {
      await way(page);
      await expectGood(page, name);
      await page.emulateMedia({ colorScheme: 'dark' });
      await expectGood(page, `${name}, in dark`, { colours: true });
      await page.emulateMedia({ colorScheme: 'light' });
    }
    await context.close();
  },
);

// Following by mail in a browser without JavaScript, with the local runtime's own mail: what was sent, to whom, its headers, and how it
// looks.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, untilPublished } from '../../scripts/desk-client.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { type DeskInstallation, newToken, open, openSignedIn, startDesk } from './desk.ts';
import { expectGood } from './desk-good.ts';
import { picture } from './desk-picture.ts';
import { builtWithMail, mailsTo, type SentMail } from './mail-installation.ts';

let site: DeskInstallation;

const LOOKS = [
  { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 320, height: 800 } },
] as const;

beforeAll(async () => {
  site = await startDesk({}, builtWithMail());
  for (const [id, language, title] of [
    ['test-tracker', 'en', 'Reopen the ferry'],
    ['jazira', 'ar', 'إعادة تشغيل العبّارة'],
  ] as const) {
    await ask(site.desk, '/trackers', { method: 'POST', body: aTracker({ id, language }) });
    const row = anImportRow({ slug: 'reopen-the-ferry', title });
    await ask(site.desk, `/trackers/${id}/import`, { method: 'POST', body: { pledges: [row] } });
  }
  await untilPublished(site.desk);
});

afterAll(async () => {
  await site?.close();
});

async function publish(tracker: string, title: string, verdict: string): Promise<void> {
  const path = `/trackers/${tracker}/pledges/reopen-the-ferry`;
  const { version } = await ask<{ version: number }>(site.desk, path);
  const body = aPledge({ title, verdict: aVerdict({ id: verdict }) });
  const saved = await ask<{ version: number }>(site.desk, path, { method: 'PUT', body, version });
  const note = 'The <b>council</b> decided & voted.';
  await ask(site.desk, `${path}/publish`, { method: 'POST', body: { note }, version: saved.version });
  await untilPublished(site.desk);
}

async function newest(address: string, count: number): Promise<SentMail> {
  await expect.poll(async () => (await mailsTo(site.desk, address)).length, { timeout: 60_000 }).toBe(count);
  return (await mailsTo(site.desk, address)).at(-1)!;
}

function linkIn({ text }: SentMail, kind: string): string {
  return new RegExp(`/mail/${kind}/[\\w-]{43}`).exec(text)![0];
}

/** Looks at one page in both looks. */
async function look(page: Page, name: string): Promise<void> {
  for (const { colorScheme, viewport } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    await picture(page, `${name}-${colorScheme}`);
  }
}

/** Looks at a mail as a browser shows it. */
async function lookAt({ html }: SentMail, name: string): Promise<void> {
  const context = await site.browser.newContext({ javaScriptEnabled: true });
  const page = await context.newPage();
  await page.setContent(html);
  for (const { colorScheme, viewport } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    await expectGood(page, `${name} ${colorScheme}`);
    await picture(page, `${name}-${colorScheme}`);
  }
  await context.close();
}

test('where both forms are on a page, the script of suggestions takes theirs', async () => {
  const { page, context } = await open(site, '/test-tracker/reopen-the-ferry');
  await page.getByLabel('Your suggestion').fill('It runs on Sundays, too.');
  await page.getByRole('button', { name: 'Send to the desk' }).click();
  await page.getByRole('status').getByText('Thank you.').waitFor();
  expect(page.url()).toBe(`${site.desk.origin}/test-tracker/reopen-the-ferry`);
  await context.close();
});

test.each([
  ['test-tracker', 'Reopen the ferry', 'ltr'],
  ['jazira', 'إعادة تشغيل العبّارة', 'rtl'],
])(
  'a reader of %s follows without a script, confirms, hears, changes and stops',
  async (tracker, title, dir) => {
    const address = `ada@${tracker}.example`;
    const { page, context } = await open(site, `/${tracker}/reopen-the-ferry`, { javaScriptEnabled: false });
    await page.locator('.by-mail summary').click();
    await look(page, `mail-form-${tracker}`);
    await page.locator('#follow-address').fill('no address');
    // A browser that does not check for itself, as those of long ago.
    await page
      .locator('form.follow')
      .evaluate((form: HTMLFormElement) => form.setAttribute('novalidate', ''));
    await page.locator('form.follow button').click();
    await page.locator('#follow-fault').waitFor();
    await look(page, `mail-refused-${tracker}`);
    await page.locator('#follow-address').fill(address);
    await page.locator('form.follow button').click();
    await page.locator('form.follow').waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(address);
    await look(page, `mail-asked-${tracker}`);

    const confirm = await newest(address, 1);
    await lookAt(confirm, `mail-confirm-mail-${tracker}`);
    await page.goto(site.desk.origin + linkIn(confirm, 'confirm'));
    await look(page, `mail-confirm-page-${tracker}`);
    await page.locator('form.follow button').click();
    await page.locator('form.follow').waitFor({ state: 'detached' });
    await look(page, `mail-confirmed-${tracker}`);

    await publish(tracker, title, 'kept');
    const mail = await newest(address, 2);
    const { host } = new URL(site.desk.origin);
    expect(mail.from).toContain(`pledgemark@${new URL(site.desk.origin).hostname}`);
    expect(mail.to).toEqual([address]);
    expect(mail.subject).toContain(title);
    expect(mail.html).toContain(`dir="${dir}"`);
    expect(mail.html).toContain('The &lt;b&gt;council&lt;/b&gt; decided &amp; voted.');
    expect(mail.text).toContain(host);
    const stop = linkIn(mail, 'stop');
    expect(mail.headers).toMatchObject({
      'List-Unsubscribe': `<${site.desk.origin}${stop}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
    await lookAt(mail, `mail-change-${tracker}`);

    await page.goto(site.desk.origin + linkIn(mail, 'manage'));
    await page.locator('input[value="weekly"]').check();
    await page.locator('form.follow button').first().click();
    await page.locator('[role="status"]').waitFor();
    await look(page, `mail-manage-${tracker}`);
    // What a mail program sends, with no cookie and nothing of the page.
    const clicked = await fetch(site.desk.origin + stop, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(clicked.status).toBe(200);
    await publish(tracker, title, 'broken');
    expect(await mailsTo(site.desk, address)).toHaveLength(2);
    await context.close();
  },
);

test('axe finds nothing on the pages of mail, in light and dark, narrow, and in Arabic', async () => {
  const { page, context } = await open(site, '/test-tracker');
  for (const path of [
    '/test-tracker',
    '/jazira',
    '/jazira/reopen-the-ferry',
    '/mail/privacy',
    '/mail/privacy?lang=ar',
  ]) {
    await page.goto(site.desk.origin + path);
    if (!path.includes('privacy')) await page.locator('.by-mail summary').click();
    for (const { colorScheme, viewport } of LOOKS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await expectGood(page, `${path} ${colorScheme}`);
    }
    await picture(page, `mail-page${path.replaceAll(/\W/g, '-')}`);
  }
  await context.close();
});

test('somebody at the desk has their inbox by mail, and stops it', async () => {
  const secret = await newToken(site.desk, 'Wren', 'editor');
  const { page, context, complaints } = await openSignedIn(site, secret, '/desk/inbox');
  await page.getByText('By mail', { exact: true }).click();
  await page.getByLabel('Your e-mail address').fill('wren@desk.example');
  await expectGood(page, 'own mail');
  await picture(page, 'own-mail');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Press the button that it leads to').waitFor();
  const confirm = await newest('wren@desk.example', 1);
  expect(confirm.subject).toContain('Please confirm');
  await lookAt(confirm, 'own-mail-confirm');
  await fetch(site.desk.origin + linkIn(confirm, 'confirm'), { method: 'POST' });
  await page.reload();
  await page.getByText('By mail', { exact: true }).click();
  await page.getByText('Mail goes to the address that you confirmed on').waitFor();
  expect(await page.content()).not.toContain('wren@');
  await page.getByRole('button', { name: 'Stop, and delete my address' }).click();
  await page.getByText('Nothing of this comes to you by mail.').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

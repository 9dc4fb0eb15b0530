// A webhook at the desk: made, tested, seen to fail, put right and deleted; in the browser, on the production build.
import { createServer } from 'node:http';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { aTracker } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { expectGood } from './desk-good.ts';
import { picture } from './desk-picture.ts';

const WEBHOOKS = '/desk/webhooks';
const heard: { headers: Record<string, string>; body: string }[] = [];
let status = 204;
let site: DeskInstallation;

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  heard.push({ headers: request.headers as Record<string, string>, body });
  response.writeHead(status).end();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const receivers = { 'https://hooks.paper.example': `http://127.0.0.1:${port}` };
  site = await startDesk({ TEST_RECEIVERS: JSON.stringify(receivers) });
  for (const [id, name] of [
    ['test-tracker', 'Harbour Council 2024'],
    ['other-tracker', 'Upper House'],
  ])
    await ask(site.desk, '/trackers', { method: 'POST', body: aTracker({ id: id!, name: name! }) });
});

afterAll(async () => {
  await site?.close();
  server.close();
});

test('an admin makes a webhook, gives its secret away, tests it, sees it fail, and sends again', async () => {
  const { page, complaints, context } = await openSignedIn(site, site.desk.token, WEBHOOKS);
  await page.getByText('Nobody is told yet.').waitFor();
  await expectGood(page, 'no webhooks');
  await page.getByRole('button', { name: 'Make a webhook' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make a webhook' });
  await dialog.getByRole('button', { name: 'Make the webhook' }).click();
  await dialog.getByText('Write a name.').waitFor();
  await dialog.getByLabel('Name').fill('The <b>Paper</b>');
  await dialog.getByLabel('Address of the receiver').fill('https://127.0.0.1/');
  await dialog.getByRole('button', { name: 'Make the webhook' }).click();
  await dialog.getByText('Choose a tracker, or name pledges.').waitFor();
  await dialog.getByLabel('Harbour Council 2024').check();
  await dialog.getByRole('button', { name: 'Make the webhook' }).click();
  await dialog.getByText('no IP address').waitFor();
  await expectGood(page, 'the form');
  await picture(page, 'webhooks-form');
  await dialog.getByLabel('Address of the receiver').fill('https://hooks.paper.example/pledges');
  await dialog.getByRole('button', { name: 'Make the webhook' }).click();
  const secret = await page.getByLabel('Secret', { exact: true }).inputValue();
  expect(secret).toMatch(/^whsec_/);
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('shown-once');
  await expectGood(page, 'the secret');
  await picture(page, 'webhooks-secret');
  await page.getByRole('button', { name: 'Done' }).click();
  expect(await page.content()).not.toContain(secret);

  await page.getByRole('button', { name: 'Send The <b>Paper</b> a test message' }).click();
  await expect.poll(() => heard.length).toBe(1);
  new Verifier(secret).verify(heard[0]!.body, heard[0]!.headers);
  await page.getByText('Deliveries', { exact: true }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Test message' }).last();
  await expect
    .poll(async () => {
      await page.getByRole('button', { name: 'Look again' }).click();
      return row.innerText();
    })
    .toContain('answered 204');
  status = 500;
  await page.getByRole('button', { name: 'Send again: Test message' }).first().click();
  await expect.poll(() => heard.length).toBe(2);
  expect(heard[1]!.headers['webhook-id']).toBe(heard[0]!.headers['webhook-id']);
  await expect
    .poll(async () => {
      await page.getByRole('button', { name: 'Look again' }).click();
      return page.locator('desk-webhook-deliveries').innerText();
    })
    .toContain('answered 500');
  await page.reload();
  await page.getByText('Works', { exact: true }).waitFor();
  await page.getByText('Deliveries', { exact: true }).click();
  await page.getByText('answered 500').waitFor();
  await expectGood(page, 'a list');
  await picture(page, 'webhooks');
  // The browser notes each refusal that the form has told.
  expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
  await context.close();
});

test('a webhook is changed, given a new secret, switched off and on, and deleted, on a phone in the dark as well', async () => {
  status = 204;
  const { page, complaints, context } = await openSignedIn(site, site.desk.token, WEBHOOKS, {
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  });
  await page.getByRole('button', { name: /^Change The/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('The Paper');
  await dialog.getByLabel('Or only of these pledges').fill('test-tracker/no-such-pledge');
  await dialog.getByRole('button', { name: 'Change' }).click();
  await dialog.getByText('is no pledge of this installation').waitFor();
  await expectGood(page, 'the form on a phone');
  await dialog.getByLabel('Or only of these pledges').fill('');
  await dialog.getByRole('button', { name: 'Change' }).click();
  await page.getByRole('heading', { level: 2, name: 'The Paper' }).waitFor();
  await page.getByRole('button', { name: 'New secret for The Paper' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make the secret' }).click();
  await page.getByLabel('Secret', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Switch off The Paper' }).click();
  await page.getByText('Switched off', { exact: true }).waitFor();
  await page.getByText('Deliveries', { exact: true }).click();
  await page.getByText('answered 500').waitFor();
  await expectGood(page, 'a list on a phone');
  await picture(page, 'webhooks-phone-dark');
  await page.getByRole('button', { name: 'Switch on The Paper' }).click();
  await page.getByRole('button', { name: 'Switch off The Paper' }).waitFor();
  await page.getByRole('button', { name: 'Delete The Paper' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete it' }).click();
  await page.getByText('Nobody is told yet.').waitFor();
  // The browser notes each refusal that the form has told.
  expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
  await context.close();
});

test('an admin of some trackers makes webhooks of these alone, and an editor sees nothing of it', async () => {
  const some = await newToken(site.desk, 'Curlew', 'admin', ['other-tracker']);
  const { page, context } = await openSignedIn(site, some, WEBHOOKS);
  await page.getByRole('button', { name: 'Make a webhook' }).click();
  expect(await page.getByRole('dialog').getByRole('checkbox').count()).toBe(1);
  await context.close();
  const editor = await newToken(site.desk, 'Siskin', 'editor');
  const other = await openSignedIn(site, editor, WEBHOOKS);
  await other.page.getByText('There is nothing here').waitFor();
  expect(await other.page.getByRole('link', { name: 'Webhooks' }).count()).toBe(0);
  await other.context.close();
});

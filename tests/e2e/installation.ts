// The production build in workerd, with the demonstration in it, and a Chromium to read it with.
import { type Browser, chromium } from 'playwright-core';
import { createTestHarness } from 'wrangler';
import { CHROMIUM_FLAGS, chromiumPath } from '../../scripts/chromium.ts';
import { type Desk, untilPublished } from '../../scripts/desk-client.ts';
import { bringInSeeds } from '../../scripts/seed.ts';
import { BUILT_WORKER } from '../built-worker.ts';
import { builtWithMail } from './mail-installation.ts';

/** `reset` leaves it as it was deployed, with nothing in it, and answers where it is from then on. */
export type Installation = {
  desk: Desk;
  browser: Browser;
  reset(): Promise<string>;
  close(): Promise<void>;
};

/**
 * Starts it; the caller closes it. With `isPublic` its documents name the address at which it really is, and not that of
 * `wrangler.toml`; with `publicOrigin` that of whatever stands before it; with `mail` it sends mail.
 */
export async function startInstallation({
  isPublic = false,
  publicOrigin = '',
  mail = false,
} = {}): Promise<Installation> {
  const token = 'pm_e2e_admin';
  const vars = { DEMONSTRATION: 'on' };
  const worker = { ...(mail ? builtWithMail() : BUILT_WORKER), secrets: { ADMIN_TOKEN: token } };
  const harness = createTestHarness({ workers: [{ ...worker, vars }] });
  const { url } = await harness.listen();
  const named = publicOrigin || (isPublic && url.origin);
  if (named) await harness.update({ workers: [{ ...worker, vars: { ...vars, PUBLIC_ORIGIN: named } }] });
  const desk = { origin: url.origin, token };
  await bringInSeeds(desk);
  await untilPublished(desk);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
  const close = async () => {
    await browser.close();
    await harness.close();
  };
  const reset = async () => {
    await harness.reset();
    return (await harness.listen()).url.origin;
  };
  return { desk, browser, reset, close };
}

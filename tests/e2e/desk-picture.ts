// Pictures for whoever looks at the screens by eye: made where PICTURES names a folder, otherwise not.
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Takes one of the whole page. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

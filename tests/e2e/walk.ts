// Somebody's way through pages, counted: how often they press something, and how many fields they fill in.
import type { Locator, Page } from 'playwright-core';

export class Walk {
  clicks = 0;
  fields = 0;
  readonly #since = performance.now();

  async click(target: Locator): Promise<void> {
    this.clicks += 1;
    await target.click();
  }

  async fill(target: Locator, text: string): Promise<void> {
    this.fields += 1;
    await target.fill(text);
  }

  async choose(target: Locator, label: string): Promise<void> {
    this.fields += 1;
    await target.selectOption({ label });
  }

  async tick(target: Locator): Promise<void> {
    this.clicks += 1;
    await target.check();
  }

  /** Follows what opens a tab of its own. */
  async follow(page: Page, target: Locator): Promise<Page> {
    const [opened] = await Promise.all([page.context().waitForEvent('page'), this.click(target)]);
    return opened;
  }

  get told(): string {
    const seconds = ((performance.now() - this.#since) / 1000).toFixed(1);
    return `${this.clicks} clicks, ${this.fields} fields, ${seconds} s of the machine`;
  }
}

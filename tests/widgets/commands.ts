import type { BrowserCommand } from 'vitest/node';

/** What Chromium can pretend about its user. */
export type Media = {
  media?: 'screen' | 'print' | null;
  colorScheme?: 'light' | 'dark' | null;
  forcedColors?: 'active' | 'none' | null;
};

/** For a test in the page: emulates a reader's settings until it is called again. */
export const emulateMedia: BrowserCommand<[Media]> = async ({ page }, media) => {
  await page.emulateMedia(media);
};

declare module 'vitest/browser' {
  interface BrowserCommands {
    emulateMedia(media: Media): Promise<void>;
  }
}

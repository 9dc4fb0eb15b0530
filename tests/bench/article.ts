// The articles that are measured, and the telephone that they are read on.
import type { BrowserContext, Page } from 'playwright-core';

/** Chromium's own "Slow 4G", and a processor a quarter as fast as this one. */
const SLOW_4G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1.6 * 1e6 * 0.9) / 8,
  uploadThroughput: (750e3 * 0.9) / 8,
};
const SLOW_CPU = 4;

/** A telephone, or this machine. */
export type Speed = 'slow' | 'full';

/** A page that nothing has been loaded into. */
export async function newArticle(context: BrowserContext, speed: Speed): Promise<Page> {
  const page = await context.newPage();
  if (speed === 'full') return page;
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW_4G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });
  return page;
}

/** What publishers may write into a badge, and whether they use the rules of badge.css. */
export const FALLBACKS = {
  'the label with badge.css': 'In progress',
  'the label alone': 'In progress',
  'a long link': 'Reopen the ferry between the old harbour and the north shore',
  nothing: '',
} as const;
export type Fallback = keyof typeof FALLBACKS;
/** What the docs say to paste. */
export const ADVISED: Fallback = 'the label with badge.css';

type Content = { script: string; ids: string[]; fallback: Fallback; language: string };

/** An article with a badge in each paragraph, quoted when the pledges were in progress. */
export function article({ script, ids, fallback, language }: Content, badgeCss: string): string {
  const inside = FALLBACKS[fallback] && `<a href="/x">${FALLBACKS[fallback]}</a>`;
  const paragraphs = ids.map(
    (
      id,
    ) => `<p>The council said in its programme that the work would be done by the end of the year, and it is
<pledge-badge pledge="${id}" outcome="in-progress" as-of="2025-06-01">${inside}</pledge-badge> as of now,
which is what its members were told in spring, and again in autumn.</p>`,
  );
  return `<!doctype html><html lang="${language}"><meta name="viewport" content="width=device-width"><title>Article</title>
<link rel="icon" href="data:,"><style>body{font:17px/1.5 serif;margin:16px}${fallback === ADVISED ? badgeCss : ''}</style>
<script type="module" async fetchpriority="low" referrerpolicy="no-referrer" src="${script}"></script>
${paragraphs.join('\n')}</html>`;
}

// The site's own pages in the gallery, as whoever translates reads them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSitePages } from '../../scripts/gallery/site-bundle.ts';

test('a pledge in the gallery says all that a pledge can say and runs nothing, and a refused form has each fault', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pledgemark-gallery-'));
  try {
    const pages = await (await loadSitePages(folder))('en');
    const pledge = pages.get('pledge');
    expect(pledge).toContain('The verdict describes the position on');
    expect(pledge).not.toContain('<script type="module"');
    expect(pages.get('refused')?.match(/class="fault"/g)).toHaveLength(4);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

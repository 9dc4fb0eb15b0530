// A tracker’s page, as far as its address says what of it a reader wants.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import type { Summary } from '../../data/published.ts';
import { plain } from '../../data/schemes/plain.ts';
import { anImportRow, aTracker } from '../builders.ts';
import { fetchAsEditor, fetchAsReader, json, untilPublished } from './client.ts';
import { page } from './page.ts';

afterEach(reset);

test('a tracker’s page is filtered, searched, sorted and paged by its address alone', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const rows = Array.from({ length: 60 }, (_, at) =>
    anImportRow({
      slug: `pledge-${at}`,
      title: `Pledge ${at} of the ${at % 2 ? 'harbour' : 'tower'}`,
      categories: [at % 3 ? 'transport' : 'tax'],
      verdict: { ...anImportRow().verdict, id: at % 4 ? 'in-progress' : 'broken' },
    }),
  );
  const body = { pledges: rows };
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body }));
  await untilPublished();
  const titles = (text: string) =>
    [...text.matchAll(/<h3><a href="[^"]*">(Pledge [^<]*)</g)].map(([, title]) => title);
  const whole = await page('/test-tracker');
  expect(titles(whole)).toHaveLength(50);
  const next = /<a href="(\/test-tracker\?cursor=[^"#]*)#pledges" rel="next">/.exec(whole)?.[1] ?? '';
  expect(new Set([...titles(whole), ...titles(await page(next))]).size).toBe(60);
  expect(await page(next)).not.toMatch(/verdict=[^"]*cursor=/);
  const narrow = await page('/test-tracker?verdict=broken&category=tax&q=tower&sort=title');
  expect(titles(narrow)).toEqual([0, 12, 24, 36, 48].map((at) => `Pledge ${at} of the tower`));
  expect(narrow).toContain('Results: 5');
  expect(narrow).toMatch(/aria-current="true">Broken 5</);
  expect(narrow).toMatch(/In progress 5</);
  expect(narrow).toContain('<option value="tax" selected="">Tax (5)</option>');
  expect(narrow).toContain('value="tower"');
  expect(narrow).toContain('<input type="hidden" name="verdict" value="broken"/>');
  const nothing = await page('/test-tracker?q=nowhere');
  expect(nothing).toContain('No pledge matches all of these filters.');
  expect(nothing).not.toContain('By verdict');
  expect(await page('/test-tracker?verdict=kept')).toContain('aria-current="true">Kept 0<');
  const byOutcome = await page('/test-tracker?outcome=broken');
  expect(byOutcome).toContain('<input type="hidden" name="outcome" value="broken"/>');
  expect(byOutcome).toContain('href="/test-tracker?verdict=broken&amp;outcome=broken#pledges"');
  expect(byOutcome).toContain('href="/test-tracker#pledges">Show every pledge</a>');
  expect(whole).not.toContain('Show every pledge');
  expect(titles(await page('/test-tracker?sort=random&limit=1&cursor=nonsense'))).toHaveLength(50);
});

test('a category that is named like what every object has finds nothing, as any that is not used', async () => {
  const categories = [...aTracker().categories, { id: 'constructor', label: { en: 'Builders' } }];
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ categories }) }), 201);
  await untilPublished();
  expect(await page('/test-tracker')).toContain('<option value="constructor">Builders (0)</option>');
});

test('verdicts are filtered and defined in the order that their desk gives them', async () => {
  const verdicts = plain.verdicts.toReversed();
  await json(
    fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ scheme: { ...plain, verdicts } }) }),
    201,
  );
  const pledges = ['kept', 'broken', 'in-progress'].map((id) =>
    anImportRow({ slug: `pledge-${id}`, verdict: { ...anImportRow().verdict, id } }),
  );
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges } }));
  await untilPublished();
  const told = await page('/test-tracker');
  const inOrder = (pattern: RegExp) => [...told.matchAll(pattern)].map(([, name]) => name);
  const order = plain.verdicts.toSorted((one, other) => one.order - other.order);
  expect(inOrder(/<dt>.*?<\/svg>(.*?)<\/span>/g)).toEqual(order.map(({ label }) => label.en));
  const { tally } = await json<Summary>(fetchAsReader('/api/v1/summaries/test-tracker'));
  expect(tally.verdicts.map(({ id }) => id)).toEqual(order.map(({ id }) => id));
  const used = order.filter(({ id }) => ['kept', 'broken', 'in-progress'].includes(id));
  expect(inOrder(/\?verdict=([a-z-]+)#/g)).toEqual(used.map(({ id }) => id));
});

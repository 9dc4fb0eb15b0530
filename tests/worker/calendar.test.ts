// One calendar: a day is one of the tracker's, on every surface and in what is sent in.
import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { dayAfter, dayAt, firstMoment } from '../../data/calendar.ts';
import type { Preview } from '../../data/desk.ts';
import type { Badge, PublishedPledge, Summary } from '../../data/published.ts';
import type { Editor } from '../../data/roles.ts';
import { today } from '../../worker/ledger/today.ts';
import { anImportRow, aPledge, aVerdict } from '../builders.ts';
import { CLOCK_CHANGES } from '../clock-changes.ts';
import { fetchAsEditor, fetchAsReader, found, json, ledger, untilPublished } from './client.ts';
import { page } from './page.ts';

afterEach(reset);

const BASE = '/trackers/test-tracker';

function importRows(pledges: unknown[]): Promise<Response> {
  return fetchAsEditor(`${BASE}/import`, { method: 'POST', body: { pledges } });
}

/** A row whose every instant is this one. */
function aRowOf(slug: string, when: string) {
  const verdict = { ...aVerdict(), publishedAt: when };
  return anImportRow({ slug, title: slug, verdict, createdAt: when, updatedAt: when, checkedAt: when });
}

test.for(CLOCK_CHANGES)('pages, cards and feeds tell the day in $timezone', async (each) => {
  const { timezone, day, said, morning, evening } = each;
  await found({ timezone });
  const later = (when: string) => new Date(Date.parse(when) + 1000).toISOString();
  const rows = [
    { ...aRowOf('early', morning), checkedAt: later(morning) },
    { ...aRowOf('late', evening), checkedAt: later(evening) },
  ];
  await json(importRows(rows));
  await untilPublished();
  for (const [slug, instant] of [
    ['early', morning],
    ['late', evening],
  ] as const) {
    const html = await page(`/test-tracker/${slug}`);
    const told = html.replaceAll(/<\/?time[^>]*>/g, '');
    for (const words of [
      `Test Desk</a>, ${said} · Last checked ${said}`,
      `${said} · <b>Verdict</b>`,
      `Updated ${said} · `,
      `<meta property="og:title" content="In progress (${said}): ${slug}"/>`,
      `In progress (${said}). Revision 1.`,
      `&lt;a href=&quot;https://pledges.example/test-tracker/${slug}&quot; aria-label=&quot;In progress: ${slug}. Verdict by Test Desk, ${said}&quot;`,
    ])
      expect(told).toContain(words);
    // What a machine reads is the instant itself.
    expect(html).toContain(`<meta property="article:published_time" content="${instant}"/>`);
    expect(html).toContain(`"datePublished":"${instant}"`);
  }
  const list = (await page('/test-tracker')).replaceAll(/<\/?time[^>]*>/g, '');
  expect(list.match(new RegExp(`Transport · ${said}`, 'g'))).toHaveLength(2);
  const { badges } = await json<{ badges: Record<string, Badge> }>(
    fetchAsReader('/api/v1/badges?ids=test-tracker/late'),
  );
  expect(badges['test-tracker/late']?.timezone).toBe(timezone);
  const pledge = await json<PublishedPledge>(fetchAsReader('/api/v1/pledges/test-tracker/late'));
  const summary = await json<Summary>(fetchAsReader('/api/v1/summaries/test-tracker'));
  expect([pledge.timezone, summary.timezone]).toEqual([timezone, timezone]);
  // A tracker in which nothing has changed is as new as its term, which began on a day.
  const feed = await (await fetchAsReader('/test-tracker/feed.atom')).text();
  expect(feed).toContain(`<updated>${firstMoment('2024-05-07', timezone)}</updated>`);
  expect(dayAt(firstMoment(day, timezone), timezone)).toBe(day);
});

test.for(CLOCK_CHANGES)('a day in an import is its first moment in $timezone', async (each) => {
  const { timezone, day, said, first, before } = each;
  await found({ timezone });
  const row = aRowOf('by-day', day);
  expect(await json(importRows([row]))).toMatchObject({ created: 1 });
  // The same in the form that the export gives it is no change.
  expect(await json(importRows([aRowOf('by-day', first)]))).toMatchObject({ changed: 0, unchanged: 1 });
  const header =
    'slug,title,categories,kind,quote,document,verdict,headline,summary,published_at,evidence_1_title,evidence_1_publisher';
  const csv = `${header}\nby-sheet,T,transport,action,Q,programme,in-progress,H,S,${before},E,P\n`;
  const answer = fetchAsReader(`/api/v1/desk${BASE}/import`, {
    method: 'POST',
    headers: { authorization: 'Bearer pm_test_admin', 'content-type': 'text/csv' },
    body: csv,
  });
  expect(await json(answer)).toMatchObject({ created: 1 });
  await untilPublished();
  const { pledges } = await json<{ pledges: ReturnType<typeof aRowOf>[] }>(
    fetchAsEditor(`${BASE}/export.json`),
  );
  const exported = pledges.find(({ slug }) => slug === 'by-day');
  expect(exported).toMatchObject({
    verdict: { publishedAt: first },
    createdAt: first,
    updatedAt: first,
    checkedAt: first,
  });
  expect(pledges.find(({ slug }) => slug === 'by-sheet')?.verdict.publishedAt).toBe(
    firstMoment(before, timezone),
  );
  expect((await page('/test-tracker/by-day')).replaceAll(/<\/?time[^>]*>/g, '')).toContain(
    `Test Desk</a>, ${said}`,
  );
});

test('an import refuses a day that has not come where its tracker is, and what is neither day nor instant', async () => {
  await found({ timezone: 'Pacific/Kiritimati' });
  const now = new Date().toISOString();
  const there = dayAt(now, 'Pacific/Kiritimati');
  expect(await json(importRows([aRowOf('today', there)]))).toMatchObject({ created: 1 });
  const faults = async (when: string) => {
    const { errors } = await json<{ errors: { pointer: string; detail: string }[] }>(
      importRows([aRowOf('other', when)]),
      422,
    );
    return errors.find(({ pointer }) => pointer === '/pledges/0/verdict/publishedAt')?.detail;
  };
  expect(await faults(dayAfter(there))).toMatch(/^must not be later than .*; found: /);
  for (const wrong of ['2025-02-31', '2025-3-1', '1.3.2025', '2025-03-01T10:00:00', '0000-01-01'])
    expect(await faults(wrong)).toMatch(/^must be a day and time in UTC, or a day, such as /);
});

test.for(CLOCK_CHANGES)(
  'a term that is closed on a day is over from its first moment in $timezone',
  async (each) => {
    const { timezone, day, first, said } = each;
    await found({ timezone });
    await json(importRows([anImportRow({ verdict: { ...aVerdict({ id: 'kept' }), publishedAt: null } })]));
    const close = (closedAt: string, status: number) =>
      json<Record<string, unknown>>(
        fetchAsEditor(`${BASE}/close`, { method: 'POST', body: { closedAt, rules: [] }, version: 1 }),
        status,
      );
    for (const wrong of ['yesterday', '2025-02-31', '0000-01-01', '2199-01-01'])
      expect(await close(wrong, 422)).toMatchObject({ errors: [{ pointer: '/closedAt' }] });
    expect(await close(day, 200)).toMatchObject({ closedAt: first });
    await untilPublished();
    expect((await page('/test-tracker')).replaceAll(/<\/?time[^>]*>/g, '')).toContain(`closed on ${said}.`);
  },
);

test.for(CLOCK_CHANGES)(
  'a look belongs to the day that it was in $timezone, also when the clock has changed since',
  async (each) => {
    const { timezone, before, morning, evening } = each;
    await found({ timezone });
    const minute = (when: string, minutes: number) =>
      new Date(Date.parse(when) + minutes * 60_000).toISOString();
    const looked = (slug: string, due: string, checkedAt: string) => anImportRow({ slug, due, checkedAt });
    await json(
      importRows([
        looked('before-midnight', before, minute(morning, -31)),
        looked('after-midnight', before, minute(morning, -30)),
        looked('last-minute', each.day, minute(evening, 29)),
        looked('next-day', each.day, minute(evening, 30)),
      ]),
    );
    const admin: Editor = { name: 'admin', role: 'admin', trackers: '*' };
    const passed = await runInDurableObject(ledger(), (_, { storage }) =>
      today(storage.sql, admin, '2026-06-10T12:00:00.000Z')
        .due.pledges.filter(({ reasons }) => reasons.includes('due-passed'))
        .map(({ slug }) => slug)
        .sort(),
    );
    expect(passed).toEqual(['before-midnight', 'last-minute']);
  },
);

test('what a preview fills in as today is today where the tracker is', async () => {
  for (const timezone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    await found({ timezone });
    const responses = [{ from: 'The council', text: 'No.' }];
    const body = { slug: 'reopen-the-ferry', ...aPledge(), responses };
    await json(fetchAsEditor(`${BASE}/pledges`, { method: 'POST', body }), 201);
    const { next } = await json<Preview>(fetchAsEditor(`${BASE}/pledges/reopen-the-ferry/preview`));
    expect(next?.pledge.responses[0]?.date).toBe(dayAt(new Date().toISOString(), timezone));
    await reset();
  }
});

test.for([
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'], // the clock went from 0:00 to 1:00
  ['2024-10-31', 'Africa/Cairo', '2024-10-30T21:00:00.000Z'], // back to this day's eve at its midnight
  ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'], // a day that there was not
  ['2026-11-30', 'UTC', '2026-11-30T00:00:00.000Z'],
  ['2026-11-30', 'Asia/Kathmandu', '2026-11-29T18:15:00.000Z'],
  ['0999-03-04', 'UTC', '0999-03-04T00:00:00.000Z'],
] as const)('%s began in %s at %s', ([day, timezone, instant]) => {
  expect(firstMoment(day, timezone)).toBe(instant);
  expect(dayAt(instant, timezone) >= day).toBe(true);
  expect(dayAt(Date.parse(instant) - 1, timezone) < day).toBe(true);
});

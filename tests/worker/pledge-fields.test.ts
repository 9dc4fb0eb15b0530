// What a pledge says besides verdict and evidence: what would count as kept, what happened, and a date that is not exact.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { aPledge, aVerdict } from '../builders.ts';
import { act, document, everyValueInKv } from './acting.ts';
import { fetchAsEditor, json, publish, publishOnePledge, save, untilPublished } from './client.ts';
import { sendCsv } from './exchange.ts';
import { PLEDGE, page } from './page.ts';

afterEach(reset);

const YARDSTICK = 'A crossing every hour <b>';
const TIMELINE = [
  { date: '2024-07', text: 'Tenders are out', url: 'https://council.example/tenders' },
  { date: '2023', text: 'The old boat is sold' },
  { date: '2024-05/2024-06', text: 'Talks "behind" closed doors' },
];
const FULL = aPledge({
  due: '2025-02',
  yardstick: YARDSTICK,
  timeline: TIMELINE,
  verdict: aVerdict({ reasons: ['not-prioritised', 'predecessor'] }),
  evidence: [{ title: 'Minutes', publisher: 'Test Council', type: 'primary' }],
});

async function publishFull(): Promise<number> {
  const { version } = await publishOnePledge();
  await json(save(version, FULL));
  await json(publish(version + 1, 'More is known.'));
  await untilPublished();
  return version + 2;
}

test('readers see yardstick, timeline and month on the page, oldest step first, and in the API as they were written', async () => {
  await publishFull();
  expect(await document()).toMatchObject({
    due: '2025-02',
    dueBy: '2025-02-28',
    yardstick: YARDSTICK,
    timeline: TIMELINE,
  });
  const html = await page(PLEDGE);
  expect(html).toContain('What would count as kept:</b> A crossing every hour &lt;b&gt;');
  expect(html).toContain('Deadline: <time datetime="2025-02">February 2025</time>.');
  expect(html).toContain('Reasons: low priority, work of the previous government.');
  expect(html).toContain('Test Council · primary source');
  const steps = html.slice(html.indexOf('class="timeline"'), html.indexOf('class="evidence"'));
  expect(steps.match(/<time[^>]*>[^<]*/g)).toEqual([
    '<time datetime="2023">2023',
    '<time datetime="2024-05">May 2024',
    '<time datetime="2024-06">June 2024',
    '<time datetime="2024-07">July 2024',
  ]);
  expect(steps).toContain('href="https://council.example/tenders"');
  expect(steps).toContain('Talks &quot;behind&quot; closed doors');
});

test('a withdrawn verdict takes those fields with it, and a redaction leaves none of them anywhere that readers get', async () => {
  const version = await publishFull();
  await json(act('retract', version, { note: 'It was never promised.' }));
  const withdrawn = await document();
  expect([withdrawn.yardstick, withdrawn.timeline, withdrawn.evidence]).toEqual([undefined, undefined, []]);
  expect(await page(PLEDGE)).not.toMatch(/crossing every hour|old boat/);
  await json(act('redact', version + 1, { revisions: [2, 3], note: 'A court order.' }));
  await untilPublished();
  expect(JSON.stringify(await everyValueInKv())).not.toMatch(
    /crossing every hour|old boat|closed doors|2025-02/,
  );
});

test('a spreadsheet brings those fields in, gives them back, and the same file again changes nothing', async () => {
  await publishFull();
  const csv = await (await fetchAsEditor('/trackers/test-tracker/export.csv')).text();
  expect(csv).toMatch(/,yardstick,.*,timeline_1_date,timeline_1_text,timeline_1_url,.*,evidence_1_type,/);
  expect(csv).toContain('2024-05/2024-06');
  expect(await json(sendCsv(csv))).toMatchObject({ created: 0, changed: 0, unchanged: 1 });
  const renamed = csv.replace('Tenders are out', 'Tenders went out');
  expect(await json(sendCsv(renamed))).toMatchObject({ created: 0, changed: 1, unchanged: 0 });
});

test('a step that lies ahead, or that is no date, is refused by its name and changes nothing', async () => {
  const { version } = await publishOnePledge();
  const withStep = (date: string) => ({ ...FULL, timeline: [{ date, text: 'Soon' }] });
  expect(await json(save(version, withStep('next week')), 422)).toMatchObject({
    errors: [{ pointer: '/timeline/0/date', code: 'wrong-format', found: '"next week"' }],
  });
  await json(save(version, withStep('2025/2999')));
  expect(await json(publish(version + 1, 'More is known.'), 422)).toMatchObject({
    errors: [{ pointer: '/draft/timeline/0/date', code: 'in-future', found: '"2999"' }],
  });
  expect(await document()).not.toHaveProperty('timeline');
});

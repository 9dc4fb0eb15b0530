// Publications that are news of a tracker, and how long each takes until readers have it.
import { ask, type Desk, untilPublished } from '../../scripts/desk-client.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { type PublishDelay, publishOnce } from './publish-delay.ts';
import { median, quantile } from './statistics.ts';
import type { Row } from './table.ts';

const PUBLICATIONS = 10;
const PLEDGES = '/trackers/test-tracker/pledges';

const slugs = Array.from({ length: PUBLICATIONS }, (_, at) => `pledge-${at}`);

/** Founds the tracker and its pledges. */
export async function foundPledges(desk: Desk): Promise<void> {
  await ask(desk, '/trackers', { method: 'POST', body: aTracker() });
  const pledges = slugs.map((slug) => anImportRow({ slug }));
  await ask(desk, '/trackers/test-tracker/import', { method: 'POST', body: { pledges } });
  await untilPublished(desk);
}

/** Two new verdicts for each pledge, and how long the second takes. */
export async function publishAll(desk: Desk): Promise<PublishDelay[]> {
  for (const slug of slugs) await changeVerdict(desk, slug);
  await untilPublished(desk);
  // KV takes a key once a second, which is not to be measured.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  return publishEach(desk);
}

/** Publishes each pledge: after publishAll the verdict is the same, so that nobody is told of it. */
export async function publishEach(desk: Desk): Promise<PublishDelay[]> {
  const delays: PublishDelay[] = [];
  for (const slug of slugs) delays.push(await publishOnce(desk, `${PLEDGES}/${slug}`));
  return delays;
}

/** Both delays of these publications, each against those of others in the same run. */
export function delayRows(what: string, delays: PublishDelay[], note: string, none?: PublishDelay[]): Row[] {
  return (['answered', 'visible'] as const).map((until) => {
    const own = delays.map((delay) => delay[until]);
    const ratio = none && median(own) / median(none.map((delay) => delay[until]));
    return {
      what: `publication ${until}, median, ${what}`,
      measured: `${median(own).toFixed(0)} ms`,
      against: `95th percentile ${quantile(own, 0.95).toFixed(0)} ms; ${note}`,
      limit: ratio ? `${ratio.toFixed(2)} times` : '',
      reached: null,
    };
  });
}

// What publishOnce publishes has the usual verdict, so it is news after another one.
async function changeVerdict(desk: Desk, slug: string): Promise<void> {
  const path = `${PLEDGES}/${slug}`;
  const { version } = await ask<{ version: number }>(desk, path);
  const body = aPledge({ verdict: aVerdict({ id: 'stalled' }) });
  const saved = await ask<{ version: number }>(desk, path, { method: 'PUT', body, version });
  await ask(desk, `${path}/publish`, { method: 'POST', body: { note: 'Why.' }, version: saved.version });
}

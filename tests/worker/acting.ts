// What the tests of editorial acts share: an act on the one pledge, and what readers then see of it.
import { env } from 'cloudflare:workers';
import { type Badge, badgesSchema, publishedPledgeSchema } from '../../data/published.ts';
import { aPledge, aVerdict } from '../builders.ts';
import {
  type DeskRecord,
  fetchAsEditor,
  fetchAsReader,
  json,
  publish,
  save,
  untilPublished,
} from './client.ts';
import { as, type Token } from './people.ts';

/** The one pledge of most tests, at the desk. */
export const PLEDGE = '/trackers/test-tracker/pledges/reopen-the-ferry';
const ID = 'test-tracker/reopen-the-ferry';

export function act(name: string, version: number, body: unknown = {}, path = PLEDGE): Promise<Response> {
  return fetchAsEditor(`${path}/${name}`, { method: 'POST', body, version });
}

/** Takes back what was done under this id. */
export function undo(id: string | undefined, who?: Token): Promise<Response> {
  return fetchAsEditor(`/undo/${id}`, { method: 'POST', headers: who ? as(who) : {} });
}

export type Audited = { slug: string; editor: string; act: string; detail: Record<string, unknown> };

/** What the audit has of an act, the newest first. */
export async function audited(name: string): Promise<Audited[]> {
  const path = `/audit?act=${encodeURIComponent(name)}&limit=500`;
  return (await json<{ audit: Audited[] }>(fetchAsEditor(path))).audit;
}

export async function badge(id = ID): Promise<Badge | null | undefined> {
  await untilPublished();
  return badgesSchema.parse(await json(fetchAsReader(`/api/v1/badges?ids=${id}`))).badges[id];
}

export async function document(slug = 'reopen-the-ferry') {
  await untilPublished();
  const answer = await fetchAsReader(`/api/v1/trackers/test-tracker/pledges/${slug}`);
  const body = await answer.json<{ pledge: unknown }>();
  // Of a withdrawn verdict the record is in the problem that tells of it.
  return publishedPledgeSchema.parse(answer.status === 410 ? body.pledge : body);
}

export async function publishVerdict(id: string, version: number): Promise<DeskRecord> {
  await json(save(version, aPledge({ verdict: aVerdict({ id }) })));
  return json<DeskRecord>(publish(version + 1, 'Why it changed.'));
}

export async function publishSecond(slug = 'buy-a-boat', change = {}): Promise<void> {
  const path = '/trackers/test-tracker/pledges';
  await json(
    fetchAsEditor(path, { method: 'POST', body: { slug, ...aPledge({ title: 'Buy a boat', ...change }) } }),
    201,
  );
  await json(act('publish', 1, { note: 'First verdict.' }, `${path}/${slug}`));
}

export async function everyValueInKv(): Promise<string> {
  const { keys } = await env.PUBLISHED.list();
  return (await Promise.all(keys.map(({ name }) => env.PUBLISHED.get(name)))).join('\n');
}

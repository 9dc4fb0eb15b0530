// `npm run change-verdict`: an editor changes the fictional ferry's verdict at the desk of the running
// installation, back and forth, so that the demonstration article shows what a badge does about it.
import type { ImportRow } from '../data/import-row.ts';
import type { Pledge } from '../data/pledge.ts';
import { pledges } from '../data/seed/example.ts';
import { ask, untilPublished } from './desk-client.ts';
import { localDesk } from './local.ts';

const SLUG = 'reopen-the-harbour-ferry';
const PATH = `/trackers/example-harbour/pledges/${SLUG}`;
const NOTE = {
  kept: 'The ferry made its first crossing.',
  'in-progress': 'The ferry is back in the dock for repairs.',
};

const seed = pledges.find(({ slug }) => slug === SLUG);
if (!seed) throw new Error(`The example has no pledge "${SLUG}".`);
const desk = localDesk();
const { version, published } = await ask<{ version: number; published: Pledge }>(desk, PATH);
const next = published.verdict.id === 'kept' ? 'in-progress' : 'kept';
const draft = withVerdict(seed, next);
const saved = await ask<{ version: number }>(desk, PATH, { method: 'PUT', body: draft, version });
await ask(desk, `${PATH}/publish`, { method: 'POST', body: { note: NOTE[next] }, version: saved.version });
await untilPublished(desk);
console.log(`Published: the ferry is "${next}" now. Load ${desk.origin}/demo again.`);

function withVerdict(row: ImportRow, id: keyof typeof NOTE) {
  const { slug: _, aliases: __, createdAt: ___, updatedAt: ____, checkedAt: _____, ...content } = row;
  const { publishedAt: ______, ...verdict } = content.verdict;
  const words = id === 'kept' ? { headline: 'The ferry runs again', summary: NOTE.kept, body: '' } : {};
  return { ...content, verdict: { ...verdict, id, ...words } };
}

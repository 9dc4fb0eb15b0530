// An installation in which every column of every table that a backup holds has a value somewhere.
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, PLEDGE } from './acting.ts';
import { type DeskRecord, fetchAsEditor, fetchAsReader, json } from './client.ts';
import { furnish } from './disaster.ts';
import { accept, invite } from './invited.ts';
import { as, newToken } from './people.ts';

const OTHER = '/trackers/other-tracker';

/** What `furnish` makes, and beside it: a private tracker and one that was opened, imports, drafts in each state, a dispute, closed suggestions, a closed term, tokens of each kind. */
export async function furnishRichly(): Promise<{ secret: string }> {
  const furnished = await furnish();
  await importOthers();
  await json(act('dispute', 1, { note: 'The council objects.' }, `${OTHER}/pledges/plant-trees`));
  await json(
    act('close', 1, { closedAt: '2026-05-07T22:00:00Z', rules: RULES, breakGlass: 'Alone today.' }, OTHER),
  );
  await triage();
  await changeScheme();
  await workOnDrafts();
  const { suggestions } = await json<{ suggestions: { id: number }[] }>(fetchAsEditor('/suggestions'));
  const reason = 'It has been there before.';
  await json(
    fetchAsEditor(`/suggestions/${suggestions[0]?.id}`, {
      method: 'PATCH',
      body: { state: 'declined', reason },
    }),
  );
  await suggestMore();
  await discuss();
  const wren = as(furnished);
  await json(fetchAsEditor('/me', { headers: wren }));
  await newToken('Swift', 'writer', { trackers: ['test-tracker'], expiresAt: '2035-01-01T00:00:00Z' });
  await newToken('Heron', 'admin', { trackers: ['other-tracker'], email: 'heron@desk.example' });
  await inviteOthers();
  await keepBack();
  await followSuggestion();
  return furnished;
}

const RULES = [{ from: 'in-progress', to: 'broken', note: 'Not done when the term ended.' }];

async function importOthers(): Promise<void> {
  const rows = [
    anImportRow({
      slug: 'plant-trees',
      aliases: ['/policies/trees', 'plant-a-wood'],
      due: '2025-12',
      yardstick: 'A thousand trees.',
      timeline: [{ date: '2025-01', text: 'Two hundred planted' }],
      checkedAt: '2025-04-01T09:00:00Z',
      promise: {
        quote: 'Trees.',
        document: 'programme',
        page: 4,
        url: 'https://a.example/',
        madeBy: 'A',
        madeOn: '2024-01-02',
      },
      responses: [{ from: 'The council', text: 'It is under way.', date: '2025-03-01' }],
      evidence: [
        {
          title: 'Report',
          publisher: 'Council',
          url: 'https://council.example/report',
          date: '2025-02-01',
          quote: 'Yes.',
        },
      ],
    }),
    anImportRow({ slug: 'paint-the-pier', related: [{ pledge: 'plant-trees', relation: 'part-of' }] }),
    { slug: 'imported-draft', state: 'draft' as const, title: 'From the old site' },
  ];
  await json(fetchAsEditor(`${OTHER}/import`, { method: 'POST', body: { pledges: rows } }));
  const mapping = { columns: { No: 'key', Promise: 'title', Old: 'aliases' } };
  const importSheet = (header: string[], ...sheet: string[][]) =>
    json(fetchAsEditor(`${OTHER}/import`, { method: 'POST', body: { mapping, header, rows: sheet } }));
  await importSheet(
    ['No', 'Promise', 'Old'],
    ['row-7', 'From a sheet', ''],
    ['row-8', 'From a sheet by mistake', 'https://old.example/sheet/8'],
  );
  await importSheet(['No', 'Promise', 'Old', 'Notes'], ['row-7', 'From a sheet', '', 'as before']);
  await json(fetchAsEditor(`${OTHER}/pledges/from-a-sheet-by-mistake`, { method: 'DELETE', version: 1 }));
}

// One tracker that is private, with what is ready in it and in its trash; and one that was opened, and is in no list.
async function keepBack(): Promise<void> {
  for (const id of ['kept-back', 'opened-tracker']) {
    const path = `/trackers/${id}/pledges`;
    const body = aTracker({ id, visibility: 'private' });
    await json(fetchAsEditor('/trackers', { method: 'POST', body }), 201);
    for (const slug of ['by-the-desk', 'thrown-away']) {
      await json(fetchAsEditor(path, { method: 'POST', body: { slug, ...aPledge() } }), 201);
      await json(act('publish', 1, { note: 'So it stands.' }, `${path}/${slug}`));
    }
    await json(fetchAsEditor(`${path}/thrown-away`, { method: 'DELETE', version: 2 }));
    const rows = [anImportRow({ slug: 'by-a-sheet', checkedAt: '2025-04-01T09:00:00Z' })];
    await json(fetchAsEditor(`/trackers/${id}/import`, { method: 'POST', body: { pledges: rows } }));
  }
  const opening = { method: 'POST', body: { visibility: 'unlisted' }, version: 1 };
  await json(fetchAsEditor('/trackers/opened-tracker/open', opening));
}

async function triage(): Promise<void> {
  const path = `${OTHER}/pledges/paint-the-pier`;
  await json(act('assign', 2, { to: 'Wren' }, path));
  await json(act('snooze', 3, { until: new Date(Date.now() + 86_400_000).toISOString() }, path));
  const views = [{ name: 'Mine', screen: 'today', query: 'who=mine' }];
  await json(fetchAsEditor('/views', { method: 'PUT', body: { views } }));
}

// A word of the scheme changes, so that there are two versions of it.
async function changeScheme(): Promise<void> {
  const tracker = aTracker();
  const [first, ...verdicts] = tracker.scheme.verdicts;
  const renamed = { ...first!, label: { en: 'Renamed' } };
  const scheme = { ...tracker.scheme, version: 2, verdicts: [renamed, ...verdicts] };
  await json(
    fetchAsEditor('/trackers/test-tracker', { method: 'PUT', version: 1, body: { ...tracker, scheme } }),
  );
}

async function workOnDrafts(): Promise<void> {
  const at = (slug: string) => `${PLEDGE.slice(0, PLEDGE.lastIndexOf('/'))}/${slug}`;
  for (const slug of ['returned-draft', 'submitted-draft', 'trashed-draft']) {
    const body = {
      slug,
      ...aPledge({ title: slug, verdict: aVerdict({ body: 'See [it](https://b.example/).' }) }),
    };
    await json(fetchAsEditor(at('').slice(0, -1), { method: 'POST', body }), 201);
    await json(act('submit', 1, {}, at(slug)));
  }
  await json(act('return', 2, { note: 'Begun by mistake.' }, at('trashed-draft')));
  await json(act('rename', 3, { aliases: ['/policies/mistake'] }, at('trashed-draft')));
  await json(act('assign', 4, { to: 'Wren' }, at('trashed-draft')));
  await json(fetchAsEditor(at('trashed-draft'), { method: 'DELETE', version: 5 }));
  await json(act('return', 2, { note: 'Whose words are these?' }, at('returned-draft')));
  await json(act('assign', 3, { to: 'Wren' }, at('returned-draft')));
}

async function inviteOthers(): Promise<void> {
  const expiresAt = '2199-01-01T00:00:00Z';
  const dipper = as(await newToken('Dipper', 'admin'));
  const { code } = await invite('Curlew', { trackers: ['test-tracker'], expiresAt }, dipper);
  await accept(code);
  const { id } = await invite('Knot');
  await json(fetchAsEditor(`/invites/${id}`, { method: 'DELETE' }));
  await invite('Plover', { role: 'editor', trackers: ['other-tracker'] }, dipper);
}

// A comment on a pledge, and one in the trash with its pledge.
async function discuss(): Promise<void> {
  const say = (path: string, body: object) =>
    json(fetchAsEditor(`${path}/comments`, { method: 'POST', body }), 201);
  await say(`${OTHER}/pledges/plant-trees`, { text: 'Ask the council.', mentions: ['Wren'] });
  await say(`${OTHER}/pledges/imported-draft`, { text: 'Is this one ours?' });
  await json(fetchAsEditor(`${OTHER}/pledges/imported-draft`, { method: 'DELETE', version: 1 }));
}

async function suggestMore(): Promise<void> {
  await suggest('other-tracker/pledges/plant-trees', 'None were planted.');
}

// A suggestion that a revision followed.
async function followSuggestion(): Promise<void> {
  const path = '/trackers/opened-tracker/pledges/by-the-desk';
  await suggest('opened-tracker/pledges/by-the-desk', 'It is done.');
  const { suggestions } = await json<{ suggestions: { id: number }[] }>(
    fetchAsEditor('/suggestions?limit=1'),
  );
  await json(
    fetchAsEditor(`/suggestions/${suggestions[0]?.id}`, { method: 'PATCH', body: { state: 'accepted' } }),
  );
  const { version } = await json<DeskRecord>(fetchAsEditor(path));
  const draft = { ...aPledge(), verdict: aVerdict({ id: 'kept' }) };
  const saved = await json<DeskRecord>(fetchAsEditor(path, { method: 'PUT', version, body: draft }));
  await json(act('publish', saved.version, { note: 'It is done.' }, path));
}

async function suggest(pledge: string, text: string): Promise<void> {
  const answer = await fetchAsReader(`/api/v1/trackers/${pledge}/suggestions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cf-connecting-ip': crypto.randomUUID() },
    body: JSON.stringify({ kind: 'disagree', text, url: 'https://c.example/photo' }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

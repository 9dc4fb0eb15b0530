// Corrections, retractions and redactions: what readers still see, and what they never see again.
import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test } from 'vitest';
import { aPledge, aVerdict } from '../builders.ts';
import { act, badge, document, everyValueInKv, PLEDGE, publishSecond, publishVerdict } from './acting.ts';
import {
  fetchAsEditor,
  fetchAsReader,
  json,
  ledger,
  publish,
  publishOnePledge,
  save,
  untilPublished,
} from './client.ts';

afterEach(reset);

test('a correction says what is right and does not repeat the wrong label anywhere an embed reads', async () => {
  const { version } = await publishOnePledge();
  await publishVerdict('broken', version);
  await json(save(version + 2, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  expect(await json(act('correct', version + 3), 422)).toMatchObject({ errors: [{ pointer: '/note' }] });
  await json(act('correct', version + 3, { note: 'We misread the minutes.' }));
  const shown = await badge();
  expect(shown?.verdict.id).toBe('kept');
  expect(shown?.changes.map(({ kind, id }) => [kind, id])).toEqual([
    ['verdict', 'in-progress'],
    ['verdict', null],
    ['correction', 'kept'],
  ]);
  expect(JSON.stringify(shown)).not.toMatch(/broken/i);
  const { history } = await document();
  expect(history.at(-1)).toMatchObject({ kind: 'correction', note: 'We misread the minutes.' });
});

test('a retraction overrides everything: embeds read that it was withdrawn and why, and nothing of the verdict', async () => {
  const { version } = await publishOnePledge();
  await publishVerdict('broken', version);
  await publishSecond('buy-a-boat', { related: [{ pledge: 'reopen-the-ferry', relation: 'related' }] });
  await json(act('retract', version + 2), 422);
  expect(await json(act('retract', version + 2, { note: 'The promise was never made.' }))).toMatchObject({
    state: 'retracted',
  });
  const shown = await badge();
  expect(shown).toMatchObject({
    status: 'retracted',
    changes: [],
    verdict: {
      label: { en: 'Verdict withdrawn', cy: 'Dyfarniad wedi’i dynnu’n ôl' },
      outcome: 'unclear',
      summary: 'The promise was never made.',
    },
  });
  expect(JSON.stringify(shown)).not.toMatch(/broken/i);
  expect((await document('buy-a-boat')).related[0]?.verdict.id).toBe('withdrawn');
  const { tally } = await json<{ tally: object }>(fetchAsReader('/api/v1/summaries/test-tracker'));
  expect(tally).toMatchObject({ total: 1, retracted: 1 });
  const answer = await fetchAsReader('/api/v1/trackers/test-tracker/pledges/reopen-the-ferry');
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([410, 'public, max-age=60']);
  expect(await answer.json()).toMatchObject({ detail: 'The promise was never made.', status: 410 });
  // An element gets the document: it shows that the verdict was withdrawn, and why.
  const forElements = '/api/v1/pledges/test-tracker/reopen-the-ferry';
  expect(await json(fetchAsReader(forElements))).toMatchObject({
    status: 'retracted',
    verdict: { summary: 'The promise was never made.' },
  });
  const known = { 'if-none-match': answer.headers.get('etag') ?? '' };
  expect(
    (await fetchAsReader('/api/v1/trackers/test-tracker/pledges/reopen-the-ferry', { headers: known }))
      .status,
  ).toBe(304);
  // Nor do the latest changes say what it was withdrawn from.
  const page = await (await fetchAsReader('/test-tracker')).text();
  const [, latest] = /<ol class="changes">(.*?)<\/li>/s.exec(page) ?? [];
  expect(latest).toContain('withdrawn');
  expect(latest).not.toMatch(/broken/i);
  const after = await document();
  expect(after.verdict).toMatchObject({ id: 'withdrawn', body: '' });
  expect(after.history.at(-1)).toMatchObject({ kind: 'retraction', note: 'The promise was never made.' });
});

test('a reason for a withdrawal that is longer than a card reaches readers, cut between two characters', async () => {
  const { version } = await publishOnePledge();
  const note = `${'a'.repeat(399)}😀 and more`;
  await json(act('retract', version, { note }));
  expect((await badge())?.verdict.summary).toBe('a'.repeat(399));
  expect((await document()).history.at(-1)?.note).toBe(note);
});

test('what was withdrawn is withdrawn under the old names of pledges that quote it, too', async () => {
  const { version } = await publishOnePledge();
  await publishSecond('buy-a-boat', { related: [{ pledge: 'reopen-the-ferry', relation: 'related' }] });
  await json(act('rename', 2, { slug: 'the-boat' }, '/trackers/test-tracker/pledges/buy-a-boat'));
  await json(act('retract', version, { note: 'Withdrawn.' }));
  await json(act('redact', version + 1, { revisions: [1, 2], note: 'Court order.' }));
  for (const slug of ['the-boat', 'buy-a-boat'])
    expect((await document(slug)).related[0]).toMatchObject({
      title: 'Redacted',
      verdict: { id: 'withdrawn' },
    });
  expect(await everyValueInKv()).not.toContain('Reopen the ferry');
});

test('what was withdrawn is withdrawn where a pledge that quotes it took in another, too', async () => {
  const { version } = await publishOnePledge();
  await publishSecond('buy-a-boat', { related: [{ pledge: 'reopen-the-ferry', relation: 'related' }] });
  await publishSecond('rent-a-boat', { title: 'Rent a boat' });
  const rent = '/trackers/test-tracker/pledges/rent-a-boat';
  await json(act('merge', 2, { into: 'buy-a-boat', note: 'The same.' }, rent));
  expect((await document('rent-a-boat')).related[0]?.verdict.id).toBe('in-progress');
  await json(act('retract', version, { note: 'Withdrawn.' }));
  expect((await document('rent-a-boat')).related[0]?.verdict.id).toBe('withdrawn');
});

test('a retracted pledge can be published anew, as a new verdict', async () => {
  const { version } = await publishOnePledge();
  await json(act('retract', version, { note: 'Wrong promise.' }));
  await json(save(version + 1, aPledge()));
  await json(publish(version + 2, null), 422);
  await json(publish(version + 2, 'The promise was made after all.'));
  expect(await badge()).toMatchObject({ status: 'published', verdict: { id: 'in-progress' } });
});

/** What badges tell of the verdicts that were, as kind and id. */
async function told(): Promise<[string, string | null][]> {
  const { changes = [] } = (await badge()) ?? {};
  return changes.map(({ kind, id }) => [kind, id]);
}

test('what was withdrawn is not told to articles once there is another verdict, nor anything of the time between', async () => {
  const { version } = await publishOnePledge();
  await json(act('retract', version, { note: 'It was never promised.' }));
  await publishVerdict('kept', version + 1);
  expect(await told()).toEqual([
    ['verdict', null],
    ['retraction', null],
    ['verdict', 'kept'],
  ]);
  const { history } = await document();
  expect((await badge())?.changes.map(({ publishedAt }) => publishedAt)).toEqual(
    history.map(({ publishedAt }) => publishedAt),
  );
  expect(JSON.stringify((await badge())?.changes)).not.toContain('In progress');
});

test('a verdict that was withdrawn and is given again is no change to articles of before', async () => {
  const { version } = await publishOnePledge();
  await json(act('retract', version, { note: 'A source was in doubt.' }));
  await json(save(version + 1, aPledge()));
  await json(publish(version + 2, 'The source was right.'));
  expect(await told()).toEqual([
    ['verdict', 'in-progress'],
    ['retraction', null],
    ['verdict', 'in-progress'],
  ]);
});

test('a redaction of a correction does not bring back what that took away', async () => {
  const { version } = await publishOnePledge();
  await publishVerdict('broken', version);
  await json(save(version + 2, aPledge({ verdict: aVerdict({ id: 'stalled' }) })));
  await json(act('correct', version + 3, { note: 'Misread.' }));
  await publishVerdict('kept', version + 4);
  await json(act('redact', version + 6, { revisions: [3], note: 'By order of a court.' }));
  expect(await told()).toEqual([
    ['verdict', 'in-progress'],
    ['verdict', null],
    ['redaction', null],
    ['verdict', 'kept'],
  ]);
});

test('a redacted verdict leaves the one before it to its own time, also where a correction followed', async () => {
  const { version } = await publishOnePledge();
  await publishVerdict('broken', version);
  await json(save(version + 2, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(act('correct', version + 3, { note: 'Misread.' }));
  await json(act('redact', version + 4, { revisions: [2], note: 'By order of a court.' }));
  expect(await told()).toEqual([
    ['verdict', 'in-progress'],
    ['redaction', null],
    ['correction', 'kept'],
  ]);
});

test('a redacted revision that left the verdict as it was is no change', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ title: 'Reopen the old ferry' })));
  await json(act('publish', version + 1, { note: 'Its name.' }));
  await json(save(version + 2, aPledge({ title: 'Reopen the ferry' })));
  await json(act('publish', version + 3, { note: 'Its name again.' }));
  await json(act('redact', version + 4, { revisions: [2], note: 'By order of a court.' }));
  expect(await told()).toEqual([['verdict', 'in-progress']]);
});

test('a redaction takes content out of revisions and of KV, keeps the hashes, and says that it was done', async () => {
  const { version } = await publishOnePledge();
  const name = 'Name of a person';
  await json(save(version, aPledge({ title: name })));
  await json(publish(version + 1, null));
  await json(save(version + 2, aPledge({ title: 'Without it' })));
  await json(publish(version + 3, null));
  await untilPublished();
  expect(await json(act('redact', version + 4, { revisions: [3], note: 'Court order.' }), 422)).toMatchObject(
    {
      errors: [{ pointer: '/revisions/0' }],
    },
  );
  await json(act('redact', version + 4, { revisions: [9], note: 'Court order.' }), 422);
  const before = await json<{ revisions: { hash: string }[] }>(fetchAsEditor(`${PLEDGE}/revisions`));
  await json(act('redact', version + 4, { revisions: [2], note: 'Court order.' }));
  const after = await document();
  expect(after.history.map(({ revision, verdict }) => [revision, verdict?.id])).toEqual([
    [1, 'in-progress'],
    [2, undefined],
    [3, 'in-progress'],
    [4, 'in-progress'],
  ]);
  expect(after.history[1]).toMatchObject({ verdict: null, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(after.history.at(-1)).toMatchObject({ kind: 'redaction', note: 'Court order.' });
  expect(await everyValueInKv()).not.toContain(name);
  const { revisions } = await json<{ revisions: { hash: string; previous: string | null }[] }>(
    fetchAsEditor(`${PLEDGE}/revisions`),
  );
  expect(revisions.slice(0, 3)).toEqual(before.revisions);
  expect(revisions[3]?.previous).toBe(revisions[2]?.hash);
  await runInDurableObject(ledger(), (_, { storage: { sql } }) => {
    const found = sql.exec("SELECT 1 FROM revision WHERE document LIKE '%Name of a person%'").toArray();
    expect(found).toEqual([]);
    expect(() => sql.exec("UPDATE revision SET document = '{}'")).toThrow('for ever');
    expect(() => sql.exec('DELETE FROM revision')).toThrow('for ever');
  });
  await json(act('revert', version + 5, { revision: 2, note: 'Back.' }), 422);
});

test('of a retracted pledge the newest revision can be redacted too: only its frame is left', async () => {
  const { version } = await publishOnePledge();
  await json(act('retract', version, { note: 'Withdrawn.' }));
  await json(act('redact', version + 1, { revisions: [1, 2], note: 'Erased on request.' }));
  await untilPublished();
  const all = await everyValueInKv();
  expect(all).not.toContain('Reopen the ferry');
  expect(await badge()).toMatchObject({ title: 'Redacted', status: 'retracted' });
});

test('of what was withdrawn and redacted no feed, page or later change tells the verdict that it was', async () => {
  const { version } = await publishOnePledge();
  await publishVerdict('broken', version);
  await json(act('retract', version + 2, { note: 'Withdrawn.' }));
  await json(act('redact', version + 3, { revisions: [1, 2, 3], note: 'Erased on request.' }));
  await untilPublished();
  const pledge = '/test-tracker/reopen-the-ferry';
  for (const path of [pledge, `${pledge}/feed.json`, '/test-tracker/feed.json', '/test-tracker/corrections'])
    expect([path, (await (await fetchAsReader(path)).text()).match(/Broken|In progress/)]).toEqual([
      path,
      null,
    ]);
  const { history } = await document();
  expect(history.map(({ verdict }) => verdict?.id)).toEqual([undefined, undefined, undefined, 'withdrawn']);

  await json(save(version + 4, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(publish(version + 5, 'Judged anew.'));
  expect((await badge())?.changes.map(({ id }) => id)).toEqual(['kept']);
  for (const path of [pledge, '/test-tracker']) {
    const { items } = await json<{ items: { content_text: string }[] }>(fetchAsReader(`${path}/feed.json`));
    expect(items[0]?.content_text).toContain('The desk had withdrawn its verdict. It is now “Kept”.');
  }
});

test('a review ends with the verdict that it was about', async () => {
  const { version } = await publishOnePledge();
  await json(act('dispute', version, { note: 'The mayor says that it runs.' }));
  await json(act('retract', version + 1, { note: 'It does run.' }));
  expect((await document()).underReview).toBeNull();
  expect(await badge()).not.toHaveProperty('underReview');
  await json(save(version + 2, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(publish(version + 3, 'It runs.'));
  expect(await badge()).not.toHaveProperty('underReview');
});

test('what changed lately leaves imports out, and a correction there does not repeat the wrong label', async () => {
  const { version } = await publishOnePledge();
  await publishVerdict('broken', version);
  await json(save(version + 2, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(act('correct', version + 3, { note: 'We misread the minutes.' }));
  const rows = [
    {
      slug: 'imported',
      aliases: [],
      ...aPledge(),
      verdict: { ...aVerdict(), publishedAt: null },
      createdAt: null,
      updatedAt: null,
    },
  ];
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges: rows } }));
  await untilPublished();
  const { changes } = (await env.PUBLISHED.get<{
    changes: { kind: string; verdict: { id: string }; was: { id: string } | null }[];
  }>('v1:changes:test-tracker', 'json'))!;
  expect(changes.map(({ kind, verdict, was }) => [kind, verdict.id, was?.id])).toEqual([
    ['correction', 'kept', undefined],
    ['verdict', 'broken', 'in-progress'],
    ['verdict', 'in-progress', undefined],
  ]);
});

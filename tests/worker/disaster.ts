// What the tests of disasters share: an installation with every kind of thing in it, its backup, and all of KV.
import { env } from 'cloudflare:workers';
import { expect } from 'vitest';
import { aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, publishSecond } from './acting.ts';
import { ADMIN_TOKEN, fetchAsEditor, fetchAsReader, json, publishOnePledge, save } from './client.ts';
import { newToken } from './people.ts';

const RETRACTED = 'buy-a-boat';
export const CONTACT = 'reader@home.example';
export const REDACTED_TEXT = 'a name that a court has struck out';

/**
 * A published pledge with an alias, an old path, a correction and a scheduled draft; a retracted one with a redaction; a
 * merged one; a draft; a reader's suggestion; a second tracker; tokens, of which one is revoked. Answers the secret of the other.
 */
export async function furnish(): Promise<{ secret: string }> {
  await publishOnePledge();
  await publishSecond(RETRACTED, { verdict: aVerdict({ body: REDACTED_TEXT }) });
  await publishSecond('ferry-again', { related: [{ pledge: 'reopen-the-ferry', relation: 'related' }] });
  const boat = `/trackers/test-tracker/pledges/${RETRACTED}`;
  await json(act('retract', 2, { note: 'A court has ruled.' }, boat));
  await json(act('redact', 3, { revisions: [1, 2], note: 'Redacted by order of a court.' }, boat));
  await json(
    act('merge', 2, { into: 'reopen-the-ferry', note: 'One.' }, '/trackers/test-tracker/pledges/ferry-again'),
  );
  const names = { slug: 'run-the-ferry', aliases: ['/policies/ferry'] };
  await json(act('rename', 2, names));
  await json(save(3, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(act('correct', 4, { note: 'It runs already.' }));
  await json(save(5, aPledge({ verdict: aVerdict({ id: 'stalled', headline: 'Not before its time' }) })));
  const publishAt = new Date(Date.now() + 3_600_000).toISOString();
  await json(act('publish', 6, { note: 'Later.', publishAt }));
  const draft = { slug: 'only-a-draft', title: 'Not seen by readers' };
  await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body: draft }), 201);
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  await suggest();
  const { secret } = await newToken('Wren', 'editor');
  const { id } = await newToken('Robin', 'editor');
  await json(fetchAsEditor(`/tokens/${id}`, { method: 'DELETE' }));
  return { secret };
}

async function suggest(): Promise<void> {
  const answer = await fetchAsReader('/api/v1/trackers/test-tracker/pledges/run-the-ferry/suggestions', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cf-connecting-ip': crypto.randomUUID() },
    body: JSON.stringify({ kind: 'evidence', text: 'The timetable is out.', contact: CONTACT }),
  });
  expect([answer.status, await answer.text()]).toEqual([202, expect.any(String)]);
}

export async function takeBackup(): Promise<string> {
  const answer = await fetchAsEditor('/backup');
  return new TextDecoder().decode(await answer.arrayBuffer());
}

/** Sends a backup to be restored; by itself with the word that trusts no key. */
export function sendBackup(
  body: BodyInit,
  query = '?key=none',
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetchAsReader(`/api/v1/desk/restore${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/x-ndjson', ...headers },
    body,
  });
}

/** Every key of KV with its value and its metadata. */
export async function everythingInKv(): Promise<Map<string, unknown>> {
  const { keys } = await env.PUBLISHED.list();
  const entries = keys.map(async ({ name }) => [name, await env.PUBLISHED.getWithMetadata(name)] as const);
  return new Map(await Promise.all(entries));
}

export async function emptyKv(): Promise<void> {
  const { keys } = await env.PUBLISHED.list();
  await Promise.all(keys.map(({ name }) => env.PUBLISHED.delete(name)));
}

/** One line of a backup, parsed. */
export type Line = {
  backup?: { heads: Record<string, string>; key: string; [name: string]: unknown };
  table?: string;
  row?: Record<string, unknown>;
  end?: { counts: Record<string, number>; sha256: string; audit?: string | null };
  signature?: string;
};

export function linesOf(backup: string): Line[] {
  return backup
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

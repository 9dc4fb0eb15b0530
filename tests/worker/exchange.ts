// The spreadsheet in and out through the desk.
import { expect } from 'vitest';
import { ADMIN_TOKEN, fetchAsEditor, fetchAsReader } from './client.ts';

export type Report = { created: number; changed: number; unchanged: number; warnings: string[] };
export type Refusal = { errors: { pointer: string; line?: number; column?: string; detail: string }[] };

/** Imports a file. */
export function sendCsv(
  csv: string | Uint8Array<ArrayBuffer>,
  tracker = 'test-tracker',
  query = '',
): Promise<Response> {
  return fetchAsReader(`/api/v1/desk/trackers/${tracker}/import${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'text/csv; charset=utf-8' },
    body: csv,
  });
}

export function sendJson(pledges: unknown[], tracker = 'test-tracker'): Promise<Response> {
  return fetchAsEditor(`/trackers/${tracker}/import`, { method: 'POST', body: { pledges } });
}

/** The desk's export, as it is. */
export async function exported(kind: 'csv' | 'json', tracker = 'test-tracker'): Promise<string> {
  const answer = await fetchAsEditor(`/trackers/${tracker}/export.${kind}`);
  expect(answer.status).toBe(200);
  // The bytes, because text() would take the byte order mark away.
  return new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(await answer.arrayBuffer());
}

// What the tests of the pages share: a page as a reader gets it.
import { expect } from 'vitest';
import { fetchAsReader } from './client.ts';

/** The page of the one pledge of most tests. */
export const PLEDGE = '/test-tracker/reopen-the-ferry';

export async function page(path: string, status = 200): Promise<string> {
  const answer = await fetchAsReader(path);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect([path, answer.status]).toEqual([path, status]);
  return answer.text();
}

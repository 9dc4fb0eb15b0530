// The static files' part of what no tracker may be called; the Worker's own is held in tests/worker/reserved.test.ts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isReserved } from '../../data/reserved.ts';

test('every place where static files are served is reserved', () => {
  const headers = readFileSync(join(import.meta.dirname, '../../widgets/_headers'), 'utf8');
  const parts = [...headers.matchAll(/^\/([^/*\n]+)/gm)].map(([, part = '']) => part);
  expect(parts).toEqual(expect.arrayContaining(['embed', 'assets', 'docs', 'favicon.ico']));
  expect(parts.filter((part) => !isReserved(part))).toEqual([]);
});

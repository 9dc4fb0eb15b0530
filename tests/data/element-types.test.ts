// What a page's developer gets beside the script: types that compile by themselves and know the elements.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { elementTypes } from '../../scripts/element-types.ts';

const TSC = join(import.meta.dirname, '../../node_modules/.bin/tsc');

const PAGE = `import type { PledgeErrorEvent } from './types.d.ts';

const badge = document.createElement('pledge-badge');
badge.asOf = '2025-04-02';
badge.pinned = true;
badge.live = 'off';
// @ts-expect-error: the one value is off
badge.live = 'on';
// @ts-expect-error: an outcome of nobody
badge.outcome = 'imploded';
const limit: number = document.createElement('pledge-list').limit;
const view: 'bar' | 'donut' = document.createElement('pledge-summary').view;
document.addEventListener('pledge-error', ({ reason }: PledgeErrorEvent) => reason === 'offline');
document.addEventListener('pledge-error', ({ reason }) => {
  // @ts-expect-error: no reason of ours
  return reason === 'bored';
});
export default [limit, view, document.querySelector('pledge-card')?.pledge];
`;

let folder = '';
afterEach(() => rm(folder, { recursive: true }));

test('the types that are served beside the script know the elements, their values and their events', async () => {
  folder = await mkdtemp(join(tmpdir(), 'element-types-'));
  await writeFile(join(folder, 'types.d.ts'), elementTypes());
  await writeFile(join(folder, 'page.ts'), PAGE);
  const options = ['--strict', '--noEmit', '--target', 'es2022', '--module', 'esnext', '--lib', 'es2022,dom'];
  const compiled = promisify(execFile)(TSC, [...options, '--types', '', 'page.ts', 'types.d.ts'], {
    cwd: folder,
  });
  expect(
    await compiled.then(
      () => '',
      ({ stdout }) => stdout,
    ),
  ).toBe('');
});

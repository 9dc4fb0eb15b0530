// What a reader waits for at a cold start is what readers need, and nothing else.
import { beforeAll, expect, test } from 'vitest';
import { bundleWorker, loadedBy, type WorkerBundle } from '../../scripts/worker-bundle.ts';

let bundle: WorkerBundle;
let atStart: string[];

beforeAll(async () => {
  bundle = await bundleWorker();
  const { outputs } = bundle.metafile;
  atStart = loadedBy(bundle.metafile, ['worker/index.ts']).flatMap((path) =>
    Object.keys(outputs[path]?.inputs ?? {}),
  );
});

test('what readers read is there from the start: no part has to come first', () => {
  const read = ['public.ts', 'pages.tsx', 'frames.tsx', 'feeds.ts', 'badge-images.ts', 'pledge-list.ts'];
  expect(atStart).toEqual(expect.arrayContaining(read.map((file) => `worker/routes/${file}`)));
});

test('what only editors ask for, or few readers, is in parts of its own: the two Durable Objects, and the schemas', () => {
  const late = [
    'worker/routes/desk/',
    'worker/routes/suggestions.tsx',
    'worker/routes/embed-builder.tsx',
    'worker/ledger/code.ts',
    'worker/courier/code.ts',
    'worker/ledger/import.ts',
    'worker/ledger/import-mapped.ts',
    'worker/ledger/backup-tables.ts',
    'worker/ledger/restore.ts',
    'worker/interchange/read-csv.ts',
    'node_modules/zod/',
    'node_modules/csv-parse/',
    'node_modules/jose/',
    'node_modules/@sindresorhus/transliterate/',
    'node_modules/fast-xml-builder/',
  ];
  const all = Object.values(bundle.metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  for (const place of late)
    expect(
      all.some((path) => path.startsWith(place)),
      place,
    ).toBe(true);
  expect(atStart.filter((path) => late.some((place) => path.startsWith(place)))).toEqual([]);
});

test('each part that is imported is among the files that are deployed', () => {
  const paths = bundle.files.map(({ path }) => path);
  const imported = Object.values(bundle.metafile.outputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => !external).map(({ path }) => path.replace('dist/worker/', '')),
  );
  expect(imported.length).toBeGreaterThan(10);
  expect(paths).toEqual(expect.arrayContaining(imported));
  // As wrangler.toml's rule has it.
  expect(
    paths.filter((path) => path !== 'index.js' && path.endsWith('.js') && !/^parts\/[^/]+\.js$/.test(path)),
  ).toEqual([]);
});

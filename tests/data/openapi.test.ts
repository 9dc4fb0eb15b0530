// `/openapi.json` as a document: valid, whole, and the same names in it as everywhere.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allOperations, type OpenApi, openApi, writeOpenApi } from '../../scripts/openapi/document.ts';
import { typeInWords } from '../../scripts/openapi/types.ts';
import { PROBLEMS, type ProblemSlug } from '../../worker/problem.ts';

let folder: string;
let document: OpenApi;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pledgemark-openapi-'));
  await writeOpenApi(folder);
  document = await openApi();
});

afterAll(() => rm(folder, { recursive: true }));

test('Redocly finds nothing wrong with the description', async () => {
  const environment = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const lint = promisify(execFile)(
    'node_modules/.bin/redocly',
    ['lint', '--config', 'redocly.yaml', '--format', 'json', join(folder, 'openapi.json')],
    { env: environment, maxBuffer: 10_000_000 },
  );
  const { stdout } = await lint.catch((error: { stdout: string }) => error);
  expect(JSON.parse(stdout.slice(stdout.indexOf('{'))).problems).toEqual([]);
}, 60_000);

test('each operation has a name of its own, words, and what it may be refused for', () => {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(70);
  for (const { operationId, summary, parameters, responses } of operations) {
    expect(summary, operationId).toMatch(/^[A-Z].+[^.]$/);
    for (const { name, description } of parameters)
      expect(description, `${operationId} ${name}`).toBeTruthy();
    expect(
      Object.keys(responses).some((status) => status.startsWith('4')),
      operationId,
    ).toBe(true);
  }
});

test('a number that is asked in an address is a whole one, and the page tells its limits', () => {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const numbers = operations
    .flatMap(({ parameters }) => parameters)
    .filter(({ schema }) => /number|integer/.test(String(schema.type)));
  expect(new Set(numbers.map(({ schema }) => schema.type))).toEqual(new Set(['integer']));
  expect(typeInWords({ type: 'integer', minimum: 1, maximum: 500 })).toBe(
    'a whole number, at least 1, at most 500',
  );
});

test('every problem that there is, is one of some operation', () => {
  const named = new Set(Object.values(allOperations()).flatMap(({ problems }) => problems));
  const slugs = Object.keys(PROBLEMS) as ProblemSlug[];
  expect(slugs.filter((slug) => !named.has(slug))).toEqual([]);
});

test('an answer may have more fields than it names, and a request may not', () => {
  const { schemas } = document.components;
  expect(schemas.Badge).not.toHaveProperty('additionalProperties');
  expect(schemas.PledgeDraftInput).toHaveProperty('additionalProperties', false);
  expect(JSON.stringify(schemas.PublishedPledge)).not.toContain('"additionalProperties":false');
});

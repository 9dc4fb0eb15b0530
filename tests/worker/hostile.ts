// What the hostile tests share: every route there is, the ground they stand on, and what must be true of any answer,
// whatever was sent.
import { reset, runInDurableObject } from 'cloudflare:test';
import { exports } from 'cloudflare:workers';
import { expect } from 'vitest';
import { FAULT_CODES, type FaultCode } from '../../data/fault.ts';
import { allRouters } from '../../worker/app.ts';
import { PROBLEMS, type ProblemSlug } from '../../worker/problem.ts';
import { DESK_PATH } from '../../worker/routes/paths.ts';
import { anImportRow, aPledge, aTracker } from '../builders.ts';
import { LIBRARY, withoutQuotations } from '../library-words.ts';
import { ADMIN_TOKEN, fetchAsEditor, json, ledger, ORIGIN, untilPublished } from './client.ts';
import { newToken } from './people.ts';

/** `GET /api/v1/trackers/:tracker`: every route of the app, taken from its routers, and some that are not there. */
export const ROUTES = [
  ...new Set(
    (await allRouters())
      .flatMap(({ routes }) => routes)
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`),
  ),
  'GET /desk',
  'GET /desk/trackers/:tracker',
  'GET /no/such/page',
  'GET /api/v1/nothing',
  `GET ${DESK_PATH}/nothing`,
  `POST ${DESK_PATH}/trackers/:tracker/pledges/:slug/nothing`,
];

/** Routes that read a body. */
export const WRITING_ROUTES = ROUTES.filter((route) => /^(?:POST|PUT|PATCH) /.test(route));

export function partsOf(route: string): { method: string; path: string } {
  const [method = '', path = ''] = route.split(' ');
  return { method, path };
}

/** The pledges of the ground: two that readers see, the first of them with a draft, and one that is only a draft. */
export const SLUGS = ['reopen-the-ferry', 'build-a-pier', 'dig-a-canal'];

/** What each name in a route's path stands for where nothing hostile stands there. */
export const GROUND: Record<string, string> = {
  tracker: 'test-tracker',
  revision: '1',
  id: 'no-such-token',
  delivery: '1',
};

let strikes = 0; // each from another address, because what one address may send is limited
let accepted = 0;
let secret = '';
let before: Snapshot | null = null;

/** As many acts as may be accepted before the ground is laid anew: what follows should meet pledges in their first state. */
const MOST_ACCEPTED = 5;

/** Founds the tracker with its pledges and a writer's token, unless they stand there much as they were. */
export async function layGround(): Promise<void> {
  if (before && accepted <= MOST_ACCEPTED) return;
  await reset();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const [first, second, third] = SLUGS;
  const { title } = anImportRow();
  const pledges = [
    anImportRow({ slug: first! }),
    anImportRow({ slug: second! }),
    { slug: third, state: 'draft', title },
  ];
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges } }));
  const path = `/trackers/test-tracker/pledges/${first}`;
  await json(
    fetchAsEditor(path, { method: 'PUT', body: aPledge({ title: 'Reopen the old ferry' }), version: 1 }),
  );
  ({ secret } = await newToken('Wren', 'writer'));
  await untilPublished();
  accepted = 0;
  await takeNote();
}

/** Takes the Ledger as it is now for what nothing refused may change. */
export async function takeNote(): Promise<void> {
  before = null;
  before = await snapshot();
}

// `changes`: how many rows SQLite has ever changed for this Ledger.
type Snapshot = {
  changes: number;
  tables: Record<string, string>;
  outbox: string[];
  versions: Map<string, number>;
};

// These tables empty themselves while the alarm works, so of the outbox only new rows count. One is made of the others whenever it is
// asked for. The rest must not move at all.
const MOVING = new Set([
  'outbox',
  'news',
  'purge',
  'published_row',
  '__cf_alarms',
  '_cf_ALARM',
  '_cf_KV',
  '_cf_METADATA',
]);

function snapshot(): Promise<Snapshot> {
  return runInDurableObject(ledger(), (_, { storage: { sql } }) => {
    const { changes } = sql.exec<{ changes: number }>('SELECT total_changes() AS changes').one();
    if (before?.changes === changes) return before;
    const names = [...sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")];
    const tables: Record<string, string> = {};
    for (const { name } of names)
      if (!MOVING.has(name))
        // A token may tell that it was used.
        tables[name] = JSON.stringify(
          [...sql.exec(`SELECT * FROM ${name}`)].map((row) => ({ ...row, last_used_at: null })),
        );
    const outbox = [...sql.exec<{ row: string }>("SELECT key || '#' || sequence AS row FROM outbox")];
    const versions = [
      ...sql.exec<{ name: string; version: number }>(
        'SELECT slug AS name, version FROM pledge UNION SELECT id, version FROM tracker',
      ),
    ];
    return {
      changes,
      tables,
      outbox: outbox.map(({ row }) => row),
      versions: new Map(versions.map(({ name, version }) => [name, version])),
    };
  });
}

/** The version that an act on this path has to name now. */
export function versionAt(path: string): number {
  const names = path.split(/[/?#]/);
  return before?.versions.get(names[7] ?? '') ?? before?.versions.get(names[5] ?? '') ?? 1;
}

type Strike = {
  method: string;
  path: string;
  headers?: [name: string, value: string][];
  body?: BodyInit | null;
};

/** How many requests each route was struck with. */
export const struck = new Map<string, number>();

/** Sends what is hostile, and holds the answer and the Ledger to what must always be true. */
export async function strike(
  route: string,
  { method, path, headers = [], body = null }: Strike,
): Promise<Answer> {
  struck.set(route, (struck.get(route) ?? 0) + 1);
  const request = new Request(`${ORIGIN}${path}`, {
    method,
    headers: headersOf(headers),
    body,
    redirect: 'manual',
  });
  const response = await exports.default.fetch(request);
  const answer = { status: response.status, headers: response.headers, text: await response.text() };
  const shown = `${method} ${path.slice(0, 300)} -> ${answer.status} ${answer.text.slice(0, 500)}`;
  expect(faultsOf(answer, request), shown).toEqual([]);
  const known = before;
  before = await snapshot();
  if (answer.status >= 300 || (SAFE_METHODS.has(method) && !COPIES.has(route))) {
    expect(before.tables, shown).toEqual(known?.tables);
    expect(known?.outbox, shown).toEqual(expect.arrayContaining(before.outbox));
  } else accepted += 1;
  return answer;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The acts that are a GET: the audit says who took a copy of everything, or of a tracker. */
const COPIES: ReadonlySet<string> = new Set(
  ['/backup', '/trackers/:tracker/export.json', '/trackers/:tracker/export.csv'].map(
    (path) => `GET ${DESK_PATH}${path}`,
  ),
);

type Answer = { status: number; headers: Headers; text: string };

function headersOf(sent: [string, string][]): Headers {
  const headers = new Headers({
    authorization: `Bearer ${ADMIN_TOKEN}`,
    'cf-connecting-ip': `10.${(strikes >> 8) & 255}.${strikes++ & 255}.1`,
  });
  for (const [name, value] of sent)
    if (['authorization', 'content-type', 'cf-connecting-ip'].includes(name)) headers.set(name, value);
    else headers.append(name, value);
  return headers;
}

const LEAK = /sqlite|node_modules|\.tsx?:\d|\n\s+at \w|(?:Type|Range|Reference|Syntax)Error/i;
const PROBLEM = 'application/problem+json';
const POINTER = /^(?:\/(?:[^~/]|~[01])*)*$/;

/** What is wrong with an answer, whatever was asked. */
function faultsOf({ status, headers, text }: Answer, { method, url, headers: sent }: Request): string[] {
  const { pathname } = new URL(url);
  const atDesk = pathname === DESK_PATH || pathname.startsWith(`${DESK_PATH}/`);
  const caching = headers.get('cache-control');
  const faults: [boolean, string][] = [
    [status >= 500, 'is our fault'],
    [atDesk ? caching !== 'private, no-store, no-transform' : !caching, 'says nothing of caching'],
    [headers.get('x-content-type-options') !== 'nosniff', 'lets a browser guess its type'],
    [atDesk && headers.has('access-control-allow-origin'), 'opens the desk to other origins'],
    [!atDesk && headers.has('set-cookie'), 'sets a cookie in public'],
    [/^(?!\/(?!\/))/.test(headers.get('location') ?? '/'), 'leads to another site'],
    [text.includes(ADMIN_TOKEN) || text.includes(secret), 'tells a secret'],
    [method === 'HEAD' && text !== '', 'has a body'],
    [
      status === 405 && (headers.get('allow') ?? method).split(', ').includes(method),
      'allows what it refuses',
    ],
    [status === 401 && !headers.has('www-authenticate'), 'does not say how to be known'],
    [status >= 400 && LEAK.test(text), 'tells of its inside'],
  ];
  const found = faults.flatMap(([is, fault]) => (is ? [fault] : []));
  if (status < 400) return found;
  // A page that is not there is for people, and so is the answer to a form.
  const isForm = sent.get('content-type') === 'application/x-www-form-urlencoded';
  const mayBePage = isForm || (status === 404 && !pathname.startsWith('/api/'));
  if (mayBePage && headers.get('content-type') === 'text/html; charset=utf-8') return found;
  if (headers.get('content-type') !== PROBLEM) return [...found, 'is no problem document'];
  return method === 'HEAD' ? found : [...found, ...problemFaults(JSON.parse(text), status)];
}

export type Problem = {
  type: string;
  title: string;
  status: number;
  errors?: { pointer: string; detail: string; code: FaultCode }[];
};

function problemFaults(problem: Problem, status: number): string[] {
  const [, slug] = problem.type.split(`${ORIGIN}/docs/problems#`);
  const known = PROBLEMS[slug as ProblemSlug] ?? {};
  const { errors = [] } = problem;
  const faults: [boolean, string][] = [
    [known.status !== status || problem.status !== status, 'has another status than its problem'],
    [known.title !== problem.title, 'is no problem that we know'],
    [slug === 'invalid-fields' && errors.length === 0, 'names no field'],
    [errors.some(({ pointer }) => !POINTER.test(pointer)), 'points nowhere'],
    [errors.some(({ detail }) => !detail), 'says nothing of a field'],
    [errors.some(({ code }) => !FAULT_CODES.includes(code)), 'names no kind of fault that we know'],
    [errors.some(({ detail }) => LIBRARY.test(withoutQuotations(detail))), 'has the words of a library'],
  ];
  return faults.flatMap(([is, fault]) => (is ? [fault] : []));
}

// What the description of the API tells is what the routers have: no route more, and none less.
import { expect, test } from 'vitest';
import { allRouters } from '../../worker/app.ts';
import { DESK_OPERATIONS } from '../../worker/contract/desk/operations.ts';
import { PAGES, PUBLIC_OPERATIONS } from '../../worker/contract/public-operations.ts';
import { DESK_PATH } from '../../worker/routes/paths.ts';

const ROUTES = new Set(
  (await allRouters())
    .flatMap(({ routes }) => routes)
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`),
);

const DESCRIBED = new Set([
  ...Object.keys(PUBLIC_OPERATIONS),
  ...Object.keys(DESK_OPERATIONS).map((route) => route.replace(' ', ` ${DESK_PATH}`)),
]);

test('each route of the app is in the description, or is a page', () => {
  expect([...ROUTES].filter((route) => !DESCRIBED.has(route) && !PAGES.has(route))).toEqual([]);
});

test('each operation and each page is a route of the app', () => {
  expect([...DESCRIBED, ...PAGES].filter((route) => !ROUTES.has(route))).toEqual([]);
  expect([...PAGES].filter((route) => DESCRIBED.has(route))).toEqual([]);
});

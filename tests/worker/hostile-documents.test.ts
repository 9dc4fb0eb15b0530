// Documents that are almost right: refused by the field, or accepted, but never anything in between.

import { expect, test } from 'vitest';
import { plain } from '../../data/schemes/plain.ts';
import { anImportRow, aPledge } from '../builders.ts';
import { fullPledge, fullTracker } from '../data/subjects.ts';
import fc from '../property.ts';
import {
  GROUND,
  layGround,
  type Problem,
  partsOf,
  SLUGS,
  strike,
  versionAt,
  WRITING_ROUTES,
} from './hostile.ts';
import { mutated } from './mutation.ts';

/** Requests for each route. */
const RUNS = 120;

const note = 'Why it changed.';
const pledge = { ...fullPledge, related: [{ pledge: 'build-a-pier', relation: 'related' as const }] };
const tracker = { ...fullTracker, closedAt: null };

/** A valid body of each route, by the end of its path; of a route that is not named here, a whole pledge. */
const BODIES: Record<string, unknown> = {
  '/session': { token: 'pm_test_admin' },
  '/tokens': {
    name: 'Robin',
    role: 'editor',
    trackers: ['test-tracker'],
    expiresAt: '2030-01-01T00:00:00Z',
    email: 'robin@desk.example',
  },
  '/trackers': { ...tracker, id: 'another-tracker' },
  'PUT /:tracker': { ...tracker, id: 'test-tracker', scheme: plain },
  '/close': {
    closedAt: '2026-05-02T00:00:00Z',
    breakGlass: 'Why one person did it.',
    rules: [{ from: 'in-progress', to: 'broken', note, headline: 'Not done', summary: 'It was not done.' }],
  },
  '/import': {
    pledges: [
      anImportRow({ ...pledge, slug: 'plant-a-tree', verdict: anImportRow().verdict }),
      { slug: 'draft', state: 'draft' },
    ],
  },
  '/pledges': { slug: 'plant-a-tree', ...pledge },
  'PUT /:slug': pledge,
  '/submit': {},
  '/return': { note },
  '/assign': { to: 'Wren' },
  '/publish': { note, publishAt: null, breakGlass: 'Why one person did it.' },
  '/correct': { note, breakGlass: null },
  '/retract': { note },
  '/redact': { note, revisions: [1] },
  '/revert': { note, revision: 1, breakGlass: null },
  '/rename': { slug: 'another-name', aliases: ['/old/path', 'older-name'] },
  '/merge': { note, into: 'build-a-pier' },
  '/check': {},
  '/dispute': { note },
  '/settle': { note },
};

function bodyOf(route: string): unknown {
  const { method, path } = partsOf(route);
  const end = path.slice(path.lastIndexOf('/'));
  return BODIES[end] ?? BODIES[`${method} ${end}`] ?? aPledge();
}

const aSlug = fc.constantFrom(...SLUGS);

test.each(WRITING_ROUTES)('%s takes a mutated document or says which field is wrong', async (route) => {
  const { method, path } = partsOf(route);
  await fc.assert(
    fc
      .asyncProperty(aSlug, mutated(bodyOf(route)), async (slug, body) => {
        const address = path.replace(/:(\w+)/g, (_, name: string) => GROUND[name] ?? slug);
        const headers: [string, string][] = [
          ['content-type', 'application/json'],
          ['if-match', `"${versionAt(address)}"`],
          ['origin', 'https://pledges.example'],
        ];
        const { text, status } = await strike(route, { method, path: address, headers, body });
        if (status !== 422) return;
        const { errors = [] }: Problem = JSON.parse(text);
        const sent: unknown = JSON.parse(body || '{}');
        // What is wrong with the draft that is to be published is not in what was sent.
        for (const { pointer } of errors)
          if (!pointer.startsWith('/draft')) expect([pointer, leads(pointer, sent)]).toEqual([pointer, true]);
      })
      .beforeEach(layGround),
    { numRuns: RUNS },
  );
});

/** Whether a pointer leads into what was sent: to a place in it, or to one that is missing where it could be. */
function leads(pointer: string, sent: unknown): boolean {
  const parts = pointer.split('/').slice(1, -1);
  const place = parts.reduce<unknown>((at, part) => {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    return typeof at === 'object' && at !== null && Object.hasOwn(at, name)
      ? (at as Record<string, unknown>)[name]
      : undefined;
  }, sent);
  return pointer === '' || (typeof place === 'object' && place !== null);
}

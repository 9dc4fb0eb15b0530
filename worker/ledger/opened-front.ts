// The page of a tracker as it is, or of a private one as it would be opened. What is ready is read as the few columns that a
// page's lists and tallies need: nothing is published and taken back for it, so that thousands of pledges cost a moment.
import type { Front } from '../../data/published.ts';
import { isPrivate } from '../../data/visibility.ts';
import type { RowInput } from '../projection/input.ts';
import { project } from '../projection/project.ts';
import { trackerFront } from '../projection/tracker.ts';
import { frontKey } from '../published.ts';
import { projectionInput } from './projection-input.ts';

/** What its page is made of, if it is opened at `at`; null where there is no such tracker. */
export function openedFront(sql: SqlStorage, id: string, at: string, origin: string): Front | null {
  const input = projectionInput(sql);
  const whole = input.tracker(id);
  if (!whole) return null;
  if (!isPrivate(whole.tracker)) return project(frontKey(id), input, origin) as Front | null;
  const tracker = { ...whole.tracker, visibility: 'public' as const };
  const rows = readyRows(sql, id, tracker.scheme.version, at).filter(({ verdict }) =>
    // One that the scheme has lost since holds up the opening, and has no words here.
    tracker.scheme.verdicts.some((known) => known.id === verdict),
  );
  return trackerFront({ ...whole, tracker, openedAt: at }, rows, null, [], origin);
}

function readyRows(sql: SqlStorage, tracker: string, scheme: number, at: string): RowInput[] {
  type Row = {
    slug: string;
    title: string;
    categories: string;
    facets: string | null;
    kind: RowInput['kind'];
  } & {
    verdict: string;
    headline: string | null;
    publishedAt: string | null;
    updatedAt: string | null;
  };
  const rows = sql.exec<Row>(
    `SELECT slug,
       json_extract(ready, '$.content.title') AS title,
       json_extract(ready, '$.content.categories') AS categories,
       json_extract(ready, '$.content.facets') AS facets,
       json_extract(ready, '$.content.kind') AS kind,
       json_extract(ready, '$.content.verdict.id') AS verdict,
       json_extract(ready, '$.content.verdict.headline') AS headline,
       json_extract(ready, '$.imported.publishedAt') AS publishedAt,
       json_extract(ready, '$.imported.updatedAt') AS updatedAt
     FROM pledge WHERE tracker = ? AND ready IS NOT NULL
     ORDER BY coalesce(updatedAt, ?) DESC, slug`,
    tracker,
    at,
  );
  return [...rows].map(({ categories, facets, publishedAt, updatedAt, headline, ...row }) => ({
    ...row,
    categories: JSON.parse(categories),
    ...(facets === null ? {} : { facets: JSON.parse(facets) }),
    headline: headline ?? '',
    status: 'published' as const,
    scheme,
    publishedAt: publishedAt ?? at,
    underReview: null,
    updatedAt: (publishedAt && updatedAt) ?? at,
  }));
}

// What no row of a backup shows by itself: that the rows fit each other.
import type { FieldError } from '../../data/field-error.ts';

// Each finds the pledges of which something does not hold, and says what.
const FAULTS: [what: string, find: string][] = [
  [
    'shows readers another revision than its newest',
    `SELECT tracker, slug FROM pledge
     WHERE revision IS NOT (SELECT max(number) FROM revision WHERE revision.pledge = pledge.id)`,
  ],
  [
    'has a revision that is another tracker’s',
    `SELECT pledge.tracker AS tracker, pledge.slug AS slug FROM pledge JOIN revision ON revision.pledge = pledge.id
     WHERE revision.tracker <> pledge.tracker`,
  ],
  [
    'has an alias that is another tracker’s, or another pledge’s slug',
    `SELECT pledge.tracker AS tracker, pledge.slug AS slug FROM pledge JOIN alias ON alias.pledge = pledge.id
     WHERE alias.tracker <> pledge.tracker
       OR EXISTS (SELECT 1 FROM pledge AS named WHERE named.tracker = alias.tracker AND named.slug = alias.slug)`,
  ],
  [
    'was merged into something that is not a published pledge of its tracker',
    `SELECT gone.tracker AS tracker, gone.slug AS slug FROM pledge AS gone JOIN pledge AS into_it ON into_it.id = gone.moved_to
     WHERE into_it.tracker <> gone.tracker OR into_it.status IS NULL OR into_it.moved_to IS NOT NULL`,
  ],
  [
    'is on record, or scheduled, in a tracker that is private',
    `SELECT pledge.tracker AS tracker, pledge.slug AS slug FROM pledge JOIN tracker ON tracker.id = pledge.tracker
     WHERE json_extract(tracker.document, '$.visibility') = 'private'
       AND (pledge.status IS NOT NULL OR pledge.work = 'scheduled' OR tracker.opened_at IS NOT NULL)`,
  ],
  [
    'is ready in a tracker that is open',
    `SELECT pledge.tracker AS tracker, pledge.slug AS slug FROM pledge JOIN tracker ON tracker.id = pledge.tracker
     WHERE pledge.ready IS NOT NULL AND json_extract(tracker.document, '$.visibility') IS NOT 'private'`,
  ],
  [
    'has a verdict that its version of the scheme does not know',
    `SELECT pledge.tracker AS tracker, pledge.slug AS slug
     FROM pledge JOIN revision ON revision.pledge = pledge.id AND revision.number = pledge.revision
     WHERE revision.document IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM scheme, json_each(scheme.document, '$.verdicts') AS verdict
       WHERE scheme.tracker = pledge.tracker AND scheme.version = json_extract(revision.document, '$.verdict.scheme')
         AND json_extract(verdict.value, '$.id') = json_extract(revision.document, '$.verdict.id'))`,
  ],
];

/** The first pledge that does not stand as an act would have left it, or null. */
export function standingFault(sql: SqlStorage): FieldError | null {
  for (const [what, find] of FAULTS) {
    const [found] = sql.exec<{ tracker: string; slug: string }>(`${find} LIMIT 1`);
    if (found) return { pointer: '/table', detail: `pledge: ${found.tracker}/${found.slug} ${what}` };
  }
  return null;
}

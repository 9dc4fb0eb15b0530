// Closing a term: one act in which every open promise gets its last verdict by a rule that is stated beforehand.
import type { Pledge, Tracker } from '../../data/schema.ts';
import { type Act, audit } from './act.ts';
import { canonical } from './chain.ts';
import { enqueueTracker } from './outbox.ts';
import { type PledgeRow, publishedDocument } from './pledges.ts';
import { done, type FieldError, type Result, refused } from './result.ts';
import { contentOf, documentFor, revise } from './revise.ts';
import { findTracker } from './trackers.ts';

/** Which verdict each open one becomes, and what readers are told. The same verdict again leaves it as it is. */
export type ClosingRule = {
  from: string;
  to: string;
  note: string;
  headline?: string | undefined;
  summary?: string | undefined;
};

export type Closing = { closedAt: string; rules: ClosingRule[] };

export type ClosingReport = {
  dryRun: boolean;
  version: number;
  closedAt: string;
  changes: { slug: string; title: string; from: string; to: string }[];
  kept: number;
};

/** Applies the rules to every open pledge and closes the tracker; with `dryRun`, only says what it would do. */
export function closeTerm(
  act: Act,
  trackerId: string,
  version: number,
  { closedAt, rules }: Closing,
  dryRun: boolean,
): Result<ClosingReport> {
  const found = findTracker(act.sql, trackerId);
  if (!found) return refused({ reason: 'unknown-tracker' });
  if (found.version !== version) return refused({ reason: 'stale', version: found.version });
  const { tracker } = found;
  const open = openPledges(act.sql, tracker);
  const errors = faults(tracker, rules, open);
  if (errors.length > 0) return refused({ reason: 'invalid', errors });

  const ruled = open.flatMap((each) => {
    const rule = rules.find(({ from }) => from === each.document.verdict.id);
    return rule && rule.to !== rule.from ? [{ ...each, rule }] : [];
  });
  const report: ClosingReport = {
    dryRun,
    version: dryRun ? version : version + 1,
    closedAt,
    changes: ruled.map(({ row, document, rule }) => ({
      slug: row.slug,
      title: document.title,
      from: rule.from,
      to: rule.to,
    })),
    kept: open.length - ruled.length,
  };
  if (dryRun) return done(report);
  for (const { row, document, rule } of ruled) {
    const { note, to, headline, summary } = rule;
    const content = contentOf(document);
    const verdict = {
      ...content.verdict,
      id: to,
      ...(headline ? { headline } : {}),
      ...(summary ? { summary } : {}),
    };
    const next = documentFor(act, tracker, { ...content, verdict }, document);
    revise(act, row, next, { act: 'close', kind: 'verdict', note, detail: { from: rule.from, to } });
  }
  act.sql.exec(
    'UPDATE tracker SET version = version + 1, document = ?, updated_at = ? WHERE id = ?',
    canonical({ ...tracker, closedAt }),
    act.at,
    tracker.id,
  );
  audit(act, { act: 'close term', tracker: tracker.id, detail: { closedAt, rules, changed: ruled.length } });
  enqueueTracker(act, tracker.id);
  return done(report);
}

type Open = { row: PledgeRow; document: Pledge };

function openPledges(sql: SqlStorage, tracker: Tracker): Open[] {
  const final = new Set(tracker.scheme.verdicts.filter((verdict) => verdict.final).map(({ id }) => id));
  const rows = sql.exec<PledgeRow>(
    "SELECT * FROM pledge WHERE tracker = ? AND status = 'published' ORDER BY slug",
    tracker.id,
  );
  return [...rows].flatMap((row) => {
    const document = publishedDocument(sql, row);
    return document && !final.has(document.verdict.id) ? [{ row, document }] : [];
  });
}

function faults({ scheme }: Tracker, rules: ClosingRule[], open: Open[]): FieldError[] {
  const known = new Set(scheme.verdicts.map(({ id }) => id));
  const errors = rules.flatMap(({ from, to }, index) =>
    (['from', 'to'] as const).flatMap((end) =>
      known.has({ from, to }[end])
        ? []
        : [{ pointer: `/rules/${index}/${end}`, detail: 'is not a verdict here' }],
    ),
  );
  const ruled = new Set(rules.map(({ from }) => from));
  if (ruled.size < rules.length)
    errors.push({ pointer: '/rules', detail: 'two rules are about the same verdict' });
  for (const id of new Set(open.map(({ document }) => document.verdict.id)))
    if (!ruled.has(id)) errors.push({ pointer: '/rules', detail: `no rule says what becomes of "${id}"` });
  return errors;
}

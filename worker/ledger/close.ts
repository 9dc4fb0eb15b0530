// Closing a term: one act in which every open promise gets its last verdict by a rule that is stated beforehand.
import { instantOrDay } from '../../data/field.ts';
import { type Pledge, type PledgeContent, publishableSchema } from '../../data/pledge.ts';
import { isPrivate, type Tracker } from '../../data/tracker.ts';
import { type Act, audit } from './act.ts';
import { canonical } from './chain.ts';
import { enqueueTracker } from './enqueue.ts';
import { type PledgeRow, publishedDocument } from './pledges.ts';
import { done, type FieldError, fieldError, fieldErrors, type Result, refused, unknownId } from './result.ts';
import { contentOf, documentFor, revise } from './revise.ts';
import { closingFault } from './tracker-acts.ts';
import { findTracker } from './trackers.ts';
import { brokenGlass, isSecondPerson } from './work.ts';

/** Which verdict each open one becomes, and what readers are told. The same verdict again leaves it as it is. */
export type ClosingRule = {
  from: string;
  to: string;
  note: string;
  headline?: string | undefined;
  summary?: string | undefined;
};

/** `closedAt`: an instant or a day. `breakGlass`: why one person closes the term of a tracker that wants two. */
export type Closing = { closedAt: string; rules: ClosingRule[]; breakGlass: string | null };

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
  { closedAt: sent, rules, breakGlass }: Closing,
  dryRun: boolean,
): Result<ClosingReport> {
  const found = findTracker(act.sql, trackerId);
  if (!found) return refused({ reason: 'unknown-tracker' });
  if (found.version !== version) return refused({ reason: 'stale', version: found.version });
  const { tracker } = found;
  if (isPrivate(tracker)) return refused({ reason: 'private-tracker', act: 'close' });
  const read = instantOrDay(tracker.timezone).safeParse(sent);
  if (!read.success) return refused({ reason: 'invalid', errors: fieldErrors(read.error, '/closedAt') });
  const closedAt = read.data;
  const early = closingFault(act, closedAt);
  if (early) return early;
  const publishable = publishableSchema(tracker, act.at);
  const open = openPledges(act.sql, tracker);
  const ruled = open.flatMap((each) => applyRule(each, rules));
  const wrongRules = ruleFaults(tracker, rules, open);
  const errors =
    wrongRules.length > 0 ? wrongRules : ruled.flatMap((each) => contentFaults(publishable, each));
  if (errors.length > 0) return refused({ reason: 'invalid', errors });
  // Whoever states the rules is taken for the author of what they make.
  if (!dryRun && !isSecondPerson(act, tracker, [act.editor.name], breakGlass))
    return refused({ reason: 'second-person' });

  const isDone = ruled.length === 0 && tracker.closedAt === closedAt;
  const report: ClosingReport = {
    dryRun,
    version: dryRun || isDone ? version : version + 1,
    closedAt,
    changes: ruled.map(({ row, document, rule }) => ({
      slug: row.slug,
      title: document.title,
      from: rule.from,
      to: rule.to,
    })),
    kept: open.length - ruled.length,
  };
  if (dryRun || isDone) return done(report);
  for (const { row, document, content, rule } of ruled) {
    const next = documentFor(act, tracker, content, document);
    const detail = { from: rule.from, to: rule.to };
    revise(act, row, next, {
      act: 'close',
      kind: 'verdict',
      note: rule.note,
      authors: [act.editor.name],
      detail,
    });
  }
  act.sql.exec(
    'UPDATE tracker SET version = version + 1, document = ?, updated_at = ? WHERE id = ?',
    canonical({ ...tracker, closedAt }),
    act.at,
    tracker.id,
  );
  const detail = { closedAt, rules, changed: ruled.length, ...brokenGlass(breakGlass) };
  audit(act, { act: 'close term', tracker: tracker.id, detail });
  enqueueTracker(act, tracker.id);
  return done(report);
}

type Open = { row: PledgeRow; document: Pledge };
type Ruled = Open & { rule: ClosingRule; content: PledgeContent };

function applyRule({ row, document }: Open, rules: ClosingRule[]): Ruled[] {
  const rule = rules.find(({ from }) => from === document.verdict.id);
  if (!rule || rule.to === rule.from) return [];
  const content = contentOf(document);
  const { headline = content.verdict.headline, summary = content.verdict.summary } = rule;
  const verdict = { ...content.verdict, id: rule.to, headline, summary };
  return [{ row, document, rule, content: { ...content, verdict } }];
}

// A rule may make of a pledge what could not be published, such as a verdict without a source.
function contentFaults(
  publishable: ReturnType<typeof publishableSchema>,
  { row, content }: Ruled,
): FieldError[] {
  const parsed = publishable.safeParse(content);
  if (parsed.success) return [];
  return fieldErrors(parsed.error).map(({ pointer, detail, ...fault }) => ({
    ...fault,
    pointer: '/rules',
    detail: `of "${row.slug}", ${pointer} ${detail}`,
  }));
}

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

function ruleFaults({ scheme }: Tracker, rules: ClosingRule[], open: Open[]): FieldError[] {
  const known = new Set(scheme.verdicts.map(({ id }) => id));
  const errors = rules.flatMap(({ from, to }, index) =>
    (['from', 'to'] as const).flatMap((end) =>
      known.has({ from, to }[end])
        ? []
        : [unknownId(`/rules/${index}/${end}`, 'a verdict', { from, to }[end], [...known])],
    ),
  );
  const ruled = new Set(rules.map(({ from }) => from));
  if (ruled.size < rules.length)
    errors.push(fieldError('/rules', { code: 'twice', of: 'a verdict to become another' }));
  for (const id of new Set(open.map(({ document }) => document.verdict.id)))
    if (!ruled.has(id))
      errors.push(
        fieldError('/rules', `have none that says what becomes of "${id}"; each open verdict needs one`),
      );
  return errors;
}

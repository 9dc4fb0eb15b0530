// What becomes of each open promise when a term ends, by rules that are stated beforehand and exceptions from them.

import type { TrackerRecord } from '../../data/desk.ts';
import { instantOrDay } from '../../data/field.ts';
import type { FieldError } from '../../data/field-error.ts';
import { type Pledge, type PledgeContent, publishableSchema } from '../../data/pledge.ts';
import type { Closable, Closing, ClosingException, ClosingRule } from '../../data/running.ts';
import type { Tracker } from '../../data/tracker.ts';
import { faultList } from '../fault-list.ts';
import { fieldError, fieldErrors, unknownId } from '../field-error.ts';
import { done, type Result, refused } from '../result.ts';
import type { Act } from './act.ts';
import { type PledgeRow, publishedDocument } from './pledges.ts';
import { contentOf } from './revise.ts';
import { closingFault } from './tracker-acts.ts';
import { isSecondPerson } from './work.ts';

export type Open = { row: PledgeRow; document: Pledge };

/** What is said of a pledge, by a rule or by an exception. */
export type Decided = Pick<ClosingRule, 'to' | 'note' | 'headline' | 'summary'>;

/** A pledge that gets another verdict. */
export type Ruled = Open & { decided: Decided; isException: boolean; content: PledgeContent };

/** Every published pledge of a tracker whose verdict is not final, by its slug. */
export function openPledges(sql: SqlStorage, tracker: Tracker): Open[] {
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

/** What there is to decide, in the order in which the scheme has its verdicts. */
export function closable(act: Act, { tracker, version }: TrackerRecord): Closable {
  const open = openPledges(act.sql, tracker);
  const counts = Map.groupBy(open, ({ document }) => document.verdict.id);
  const order = tracker.scheme.verdicts.toSorted((a, b) => a.order - b.order).map(({ id }) => id);
  return {
    version,
    closedAt: tracker.closedAt ?? null,
    needsSecondPerson: !isSecondPerson(act, tracker, [act.editor.name], null),
    open: [...counts]
      .map(([verdict, { length: count }]) => ({ verdict, count }))
      .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict)),
    pledges: open.map(({ row, document }) => ({
      slug: row.slug,
      title: document.title,
      verdict: document.verdict.id,
      isInTheWorks: row.work !== null,
    })),
  };
}

/** What a pledge becomes by what is decided of it. */
export function ruled({ row, document }: Open, decided: Decided, isException: boolean): Ruled {
  const content = contentOf(document);
  const { headline = content.verdict.headline, summary = content.verdict.summary } = decided;
  const verdict = { ...content.verdict, id: decided.to, headline, summary };
  return { row, document, decided, isException, content: { ...content, verdict } };
}

/** When a term ended, of what was sent; a day is one of the tracker's own zone. */
export function closingInstant(act: Act, tracker: Tracker, sent: string): Result<string, 'invalid'> {
  const read = instantOrDay(tracker.timezone).safeParse(sent);
  if (!read.success) return refused({ reason: 'invalid', errors: fieldErrors(read.error, '/closedAt') });
  return closingFault(act, read.data) ?? done(read.data);
}

/** What a closing would change. Everything that is wrong with it is told at once. */
export function planClosing(
  act: Act,
  tracker: Tracker,
  { closedAt: sent, rules, exceptions }: Closing,
): Result<{ closedAt: string; changes: Ruled[]; kept: number }, 'invalid'> {
  const open = openPledges(act.sql, tracker);
  const byVerdict = new Map(rules.map((rule) => [rule.from, rule]));
  const bySlug = new Map(exceptions.map((exception) => [exception.slug, exception]));
  const changes = open.flatMap((each) => {
    const exception = bySlug.get(each.row.slug);
    const decided = exception ?? byVerdict.get(each.document.verdict.id);
    if (!decided || decided.to === each.document.verdict.id) return [];
    return ruled(each, decided, exception !== undefined);
  });
  const closedAt = closingInstant(act, tracker, sent);
  const faults = faultList();
  if (!closedAt.ok && closedAt.reason === 'invalid') faults.add(closedAt.errors);
  faults.add(ruleFaults(tracker, rules));
  faults.add(exceptionFaults(tracker, exceptions, open));
  faults.add(openFaults(byVerdict, bySlug, open));
  const publishable = publishableSchema(tracker, act.at);
  const known = new Set(tracker.scheme.verdicts.map(({ id }) => id));
  // Of an unknown verdict that is said once, where it is named.
  for (const each of changes) if (known.has(each.decided.to)) faults.add(contentFaults(publishable, each));
  if (closedAt.ok && faults.total === 0)
    return done({ closedAt: closedAt.value, changes, kept: open.length - changes.length });
  const { errors, total, groups } = faults.counted();
  return refused({ reason: 'invalid', errors, ...(total > errors.length ? { total, groups } : {}) });
}

const WITHOUT_NOTE = 'is missing; readers are told why the verdict is another';

function unknownVerdicts({ scheme }: Tracker, named: [pointer: string, id: string][]): FieldError[] {
  const known = scheme.verdicts.map(({ id }) => id);
  return named.flatMap(([pointer, id]) =>
    known.includes(id) ? [] : [unknownId(pointer, 'a verdict', id, known)],
  );
}

function ruleFaults(tracker: Tracker, rules: readonly ClosingRule[]): FieldError[] {
  const errors = rules.flatMap(({ from, to, note }, index) => [
    ...unknownVerdicts(tracker, [
      [`/rules/${index}/from`, from],
      [`/rules/${index}/to`, to],
    ]),
    ...noteFault(`/rules/${index}/note`, from === to, note),
  ]);
  if (new Set(rules.map(({ from }) => from)).size < rules.length)
    errors.push(fieldError('/rules', { code: 'twice', of: 'a verdict to become another' }));
  return errors;
}

function exceptionFaults(
  tracker: Tracker,
  exceptions: readonly ClosingException[],
  open: readonly Open[],
): FieldError[] {
  const verdicts = new Map(open.map(({ row, document }) => [row.slug, document.verdict.id]));
  return exceptions.flatMap(({ slug, to, note }, index) => {
    const pointer = `/exceptions/${index}`;
    const from = verdicts.get(slug);
    return [
      ...(from === undefined ? [unknownId(`${pointer}/slug`, 'a pledge with an open verdict', slug)] : []),
      ...unknownVerdicts(tracker, [[`${pointer}/to`, to]]),
      ...noteFault(`${pointer}/note`, from === undefined || from === to, note),
    ];
  });
}

function noteFault(pointer: string, isKept: boolean, note: string | undefined): FieldError[] {
  if (isKept || note !== undefined) return [];
  return [fieldError(pointer, { code: 'missing', allowed: { type: 'string' } }, WITHOUT_NOTE)];
}

function openFaults(
  rules: ReadonlyMap<string, unknown>,
  exceptions: ReadonlyMap<string, unknown>,
  open: readonly Open[],
): FieldError[] {
  const unruled = open.flatMap(({ row, document: { verdict } }) =>
    rules.has(verdict.id) || exceptions.has(row.slug) ? [] : [verdict.id],
  );
  return [...new Set(unruled)].map((id) =>
    fieldError('/rules', `have none that says what becomes of "${id}"; each open verdict needs one`),
  );
}

// A rule may make of a pledge what could not be published, such as a verdict without a source.
function contentFaults(
  publishable: ReturnType<typeof publishableSchema>,
  { row, content }: Ruled,
): FieldError[] {
  const parsed = publishable.safeParse(content);
  return parsed.success ? [] : fieldErrors(parsed.error, `/pledges/${row.slug}`);
}

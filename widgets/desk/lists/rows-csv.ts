// What was found as a sheet, to count, sort or hand on. An export that can be imported again is the endpoint's.
import type { ListedPledge } from '../../../data/desk.ts';
import { hrefOf, inLanguage, pledges } from '../common/pledges.ts';
import { words } from '../words/words.ts';

// Without it Excel takes UTF-8 for the encoding of the reader's locale.
const BYTE_ORDER_MARK = '\ufeff';
// A spreadsheet runs a cell that begins so; an apostrophe makes it text.
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

type Cell = string | number | null;

/** The rows as CSV (RFC 4180), with the desk's own words. */
export function csvOf(rows: readonly ListedPledge[]): string {
  const { title, verdict, state, reasons, category, assignee, owner, due, checked, updated, tracker } =
    words.find.columnNames;
  const head = [
    tracker,
    title,
    verdict,
    state,
    reasons,
    category,
    assignee,
    owner,
    due,
    checked,
    updated,
    'URL',
  ];
  return (
    BYTE_ORDER_MARK +
    [head, ...rows.map(cellsOf)].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')
  );
}

function cellsOf(row: ListedPledge): Cell[] {
  const tracker = pledges.tracker(row.tracker);
  const verdict = pledges.verdict(row);
  const categories = row.categories.map((id) => {
    const known = tracker?.categories.find((each) => each.id === id);
    return known ? inLanguage(known.label, tracker) : id;
  });
  return [
    tracker?.name ?? row.tracker,
    row.title ?? row.slug,
    verdict ? inLanguage(verdict.label, tracker) : row.verdict,
    words.states[row.state],
    row.reasons.map((reason) => words.find.reasons[reason]).join('; '),
    categories.join('; '),
    row.assignee,
    row.owner,
    row.due,
    row.checkedAt,
    row.updatedAt,
    location.origin + hrefOf(row),
  ];
}

function quoted(cell: Cell): string {
  const text = String(cell ?? '');
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/** Hands the rows to the browser as a file. */
export function downloadCsv(rows: readonly ListedPledge[], name: string): void {
  const href = URL.createObjectURL(new Blob([csvOf(rows)], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

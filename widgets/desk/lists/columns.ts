// The columns of the lists: what stands in each, how wide it is, and what the endpoint sorts by. Widths are the columns' own
// and not the contents': so rows can be drawn as one comes to them, and nothing moves.
import { html, nothing, type TemplateResult } from 'lit';
import type { ListedPledge } from '../../../data/desk.ts';
import { day, dayOf } from '../common/dates.ts';
import { label, written } from '../common/in-language.ts';
import { pledges } from '../common/pledges.ts';
import { reasonOf, stateOf, titleCell, trackerOf, verdictOf } from './pledge-row.ts';

type Cell = TemplateResult | TemplateResult[] | string | typeof nothing;
/**
 * A column: `rem` is its width, of the title's the least; `track` is one that gives way to the title in narrower windows, by
 * the window and never by what is in it; `sort` is what the endpoint calls it.
 */
export type Column = { rem: number; track?: string; sort?: string; cell(row: ListedPledge): Cell };

const dayCell = (instant: string | null, row: ListedPledge): Cell =>
  instant === null ? nothing : dayOf(instant, pledges.tracker(row.tracker));

/** All there are, by name. */
export const COLUMNS = {
  verdict: { rem: 11, track: 'clamp(8.25rem, 25vw - 11.5rem, 11rem)', sort: 'verdict', cell: verdictOf },
  title: { rem: 12, sort: 'title', cell: titleCell },
  reasons: { rem: 11.5, cell: reasonOf },
  state: { rem: 9, cell: (row) => stateOf(row) },
  category: { rem: 9, cell: categoriesOf },
  assignee: { rem: 6, cell: ({ assignee }) => assignee ?? nothing },
  owner: { rem: 6, sort: 'owner', cell: ({ owner }) => owner },
  due: { rem: 6.25, sort: 'due', cell: ({ due }) => (due ? day(due) : nothing) },
  checked: { rem: 6.25, sort: 'checked', cell: (row) => dayCell(row.checkedAt, row) },
  updated: { rem: 6.25, sort: 'updated', cell: (row) => dayCell(row.updatedAt, row) },
  tracker: { rem: 8.5, track: 'clamp(6rem, 25vw - 14rem, 8.5rem)', cell: trackerOf },
} satisfies Record<string, Column>;
/** The name of a column. */
export type ColumnName = keyof typeof COLUMNS;

/** Whether a text names a column. */
export function isColumn(name: string): name is ColumnName {
  return Object.hasOwn(COLUMNS, name);
}

/** The box of a row, what is done on it, and the room between columns, in rem. */
const BOX = 2;
const ACT = 5.25;
const GAP = 0.625;

/** The widths of these as a grid has them, and the least of all together. */
export function tracksOf(names: readonly ColumnName[], { box, act }: { box: boolean; act: boolean }) {
  const widths = [...(box ? [BOX] : []), ...names.map((name) => COLUMNS[name].rem), ...(act ? [ACT] : [])];
  const tracks = [
    ...(box ? [`${BOX}rem`] : []),
    ...names.map((name) => {
      const { rem, track = `${rem}rem` }: Column = COLUMNS[name];
      return name === 'title' ? `minmax(${rem}rem, 1fr)` : track;
    }),
    ...(act ? [`${ACT}rem`] : []),
  ];
  const least = widths.reduce((sum, width) => sum + width, GAP * (widths.length - 1));
  return { tracks: tracks.join(' '), least: `${least}rem` };
}

function categoriesOf({ tracker: id, categories }: ListedPledge): Cell {
  const tracker = pledges.tracker(id);
  return categories.map((category, at) => {
    const known = tracker?.categories.find((each) => each.id === category);
    return html`${at > 0 ? ', ' : ''}${known ? label(known.label, tracker) : written(category, tracker)}`;
  });
}

// The questions to the endpoint: what would happen, do it, and take it back. Of answers that come late only the last counts.
import type { KeptMappings, MappedReport } from '../../../data/import-report.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { type Answer, ask } from '../common/api.ts';
import { mappingOf, rowsOf, type SheetState } from './sheet-state.ts';

const pathOf = (tracker: string) => `/trackers/${encodeURIComponent(tracker)}/import`;

/** What would become of each row. */
export function tryOut(
  tracker: Tracker,
  state: SheetState,
  signal: AbortSignal,
): Promise<Answer<MappedReport>> {
  const body = { mapping: mappingOf(tracker, state), header: state.header, rows: rowsOf(state) };
  return ask('POST', `${pathOf(tracker.id)}?dryRun=true`, { body, signal });
}

/** Does it, as it was looked at: a row that has moved since is refused. */
export function importSheet(
  tracker: Tracker,
  state: SheetState,
  seen: readonly string[],
): Promise<Answer<MappedReport>> {
  const body = {
    mapping: mappingOf(tracker, state),
    header: state.header,
    rows: rowsOf(state),
    id: state.id,
    seen,
  };
  return ask('POST', pathOf(tracker.id), { body });
}

/** By which mappings sheets came in before. */
export function keptMappings(tracker: string): Promise<Answer<KeptMappings>> {
  return ask('GET', pathOf(tracker));
}

/** Of each row that was sent, where it stood when it was looked at. */
export function seenOf({ rows }: SheetState, report: MappedReport): string[] {
  const seen = new Map(report.rows?.map((row) => [row.row, row.seen]));
  return rows.map((_, at) => seen.get(at) ?? '');
}

// The demonstration's data, brought in the way an editor's program would.
import type { ImportRow } from '../data/import-row.ts';
import * as example from '../data/seed/example.ts';
import * as uk2017 from '../data/seed/uk-2017.ts';
import type { Tracker } from '../data/tracker.ts';
import { ask, type Desk } from './desk-client.ts';

const SEEDS: { tracker: Tracker; pledges: ImportRow[] }[] = [uk2017, example];

/** Founds the demonstration's trackers and imports their pledges; where they are in place already, changes nothing. */
export async function bringInSeeds(desk: Desk): Promise<void> {
  for (const { tracker, pledges } of SEEDS) {
    await ask(desk, '/trackers', { method: 'POST', body: tracker }, [409]);
    // The fictional verdicts may have been changed since: rows that were imported before are left as they are.
    await ask(desk, `/trackers/${tracker.id}/import`, { method: 'POST', body: { pledges } });
  }
}

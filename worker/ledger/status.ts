import { type Editor, includesRole, mayEnter, routesOf } from '../../data/roles.ts';
import type { InstallationStatus } from '../../data/running.ts';
import type { Act } from './act.ts';
import { backupKey } from './backup-key.ts';
import { waitingNews } from './news.ts';
import { waiting } from './outbox.ts';
import type { Pace } from './pace.ts';
import { purgeRefusal } from './purge.ts';
import { droppedSuggestions } from './suggestion-queue.ts';
import { countOpenSuggestions } from './suggestions.ts';

/** The status as far as the Ledger knows it; how webhooks are, the Courier does. */
export type LedgerStatus = Omit<InstallationStatus, 'news' | 'mail'> & {
  news: Omit<InstallationStatus['news'], 'webhooks'>;
};

/** What has not reached readers, how it gets on, what waits for whoever asks, and when everything was last taken along. */
export function statusOf({ sql, editor }: Act, pace: Pace, seconds: number): LedgerStatus {
  const queue = waiting(sql);
  return {
    waiting: queue,
    pace: paceOf(pace, queue.count),
    news: waitingNews(sql),
    edge: { seconds, refused: purgeRefusal(sql) },
    suggestions: {
      open: countOpenSuggestions(sql, editor.trackers),
      dropped: droppedSuggestions(sql, editor.trackers),
    },
    backup: routesOf(editor).includes('GET /backup') ? { key: backupKey(sql), last: lastBackup(sql) } : null,
    exported: lastExport(sql, editor),
  };
}

function paceOf({ perSecond }: Pace, count: number): InstallationStatus['pace'] {
  if (perSecond === null) return null;
  const left = (count / perSecond) * 1000;
  return {
    perSecond: Math.round(perSecond * 10) / 10,
    doneAt: count === 0 ? null : new Date(Date.now() + left).toISOString(),
  };
}

function lastBackup(sql: SqlStorage) {
  const [row] = sql.exec<{ at: string; by: string }>(
    "SELECT at, editor AS by FROM audit WHERE act = 'backup sent' ORDER BY id DESC LIMIT 1",
  );
  return row ?? null;
}

function lastExport(sql: SqlStorage, editor: Editor): InstallationStatus['exported'] {
  if (!includesRole(editor.role, 'admin')) return null;
  const rows = sql.exec<{ at: string; by: string; tracker: string }>(
    `SELECT at, editor AS by, tracker FROM audit JOIN tracker ON tracker.id = audit.tracker
     WHERE act = 'export' ORDER BY audit.id DESC`,
  );
  for (const row of rows) if (mayEnter(editor, row.tracker)) return row;
  return null;
}

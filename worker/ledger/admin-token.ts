import { sha256 } from '../digest.ts';
import type { Act } from './act.ts';
import { ADMIN } from './credentials.ts';
import { schedulesOf, sendSchedulesToReview } from './schedules.ts';

/**
 * Notes with which ADMIN_TOKEN the Ledger starts: a changed secret is deployed, and a deployment starts the Ledger anew.
 * Whoever knew the one before may be anybody, so its sessions and its invitations end for good, and what it scheduled goes back to review.
 */
export function noteAdminToken(act: Act, adminToken: string | undefined): void {
  const { sql } = act;
  const hash = sha256(adminToken ?? '');
  const [before] = sql.exec<{ hash: string }>('SELECT hash FROM admin_token');
  if (before?.hash === hash) return;
  sql.exec('DELETE FROM admin_token');
  sql.exec('INSERT INTO admin_token VALUES (?)', hash);
  if (!before) return;
  sql.exec('DELETE FROM session WHERE secret_hash <> ?', hash);
  sql.exec(
    "UPDATE invite SET ended_at = ?, ended_as = 'void', hash = NULL WHERE secret_hash <> ? AND ended_at IS NULL",
    act.at,
    hash,
  );
  sendSchedulesToReview(
    act,
    schedulesOf(sql, ADMIN.name),
    'Taken off the schedule: the ADMIN_TOKEN that scheduled it has changed.',
  );
}

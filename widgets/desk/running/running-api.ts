// The endpoint's routes for whoever runs an installation, as far as these screens use them.
import type {
  AuditPage,
  Closable,
  Closing,
  ClosingReport,
  InstallationStatus,
  Republished,
} from '../../../data/running.ts';
import { ask } from '../common/api.ts';

const DESK = '/api/v1/desk';
const at = (tracker: string) => `/trackers/${encodeURIComponent(tracker)}`;

export const runningApi = {
  audit: (query: URLSearchParams, signal?: AbortSignal) =>
    ask<AuditPage>('GET', `/audit?${query}`, { signal }),
  /** Where the audit is as a spreadsheet. */
  auditSheet: (query: URLSearchParams) => `${DESK}/audit.csv?${query}`,
  status: (signal?: AbortSignal) => ask<InstallationStatus>('GET', '/status', { signal }),
  republish: (isDryRun: boolean) => ask<Republished>('POST', `/republish${isDryRun ? '?dryRun=true' : ''}`),
  /** Where a backup is. */
  backup: `${DESK}/backup`,
  closable: (tracker: string, signal?: AbortSignal) =>
    ask<Closable>('GET', `${at(tracker)}/close`, { signal }),
  /** Closes a term, or with `isDryRun` says what would be, and all that is wrong. */
  close: (tracker: string, version: number, body: Closing, isDryRun: boolean) =>
    ask<ClosingReport>('POST', `${at(tracker)}/close${isDryRun ? '?dryRun=true' : ''}`, { body, version }),
  /** Where the page of a pledge is as it would be, for a frame. */
  pageAfter: (tracker: string, query: URLSearchParams) => `${DESK}${at(tracker)}/close/preview.html?${query}`,
};

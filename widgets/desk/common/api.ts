// The one client of the desk endpoint. The session's cookie goes along by itself, and the browser adds the Origin that
// the endpoint asks for; what is left is the version (ETag in, If-Match out) and telling refused from unreachable.
import type { BulkAct } from '../../../data/bulk.ts';
import type {
  BulkAnswer,
  DeskRevision,
  Found,
  Opening,
  PledgeRecord,
  Preview,
  SavedView,
  StaffedTracker,
  Today,
  TrackerRecord,
  TrashedPledge,
  Waiting,
  WithUndo,
} from '../../../data/desk.ts';
import type { FieldError } from '../../../data/field-error.ts';
import type { Me } from '../../../data/people.ts';
import type { Pledge, PledgeDraft } from '../../../data/pledge.ts';
import type { PledgeAct } from '../../../data/states.ts';
import type { OpenVisibility, Tracker } from '../../../data/tracker.ts';

const BASE = '/api/v1/desk';
const TIMEOUT_MILLISECONDS = 30_000;

/**
 * A refusal, as the endpoint words it (RFC 9457). `slug` is the end of its `type`. Some are the client's own:
 * `offline` (no answer came, so an act may or may not have been done), `unreadable` (an answer that is none of the
 * endpoint's), `aborted` (nobody waits for it any more), `other-person` (not sent again, as somebody else has signed in).
 */
export type Problem = {
  slug: string;
  title: string;
  status: number;
  detail?: string;
  errors?: FieldError[];
  version?: number;
  allowed?: string[];
  /** Of many faults, of which `errors` are the first: how many there are. */
  total?: number;
  /** How many pledges would be gone with a tracker. */
  pledges?: number;
};

/** What came of a request. `etag` is the version, as the next act on the same thing has to name it. */
export type Answer<Value> = { ok: true; value: Value; etag: string | null } | { ok: false; problem: Problem };

/** Which pledge, in an address. */
export type PledgeName = { tracker: string; slug: string };

/** An act that has an address of its own: a save is a PUT, and the trash a DELETE. */
export type PostedAct = Exclude<PledgeAct, 'save' | 'trash'>;

/** `keepalive`: it is to arrive although the page goes. */
type Sent = { body?: unknown; version?: number; signal?: AbortSignal | undefined; keepalive?: boolean };

/** How it ended when somebody whose session was over was asked to sign in again. */
export type Renewal = 'same-person' | 'other-person' | 'put-off';

/** Who asks. `isOver`: the cookie is another person's by now, so that nothing may be sent with it. */
type Asking = { isOver: boolean; renew(): Promise<Renewal> };

let asking: Asking = { isOver: false, renew: async () => 'put-off' };

/** Sets on whose behalf requests are sent, and what happens when their session has ended. */
export function askFor(person: Asking): void {
  asking = person;
}

/** One request. A session that ended is renewed by signing in; then the same person's request is sent once more. */
export async function ask<Value>(method: string, path: string, sent: Sent = {}): Promise<Answer<Value>> {
  const answer = asking.isOver ? refused('unauthenticated', 401) : await send<Value>(method, path, sent);
  if (answer.ok || answer.problem.slug !== 'unauthenticated') return answer;
  const renewal = await asking.renew();
  if (renewal === 'same-person') return send(method, path, sent);
  return renewal === 'other-person' ? refused('other-person') : answer;
}

function refused(slug: string, status = 0): { ok: false; problem: Problem } {
  return { ok: false, problem: { slug, title: '', status } };
}

/** One request as it is, whoever is signed in. */
export async function send<Value>(
  method: string,
  path: string,
  { body, version, signal, keepalive = false }: Sent = {},
): Promise<Answer<Value>> {
  const timeout = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
  try {
    const response = await fetch(BASE + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
      keepalive,
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    return await read<Value>(response);
  } catch {
    // TypeError: no network, or Access wants its own sign-in and redirects; TimeoutError: too late; AbortError.
    return refused(signal?.aborted ? 'aborted' : 'offline');
  }
}

async function read<Value>(response: Response): Promise<Answer<Value>> {
  const text = await response.text();
  try {
    const value = text === '' ? undefined : JSON.parse(text);
    if (response.ok) return { ok: true, value, etag: response.headers.get('etag') };
    return { ok: false, problem: { ...value, slug: new URL(value.type).hash.slice(1) } };
  } catch {
    // SyntaxError or TypeError: a page of something between us and the endpoint.
    return refused('unreadable', response.status);
  }
}

function queryOf(query: URLSearchParams): string {
  return query.size > 0 ? `?${query}` : '';
}

function pathOf({ tracker, slug }: PledgeName): string {
  return `/trackers/${encodeURIComponent(tracker)}/pledges/${encodeURIComponent(slug)}`;
}

/** The endpoint's routes, as far as the app uses them. */
export const desk = {
  me: () => send<Me>('GET', '/me'),
  signIn: (token: string) => send('POST', '/session', { body: { token } }),
  signOut: (everywhere: boolean) => send('DELETE', `/session${everywhere ? '?everywhere=true' : ''}`),
  /** What there is to do, narrowed by a query; the endpoint pages what is due. */
  today: (query: URLSearchParams, signal?: AbortSignal) =>
    ask<Today>('GET', `/today${queryOf(query)}`, { signal }),
  /** Pledges of all trackers of whoever asks, a page at a time. */
  find: (query: URLSearchParams, signal?: AbortSignal) =>
    ask<Found>('GET', `/pledges${queryOf(query)}`, { signal }),
  views: () => ask<{ views: SavedView[] }>('GET', '/views'),
  keepViews: (views: SavedView[]) => ask<{ views: SavedView[] }>('PUT', '/views', { body: { views } }),
  status: () => ask<{ waiting: Waiting }>('GET', '/status'),
  trackers: (signal?: AbortSignal) => ask<{ trackers: TrackerRecord[] }>('GET', '/trackers', { signal }),
  create: (tracker: string, pledge: PledgeDraft & { slug: string }) =>
    ask<PledgeRecord>('POST', `/trackers/${encodeURIComponent(tracker)}/pledges`, { body: pledge }),
  pledge: (name: PledgeName, signal?: AbortSignal) => ask<PledgeRecord>('GET', pathOf(name), { signal }),
  tracker: (tracker: string, signal?: AbortSignal) =>
    ask<StaffedTracker>('GET', `/trackers/${encodeURIComponent(tracker)}`, { signal }),
  /** Founds a tracker, or with `isDryRun` says what would be wrong with it. */
  found: (tracker: unknown, isDryRun: boolean, signal?: AbortSignal) =>
    ask<TrackerRecord>('POST', `/trackers${isDryRun ? '?dryRun=true' : ''}`, { body: tracker, signal }),
  changeTracker: (version: number, tracker: Tracker) =>
    ask<TrackerRecord>('PUT', `/trackers/${encodeURIComponent(tracker.id)}`, { body: tracker, version }),
  /** Opens a private tracker for good, or with `isDryRun` says what would become public, and what is missing. */
  open: (
    tracker: string,
    version: number,
    visibility: OpenVisibility,
    isDryRun: boolean,
    signal?: AbortSignal,
  ) =>
    ask<Opening>('POST', `/trackers/${encodeURIComponent(tracker)}/open${isDryRun ? '?dryRun=true' : ''}`, {
      body: { visibility },
      version,
      signal,
    }),
  renameTracker: (tracker: string, version: number, id: unknown) =>
    ask<TrackerRecord>('POST', `/trackers/${encodeURIComponent(tracker)}/rename`, { body: { id }, version }),
  /** Of a tracker with work in it, `pledges` says that whoever deletes it knows how much. */
  deleteTracker: (tracker: string, version: number, pledges: number | null) =>
    ask(
      'DELETE',
      `/trackers/${encodeURIComponent(tracker)}${pledges === null ? '' : `?pledges=${pledges}`}`,
      {
        version,
      },
    ),
  /** The address of a tracker's page as it would be opened, for a frame. */
  previewedTracker: (tracker: string) => `${BASE}/trackers/${encodeURIComponent(tracker)}/preview.html`,
  /** What readers would see if this act were done now, with the draft that the endpoint has. */
  preview: (name: PledgeName, as: 'publish' | 'correct' | 'retract', signal?: AbortSignal) =>
    ask<Preview>('GET', `${pathOf(name)}/preview?as=${as}`, { signal }),
  /** The address of the previewed page, for a frame. */
  previewedPage: (name: PledgeName) => `${BASE}${pathOf(name)}/preview.html`,
  revisions: (name: PledgeName, signal?: AbortSignal) =>
    ask<{ revisions: DeskRevision[] }>('GET', `${pathOf(name)}/revisions`, { signal }),
  revision: (name: PledgeName, revision: number, signal?: AbortSignal) =>
    ask<DeskRevision & { document: Pledge | null }>('GET', `${pathOf(name)}/revisions/${revision}`, {
      signal,
    }),
  save: (name: PledgeName, version: number, draft: PledgeDraft) =>
    ask<PledgeRecord>('PUT', pathOf(name), { body: draft, version }),
  /** Any act on a pledge whose version the editor has seen: `submit`, `publish`, `check` and the others. */
  act: (name: PledgeName, version: number, act: PostedAct, body: object = {}) =>
    ask<PledgeRecord & { undo?: string }>('POST', `${pathOf(name)}/${act}`, { body, version }),
  /** To the trash, where it was never published. */
  remove: (name: PledgeName, version: number) =>
    ask<WithUndo<TrashedPledge>>('DELETE', pathOf(name), { version }),
  trash: (tracker: string) =>
    ask<{ trash: TrashedPledge[] }>('GET', `/trackers/${encodeURIComponent(tracker)}/trash`),
  recover: (name: PledgeName, body: object) =>
    ask<PledgeRecord & { lostAliases: string[] }>('POST', `${pathOf(name)}/recover`, { body }),
  /** One act on many pledges of a tracker; its `id` makes a repeat do nothing. */
  actOnMany: (tracker: string, body: { id: string; act: BulkAct; pledges: object[]; looked?: string }) =>
    ask<BulkAnswer>('POST', `/trackers/${encodeURIComponent(tracker)}/acts`, { body }),
  undo: (id: string) => ask<BulkAnswer>('POST', `/undo/${encodeURIComponent(id)}`),
};

// Every way a request can be refused, once: RFC 9457 problem details. The slugs are public and never renamed.
import type { FaultGroup, FieldError } from '../data/field-error.ts';
import type { Refusal } from './result.ts';

export const PROBLEMS = {
  malformed: { status: 400, title: 'The request cannot be read' },
  'too-many-ids': { status: 400, title: 'More ids than one call takes' },
  unauthenticated: { status: 401, title: 'Authentication is required' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  'foreign-origin': { status: 403, title: 'The request does not come from the desk' },
  'second-person-required': { status: 403, title: 'A second person has to publish this' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method' },
  'origin-not-set': { status: 409, title: 'The installation does not know its own address' },
  'act-not-allowed': { status: 409, title: 'The state of the pledge does not allow this act' },
  'nothing-new': { status: 409, title: 'Readers would see nothing new' },
  'in-use': { status: 409, title: 'Something else leads there' },
  'confirmation-required': { status: 409, title: 'This needs your confirmation' },
  'already-published': { status: 409, title: 'What was published stays on record' },
  'private-tracker': { status: 409, title: 'The tracker is private: nothing of it is on record yet' },
  'opened-tracker': { status: 409, title: 'The tracker is open, and stays so under its name' },
  'not-undoable': { status: 409, title: 'It can no longer be undone' },
  'already-decided': { status: 409, title: 'The suggestion is closed' },
  'not-empty': { status: 409, title: 'Only an empty installation can be restored' },
  'name-taken': { status: 409, title: 'The name belongs to something else' },
  withdrawn: { status: 410, title: 'The desk has withdrawn this verdict' },
  'stale-version': { status: 412, title: 'It was changed by someone else since you opened it' },
  'too-large': { status: 413, title: 'The body is over the limit' },
  'uri-too-long': { status: 414, title: 'The address is over the limit' },
  'unsupported-media-type': { status: 415, title: 'The content type of the body is not supported' },
  'invalid-fields': { status: 422, title: 'Some fields are not right' },
  'version-required': { status: 428, title: 'Say which version you have seen: If-Match is missing' },
  'too-many-requests': { status: 429, title: 'Too many requests from one place' },
  'not-verified': { status: 403, title: 'The check that you are human failed' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  'format-not-offered': { status: 501, title: 'This is offered as JSON only' },
  'queue-full': { status: 503, title: 'More suggestions wait than the desk can read' },
  unavailable: { status: 503, title: 'The store does not answer at the moment' },
} as const;

export type ProblemSlug = keyof typeof PROBLEMS;

/** All that a problem needs to know of a request: whose installation it reached. */
type Installation = { env: Env };

type Extra = {
  detail?: string;
  errors?: FieldError[];
  /** Of many faults, of which `errors` are the first: how many there are, and of which kinds. */
  total?: number;
  groups?: FaultGroup[];
  version?: number;
  allowed?: string[];
  pledge?: unknown;
  pledges?: number;
};

/** A refusal as `application/problem+json`; its `type` leads to the list of problems in the docs. */
export function problem(
  { env }: Installation,
  slug: ProblemSlug,
  extra: Extra = {},
  headers: Record<string, string> = {},
): Response {
  const { status, title } = PROBLEMS[slug];
  const body = { type: `${env.PUBLIC_ORIGIN}/docs/problems#${slug}`, title, status, ...extra };
  if (extra.errors) body.errors = extra.errors.map((error) => ({ code: 'refused', ...error }));
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
  });
}

type Problem = { slug: ProblemSlug; extra?: Extra; headers?: Record<string, string> };

/** What the Ledger refused, in its wire form. */
export function refusal(context: Installation, refused: Refusal): Response {
  const { slug, extra, headers } = problemOf(refused);
  return problem(context, slug, extra, headers);
}

/** What the Ledger refused of one of many. */
export function rowRefusal(refused: Refusal): { reason: ProblemSlug; detail?: string } {
  const { slug: reason, extra } = problemOf(refused);
  const detail = extra?.detail ?? (extra?.errors ? inWords(extra.errors) : titleOf(reason));
  return detail === undefined ? { reason } : { reason, detail };
}

// Of a stale version its number says all.
function titleOf(slug: ProblemSlug): string | undefined {
  return slug === 'stale-version' ? undefined : `${PROBLEMS[slug].title}.`;
}

/** Of the faults of one row among a thousand. */
const MOST_FAULTS_OF_A_ROW = 5;

function inWords(errors: FieldError[]): string {
  const first = errors.slice(0, MOST_FAULTS_OF_A_ROW).map(({ pointer, detail }) => `${pointer} ${detail}`);
  const more = errors.length - first.length;
  return [...first, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function problemOf(refused: Refusal): Problem {
  const say = (slug: ProblemSlug, detail: string): Problem => ({ slug, extra: { detail } });
  switch (refused.reason) {
    case 'unauthenticated':
      return { slug: 'unauthenticated', headers: { 'www-authenticate': 'Bearer' } };
    case 'forbidden':
      return { slug: 'forbidden' };
    case 'unknown-tracker':
      return say('not-found', 'There is no such tracker.');
    case 'unknown-pledge':
      return say('not-found', 'There is no such pledge.');
    case 'unknown-revision':
      return say('not-found', 'The pledge has no such revision.');
    case 'unknown-token':
      return say('not-found', 'There is no such token.');
    case 'unknown-invite':
      return say('not-found', 'There is no such invitation, or it lets nobody in any more.');
    case 'unknown-suggestion':
      return say('not-found', 'There is no such suggestion.');
    case 'unknown-comment':
      return say('not-found', 'There is no such comment on this pledge.');
    case 'unknown-webhook':
      return say('not-found', 'There is no such webhook.');
    case 'unknown-delivery':
      return say('not-found', 'There is no such delivery of this webhook.');
    case 'unknown-trash':
      return say('not-found', 'There is no such pledge in the trash.');
    case 'unknown-undo':
      return say('not-found', 'There is nothing to undo under this id.');
    case 'unknown-import':
      return say('not-found', 'There is no import with this id.');
    case 'stale': {
      const { version } = refused;
      return { slug: 'stale-version', extra: { version }, headers: { etag: `"${version}"` } };
    }
    case 'decided':
      return say(
        'already-decided',
        `It has been ${refused.state === 'spam' ? 'declined as spam' : refused.state} already.`,
      );
    case 'mail-limit':
      return {
        slug: 'too-many-requests',
        extra: {
          detail: 'This address has reached its daily limit of such mails, or was sent one just now.',
        },
        headers: { 'retry-after': '3600' },
      };
    case 'queue-full':
      return {
        slug: 'queue-full',
        extra: { detail: 'Your network already has as many suggestions in the queue as it may have.' },
        headers: { 'retry-after': '86400' },
      };
    case 'second-person':
      return say(
        'second-person-required',
        'This tracker requires two people. An admin may act alone, with a reason in breakGlass.',
      );
    case 'not-own':
      return say('forbidden', NOT_OWN[refused.act]);
    case 'taken':
      return say('name-taken', refused.detail);
    case 'unchanged':
      return say('nothing-new', refused.detail);
    case 'needed':
      return say(
        'in-use',
        `What readers see of ${list(refused.by)} names "${refused.slug}" as related: publish that without it first.`,
      );
    case 'not-undoable':
      return say('not-undoable', NOT_UNDOABLE[refused.because]);
    case 'published-tracker':
      return say('already-published', 'Something in this tracker was published, and its record is for ever.');
    case 'private-tracker':
      return say('private-tracker', IN_PRIVATE[refused.act] ?? IN_PRIVATE_OTHERWISE);
    case 'opened-tracker':
      return say('opened-tracker', OPENED[refused.act]);
    case 'unconfirmed': {
      const { working, trashed } = refused;
      const pledges = working + trashed;
      const detail = `${working} ${working === 1 ? 'pledge' : 'pledges'} in the works and ${trashed} in the trash would be gone for good. If you mean it, confirm with ?pledges=${pledges}.`;
      return { slug: 'confirmation-required', extra: { detail, pledges } };
    }
    case 'in-use':
      return say(
        'not-empty',
        'This installation is already in use: deploy a new one beside it, and restore into that.',
      );
    case 'invalid':
      return {
        slug: 'invalid-fields',
        extra: {
          errors: refused.errors,
          ...(refused.total === undefined ? {} : { total: refused.total, groups: refused.groups ?? [] }),
        },
      };
    case 'not-allowed':
      return { slug: 'act-not-allowed', extra: { detail: notAllowed(refused), allowed: refused.allowed } };
    default:
      return refused satisfies never;
  }
}

const NOT_OWN = {
  discard: 'A writer discards only what nobody else has written in.',
  trash: 'A writer moves to the trash only what nobody else has written in.',
  recover: 'A writer recovers only what nobody else has written in.',
  set: 'Somebody else has handed it in for review: send it back first, or change it by itself.',
  undo: 'Only the person who did it, or an admin, can undo it.',
  'delete comment': 'Only an admin, or its author within an hour, can delete a comment.',
};

// What is on record is corrected, withdrawn and looked at again; what is not is written.
const IN_PRIVATE: Record<string, string> = {
  schedule: 'Readers see nothing of a private tracker, so there is nothing to wait for: leave publishAt out.',
  merge: 'Nothing links to a pledge of a private tracker yet: move the duplicate to the trash.',
  close:
    'The term of a private tracker is not closed by rule: give its pledges their last verdicts, and set closedAt.',
};
const IN_PRIVATE_OTHERWISE =
  'Readers see nothing of a private tracker: change the draft, and make it ready again.';

const OPENED = {
  open: 'It is open already. To list or unlist it, change its visibility (PUT the tracker).',
  rename: 'Articles lead to it by its name, so that stays.',
};

const NOT_UNDOABLE = {
  undone: 'It was undone already.',
  late: 'It was done more than an hour ago.',
  published: 'Readers were told of it: retract the pledge, or revert it.',
};

function notAllowed({ act, state, allowed }: Extract<Refusal, { reason: 'not-allowed' }>): string {
  const isPublished = allowed.includes('redact');
  if (act === 'trash' && isPublished)
    return 'It was published, so its record stays: retract it instead, or discard its draft.';
  if (act === 'discard' && allowed.includes('trash'))
    return 'It was never published, so there is nothing to go back to: move it to the trash instead.';
  return `"${act}" is not possible while the pledge is "${state}".`;
}

function list(slugs: string[]): string {
  return slugs.map((slug) => `"${slug}"`).join(', ');
}

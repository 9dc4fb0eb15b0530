// Every way a request can be refused, once: RFC 9457 problem details. The slugs are public and never renamed.
import type { FieldError, Refused } from './ledger/result.ts';

export const PROBLEMS = {
  malformed: { status: 400, title: 'The request cannot be read' },
  'too-many-ids': { status: 400, title: 'More ids than one call takes' },
  unauthenticated: { status: 401, title: 'Who you are is not known' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  'foreign-origin': { status: 403, title: 'The request does not come from the desk' },
  'second-person-required': { status: 403, title: 'Whoever wrote this may not publish it' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method' },
  'act-not-allowed': { status: 409, title: 'The state of the pledge does not allow this act' },
  'already-decided': { status: 409, title: 'The suggestion is closed' },
  'not-empty': { status: 409, title: 'Only an empty installation can be restored' },
  'name-taken': { status: 409, title: 'The name belongs to something else' },
  withdrawn: { status: 410, title: 'The desk has withdrawn this verdict' },
  'stale-version': { status: 412, title: 'It was changed by someone else since you opened it' },
  'too-large': { status: 413, title: 'The body is over the limit' },
  'uri-too-long': { status: 414, title: 'The address is over the limit' },
  'unsupported-media-type': { status: 415, title: 'The body is not of a type that is read here' },
  'invalid-fields': { status: 422, title: 'Some fields are not right' },
  'version-required': { status: 428, title: 'Say which version you have seen: If-Match is missing' },
  'too-many-requests': { status: 429, title: 'Too many requests from one place' },
  'not-verified': { status: 403, title: 'The check that you are a person was not passed' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  'queue-full': { status: 503, title: 'More suggestions wait than the desk can read' },
  unavailable: { status: 503, title: 'The store does not answer at the moment' },
} as const;

export type ProblemSlug = keyof typeof PROBLEMS;

/** All that a problem needs to know of a request: whose installation it reached. */
type Installation = { env: Env };

type Extra = {
  detail?: string;
  errors?: FieldError[];
  version?: number;
  allowed?: string[];
  pledge?: unknown;
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
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
  });
}

/** What the Ledger refused, in its wire form. */
export function refusal(context: Installation, refused: Refused): Response {
  switch (refused.reason) {
    case 'unauthenticated':
      return problem(context, 'unauthenticated', {}, { 'www-authenticate': 'Bearer' });
    case 'forbidden':
      return problem(context, 'forbidden');
    case 'unknown-tracker':
      return problem(context, 'not-found', { detail: 'There is no such tracker.' });
    case 'unknown-pledge':
      return problem(context, 'not-found', { detail: 'There is no such pledge.' });
    case 'unknown-revision':
      return problem(context, 'not-found', { detail: 'The pledge has no such revision.' });
    case 'stale':
      return problem(
        context,
        'stale-version',
        { version: refused.version },
        { etag: `"${refused.version}"` },
      );
    case 'unknown-token':
      return problem(context, 'not-found', { detail: 'There is no such token.' });
    case 'unknown-suggestion':
      return problem(context, 'not-found', { detail: 'There is no such suggestion.' });
    case 'decided':
      return problem(context, 'already-decided', { detail: `It has been ${refused.state} already.` });
    case 'queue-full':
      return problem(context, 'queue-full', {}, { 'retry-after': '86400' });
    case 'second-person':
      return problem(context, 'second-person-required', {
        detail: 'This tracker wants two people. An admin may say in breakGlass why it has to be one.',
      });
    case 'taken':
      return problem(context, 'name-taken', { detail: refused.detail });
    case 'in-use':
      return problem(context, 'not-empty', {
        detail: 'This one has been worked with: deploy a new one beside it, and restore into that.',
      });
    case 'invalid':
      return problem(context, 'invalid-fields', { errors: refused.errors });
    case 'not-allowed':
      return problem(context, 'act-not-allowed', {
        detail: `"${refused.act}" is not possible while the pledge is "${refused.state}".`,
        allowed: refused.allowed,
      });
    default:
      return refused satisfies never;
  }
}

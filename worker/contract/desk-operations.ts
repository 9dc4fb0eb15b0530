// The desk endpoint, route by route. What each takes and who may is in the tables of bodies, queries and roles; what it is
// for, what it answers and what it may be refused for besides is here.
import * as z from 'zod/mini';
import {
  auditRowSchema,
  bulkAnswerSchema,
  bulkDecidedSchema,
  droppedSuggestionsSchema,
  listedPledgeSchema,
  meSchema,
  pledgeRecordSchema,
  previewSchema,
  staffedTrackerSchema,
  suggestionPageSchema,
  suggestionRecordSchema,
  todaySchema,
  tokenRecordSchema,
  toldRevisionSchema,
  trackerRecordSchema,
  trashedPledgeSchema,
  waitingSchema,
} from '../../data/desk.ts';
import { trackerId, whole } from '../../data/field.ts';
import { pledgeSchema } from '../../data/pledge.ts';
import type { ProblemSlug } from '../problem.ts';
import { LEAST_ROLE, type Route } from '../roles.ts';
import { BODIES } from '../routes/desk/bodies.ts';
import { QUERIES } from '../routes/desk/queries.ts';
import {
  changedTokenSchema,
  closingReportSchema,
  importReportSchema,
  newTokenSchema,
  recoveredPledgeSchema,
  restoreReportSchema,
  rowsSchema,
  sessionSchema,
  trackerAnswerSchema,
  undoableRecordSchema,
  undoableTrashSchema,
} from './desk-answers.ts';
import { type Answer, json, type Operation, type Tag } from './operation.ts';

const PLEDGE = '/trackers/:tracker/pledges/:slug';

type Row = {
  id: string;
  tag: Tag;
  summary: string;
  description?: string;
  answers: Answer | Answer[];
  problems?: ProblemSlug[];
  bodies?: Operation['bodies'];
  /** Its answer has a version, which is its ETag; with `asks`, the request has to name the one that its editor has seen. */
  version?: 'tells' | 'asks' | 'asks and tells';
};

/** An act that answers the record of its pledge. */
function act(
  id: string,
  summary: string,
  {
    schema = pledgeRecordSchema,
    ...more
  }: Partial<Omit<Row, 'id' | 'summary'>> & { schema?: z.ZodMiniType } = {},
): Row {
  return {
    id,
    tag: 'Desk: acts on a pledge',
    summary,
    answers: json(schema, 'The record of the pledge'),
    version: 'asks and tells',
    ...more,
    problems: ['act-not-allowed', ...(more.problems ?? [])],
  };
}

const ROWS: Record<Route | 'POST /session', Row> = {
  'GET /me': {
    id: 'getMe',
    tag: 'Desk: who you are',
    summary: 'Who you are, and which routes your role allows',
    answers: json(meSchema, 'You'),
  },
  'POST /session': {
    id: 'openSession',
    tag: 'Desk: who you are',
    summary: 'Begin a session of the desk app',
    description:
      'From a token in the body, or from the token that Cloudflare Access has added. Only a page of the desk may: `Origin` is checked.',
    answers: {
      ...json(sessionSchema, 'The session, for twelve hours', 201),
      headers: ['Set-Cookie'],
    },
  },
  'DELETE /session': {
    id: 'closeSession',
    tag: 'Desk: who you are',
    summary: 'Sign out here, or everywhere',
    answers: { status: 204, about: 'Signed out' },
  },
  'GET /tokens': {
    id: 'listTokens',
    tag: 'Desk: who you are',
    summary: 'Every token that there is or was',
    answers: json(z.strictObject({ tokens: z.array(tokenRecordSchema) }), 'The newest first'),
  },
  'POST /tokens': {
    id: 'createToken',
    tag: 'Desk: who you are',
    summary: 'Let somebody in',
    description: 'By a secret, which is seen this once; or with `email` through Cloudflare Access.',
    answers: json(newTokenSchema, 'The token', 201),
    problems: ['name-taken'],
  },
  'PATCH /tokens/:id': {
    id: 'changeToken',
    tag: 'Desk: who you are',
    summary: 'Another role, other trackers, another end',
    answers: json(changedTokenSchema, 'The token, and what needs somebody now'),
  },
  'DELETE /tokens/:id': {
    id: 'revokeToken',
    tag: 'Desk: who you are',
    summary: 'End a token and its sessions',
    answers: json(changedTokenSchema, 'The token, and what needs somebody now'),
  },
  'GET /trackers': {
    id: 'listDeskTrackers',
    tag: 'Desk: trackers',
    summary: 'Your trackers',
    answers: json(z.strictObject({ trackers: z.array(trackerRecordSchema) }), 'Each with its version'),
  },
  'POST /trackers': {
    id: 'createTracker',
    tag: 'Desk: trackers',
    summary: 'Found a tracker',
    answers: [
      json(trackerAnswerSchema, 'The tracker', 201),
      json(trackerAnswerSchema, 'With `dryRun`: what it would be'),
    ],
    problems: ['name-taken'],
    version: 'tells',
  },
  'GET /trackers/:tracker': {
    id: 'getDeskTracker',
    tag: 'Desk: trackers',
    summary: 'A tracker, and who may work in it',
    answers: json(staffedTrackerSchema, 'The tracker with its version'),
    version: 'tells',
  },
  'PUT /trackers/:tracker': {
    id: 'changeTracker',
    tag: 'Desk: trackers',
    summary: 'Change a tracker',
    description: 'A changed scheme comes as the next `version`, and keeps every verdict that is in use.',
    answers: json(trackerAnswerSchema, 'The tracker with its version'),
    version: 'asks and tells',
  },
  'DELETE /trackers/:tracker': {
    id: 'deleteTracker',
    tag: 'Desk: trackers',
    summary: 'Delete a tracker in which nothing was ever published',
    answers: json(z.strictObject({ id: trackerId, pledges: whole(0) }), 'What is gone'),
    problems: ['already-published', 'confirmation-required'],
    version: 'asks',
  },
  'POST /trackers/:tracker/close': {
    id: 'closeTerm',
    tag: 'Desk: trackers',
    summary: 'End a term: every open verdict gets its last by rule',
    answers: json(closingReportSchema, 'What became, or would become, of each open pledge'),
    problems: ['second-person-required'],
    version: 'asks and tells',
  },
  'GET /trackers/:tracker/pledges': {
    id: 'listDeskPledges',
    tag: 'Desk: pledges',
    summary: 'Pledges and drafts as rows',
    answers: json(z.strictObject({ pledges: z.array(listedPledgeSchema) }), 'The rows'),
  },
  'POST /trackers/:tracker/pledges': {
    id: 'createPledge',
    tag: 'Desk: pledges',
    summary: 'Begin a pledge',
    answers: json(pledgeRecordSchema, 'Its record', 201),
    problems: ['name-taken'],
    version: 'tells',
  },
  [`GET ${PLEDGE}`]: {
    id: 'getDeskPledge',
    tag: 'Desk: pledges',
    summary: 'A pledge: its draft, what readers see, and the acts that are possible now',
    answers: json(pledgeRecordSchema, 'Its record'),
    version: 'tells',
  },
  [`PUT ${PLEDGE}`]: act('saveDraft', 'Save the draft, as much of it as there is', { tag: 'Desk: pledges' }),
  [`DELETE ${PLEDGE}`]: {
    id: 'trashPledge',
    tag: 'Desk: pledges',
    summary: 'Move a pledge that was never published to the trash',
    answers: json(undoableTrashSchema, 'What is in the trash'),
    problems: ['act-not-allowed', 'in-use'],
    version: 'asks',
  },
  [`POST ${PLEDGE}/recover`]: {
    id: 'recoverPledge',
    tag: 'Desk: pledges',
    summary: 'Bring a pledge back from the trash',
    answers: json(recoveredPledgeSchema, 'Its record'),
    problems: ['name-taken'],
    version: 'tells',
  },
  'GET /trackers/:tracker/trash': {
    id: 'listTrash',
    tag: 'Desk: pledges',
    summary: 'The trash of a tracker',
    answers: json(z.strictObject({ trash: z.array(trashedPledgeSchema) }), 'The newest first'),
  },
  [`GET ${PLEDGE}/preview`]: {
    id: 'previewPledge',
    tag: 'Desk: pledges',
    summary: 'What readers would see, and what they see now',
    answers: json(previewSchema, 'The documents of both, and what a publication would be refused for'),
    version: 'tells',
  },
  [`GET ${PLEDGE}/preview.html`]: {
    id: 'previewPage',
    tag: 'Desk: pledges',
    summary: 'The page that readers would see, for a frame',
    answers: { status: 200, type: 'text/html', about: 'The page, in a sandbox' },
  },
  [`GET ${PLEDGE}/revisions`]: {
    id: 'listRevisions',
    tag: 'Desk: pledges',
    summary: 'The record of a pledge, and who published each revision',
    answers: json(z.strictObject({ revisions: z.array(toldRevisionSchema) }), 'The oldest first'),
  },
  [`GET ${PLEDGE}/revisions/:revision`]: {
    id: 'getRevision',
    tag: 'Desk: pledges',
    summary: 'A revision with its document',
    answers: json(
      z.extend(toldRevisionSchema, { document: z.nullable(pledgeSchema) }),
      'The document is null where it was redacted',
    ),
    problems: ['invalid-fields'],
  },
  [`POST ${PLEDGE}/submit`]: act('submitDraft', 'Ask for a second pair of eyes'),
  [`POST ${PLEDGE}/return`]: act('returnDraft', 'Send a draft back, or take it off the schedule'),
  [`POST ${PLEDGE}/assign`]: act('assignDraft', 'Give a draft to somebody else', {
    schema: undoableRecordSchema,
  }),
  [`POST ${PLEDGE}/discard`]: act('discardDraft', 'Drop a draft; what readers see stays', {
    schema: undoableRecordSchema,
  }),
  [`POST ${PLEDGE}/publish`]: act('publishPledge', 'Publish the draft, now or at a time', {
    problems: ['nothing-new', 'second-person-required'],
  }),
  [`POST ${PLEDGE}/correct`]: act('correctPledge', 'Publish the draft as a correction', {
    problems: ['nothing-new', 'second-person-required'],
  }),
  [`POST ${PLEDGE}/retract`]: act('retractPledge', 'Withdraw a verdict, and say why'),
  [`POST ${PLEDGE}/redact`]: act('redactPledge', 'Take the content of revisions out for good', {
    problems: ['nothing-new'],
  }),
  [`POST ${PLEDGE}/revert`]: act('revertPledge', 'Publish the content of an earlier revision anew', {
    problems: ['nothing-new', 'second-person-required'],
  }),
  [`POST ${PLEDGE}/rename`]: act('renamePledge', 'A new slug or further aliases; old ones lead on', {
    problems: ['name-taken'],
  }),
  [`POST ${PLEDGE}/merge`]: act('mergePledge', 'Let a pledge lead to another for ever'),
  [`POST ${PLEDGE}/check`]: act('checkPledge', 'Note that somebody looked, and the verdict stands', {
    schema: undoableRecordSchema,
  }),
  [`POST ${PLEDGE}/dispute`]: act('disputePledge', 'Put a verdict under review; it stands, and says so'),
  [`POST ${PLEDGE}/settle`]: act('settlePledge', 'End the review of a verdict that stands'),
  'POST /trackers/:tracker/acts': {
    id: 'actOnMany',
    tag: 'Desk: many at once',
    summary: 'One act on many pledges of a tracker',
    description: 'Each is done or refused by itself. The same request with the same id does nothing again.',
    answers: json(bulkAnswerSchema, 'What was done, and what was refused and why'),
    problems: ['name-taken'],
  },
  'POST /undo/:id': {
    id: 'undo',
    tag: 'Desk: many at once',
    summary: 'Undo what readers were not told, within an hour',
    answers: json(bulkAnswerSchema, 'What is back, and what is not and why'),
    problems: ['not-undoable'],
  },
  'POST /trackers/:tracker/import': {
    id: 'importPledges',
    tag: 'Desk: many at once',
    summary: 'Import rows, all or none',
    description: 'As JSON or as the spreadsheet; a fault is told by line and column of the file.',
    bodies: { 'application/json': rowsSchema, 'text/csv': null },
    answers: json(importReportSchema, 'How many were created, changed, and were there already'),
    problems: ['second-person-required'],
  },
  'GET /trackers/:tracker/export.json': {
    id: 'exportDeskJson',
    tag: 'Desk: many at once',
    summary: 'Every pledge and draft, as an import reads them',
    answers: json(rowsSchema, 'The rows'),
  },
  'GET /trackers/:tracker/export.csv': {
    id: 'exportDeskCsv',
    tag: 'Desk: many at once',
    summary: 'The same as a spreadsheet',
    answers: { status: 200, type: 'text/csv', about: 'The rows' },
  },
  'GET /suggestions': {
    id: 'listSuggestions',
    tag: 'Desk: suggestions',
    summary: 'What readers suggest, newest first',
    answers: json(suggestionPageSchema, 'A page of the queue'),
  },
  'PATCH /suggestions': {
    id: 'decideSuggestions',
    tag: 'Desk: suggestions',
    summary: 'Close many suggestions alike',
    answers: json(bulkDecidedSchema, 'What became of each'),
  },
  'GET /suggestions/:id': {
    id: 'getSuggestion',
    tag: 'Desk: suggestions',
    summary: 'One suggestion',
    answers: json(suggestionRecordSchema, 'The suggestion'),
  },
  'PATCH /suggestions/:id': {
    id: 'decideSuggestion',
    tag: 'Desk: suggestions',
    summary: 'Accept or decline a suggestion, once',
    answers: json(suggestionRecordSchema, 'The suggestion, closed'),
    problems: ['already-decided'],
  },
  'GET /today': {
    id: 'getToday',
    tag: 'Desk: running it',
    summary: 'What there is to do in your trackers',
    answers: json(todaySchema, 'The most pressing first'),
  },
  'GET /status': {
    id: 'getStatus',
    tag: 'Desk: running it',
    summary: 'What has not reached readers, and what waits for you',
    answers: json(
      z.strictObject({
        waiting: waitingSchema,
        suggestions: z.strictObject({ open: whole(0), dropped: droppedSuggestionsSchema }),
      }),
      'The state of the installation',
    ),
  },
  'POST /republish': {
    id: 'republish',
    tag: 'Desk: running it',
    summary: 'Make everything that readers get anew from the Ledger',
    answers: json(z.strictObject({ queued: whole(0) }), 'How many documents are on their way', 202),
  },
  'GET /audit': {
    id: 'readAudit',
    tag: 'Desk: running it',
    summary: 'Who did what, newest first',
    answers: json(
      z.strictObject({ audit: z.array(auditRowSchema), next: z.nullable(whole(1)) }),
      'A page of the audit',
    ),
  },
  'GET /backup': {
    id: 'backUp',
    tag: 'Desk: running it',
    summary: 'Everything there is, signed, as lines of JSON',
    answers: { status: 200, type: 'application/x-ndjson', about: 'The backup, of one instant' },
  },
  'POST /restore': {
    id: 'restore',
    tag: 'Desk: running it',
    summary: 'Make a new, empty installation of a backup',
    bodies: { 'application/x-ndjson': null },
    answers: json(restoreReportSchema, 'What came back, and who has to be let in again', 201),
    problems: ['not-empty'],
  },
};

const SAFE = /^GET /;

/** What a route of this form may be refused for, whatever it does. */
function usualProblems(route: string, { version, bodies }: Row): ProblemSlug[] {
  const isSafe = SAFE.test(route);
  const takesBody = bodies !== undefined || route in BODIES;
  return [
    'malformed',
    'unauthenticated',
    'forbidden',
    ...(isSafe ? [] : ['foreign-origin' as const, 'invalid-fields' as const]),
    'not-found',
    ...(version?.startsWith('asks') ? ['stale-version' as const, 'version-required' as const] : []),
    ...(takesBody ? ['too-large' as const, 'unsupported-media-type' as const] : []),
    'too-many-requests',
    'internal',
  ];
}

function operation(route: Route | 'POST /session', row: Row): Operation {
  const { answers, problems = [], version, bodies, ...told } = row;
  const body = (BODIES as Partial<Record<string, z.ZodMiniType>>)[route];
  return {
    ...told,
    query: (QUERIES as Partial<Record<string, z.ZodMiniObject>>)[route],
    bodies: bodies ?? (body && { 'application/json': body }),
    answers: [answers].flat(),
    problems: [...new Set([...usualProblems(route, row), ...problems])],
    etag: version?.endsWith('tells') ? 'version' : undefined,
    asksVersion: version?.startsWith('asks'),
    access: route === 'POST /session' ? 'signing in' : 'desk',
    role: route === 'POST /session' ? undefined : LEAST_ROLE[route],
  };
}

/** By method and path below `/api/v1/desk`. */
export const DESK_OPERATIONS: Record<string, Operation> = Object.fromEntries(
  Object.entries(ROWS).map(([route, row]) => [route, operation(route as Route, row)]),
);

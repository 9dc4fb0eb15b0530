// Trackers, their schemes, and the end of a term.
import * as z from 'zod/mini';
import {
  changedWordsSchema,
  openingSchema,
  staffedTrackerSchema,
  trackerRecordSchema,
  trackerUsageSchema,
} from '../../../data/desk.ts';
import { trackerId, whole } from '../../../data/field.ts';
import { closableSchema, closingReportSchema } from '../../../data/running.ts';
import { json } from '../operation.ts';
import { trackerAnswerSchema } from './answers.ts';
import type { DeskRows } from './row.ts';

export const TRACKERS = {
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
  'GET /trackers/:tracker/preview.html': {
    id: 'previewTrackerPage',
    tag: 'Desk: trackers',
    summary: 'The page of a tracker, for a frame',
    description: 'Of a private tracker, the page that it would have if it were opened this moment.',
    answers: { status: 200, type: 'text/html', about: 'The page, in a sandbox' },
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
  'GET /trackers/:tracker/usage': {
    id: 'getTrackerUsage',
    tag: 'Desk: trackers',
    summary: 'How many pledges use each verdict, category, facet value and document',
    answers: json(trackerUsageSchema, 'By id; what is `removable` nobody uses or ever did'),
    version: 'tells',
  },
  'POST /trackers/:tracker/words': {
    id: 'changeWords',
    tag: 'Desk: trackers',
    summary: 'Rename ids, merge categories, and give what was published the labels of now',
    description:
      'Published pledges get a revision of kind `edit`, with a note that readers see; no verdict changes by it. Old ids are found for ever.',
    answers: json(changedWordsSchema, 'What changed, or would change, and the tracker with its version'),
    problems: ['nothing-new'],
    version: 'asks and tells',
  },
  'POST /trackers/:tracker/open': {
    id: 'openTracker',
    tag: 'Desk: trackers',
    summary: 'Open a private tracker',
    description:
      "Every pledge that is ready becomes its first revision, all at one instant; an import's own dates stand. It is never private again.",
    answers: json(openingSchema, 'What became public, or with `dryRun` would'),
    problems: ['opened-tracker'],
    version: 'asks and tells',
  },
  'POST /trackers/:tracker/rename': {
    id: 'renameTracker',
    tag: 'Desk: trackers',
    summary: 'Give a private tracker another id',
    answers: json(trackerRecordSchema, 'The tracker under its new id'),
    problems: ['name-taken', 'opened-tracker'],
    version: 'asks and tells',
  },
  'GET /trackers/:tracker/close': {
    id: 'getOpenVerdicts',
    tag: 'Desk: trackers',
    summary: 'The pledges whose verdict is not final, before a term is closed',
    answers: json(closableSchema, 'How many there are of each verdict, and which'),
    version: 'tells',
  },
  'GET /trackers/:tracker/close/preview.html': {
    id: 'previewClosing',
    tag: 'Desk: trackers',
    summary: 'The page of a pledge as it would be once the term is closed, for a frame',
    answers: { status: 200, type: 'text/html', about: 'The page, in a sandbox' },
    problems: ['private-tracker', 'invalid-fields'],
  },
  'POST /trackers/:tracker/close': {
    id: 'closeTerm',
    tag: 'Desk: trackers',
    summary: 'End a term: every open verdict gets its last by rule',
    answers: json(closingReportSchema, 'What became, or would become, of each open pledge'),
    problems: ['second-person-required', 'private-tracker'],
    version: 'asks and tells',
  },
} as const satisfies DeskRows;

// What readers suggest, what there is to do, what waits, the audit and backups.
import * as z from 'zod/mini';
import {
  auditRowSchema,
  bulkDecidedSchema,
  droppedSuggestionsSchema,
  edgeSchema,
  suggestionPageSchema,
  suggestionRecordSchema,
  todaySchema,
  waitingSchema,
} from '../../../data/desk.ts';
import { whole } from '../../../data/field.ts';
import { newsStatusSchema } from '../../../data/news.ts';
import { json } from '../operation.ts';
import { restoreReportSchema } from './answers.ts';
import type { DeskRows } from './row.ts';

export const RUNNING = {
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
        news: newsStatusSchema,
        edge: edgeSchema,
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
} as const satisfies DeskRows;

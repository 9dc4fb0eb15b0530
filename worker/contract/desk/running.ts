// What readers suggest, what there is to do, what waits, the audit and backups.

import { importedFollowersSchema, transferKeySchema } from '../../../data/mail.ts';
import { auditPageSchema, installationStatusSchema, republishedSchema } from '../../../data/running.ts';
import {
  bulkDecidedSchema,
  suggestionPageSchema,
  suggestionRecordSchema,
} from '../../../data/suggestion-record.ts';
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
  'GET /status': {
    id: 'getStatus',
    tag: 'Desk: running it',
    summary: 'What has not reached readers, and what waits for you',
    answers: json(installationStatusSchema, 'The state of the installation'),
  },
  'POST /republish': {
    id: 'republish',
    tag: 'Desk: running it',
    summary: 'Make everything that readers get anew from the Ledger',
    answers: [
      json(republishedSchema, 'What is on its way', 202),
      json(republishedSchema, 'With `dryRun`: what would be'),
    ],
  },
  'GET /audit': {
    id: 'readAudit',
    tag: 'Desk: running it',
    summary: 'Who did what, newest first',
    answers: json(auditPageSchema, 'A page of the audit, of your trackers'),
  },
  'GET /audit.csv': {
    id: 'exportAudit',
    tag: 'Desk: running it',
    summary: 'The same as a spreadsheet',
    answers: { status: 200, type: 'text/csv', about: 'Every row that was asked for, newest first' },
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
  'POST /followers/key': {
    id: 'makeFollowersKey',
    tag: 'Desk: running it',
    summary: 'The key by which another installation’s followers come here',
    description: 'The half that may be seen. It serves for seven days, in place of one before.',
    answers: json(transferKeySchema, 'The key', 201),
    problems: ['unavailable'],
  },
  'POST /followers/export': {
    id: 'exportFollowers',
    tag: 'Desk: running it',
    summary: 'Everybody who follows by mail, for whoever has that key',
    description: 'Lines of JWE (RFC 7516): nobody but the other installation can read them.',
    answers: { status: 200, type: 'text/plain', about: 'The followers' },
  },
  'POST /followers/import': {
    id: 'importFollowers',
    tag: 'Desk: running it',
    summary: 'Take in the followers of another installation',
    description:
      'What its export gave for the newest key of this one. They are asked nothing: they have confirmed there.',
    bodies: { 'text/plain': null },
    answers: json(importedFollowersSchema, 'How many came'),
    problems: ['unavailable'],
  },
} as const satisfies DeskRows;

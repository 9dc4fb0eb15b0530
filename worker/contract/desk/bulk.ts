// Many pledges at once: acts, rows in and out, and the way back.
import * as z from 'zod/mini';
import { bulkAnswerSchema } from '../../../data/desk.ts';
import { mappedImportSchema } from '../../../data/import-mapping.ts';
import { importRunSchema, keptMappingsSchema, mappedReportSchema } from '../../../data/import-report.ts';
import { json } from '../operation.ts';
import { importReportSchema, rowsSchema } from './answers.ts';
import type { DeskRows } from './row.ts';

export const BULK = {
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
    description:
      'As JSON or as the spreadsheet; a fault is told by line and column of the file. With a mapping, the columns and words of a sheet as somebody keeps it.',
    bodies: { 'application/json': z.union([rowsSchema, mappedImportSchema]), 'text/csv': null },
    answers: json(
      z.union([importReportSchema, mappedReportSchema]),
      'How many were created, changed, and were there already; of a sheet with its mapping, what became of each row',
    ),
    problems: ['second-person-required', 'name-taken'],
  },
  'GET /trackers/:tracker/import': {
    id: 'getImportMappings',
    tag: 'Desk: many at once',
    summary: 'The mappings by which sheets were imported',
    answers: json(keptMappingsSchema, 'The last one first'),
  },
  'GET /imports/:id': {
    id: 'getImport',
    tag: 'Desk: many at once',
    summary: 'What an import made of each row',
    answers: json(importRunSchema, 'The run'),
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
} as const satisfies DeskRows;

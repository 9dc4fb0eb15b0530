// Drafts, records, previews and the trash.
import * as z from 'zod/mini';
import {
  deskRevisionSchema,
  listedPledgeSchema,
  pledgeRecordSchema,
  previewSchema,
  trashedPledgeSchema,
} from '../../../data/desk.ts';
import { pledgeSchema } from '../../../data/pledge.ts';
import { json } from '../operation.ts';
import { recoveredPledgeSchema, undoableTrashSchema } from './answers.ts';
import { act, type DeskRows, PLEDGE } from './row.ts';

export const PLEDGES = {
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
    answers: json(z.strictObject({ revisions: z.array(deskRevisionSchema) }), 'The oldest first'),
  },
  [`GET ${PLEDGE}/revisions/:revision`]: {
    id: 'getRevision',
    tag: 'Desk: pledges',
    summary: 'A revision with its document',
    answers: json(
      z.extend(deskRevisionSchema, { document: z.nullable(pledgeSchema) }),
      'The document is null where it was redacted',
    ),
    problems: ['invalid-fields'],
  },
} as const satisfies DeskRows;

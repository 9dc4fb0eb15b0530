// The acts on a pledge. Each names the version that its editor has seen.
import type { ProblemSlug } from '../../problem.ts';
import { readyRecordSchema, undoableRecordSchema } from './answers.ts';
import { act, type DeskRows, PLEDGE } from './row.ts';

// Nothing of a private tracker is on record.
const ON_RECORD = { problems: ['private-tracker'] } as const satisfies { problems: ProblemSlug[] };

export const ACTS = {
  [`POST ${PLEDGE}/submit`]: act('submitDraft', 'Ask for a second pair of eyes', {
    schema: undoableRecordSchema,
  }),
  [`POST ${PLEDGE}/return`]: act('returnDraft', 'Send a draft back, or take it off the schedule'),
  [`POST ${PLEDGE}/assign`]: act(
    'assignPledge',
    'Give a pledge to somebody, or to nobody; its draft goes along',
    {
      schema: undoableRecordSchema,
    },
  ),
  [`POST ${PLEDGE}/snooze`]: act('snoozePledge', 'Let a pledge be due no sooner than at a time', {
    description: 'A dispute, a suggestion or a new revision ends it.',
    schema: undoableRecordSchema,
    ...ON_RECORD,
  }),
  [`POST ${PLEDGE}/discard`]: act('discardDraft', 'Drop a draft; what readers see stays', {
    schema: undoableRecordSchema,
  }),
  [`POST ${PLEDGE}/publish`]: act('publishPledge', 'Publish the draft, now or at a time', {
    description: 'In a private tracker it is ready then, without a date of its own, and that can be undone.',
    schema: readyRecordSchema,
    problems: ['nothing-new', 'second-person-required', 'private-tracker'],
  }),
  [`POST ${PLEDGE}/correct`]: act('correctPledge', 'Publish the draft as a correction', {
    problems: ['nothing-new', 'second-person-required', 'private-tracker'],
  }),
  [`POST ${PLEDGE}/retract`]: act('retractPledge', 'Withdraw a verdict, and say why', ON_RECORD),
  [`POST ${PLEDGE}/redact`]: act('redactPledge', 'Take the content of revisions out for good', {
    problems: ['nothing-new', 'private-tracker'],
  }),
  [`POST ${PLEDGE}/revert`]: act('revertPledge', 'Publish the content of an earlier revision anew', {
    problems: ['nothing-new', 'second-person-required', 'private-tracker'],
  }),
  [`POST ${PLEDGE}/rename`]: act('renamePledge', 'A new slug or further aliases; old ones lead on', {
    problems: ['name-taken'],
  }),
  [`POST ${PLEDGE}/merge`]: act('mergePledge', 'Let a pledge lead to another for ever', ON_RECORD),
  [`POST ${PLEDGE}/check`]: act('checkPledge', 'Note that somebody looked, and the verdict stands', {
    schema: undoableRecordSchema,
    ...ON_RECORD,
  }),
  [`POST ${PLEDGE}/dispute`]: act(
    'disputePledge',
    'Put a verdict under review; it stands, and says so',
    ON_RECORD,
  ),
  [`POST ${PLEDGE}/settle`]: act('settlePledge', 'End the review of a verdict that stands', ON_RECORD),
} as const satisfies DeskRows;

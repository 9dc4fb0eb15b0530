// The audit as a spreadsheet reads it.
import type { AuditPage, AuditRow } from '../../data/running.ts';
import { BYTE_ORDER_MARK, csvRecord } from '../interchange/csv-record.ts';
import { done, type Result } from '../result.ts';
import type { NotPermitted } from './act.ts';

const COLUMNS = [
  'id',
  'at',
  'person',
  'act',
  'tracker',
  'slug',
  'title',
  'from_revision',
  'to_revision',
  'detail',
];

/** As a stream that asks for one page after the other, whatever is done meanwhile; each is allowed or refused by itself. */
export function auditSheet(
  page: (before: number | undefined) => Result<AuditPage, NotPermitted>,
): Result<ReadableStream<Uint8Array>, NotPermitted> {
  const first = page(undefined);
  if (!first.ok) return first;
  const encoder = new TextEncoder();
  let text = BYTE_ORDER_MARK + csvRecord(COLUMNS) + first.value.audit.map(line).join('');
  let { next } = first.value;
  return done(
    new ReadableStream({
      type: 'bytes',
      pull(controller) {
        controller.enqueue(encoder.encode(text));
        text = '';
        while (text === '' && next !== null) {
          const following = page(next);
          if (!following.ok) return controller.error(new Error('The credential has ended.'));
          text = following.value.audit.map(line).join('');
          next = following.value.next;
        }
        if (text === '') controller.close();
      },
    }),
  );
}

function line({ pledge, detail, ...row }: AuditRow): string {
  const { id, at, editor, act, tracker, slug, fromRevision, toRevision } = row;
  const details = detail === null ? '' : JSON.stringify(detail);
  return csvRecord([
    id,
    at,
    editor,
    act,
    tracker,
    slug,
    pledge?.title ?? '',
    fromRevision,
    toRevision,
    details,
  ]);
}

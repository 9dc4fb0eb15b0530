// The first line of a backup: whether it can be read here at all.
import * as z from 'zod/mini';
import { backupKey, instant, line, sha256, trackerId, whole } from '../../data/field.ts';
import type { FieldError } from '../../data/field-error.ts';
import { fieldErrors } from '../field-error.ts';
import { BACKUP_FORMAT } from './backup.ts';
import { MIGRATIONS } from './migrations.ts';

/** `key` is by which it was signed; backups of the first form bear no signature. */
const headerSchema = z.strictObject({
  format: whole(1, BACKUP_FORMAT),
  schema: whole(1, MIGRATIONS.length),
  at: instant,
  installation: line(300),
  key: z.optional(backupKey),
  heads: z.record(trackerId, sha256),
});
export type Header = z.infer<typeof headerSchema>;

type Read = { ok: true; value: Header } | { ok: false; errors: FieldError[] };

/** The header in the first line of a backup, or why it is none that is read here. */
export function backupHeader(line: Record<string, unknown>): Read {
  const { backup } = line;
  if (typeof backup !== 'object' || backup === null)
    return fault('/backup', 'is missing: this is not a backup');
  const { format, schema, key } = backup as Record<string, unknown>;
  if (Number(format) > BACKUP_FORMAT)
    return fault(
      '/backup/format',
      `is newer than ${BACKUP_FORMAT}: deploy a newer version of this software first`,
    );
  if (Number(schema) > MIGRATIONS.length)
    return fault('/backup/schema', 'is of a newer version of this software: deploy that first');
  if (format !== 1 && key === undefined) return fault('/backup/key', 'is missing');
  const checked = headerSchema.safeParse(backup);
  return checked.success
    ? { ok: true, value: checked.data }
    : { ok: false, errors: fieldErrors(checked.error, '/backup') };
}

function fault(pointer: string, detail: string): Read {
  return { ok: false, errors: [{ pointer, detail }] };
}

// Whether the rows of the audit are those that were written, in their order.
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Fault } from './verify-revisions.ts';

type Audit = { id: number; act: string; previous: string | null; hash: string } & Record<string, unknown>;

/** Walks the chain row by row. Of a broken one only the first fault is told. */
export function auditChain() {
  let head: string | null = null;
  let rows = 0;
  let isBroken = false;
  return {
    get head() {
      return head;
    },
    get rows() {
      return rows;
    },
    take(row: Audit, line: number): Fault[] {
      rows += 1;
      if (isBroken) return [];
      const what = misfit(row, head);
      head = row.hash;
      isBroken = what !== null;
      return what === null ? [] : [{ line, what: `row ${row.id} of the audit ("${row.act}") ${what}` }];
    },
    end(told: string | null | undefined, line: number): Fault[] {
      if (isBroken || told === head) return [];
      return [{ line, what: 'names another newest hash of the audit than its last row has' }];
    },
  };
}

/** RFC 8785, then SHA-256, of all columns but `hash` that are not null: data/README.md, "Audit". */
function misfit({ hash, ...row }: Audit, head: string | null): string | null {
  if (row.previous !== head) return 'does not follow the one before it: one is missing, or two are swapped';
  const held = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
  const text = canonicalize(held) ?? '';
  return createHash('sha256').update(text).digest('hex') === hash ? null : 'is not as it was written';
}

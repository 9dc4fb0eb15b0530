// Whether a backup is whole and as it was made. It shares no code with the Worker: what it finds is found anew, from what
// data/README.md says of hashes and of the signature.
import { createHash, type Hash } from 'node:crypto';
import { auditChain } from './verify-audit.ts';
import { type Fault, revisionChains } from './verify-revisions.ts';
import { isSigned } from './verify-signature.ts';

/** `key` is by which it is signed, null for one of before there were signatures; `faults` come in the order of lines. */
export type Verdict = {
  faults: Fault[];
  at: string;
  installation: string;
  key: string | null;
  trackers: { id: string; revisions: number; redacted: number; head: string }[];
  audit: { rows: number; head: string | null };
};

/** A pledge, and the revision of it that readers see. */
type Pledge = { id: number; tracker: string; slug: string; revision: number | null; line: number };

type Header = {
  format: number;
  at: string;
  installation: string;
  key?: string;
  heads?: Record<string, string>;
};
type End = { counts?: Record<string, number>; sha256?: string; audit?: string | null };
type Line = { backup?: Header; table?: string; row?: unknown; end?: End; signature?: string };

/**
 * Reads the lines of a backup once, in order, each with the newline that ends it. `key` is whose signature it should bear;
 * null: it is only asked whether it fits itself. Null where it is no backup of a form that is known here.
 */
export async function verifyBackup(
  lines: AsyncIterable<string>,
  key: string | null = null,
): Promise<Verdict | null> {
  const faults: Fault[] = [];
  const revisions = revisionChains();
  const audit = auditChain();
  const pledges: Pledge[] = [];
  const counts: Record<string, number> = {};
  const hash = createHash('sha256');
  let header: Header | undefined;
  let end: End | undefined;
  let isSealed = false;
  let line = 0;

  function takeRow(table: string, row: unknown, line: number): Fault[] {
    try {
      if (table === 'scheme') revisions.takeScheme(row as never);
      if (table === 'pledge') pledges.push({ ...(row as Pledge), line });
      if (table === 'revision') return revisions.take(row as never, line);
      if (table === 'audit' && header?.format === 2) return audit.take(row as never, line);
      return [];
    } catch {
      return [{ line, what: `is no row of ${table}: it is not what was written` }];
    }
  }

  for await (const text of lines) {
    line += 1;
    const parsed = parse(text);
    if (line === 1) {
      header = parsed?.backup;
      if (!header || ![1, 2].includes(header.format)) return null;
      faults.push(...keyFaults(header, key));
    }
    const isSignature = end !== undefined && header?.format === 2 && !isSealed;
    if (isSignature) {
      isSealed = true;
      if (!isSigned(text, digest(hash), header?.key)) faults.push({ line, what: FORGED });
    } else if (end) faults.push({ line, what: 'comes after the last line of the backup' });
    else if (!parsed || !text.endsWith('\n'))
      faults.push({ line, what: 'is not JSON: the file is damaged, or was cut off here' });
    else if (parsed.end) {
      end = parsed.end;
      faults.push(...sealFaults(line, end, counts, hash));
      if (header?.format === 2) faults.push(...audit.end(end.audit, line));
    } else if (parsed.table) {
      counts[parsed.table] = (counts[parsed.table] ?? 0) + 1;
      faults.push(...takeRow(parsed.table, parsed.row, line));
    } else if (line > 1) faults.push({ line, what: 'is no line of a backup' });
    hash.update(text);
  }
  if (!header) return null;
  if (!end || (header.format === 2 && !isSealed))
    faults.push({ line: line + 1, what: 'is missing: the file was cut off before its last line' });
  faults.push(...revisions.end(header.heads ?? {}), ...staleFaults(pledges, revisions));
  return {
    faults: faults.sort((a, b) => a.line - b.line),
    at: header.at,
    installation: header.installation,
    key: header.key ?? null,
    trackers: [...revisions.chains].map(([id, { revisions, redacted, head }]) => ({
      id,
      revisions,
      redacted,
      head,
    })),
    audit: { rows: audit.rows, head: audit.head },
  };
}

const FORGED = 'does not sign this file: it was changed since it was made, or signed with another key';

function keyFaults({ key: own }: Header, key: string | null): Fault[] {
  if (key === null || own === key) return [];
  const what =
    own === undefined
      ? 'is of a backup from before there were signatures: no key shows who made it'
      : `names ${own} as its key, and not the one that you gave`;
  return [{ line: 1, what }];
}

function staleFaults(pledges: Pledge[], { chains, newest }: ReturnType<typeof revisionChains>): Fault[] {
  return pledges.flatMap(({ id, tracker, slug, revision, line }) => {
    const last = newest.get(id) ?? null;
    if (revision === last || chains.get(tracker)?.broken) return [];
    return [{ line, what: `shows revision ${revision} of ${tracker}/${slug}, whose newest is ${last}` }];
  });
}

function sealFaults(line: number, end: End, counts: Record<string, number>, hash: Hash): Fault[] {
  const told = end.counts ?? {};
  const tables = new Set([...Object.keys(told), ...Object.keys(counts)]);
  const wrong = [...tables].find((table) => (counts[table] ?? 0) !== told[table]);
  if (end.sha256 === digest(hash) && wrong === undefined) return [];
  const which =
    wrong === undefined
      ? ''
      : `: it has ${counts[wrong] ?? 0} rows of ${wrong} and should have ${told[wrong] ?? 0}`;
  return [{ line, what: `does not fit: the file was changed since it was made${which}` }];
}

/** The hash of all so far; more may follow. */
function digest(hash: Hash): string {
  return hash.copy().digest('hex');
}

function parse(text: string): Line | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined; // damaged, cut off, or no backup at all
  }
}

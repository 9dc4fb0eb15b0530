// Whether a backup is whole, and whether each tracker's revisions are those that were published, in their order. It
// shares no code with the Worker: what it finds is found anew, from what data/README.md says of hashes.
import { createHash, type Hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** What does not fit, at which line of the file; the first of each tracker. */
export type Fault = { line: number; what: string };

export type Verdict = {
  faults: Fault[];
  at: string;
  installation: string;
  trackers: { id: string; revisions: number; redacted: number; head: string }[];
};

type Revision = {
  tracker: string;
  sequence: number;
  pledge: number;
  slug: string;
  number: number;
  at: string;
  kind: string;
  note: string | null;
  document: string | null;
  document_hash: string;
  previous: string | null;
  hash: string;
};

/** One tracker's chain as far as it has been walked. Of a broken one only the first fault is told. */
type Chain = {
  head: string;
  sequence: number;
  revisions: number;
  redacted: number;
  broken: boolean;
  /** Pledges with a revision whose text is gone, until a redaction of that pledge comes: where, and which revision. */
  unexplained: Map<number, Fault>;
};

/** A pledge, and the revision of it that readers see. */
type Pledge = { id: number; tracker: string; slug: string; revision: number | null };

/** A version of a tracker's scheme; and of each verdict of each, the hash of what the scheme says of it. */
type Scheme = { tracker: string; version: number; document: string };
type Words = Map<string, string>;

type Header = { format: number; at: string; installation: string; heads: Record<string, string> };
type End = { counts: Record<string, number>; sha256: string };
type Line = { backup?: Header; table?: string; row?: unknown; end?: End };

/** Reads the lines of a backup once, in order. Null where it is no backup of a form that is known here. */
export async function verifyBackup(lines: AsyncIterable<string>): Promise<Verdict | null> {
  const faults: Fault[] = [];
  const chains = new Map<string, Chain>();
  const pledges = new Map<number, Pledge & { line: number }>();
  const newest = new Map<number, number>();
  const words: Words = new Map();
  const counts: Record<string, number> = {};
  const hash = createHash('sha256');
  let header: Header | undefined;
  let end: End | undefined;
  let line = 0;
  for await (const text of lines) {
    line += 1;
    const parsed = parse(text);
    if (line === 1) {
      header = parsed?.backup;
      if (header?.format !== 1) return null;
    }
    if (end) faults.push({ line, what: 'comes after the last line of the backup' });
    else if (!parsed) faults.push({ line, what: 'is not JSON: the file is damaged, or was cut off here' });
    else if (parsed.end) {
      end = parsed.end;
      faults.push(...sealFaults(line, end, counts, hash));
    } else if (parsed.table) {
      counts[parsed.table] = (counts[parsed.table] ?? 0) + 1;
      if (parsed.table === 'scheme') keepWords(words, parsed.row as Scheme);
      if (parsed.table === 'pledge') {
        const row = parsed.row as Pledge;
        pledges.set(row.id, { ...row, line });
      }
      if (parsed.table === 'revision') {
        const row = parsed.row as Revision;
        faults.push(...walk(chains, words, row, line));
        newest.set(row.pledge, row.number);
      }
    }
    hash.update(`${text}\n`);
  }
  if (!header) return null;
  if (!end) faults.push({ line: line + 1, what: 'is missing: the file was cut off before its last line' });
  for (const chain of chains.values()) if (!chain.broken) faults.push(...chain.unexplained.values());
  for (const { id, tracker, slug, revision, line } of pledges.values()) {
    const last = newest.get(id) ?? null;
    if (revision === last || chains.get(tracker)?.broken) continue;
    faults.push({ line, what: `shows revision ${revision} of ${tracker}/${slug}, whose newest is ${last}` });
  }
  for (const [tracker, head] of Object.entries(header.heads)) {
    const chain = chains.get(tracker);
    if (chain?.head === head || chain?.broken) continue;
    faults.push({
      line: 1,
      what: `says that the newest hash of ${tracker} is ${head}, which no last revision has`,
    });
  }
  return {
    faults: faults.sort((a, b) => a.line - b.line),
    at: header.at,
    installation: header.installation,
    trackers: [...chains].map(([id, { revisions, redacted, head }]) => ({ id, revisions, redacted, head })),
  };
}

/** The next revision of its chain; a fault names the first that does not fit, and ends the walk. */
function walk(chains: Map<string, Chain>, words: Words, row: Revision, line: number): Fault[] {
  const chain = chains.get(row.tracker) ?? begin();
  chains.set(row.tracker, chain);
  if (chain.broken) return [];
  const what = misfit(chain, row) ?? reworded(words, row);
  if (what !== null) {
    chain.broken = true;
    return [{ line, what: `${nameOf(row)} ${what}` }];
  }
  chain.head = row.hash;
  chain.sequence = row.sequence;
  chain.revisions += 1;
  if (row.document === null) {
    chain.redacted += 1;
    chain.unexplained.set(row.pledge, {
      line,
      what: `${nameOf(row)} has no text, and no redaction says why`,
    });
  }
  if (row.kind === 'redaction') chain.unexplained.delete(row.pledge);
  return [];
}

function begin(): Chain {
  return { head: '', sequence: 0, revisions: 0, redacted: 0, broken: false, unexplained: new Map() };
}

function misfit({ sequence, head }: Chain, row: Revision): string | null {
  if (row.sequence !== sequence + 1)
    return `has number ${row.sequence} in its tracker where ${sequence + 1} is due: one is missing, or two are swapped`;
  if ((row.previous ?? '') !== head) return 'does not follow the one before it: its previous hash is another';
  if (row.document !== null && sha256(row.document) !== row.document_hash)
    return 'has another text than when it was published';
  return recordHash(row) === row.hash
    ? null
    : 'has another date, kind, note or name than when it was published';
}

function keepWords(words: Words, { tracker, version, document }: Scheme): void {
  const { verdicts }: { verdicts: { id: string }[] } = JSON.parse(document);
  for (const verdict of verdicts)
    words.set(`${tracker} ${version} ${verdict.id}`, sha256(canonicalize(verdict) ?? ''));
}

/** A verdict names the hash of its words, but for those of before there was one. */
function reworded(words: Words, { tracker, document }: Revision): string | null {
  const { verdict } = JSON.parse(document ?? '{}');
  if (!verdict?.words || verdict.words === words.get(`${tracker} ${verdict.scheme} ${verdict.id}`))
    return null;
  return `has another label or definition of "${verdict.id}" than when it was published`;
}

function nameOf({ tracker, slug, number }: Revision): string {
  return `revision ${number} of ${tracker}/${slug}`;
}

/** RFC 8785, then SHA-256, of what data/README.md lists under "Revision", without `hash`. */
function recordHash(row: Revision): string {
  const { tracker, slug, number: revision, at, kind, note, document_hash: documentHash, previous } = row;
  return sha256(canonicalize({ tracker, slug, revision, at, kind, note, documentHash, previous }) ?? '');
}

function sealFaults(line: number, end: End, counts: Record<string, number>, hash: Hash): Fault[] {
  if (end.sha256 === hash.copy().digest('hex')) return [];
  const wrong = Object.entries(end.counts).find(([table, count]) => (counts[table] ?? 0) !== count);
  const which = wrong
    ? `: it has ${counts[wrong[0]] ?? 0} rows of ${wrong[0]} and should have ${wrong[1]}`
    : '';
  return [{ line, what: `does not fit: the file was changed since it was made${which}` }];
}

function parse(text: string): Line | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined; // damaged, cut off, or no backup at all
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

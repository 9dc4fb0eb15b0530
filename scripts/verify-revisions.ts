// Whether each tracker's revisions are those that were published, in their order.
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** What does not fit, at which line of the file. */
export type Fault = { line: number; what: string };

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

/** A version of a tracker's scheme. */
type Scheme = { tracker: string; version: number; document: string };

/** One tracker's chain as far as it has been walked. Of a broken one only the first fault is told. */
export type Chain = {
  head: string;
  sequence: number;
  revisions: number;
  redacted: number;
  broken: boolean;
  /** Pledges with a revision whose text is gone, until a redaction of that pledge comes: where, and which revision. */
  unexplained: Map<number, Fault>;
};

/** Walks the chains of all trackers, row by row as they come. */
export function revisionChains() {
  const chains = new Map<string, Chain>();
  /** Of each verdict of each version of each scheme, the hash of what it says. */
  const words = new Map<string, string>();
  /** Of each pledge, the number of its newest revision. */
  const newest = new Map<number, number>();

  return {
    chains,
    newest,
    takeScheme({ tracker, version, document }: Scheme): void {
      const { verdicts }: { verdicts: { id: string }[] } = JSON.parse(document);
      for (const verdict of verdicts)
        words.set(`${tracker} ${version} ${verdict.id}`, sha256(canonicalize(verdict) ?? ''));
    },
    /** The next revision of its chain; a fault names the first that does not fit, and ends the walk. */
    take(row: Revision, line: number): Fault[] {
      newest.set(row.pledge, row.number);
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
        const what = `${nameOf(row)} has no text, and no redaction says why`;
        chain.unexplained.set(row.pledge, { line, what });
      }
      if (row.kind === 'redaction') chain.unexplained.delete(row.pledge);
      return [];
    },
    /** What shows only when all rows have come: texts that are gone, and heads that no last revision has. */
    end(heads: Record<string, string>): Fault[] {
      const gone = [...chains.values()].flatMap((chain) =>
        chain.broken ? [] : [...chain.unexplained.values()],
      );
      const headless = Object.entries(heads).flatMap(([tracker, head]) => {
        const chain = chains.get(tracker);
        if (chain?.head === head || chain?.broken) return [];
        const what = `says that the newest hash of ${tracker} is ${head}, which no last revision has`;
        return [{ line: 1, what }];
      });
      return [...gone, ...headless];
    },
  };
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

/** A verdict names the hash of its words, but for those of before there was one. */
function reworded(words: Map<string, string>, { tracker, document }: Revision): string | null {
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

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

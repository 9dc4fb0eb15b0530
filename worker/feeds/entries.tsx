// What a feed tells of a change, in words: the verdict, the one before it, the desk's reason, the way to the evidence, and
// the revision's hash, so that every follower's copy bears witness.
import type {
  Changes,
  Corrections,
  PublishedPledge,
  PublishedTracker,
  VerdictLabel,
} from '../../data/published.ts';
import type { RevisionKind } from '../../data/revision.ts';
import { inLanguage } from '../pages/parts.tsx';
import { replaced, WITHDRAWN } from '../projection/verdict.ts';

/** `verdict` is null where there is none to tell any more. */
export type Change = Omit<Changes['changes'][number], 'verdict'> & { verdict: VerdictLabel | null };

/** An import keeps its old dates and an edit changes no verdict: neither is news. */
function isNews(kind: RevisionKind): boolean {
  return kind !== 'import' && kind !== 'edit';
}

/** A pledge's history in the form of a tracker's changes, newest first; without what its tracker was opened with. */
export function changesOf(
  { slug, title, url, history }: PublishedPledge,
  { openedAt = '' }: Pick<PublishedTracker, 'openedAt'>,
): Change[] {
  return history
    .flatMap(({ revision, publishedAt, kind, note, verdict, hash }, at): Change[] => {
      if (!verdict || !publishedAt || !isNews(kind)) return [];
      if (revision === 1 && publishedAt <= openedAt) return [];
      const was = replaced(kind, history[at - 1]?.verdict ?? null, verdict);
      return [{ slug, title, url, revision, publishedAt, kind, note, verdict, was, hash }];
    })
    .reverse();
}

/** A tracker's corrections in the form of its changes, newest first. What was wrong is not repeated. */
export function correctionsAsChanges({ url }: PublishedTracker, { corrections }: Corrections): Change[] {
  return corrections.map((correction) => ({ ...correction, url: `${url}/${correction.slug}`, was: null }));
}

/** A change as a reader of feeds meets it; `evidence` is the address of what the verdict rests on, if one stands. */
export type Entry = {
  id: string;
  title: string;
  html: string;
  text: string;
  url: string;
  evidence: string | null;
  at: Date;
};

/** One change as an entry. Its id is the revision's hash by RFC 6920, so it outlives every address. */
export function entryOf(change: Change, language: string): Entry {
  const { title, url, note, hash, publishedAt } = change;
  const evidence = change.kind === 'retraction' || !change.verdict ? null : `${url}#why`;
  const what = headlineOf(change, language);
  const happened = sentence(change, language);
  return {
    id: `ni:///sha-256;${base64url(hash)}`,
    title: `${what}: ${title}`,
    html: (
      <>
        <p>{happened}</p>
        {note && <p>{note}</p>}
        {evidence && (
          <p>
            <a href={evidence}>Reasons and evidence</a>
          </p>
        )}
        <p>
          Revision {change.revision}, SHA-256 <code>{hash}</code>
        </p>
      </>
    ).toString(),
    text: [happened, note, `Revision ${change.revision}, SHA-256 ${hash}`].filter(Boolean).join('\n\n'),
    url,
    evidence,
    at: new Date(publishedAt),
  };
}

function headlineOf({ kind, verdict }: Change, language: string): string {
  if (kind === 'retraction') return 'Verdict withdrawn';
  if (kind === 'redaction') return 'Content removed';
  if (!verdict) return 'Corrected';
  if (kind === 'correction') return `Corrected to ${inLanguage(verdict.label, language)}`;
  return inLanguage(verdict.label, language);
}

function sentence({ kind, verdict, was }: Change, language: string): string {
  const label = (of: VerdictLabel) => `“${inLanguage(of.label, language)}”`;
  if (kind === 'retraction') return 'The desk has withdrawn its verdict.';
  if (!verdict)
    return kind === 'redaction' ? 'Content was removed from the record.' : 'The desk corrected its verdict.';
  switch (kind) {
    case 'correction':
      return `Corrected: the verdict is ${label(verdict)}.`;
    case 'redaction':
      return `Content was removed from the record; the verdict is ${label(verdict)}.`;
    case 'revert':
      return `An earlier version was restored; the verdict is ${label(verdict)}.`;
    default:
      if (was?.id === WITHDRAWN.id) return `The desk had withdrawn its verdict. It is now ${label(verdict)}.`;
      return was
        ? `The verdict changed from ${label(was)} to ${label(verdict)}.`
        : `The verdict is ${label(verdict)}.`;
  }
}

function base64url(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64url');
}

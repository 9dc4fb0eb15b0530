// What a feed tells of a change, in words: the verdict, the one before it, the desk's reason, and the revision's hash,
// so that every follower's copy bears witness.
import type { Changes, PublishedPledge, VerdictLabel } from '../../data/published.ts';
import type { RevisionKind } from '../../data/revision.ts';
import { inLanguage } from '../pages/parts.tsx';
import { replaced, WITHDRAWN } from '../projection/verdict.ts';

export type Change = Changes['changes'][number];

/** An import keeps its old dates and an edit changes no verdict: neither is news. */
function isNews(kind: RevisionKind): boolean {
  return kind !== 'import' && kind !== 'edit';
}

/** A pledge's history in the form of a tracker's changes, newest first. */
export function changesOf({ slug, title, url, history }: PublishedPledge): Change[] {
  return history
    .flatMap(({ revision, publishedAt, kind, note, verdict, hash }, at): Change[] => {
      if (!verdict || !publishedAt || !isNews(kind)) return [];
      const was = replaced(kind, history[at - 1]?.verdict ?? null, verdict);
      return [{ slug, title, url, revision, publishedAt, kind, note, verdict, was, hash }];
    })
    .reverse();
}

/** A change as a reader of feeds meets it. */
export type Entry = { id: string; title: string; html: string; text: string; url: string; at: Date };

/** One change as an entry. Its id is the revision's hash by RFC 6920, so it outlives every address. */
export function entryOf(change: Change, language: string): Entry {
  const { title, url, note, hash, publishedAt } = change;
  const what = headlineOf(change, language);
  const happened = sentence(change, language);
  return {
    id: `ni:///sha-256;${base64url(hash)}`,
    title: `${what}: ${title}`,
    html: (
      <>
        <p>{happened}</p>
        {note && <p>{note}</p>}
        <p>
          Revision {change.revision}, SHA-256 <code>{hash}</code>
        </p>
      </>
    ).toString(),
    text: [happened, note, `Revision ${change.revision}, SHA-256 ${hash}`].filter(Boolean).join('\n\n'),
    url,
    at: new Date(publishedAt),
  };
}

function headlineOf({ kind, verdict }: Change, language: string): string {
  if (kind === 'correction') return `Corrected to ${inLanguage(verdict.label, language)}`;
  if (kind === 'retraction') return 'Verdict withdrawn';
  if (kind === 'redaction') return 'Content removed';
  return inLanguage(verdict.label, language);
}

function sentence({ kind, verdict, was }: Change, language: string): string {
  const label = (of: VerdictLabel) => `“${inLanguage(of.label, language)}”`;
  switch (kind) {
    case 'correction':
      return `Corrected: the verdict is ${label(verdict)}.`;
    case 'retraction':
      return 'The desk has withdrawn its verdict.';
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

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
import { labelIn } from '../label.ts';
import type { Localizer } from '../localizer.ts';
import { KINDS } from '../pages/parts.tsx';
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

/** One change as an entry, in the words of a desk that writes in `own`. Its id is the revision's hash by RFC 6920, so it outlives every address. */
export function entryOf(change: Change, own: string, l10n: Localizer): Entry {
  const { title, url, note, hash, publishedAt } = change;
  const { say } = l10n;
  const evidence = change.kind === 'retraction' || !change.verdict ? null : `${url}#why`;
  const happened = sentences(change, own, l10n);
  const revision = `${say('history.revision', { number: change.revision })}, SHA-256`;
  return {
    id: `ni:///sha-256;${base64url(hash)}`,
    title: `${headlineOf(change, own, l10n)}${say('language.colon')}${title}`,
    html: (
      <>
        <p>{happened}</p>
        {note && <p>{note}</p>}
        {evidence && (
          <p>
            <a href={evidence}>{say('feed.reasons')}</a>
          </p>
        )}
        <p>
          {revision} <code>{hash}</code>
        </p>
      </>
    ).toString(),
    text: [happened, note, `${revision} ${hash}`].filter(Boolean).join('\n\n'),
    url,
    evidence,
    at: new Date(publishedAt),
  };
}

function headlineOf({ kind, verdict }: Change, own: string, l10n: Localizer): string {
  if (kind === 'retraction' || kind === 'redaction' || !verdict) return l10n.say(KINDS[kind]);
  const now = labelIn(verdict.label, l10n, own).text;
  return kind === 'correction' ? `${l10n.say(KINDS.correction)} · ${now}` : now;
}

function sentences({ kind, verdict, was }: Change, own: string, l10n: Localizer): string {
  const { say } = l10n;
  const label = (of: VerdictLabel) => say('language.quoted', { text: labelIn(of.label, l10n, own).text });
  if (kind === 'retraction') return say('feed.withdrawn');
  if (!verdict) return say(kind === 'redaction' ? 'feed.removed' : 'feed.correctedAway');
  const now = say('feed.now', { now: label(verdict) });
  switch (kind) {
    case 'correction':
      return `${say('feed.correctedAway')} ${now}`;
    case 'redaction':
      return `${say('feed.removed')} ${now}`;
    case 'revert':
      return `${say('feed.restored')} ${now}`;
    default:
      if (was?.id === WITHDRAWN.id) return say('feed.again', { now: label(verdict) });
      return was ? say('feed.changed', { was: label(was), now: label(verdict) }) : now;
  }
}

function base64url(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64url');
}

import type { Corrections, PublishedTracker } from '../../data/published.ts';
import { isIndexed } from '../../data/tracker.ts';
import { Layout } from './layout.tsx';
import { Dated, KINDS, Label, Notices, Theirs, theirs } from './parts.tsx';

type Props = { tracker: PublishedTracker; corrections: Corrections['corrections'] };

/** Everything that a tracker has put right, taken back or taken out. */
export function CorrectionsPage({ tracker, corrections }: Props) {
  const { id, language } = tracker;
  return (
    <Layout
      title={`Corrections: ${tracker.name}`}
      url={`${tracker.url}/corrections`}
      feeds={`Corrections: ${tracker.name}`}
      by={tracker.publisher.name}
      language={language}
      noindex={!isIndexed(tracker)}
      notices={<Notices tracker={tracker} />}
    >
      <p class="kicker">
        <a href={`/${id}`} {...theirs(language)}>
          {tracker.name}
        </a>
      </p>
      <h1>Corrections</h1>
      <p class="standfirst">
        Every verdict that <Theirs language={language}>{tracker.publisher.name}</Theirs> has corrected or
        withdrawn, and every text that had to be taken out, with the reason. Nothing vanishes unannounced.
      </p>
      <p>
        Every new one, by <a href={`/${id}/corrections/feed.atom`}>Atom</a> or{' '}
        <a href={`/${id}/corrections/feed.json`}>JSON Feed</a>.
      </p>
      {corrections.length === 0 && <p>There are none so far.</p>}
      <ol class="corrections">
        {corrections.map(({ slug, title, revision, publishedAt, kind, note, verdict }) => (
          <li>
            <h2>
              <a href={`/${id}/${slug}`} {...theirs(language)}>
                {title}
              </a>
            </h2>
            <p>
              <strong>{KINDS[kind]}</strong> <Dated when={publishedAt} of={tracker} />
              {kind === 'correction' && verdict && (
                <>
                  : <Label of={verdict.label} language={language} />
                </>
              )}
              . <Theirs language={language}>{note}</Theirs>
            </p>
            <p class="meta">Revision {revision}</p>
          </li>
        ))}
      </ol>
    </Layout>
  );
}

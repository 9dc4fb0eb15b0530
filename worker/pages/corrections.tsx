import type { Corrections, PublishedTracker } from '../../data/published.ts';
import { isIndexed } from '../../data/visibility.ts';
import { Label, Theirs, theirs } from './language.tsx';
import { Layout } from './layout.tsx';
import type { PageLocalizer } from './page-localizer.ts';
import { Dated, KINDS, Notices } from './parts.tsx';

type Props = { tracker: PublishedTracker; corrections: Corrections['corrections']; l10n: PageLocalizer };

/** Everything that a tracker has put right, taken back or taken out. */
export function CorrectionsPage({ tracker, corrections, l10n }: Props) {
  const { id, name, language } = tracker;
  const { say, fill, href } = l10n;
  const title = say('corrections.title', { name });
  return (
    <Layout
      title={title}
      url={`${tracker.url}/corrections`}
      feeds={title}
      by={tracker.publisher.name}
      l10n={l10n}
      here={`/${id}/corrections`}
      noindex={!isIndexed(tracker)}
      notices={<Notices tracker={tracker} l10n={l10n} />}
    >
      <p class="kicker">
        <a href={href(`/${id}`)} {...theirs(language, l10n)}>
          {name}
        </a>
      </p>
      <h1>{say('tracker.corrections')}</h1>
      <p class="standfirst">{say('corrections.about')}</p>
      <p>
        {fill('follow.corrections', {
          atom: <a href={`/${id}/corrections/feed.atom`}>Atom</a>,
          json: <a href={`/${id}/corrections/feed.json`}>JSON Feed</a>,
        })}
      </p>
      {corrections.length === 0 && <p>{say('corrections.none')}</p>}
      <ol class="corrections">
        {corrections.map(({ slug, title, revision, publishedAt, kind, note, verdict }) => (
          <li>
            <h2>
              <a href={href(`/${id}/${slug}`)} {...theirs(language, l10n)}>
                {title}
              </a>
            </h2>
            <p>
              <strong>{say(KINDS[kind])}</strong> ·{' '}
              <Dated when={publishedAt} zone={tracker.timezone} l10n={l10n} />
              {kind === 'correction' && verdict && (
                <>
                  {say('language.colon')}
                  <Label of={verdict.label} own={language} l10n={l10n} />
                </>
              )}
              .{' '}
              <Theirs lang={language} l10n={l10n}>
                {note}
              </Theirs>
            </p>
            <p class="meta">{say('history.revision', { number: revision })}</p>
          </li>
        ))}
      </ol>
    </Layout>
  );
}

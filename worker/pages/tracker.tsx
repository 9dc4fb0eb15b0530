import type { Front } from '../../data/published.ts';
import { isIndexed } from '../../data/tracker.ts';
import { pictureUrl } from '../embeds/badge-image.ts';
import type { Wanted } from '../listing.ts';
import { Layout } from './layout.tsx';
import { ListingSection } from './listing.tsx';
import { Markdown } from './markdown.tsx';
import { Dated, inOrder, Label, Notices, Theirs, theirs, VerdictMark } from './parts.tsx';
import { trackerData } from './structured-data.ts';
import { TallySection } from './tally.tsx';

/** `isPreview`: for a frame of the desk, in which no script may run. */
type Props = Front & { wanted: Wanted; isPreview?: boolean };

/** A tracker: its tally with the denominator, its pledges, what changed lately, and how its desk works. */
export function TrackerPage({ tracker, changes, listing, wanted, isPreview = false }: Props) {
  const { id, name, language, publisher, subject, tally } = tracker;
  const title = `${name}: verdicts by ${publisher.name}`;
  return (
    <Layout
      title={title}
      description={`${tally.assessed} of ${tally.total} promises assessed. ${subject.name}. Verdicts by ${publisher.name}.`}
      url={tracker.url}
      feeds={title}
      by={publisher.name}
      card={{ picture: pictureUrl(new URL(tracker.url).origin, null), alt: title }}
      data={trackerData(tracker)}
      isPreview={isPreview}
      language={language}
      noindex={!isIndexed(tracker)}
      notices={<Notices tracker={tracker} />}
    >
      <header class="title">
        <h1 {...theirs(language)}>{name}</h1>
        <p class="standfirst">
          <Theirs language={language}>{subject.name}</Theirs>. Verdicts by{' '}
          <a href={publisher.url} {...theirs(language)}>
            {publisher.name}
          </a>
          .
        </p>
      </header>
      <TallySection tracker={tracker} />
      <section class="columns">
        <ListingSection tracker={tracker} listing={listing} wanted={wanted} />
        <aside aria-labelledby="lately">
          <h2 id="lately">Changed lately</h2>
          <LatestChanges tracker={tracker} changes={changes} />
          <h2>Follow</h2>
          <ul class="links">
            <li>
              <a href={`/${id}/feed.atom`}>Every change, by Atom</a> or{' '}
              <a href={`/${id}/feed.json`}>JSON Feed</a>
            </li>
            <li>
              <a href={`/${id}/corrections`}>Corrections</a>
            </li>
            <li>
              <a href={`/embed?tracker=${id}`}>Embed these verdicts</a>
            </li>
          </ul>
        </aside>
      </section>
      <AboutSection tracker={tracker} />
    </Layout>
  );
}

function LatestChanges({ tracker, changes }: Pick<Props, 'tracker' | 'changes'>) {
  const { id, language } = tracker;
  if (changes.length === 0)
    return <p class="meta">Nothing has changed since the verdicts were brought in.</p>;
  return (
    <ol class="changes">
      {changes.map(({ slug, title, publishedAt, kind, verdict, was }) => (
        <li>
          <p class="meta">
            <Dated when={publishedAt} of={tracker} />
            {kind === 'correction' && ' · corrected'}
            {kind === 'retraction' && ' · verdict withdrawn'}
          </p>
          <a href={`/${id}/${slug}`} {...theirs(language)}>
            {title}
          </a>
          <p>
            {was && (
              <>
                <span class="was">
                  <Label of={was.label} language={language} />
                </span>
                <span class="meta"> became </span>
              </>
            )}
            {kind !== 'retraction' && <VerdictMark verdict={verdict} language={language} />}
          </p>
        </li>
      ))}
    </ol>
  );
}

// How the desk works, who it is, and where its data are.
function AboutSection({ tracker }: Pick<Props, 'tracker'>) {
  const { id, language, corrections, licence } = tracker;
  return (
    <div class="about">
      <section aria-labelledby="method">
        <h2 id="method">How the verdicts are made</h2>
        <Markdown text={tracker.methodology} language={language} />
        <dl>
          {inOrder(tracker).map((verdict) => (
            <>
              <dt>
                <VerdictMark verdict={verdict} language={language} />
              </dt>
              <dd>
                <Label of={verdict.definition} language={language} />
              </dd>
            </>
          ))}
        </dl>
      </section>
      <section aria-labelledby="data">
        <h2 id="data">The data</h2>
        <p>
          Everything as <a href={`/api/v1/trackers/${id}/export.csv`}>a spreadsheet (CSV)</a> or{' '}
          <a href={`/api/v1/trackers/${id}/export.json`}>JSON</a>, under{' '}
          <a href={licence.url}>{licence.name}</a>. <a href="/docs/data">What the fields mean</a>, and{' '}
          <a href="/docs/data#checking-the-record">how to check that nothing was rewritten</a>.
        </p>
        {tracker.head && (
          <p class="meta">
            Newest hash of the record: <code>{tracker.head}</code>
          </p>
        )}
      </section>
      <section aria-labelledby="about">
        <h2 id="about">About this tracker</h2>
        <h3>Corrections</h3>
        <p>
          {corrections.url && <a href={corrections.url}>{corrections.url}</a>}{' '}
          {corrections.email && <a href={`mailto:${corrections.email}`}>{corrections.email}</a>}{' '}
          <a href={`/${id}/corrections`}>What has been put right so far</a>
        </p>
        <h3>Funding</h3>
        <Markdown text={tracker.funding} language={language} />
        <h3>Imprint</h3>
        <Markdown text={tracker.imprint} language={language} />
        <h3>Privacy</h3>
        <Markdown text={tracker.privacy} language={language} />
      </section>
    </div>
  );
}

import type { PublishedTracker, TrackerIndex } from '../../data/published.ts';
import { Layout } from './layout.tsx';
import { Markdown } from './markdown.tsx';
import { Dated, inLanguage, Notices, VerdictMark } from './parts.tsx';

type Props = { tracker: PublishedTracker; pledges: TrackerIndex['pledges'] };

/** A tracker: its tally with the denominator, its pledges, and how its desk works. */
export function TrackerPage({ tracker, pledges }: Props) {
  const { language, timezone, tally, publisher } = tracker;
  const categories = new Map(tracker.categories.map(({ id, label }) => [id, inLanguage(label, language)]));
  return (
    <Layout
      title={`${tracker.name}: verdicts by ${publisher.name}`}
      language={language}
      noindex={!tracker.indexed}
      notices={<Notices tracker={tracker} />}
    >
      <h1>{tracker.name}</h1>
      <p class="standfirst">
        {tracker.subject.name}. Verdicts by <a href={publisher.url}>{publisher.name}</a>.
      </p>
      <section aria-labelledby="tally">
        <h2 id="tally">
          {tally.assessed} of {tally.total} assessed
        </h2>
        {tracker.coverage?.note && <p>{tracker.coverage.note}.</p>}
        <ul class="tally">
          {tally.verdicts
            .filter(({ count }) => count > 0)
            .map((verdict) => (
              <li>
                <VerdictMark verdict={verdict} language={language} /> {verdict.count}
              </li>
            ))}
        </ul>
        {tally.umbrella > 0 && (
          <p class="meta">{tally.umbrella} umbrella promises are listed and not counted.</p>
        )}
        {tally.retracted > 0 && <p class="meta">{tally.retracted} withdrawn verdicts are not counted.</p>}
      </section>
      <section aria-labelledby="pledges">
        <h2 id="pledges">Pledges</h2>
        <ul class="rows">
          {pledges.map((pledge) => (
            <li>
              <h3>
                <a href={`/${tracker.id}/${pledge.slug}`}>{pledge.title}</a>
              </h3>
              <p>{pledge.headline}</p>
              <p class="meta">
                {pledge.status === 'retracted' ? (
                  'Withdrawn'
                ) : (
                  <VerdictMark verdict={pledge.verdict} language={language} />
                )}{' '}
                {pledge.categories.map((id) => categories.get(id) ?? id).join(', ')}
                {pledge.updatedAt && (
                  <>
                    {'. '}
                    <Dated when={pledge.updatedAt} language={language} timeZone={timezone} />
                  </>
                )}
              </p>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="method">
        <h2 id="method">How the verdicts are made</h2>
        <Markdown text={tracker.methodology} />
        <dl class="definitions">
          {tracker.scheme.verdicts.map((verdict) => (
            <>
              <dt>
                <VerdictMark verdict={verdict} language={language} />
              </dt>
              <dd>{inLanguage(verdict.definition, language)}</dd>
            </>
          ))}
        </dl>
      </section>
      <section aria-labelledby="about">
        <h2 id="about">About this tracker</h2>
        <h3>Imprint</h3>
        <Markdown text={tracker.imprint} />
        <h3>Funding</h3>
        <Markdown text={tracker.funding} />
        <h3>Privacy</h3>
        <Markdown text={tracker.privacy} />
        <h3>Corrections</h3>
        <p>
          {tracker.corrections.url && <a href={tracker.corrections.url}>{tracker.corrections.url}</a>}{' '}
          {tracker.corrections.email && (
            <a href={`mailto:${tracker.corrections.email}`}>{tracker.corrections.email}</a>
          )}
        </p>
        <h3>Data</h3>
        <p>
          <a href={`/api/v1/trackers/${tracker.id}`}>This tracker as JSON</a>, under{' '}
          <a href={tracker.licence.url}>{tracker.licence.name}</a>.
        </p>
      </section>
    </Layout>
  );
}

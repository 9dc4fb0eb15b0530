import type { PublishedPledge } from '../../data/published.ts';
import type { Tracker } from '../../data/tracker.ts';
import { Layout } from './layout.tsx';
import { Markdown } from './markdown.tsx';
import { Dated, inLanguage, Notices, VerdictMark } from './parts.tsx';

type Props = { tracker: Tracker; pledge: PublishedPledge };

/** A pledge: the verdict and whose it is, what was promised, what the verdict rests on, and how it came about. */
export function PledgePage({ tracker, pledge }: Props) {
  const { language, timezone } = tracker;
  const { verdict, promise, by } = pledge;
  const manifesto = tracker.documents.find(({ id }) => id === promise.document);
  const date = (when: string) => <Dated when={when} language={language} timeZone={timezone} />;
  return (
    <Layout
      title={`${inLanguage(verdict.label, language)}: ${pledge.title}`}
      language={language}
      noindex={!tracker.indexed}
      notices={<Notices tracker={tracker} />}
    >
      <article>
        <p class="kicker">
          <a href={`/${tracker.id}`}>{tracker.name}</a>
        </p>
        <h1>{pledge.title}</h1>
        <p class="ruling">
          {pledge.status === 'retracted' ? (
            'Withdrawn by the desk'
          ) : (
            <VerdictMark verdict={verdict} language={language} />
          )}
          <span class="meta">
            Verdict by <a href={by.url}>{by.name}</a>
            {verdict.publishedAt && <>, {date(verdict.publishedAt)}</>}
            {pledge.checkedAt && <>. Last checked {date(pledge.checkedAt)}</>}
          </span>
        </p>
        {pledge.underReview && <p class="notice">This verdict is under review: {pledge.underReview.note}</p>}
        <p class="standfirst">{verdict.headline}</p>
        <figure>
          <blockquote>{promise.quote}</blockquote>
          <figcaption>
            {manifesto?.url ? <a href={manifesto.url}>{manifesto.title}</a> : manifesto?.title}
            {promise.page && <>, page {promise.page}</>}
            {promise.madeBy && <>, {promise.madeBy}</>}
          </figcaption>
        </figure>
        <h2>Why this verdict</h2>
        {verdict.body ? <Markdown text={verdict.body} /> : <p>{verdict.summary}</p>}
        {pledge.due && <p class="meta">Promised by {date(pledge.due)}.</p>}
        <h2>Evidence</h2>
        <ul>
          {pledge.evidence.map((item) => (
            <li>
              {item.url ? <a href={item.url}>{item.title}</a> : item.title}, {item.publisher}
              {item.date && <>, {date(item.date)}</>}
              {item.archivedUrl && (
                <>
                  {' '}
                  (<a href={item.archivedUrl}>archived copy</a>)
                </>
              )}
            </li>
          ))}
        </ul>
        {pledge.responses.length > 0 && <h2>Responses</h2>}
        {pledge.responses.map((response) => (
          <figure>
            <blockquote>{response.text}</blockquote>
            <figcaption>
              {response.url ? <a href={response.url}>{response.from}</a> : response.from},{' '}
              {date(response.date)}
            </figcaption>
          </figure>
        ))}
        {pledge.related.length > 0 && <h2>Related pledges</h2>}
        <ul class="related">
          {pledge.related.map((other) => (
            <li>
              <VerdictMark verdict={other.verdict} language={language} />{' '}
              <a href={`/${tracker.id}/${other.pledge}`}>{other.title}</a>
            </li>
          ))}
        </ul>
        <h2>History</h2>
        <ol class="history">
          {pledge.history.map((entry) => (
            <li>
              {entry.publishedAt ? date(entry.publishedAt) : 'Date not known'}:{' '}
              {entry.verdict ? inLanguage(entry.verdict.label, language) : 'Redacted'}
              {entry.note && <>. {entry.note}</>}
            </li>
          ))}
        </ol>
        <p class="meta">
          Revision {pledge.revision}
          {pledge.updatedAt && <>, last updated {date(pledge.updatedAt)}</>}.{' '}
          <a href={`/api/v1/trackers/${tracker.id}/pledges/${pledge.slug}`}>This pledge as JSON</a>, under{' '}
          <a href={pledge.licence.url}>{pledge.licence.name}</a>.
        </p>
      </article>
    </Layout>
  );
}

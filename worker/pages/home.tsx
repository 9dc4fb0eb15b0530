import type { Trackers } from '../../data/published.ts';
import { Layout } from './layout.tsx';
import { Theirs, theirs } from './parts.tsx';

/** `desk` is the host of the desk, empty where it has none of its own. */
type Props = Trackers & { demonstration: boolean; desk: string };

/** The trackers of this installation. Before there is one, whoever runs it finds the way to the beginning. */
export function HomePage({ trackers, demonstration, desk }: Props) {
  return (
    <Layout
      title="Pledgemark: what became of political promises"
      noindex={trackers.every(({ indexed }) => !indexed)}
    >
      <h1>What became of the promises</h1>
      <p class="standfirst">
        Verdicts on political promises, each with its date, its sources and the desk that stands behind it.
      </p>
      {demonstration && (
        <p>
          New here? <a href="/demo">Read the demonstration article</a> to see the verdicts as a news site
          quotes them.
        </p>
      )}
      <h2>Trackers</h2>
      {trackers.length === 0 && (
        <>
          <p>Nothing has been published yet.</p>
          <p class="meta">
            For whoever runs this site: <a href={`${desk}/desk`}>the desk</a>
          </p>
        </>
      )}
      <ul class="rows">
        {trackers.map((tracker) => (
          <li>
            <h3 {...theirs(tracker.language)}>
              <a href={`/${tracker.id}`}>{tracker.name}</a>
            </h3>
            <p class="meta">
              {tracker.pledges} {tracker.pledges === 1 ? 'pledge' : 'pledges'}.{' '}
              <Theirs language={tracker.language}>{tracker.subject.name}</Theirs>. Verdicts by{' '}
              <Theirs language={tracker.language}>{tracker.publisher.name}</Theirs>.
            </p>
            {tracker.notice && (
              <p class="meta" {...theirs(tracker.language)}>
                {tracker.notice}
              </p>
            )}
          </li>
        ))}
      </ul>
      <p>
        All of it is open data: <a href="/api/v1/trackers">the trackers as JSON</a>.
      </p>
    </Layout>
  );
}

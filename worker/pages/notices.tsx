import type { PublishedTracker, Trackers } from '../../data/published.ts';
import { PROBLEMS } from '../problem.ts';
import { Layout } from './layout.tsx';
import { theirs } from './parts.tsx';

type MissingProps = {
  /** The tracker that the address begins with. */
  tracker: PublishedTracker | null;
  /** What the rest of the address says. */
  words: string;
  trackers: Trackers['trackers'];
};

/** What a dead address shows: a search of the tracker that it names, otherwise the trackers there are. */
export function MissingPage({ tracker, words, trackers }: MissingProps) {
  return (
    <Layout title="Not found: Pledgemark" noindex>
      <h1>There is nothing at this address</h1>
      {tracker ? (
        <>
          <p>
            It may have been mistyped, or the pledge may not be published yet. Look for it among the pledges
            of{' '}
            <a href={`/${tracker.id}`} {...theirs(tracker.language)}>
              {tracker.name}
            </a>
            :
          </p>
          <search>
            <form class="filter" method="get" action={`/${tracker.id}`}>
              <label>
                <span>Words</span>
                <input type="search" name="q" value={words} maxlength={200} />
              </label>
              <button type="submit">Search</button>
            </form>
          </search>
        </>
      ) : (
        <>
          <p>It may have been mistyped. These are the trackers:</p>
          <ul>
            {trackers.map(({ id, name, language }) => (
              <li {...theirs(language)}>
                <a href={`/${id}`}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href="/">To the home page</a>
      </p>
    </Layout>
  );
}

/** Every problem the API answers with: where the `type` of a problem document leads. */
export function ProblemsPage() {
  return (
    <Layout title="Problems the API answers with: Pledgemark" noindex>
      <h1>Problems the API answers with</h1>
      <p>
        Errors are <code>application/problem+json</code> (RFC 9457). These slugs stay as they are. Where
        fields are at fault, <code>errors</code> lists each with a JSON pointer and what is wrong there.
      </p>
      <dl>
        {Object.entries(PROBLEMS).map(([slug, { status, title }]) => (
          <>
            <dt id={slug}>
              <code>{slug}</code> {status}
            </dt>
            <dd>{title}.</dd>
          </>
        ))}
      </dl>
    </Layout>
  );
}

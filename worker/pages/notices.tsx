import { PROBLEMS } from '../problem.ts';
import { Layout } from './layout.tsx';

/** What a dead address shows. */
export function MissingPage() {
  return (
    <Layout title="Not found: Pledgemark" noindex>
      <h1>There is nothing at this address</h1>
      <p>
        It may have been mistyped, or the pledge may not be published yet.{' '}
        <a href="/">All trackers are listed here.</a>
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
      <dl class="problems">
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

// The pledges of a tracker, as far as a reader wants to see them. All of it is links and a form: the state is in the
// address, and nothing of it needs a script.
import type { Child } from 'hono/jsx';
import { facetTerm } from '../../data/facet.ts';
import type { Listing, PublishedTracker } from '../../data/published.ts';
import type { Facet } from '../../data/tracker.ts';
import type { Wanted } from '../listing.ts';
import { Badge, Dated, inLanguage, inOrder, Label, Theirs, theirs } from './parts.tsx';

type Props = { tracker: PublishedTracker; listing: Listing; wanted: Wanted };

/** The filters and the rows. */
export function ListingSection({ tracker, listing, wanted }: Props) {
  const { id, language } = tracker;
  const { q, verdict, outcome, category, facet } = wanted;
  const isNarrowed = Boolean(q || verdict || outcome || category || facet);
  return (
    <section aria-labelledby="pledges" class="listing">
      <h2 id="pledges">{isNarrowed ? `${pledges(listing.total)} found` : 'All pledges'}</h2>
      <VerdictLinks tracker={tracker} listing={listing} wanted={wanted} />
      <FilterForm tracker={tracker} listing={listing} wanted={wanted} />
      {isNarrowed && (
        <p>
          {listing.total === 0 && 'Nothing fits all of that. '}
          <a href={`/${id}#pledges`}>Show every pledge</a>
        </p>
      )}
      <ol class="rows">
        {listing.pledges.map((pledge) => (
          <li>
            <Badge
              tracker={id}
              slug={pledge.slug}
              title={pledge.title}
              verdict={pledge.verdict}
              language={language}
            />
            <h3>
              <a href={`/${id}/${pledge.slug}`} {...theirs(language)}>
                {pledge.title}
              </a>
            </h3>
            {pledge.headline !== undefined && <p {...theirs(language)}>{pledge.headline}</p>}
            <p class="meta">
              <Theirs language={language}>
                {pledge.categories.map((category) => categoryLabel(tracker, category)).join(', ')}
              </Theirs>
              {pledge.updatedAt && (
                <>
                  {' · '}
                  <Dated when={pledge.updatedAt} of={tracker} />
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
      {listing.next && (
        <p class="more">
          <a href={address(id, { ...wanted, cursor: listing.next })} rel="next">
            More pledges
          </a>
        </p>
      )}
    </section>
  );
}

function VerdictLinks({ tracker, listing, wanted }: Props) {
  const { id, language } = tracker;
  const link = (verdict: string | undefined, words: Child, count: number) => (
    <li>
      <a
        href={address(id, { ...wanted, verdict, cursor: undefined })}
        aria-current={wanted.verdict === verdict ? 'true' : undefined}
      >
        {words} {count}
      </a>
    </li>
  );
  const counts = new Map(Object.entries(listing.counts.verdict));
  const choices = inOrder(tracker).filter(({ id }) => counts.has(id) || id === wanted.verdict);
  if (choices.length === 0) return null;
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return (
    <nav aria-label="By verdict">
      <ul class="choices">
        {link(undefined, 'All', all)}
        {choices.map((verdict) =>
          link(verdict.id, <Label of={verdict.label} language={language} />, counts.get(verdict.id) ?? 0),
        )}
      </ul>
    </nav>
  );
}

function FilterForm({ tracker, listing, wanted }: Props) {
  const counts = new Map(Object.entries(listing.counts.category));
  return (
    <search>
      <form class="filter" method="get" action={`/${tracker.id}`}>
        {wanted.verdict && <input type="hidden" name="verdict" value={wanted.verdict} />}
        {wanted.outcome && <input type="hidden" name="outcome" value={wanted.outcome} />}
        <label>
          <span>Words</span>
          <input type="search" name="q" value={wanted.q ?? ''} maxlength={200} />
        </label>
        <label>
          <span>Category</span>
          <select name="category">
            <option value="">All</option>
            {tracker.categories.map(({ id }) => (
              <option value={id} selected={wanted.category === id} {...theirs(tracker.language)}>
                {categoryLabel(tracker, id)} ({counts.get(id) ?? 0})
              </option>
            ))}
          </select>
        </label>
        {tracker.facets?.map((facet) => (
          <FacetSelect tracker={tracker} listing={listing} wanted={wanted} facet={facet} />
        ))}
        <label>
          <span>Order</span>
          <select name="sort">
            <option value="updated">Newest first</option>
            <option value="title" selected={wanted.sort === 'title'}>
              By title
            </option>
          </select>
        </label>
        <button type="submit">Show</button>
      </form>
    </search>
  );
}

function FacetSelect({ tracker: { language }, listing, wanted, facet }: Props & { facet: Facet }) {
  const counts = new Map(Object.entries(listing.counts.facet[facet.id] ?? {}));
  return (
    <label>
      <span {...theirs(language)}>{inLanguage(facet.label, language)}</span>
      <select name="facet">
        <option value="">All</option>
        {facet.values.map(({ id, label }) => {
          const term = facetTerm(facet.id, id);
          return (
            <option value={term} selected={wanted.facet?.includes(term)} {...theirs(language)}>
              {inLanguage(label, language)} ({counts.get(id) ?? 0})
            </option>
          );
        })}
      </select>
    </label>
  );
}

/** A tracker's page with this in view; what is as usual is left out of the address. */
function address(tracker: string, { verdict, outcome, category, facet, q, sort, cursor }: Wanted): string {
  const wanted = {
    verdict,
    outcome,
    category,
    facet,
    q,
    sort: sort === 'updated' ? undefined : sort,
    cursor,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted))
    for (const each of [value ?? []].flat()) if (each) query.append(name, each);
  return query.size > 0 ? `/${tracker}?${query}#pledges` : `/${tracker}#pledges`;
}

function categoryLabel({ categories, language }: PublishedTracker, id: string): string {
  const category = categories.find((each) => each.id === id);
  return category ? inLanguage(category.label, language) : id;
}

function pledges(count: number): string {
  return `${count} ${count === 1 ? 'pledge' : 'pledges'}`;
}

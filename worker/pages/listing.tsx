// The pledges of a tracker, as far as a reader wants to see them. All of it is links and a form: the state is in the
// address, and nothing of it needs a script.
import type { Child } from 'hono/jsx';
import { facetTerm } from '../../data/facet.ts';
import type { Listing, PublishedTracker } from '../../data/published.ts';
import type { Facet } from '../../data/tracker.ts';
import { labelIn } from '../label.ts';
import type { Wanted } from '../listing.ts';
import { Label, theirs } from './language.tsx';
import { ChosenLanguage } from './notices.tsx';
import type { PageLocalizer } from './page-localizer.ts';
import { Badge, Dated, inOrder } from './parts.tsx';

type Props = { tracker: PublishedTracker; listing: Listing; wanted: Wanted; l10n: PageLocalizer };

/** The filters and the rows. */
export function ListingSection({ tracker, listing, wanted, l10n }: Props) {
  const { id } = tracker;
  const { say } = l10n;
  const { q, verdict, outcome, category, facet } = wanted;
  const isNarrowed = Boolean(q || verdict || outcome || category || facet);
  return (
    <section aria-labelledby="pledges" class="listing">
      <h2 id="pledges">
        {isNarrowed ? say('listing.results', { total: listing.total }) : say('blocks.all')}
      </h2>
      <VerdictLinks tracker={tracker} listing={listing} wanted={wanted} l10n={l10n} />
      <FilterForm tracker={tracker} listing={listing} wanted={wanted} l10n={l10n} />
      {isNarrowed && (
        <p>
          {listing.total === 0 && `${say('listing.nothing')} `}
          <a href={address(l10n, id)}>{say('listing.everything')}</a>
        </p>
      )}
      {q && listing.total === 0 && <p class="meta">{say('listing.searched')}</p>}
      <ol class="rows">
        {listing.pledges.map((pledge) => (
          <Row tracker={tracker} pledge={pledge} l10n={l10n} />
        ))}
      </ol>
      {listing.next && (
        <p class="more">
          <a href={address(l10n, id, { ...wanted, cursor: listing.next })} rel="next">
            {say('listing.more')}
          </a>
        </p>
      )}
    </section>
  );
}

type RowProps = Pick<Props, 'tracker' | 'l10n'> & { pledge: Listing['pledges'][number] };

function Row({ tracker, pledge, l10n }: RowProps) {
  const { id, language } = tracker;
  const filed = tracker.categories.filter((category) => pledge.categories.includes(category.id));
  return (
    <li>
      <Badge tracker={tracker} pledge={pledge} l10n={l10n} />
      <h3>
        <a href={l10n.href(`/${id}/${pledge.slug}`)} {...theirs(language, l10n)}>
          {pledge.title}
        </a>
      </h3>
      {/* Of a withdrawn verdict it would say so once more, in the desk's language. */}
      {pledge.status === 'published' && pledge.headline !== undefined && (
        <p {...theirs(language, l10n)}>{pledge.headline}</p>
      )}
      <p class="meta">
        {filed.map((category, at) => (
          <>
            {at > 0 && ' · '}
            <Label of={category.label} own={language} l10n={l10n} />
          </>
        ))}
        {pledge.updatedAt && (
          <>
            {filed.length > 0 && ' · '}
            <Dated when={pledge.updatedAt} zone={tracker.timezone} l10n={l10n} />
          </>
        )}
      </p>
    </li>
  );
}

function VerdictLinks({ tracker, listing, wanted, l10n }: Props) {
  const link = (verdict: string | undefined, words: Child, count: number) => (
    <li>
      <a
        href={address(l10n, tracker.id, { ...wanted, verdict, cursor: undefined })}
        aria-current={wanted.verdict === verdict ? 'true' : undefined}
      >
        {words} {l10n.number(count)}
      </a>
    </li>
  );
  const counts = new Map(Object.entries(listing.counts.verdict));
  const choices = inOrder(tracker).filter(({ id }) => counts.has(id) || id === wanted.verdict);
  if (choices.length === 0) return null;
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return (
    <nav aria-label={l10n.say('listing.byVerdict')}>
      <ul class="choices">
        {link(undefined, l10n.say('listing.any'), all)}
        {choices.map(({ id, label }) =>
          link(id, <Label of={label} own={tracker.language} l10n={l10n} />, counts.get(id) ?? 0),
        )}
      </ul>
    </nav>
  );
}

function FilterForm({ tracker, listing, wanted, l10n }: Props) {
  const { say } = l10n;
  const counts = new Map(Object.entries(listing.counts.category));
  return (
    <search>
      <form class="filter" method="get" action={`/${tracker.id}`}>
        <ChosenLanguage l10n={l10n} />
        {wanted.verdict && <input type="hidden" name="verdict" value={wanted.verdict} />}
        {wanted.outcome && <input type="hidden" name="outcome" value={wanted.outcome} />}
        <label>
          <span>{say('listing.words')}</span>
          <input type="search" name="q" value={wanted.q ?? ''} maxlength={200} dir="auto" />
        </label>
        <label>
          <span>{say('listing.category')}</span>
          <select name="category">
            <option value="">{say('listing.any')}</option>
            {tracker.categories.map(({ id, label }) => (
              <Choice
                value={id}
                label={label}
                count={counts.get(id)}
                isChosen={wanted.category === id}
                own={tracker.language}
                l10n={l10n}
              />
            ))}
          </select>
        </label>
        {tracker.facets?.map((facet) => (
          <FacetSelect tracker={tracker} listing={listing} wanted={wanted} l10n={l10n} facet={facet} />
        ))}
        <label>
          <span>{say('listing.sort')}</span>
          <select name="sort">
            <option value="updated">{say('listing.newest')}</option>
            <option value="title" selected={wanted.sort === 'title'}>
              {say('listing.byTitle')}
            </option>
          </select>
        </label>
        <button type="submit">{say('listing.apply')}</button>
      </form>
    </search>
  );
}

function FacetSelect({ tracker, listing, wanted, l10n, facet }: Props & { facet: Facet }) {
  const { language } = tracker;
  const counts = new Map(Object.entries(listing.counts.facet[facet.id] ?? {}));
  return (
    <label>
      <span>
        <Label of={facet.label} own={language} l10n={l10n} />
      </span>
      <select name="facet">
        <option value="">{l10n.say('listing.any')}</option>
        {facet.values.map(({ id, label }) => {
          const term = facetTerm(facet.id, id);
          return (
            <Choice
              value={term}
              label={label}
              count={counts.get(id)}
              isChosen={wanted.facet?.includes(term) ?? false}
              own={language}
              l10n={l10n}
            />
          );
        })}
      </select>
    </label>
  );
}

type ChoiceProps = {
  value: string;
  label: Record<string, string>;
  count: number | undefined;
  isChosen: boolean;
  own: string;
  l10n: PageLocalizer;
};

function Choice({ value, label, count = 0, isChosen, own, l10n }: ChoiceProps) {
  const { text, lang } = labelIn(label, l10n, own);
  return (
    <option value={value} selected={isChosen} {...theirs(lang, l10n)}>
      {text} ({l10n.number(count)})
    </option>
  );
}

/** A tracker's page with this in view; what is as usual is left out of the address. */
export function listingPath(
  tracker: string,
  { verdict, outcome, category, facet, q, sort, cursor }: Partial<Wanted> = {},
): string {
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
  return query.size > 0 ? `/${tracker}?${query}` : `/${tracker}`;
}

function address({ href }: PageLocalizer, tracker: string, wanted?: Wanted): string {
  return href(`${listingPath(tracker, wanted)}#pledges`);
}

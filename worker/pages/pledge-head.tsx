// What was promised, and what became of it: the first screen of a pledge's page.
import type { Child } from 'hono/jsx';
import type { PublishedPledge } from '../../data/published.ts';
import type { Tracker } from '../../data/tracker.ts';
import { Label, Theirs, theirs } from './language.tsx';
import type { PageLocalizer } from './page-localizer.ts';
import { Dated, Icon, KINDS, VerdictMark } from './parts.tsx';

type Props = { tracker: Tracker; pledge: PublishedPledge; l10n: PageLocalizer };

export function PledgeHead({ tracker, pledge, l10n }: Props) {
  const { id, name, language, timezone } = tracker;
  const { verdict, underReview } = pledge;
  const { fill, href } = l10n;
  const own = theirs(language, l10n);
  // An import may have brought no headline.
  const standfirst = pledge.status === 'retracted' ? verdict.summary : verdict.headline;
  const categories = tracker.categories.filter((each) => pledge.categories.includes(each.id));
  return (
    <>
      <p class="kicker">
        <a href={href(`/${id}`)} {...own}>
          {name}
        </a>
        {categories.map((category) => (
          <>
            {' · '}
            <a href={href(`/${id}?category=${category.id}#pledges`)}>
              <Label of={category.label} own={language} l10n={l10n} />
            </a>
          </>
        ))}
      </p>
      <h1 {...own}>{pledge.title}</h1>
      <Byline tracker={tracker} pledge={pledge} l10n={l10n} />
      {underReview && (
        <p class="notice">
          <Icon name="review" />
          {fill('pledge.underReview', {
            date: <Dated when={underReview.since} zone={timezone} l10n={l10n} />,
            note: (
              <Theirs lang={language} l10n={l10n}>
                {underReview.note}
              </Theirs>
            ),
          })}
        </p>
      )}
      {standfirst !== undefined && (
        <p class="standfirst" {...own}>
          {standfirst}
        </p>
      )}
      <Quotation tracker={tracker} pledge={pledge} l10n={l10n} />
      <FacetValues tracker={tracker} pledge={pledge} l10n={l10n} />
      {pledge.yardstick && (
        <p class="yardstick">
          <b>{l10n.say('pledge.yardstick')}</b>{' '}
          <Theirs lang={language} l10n={l10n}>
            {pledge.yardstick}
          </Theirs>
        </p>
      )}
    </>
  );
}

// The verdict, and whose it is and of when.
function Byline({ tracker: { language, timezone }, pledge, l10n }: Props) {
  const { verdict, by, checkedAt } = pledge;
  const { say, fill } = l10n;
  const isWithdrawn = pledge.status === 'retracted';
  // A look at the verdict before this one says nothing of it.
  const checkedSince = checkedAt && checkedAt > (verdict.publishedAt ?? '') ? checkedAt : null;
  const isCorrected = pledge.changes.at(-1)?.kind === 'correction';
  const date = (when: string) => <Dated when={when} zone={timezone} l10n={l10n} />;
  const desk = (
    <Theirs lang={language} l10n={l10n}>
      <a href={by.url}>{by.name}</a>
    </Theirs>
  );
  return (
    <p class="ruling">
      {isWithdrawn ? (
        <span class="verdict">
          <Icon name="retracted" />
          <Label of={verdict.label} own={language} l10n={l10n} />
        </span>
      ) : (
        <VerdictMark verdict={verdict} own={language} l10n={l10n} />
      )}{' '}
      <span class="by">
        {verdict.publishedAt
          ? fill(isWithdrawn ? 'embed.withdrawnOn' : 'badge.verdict', {
              by: desk,
              on: date(verdict.publishedAt),
            })
          : fill(isWithdrawn ? 'pledge.withdrawnBy' : 'pledge.verdictBy', { by: desk })}
        {isCorrected && (
          <>
            {' · '}
            <a href="#history">{say(KINDS.correction)}</a>
          </>
        )}
        {checkedSince && <> · {fill('blocks.checked', { on: date(checkedSince) })}</>}
      </span>
    </p>
  );
}

function Quotation({ tracker: { language, timezone, documents }, pledge, l10n }: Props) {
  const { promise } = pledge;
  const manifesto = documents.find((each) => each.id === promise.document);
  const source = promise.url ?? manifesto?.url;
  const named = (words: Child) => (
    <Theirs lang={language} l10n={l10n}>
      {words}
    </Theirs>
  );
  const title = source ? <a href={source}>{manifesto?.title}</a> : manifesto?.title;
  const about = [
    ...(manifesto?.party ? [named(manifesto.party)] : []),
    <>
      {named(title)}
      {promise.page && l10n.say('blocks.page', { page: `${promise.page}` })}
    </>,
    ...(promise.madeBy ? [named(promise.madeBy)] : []),
    ...(promise.madeOn ? [<Dated when={promise.madeOn} zone={timezone} l10n={l10n} />] : []),
  ];
  return (
    <figure>
      <blockquote cite={source ?? undefined} {...theirs(language, l10n)}>
        {promise.quote}
      </blockquote>
      <figcaption>
        {about.map((each, at) => (
          <>
            {at > 0 && ' · '}
            {each}
          </>
        ))}
      </figcaption>
    </figure>
  );
}

// Who is responsible, which plan it is part of: each value leads to the others that have it.
function FacetValues({ tracker: { id, language, facets = [] }, pledge, l10n }: Props) {
  const chosen = facets.flatMap((facet) => {
    const ids = pledge.facets?.[facet.id] ?? [];
    const values = facet.values.filter((value) => ids.includes(value.id));
    return values.length > 0 ? [{ ...facet, values }] : [];
  });
  if (chosen.length === 0) return null;
  return (
    <dl class="facets meta">
      {chosen.map((facet) => (
        <div>
          <dt>
            <Label of={facet.label} own={language} l10n={l10n} />
            {l10n.say('language.colon').trimEnd()}
          </dt>
          {facet.values.map((value) => (
            <dd>
              <a href={l10n.href(`/${id}?facet=${facet.id}:${value.id}#pledges`)}>
                <Label of={value.label} own={language} l10n={l10n} />
              </a>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

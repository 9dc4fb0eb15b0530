import type { PublishedPledge } from '../../data/published.ts';
import type { Tracker } from '../../data/tracker.ts';
import { isIndexed } from '../../data/tracker.ts';
import { pictureUrl } from '../embeds/badge-image.ts';
import { verdictSentence } from '../embeds/sentence.ts';
import { Layout } from './layout.tsx';
import {
  Badge,
  Dated,
  dateText,
  Icon,
  inLanguage,
  Label,
  Notices,
  Theirs,
  theirs,
  VerdictMark,
} from './parts.tsx';
import { FollowSection, RecordSection, UseSection } from './pledge-use.tsx';
import { Reasons } from './reasons.tsx';
import { pledgeData, pledgeDates } from './structured-data.ts';
import { SuggestionForm } from './suggestion.tsx';

type Props = {
  tracker: Tracker;
  pledge: PublishedPledge;
  turnstileKey?: string | undefined;
  isPreview?: boolean;
};

/** A pledge: the verdict and whose it is, what was promised, what the verdict rests on, and how it came about. */
export function PledgePage({ tracker, pledge, turnstileKey, isPreview = false }: Props) {
  const { language } = tracker;
  const { verdict, status, title, url } = pledge;
  const isWithdrawn = status === 'retracted';
  const label = inLanguage(verdict.label, language);
  // With its day: whoever shows the link goes on to show this verdict when it is another.
  const dated = verdict.publishedAt ? `${label} (${dateText(verdict.publishedAt, tracker)})` : label;
  const headline = `${dated}: ${title}`;
  return (
    <Layout
      title={`${label}: ${title}`}
      headline={headline}
      by={pledge.by.name}
      card={{ picture: pictureUrl(new URL(url).origin, pledge), alt: verdictSentence(pledge, tracker) }}
      dates={pledgeDates(pledge)}
      description={verdict.summary}
      url={url}
      feeds={title}
      script="/assets/suggest.js"
      data={pledgeData(tracker, pledge, headline)}
      language={language}
      noindex={!isIndexed(tracker)}
      isPreview={isPreview}
      notices={<Notices tracker={tracker} />}
    >
      <div class="columns">
        <article>
          {/* Reader modes weigh what they find. By these names and elements they find the verdict here, and no form. */}
          <div class="story">
            <Ruling tracker={tracker} pledge={pledge} />
            {!isWithdrawn && <Reasons tracker={tracker} pledge={pledge} />}
            <RecordSection tracker={tracker} pledge={pledge} />
          </div>
        </article>
        <aside aria-label="Around this pledge">
          <RelatedSection tracker={tracker} pledge={pledge} />
          <FollowSection tracker={tracker} pledge={pledge} />
        </aside>
      </div>
      <aside aria-labelledby="suggest" class="debate sidebar">
        <h2 id="suggest">There is always room for debate</h2>
        <p>The desk reads every suggestion. Nothing that you send is published.</p>
        <SuggestionForm tracker={tracker.id} slug={pledge.slug} turnstileKey={turnstileKey} />
      </aside>
      <UseSection tracker={tracker} pledge={pledge} />
    </Layout>
  );
}

type Parts = Pick<Props, 'tracker' | 'pledge'>;

// What was promised, and what became of it: the first screen.
function Ruling({ tracker, pledge }: Parts) {
  const { id, name, language, documents } = tracker;
  const { verdict, promise, by, underReview, checkedAt } = pledge;
  const isWithdrawn = pledge.status === 'retracted';
  // An import may have brought no headline.
  const standfirst = isWithdrawn ? pledge.verdict.summary : pledge.verdict.headline;
  // A look at the verdict before this one says nothing of it.
  const checkedSince = checkedAt && checkedAt > (verdict.publishedAt ?? '') ? checkedAt : null;
  const isCorrected = pledge.changes.at(-1)?.kind === 'correction';
  const date = (when: string) => <Dated when={when} of={tracker} />;
  const manifesto = documents.find((each) => each.id === promise.document);
  const source = promise.url ?? manifesto?.url;
  const categories = tracker.categories.filter((each) => pledge.categories.includes(each.id));
  return (
    <>
      <p class="kicker">
        <a href={`/${id}`} {...theirs(language)}>
          {name}
        </a>
        {categories.map((category) => (
          <>
            {' · '}
            <a href={`/${id}?category=${category.id}#pledges`}>
              <Label of={category.label} language={language} />
            </a>
          </>
        ))}
      </p>
      <h1 {...theirs(language)}>{pledge.title}</h1>
      <p class="ruling">
        {isWithdrawn ? (
          <span class="verdict">
            <Icon name="retracted" />
            <Label of={verdict.label} language={language} />
          </span>
        ) : (
          <VerdictMark verdict={verdict} language={language} />
        )}{' '}
        <span class="by">
          {isWithdrawn ? 'By ' : 'Verdict by '}
          <a href={by.url} {...theirs(language)}>
            {by.name}
          </a>
          {isCorrected && (
            <>
              , <a href="#history">corrected</a>
            </>
          )}
          {verdict.publishedAt && <>, {date(verdict.publishedAt)}</>}
          {checkedSince && <> · Last checked {date(checkedSince)}</>}
        </span>
      </p>
      {underReview && (
        <p class="notice">
          <Icon name="review" />
          Under review since {date(underReview.since)}:{' '}
          <Theirs language={language}>{underReview.note}</Theirs>
        </p>
      )}
      {standfirst !== undefined && (
        <p class="standfirst" {...theirs(language)}>
          {standfirst}
        </p>
      )}
      <figure>
        <blockquote cite={source ?? undefined} {...theirs(language)}>
          {promise.quote}
        </blockquote>
        <figcaption>
          <Theirs language={language}>
            {manifesto?.party && <>{manifesto.party}, </>}
            {source ? <a href={source}>{manifesto?.title}</a> : manifesto?.title}
          </Theirs>
          {promise.page && <>, page {promise.page}</>}
          {promise.madeBy && (
            <>
              , <Theirs language={language}>{promise.madeBy}</Theirs>
            </>
          )}
          {promise.madeOn && <>, {date(promise.madeOn)}</>}
        </figcaption>
      </figure>
      <FacetValues tracker={tracker} pledge={pledge} />
      {pledge.yardstick && (
        <p class="yardstick">
          <b>What would count as kept:</b> <Theirs language={language}>{pledge.yardstick}</Theirs>
        </p>
      )}
    </>
  );
}

// Who is responsible, which plan it is part of: each value leads to the others that have it.
function FacetValues({ tracker: { id, language, facets = [] }, pledge }: Parts) {
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
          <dt {...theirs(language)}>{inLanguage(facet.label, language)}</dt>
          {facet.values.map((value) => (
            <dd>
              <a href={`/${id}?facet=${facet.id}:${value.id}#pledges`}>
                <Label of={value.label} language={language} />
              </a>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

const RELATIONS = { related: null, 'part-of': 'part of', 'depends-on': 'depends on' } as const;

function RelatedSection({ tracker, pledge }: Parts) {
  if (pledge.related.length === 0) return null;
  return (
    <>
      <h2>Related pledges</h2>
      <ul class="related">
        {pledge.related.map(({ pledge: slug, title, relation, verdict }) => (
          <li>
            <Badge
              tracker={tracker.id}
              slug={slug}
              title={title}
              verdict={verdict}
              language={tracker.language}
            />{' '}
            <a href={`/${tracker.id}/${slug}`} {...theirs(tracker.language)}>
              {title}
            </a>
            {RELATIONS[relation] && <span class="meta"> ({RELATIONS[relation]})</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

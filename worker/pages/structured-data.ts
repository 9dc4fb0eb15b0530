// JSON-LD by schema.org's vocabulary, which schema-dts holds at compile time. On our own pages only: an embed would
// make the host's page claim it.
import type { Claim, ClaimReview, Dataset, Graph, Organization, WebPage } from 'schema-dts';
import { currentId } from '../../data/current-ids.ts';
import type { PublishedPledge, PublishedTracker } from '../../data/published.ts';
import type { Tracker } from '../../data/tracker.ts';
import { ended } from '../ended.ts';
import { labelIn } from '../label.ts';
import type { Localizer } from '../localizer.ts';
import type { PageDates } from './layout.tsx';

const SCHEMA = 'https://schema.org';

/** A tracker is a data set, and its page is its desk's. */
export function trackerData(tracker: PublishedTracker, l10n: Localizer): Graph {
  const { name, url, language, publisher } = tracker;
  return graph({ name, url, inLanguage: language, ...by(publisher) }, dataset(tracker, l10n));
}

// The page first: what shows a link takes the first author that it finds for the page's.
function graph(page: PageOfDesk, about: About): Graph {
  const first: WebPage = {
    '@type': 'WebPage',
    '@id': page.url,
    ...page,
    mainEntity: { '@id': about['@id'] },
  };
  return { '@context': SCHEMA, '@graph': [first, about] };
}

type PageOfDesk = Omit<Exclude<WebPage, string>, '@type'> & { url: string };
type About = Exclude<Claim | ClaimReview | Dataset, string> & { '@id': string };

function by({ name, url }: { name: string; url: string }) {
  const desk: Organization = { '@type': 'Organization', name, url };
  return { author: desk, publisher: desk };
}

function dataset(tracker: PublishedTracker, { say }: Localizer): About {
  const { id, name, url, language, publisher, subject, licence, tally } = tracker;
  const origin = new URL(url).origin;
  const download = (file: string, type: string) =>
    ({
      '@type': 'DataDownload',
      encodingFormat: type,
      contentUrl: `${origin}/api/v1/trackers/${id}/${file}`,
    }) as const;
  return {
    '@type': 'Dataset',
    '@id': `${url}#data`,
    name,
    url,
    inLanguage: language,
    description: [
      say('blocks.verdictsBy', { by: publisher.name }),
      subject.name,
      say('home.pledges', { count: tally.total }),
    ]
      .map(ended)
      .join(' '),
    creator: { '@type': 'Organization', name: publisher.name, url: publisher.url },
    license: licence.url,
    isAccessibleForFree: true,
    temporalCoverage: `${subject.term.start}/${subject.term.end ?? '..'}`,
    distribution: [download('export.csv', 'text/csv'), download('export.json', 'application/json')],
  };
}

/**
 * The page of a pledge, and what it is about: the promise as a claim. Where the tracker has opted in and the verdict is
 * final, the verdict as a review of it.
 */
export function pledgeData(
  tracker: Tracker,
  pledge: PublishedPledge,
  headline: string,
  l10n: Localizer,
): Graph {
  const { url, language, verdict, licence } = pledge;
  const { published, modified } = pledgeDates(pledge);
  const page = {
    name: headline,
    description: verdict.summary,
    url,
    inLanguage: language,
    license: licence.url,
    ...by(pledge.by),
    ...(published ? { datePublished: published } : {}),
    ...(modified ? { dateModified: modified } : {}),
  };
  return graph(page, review(tracker, pledge, l10n) ?? claim(tracker, pledge));
}

/** When a pledge's verdict was published, and when anything on its page was changed last. */
export function pledgeDates({ verdict, updatedAt }: PublishedPledge): PageDates {
  const { publishedAt: published } = verdict;
  return { published, modified: updatedAt && updatedAt > (published ?? '') ? updatedAt : published };
}

function review(tracker: Tracker, pledge: PublishedPledge, l10n: Localizer): About | undefined {
  const { verdict, url, by, language } = pledge;
  const { final, publishedAt } = verdict;
  if (!tracker.claimReview || !final || publishedAt === null) return;
  return {
    '@type': 'ClaimReview',
    '@id': `${url}#review`,
    url,
    inLanguage: language,
    datePublished: publishedAt,
    claimReviewed: pledge.promise.quote,
    reviewBody: verdict.summary,
    author: { '@type': 'Organization', name: by.name, url: by.url },
    license: pledge.licence.url,
    reviewRating: { '@type': 'Rating', alternateName: labelIn(verdict.label, l10n, language).text },
    itemReviewed: claim(tracker, pledge),
  };
}

function claim(
  tracker: Tracker,
  { title, url, promise }: PublishedPledge,
): Exclude<Claim, string> & { '@id': string } {
  const document = tracker.documents.find(({ id }) => id === currentId(tracker.documents, promise.document));
  const source = promise.url ?? document?.url;
  const author = promise.madeBy ?? document?.party ?? tracker.subject.party;
  return {
    '@type': 'Claim',
    '@id': `${url}#promise`,
    name: title,
    text: promise.quote,
    ...(promise.madeOn ? { datePublished: promise.madeOn } : {}),
    ...(author ? { author: { '@type': 'Organization', name: author } } : {}),
    ...(document
      ? {
          appearance: {
            '@type': 'CreativeWork',
            name: document.title,
            datePublished: String(document.year),
            ...(source ? { url: source } : {}),
          },
        }
      : {}),
  };
}

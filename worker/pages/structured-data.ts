// JSON-LD by schema.org's vocabulary, which schema-dts holds at compile time. On our own pages only: an embed would
// make the host's page claim it.
import type { Claim, ClaimReview, Dataset, WithContext } from 'schema-dts';
import type { PublishedPledge, PublishedTracker } from '../../data/published.ts';
import type { Tracker } from '../../data/tracker.ts';
import { inLanguage } from './parts.tsx';

const SCHEMA = 'https://schema.org';

/** A tracker is a data set. */
export function trackerData(tracker: PublishedTracker): WithContext<Dataset> {
  const { id, name, url, language, publisher, subject, licence, tally } = tracker;
  const origin = new URL(url).origin;
  const download = (file: string, type: string) =>
    ({
      '@type': 'DataDownload',
      encodingFormat: type,
      contentUrl: `${origin}/api/v1/trackers/${id}/${file}`,
    }) as const;
  return {
    '@context': SCHEMA,
    '@type': 'Dataset',
    name,
    url,
    inLanguage: language,
    description: `Verdicts by ${publisher.name} on ${tally.total} promises. ${subject.name}.`,
    creator: { '@type': 'Organization', name: publisher.name, url: publisher.url },
    license: licence.url,
    isAccessibleForFree: true,
    temporalCoverage: `${subject.term.start}/${subject.term.end ?? '..'}`,
    distribution: [download('export.csv', 'text/csv'), download('export.json', 'application/json')],
  };
}

/**
 * What a pledge's page is about: the promise as a claim. Where the tracker has opted in and the verdict is final, the
 * verdict as a review of it.
 */
export function pledgeData(
  tracker: Tracker,
  pledge: PublishedPledge,
): WithContext<Claim> | WithContext<ClaimReview> {
  const { verdict, url, by, language } = pledge;
  const { final, publishedAt } = verdict;
  if (!tracker.claimReview || !final || publishedAt === null)
    return { '@context': SCHEMA, ...claim(tracker, pledge) };
  return {
    '@context': SCHEMA,
    '@type': 'ClaimReview',
    url,
    inLanguage: language,
    datePublished: publishedAt,
    claimReviewed: pledge.promise.quote,
    reviewBody: verdict.summary,
    author: { '@type': 'Organization', name: by.name, url: by.url },
    license: pledge.licence.url,
    reviewRating: { '@type': 'Rating', alternateName: inLanguage(verdict.label, language) },
    itemReviewed: claim(tracker, pledge),
  };
}

function claim(tracker: Tracker, { title, url, promise }: PublishedPledge): Exclude<Claim, string> {
  const document = tracker.documents.find(({ id }) => id === promise.document);
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

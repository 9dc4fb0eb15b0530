// The public API, route by route, as the routers name them.
import {
  badgesSchema,
  installationSchema,
  listingSchema,
  publishedPledgeSchema,
  publishedTrackerSchema,
  summarySchema,
  trackersSchema,
} from '../../data/published.ts';
import { suggestionSchema } from '../../data/suggestion.ts';
import type { ProblemSlug } from '../problem.ts';
import { listingQuery } from '../routes/listing-query.ts';
import { type Answer, json, type Operation } from './operation.ts';
import {
  badgesQuery,
  healthSchema,
  historySchema,
  jsonFeedSchema,
  oembedQuery,
  oembedSchema,
  openDataSchema,
  providerSchema,
  shieldsSchema,
  suggestedSchema,
  suggestionQuery,
  summaryQuery,
} from './public-answers.ts';

const FEED_TYPES = { atom: 'application/atom+xml', json: 'application/feed+json' };

/** What every read may be refused for. */
const UNREAD: ProblemSlug[] = ['not-found', 'unavailable', 'internal'];

type Read = Omit<Operation, 'answers' | 'problems' | 'access' | 'etag'> & {
  answers: Answer | Answer[];
  problems?: ProblemSlug[];
};

/** A document that is kept by browsers and the edge, and compared by its ETag. */
function read({ answers, problems = [], ...told }: Read): Operation {
  return {
    ...told,
    answers: [answers].flat(),
    problems: [...UNREAD, ...problems],
    access: 'open',
    etag: 'bytes',
  };
}

/** By method and path, as in the routers. */
export const PUBLIC_OPERATIONS: Record<string, Operation> = {
  'GET /api/v1/trackers': read({
    id: 'listTrackers',
    tag: 'Trackers and pledges',
    summary: 'All trackers',
    answers: json(trackersSchema, 'One row for each tracker, by name'),
  }),
  'GET /api/v1/trackers/:tracker': read({
    id: 'getTracker',
    tag: 'Trackers and pledges',
    summary: 'A tracker',
    description: 'With its scheme, its tally, and the newest hash of its record (`head`).',
    answers: json(publishedTrackerSchema, 'The tracker'),
  }),
  'GET /api/v1/trackers/:tracker/pledges': read({
    id: 'listPledges',
    tag: 'Trackers and pledges',
    summary: 'The pledges of a tracker',
    description:
      'Filtered, searched and in pages. A parameter that the list does not know is refused, because a filter that is misspelt would find everything; `utm_...` and their like are left aside.',
    query: listingQuery,
    answers: json(listingSchema, 'A page of the list, with what each filter would find'),
    problems: ['malformed'],
  }),
  'GET /api/v1/trackers/:tracker/pledges/:slug': read({
    id: 'getPledge',
    tag: 'Trackers and pledges',
    summary: 'A pledge',
    description:
      'Under its slug or a slug that it had. Of a withdrawn verdict this is 410, with the reason as `detail` and the record as `pledge`.',
    answers: json(publishedPledgeSchema, 'The pledge with its verdict, evidence and history'),
    problems: ['withdrawn'],
  }),
  'GET /api/v1/trackers/:tracker/pledges/:slug/history': read({
    id: 'getHistory',
    tag: 'Trackers and pledges',
    summary: 'The record of a pledge',
    answers: json(historySchema, 'Every publication, oldest first, with its hashes'),
  }),
  'GET /api/v1/badges': read({
    id: 'getBadges',
    tag: 'For elements',
    summary: 'Badges, up to a hundred at once',
    description: 'A pledge that is not there is null. Sort the ids, so that pages share cached answers.',
    query: badgesQuery,
    answers: json(badgesSchema, 'Each badge by its id'),
    problems: ['malformed', 'too-many-ids', 'uri-too-long'],
  }),
  'GET /api/v1/pledges/:tracker/:slug': read({
    id: 'getPledgeForElements',
    tag: 'For elements',
    summary: 'A pledge, also one that was withdrawn',
    answers: json(publishedPledgeSchema, 'The pledge; withdrawn where `status` is `retracted`'),
  }),
  'GET /api/v1/summaries/:tracker': read({
    id: 'getSummary',
    tag: 'For elements',
    summary: 'What summaries and lists show',
    query: summaryQuery,
    answers: json(
      summarySchema,
      'The tally of the tracker, of one category or of one value of a facet, and its newest verdicts',
    ),
    problems: ['malformed'],
  }),
  'GET /api/v1/trackers/:tracker/export.json': read({
    id: 'exportJson',
    tag: 'Open data and feeds',
    summary: 'A tracker’s open data as JSON',
    answers: json(openDataSchema, 'Every standing verdict, with the licence'),
  }),
  'GET /api/v1/trackers/:tracker/export.csv': read({
    id: 'exportCsv',
    tag: 'Open data and feeds',
    summary: 'A tracker’s open data as CSV',
    answers: { status: 200, type: 'text/csv', about: 'The same rows as a spreadsheet' },
  }),
  'GET /:tracker/feed.atom': feed('getTrackerAtom', 'Verdicts of a tracker, as Atom', 'atom'),
  'GET /:tracker/feed.json': feed('getTrackerFeed', 'Verdicts of a tracker, as JSON Feed', 'json'),
  'GET /:tracker/corrections/feed.atom': feed(
    'getCorrectionsAtom',
    'What a tracker has put right, as Atom',
    'atom',
  ),
  'GET /:tracker/corrections/feed.json': feed(
    'getCorrectionsFeed',
    'What a tracker has put right, as JSON Feed',
    'json',
  ),
  'GET /:tracker/:slug/feed.atom': feed('getPledgeAtom', 'Verdicts of a pledge, as Atom', 'atom'),
  'GET /:tracker/:slug/feed.json': feed('getPledgeFeed', 'Verdicts of a pledge, as JSON Feed', 'json'),
  'GET /oembed': read({
    id: 'getEmbed',
    tag: 'Embedding',
    summary: 'What to embed for the address of a pledge or a tracker',
    description: 'The address may be a former one, and have a query, a fragment or a slash at its end.',
    query: oembedQuery,
    answers: json(oembedSchema, 'oEmbed 1.0, type `rich`'),
    problems: ['malformed', 'format-not-offered'],
  }),
  'GET /oembed/provider.json': read({
    id: 'getProvider',
    tag: 'Embedding',
    summary: 'An entry for lists of oEmbed providers',
    answers: json(providerSchema, 'The entry'),
  }),
  'GET /badge/:tracker/:file': read({
    id: 'getBadgeImage',
    tag: 'Embedding',
    summary: 'A verdict as an image',
    description:
      '`{slug}.svg` is the badge with its date, `{slug}.json` what shields.io makes one of, and `{slug}.png` leads to the picture of the outcome.',
    answers: [
      { status: 200, type: 'image/svg+xml', about: 'The badge, or the data of one' },
      {
        status: 200,
        type: 'application/json',
        schema: shieldsSchema,
        about: 'The badge, or the data of one',
      },
      { status: 302, about: 'The picture, for a while', headers: ['Location'] },
    ],
  }),
  'POST /api/v1/trackers/:tracker/pledges/:slug/suggestions': {
    id: 'suggest',
    tag: 'Suggestions',
    summary: 'Suggest a correction or a source',
    description:
      'Nothing of it is ever published. Five a minute from one address; a form of another site is refused. With Turnstile, its answer is the field `cf-turnstile-response`. `lang` is the language of the page that it was written on, and of what is answered to its reader.',
    query: suggestionQuery,
    bodies: { 'application/json': suggestionSchema, 'application/x-www-form-urlencoded': suggestionSchema },
    answers: [
      json(suggestedSchema, 'Taken in', 202),
      { status: 200, type: 'text/html', about: 'The answer to a plain form, as a page' },
    ],
    problems: [
      'malformed',
      'foreign-origin',
      'not-verified',
      'not-found',
      'too-large',
      'unsupported-media-type',
      'invalid-fields',
      'too-many-requests',
      'queue-full',
      'unavailable',
      'internal',
    ],
    access: 'open',
  },
  'GET /.well-known/pledgemark.json': read({
    id: 'getInstallation',
    tag: 'Installation',
    summary: 'The key by which backups are signed',
    answers: json(installationSchema, 'Its public half'),
  }),
  'GET /healthz': {
    id: 'getHealth',
    tag: 'Installation',
    summary: 'Whether the store answers, and which version runs',
    answers: [json(healthSchema, 'It answers'), json(healthSchema, 'It does not answer', 503)],
    problems: ['method-not-allowed'],
    access: 'open',
  },
};

function feed(id: string, summary: string, form: 'atom' | 'json'): Operation {
  const answer = { status: 200, type: FEED_TYPES[form], about: 'The latest changes, newest first' };
  return read({
    id,
    tag: 'Open data and feeds',
    summary,
    answers: form === 'json' ? { ...answer, schema: jsonFeedSchema } : answer,
  });
}

/** Routes for people and for crawlers: pages, frames, and the files that stand at the root of a site. */
export const PAGES: ReadonlySet<string> = new Set([
  'GET /',
  'GET /docs/problems',
  'GET /:tracker',
  'GET /:tracker/corrections',
  'GET /:tracker/:slug',
  'GET /embed',
  'GET /embed/',
  'GET /embed/card/:tracker/:slug',
  'GET /embed/summary/:tracker',
  'GET /embed/list/:tracker',
  'GET /robots.txt',
  'GET /sitemap.xml',
  'GET /.well-known/security.txt',
  'POST /mail/follow',
  'GET /mail/privacy',
  'GET /mail/confirm/:token',
  'POST /mail/confirm/:token',
  'GET /mail/manage/:token',
  'POST /mail/manage/:token',
  'GET /mail/stop/:token',
  'POST /mail/stop/:token',
]);

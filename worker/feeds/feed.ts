// Atom (RFC 4287) and JSON Feed 1.1, written by feedsmith.
import { generateAtomFeed, generateJsonFeed } from 'feedsmith';
import type { PublishedTracker } from '../../data/published.ts';
import { type Change, entryOf } from './entries.tsx';

/** What a feed follows: a tracker, or one pledge of it. `page` and `self` are addresses. */
export type Followed = {
  tracker: PublishedTracker;
  title: string;
  page: string;
  self: string;
  changes: Change[];
};

export type FeedForm = 'atom' | 'json';

/** A feed as text. */
export function writeFeed(form: FeedForm, followed: Followed): string {
  return form === 'atom'
    ? generateAtomFeed(atom(followed))
    : JSON.stringify(generateJsonFeed(jsonFeed(followed)));
}

function atom({ tracker, title, page, self, changes }: Followed) {
  const { publisher, licence, language } = tracker;
  return {
    id: page,
    title: { value: title },
    updated: lastChange(tracker, changes),
    authors: [{ name: publisher.name, uri: publisher.url }],
    rights: { value: licence.name },
    links: [
      { rel: 'self', href: self, type: 'application/atom+xml' },
      { rel: 'alternate', href: page, type: 'text/html' },
      { rel: 'license', href: licence.url },
    ],
    xml: { lang: language },
    entries: changes.map((change) => {
      const { id, title: value, html, url, at } = entryOf(change, language);
      return {
        id,
        title: { value },
        content: { type: 'html', value: html },
        links: [{ rel: 'alternate', href: url, type: 'text/html' }],
        published: at,
        updated: at,
      };
    }),
  };
}

function jsonFeed({ tracker, title, page, self, changes }: Followed) {
  const { publisher, licence, language } = tracker;
  return {
    title,
    home_page_url: page,
    feed_url: self,
    description: `Verdicts by ${publisher.name}, under ${licence.name} (${licence.url})`,
    language,
    authors: [{ name: publisher.name, url: publisher.url }],
    items: changes.map((change) => {
      const { id, title: itemTitle, html, text, url, at } = entryOf(change, language);
      return {
        id,
        url,
        title: itemTitle,
        content_html: html,
        content_text: text,
        date_published: at,
        date_modified: at,
      };
    }),
  };
}

// A tracker in which nothing has changed yet is as new as its term.
function lastChange({ subject }: PublishedTracker, [newest]: Change[]): Date {
  return new Date(newest?.publishedAt ?? subject.term.start);
}

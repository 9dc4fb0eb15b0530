// Atom (RFC 4287), whose XML a library writes, and JSON Feed 1.1, which is JSON already.
import XMLBuilder from 'fast-xml-builder';
import { firstMoment } from '../../data/calendar.ts';
import type { PublishedTracker } from '../../data/published.ts';
import type { Localizer } from '../localizer.ts';
import { type Change, type Entry, entryOf } from './entries.tsx';

/** What a feed follows: a tracker, its corrections, or one pledge of it. `page`, `self` and `hub`, if there is one, are addresses. */
export type Followed = {
  tracker: PublishedTracker;
  title: string;
  page: string;
  self: string;
  hub: string | null;
  changes: Change[];
  l10n: Localizer;
};

export type FeedForm = 'atom' | 'json';

// In what it is given, `@` begins the name of an attribute, and `#text` is what stands between the tags.
const xml = new XMLBuilder({ attributeNamePrefix: '@', ignoreAttributes: false, suppressEmptyNode: true });

/** A feed as text. */
export function writeFeed(form: FeedForm, followed: Followed): string {
  return form === 'atom' ? xml.build(atom(followed)) : JSON.stringify(jsonFeed(followed));
}

function atom({ tracker, title, page, self, hub, changes, l10n }: Followed) {
  const { publisher, licence, language } = tracker;
  return {
    '?xml': { '@version': '1.0', '@encoding': 'utf-8' },
    feed: {
      '@xmlns': 'http://www.w3.org/2005/Atom',
      '@xml:lang': language,
      id: page,
      title,
      updated: lastChange(tracker, changes).toISOString(),
      author: { name: publisher.name, uri: publisher.url },
      rights: licence.name,
      icon: iconOf(page),
      link: [
        { '@rel': 'self', '@href': self, '@type': 'application/atom+xml' },
        ...(hub === null ? [] : [{ '@rel': 'hub', '@href': hub }]),
        { '@rel': 'alternate', '@href': page, '@type': 'text/html' },
        { '@rel': 'license', '@href': licence.url },
      ],
      entry: changes.map((change) => atomEntry(entryOf(change, language, l10n), l10n)),
    },
  };
}

function atomEntry({ id, title, html, url, evidence, at }: Entry, { say }: Localizer) {
  return {
    id,
    title,
    content: { '@type': 'html', '#text': html },
    link: [
      { '@rel': 'alternate', '@href': url, '@type': 'text/html' },
      ...(evidence
        ? [{ '@rel': 'related', '@href': evidence, '@type': 'text/html', '@title': say('feed.reasons') }]
        : []),
    ],
    published: at.toISOString(),
    updated: at.toISOString(),
  };
}

function jsonFeed({ tracker, title, page, self, hub, changes, l10n }: Followed) {
  const { publisher, licence, language } = tracker;
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: page,
    feed_url: self,
    description: l10n.say('feed.about', {
      verdictsBy: l10n.say('blocks.verdictsBy', { by: publisher.name }),
      licence: licence.name,
      url: licence.url,
    }),
    language,
    icon: iconOf(page),
    favicon: new URL('/favicon.ico', page).href,
    authors: [{ name: publisher.name, url: publisher.url }],
    ...(hub === null ? {} : { hubs: [{ type: 'WebSub', url: hub }] }),
    items: changes.map((change) => jsonItem(entryOf(change, language, l10n))),
  };
}

function jsonItem({ id, title, html, text, url, at }: Entry) {
  return {
    id,
    url,
    title,
    content_html: html,
    content_text: text,
    date_published: at,
    date_modified: at,
  };
}

// Square, 512 pixels wide. Feed readers that are told of none show a letter.
function iconOf(page: string): string {
  return new URL('/assets/icon.png', page).href;
}

// A tracker in which nothing has changed yet is as new as its term.
function lastChange({ subject, timezone }: PublishedTracker, [newest]: Change[]): Date {
  return new Date(newest?.publishedAt ?? firstMoment(subject.term.start, timezone));
}

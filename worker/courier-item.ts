// What the Ledger and the Courier tell each other.
import type { News } from '../data/news.ts';

type NewsData = News['data'];

/** What is told of a pledge: all but where it is, which the Courier knows. `was`: its slug before; `into`: what took it in. */
export type PledgeNews = Pick<
  NewsData,
  'title' | 'language' | 'from' | 'to' | 'note' | 'revision' | 'hash'
> & {
  type: News['type'];
  was?: string;
  into?: { slug: string; title: string };
};

/**
 * What the Ledger hands over of one act on one pledge. `subject` stands for the pledge whatever it is called, `names` are all
 * that lead to it (`tracker/slug`). `news`: what receivers are told; `feed`: that the feeds have a new entry, with `corrects` also those of corrections;
 * `forgets`: the pledge was redacted, so that nothing told of it before is to be kept or sent again; `title` is what is left of its title.
 */
export type NewsItem = {
  id: string;
  at: string;
  subject: string;
  tracker: string;
  slug: string;
  names: string[];
  news: PledgeNews | null;
  feed: { corrects: boolean } | null;
  forgets: boolean;
  title?: string;
};

/** What the Ledger hands over of the desk's people: something waits for one, or a name is no longer anybody's. */
export type DeskItem = { id: string; at: string; person: string; isGone: boolean };

/** What the Ledger hands over of a tracker that nobody outside the desk has seen: its new id, or null where it was deleted. */
export type MovedItem = { id: string; at: string; moved: string; to: string | null };

export type CourierItem = NewsItem | DeskItem | MovedItem;

/** A webhook that was switched off, because its receiver failed or is gone. `trackers` are those that it hears of, or `*`. */
export type SwitchedOff = {
  id: string;
  name: string;
  why: 'failing' | 'gone';
  offAt: string;
  trackers: string[];
};

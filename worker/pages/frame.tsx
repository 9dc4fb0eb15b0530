// A document for a frame on somebody else's page: one element of ours, with the words that stand there without scripts.
import type { PublishedPledge, PublishedTracker } from '../../data/published.ts';
import { partNamed, partUrl } from '../embeds/part.ts';
import { verdictSentence } from '../embeds/sentence.ts';
import { theirs } from './parts.tsx';

/** What a frame's query sets on its element; each value has been checked. */
export type FrameOptions = Partial<
  Record<'as-of' | 'theme' | 'lang' | 'category' | 'facet' | 'verdict' | 'outcome' | 'view' | 'limit', string>
>;

type FrameProps = { title: string; page: string; language: string; options: FrameOptions; children: unknown };

// With `color-scheme: light dark` a frame has the scheme of the page around it, so that its ground is see-through until its
// stylesheet is there and paints it: a dark page sees no white flash.
function FrameDocument({ title, page, language, options, children }: FrameProps) {
  const { lang = language, theme = 'auto' } = options;
  return (
    <html lang={lang} data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="canonical" href={page} />
        <base target="_blank" />
        <link rel="stylesheet" href="/embed/frame.css" />
        <script type="module" src="/embed/v1.js" />
        <script type="module" src="/embed/frame.js" data-page={page} />
      </head>
      <body>{children}</body>
    </html>
  );
}

/** What a frame says of a pledge or a tracker that is not there, or not yet, or no more. */
export function MissingFrame({ home, options }: { home: string; options: FrameOptions }) {
  const words = 'There is no verdict at this address.';
  return (
    <FrameDocument title={words} page={home} language="en" options={options}>
      <p>
        {words} <a href={home}>The verdicts that there are</a>
      </p>
    </FrameDocument>
  );
}

type PledgeFrameProps = { tracker: PublishedTracker; pledge: PublishedPledge; options: FrameOptions };

/** `/embed/card/{tracker}/{slug}` */
export function CardFrame({ tracker, pledge, options }: PledgeFrameProps) {
  const sentence = verdictSentence(pledge, tracker);
  const { theme, 'as-of': asOf } = options;
  return (
    <FrameDocument title={sentence} page={pledge.url} language={tracker.language} options={options}>
      <pledge-card pledge={`${tracker.id}/${pledge.slug}`} theme={theme} as-of={asOf}>
        <a href={pledge.url} {...theirs(tracker.language)}>
          {sentence}
        </a>
      </pledge-card>
    </FrameDocument>
  );
}

type TrackerFrameProps = { tracker: PublishedTracker; options: FrameOptions };

/** `/embed/summary/{tracker}` */
export function SummaryFrame({ tracker, options }: TrackerFrameProps) {
  const { theme, view } = options;
  const { category, facet } = partNamed(tracker, options) ?? {};
  return (
    <TrackerFrame tracker={tracker} options={options}>
      <pledge-summary tracker={tracker.id} category={category} facet={facet} theme={theme} view={view}>
        <TrackerLink tracker={tracker} options={options} />
      </pledge-summary>
    </TrackerFrame>
  );
}

/** `/embed/list/{tracker}` */
export function ListFrame({ tracker, options }: TrackerFrameProps) {
  const { theme, verdict, outcome, limit } = options;
  const { category, facet } = partNamed(tracker, options) ?? {};
  return (
    <TrackerFrame tracker={tracker} options={options}>
      <pledge-list
        tracker={tracker.id}
        category={category}
        facet={facet}
        verdict={verdict}
        outcome={outcome}
        limit={limit}
        theme={theme}
      >
        <TrackerLink tracker={tracker} options={options} />
      </pledge-list>
    </TrackerFrame>
  );
}

function TrackerFrame({ tracker, options, children }: TrackerFrameProps & { children: unknown }) {
  const title = `${nameOf(tracker, options)}. Verdicts by ${tracker.publisher.name}`;
  return (
    <FrameDocument
      title={title}
      page={partUrl(tracker, partNamed(tracker, options))}
      language={tracker.language}
      options={options}
    >
      {children}
    </FrameDocument>
  );
}

function TrackerLink({ tracker, options }: TrackerFrameProps) {
  return (
    <a href={partUrl(tracker, partNamed(tracker, options))} {...theirs(tracker.language)}>
      {nameOf(tracker, options)}
    </a>
  );
}

function nameOf(tracker: PublishedTracker, options: FrameOptions): string {
  const part = partNamed(tracker, options);
  return part ? `${tracker.name}: ${part.label}` : tracker.name;
}

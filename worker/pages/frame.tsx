// A document for a frame on somebody else's page: one element of ours, with the words that stand there without scripts.
import type { PublishedPledge, PublishedTracker } from '../../data/published.ts';
import { partNamed, partUrl } from '../embeds/part.ts';
import { verdictSentence } from '../embeds/sentence.ts';
import { ended } from '../ended.ts';
import type { Localizer } from '../localizer.ts';
import { theirs } from './language.tsx';

/** What a frame's query sets on its element; each value has been checked. */
export type FrameOptions = Partial<
  Record<'as-of' | 'theme' | 'lang' | 'category' | 'facet' | 'verdict' | 'outcome' | 'view' | 'limit', string>
>;

type FrameProps = { title: string; page: string; l10n: Localizer; options: FrameOptions; children: unknown };

// With `color-scheme: light dark` a frame has the scheme of the page around it, so that its ground is see-through until its
// stylesheet is there and paints it: a dark page sees no white flash.
function FrameDocument({ title, page, l10n, options, children }: FrameProps) {
  const { lang = l10n.locale, theme = 'auto' } = options;
  return (
    <html lang={lang} dir={l10n.direction === 'rtl' ? 'rtl' : undefined} data-theme={theme}>
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
export function MissingFrame({
  home,
  l10n,
  options,
}: {
  home: string;
  l10n: Localizer;
  options: FrameOptions;
}) {
  const words = l10n.say('embed.missing');
  return (
    <FrameDocument title={words} page={home} l10n={l10n} options={options}>
      <p lang={l10n.locale}>
        {words} <a href={home}>{l10n.say('embed.others')}</a>
      </p>
    </FrameDocument>
  );
}

type PledgeFrameProps = {
  tracker: PublishedTracker;
  pledge: PublishedPledge;
  l10n: Localizer;
  options: FrameOptions;
};

/** `/embed/card/{tracker}/{slug}` */
export function CardFrame({ tracker, pledge, l10n, options }: PledgeFrameProps) {
  const sentence = verdictSentence(pledge, tracker, l10n);
  const { theme, 'as-of': asOf } = options;
  return (
    <FrameDocument title={sentence} page={pledge.url} l10n={l10n} options={options}>
      <pledge-card pledge={`${tracker.id}/${pledge.slug}`} theme={theme} as-of={asOf}>
        <a href={pledge.url}>{sentence}</a>
      </pledge-card>
    </FrameDocument>
  );
}

type TrackerFrameProps = { tracker: PublishedTracker; l10n: Localizer; options: FrameOptions };

/** `/embed/summary/{tracker}` */
export function SummaryFrame({ tracker, l10n, options }: TrackerFrameProps) {
  const { theme, view } = options;
  const { category, facet } = partNamed(tracker, options) ?? {};
  return (
    <TrackerFrame tracker={tracker} l10n={l10n} options={options}>
      <pledge-summary tracker={tracker.id} category={category} facet={facet} theme={theme} view={view}>
        <TrackerLink tracker={tracker} l10n={l10n} options={options} />
      </pledge-summary>
    </TrackerFrame>
  );
}

/** `/embed/list/{tracker}` */
export function ListFrame({ tracker, l10n, options }: TrackerFrameProps) {
  const { theme, verdict, outcome, limit } = options;
  const { category, facet } = partNamed(tracker, options) ?? {};
  return (
    <TrackerFrame tracker={tracker} l10n={l10n} options={options}>
      <pledge-list
        tracker={tracker.id}
        category={category}
        facet={facet}
        verdict={verdict}
        outcome={outcome}
        limit={limit}
        theme={theme}
      >
        <TrackerLink tracker={tracker} l10n={l10n} options={options} />
      </pledge-list>
    </TrackerFrame>
  );
}

function TrackerFrame({ tracker, l10n, options, children }: TrackerFrameProps & { children: unknown }) {
  const by = l10n.say('blocks.verdictsBy', { by: tracker.publisher.name });
  const title = `${ended(nameOf(tracker, l10n, options))} ${by}`;
  return (
    <FrameDocument
      title={title}
      page={partUrl(tracker, partNamed(tracker, options))}
      l10n={l10n}
      options={options}
    >
      {children}
    </FrameDocument>
  );
}

function TrackerLink({ tracker, l10n, options }: TrackerFrameProps) {
  return (
    <a href={partUrl(tracker, partNamed(tracker, options))} {...theirs(tracker.language, l10n)}>
      {nameOf(tracker, l10n, options)}
    </a>
  );
}

function nameOf(tracker: PublishedTracker, { say }: Localizer, options: FrameOptions): string {
  const part = partNamed(tracker, options);
  return part ? `${tracker.name}${say('language.colon')}${part.label}` : tracker.name;
}

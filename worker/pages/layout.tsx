import type { Child } from 'hono/jsx';

/** What the head tells of a page to those who quote it. `url` is its one address, without any query. */
export type About = {
  title: string;
  description?: string;
  url?: string;
  /** What the feeds below its address are called. */
  feeds?: string;
  /** What others show of it, where that is not its title. */
  headline?: string;
  /** The desk whose page it is: of what it says it is the author, and of its card the site. */
  by?: string;
  /** Of a page that others embed: the picture of its card, and the sentence in the picture's place. */
  card?: Card;
  /** Of an article: when it was published, and when it was changed last. */
  dates?: PageDates;
  /** A script of its own below `/assets/`. */
  script?: string;
  /** JSON-LD: what the page is about, for machines. */
  data?: object;
};

/** `picture` is the address of a PNG of 1200 x 630 pixels: social networks and mail take no SVG. */
export type Card = { picture: string; alt: string };

/** Instants, as far as they are known. */
export type PageDates = { published: string | null; modified: string | null };

type Props = About & {
  /** Of the desk whose page it is: it says to which side the frame is turned. The frame's own words are English. */
  language?: string;
  noindex?: boolean;
  /** Whether it is shown in a frame of the desk, where no script may run. */
  isPreview?: boolean;
  notices?: Child;
  children: Child;
};

/** Languages whose script runs from right to left, unless they name another. */
const WRITTEN_FROM_RIGHT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)(?!-latn|-cyrl)\b/i;

/** The frame of every page. */
export function Layout({
  language = 'en',
  noindex = false,
  isPreview = false,
  script,
  notices,
  children,
  ...about
}: Props) {
  return (
    <html lang="en" dir={WRITTEN_FROM_RIGHT.test(language) ? 'rtl' : undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Head language={language} {...about} />
        {noindex && <meta name="robots" content="noindex" />}
        <link rel="stylesheet" href="/assets/site.css" />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        {!isPreview && <script type="module" src="/embed/v1.js" />}
        {!isPreview && script && <script type="module" src={script} />}
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="site">
          <a href="/" class="name">
            Pledgemark
          </a>
          <nav aria-label="Site">
            <a href="/">Trackers</a> <a href="/docs">Docs</a>
          </nav>
        </header>
        {notices && <aside aria-label="Notices">{notices}</aside>}
        <main id="main">{children}</main>
        <footer class="site">
          <p>
            Verdicts belong to the desks that publish them. <a href="/">All trackers</a> ·{' '}
            <a href="/embed">Embed a verdict</a> · <a href="/docs">Documentation</a>
          </p>
        </footer>
      </body>
    </html>
  );
}

type HeadProps = Omit<About, 'script'> & { language: string };

// Most systems show nothing else of a page, and keep it as it was on the day that they saw it.
function Head({
  title,
  description,
  url,
  feeds,
  headline = title,
  by,
  card,
  dates,
  data,
  language,
}: HeadProps) {
  return (
    <>
      <title>{title}</title>
      {description && <meta name="description" content={description} />}
      {url && (
        <>
          <link rel="canonical" href={url} />
          {by && <meta name="author" content={by} />}
          <meta property="og:type" content={dates ? 'article' : 'website'} />
          <meta property="og:site_name" content={by ?? 'Pledgemark'} />
          <meta property="og:locale" content={openGraphLocale(language)} />
          <meta property="og:title" content={headline} />
          <meta property="og:url" content={url} />
          {description && <meta property="og:description" content={description} />}
          {dates?.published && <meta property="article:published_time" content={dates.published} />}
          {dates?.modified && <meta property="article:modified_time" content={dates.modified} />}
          {card ? (
            <CardOf card={card} url={url} title={headline} />
          ) : (
            <meta name="twitter:card" content="summary" />
          )}
        </>
      )}
      {feeds && (
        <>
          <link rel="alternate" type="application/atom+xml" title={feeds} href={`${url}/feed.atom`} />
          <link rel="alternate" type="application/feed+json" title={feeds} href={`${url}/feed.json`} />
        </>
      )}
      {data && (
        // What could end the script element early is written as JSON's own escape.
        <script
          type="application/ld+json"
          dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll('<', '\\u003c') }}
        />
      )}
    </>
  );
}

function CardOf({ card, url, title }: { card: Card; url: string; title: string }) {
  const embed = `${new URL(url).origin}/oembed?url=${encodeURIComponent(url)}&format=json`;
  return (
    <>
      <meta property="og:image" content={card.picture} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta property="og:image:alt" content={card.alt} />
      <meta name="twitter:card" content="summary_large_image" />
      <link rel="alternate" type="application/json+oembed" title={title} href={embed} />
    </>
  );
}

/** Open Graph wants a country as well: a language that names none has that of most of its readers, English Britain's. */
function openGraphLocale(language: string): string {
  const { language: spoken, region } = new Intl.Locale(language === 'en' ? 'en-GB' : language).maximize();
  return region ? `${spoken}_${region}` : spoken;
}

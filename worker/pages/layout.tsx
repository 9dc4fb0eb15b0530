import type { Child } from 'hono/jsx';

/** What the head tells of a page to those who quote it. `url` is its one address, without any query. */
export type About = {
  title: string;
  description?: string;
  url?: string;
  /** What the feeds below its address are called. */
  feeds?: string;
  /** A script of its own below `/assets/`. */
  script?: string;
  /** JSON-LD: what the page is about, for machines. */
  data?: object;
};

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
        <Head {...about} />
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
            <a href="/docs">Documentation</a>
          </p>
        </footer>
      </body>
    </html>
  );
}

function Head({ title, description, url, feeds, data }: Omit<About, 'script'>) {
  return (
    <>
      <title>{title}</title>
      {description && <meta name="description" content={description} />}
      {url && (
        <>
          <link rel="canonical" href={url} />
          <meta property="og:type" content="article" />
          <meta property="og:site_name" content="Pledgemark" />
          <meta property="og:title" content={title} />
          <meta property="og:url" content={url} />
          {description && <meta property="og:description" content={description} />}
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

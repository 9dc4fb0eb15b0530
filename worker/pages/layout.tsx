import type { Child } from 'hono/jsx';
import { LANGUAGES, type Language } from '../../data/words/languages.ts';
import { inLanguage, type PageLocalizer } from './page-localizer.ts';

/** What the head tells of a page to those who quote it. `url` is its one address in the desk's language, without any query. */
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
  l10n: PageLocalizer;
  /** The page's own path and query in the desk's language, by which it leads to itself in others; none for one that is in one language. */
  here?: string | undefined;
  noindex?: boolean;
  /** Whether it is shown in a frame of the desk, where no script may run. */
  isPreview?: boolean;
  notices?: Child;
  children: Child;
};

/** The frame of every page. */
export function Layout(props: Props) {
  const { l10n, here, noindex = false, isPreview = false, script, notices, children } = props;
  const { say, href } = l10n;
  const isTurned = l10n.direction === 'rtl';
  return (
    <html lang={l10n.locale} dir={isTurned ? 'rtl' : undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Head {...props} />
        {noindex && <meta name="robots" content="noindex" />}
        <link rel="stylesheet" href="/assets/site.css" />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        {!isPreview && <script type="module" src="/embed/v1.js" />}
        {!isPreview && script && <script type="module" src={script} />}
      </head>
      <body>
        <a class="skip" href="#main">
          {say('site.skip')}
        </a>
        <header class="site">
          <a href={href('/')} class="name" translate="no">
            Pledgemark
          </a>
          <nav aria-label={say('site.site')}>
            <a href={href('/')}>{say('site.trackers')}</a>{' '}
            {l10n.language === 'en' && (
              <a href="/docs" hreflang="en">
                {say('site.docs')}
              </a>
            )}
            {here !== undefined && !isPreview && <Languages here={here} l10n={l10n} />}
          </nav>
        </header>
        {notices && <aside aria-label={say('site.notices')}>{notices}</aside>}
        <main id="main">{children}</main>
        <footer class="site">
          <p>{say('site.responsible')}</p>
          <p>
            <a href={href('/')}>{say('site.allTrackers')}</a> ·{' '}
            <a href={href('/embed')}>{say('site.embed')}</a> ·{' '}
            <a href="/docs" hreflang="en">
              {say('site.docs')}
            </a>
          </p>
        </footer>
      </body>
    </html>
  );
}

// Each by its own name for itself, for whoever reads none of the others.
function Languages({ here, l10n }: { here: string; l10n: PageLocalizer }) {
  return (
    <details class="languages">
      <summary aria-label={`${LANGUAGES[l10n.language]}. ${l10n.say('site.languages')}`}>
        {LANGUAGES[l10n.language]}
      </summary>
      <ul>
        {eachLanguage(l10n).map(({ language, isOwn }) => (
          <li>
            <a
              href={isOwn ? here || '?' : inLanguage(here, language)}
              lang={language}
              hreflang={language}
              aria-current={language === l10n.language ? 'true' : undefined}
            >
              {LANGUAGES[language]}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

function eachLanguage({ own }: PageLocalizer): { language: Language; isOwn: boolean }[] {
  return (Object.keys(LANGUAGES) as Language[]).map((language) => ({ language, isOwn: language === own }));
}

// Most systems show nothing else of a page, and keep it as it was on the day that they saw it.
function Head(props: Props) {
  const { l10n, title, description, headline = title, by, card, dates, feeds, data } = props;
  const url = props.url && l10n.href(props.url);
  return (
    <>
      <title>{title}</title>
      {description && <meta name="description" content={description} />}
      {url && (
        <>
          <link rel="canonical" href={url} />
          {props.here !== undefined && <Alternates url={props.url ?? url} l10n={l10n} />}
          {by && <meta name="author" content={by} />}
          <meta property="og:type" content={dates ? 'article' : 'website'} />
          <meta property="og:site_name" content={by ?? 'Pledgemark'} />
          <meta property="og:locale" content={openGraphLocale(l10n.locale)} />
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
          <link rel="alternate" type="application/atom+xml" title={feeds} href={`${props.url}/feed.atom`} />
          <link rel="alternate" type="application/feed+json" title={feeds} href={`${props.url}/feed.json`} />
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

// Each names all of them, itself as well: search engines believe them only where they agree.
function Alternates({ url, l10n }: { url: string; l10n: PageLocalizer }) {
  return (
    <>
      <link rel="alternate" hreflang="x-default" href={url} />
      {eachLanguage(l10n).map(({ language, isOwn }) => (
        <link rel="alternate" hreflang={language} href={isOwn ? url : inLanguage(url, language)} />
      ))}
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

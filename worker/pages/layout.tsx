import type { Child } from 'hono/jsx';

type Props = { title: string; language?: string; noindex?: boolean; notices?: Child; children: Child };

/** The frame of every page. */
export function Layout({ title, language = 'en', noindex = false, notices, children }: Props) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {noindex && <meta name="robots" content="noindex" />}
        <link rel="stylesheet" href="/assets/site.css" />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="site">
          <a href="/" class="name">
            Pledgemark
          </a>
        </header>
        {notices && <aside aria-label="Notices">{notices}</aside>}
        <main id="main">{children}</main>
        <footer class="site">
          <p>
            Verdicts belong to the desks that publish them. <a href="/">All trackers</a>
          </p>
        </footer>
      </body>
    </html>
  );
}

import { DESK_LANGUAGE } from '../../data/desk-language.ts';
import { directionOf } from './language.tsx';

/** The one document of the desk app. Everything in it is drawn by its script, at every address of the app. */
export function DeskAppPage() {
  return (
    <html lang={DESK_LANGUAGE} dir={directionOf(DESK_LANGUAGE)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>Desk · Pledgemark</title>
        <link rel="stylesheet" href="/assets/desk/app.css" />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <script type="module" src="/assets/desk/app.js"></script>
      </head>
      <body>
        <desk-app></desk-app>
        <noscript lang="en">The desk needs JavaScript. What readers see does not.</noscript>
      </body>
    </html>
  );
}

// Pages for people, made from the same documents as the API.
import { Hono } from 'hono';
import type { Corrections, PublishedPledge, PublishedTracker, Trackers } from '../../data/published.ts';
import { badgeSnippet } from '../embeds/quote.ts';
import { failed } from '../failed.ts';
import { CorrectionsPage } from '../pages/corrections.tsx';
import { HomePage } from '../pages/home.tsx';
import { ProblemsPage, UnavailablePage } from '../pages/notices.tsx';
import { languageOfMost, localizerForPage, type PageLocalizer } from '../pages/page-localizer.ts';
import { PledgePage } from '../pages/pledge.tsx';
import { correctionsKey, installationKey, isName, pledgeKey, trackerKey, trackersKey } from '../published.ts';
import { badgeImages } from './badge-images.ts';
import { crawlers } from './crawlers.ts';
import { documentPage, type Page } from './document-page.ts';
import { feeds } from './feeds.ts';
import { frames } from './frames.tsx';
import { health } from './health.ts';
import { missingPage } from './missing-page.tsx';
import { oembed } from './oembed.ts';
import { chosenLanguage, mailForm, moved } from './page-request.ts';
import { answerInWords, stored } from './reading.ts';
import { secured, securedWithFrames } from './security.ts';
import { securityTxt } from './security-txt.ts';
import { trackerPage, wantedOf } from './tracker-page.tsx';

export const pages = new Hono<{ Bindings: Env }>();

pages.onError(failed);

pages.route('/healthz', health);
pages.route('/oembed', oembed);
pages.route('/badge', badgeImages);
pages.get('/embed', securedWithFrames, async (context) => {
  const { embedBuilder } = await import('./embed-builder.tsx'); // for publishers: no part of every start
  return embedBuilder(context);
});
pages.get('/embed/', (context) => moved(context, `/embed${new URL(context.req.url).search}`, 'site'));
pages.route('/embed', frames);

pages.use(secured);
pages.use(inWords);

pages.get('/.well-known/pledgemark.json', (context) => stored(context, installationKey, 'installation'));

pages.route('/', crawlers);
pages.route('/', feeds);
pages.route('/', securityTxt);

pages.get('/', async (context) => {
  const chosen = chosenLanguage(context);
  const installation = {
    demonstration: isDemonstration(context),
    desk: context.env.DESK_ORIGIN,
    origin: context.env.PUBLIC_ORIGIN,
  };
  const page = await documentPage<[Trackers]>(context, {
    keys: [trackersKey],
    tags: 'trackers',
    variant: chosen,
    make: async (list) => {
      const l10n = await localizerForPage(chosen, languageOfMost(list));
      return { l10n, page: <HomePage {...list} {...installation} l10n={l10n} /> };
    },
  });
  if (page) return page;
  const l10n = await localizerForPage(chosen, 'en');
  const nothing = <HomePage trackers={[]} {...installation} l10n={l10n} />;
  return html(context, l10n, nothing, `nothing-${l10n.language}`, 'trackers');
});

pages.get('/docs/problems', async (context) => {
  const l10n = await localizerForPage('en', 'en');
  return html(context, l10n, <ProblemsPage l10n={l10n} />, 'problems', 'docs');
});

pages.get('/:tracker', async (context) => {
  const tracker = context.req.param('tracker');
  if (!isName(tracker)) return missingPage(context);
  const wanted = await wantedOf(context.req.queries());
  const page = await trackerPage(context, tracker, wanted);
  return page ?? missingPage(context);
});

pages.get('/:tracker/corrections', async (context) => {
  const tracker = context.req.param('tracker');
  if (!isName(tracker)) return missingPage(context);
  const chosen = chosenLanguage(context);
  const page = await documentPage<[PublishedTracker, Corrections]>(context, {
    keys: [trackerKey(tracker), correctionsKey(tracker)],
    tags: tracker,
    variant: chosen,
    make: async (whole, { corrections }) => {
      const l10n = await localizerForPage(chosen, whole.language);
      return { l10n, page: <CorrectionsPage tracker={whole} corrections={corrections} l10n={l10n} /> };
    },
  });
  return page ?? missingPage(context);
});

pages.get('/:tracker/:slug', async (context) => {
  const { tracker, slug } = context.req.param();
  if (!isName(tracker) || !isName(slug)) return missingPage(context);
  const tags = `${tracker}/${slug},${tracker}`;
  const chosen = chosenLanguage(context);
  const page = await documentPage<[PublishedPledge, PublishedTracker]>(context, {
    keys: [pledgeKey(tracker, slug), trackerKey(tracker)],
    tags,
    variant: chosen,
    versionsOf: ({ tracker }) => [tracker],
    make: async (pledge, whole) => {
      if (pledge.slug !== slug)
        return moved(context, `/${tracker}/${pledge.slug}${new URL(context.req.url).search}`, tags);
      const l10n = await localizerForPage(chosen, whole.language);
      const words = { l10n, snippet: await badgeSnippet(whole, pledge) };
      const turnstileKey = context.env.TURNSTILE_SITE_KEY;
      return {
        l10n,
        page: (
          <PledgePage
            tracker={whole}
            pledge={pledge}
            {...words}
            turnstileKey={turnstileKey}
            mail={mailForm(context)}
          />
        ),
      };
    },
  });
  return page ?? missingPage(context);
});

pages.all('*', missingPage);

/** A problem document is for programs: a reader whose page cannot be made gets one all the same, and nothing of it is kept. */
async function inWords(context: Page, next: () => Promise<void>): Promise<void> {
  await next();
  const { status, headers } = context.res;
  const isProblem = status >= 500 && headers.get('content-type') === 'application/problem+json';
  if (!isProblem || !context.req.header('accept')?.includes('text/html')) return;
  // In which language its tracker is cannot be known now.
  const l10n = await localizerForPage(chosenLanguage(context), 'en');
  const page = <UnavailablePage l10n={l10n} />;
  context.res = new Response(`<!doctype html>${page.toString()}`, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'retry-after': headers.get('retry-after') ?? '60',
    },
  });
}

/** A page that is made of no document. */
function html(
  context: Page,
  l10n: PageLocalizer,
  page: { toString(): string },
  name: string,
  tags: string,
): Response {
  const etag = `${name}-${context.env.VERSION.id.slice(0, 8)}`;
  return answerInWords(context, l10n, `<!doctype html>${page.toString()}`, etag, {
    'content-type': 'text/html; charset=utf-8',
    'cache-tag': tags,
  });
}

// The demonstration article is an asset of its own that only a demonstration build holds.
function isDemonstration({ env }: Page): boolean {
  return env.DEMONSTRATION === 'on';
}

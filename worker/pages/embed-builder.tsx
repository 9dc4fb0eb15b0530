// The embed builder: what to quote, in which form, and the line to paste. The script of the page shows it live, and knows
// the height that a form takes; without it the line is as good, with a height that is enough for most.
import type { Listing, PublishedPledge, PublishedTracker, Trackers } from '../../data/published.ts';
import {
  type Choice,
  FORMS,
  type Form,
  policyFor,
  type Quote,
  snippet,
  THEMES,
} from '../../data/snippets.ts';
import { LANGUAGES } from '../../data/words/languages.ts';
import type { PlainKey } from '../../data/words/words.ts';
import { partQuery, partsOf } from '../embeds/part.ts';
import { directionOf, Theirs, theirs } from './language.tsx';
import { Layout } from './layout.tsx';
import { BUILDER_LANGUAGE, type PageLocalizer } from './page-localizer.ts';
import { VerdictMark } from './parts.tsx';

/** How many pledges a search shows. */
export const MOST_FOUND = 20;

/** Of a column, in CSS pixels: a phone's, a narrow one, an article's, a wide one. */
export const WIDTHS = [320, 480, 640, 800] as const;

type FormWords = readonly [name: PlainKey | 'Markdown' | 'shields.io', about: PlainKey];

const FORM_WORDS: Record<Form, FormWords> = {
  badge: ['builder.badge', 'builder.badgeAbout'],
  card: ['builder.card', 'builder.cardAbout'],
  frame: ['builder.frame', 'builder.frameAbout'],
  link: ['builder.link', 'builder.linkAbout'],
  svg: ['builder.svg', 'builder.svgAbout'],
  png: ['builder.png', 'builder.pngAbout'],
  markdown: ['Markdown', 'builder.markdownAbout'],
  shields: ['shields.io', 'builder.shieldsAbout'],
  summary: ['builder.summary', 'builder.summaryAbout'],
  list: ['builder.list', 'builder.listAbout'],
  'summary-frame': ['builder.summaryFrame', 'builder.noScripts'],
  'list-frame': ['builder.listFrame', 'builder.noScripts'],
};
const TRACKER_LINK: FormWords = ['builder.link', 'builder.linkTracker'];

const THEME_WORDS = { auto: 'builder.auto', light: 'builder.light', dark: 'builder.dark' } as const;

const PAPERS = ['light', 'dark', 'newsprint'] as const;
const PAPER_WORDS = {
  light: 'builder.onLight',
  dark: 'builder.onDark',
  newsprint: 'builder.onNewsprint',
} as const;

export type EmbedBuilderProps = {
  l10n: PageLocalizer;
  /** The address of the page without the language that it is in. */
  here: string;
  origin: string;
  trackers: Trackers['trackers'];
  subject: { tracker: PublishedTracker; pledge: PublishedPledge | null } | null;
  quote: Quote | null;
  choice: Choice | null;
  q: string;
  listing: Listing | null;
  /** Why there is nothing to embed. */
  missing: PlainKey | null;
};

export function EmbedBuilderPage(props: EmbedBuilderProps) {
  const { subject, quote, choice, origin, missing, here, l10n } = props;
  const { say } = l10n;
  return (
    <Layout
      title={`${say('site.embed')}${say('language.colon')}Pledgemark`}
      l10n={l10n}
      here={here}
      script="/assets/embed-builder.js"
      noindex={quote !== null || missing !== null}
      {...(quote || missing ? {} : { url: `${origin}/embed` })}
    >
      <h1>{say('site.embed')}</h1>
      <p class="standfirst">{say('builder.about')}</p>
      {missing && (
        <p class="fault" role="alert">
          {say(missing)}
        </p>
      )}
      <FindSection {...props} />
      {quote && choice && subject && (
        <ChosenSection quote={quote} choice={choice} subject={subject} l10n={l10n} />
      )}
    </Layout>
  );
}

// A form has no query in its address: what it sends is one.
function ChosenLanguage({ l10n }: { l10n: PageLocalizer }) {
  const { language, own } = l10n;
  return language === own ? null : <input type="hidden" name={BUILDER_LANGUAGE} value={language} />;
}

function FindSection({ trackers, subject, q, listing, l10n }: EmbedBuilderProps) {
  const { say, href } = l10n;
  const tracker = subject?.tracker;
  const id = tracker?.id ?? trackers[0]?.id;
  return (
    <section aria-labelledby="find">
      <h2 id="find">{say('builder.find')}</h2>
      <search>
        <form class="filter find" method="get" action="/embed">
          <ChosenLanguage l10n={l10n} />
          <label>
            <span>{say('builder.tracker')}</span>
            <select name="tracker">
              {trackers.map((each) => (
                <option value={each.id} selected={each.id === id} {...theirs(each.language, l10n)}>
                  {each.name}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>{say('builder.words')}</span>
            <input type="search" name="q" value={q} maxlength={200} />
          </label>
          <button type="submit">{say('builder.search')}</button>
        </form>
      </search>
      {/* What the script says as words are typed, in the one language that the page is in. */}
      <p
        class="meta"
        role="status"
        id="found"
        data-none={say('builder.none')}
        data-all={say('listing.results', { total: '{total}' })}
        data-newest={say('builder.newest', { total: '{total}', shown: '{shown}' })}
        data-unanswered={say('builder.unanswered')}
        data-offline={say('builder.offline')}
      >
        {listing && foundText(listing, l10n)}
      </p>
      <ol class="rows found">
        {tracker &&
          listing?.pledges.map(({ slug, title, verdict }) => (
            <li>
              <a href={href(`/embed?pledge=${tracker.id}/${slug}`)} {...theirs(tracker.language, l10n)}>
                {title}
              </a>
              <span class="meta">
                <VerdictMark verdict={verdict} own={tracker.language} l10n={l10n} />
              </span>
            </li>
          ))}
      </ol>
      {tracker && <Parts tracker={tracker} l10n={l10n} />}
    </section>
  );
}

function foundText({ total }: Listing, { say }: PageLocalizer): string {
  if (total === 0) return say('builder.none');
  if (total <= MOST_FOUND) return say('listing.results', { total });
  return say('builder.newest', { total, shown: MOST_FOUND });
}

// A tracker as a whole, or a part of it.
function Parts({ tracker, l10n }: { tracker: PublishedTracker; l10n: PageLocalizer }) {
  const { id, name, language } = tracker;
  const { say, href } = l10n;
  return (
    <details>
      <summary>{say('builder.whole')}</summary>
      <ul class="choices">
        <li>
          <a href={href(`/embed?tracker=${id}`)} {...theirs(language, l10n)}>
            {name}
          </a>
        </li>
        {partsOf(tracker).map((part) => (
          <li>
            <a href={href(`/embed?tracker=${id}&${partQuery(part)}`)} {...theirs(language, l10n)}>
              {part.label}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

type ChosenProps = {
  quote: Quote;
  choice: Choice;
  subject: NonNullable<EmbedBuilderProps['subject']>;
  l10n: PageLocalizer;
};

function ChosenSection({ quote, choice, subject: { tracker }, l10n }: ChosenProps) {
  const { text } = snippet(quote, choice);
  const { say, href } = l10n;
  return (
    <>
      <section aria-labelledby="form">
        <h2 id="form">
          <Theirs lang={quote.language} l10n={l10n}>
            {quote.title}
          </Theirs>
        </h2>
        <p class="meta">
          <a href={href(quote.url)}>{say('builder.page')}</a> ·{' '}
          <Theirs lang={tracker.language} l10n={l10n}>
            {tracker.name}
          </Theirs>
        </p>
        <form class="look" method="get" action="/embed" data-quote={JSON.stringify(quote)}>
          <ChosenLanguage l10n={l10n} />
          {quote.kind === 'pledge' ? (
            <input type="hidden" name="pledge" value={quote.id} />
          ) : (
            <input type="hidden" name="tracker" value={quote.id} />
          )}
          {quote.kind === 'tracker' &&
            Object.entries(quote.part).map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
          <fieldset>
            <legend>{say('builder.form')}</legend>
            {FORMS[quote.kind].map((form) => {
              const [name, about] =
                form === 'link' && quote.kind === 'tracker' ? TRACKER_LINK : FORM_WORDS[form];
              return (
                <label>
                  <input type="radio" name="form" value={form} checked={form === choice.form} />
                  <span>
                    <bdi>{isKey(name) ? say(name) : name}</bdi> <small>{say(about)}</small>
                  </span>
                </label>
              );
            })}
          </fieldset>
          <LookFields choice={choice} l10n={l10n} />
          <button type="submit">{say('builder.make')}</button>
        </form>
      </section>
      <section aria-labelledby="look">
        <h2 id="look">{say('builder.look')}</h2>
        <noscript>
          <p>{say('builder.noScript')}</p>
        </noscript>
        <p role="status" id="preview-told" class="fault" data-failed={say('builder.noPreview')} />
        {/* In the language of the desk, because its own country's articles quote it most; what is wider than a phone begins there. */}
        <div
          class="previews"
          dir={directionOf(quote.language)}
          data-shields={say('builder.shields')}
          tabindex={0}
          hidden
        >
          {PAPERS.map((paper) => (
            <section class={`preview ${paper}`} aria-label={say(PAPER_WORDS[paper])}>
              <div lang={quote.language} data-paper />
            </section>
          ))}
        </div>
      </section>
      <section aria-labelledby="line">
        <h2 id="line">{say('use.line')}</h2>
        <div class="snippet">
          <pre tabindex={0} dir="ltr">
            <code id="snippet">{text}</code>
          </pre>
        </div>
        <p>
          <button type="button" id="copy" hidden>
            {say('builder.copy')}
          </button>{' '}
          <span
            role="status"
            id="told"
            class="meta"
            data-copied={say('builder.copied')}
            data-selected={say('builder.selected')}
          />
        </p>
      </section>
      <SecuritySection quote={quote} choice={choice} l10n={l10n} />
    </>
  );
}

function isKey(name: FormWords[0]): name is PlainKey {
  return name.startsWith('builder.');
}

function LookFields({ choice: { theme, lang, width }, l10n: { say } }: Pick<ChosenProps, 'choice' | 'l10n'>) {
  return (
    <div class="filter">
      <label>
        <span>{say('builder.theme')}</span>
        <select name="theme">
          {THEMES.map((each) => (
            <option value={each} selected={each === theme}>
              {say(THEME_WORDS[each])}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{say('builder.language')}</span>
        <select name="lang">
          <option value="">{say('builder.own')}</option>
          {Object.entries(LANGUAGES).map(([id, name]) => (
            <option value={id} selected={id === lang} lang={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{say('builder.width')}</span>
        <select name="width">
          {WIDTHS.map((each) => (
            <option value={`${each}`} selected={each === width}>
              {say('builder.pixels', { width: each })}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function SecuritySection({ quote, choice, l10n: { say } }: Pick<ChosenProps, 'quote' | 'choice' | 'l10n'>) {
  return (
    <details>
      <summary id="security">{say('builder.security')}</summary>
      <p>{say('builder.policy')}</p>
      <pre tabindex={0} dir="ltr">
        <code id="policy">{policyFor(quote, choice)}</code>
      </pre>
      <div id="pinned" hidden>
        <p>{say('builder.pinned')}</p>
        <pre tabindex={0} dir="ltr">
          <code id="pinned-line" />
        </pre>
        <p id="rule-about">{say('builder.rule')}</p>
        <pre tabindex={0} dir="ltr">
          <code id="rule" />
        </pre>
      </div>
      <p>
        <a href="/docs/widgets#a-strict-security-policy" hreflang="en">
          {say('builder.policies')}
        </a>{' '}
        ·{' '}
        <a href="/docs/privacy" hreflang="en">
          {say('builder.readers')}
        </a>
      </p>
    </details>
  );
}

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
import { partQuery, partsOf } from '../embeds/part.ts';
import { Layout } from './layout.tsx';
import { Theirs, theirs, VerdictMark } from './parts.tsx';

/** How many pledges a search shows. */
export const MOST_FOUND = 20;

/** Of a column, in CSS pixels: a phone's, a narrow one, an article's, a wide one. */
export const WIDTHS = [320, 480, 640, 800] as const;

/** What the elements speak, by the names that those languages have for themselves. */
export const EMBED_LANGUAGES: Record<string, string> = {
  en: 'English',
  cy: 'Cymraeg',
  fr: 'Français',
  de: 'Deutsch',
  es: 'Español',
  ar: 'العربية',
};

const FORM_WORDS: Record<Form, [name: string, about: string]> = {
  badge: ['Badge', 'in a sentence'],
  card: ['Card', 'the pledge as a block'],
  frame: ['Frame', 'the card, where scripts are not allowed'],
  link: ['Plain link', 'gets a badge, survives every content system'],
  svg: ['Image with words', 'SVG, with its date'],
  png: ['Picture', 'PNG of the outcome, for mails'],
  markdown: ['Markdown', 'the image with words, for a README'],
  shields: ['shields.io', 'Markdown, drawn by them'],
  summary: ['Summary', 'how the verdicts stand'],
  list: ['List', 'the newest verdicts'],
  'summary-frame': ['Summary in a frame', 'where scripts are not allowed'],
  'list-frame': ['List in a frame', 'where scripts are not allowed'],
};
const TRACKER_LINK = ['Plain link', 'to the tracker'] as const;

const THEME_WORDS = { auto: 'As the text around it', light: 'Light', dark: 'Dark' } as const;

export type EmbedBuilderProps = {
  origin: string;
  trackers: Trackers['trackers'];
  subject: { tracker: PublishedTracker; pledge: PublishedPledge | null } | null;
  quote: Quote | null;
  choice: Choice | null;
  q: string;
  listing: Listing | null;
  /** Why there is nothing to embed. */
  missing: string | null;
};

export function EmbedBuilderPage(props: EmbedBuilderProps) {
  const { subject, quote, choice, origin, missing } = props;
  return (
    <Layout
      title="Embed a verdict: Pledgemark"
      language={subject?.tracker.language ?? 'en'}
      script="/assets/embed-builder.js"
      noindex={quote !== null || missing !== null}
      {...(quote || missing ? {} : { url: `${origin}/embed` })}
    >
      <h1>Embed a verdict</h1>
      <p class="standfirst">
        One line for your article. The verdict in it stays today’s, and it says what has changed since your
        article was published.
      </p>
      {missing && (
        <p class="fault" role="alert">
          {missing}
        </p>
      )}
      <FindSection {...props} />
      {quote && choice && subject && <ChosenSection quote={quote} choice={choice} subject={subject} />}
    </Layout>
  );
}

function FindSection({ trackers, subject, q, listing }: EmbedBuilderProps) {
  const tracker = subject?.tracker;
  const id = tracker?.id ?? trackers[0]?.id;
  return (
    <section aria-labelledby="find">
      <h2 id="find">What to quote</h2>
      <search>
        <form class="filter find" method="get" action="/embed">
          <label>
            <span>Tracker</span>
            <select name="tracker">
              {trackers.map((each) => (
                <option value={each.id} selected={each.id === id} {...theirs(each.language)}>
                  {each.name}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>Words of a pledge, or its address</span>
            <input type="search" name="q" value={q} maxlength={200} />
          </label>
          <button type="submit">Find</button>
        </form>
      </search>
      <p class="meta" role="status" id="found">
        {listing && foundText(listing)}
      </p>
      <ol class="rows found">
        {tracker &&
          listing?.pledges.map(({ slug, title, verdict }) => (
            <li>
              <a href={`/embed?pledge=${tracker.id}/${slug}`} {...theirs(tracker.language)}>
                {title}
              </a>
              <span class="meta">
                <VerdictMark verdict={verdict} language={tracker.language} />
              </span>
            </li>
          ))}
      </ol>
      {tracker && <Parts tracker={tracker} />}
    </section>
  );
}

function foundText({ total }: Listing): string {
  if (total === 0) return 'No pledge has these words.';
  return `${total} ${total === 1 ? 'pledge' : 'pledges'} found${total > MOST_FOUND ? `, the newest ${MOST_FOUND} shown` : ''}.`;
}

// A tracker as a whole, or a part of it.
function Parts({ tracker }: { tracker: PublishedTracker }) {
  const { id, name, language } = tracker;
  return (
    <details>
      <summary>The whole tracker, or a part of it</summary>
      <ul class="choices">
        <li>
          <a href={`/embed?tracker=${id}`} {...theirs(language)}>
            {name}
          </a>
        </li>
        {partsOf(tracker).map((part) => (
          <li>
            <a href={`/embed?tracker=${id}&${partQuery(part)}`} {...theirs(language)}>
              {part.label}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

type ChosenProps = { quote: Quote; choice: Choice; subject: NonNullable<EmbedBuilderProps['subject']> };

function ChosenSection({ quote, choice, subject: { tracker } }: ChosenProps) {
  const { text } = snippet(quote, choice);
  return (
    <>
      <section aria-labelledby="form">
        <h2 id="form">
          <Theirs language={quote.language}>{quote.title}</Theirs>
        </h2>
        <p class="meta">
          <a href={quote.url}>Its page</a>, in <Theirs language={tracker.language}>{tracker.name}</Theirs>
        </p>
        <form class="look" method="get" action="/embed" data-quote={JSON.stringify(quote)}>
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
            <legend>Form</legend>
            {FORMS[quote.kind].map((form) => {
              const [name, about] =
                form === 'link' && quote.kind === 'tracker' ? TRACKER_LINK : FORM_WORDS[form];
              return (
                <label>
                  <input type="radio" name="form" value={form} checked={form === choice.form} />
                  <span>
                    {name} <small>{about}</small>
                  </span>
                </label>
              );
            })}
          </fieldset>
          <LookFields choice={choice} />
          <button type="submit">Make the line</button>
        </form>
      </section>
      <section aria-labelledby="look">
        <h2 id="look">How it looks</h2>
        <noscript>
          <p>The preview needs JavaScript. The line below works without it.</p>
        </noscript>
        <p role="status" id="preview-told" class="fault" />
        {/* In the language of the desk, because its own country's articles quote it most. */}
        <div class="previews" lang={quote.language} tabindex={0} hidden>
          {(['light', 'dark', 'newsprint'] as const).map((paper) => (
            <section class={`preview ${paper}`} aria-label={`On a ${paper} page`} data-paper />
          ))}
        </div>
      </section>
      <section aria-labelledby="line">
        <h2 id="line">The line to paste</h2>
        <div class="snippet">
          <pre tabindex={0}>
            <code id="snippet">{text}</code>
          </pre>
        </div>
        <p>
          <button type="button" id="copy" hidden>
            Copy the line
          </button>{' '}
          <span role="status" id="told" class="meta" />
        </p>
      </section>
      <SecuritySection quote={quote} choice={choice} />
    </>
  );
}

function LookFields({ choice: { theme, lang, width } }: { choice: Choice }) {
  return (
    <div class="filter">
      <label>
        <span>Theme</span>
        <select name="theme">
          {THEMES.map((each) => (
            <option value={each} selected={each === theme}>
              {THEME_WORDS[each]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Language</span>
        <select name="lang">
          <option value="">The article’s own</option>
          {Object.entries(EMBED_LANGUAGES).map(([id, name]) => (
            <option value={id} selected={id === lang} lang={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Width of your column</span>
        <select name="width">
          {WIDTHS.map((each) => (
            <option value={`${each}`} selected={each === width}>
              {each} px
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function SecuritySection({ quote, choice }: { quote: Quote; choice: Choice }) {
  return (
    <details>
      <summary id="security">For your security team</summary>
      <p>What a Content-Security-Policy has to allow for this form:</p>
      <pre tabindex={0}>
        <code id="policy">{policyFor(quote, choice)}</code>
      </pre>
      <div id="pinned" hidden>
        <p>
          The same with one release of the script, by its hash. It never changes, so take a newer one from
          time to time.
        </p>
        <pre tabindex={0}>
          <code id="pinned-line" />
        </pre>
        <p id="rule-about">It has no style attribute. Put this rule into your stylesheet:</p>
        <pre tabindex={0}>
          <code id="rule" />
        </pre>
      </div>
      <p>
        <a href="/docs/widgets#a-strict-security-policy">About policies</a>, and{' '}
        <a href="/docs/privacy">what is known of readers</a>
      </p>
    </details>
  );
}

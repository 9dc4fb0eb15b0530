// What several pages show: a verdict in its desk's words, a date, a quantity in words.
import type { VerdictLabel } from '../../data/published.ts';
import type { Tracker } from '../../data/tracker.ts';

type Labels = Record<string, string>;

/** A localised text in the wanted language, otherwise in the desk's own, which stands first. */
export function inLanguage(labels: Labels, language: string): string {
  return labels[language] ?? Object.values(labels)[0] ?? '';
}

/** A verdict with its outcome's mark. The mark is decoration; the word says it. */
export function VerdictMark({ verdict, language }: { verdict: VerdictLabel; language: string }) {
  return <span class={`verdict ${verdict.outcome}`}>{inLanguage(verdict.label, language)}</span>;
}

type BadgeProps = { tracker: string; slug: string; title: string; verdict: VerdictLabel; language: string };

/** The verdict of another pledge: the word and its mark, and with our own script the badge that every news site has. */
export function Badge({ tracker, slug, title, verdict, language }: BadgeProps) {
  const label = inLanguage(verdict.label, language);
  return (
    <pledge-badge pledge={`${tracker}/${slug}`} outcome={verdict.outcome}>
      <a class={`verdict ${verdict.outcome}`} href={`/${tracker}/${slug}`} aria-label={`${label}: ${title}`}>
        {label}
      </a>
    </pledge-badge>
  );
}

/** What a tracker tells on each of its pages: its own notice, and that the term is over. */
export function Notices({ tracker }: { tracker: Tracker }) {
  const { notice, closedAt, language, timezone } = tracker;
  return (
    <>
      {closedAt && (
        <p class="notice">
          This term is over. The tracker was closed on{' '}
          <Dated when={closedAt} language={language} timeZone={timezone} />.
        </p>
      )}
      {notice && <p class="notice">{notice}</p>}
    </>
  );
}

/** An instant or a day as people of the tracker's place and language write it. */
export function Dated({ when, language, timeZone }: { when: string; language: string; timeZone: string }) {
  return <time datetime={when}>{dateText(when, language, timeZone)}</time>;
}

export function dateText(when: string, language: string, timeZone: string): string {
  const isDay = when.length === '2018-04-01'.length;
  return formatter(language, isDay ? 'UTC' : timeZone).format(new Date(when));
}

const formatters = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs more than a page's other work together.
function formatter(language: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  const known = formatters.get(key);
  if (known) return known;
  const locale = language === 'en' ? 'en-GB' : language;
  const made = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
  formatters.set(key, made);
  return made;
}

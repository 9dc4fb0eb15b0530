// What several pages show: a verdict in its desk's words, with its icon, a date, a tracker's notices.
import type { Child } from 'hono/jsx';
import { ICONS, type IconName } from '../../data/icons.ts';
import type { VerdictLabel } from '../../data/published.ts';
import type { SchemeVerdict, Tracker } from '../../data/tracker.ts';

type Labels = Record<string, string>;

/** A localised text in the wanted language, otherwise in the desk's own, which stands first. */
export function inLanguage(labels: Labels, language: string): string {
  return labels[language] ?? Object.values(labels)[0] ?? '';
}

/** The `lang` of a desk's words: the pages' own are English (WCAG 2.2, 3.1.2). */
export function theirs(language: string): { lang?: string } {
  return /^en\b/i.test(language) ? {} : { lang: language };
}

/** Words of a desk in the middle of a sentence of ours. */
export function Theirs({ language, children }: { language: string; children: Child }) {
  const { lang } = theirs(language);
  return lang === undefined ? children : <span lang={lang}>{children}</span>;
}

/** A localised text as `inLanguage` chooses it, with the language that it is in. */
export function Label({ of: labels, language }: { of: Labels; language: string }) {
  const chosen = language in labels ? language : (Object.keys(labels)[0] ?? '');
  return <Theirs language={chosen}>{inLanguage(labels, language)}</Theirs>;
}

/** What each kind of revision did, as its history says it. */
export const KINDS = {
  import: 'Verdict',
  verdict: 'Verdict',
  correction: 'Corrected',
  edit: 'Edited',
  retraction: 'Verdict withdrawn',
  revert: 'Restored',
  redaction: 'Content removed',
} as const;

/** An icon in the colour and size of the text. It is hidden from screen readers: a word stands beside it always. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={ICONS[name]} />
    </svg>
  );
}

/** The verdicts of a tracker's scheme as its desk lists them. */
export function inOrder({ scheme }: Tracker): SchemeVerdict[] {
  return scheme.verdicts.toSorted((one, other) => one.order - other.order);
}

/** A verdict in the desk's word, with its outcome's icon. */
export function VerdictMark({ verdict, language }: { verdict: VerdictLabel; language: string }) {
  return (
    <span class={`verdict ${verdict.outcome}`}>
      <Icon name={verdict.outcome} />
      <Label of={verdict.label} language={language} />
    </span>
  );
}

type BadgeProps = { tracker: string; slug: string; title: string; verdict: VerdictLabel; language: string };

/** The verdict of another pledge: the word and its icon, and with our own script the badge that every news site has. */
export function Badge({ tracker, slug, title, verdict, language }: BadgeProps) {
  const label = inLanguage(verdict.label, language);
  return (
    <pledge-badge pledge={`${tracker}/${slug}`} outcome={verdict.outcome} {...theirs(language)}>
      <a class={`verdict ${verdict.outcome}`} href={`/${tracker}/${slug}`} aria-label={`${label}: ${title}`}>
        <Icon name={verdict.outcome} />
        {label}
      </a>
    </pledge-badge>
  );
}

/** What a tracker tells on each of its pages: its own notice, and that the term is over. */
export function Notices({ tracker }: { tracker: Tracker }) {
  const { notice, closedAt, language } = tracker;
  return (
    <>
      {closedAt && (
        <p class="notice">
          This term has ended. The tracker was closed on <Dated when={closedAt} of={tracker} />.
        </p>
      )}
      {notice && (
        <p class="notice" {...theirs(language)}>
          {notice}
        </p>
      )}
    </>
  );
}

type Place = Pick<Tracker, 'language' | 'timezone'>;

/** An instant, a day, a month or a year as people of the tracker's place and language write it. */
export function Dated({ when, of: place }: { when: string; of: Place }) {
  return (
    <time datetime={when} {...theirs(place.language)}>
      {dateText(when, place)}
    </time>
  );
}

export function dateText(when: string, { language, timezone }: Place): string {
  const said = formatter(language, when.length > DAY_LENGTH ? timezone : 'UTC', when.length).format(
    new Date(when),
  );
  // Intl does not know how French writes the first of a month.
  return /^fr\b/.test(language) ? said.replace(/^1 /, '1er ') : said;
}

const DAY_LENGTH = '2018-04-01'.length;

// By how long it is written: what is known no more exactly is said no more exactly.
function exactness(length: number): Intl.DateTimeFormatOptions {
  if (length >= DAY_LENGTH) return { dateStyle: 'long' };
  return length === '2018'.length ? { year: 'numeric' } : { year: 'numeric', month: 'long' };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs more than a page's other work together.
function formatter(language: string, timeZone: string, length: number): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${Math.min(length, DAY_LENGTH)}`;
  const known = formatters.get(key);
  if (known) return known;
  const locale = language === 'en' ? 'en-GB' : language;
  const made = new Intl.DateTimeFormat(locale, { ...exactness(length), timeZone });
  formatters.set(key, made);
  return made;
}

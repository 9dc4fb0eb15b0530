// What several pages show: a verdict in its desk's words, with its icon, a date, a tracker's notices.
import { ICONS, type IconName } from '../../data/icons.ts';
import type { VerdictLabel } from '../../data/published.ts';
import type { RevisionKind } from '../../data/revision.ts';
import type { SchemeVerdict, Tracker } from '../../data/tracker.ts';
import type { MessageKey } from '../../data/words/words.ts';
import { labelIn } from '../label.ts';
import type { Localizer } from '../localizer.ts';
import { Label, theirs } from './language.tsx';
import type { PageLocalizer } from './page-localizer.ts';

/** What each kind of revision did, as its history says it. */
export const KINDS = {
  import: 'kind.verdict',
  verdict: 'kind.verdict',
  correction: 'kind.correction',
  edit: 'kind.edit',
  retraction: 'kind.retraction',
  revert: 'kind.revert',
  redaction: 'kind.redaction',
} as const satisfies Record<RevisionKind, MessageKey>;

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

type MarkProps = { verdict: VerdictLabel; own: string; l10n: Localizer };

/** A verdict in the desk's word, with its outcome's icon. `own`: the desk's language. */
export function VerdictMark({ verdict, own, l10n }: MarkProps) {
  return (
    <span class={`verdict ${verdict.outcome}`}>
      <Icon name={verdict.outcome} />
      <Label of={verdict.label} own={own} l10n={l10n} />
    </span>
  );
}

type BadgeProps = {
  tracker: Pick<Tracker, 'id' | 'language'>;
  pledge: { slug: string; title: string; verdict: VerdictLabel };
  l10n: PageLocalizer;
};

/** The verdict of another pledge: the word and its icon, and with our own script the badge that every news site has. */
export function Badge({ tracker: { id, language }, pledge: { slug, title, verdict }, l10n }: BadgeProps) {
  const { text, lang } = labelIn(verdict.label, l10n, language);
  return (
    <pledge-badge pledge={`${id}/${slug}`} outcome={verdict.outcome}>
      <a
        class={`verdict ${verdict.outcome}`}
        href={l10n.href(`/${id}/${slug}`)}
        aria-label={`${text}${l10n.say('language.colon')}${title}`}
        {...theirs(lang, l10n)}
      >
        <Icon name={verdict.outcome} />
        {text}
      </a>
    </pledge-badge>
  );
}

/** What a tracker tells on each of its pages: its own notice, and that the term is over. */
export function Notices({ tracker, l10n }: { tracker: Tracker; l10n: Localizer }) {
  const { notice, closedAt, language } = tracker;
  return (
    <>
      {closedAt && (
        <p class="notice">
          {l10n.fill('site.closed', { date: <Dated when={closedAt} zone={tracker.timezone} l10n={l10n} /> })}
        </p>
      )}
      {notice && (
        <p class="notice" {...theirs(language, l10n)}>
          {notice}
        </p>
      )}
    </>
  );
}

/** An instant, a day, a month or a year, by the clock of the tracker's place. */
export function Dated({ when, zone, l10n }: { when: string; zone: string; l10n: Localizer }) {
  return <time datetime={when}>{l10n.day(when, zone)}</time>;
}

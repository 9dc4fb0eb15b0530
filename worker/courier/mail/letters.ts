// What each mail says, in the language of its tracker.
import type { News } from '../../../data/news.ts';
import type { MessageKey } from '../../../data/words/words.ts';
import { labelIn } from '../../label.ts';
import { type Localizer, localizerFor } from '../../localizer.ts';
import type { Followed } from './follows.ts';
import { type Letter, letterOf, type Part } from './letter.tsx';

/** Where links lead, by the ends that they have. */
export type LetterLinks = { origin: string; confirm?: string; manage?: string; stop: string };

const WHAT = {
  'verdict.published': 'mail.published',
  'verdict.changed': 'mail.changed',
  'verdict.corrected': 'mail.corrected',
  'verdict.withdrawn': 'record.withdrawn',
  'review.started': 'blocks.underReview',
  'review.settled': 'mail.settled',
  'pledge.renamed': 'mail.renamed',
  'pledge.merged': 'mail.merged',
} as const satisfies Record<News['type'], MessageKey>;

/** Asks whoever reads an address whether they want these mails. */
export async function confirmLetter(
  followed: Followed,
  { origin, confirm, stop }: LetterLinks,
): Promise<Letter> {
  const l10n = await localizerFor(followed.language);
  const { say } = l10n;
  const { title } = followed;
  const host = new URL(origin).host;
  return letterOf(
    {
      subject: say('mail.confirmSubject', { title }),
      heading: say('mail.confirmHeading'),
      parts: [
        { kind: 'paragraph', text: say('mail.confirmText', { title, host }) },
        { kind: 'button', text: say('mail.confirmLink'), href: `${origin}/mail/confirm/${confirm}` },
        { kind: 'paragraph', text: say('mail.confirmIgnore') },
      ],
      why: say('mail.onceWhy', { host }),
      ways: [{ text: say('mail.privacyLink'), href: `${origin}/mail/privacy?lang=${l10n.language}` }],
      stop: `${origin}/mail/stop/${stop}`,
    },
    l10n,
  );
}

/** Tells whoever follows already that they do: whoever asked learns nothing, and whoever follows loses nothing. */
export async function knownLetter(followed: Followed, ways: LetterLinks): Promise<Letter> {
  const l10n = await localizerFor(followed.language);
  const { say } = l10n;
  const { title } = followed;
  const host = new URL(ways.origin).host;
  return letterOf(
    {
      subject: say('mail.knownSubject', { title }),
      heading: say('mail.knownHeading'),
      parts: [{ kind: 'paragraph', text: say('mail.knownText', { title, host }) }],
      ...foot(followed, ways, l10n),
    },
    l10n,
  );
}

/** Tells of changes, each with its date, what was before and what is now, in the order in which they happened. */
export async function changeLetter(followed: Followed, news: News[], ways: LetterLinks): Promise<Letter> {
  const l10n = await localizerFor(followed.language);
  const { say } = l10n;
  const [first] = news;
  const isOne = news.length === 1 && first !== undefined;
  // A pledge may be called otherwise by now.
  const title = followed.name.includes('/') ? (news.at(-1)?.data.title ?? followed.title) : followed.title;
  const subject = isOne
    ? `${say(WHAT[first.type])}${say('language.colon')}${first.data.title}`
    : say('mail.severalSubject', { title });
  return letterOf(
    {
      subject,
      heading: isOne ? say(WHAT[first.type]) : say('mail.severalSubject', { title }),
      parts: news.map((each) => newsPart(each, { ...followed, isAlone: isOne }, l10n)),
      ...foot({ ...followed, title }, ways, l10n),
    },
    l10n,
  );
}

// Of one alone the heading says what it is.
function newsPart(
  { type, timestamp, data }: News,
  { timezone, isAlone }: Followed & { isAlone: boolean },
  l10n: Localizer,
): Part {
  const { say, day } = l10n;
  const { language, from, to, note, into } = data;
  const label = ({ label }: News['data']['to']) => labelIn(label, l10n, language).text;
  const now = say('feed.now', { now: label(to) });
  const line = () => {
    switch (type) {
      case 'verdict.withdrawn':
        return say('feed.withdrawn');
      case 'verdict.corrected':
        return `${say('feed.correctedAway')} ${now}`;
      case 'pledge.merged':
        return say('mail.mergedInto', { title: into?.title ?? '' });
      case 'pledge.renamed':
        return say('mail.renamedTo', { url: data.url });
      default:
        return from && from.id !== to.id ? say('feed.changed', { was: label(from), now: label(to) }) : now;
    }
  };
  return {
    kind: 'news',
    when: `${day(timestamp, timezone)}${isAlone ? '' : ` · ${say(WHAT[type])}`}`,
    title: data.title,
    href: into?.url ?? data.url,
    lines: [line()],
    note: note === null ? null : say('mail.note', { note }),
    more: say('blocks.evidence'),
  };
}

function foot({ title }: Followed, { origin, manage, stop }: LetterLinks, { say, language }: Localizer) {
  return {
    why: say('mail.why', { title, host: new URL(origin).host }),
    ways: [
      { text: say('mail.manageLink'), href: `${origin}/mail/manage/${manage}` },
      { text: say('mail.stopLink'), href: `${origin}/mail/stop/${stop}` },
      { text: say('mail.privacyLink'), href: `${origin}/mail/privacy?lang=${language}` },
    ],
    stop: `${origin}/mail/stop/${stop}`,
  };
}

// What the people of the desk are sent, in the desk's language. Numbers and a link: a title may be a draft's.
import type { InboxKind } from '../../../data/inbox.ts';
import { localizerFor } from '../../localizer.ts';
import { type Letter, letterOf } from './letter.tsx';

const WORDS: Record<InboxKind, string> = {
  assigned: 'Given to you',
  returned: 'Sent back to you',
  mentioned: 'Mentions of you',
  commented: 'Comments',
  suggestion: 'Pledges with new suggestions from readers',
  unscheduled: 'Taken off the schedule',
  'schedule-failed': 'Not published at their time',
  'webhook-off': 'Webhooks switched off',
};

type LetterLinks = { origin: string; desk: string; stop: string; confirm: string | null };

/** With `confirm`, whether somebody wants these mails at all; otherwise what waits, of which `detail` has the numbers. */
export async function deskLetter(
  detail: string | null,
  { origin, desk, stop, confirm }: LetterLinks,
): Promise<Letter> {
  const l10n = await localizerFor('en');
  const host = new URL(desk).host;
  const stopWay = `${origin}/mail/stop/${stop}`;
  if (confirm !== null)
    return letterOf(
      {
        subject: `Please confirm: mail from the desk at ${host}`,
        heading: 'Do you want mail from the desk?',
        parts: [
          {
            kind: 'paragraph',
            text: `Somebody, probably you, wants to be told by mail what waits in their inbox at the desk of ${host}.`,
          },
          { kind: 'button', text: 'Yes, go to the button', href: `${origin}/mail/confirm/${confirm}` },
          {
            kind: 'paragraph',
            text: 'If it was not you, do nothing: no mail comes, and your address is deleted after 48 hours.',
          },
        ],
        why: `You get this one mail because your address was written into the settings of somebody at the desk of ${host}.`,
        ways: [],
        stop: stopWay,
      },
      l10n,
    );
  const counts = Object.entries(JSON.parse(detail ?? '{}')) as [InboxKind, number][];
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  return letterOf(
    {
      subject: `In your inbox at ${host}: ${all}`,
      heading: 'This waits for you',
      parts: [
        { kind: 'list', texts: counts.map(([kind, count]) => `${WORDS[kind]}: ${count}`) },
        { kind: 'button', text: 'Open your inbox', href: `${desk}/desk/inbox` },
      ],
      why: `You get this mail because you asked for it at the desk of ${host}.`,
      ways: [
        { text: 'Change this', href: `${desk}/desk/inbox` },
        { text: 'Stop these mails', href: stopWay },
      ],
      stop: stopWay,
    },
    l10n,
  );
}

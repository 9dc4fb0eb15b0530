// What the form to follow by mail and the links of mails lead to. All of it is plain forms.
import type { Child } from 'hono/jsx';
import type { PlainKey } from '../../data/words/words.ts';
import type { LinkPage } from '../courier/mail/follows.ts';
import { FollowForm, type FormProps, OftenChoice } from './follow-form.tsx';
import { theirs } from './language.tsx';
import { Layout } from './layout.tsx';
import type { PageLocalizer } from './page-localizer.ts';

type FrameProps = { title: string; l10n: PageLocalizer; children: Child };

function Frame({ title, l10n, children }: FrameProps) {
  return (
    <Layout title={title} l10n={l10n} noindex>
      <h1>{title}</h1>
      {children}
    </Layout>
  );
}

type AnswerProps = FormProps & { problem?: string | undefined; most: number };

/** The answer to the form: the same whoever follows what, or what has to be written otherwise. */
export function FollowAnswer({ problem, most, ...form }: AnswerProps) {
  const { l10n, name } = form;
  const { say } = l10n;
  if (problem)
    return (
      <Frame title={say('suggest.notSent')} l10n={l10n}>
        <p role="alert">{problem}</p>
        {name && <FollowForm {...form} />}
      </Frame>
    );
  return (
    <Frame title={say('mail.askedHeading')} l10n={l10n}>
      <p>{say('mail.askedText')}</p>
      <p>{say('mail.askedNone', { most })}</p>
      <p>
        <a href={l10n.href(`/${name}`)}>{say('mail.back')}</a>
      </p>
    </Frame>
  );
}

type LinkProps = { link: LinkPage; token: string; l10n: PageLocalizer };

/** What a confirmation leads to: a button, because programs that look for viruses follow links. */
export function ConfirmPage({ link, token, l10n }: LinkProps) {
  const { say } = l10n;
  if (link.isConfirmed) return <ConfirmedPage link={link} l10n={l10n} />;
  return (
    <Frame title={say('mail.confirmHeading')} l10n={l10n}>
      <What link={link} l10n={l10n} />
      <form class="form follow" method="post" action={`/mail/confirm/${token}`}>
        {!link.isDesk && <OftenChoice l10n={l10n} often={link.often} />}
        <button type="submit">{say('mail.confirmButton')}</button>
      </form>
      <p class="meta">
        <a href={`/mail/privacy?lang=${l10n.language}`}>{say('mail.privacyLink')}</a>
      </p>
    </Frame>
  );
}

export function ConfirmedPage({ link, l10n }: Omit<LinkProps, 'token'>) {
  const { say } = l10n;
  return (
    <Frame title={say('mail.confirmedHeading')} l10n={l10n}>
      <What link={link} l10n={l10n} />
      {!link.isDesk && <p>{say('mail.confirmedText')}</p>}
      {link.manage && (
        <p>
          <a href={`/mail/manage/${link.manage}`}>{say('mail.manageLink')}</a>
        </p>
      )}
    </Frame>
  );
}

/** How often mails come, and how they stop. */
export function ManagePage({ link, token, l10n, isSaved }: LinkProps & { isSaved: boolean }) {
  const { say } = l10n;
  return (
    <Frame title={say('mail.pageHeading')} l10n={l10n}>
      <What link={link} l10n={l10n} />
      {isSaved && <p role="status">{say('mail.saved')}</p>}
      <form class="form follow" method="post" action={`/mail/manage/${token}`}>
        <OftenChoice l10n={l10n} often={link.often} />
        <button type="submit">{say('mail.save')}</button>
      </form>
      <h2>{say('mail.stopHeading')}</h2>
      <form class="form follow stop" method="post" action={`/mail/manage/${token}`}>
        <button type="submit" name="stop" value="this">
          {say('mail.stopLink')}
        </button>
        <button type="submit" name="stop" value="all">
          {say('mail.stopAll')}
        </button>
      </form>
    </Frame>
  );
}

/** What the link in a mail leads to that stops them: a button as well. A mail program presses it by itself (RFC 8058). */
export function StopPage({ link, token, l10n }: LinkProps) {
  const { say } = l10n;
  return (
    <Frame title={say('mail.stopLink')} l10n={l10n}>
      <What link={link} l10n={l10n} />
      <form class="form follow" method="post" action={`/mail/stop/${token}`}>
        <button type="submit">{say('mail.stopLink')}</button>
      </form>
    </Frame>
  );
}

export function StoppedPage({ l10n }: { l10n: PageLocalizer }) {
  const { say } = l10n;
  return (
    <Frame title={say('mail.stoppedHeading')} l10n={l10n}>
      <p>{say('mail.stoppedText')}</p>
    </Frame>
  );
}

export function EndedPage({ l10n }: { l10n: PageLocalizer }) {
  const { say } = l10n;
  return (
    <Frame title={say('mail.endedHeading')} l10n={l10n}>
      <p>{say('mail.endedText')}</p>
    </Frame>
  );
}

function What({ link: { title, name, language }, l10n }: { link: LinkPage; l10n: PageLocalizer }) {
  if (name === null) return null;
  return (
    <p>
      {l10n.say('mail.what')}
      {l10n.say('language.colon')}
      <a href={l10n.href(`/${name}`)} {...theirs(language, l10n)}>
        {title}
      </a>
    </p>
  );
}

const PARAGRAPHS = [
  'privacy.what',
  'privacy.where',
  'privacy.long',
  'privacy.limits',
  'privacy.stop',
  'privacy.who',
] as const satisfies PlainKey[];

/** What is kept of whoever follows by mail. */
export function MailPrivacyPage({ l10n }: { l10n: PageLocalizer }) {
  const { say } = l10n;
  return (
    <Layout title={say('privacy.heading')} l10n={l10n} here="/mail/privacy" noindex>
      <h1>{say('privacy.heading')}</h1>
      {PARAGRAPHS.map((key) => (
        <p>{say(key)}</p>
      ))}
      <p>
        <a href="/docs/privacy#following-by-mail" hreflang="en">
          {say('site.docs')}
        </a>
      </p>
    </Layout>
  );
}

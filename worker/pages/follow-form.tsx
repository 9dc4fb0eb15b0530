// Following by mail: the form on the pages of trackers and pledges, which works without a script.
import type { PlainKey } from '../../data/words/words.ts';
import type { Often } from '../courier/mail/follows.ts';
import type { PageLocalizer } from './page-localizer.ts';
import { HONEYPOT } from './suggestion.tsx';

/** What a form holds; as it was sent, when it has to be sent again. */
export type FollowFields = { address?: string | undefined; often?: string | undefined };

export type FormProps = {
  /** What is followed: `tracker` or `tracker/slug`. */
  name: string;
  l10n: PageLocalizer;
  turnstileKey?: string | undefined;
  fields?: FollowFields | undefined;
  /** What is wrong with the address. */
  fault?: string | undefined;
  /** Whether another form of the page brings Turnstile's script already. */
  isSecond?: boolean;
};

/** The form. There is none in an installation that sends no mail. */
export function FollowForm({ name, l10n, turnstileKey, fields = {}, fault, isSecond = false }: FormProps) {
  const { say, language } = l10n;
  return (
    <form class="form follow" method="post" action={`/mail/follow?lang=${language}`}>
      <input type="hidden" name="name" value={name} />
      <label for="follow-address">{say('mail.address')}</label>
      <input
        id="follow-address"
        type="email"
        name="address"
        required
        maxlength={254}
        autocomplete="email"
        dir="ltr"
        value={fields.address}
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={`${fault ? 'follow-fault ' : ''}follow-kept`}
      />
      {fault && (
        <p class="fault" id="follow-fault">
          {fault}
        </p>
      )}
      <OftenChoice l10n={l10n} often={fields.often === 'weekly' ? 'weekly' : 'at-once'} />
      <p class="meta" id="follow-kept">
        {say('mail.kept')} <a href={`/mail/privacy?lang=${language}`}>{say('mail.privacyLink')}</a>
      </p>
      <p class="pot" aria-hidden="true">
        <label>
          {say('suggest.trap')} <input name={HONEYPOT} tabindex={-1} autocomplete="off" />
        </label>
      </p>
      {turnstileKey && (
        <>
          <div class="cf-turnstile" data-sitekey={turnstileKey} data-language={language} />
          <noscript>
            <p>{say('suggest.noScript')}</p>
          </noscript>
          {!isSecond && <script src="https://challenges.cloudflare.com/turnstile/v0/api.js" async defer />}
        </>
      )}
      <button type="submit">{say('mail.send')}</button>
    </form>
  );
}

/** At once or weekly. */
export function OftenChoice({ l10n: { say }, often }: { l10n: PageLocalizer; often: Often }) {
  const choices = [
    ['at-once', 'mail.atOnce'],
    ['weekly', 'mail.weekly'],
  ] as const satisfies [Often, PlainKey][];
  return (
    <fieldset>
      <legend>{say('mail.often')}</legend>
      {choices.map(([value, words]) => (
        <label>
          <input type="radio" name="often" value={value} required checked={value === often} /> {say(words)}
        </label>
      ))}
    </fieldset>
  );
}

/** The section of a page that has the form. */
export function FollowByMail({ about, ...form }: FormProps & { about: 'mail.ofPledge' | 'mail.ofTracker' }) {
  const { say } = form.l10n;
  return (
    <details class="by-mail">
      <summary>{say('mail.heading')}</summary>
      <p>{say(about)}</p>
      <FollowForm {...form} />
    </details>
  );
}

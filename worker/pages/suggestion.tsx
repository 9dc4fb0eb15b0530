// "There is always room for debate": the form on a pledge's page, and what a reader is told when it was sent without a
// script.
import type { FieldError } from '../../data/field-error.ts';
import { SUGGESTION_LIMITS } from '../../data/limits.ts';
import { theirs } from './language.tsx';
import { Layout } from './layout.tsx';
import type { PageLocalizer } from './page-localizer.ts';

/** The field that people do not see and robots fill. */
export const HONEYPOT = 'website';

/** What the fields hold; as it was sent, when it has to be sent again. */
export type SuggestionFields = { kind?: string; text?: string; url?: string; contact?: string };

const KINDS = ['edit', 'evidence', 'disagree'] as const;

type FormProps = {
  tracker: string;
  slug: string;
  l10n: PageLocalizer;
  turnstileKey?: string | undefined;
  fields?: SuggestionFields | undefined;
  errors?: FieldError[] | undefined;
};

/** The form. It works without a script; with one, its answer comes into the page (widgets/site/suggest.ts). */
export function SuggestionForm({ tracker, slug, l10n, turnstileKey, fields = {}, errors = [] }: FormProps) {
  const { say, language } = l10n;
  const fault = (name: string) => errors.find(({ pointer }) => pointer === `/${name}`)?.detail;
  const faulty = (name: string) =>
    fault(name) ? { 'aria-invalid': 'true', 'aria-describedby': `suggest-${name}-fault` } : {};
  const Fault = ({ name }: { name: string }) =>
    fault(name) ? (
      <p class="fault" id={`suggest-${name}-fault`}>
        {fault(name)}
      </p>
    ) : null;
  return (
    <form
      class="form suggestion"
      method="post"
      action={`/api/v1/trackers/${tracker}/pledges/${slug}/suggestions?lang=${language}`}
      data-taken={say('suggest.takenShort')}
      data-offline={say('suggest.offline')}
    >
      <fieldset>
        <legend>{say('suggest.what')}</legend>
        {KINDS.map((kind, at) => (
          <label>
            <input
              type="radio"
              name="kind"
              value={kind}
              required
              checked={fields.kind === kind || (!fields.kind && at === 0)}
            />{' '}
            {say(`suggest.${kind}`)}
          </label>
        ))}
      </fieldset>
      <Fault name="kind" />
      <label for="suggest-text">{say('suggest.text')}</label>
      <textarea
        id="suggest-text"
        name="text"
        required
        rows={5}
        maxlength={SUGGESTION_LIMITS.text}
        dir="auto"
        {...faulty('text')}
      >
        {fields.text}
      </textarea>
      <Fault name="text" />
      <label for="suggest-url">{say('suggest.url')}</label>
      <input
        id="suggest-url"
        type="url"
        name="url"
        placeholder="https://"
        value={fields.url}
        dir="ltr"
        {...faulty('url')}
      />
      <Fault name="url" />
      <label for="suggest-contact">{say('suggest.contact')}</label>
      <input
        id="suggest-contact"
        name="contact"
        maxlength={SUGGESTION_LIMITS.contact}
        autocomplete="email"
        aria-describedby={`${fault('contact') ? 'suggest-contact-fault ' : ''}suggest-contact-kept`}
        aria-invalid={fault('contact') ? 'true' : undefined}
        value={fields.contact}
        dir="auto"
      />
      <Fault name="contact" />
      <p class="meta" id="suggest-contact-kept">
        {say('suggest.kept')}{' '}
        <a href="/docs/privacy#sending-a-suggestion" hreflang="en">
          {say('suggest.keptMore')}
        </a>
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
          <script src="https://challenges.cloudflare.com/turnstile/v0/api.js" async defer />
        </>
      )}
      <button type="submit">{say('suggest.send')}</button>
      <p role="status" class="told" />
    </form>
  );
}

type AnswerProps = FormProps & { title: string; own: string; problem?: string | undefined };

/** The answer to a form that was sent without a script: thanks, or what is wrong and the form once more. `own`: the desk's language. */
export function SuggestionAnswer({ title, own, problem, ...form }: AnswerProps) {
  const { l10n } = form;
  const { say } = l10n;
  const page = l10n.href(`/${form.tracker}/${form.slug}`);
  return (
    <Layout title={problem ?? say('suggest.thanks')} l10n={l10n} noindex>
      <p class="kicker">
        <a href={page} {...theirs(own, l10n)}>
          {title}
        </a>
      </p>
      {problem ? (
        <>
          <h1>{say('suggest.notSent')}</h1>
          <p role="alert">{problem}</p>
          <SuggestionForm {...form} />
        </>
      ) : (
        <>
          <h1>{say('suggest.thanks')}</h1>
          <p>{say('suggest.taken')}</p>
          <p>
            <a href={page}>{say('suggest.back')}</a>
          </p>
        </>
      )}
    </Layout>
  );
}

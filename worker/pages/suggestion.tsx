// "There is always room for debate": the form on a pledge's page, and what a reader is told when it was sent without a
// script.
import { SUGGESTION_LIMITS } from '../../data/limits.ts';
import type { FieldError } from '../ledger/result.ts';
import { Layout } from './layout.tsx';
import { theirs } from './parts.tsx';

/** The field that people do not see and robots fill. */
export const HONEYPOT = 'website';

/** What the fields hold; as it was sent, when it has to be sent again. */
export type SuggestionFields = { kind?: string; text?: string; url?: string; contact?: string };

const KINDS = [
  { kind: 'edit', words: 'Something is wrong or unclear' },
  { kind: 'evidence', words: 'There is evidence that is missing' },
  { kind: 'disagree', words: 'I come to another verdict' },
];

type FormProps = {
  tracker: string;
  slug: string;
  turnstileKey?: string | undefined;
  fields?: SuggestionFields | undefined;
  errors?: FieldError[] | undefined;
};

/** The form. It works without a script; with one, its answer comes into the page (widgets/site/suggest.ts). */
export function SuggestionForm({ tracker, slug, turnstileKey, fields = {}, errors = [] }: FormProps) {
  const fault = (name: string) => errors.find(({ pointer }) => pointer === `/${name}`)?.detail;
  const faulty = (name: string) =>
    fault(name) ? { 'aria-invalid': 'true', 'aria-describedby': `suggest-${name}-fault` } : {};
  const Fault = ({ name }: { name: string }) =>
    fault(name) ? (
      <p class="fault" id={`suggest-${name}-fault`}>
        This {fault(name)}.
      </p>
    ) : null;
  return (
    <form class="suggestion" method="post" action={`/api/v1/trackers/${tracker}/pledges/${slug}/suggestions`}>
      <fieldset>
        <legend>What is it?</legend>
        {KINDS.map(({ kind, words }, at) => (
          <label>
            <input
              type="radio"
              name="kind"
              value={kind}
              required
              checked={fields.kind === kind || (!fields.kind && at === 0)}
            />{' '}
            {words}
          </label>
        ))}
      </fieldset>
      <label for="suggest-text">Your suggestion</label>
      <textarea
        id="suggest-text"
        name="text"
        required
        rows={5}
        maxlength={SUGGESTION_LIMITS.text}
        {...faulty('text')}
      >
        {fields.text}
      </textarea>
      <Fault name="text" />
      <label for="suggest-url">Address of a source, if you have one</label>
      <input
        id="suggest-url"
        type="url"
        name="url"
        placeholder="https://"
        value={fields.url}
        {...faulty('url')}
      />
      <Fault name="url" />
      <label for="suggest-contact">How the desk can reach you, if you wish</label>
      <input
        id="suggest-contact"
        name="contact"
        maxlength={SUGGESTION_LIMITS.contact}
        autocomplete="email"
        aria-describedby={`${fault('contact') ? 'suggest-contact-fault ' : ''}suggest-contact-kept`}
        aria-invalid={fault('contact') ? 'true' : undefined}
        value={fields.contact}
      />
      <Fault name="contact" />
      <p class="meta" id="suggest-contact-kept">
        Never published. Deleted when the suggestion is closed, and after 90 days at the latest.{' '}
        <a href="/docs/privacy#sending-a-suggestion">What is kept of a suggestion, and for how long</a>.
      </p>
      <p class="pot" aria-hidden="true">
        <label>
          Leave this empty <input name={HONEYPOT} tabindex={-1} autocomplete="off" />
        </label>
      </p>
      {turnstileKey && (
        <>
          <div class="cf-turnstile" data-sitekey={turnstileKey} />
          <noscript>
            <p>Sending this needs JavaScript: it is how the desk tells people from robots.</p>
          </noscript>
          <script src="https://challenges.cloudflare.com/turnstile/v0/api.js" async defer />
        </>
      )}
      <button type="submit">Send to the desk</button>
      <p role="status" class="told" />
    </form>
  );
}

type AnswerProps = FormProps & { title: string; language: string; problem?: string | undefined };

/** The answer to a form that was sent without a script: thanks, or what is wrong and the form once more. */
export function SuggestionAnswer({ title, language, problem, ...form }: AnswerProps) {
  const page = `/${form.tracker}/${form.slug}`;
  return (
    <Layout title={problem ?? 'Thank you'} language={language} noindex>
      <p class="kicker">
        <a href={page} {...theirs(language)}>
          {title}
        </a>
      </p>
      {problem ? (
        <>
          <h1>This was not sent</h1>
          <p role="alert">{problem}</p>
          <SuggestionForm {...form} />
        </>
      ) : (
        <>
          <h1>Thank you</h1>
          <p>The desk has your suggestion. Every one is read; not every one leads to a change.</p>
          <p>
            <a href={page}>Back to the pledge</a>
          </p>
        </>
      )}
    </Layout>
  );
}

// What is said of a pledge at the desk, what readers suggest of it, and who else has it on their screen: a strip below the tabs
// of its screens, which opens where somebody wants it.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Comment } from '../../../data/inbox.ts';
import type { Decision } from '../../../data/suggestion.ts';
import type { SuggestionRecord } from '../../../data/suggestion-record.ts';
import type { PledgeName } from '../common/api.ts';
import { momentOf } from '../common/dates.ts';
import { asked } from '../common/dialogs.ts';
import { keepAnswers, keptAnswers } from '../common/kept-words.ts';
import type { Opened } from '../common/pledge-frame.ts';
import { pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { router } from '../common/router.ts';
import { session } from '../common/session.ts';
import { hear } from '../common/shortcuts.ts';
import { say } from '../common/status.ts';
import { discussionWords, suggestionWords } from '../words/inbox-words.ts';
import { decide, draftWith } from './deciding.ts';
import { inboxApi } from './inbox-api.ts';
import { mentionsIn } from './mention-field.ts';
import './mention-field.ts';
import { Presence } from './presence.ts';
import { suggestionView } from './suggestion-view.ts';

type Part = 'comments' | 'suggestions';

/**
 * `<desk-discussion>`: a screen of a pledge gives it `tracker`, `slug` and what it has `opened`. It fires `add-source` with `{url}` where the source of a
 * suggestion that was accepted belongs in the draft.
 */
export class DeskDiscussionElement extends LitElement {
  static override properties = {
    tracker: { attribute: false },
    slug: { attribute: false },
    opened: { attribute: false },
    comments: { state: true },
    suggestions: { state: true },
    shown: { state: true },
    text: { state: true },
    fault: { state: true },
  };

  declare tracker: string;
  declare slug: string;
  declare opened: Opened | null;
  /** The oldest first. */
  declare comments: readonly Comment[];
  declare suggestions: readonly SuggestionRecord[];
  declare shown: Part | null;
  declare text: string;
  declare fault: string;
  readonly #presence = new Presence(this, () => this.#name);
  #count = 0;
  #next: number | null = null;
  /** Whom one may mention; null until that is known. */
  #people: readonly string[] | null = null;
  #reasons: readonly string[] = [];
  #isBusy = false;
  #away = new AbortController();

  constructor() {
    super();
    this.tracker = '';
    this.slug = '';
    this.opened = null;
    this.comments = [];
    this.suggestions = [];
    this.shown = null;
    this.text = '';
    this.fault = '';
    hear(this, { comment: () => this.#show('comments', true) });
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#away.abort();
  }

  // One element may be given one pledge after the other.
  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('tracker') || changed.has('slug')) this.#begin();
  }

  get #name(): PledgeName {
    return { tracker: this.tracker, slug: this.slug };
  }

  #begin(): void {
    this.#away.abort();
    this.#away = new AbortController();
    [this.comments, this.suggestions, this.#count, this.#next, this.#people] = [[], [], 0, null, null];
    const kept = keptAnswers(session.me?.name ?? '', this.#name, 'comment');
    this.text = String(kept?.text ?? '');
    this.fault = '';
    this.shown = location.hash === '#discussion' ? 'comments' : null;
    this.#presence.begin();
    void this.#loadComments();
    void this.#loadSuggestions();
  }

  async #loadComments(): Promise<void> {
    const answer = await inboxApi.comments(this.#name, null, this.#away.signal);
    if (!answer.ok) return;
    const { comments, next, count, people } = answer.value;
    this.#count = count;
    this.#next = next;
    this.#people = people.filter((name) => name !== session.me?.name);
    this.comments = comments.toReversed();
  }

  async #loadOlder(): Promise<void> {
    const answer = await inboxApi.comments(this.#name, this.#next, this.#away.signal);
    if (!answer.ok) return say(sentence(answer.problem));
    this.#next = answer.value.next;
    this.comments = [...answer.value.comments.toReversed(), ...this.comments];
  }

  async #loadSuggestions(): Promise<void> {
    if (!session.may('GET /suggestions')) return;
    const query = new URLSearchParams({ ...this.#name, state: 'open', reasons: 'true' });
    const answer = await inboxApi.suggestions(query, this.#away.signal);
    if (!answer.ok) return;
    this.#reasons = answer.value.reasons ?? [];
    this.suggestions = answer.value.suggestions;
  }

  async #show(part: Part, isToWrite = false): Promise<void> {
    this.shown = this.shown === part && !isToWrite ? null : part;
    await this.updateComplete;
    if (isToWrite) this.querySelector('desk-mention-field')?.focus();
  }

  #typed = ({ detail: text }: CustomEvent<string>): void => {
    this.text = text;
    this.fault = '';
    this.#keep();
  };

  #keep(): void {
    keepAnswers(session.me?.name ?? '', this.#name, 'comment', this.text === '' ? null : { text: this.text });
  }

  // The screen below hears none of it: what publishes there only sends here.
  #pressed = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLTextAreaElement) event.stopPropagation();
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    event.preventDefault();
    void this.#send();
  };

  #submit = (event: Event): void => {
    event.preventDefault();
    void this.#send();
  };

  async #send(): Promise<void> {
    const text = this.text.trim();
    if (this.#isBusy) return;
    this.fault = text === '' ? discussionWords.missing : '';
    if (this.fault) return this.querySelector('desk-mention-field')?.focus();
    this.#isBusy = true;
    const [name, { signal }] = [this.#name, this.#away];
    // Whoever is quick has written before it is known whom they mention.
    if (this.#people === null) await this.#loadComments();
    const mentions = mentionsIn(text, this.#people ?? []);
    const answer = await inboxApi.comment(name, { text, mentions });
    this.#isBusy = false;
    if (signal.aborted) {
      if (!answer.ok) return say(sentence(answer.problem));
      keepAnswers(session.me?.name ?? '', name, 'comment', null);
      return say(discussionWords.sent);
    }
    if (!answer.ok) {
      this.fault = [
        sentence(answer.problem),
        ...(answer.problem.errors ?? []).map(({ detail }) => detail),
      ].join(' ');
      return;
    }
    // What was typed while it was on its way stays.
    if (this.text.trim() === text) this.text = '';
    this.#keep();
    say(discussionWords.sent);
    await this.#loadComments();
    this.querySelector('desk-mention-field')?.focus();
  }

  async #remove({ id }: Comment): Promise<void> {
    const { removeAsk } = discussionWords;
    const send = async () => {
      const answer = await inboxApi.removeComment(this.#name, id);
      return answer.ok || answer.problem.slug === 'not-found' ? null : answer.problem;
    };
    if (!(await asked({ ...removeAsk, send }))) return;
    await this.#loadComments();
    this.querySelector('desk-mention-field')?.focus();
  }

  async #decide(suggestion: SuggestionRecord, state: Decision['state']): Promise<void> {
    if (!(await decide([suggestion], state, this.#reasons))) return;
    this.suggestions = this.suggestions.filter(({ id }) => id !== suggestion.id);
    await this.updateComplete;
    const { url } = suggestion;
    if (state !== 'accepted' || url === null)
      return this.querySelector<HTMLElement>('.strip button')?.focus();
    // On another screen of the pledge there is no draft to put it in.
    if (this.closest('desk-write'))
      this.dispatchEvent(new CustomEvent('add-source', { detail: { url }, bubbles: true }));
    else void router.go(draftWith(suggestion));
  }

  protected override render(): TemplateResult {
    const { comments, noComments, suggestions, label, here } = discussionWords;
    const { people } = this.#presence;
    const count = this.suggestions.length;
    return html`<section id="discussion" aria-label=${label} @keydown=${this.#pressed}>
      <p class="strip">
        ${this.#opener('comments', this.#count === 0 ? noComments : comments(this.#count))}
        ${count === 0 ? nothing : this.#opener('suggestions', suggestions(count))}
        <span class="here" role="status">${people.length === 0 ? nothing : here(people.join(', '))}</span>
      </p>
      ${this.shown === 'comments' ? this.#discussion() : nothing}
      ${this.shown === 'suggestions' && count > 0 ? this.#suggested() : nothing}
    </section>`;
  }

  #opener(part: Part, text: string): TemplateResult {
    return html`<button class="quiet" aria-expanded=${this.shown === part ? 'true' : 'false'} @click=${() => this.#show(part, part === 'comments' && this.shown !== part)}>${text}</button>`;
  }

  #discussion(): TemplateResult {
    const { older, send } = discussionWords;
    return html`<div class="part">
      ${this.#next === null ? nothing : html`<p><button @click=${() => this.#loadOlder()}>${older}</button></p>`}
      <ol>
        ${repeat(
          this.comments,
          ({ id }) => id,
          (comment) => this.#comment(comment),
        )}
      </ol>
      <form @submit=${this.#submit}>
        <desk-mention-field .value=${this.text} .people=${this.#people ?? []} .fault=${this.fault} @typed=${this.#typed}></desk-mention-field>
        <p><button>${send}</button></p>
      </form>
    </div>`;
  }

  #comment(comment: Comment): TemplateResult {
    const { by, at, text, mentions, removable } = comment;
    const { removeOf, remove, redacted } = discussionWords;
    const button = html`<button class="quiet" aria-label=${removeOf(text ?? '')} @click=${() => this.#remove(comment)}>${remove}</button>`;
    return html`<li>
      <p class="who"><b>${by}</b> <span class="soft">${momentOf(at, this.opened?.tracker ?? pledges.tracker(this.tracker))}</span> ${removable ? button : nothing}</p>
      ${text === null ? html`<p class="soft">${redacted}</p>` : html`<p class="text" dir="auto">${mentioned(text, mentions)}</p>`}
    </li>`;
  }

  #suggested(): TemplateResult {
    const { accept, acceptOf, decline, declineOf, spam, spamOf, kinds } = suggestionWords;
    return html`<ul class="part suggested">
      ${repeat(
        this.suggestions,
        ({ id }) => id,
        (each) =>
          html`<li>
            <b>${kinds[each.kind]}</b>
            <div class="words">${suggestionView(each)}</div>
            <p class="acts">
              <button aria-label=${acceptOf(each.text)} @click=${() => this.#decide(each, 'accepted')}>${accept}</button>
              <button aria-label=${declineOf(each.text)} @click=${() => this.#decide(each, 'declined')}>${decline}</button>
              <button class="quiet" aria-label=${spamOf(each.text)} @click=${() => this.#decide(each, 'spam')}>${spam}</button>
            </p>
          </li>`,
      )}
    </ul>`;
  }
}

// The names that were mentioned stand out; the text stays text.
function mentioned(text: string, mentions: readonly string[]): unknown {
  const marks = mentions.map((name) => `@${name}`).toSorted((one, other) => other.length - one.length);
  const parts = marks.reduce<string[]>(
    (all, mark) => all.flatMap((part) => (marks.includes(part) ? [part] : apart(part, mark))),
    [text],
  );
  return parts.map((part) => (marks.includes(part) ? html`<b>${part}</b>` : part));
}

function apart(text: string, mark: string): string[] {
  return text.split(mark).flatMap((part, at) => (at === 0 ? [part] : [mark, part]));
}

customElements.define('desk-discussion', DeskDiscussionElement);

declare global {
  interface HTMLElementTagNameMap {
    'desk-discussion': DeskDiscussionElement;
  }
}

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Preview } from '../../../data/desk.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { desk, type PledgeName } from '../common/api.ts';
import { nextAfter } from '../common/coming-from.ts';
import { momentText } from '../common/dates.ts';
import { goOn } from '../common/list-place.ts';
import { keyOf } from '../common/pledges.ts';
import { session } from '../common/session.ts';
import { hear } from '../common/shortcuts.ts';
import { say } from '../common/status.ts';
import { publishingWords } from '../words/publishing-words.ts';
import { words } from '../words/words.ts';

const POLL_MILLISECONDS = 1000;

/** What follows a publication: what an article pastes, whether readers get it, and the next pledge. */
export class DeskPublishedElement extends LitElement {
  static override properties = {
    name: { attribute: false },
    tracker: { attribute: false },
    preview: { attribute: false },
    since: {},
    publishAt: {},
    isStored: { state: true },
    error: { state: true },
  };

  declare name: PledgeName;
  declare tracker: Tracker;
  declare preview: Preview;
  /** The instant of the publication. */
  declare since: string;
  declare publishAt: string | null;
  declare isStored: boolean;
  declare error: string | null;
  #timer = 0;

  constructor() {
    super();
    this.since = '';
    this.publishAt = null;
    this.isStored = false;
    this.error = null;
    hear(this, { embed: () => this.#copy() });
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override firstUpdated(): void {
    if (this.publishAt === null && this.tracker.visibility !== 'private') void this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  // What still waits was queued by this publication or before it, until the oldest of it is younger.
  async #look(): Promise<void> {
    const answer = await desk.status();
    if (answer.ok) {
      const { since, error } = answer.value.waiting;
      this.isStored = since === null || Date.parse(since) > Date.parse(this.since);
      this.error = error;
    }
    if (!this.isStored && this.isConnected)
      this.#timer = setTimeout(() => void this.#look(), POLL_MILLISECONDS);
  }

  /** Copies the embed code; where the browser refuses, it is selected to be copied by hand. */
  #copy = async (): Promise<void> => {
    const { embed } = this.preview;
    const code = this.querySelector('.embed-code code');
    if (embed === null || !code) return;
    try {
      await navigator.clipboard.writeText(embed);
      say(publishingWords.done.copied);
    } catch {
      // NotAllowedError, or TypeError where the desk is not served over HTTPS.
      getSelection()?.selectAllChildren(code);
      say(publishingWords.done.selected);
    }
  };

  protected override render(): TemplateResult {
    const { done } = publishingWords;
    const { publishAt, tracker } = this;
    if (tracker.visibility === 'private')
      return html`<h2 tabindex="-1">${done.ready}</h2>
        <p>${publishingWords.publish.privately}</p>
        <p class="buttons">
          ${this.#next()} ${checkList(tracker)}
          <a class="button" href="/desk/new?tracker=${tracker.id}">${done.another}</a>
        </p>`;
    if (publishAt !== null)
      return html`<h2 tabindex="-1">${done.scheduled}</h2>
        <p>${done.scheduledFor(momentText(publishAt, tracker), tracker.timezone)}</p>
        <p class="buttons">${this.#next()}</p>`;
    return html`<h2 tabindex="-1">${done.published}</h2>
      <p role="status">${this.isStored ? done.isOut : this.error ? done.late : done.waiting}</p>
      <p>${publishingWords.publish.wait(this.preview.readersWait, false)}</p>
      ${this.preview.embed === null ? nothing : this.#embed(this.preview.embed)}
      <p class="buttons">
        ${this.#next()}
        <a class="button" href=${this.preview.next?.pledge.url ?? nothing} target="_blank" rel="noopener"
          >${done.link}<span class="said">${words.pledge.newWindow}</span></a
        >
      </p>`;
  }

  #embed(code: string): TemplateResult {
    const { done } = publishingWords;
    return html`<div class="embed-code">
      <h3 id="embed-heading">${done.embedHeading}</h3>
      <pre tabindex="0" role="region" aria-labelledby="embed-heading"><code>${code}</code></pre>
      <p class="buttons">
        <button @click=${this.#copy} aria-keyshortcuts="e">${done.copy} <kbd aria-hidden="true">e</kbd></button>
        <a class="button" href=${this.#builder() ?? nothing} target="_blank" rel="noopener"
          >${done.embed}<span class="said">${words.pledge.newWindow}</span></a
        >
      </p>
    </div>`;
  }

  // Whoever came from no list has Today to go on from.
  #next(): TemplateResult {
    const { done } = publishingWords;
    return nextAfter(keyOf(this.name)) === null
      ? html`<a class="button primary" href="/desk">${done.next}</a>`
      : html`<button class="primary" aria-keyshortcuts="n" @click=${() => goOn(this.name)}>
          ${words.place.next} <kbd aria-hidden="true">n</kbd>
        </button>`;
  }

  // Where readers are, which may be another host than the desk's.
  #builder(): string | null {
    const url = this.preview.next?.pledge.url;
    return url ? new URL(`/embed?pledge=${this.name.tracker}/${this.name.slug}`, url).href : null;
  }
}

// For whoever may open it.
function checkList({ id }: Tracker): TemplateResult | typeof nothing {
  if (!session.may('POST /trackers/:tracker/open')) return nothing;
  return html`<a class="button" href="/desk/${id}/open">${publishingWords.publish.toOpen}</a>`;
}

customElements.define('desk-published', DeskPublishedElement);

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Preview } from '../../data/desk.ts';
import type { Tracker } from '../../data/tracker.ts';
import { desk, type PledgeName } from './api.ts';
import { momentText } from './dates.ts';
import { session } from './session.ts';
import { words } from './words.ts';

const POLL_MILLISECONDS = 1000;

/** What follows a publication: where readers see it, and whether readers get it. */
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

  protected override render(): TemplateResult {
    const { done } = words;
    const { publishAt, tracker } = this;
    if (tracker.visibility === 'private')
      return html`<h2 tabindex="-1">${done.ready}</h2>
        <p>${words.publish.privately}</p>
        <p>
          ${checkList(tracker)}
          <a href="/desk/new?tracker=${tracker.id}">${done.another}</a> · <a href="/desk">${done.next}</a>
        </p>`;
    if (publishAt !== null)
      return html`<h2 tabindex="-1">${done.scheduled}</h2>
        <p>${done.scheduledFor(momentText(publishAt, tracker), tracker.timezone)}</p>
        <p><a href="/desk">${done.next}</a></p>`;
    return html`<h2 tabindex="-1">${done.published}</h2>
      <p role="status">${this.isStored ? done.isOut : this.error ? done.late : done.waiting}</p>
      <p>${words.publish.wait(this.preview.readersWait, false)}</p>
      <p>
        <a href=${this.preview.next?.pledge.url ?? nothing} target="_blank" rel="noopener"
          >${done.link}<span class="said">${words.pledge.newWindow}</span></a
        >
        ·
        <a href=${this.#builder() ?? nothing} target="_blank" rel="noopener"
          >${done.embed}<span class="said">${words.pledge.newWindow}</span></a
        >
        · <a href="/desk">${done.next}</a>
      </p>`;
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
  return html`<a href="/desk/${id}/open">${words.publish.toOpen}</a> ·`;
}

customElements.define('desk-published', DeskPublishedElement);

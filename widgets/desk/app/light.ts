// A light on every screen when readers wait for something. Whoever is at work asks for it once a minute at most; a tab that is
// only left open asks for nothing, for that would keep its session alive.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Waiting } from '../../../data/desk.ts';
import { send } from '../common/api.ts';
import { momentText } from '../common/dates.ts';
import { router } from '../common/router.ts';
import { words } from '../words/words.ts';

const MINUTE_MILLISECONDS = 60_000;
const AT_WORK_MILLISECONDS = 5 * MINUTE_MILLISECONDS;

/** `<desk-light>`: nothing, unless something has waited for more than a minute. */
export class DeskLightElement extends LitElement {
  static override properties = { waiting: { state: true } };

  declare waiting: Waiting | null;
  #askedAt = 0;
  #activeAt = Date.now();
  #away = new AbortController();

  constructor() {
    super();
    this.waiting = null;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#away = new AbortController();
    const { signal } = this.#away;
    router.addEventListener('arrive', this.#look, { signal });
    for (const active of ['keydown', 'pointerdown'])
      addEventListener(active, () => (this.#activeAt = Date.now()), { signal, passive: true });
    const timer = setInterval(this.#look, MINUTE_MILLISECONDS / 4);
    signal.addEventListener('abort', () => clearInterval(timer));
    void this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#away.abort();
  }

  #look = async (): Promise<void> => {
    const now = Date.now();
    // Once it shines, somebody wants to see it go out.
    const pause = this.waiting ? MINUTE_MILLISECONDS / 4 : MINUTE_MILLISECONDS;
    if (document.hidden || now - this.#askedAt < pause || now - this.#activeAt > AT_WORK_MILLISECONDS) return;
    this.#askedAt = now;
    // As it is: nobody is asked to sign in for this.
    const answer = await send<{ waiting: Waiting }>('GET', '/status', { signal: this.#away.signal });
    if (!answer.ok) return;
    const { waiting } = answer.value;
    const isLate = waiting.since !== null && Date.parse(waiting.since) < Date.now() - MINUTE_MILLISECONDS;
    this.waiting = isLate ? waiting : null;
  };

  protected override render(): TemplateResult {
    const { count = 0, since = null } = this.waiting ?? {};
    return html`<p role="status">${
      since === null
        ? nothing
        : html`<a href="/desk/status">${words.waiting.light(count)} <span class="soft">${momentText(since, undefined)}</span></a>`
    }</p>`;
  }
}

customElements.define('desk-light', DeskLightElement);

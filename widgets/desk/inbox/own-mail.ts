// What somebody is told by mail: their own choice, at an address of their own, which the desk never shows again.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { OwnMail, OwnMailChange } from '../../../data/mail.ts';
import type { Problem } from '../common/api.ts';
import { momentOf } from '../common/dates.ts';
import { sentence } from '../common/problem.ts';
import { say } from '../common/status.ts';
import { inboxWords } from '../words/inbox-words.ts';
import { inboxApi } from './inbox-api.ts';

const { mail: said } = inboxWords;

/** Below the inbox; nothing where the installation sends no mail. */
export class DeskOwnMailElement extends LitElement {
  static override properties = {
    own: { state: true },
    problem: { state: true },
    isBusy: { state: true },
  };

  declare own: OwnMail | null;
  declare problem: Problem | null;
  declare isBusy: boolean;

  constructor() {
    super();
    this.own = null;
    this.problem = null;
    this.isBusy = false;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  async #load(): Promise<void> {
    const answer = await inboxApi.ownMail();
    if (answer.ok) this.own = answer.value;
  }

  #send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.isBusy) return;
    const fields = new FormData(event.target as HTMLFormElement);
    const address = String(fields.get('address') ?? '').trim();
    const change: OwnMailChange = {
      daily: fields.has('daily'),
      atOnce: fields.has('at-once'),
      hour: inUtc(Number(fields.get('hour'))),
      ...(address === '' ? {} : { address }),
    };
    await this.#take(inboxApi.setOwnMail(change), address === '' ? said.saved : said.asked);
  };

  async #stop(): Promise<void> {
    await this.#take(inboxApi.dropOwnMail(), said.stopped);
    await this.#load();
    await this.updateComplete;
    this.querySelector<HTMLElement>('summary')?.focus();
  }

  async #take(
    asked: Promise<{ ok: true; value: OwnMail | undefined } | { ok: false; problem: Problem }>,
    done: string,
  ): Promise<void> {
    this.isBusy = true;
    const answer = await asked;
    this.isBusy = false;
    this.problem = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    if (answer.value) this.own = answer.value;
    this.querySelector('form')?.reset();
    say(done);
  }

  override render(): TemplateResult | typeof nothing {
    const { own, problem } = this;
    if (!own?.offered) return nothing;
    const busy = this.isBusy ? 'true' : nothing;
    return html`<details>
      <summary>${said.heading}</summary>
      <p class="soft">${said.states[own.state]}${own.since ? html` ${momentOf(own.since, undefined)}.` : nothing}</p>
      <form @submit=${this.#send}>
        <p>
          <label for="own-mail-address">${own.state === 'none' ? said.address : said.other}</label>
          <input id="own-mail-address" name="address" type="email" maxlength="254" autocomplete="email"
            ?required=${own.state === 'none'} aria-describedby="own-mail-kept" />
        </p>
        <p class="soft" id="own-mail-kept">${said.kept}</p>
        <p><label><input type="checkbox" name="at-once" .checked=${own.atOnce || own.state === 'none'} /> ${said.atOnce}</label></p>
        <p>
          <label><input type="checkbox" name="daily" .checked=${own.daily || own.state === 'none'} /> ${said.daily}</label>
          <label>${said.hour} <select name="hour">
            ${HOURS.map((hour) => html`<option value=${hour} ?selected=${hour === inLocal(own.hour)}>${hourText(hour)}</option>`)}
          </select></label>
        </p>
        ${problem ? html`<p class="problem" role="alert">${sentence(problem)} ${problem.errors?.map(({ detail }) => detail).join('; ')}</p>` : nothing}
        <p class="buttons">
          <button class="primary" aria-disabled=${busy}>${said.save}</button>
          ${own.state === 'none' ? nothing : html`<button type="button" aria-disabled=${busy} @click=${() => this.#stop()}>${said.stop}</button>`}
        </p>
      </form>
    </details>`;
  }
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

// The endpoint knows nothing of where somebody is, so hours are told to it in UTC.
function offset(): number {
  return Math.round(-new Date().getTimezoneOffset() / 60);
}

function inUtc(hour: number): number {
  return (hour - offset() + 48) % 24;
}

function inLocal(hour: number): number {
  return (hour + offset() + 48) % 24;
}

function hourText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

customElements.define('desk-own-mail', DeskOwnMailElement);

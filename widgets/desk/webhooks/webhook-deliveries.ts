import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Delivery, Webhook } from '../../../data/news.ts';
import type { Problem } from '../common/api.ts';
import { momentOf } from '../common/dates.ts';
import { sentence } from '../common/problem.ts';
import { say } from '../common/status.ts';
import { webhookWords } from '../words/webhook-words.ts';
import { words } from '../words/words.ts';
import { webhooksApi } from './webhooks-api.ts';

const { deliveries: said, types, states } = webhookWords;

/** What was sent to one webhook, newest first, and what came of it. It is asked for when it is there. */
export class DeskWebhookDeliveriesElement extends LitElement {
  static override properties = {
    webhook: { attribute: false },
    rows: { state: true },
    next: { state: true },
    problem: { state: true },
  };

  declare webhook: Webhook | null;
  declare rows: readonly Delivery[] | null;
  declare next: number | null;
  declare problem: Problem | null;

  constructor() {
    super();
    this.webhook = null;
    this.rows = null;
    this.next = null;
    this.problem = null;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override firstUpdated(): void {
    void this.#load(null);
  }

  async #load(before: number | null): Promise<void> {
    if (!this.webhook) return;
    const answer = await webhooksApi.deliveries(this.webhook.id, before);
    this.problem = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    const older = before === null ? [] : (this.rows ?? []);
    this.rows = [...older, ...answer.value.deliveries];
    this.next = answer.value.next;
  }

  async #again(delivery: Delivery): Promise<void> {
    if (!this.webhook) return;
    const answer = await webhooksApi.sendAgain(this.webhook.id, delivery.id);
    say(answer.ok ? said.sent : sentence(answer.problem));
    await this.#load(null);
  }

  protected override render(): TemplateResult {
    const { rows, next, problem } = this;
    return html`${problem ? html`<p class="problem" role="alert">${sentence(problem)}</p>` : nothing}
      ${
        rows
          ? rows.length === 0
            ? html`<p class="soft">${said.none}</p>`
            : html`<ul class="deliveries">
                ${rows.map((row) => this.#row(row))}
              </ul>`
          : problem
            ? nothing
            : html`<p class="soft">${words.shell.loading}</p>`
      }
      <p class="buttons">
        <button @click=${() => this.#load(null)}>${said.reload}</button>
        ${next === null ? nothing : html`<button @click=${() => this.#load(next)}>${said.more}</button>`}
      </p>`;
  }

  #row(row: Delivery): TemplateResult {
    const { type, pledge, state, tries, triedAt, nextTryAt, status, error } = row;
    const what = [types[type], pledge].filter(Boolean).join(', ');
    return html`<li>
      <span class="what">${types[type]}${pledge ? html` <span class="soft">${pledge}</span>` : nothing}</span>
      <span class="state ${state}">${states[state]}</span>
      <span class="soft">
        ${status === null ? error : said.answered(status)} ${triedAt ? html`<span>${momentOf(triedAt, undefined)}</span>` : nothing}
        ${tries > 1 ? html`<span>${said.tries(tries)}</span>` : nothing}
        ${nextTryAt && tries > 0 ? html`<span>${said.next} ${momentOf(nextTryAt, undefined)}</span>` : nothing}
      </span>
      ${
        state === 'waiting'
          ? nothing
          : html`<button aria-label=${said.againOf(what)} @click=${() => this.#again(row)}>${said.again}</button>`
      }
    </li>`;
  }
}

customElements.define('desk-webhook-deliveries', DeskWebhookDeliveriesElement);

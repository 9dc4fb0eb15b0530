// Who is told of changes: made, tested, given another secret, looked after when a receiver fails.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Webhook } from '../../../data/news.ts';
import type { Problem } from '../common/api.ts';
import { dayOf, momentOf } from '../common/dates.ts';
import { DeskScreen } from '../common/desk-screen.ts';
import { asked, type Question } from '../common/dialogs.ts';
import { pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import '../common/shown-once.ts';
import type { ShownOnce } from '../common/shown-once.ts';
import { say } from '../common/status.ts';
import { words } from '../words/words.ts';
import './webhook-deliveries.ts';
import { webhookWords } from '../words/webhook-words.ts';
import { changeQuestion, endQuestion, makeQuestion, rotateQuestion } from './webhook-questions.ts';
import { type WithSecret, webhooksApi } from './webhooks-api.ts';

/** The screen at `/desk/webhooks`. */
export class DeskWebhooksElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    webhooks: { state: true },
    made: { state: true },
    shown: { state: true },
    problem: { state: true },
  };

  declare webhooks: readonly Webhook[] | null;
  /** The secret that was just made. */
  declare made: WithSecret | null;
  /** The ids of those whose deliveries are looked at. */
  declare shown: ReadonlySet<string>;
  declare problem: Problem | null;

  constructor() {
    super();
    this.webhooks = null;
    this.made = null;
    this.shown = new Set();
    this.problem = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  protected override heading(): string {
    return webhookWords.heading;
  }

  #load = async (): Promise<void> => {
    const [, answer] = await Promise.all([pledges.loadTrackers(), webhooksApi.list()]);
    this.problem = answer.ok ? pledges.problem : answer.problem;
    if (answer.ok) this.webhooks = answer.value.webhooks;
  };

  async #ask(question: Question): Promise<void> {
    if (await asked(question)) await this.#load();
  }

  #take = (made: WithSecret): void => {
    this.made = made;
  };

  #seen = (): void => {
    this.made = null;
    this.focusHeading();
  };

  async #test(webhook: Webhook): Promise<void> {
    const answer = await webhooksApi.test(webhook);
    say(answer.ok ? webhookWords.tested : sentence(answer.problem));
    await this.#load();
  }

  async #switch(webhook: Webhook): Promise<void> {
    const on = webhook.off !== null;
    const answer = await webhooksApi.change(webhook, { on });
    say(answer.ok ? webhookWords.switched(webhook.name, on) : sentence(answer.problem));
    await this.#load();
  }

  #toggled(id: string, event: Event): void {
    const { open } = event.target as HTMLDetailsElement;
    this.shown = new Set([...this.shown].filter((each) => each !== id).concat(open ? [id] : []));
  }

  protected override body(): TemplateResult {
    const { problem, webhooks, made } = this;
    return html`${
      problem
        ? html`<p class="problem" role="alert">${sentence(problem)}</p>
            <button @click=${this.#load}>${words.shell.again}</button>`
        : nothing
    }
      ${made ? html`<desk-shown-once .shown=${shownSecret(made)} @done=${this.#seen}></desk-shown-once>` : nothing}
      ${
        webhooks
          ? html`<p class="soft lead">${webhookWords.lead}</p>
              <p>
                <button class="primary" @click=${() => this.#ask(makeQuestion(pledges.trackers, this.#take))}>
                  ${webhookWords.make}
                </button>
              </p>
              ${
                webhooks.length === 0
                  ? html`<p>${webhookWords.none}</p>`
                  : html`<ul class="webhooks">
                      ${repeat(
                        webhooks,
                        ({ id }) => id,
                        (webhook) => this.#webhook(webhook),
                      )}
                    </ul>`
              }`
          : problem
            ? nothing
            : html`<p class="soft">${words.shell.loading}</p>`
      }`;
  }

  #webhook(webhook: Webhook): TemplateResult {
    const { id, name, url, createdAt, createdBy, off } = webhook;
    const { deliveries } = webhookWords;
    return html`<li>
      <div class="who">
        <h2>${name}</h2>
        <p class="address">${url}</p>
        <p class="soft about">
          <span>${hears(webhook)}</span> <span>${webhookWords.by(createdBy)} ${dayOf(createdAt, undefined)}</span>
        </p>
        ${health(webhook)}
      </div>
      <p class="acts">
        <button aria-label=${webhookWords.testOf(name)} @click=${() => this.#test(webhook)}>${webhookWords.test}</button>
        <button aria-label=${webhookWords.changeOf(name)} @click=${() => this.#ask(changeQuestion(webhook, pledges.trackers))}>
          ${webhookWords.change}
        </button>
        <button aria-label=${webhookWords.rotateOf(name)} @click=${() => this.#ask(rotateQuestion(webhook, this.#take))}>
          ${webhookWords.rotate}
        </button>
        <button
          aria-label=${off ? webhookWords.switchOnOf(name) : webhookWords.switchOffOf(name)}
          @click=${() => this.#switch(webhook)}
        >
          ${off ? webhookWords.switchOn : webhookWords.switchOff}
        </button>
        <button aria-label=${webhookWords.endOf(name)} @click=${() => this.#ask(endQuestion(webhook))}>${webhookWords.end}</button>
      </p>
      <details @toggle=${(event: Event) => this.#toggled(id, event)}>
        <summary aria-label=${deliveries.of(name)}>${deliveries.heading}</summary>
        ${this.shown.has(id) ? html`<desk-webhook-deliveries .webhook=${webhook}></desk-webhook-deliveries>` : nothing}
      </details>
    </li>`;
  }
}

function hears({ scope: { trackers, pledges: named } }: Webhook): string {
  if (named) return webhookWords.hearsPledges(named.length);
  if (trackers === '*' || !trackers) return webhookWords.hearsAll;
  return trackers.map((id) => pledges.tracker(id)?.name ?? id).join(', ');
}

function health({ off, failures, failingSince, lastSuccessAt, waiting }: Webhook): TemplateResult {
  const { off: why, on, failing, untried, lastSuccess } = webhookWords;
  const state = off
    ? html`<span class="state failed">${why[off.why]}</span> ${dayOf(off.at, undefined)}`
    : failures > 0 && failingSince
      ? html`<span class="state failed">${failing(failures)}</span> ${momentOf(failingSince, undefined)}`
      : lastSuccessAt
        ? html`<span class="state delivered">${on}</span>
            <span class="soft">${lastSuccess} ${momentOf(lastSuccessAt, undefined)}</span>`
        : html`<span class="soft">${untried}</span>`;
  return html`<p class="health">${state}${waiting > 0 ? html` <span class="soft">${webhookWords.waiting(waiting)}</span>` : nothing}</p>`;
}

function shownSecret({ name, secret: value }: WithSecret): ShownOnce {
  const { secret } = webhookWords;
  return { ...secret, value, heading: secret.heading(name) };
}

customElements.define('desk-webhooks', DeskWebhooksElement);

// How the installation stands: what has not reached readers, what waits for others, and the way to write everything anew.
import { html, nothing, type TemplateResult } from 'lit';
import type { InstallationStatus } from '../../../data/running.ts';
import type { Problem } from '../common/api.ts';
import { momentOf } from '../common/dates.ts';
import { DeskScreen } from '../common/desk-screen.ts';
import { asked } from '../common/dialogs.ts';
import { written } from '../common/in-language.ts';
import { problemView } from '../common/pledge-frame.ts';
import { pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { session } from '../common/session.ts';
import { say } from '../common/status.ts';
import { runningWords } from '../words/running-words.ts';
import { words } from '../words/words.ts';
import { runningApi } from './running-api.ts';

const { status: said } = runningWords;

/** How often it is asked again while something is on its way, and while nothing is. */
const QUICK_MILLISECONDS = 2000;
const SLOW_MILLISECONDS = 30_000;

/** The screen at `/desk/status`. */
export class DeskStatusElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    now: { state: true },
    most: { state: true },
    problem: { state: true },
    isBusy: { state: true },
  };

  declare now: InstallationStatus | null;
  /** The most that waited since somebody looks: what is written of it is progress. */
  declare most: number;
  declare problem: Problem | null;
  declare isBusy: boolean;
  #timer = 0;
  #away = new AbortController();

  constructor() {
    super();
    this.now = null;
    this.most = 0;
    this.problem = null;
    this.isBusy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#away = new AbortController();
    document.addEventListener('visibilitychange', this.#look, { signal: this.#away.signal });
    pledges.addEventListener('change', () => this.requestUpdate(), { signal: this.#away.signal });
    void pledges.loadTrackers();
    void this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#away.abort();
  }

  protected override heading(): string {
    return said.heading;
  }

  #look = async (): Promise<void> => {
    clearTimeout(this.#timer);
    if (document.hidden) return;
    const { signal } = this.#away;
    const answer = await runningApi.status(signal);
    if (signal.aborted) return;
    this.problem = answer.ok ? null : answer.problem;
    if (answer.ok) this.#take(answer.value);
    const isMoving = answer.ok && answer.value.waiting.count > 0;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#look, isMoving ? QUICK_MILLISECONDS : SLOW_MILLISECONDS);
  };

  #take(now: InstallationStatus): void {
    const { count } = now.waiting;
    if (count === 0 && this.most > 0) say(said.done);
    this.most = count === 0 ? 0 : Math.max(this.most, count);
    this.now = now;
  }

  async #republish(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    const plan = await runningApi.republish(true);
    this.isBusy = false;
    if (!plan.ok) return say(sentence(plan.problem));
    const { queued, trackers, seconds } = plan.value;
    if (queued === 0) return say(said.nothing);
    const { heading, text, yes } = said.ask;
    const send = async () => {
      const answer = await runningApi.republish(false);
      if (answer.ok) say(said.begun(answer.value.queued));
      return answer.ok ? null : answer.problem;
    };
    if (await asked({ heading, text: text(queued, trackers, seconds), yes, send })) await this.#look();
  }

  protected override body(): TemplateResult {
    const { problem, now } = this;
    if (!now)
      return problem
        ? problemView(problem, () => void this.#look())
        : html`<p class="waiting">${words.shell.loading}</p>`;
    return html`${problem ? html`<p class="problem" role="alert">${sentence(problem)}</p>` : nothing}
      <section aria-labelledby="readers-heading">
        <h2 id="readers-heading">${said.readers}</h2>
        ${this.#readers(now)}
        <p class="soft">${said.edge(now.edge.seconds)}
          ${now.edge.refused ? html`${said.refused(now.edge.refused.error)} ${momentOf(now.edge.refused.since, undefined)}.` : nothing}</p>
      </section>
      <section aria-labelledby="others-heading">
        <h2 id="others-heading">${said.others}</h2>
        ${others(now)}
      </section>
      ${this.#kept(now)}
      ${
        session.may('POST /republish')
          ? html`<section aria-labelledby="anew-heading">
              <h2 id="anew-heading">${said.anew}</h2>
              <p class="soft">${said.anewLead}</p>
              <p><button aria-disabled=${this.isBusy ? 'true' : nothing} @click=${() => this.#republish()}>${said.anew}…</button></p>
            </section>`
          : nothing
      }`;
  }

  #readers({ waiting, pace }: InstallationStatus): TemplateResult {
    const { count, since, error, tries, nextTry, unacknowledged } = waiting;
    if (count === 0 || since === null)
      return html`<p class="fine">${said.all}</p>${unacknowledged > 0 ? html`<p class="soft">${said.unacknowledged(unacknowledged)}</p>` : nothing}`;
    const left = pace?.doneAt ? Math.round((Date.parse(pace.doneAt) - Date.now()) / 1000) : null;
    return html`<p><strong>${said.waits(count)}</strong> ${momentOf(since, undefined)}. ${said.goesOn}</p>
      <progress max=${this.most} value=${this.most - count} aria-label=${said.progress}></progress>
      <p class="soft">${pace ? said.pace(pace.perSecond) : nothing} ${left === null ? nothing : said.end(left)}</p>
      ${
        error === null
          ? nothing
          : html`<p class="trouble">${said.trouble(tries, error)} ${nextTry ? html`${said.next} ${momentOf(nextTry, undefined)}.` : nothing}</p>`
      }`;
  }

  #kept({ backup, exported }: InstallationStatus): TemplateResult | typeof nothing {
    if (!backup && !session.may('GET /audit')) return nothing;
    const { last } = backup ?? {};
    const tracker = exported ? pledges.tracker(exported.tracker) : undefined;
    return html`<section aria-labelledby="kept-heading">
      <h2 id="kept-heading">${said.kept}</h2>
      ${
        backup
          ? html`<p>${last ? html`${said.backupAt} ${momentOf(last.at, undefined)}, ${said.by(last.by)}.` : said.noBackup}
              <a href="/desk/backup">${said.toBackup}</a></p>`
          : nothing
      }
      <p>${exported ? html`${said.exportAt} ${momentOf(exported.at, undefined)}, ${said.by(exported.by)}, ${said.of('')}${written(tracker?.name ?? exported.tracker, tracker)}.` : said.noExport}</p>
    </section>`;
  }
}

function mailOf({ mail }: InstallationStatus): TemplateResult | typeof nothing {
  if (!mail) return nothing;
  const { waiting, since, paused, uncertain, lately, followers } = mail;
  return html`<p>${said.mail.lately(lately.sent, followers)}
      ${waiting > 0 && since ? html`${said.mail.waiting(waiting)} ${momentOf(since, undefined)}.` : nothing}
      ${lately.refused > 0 ? said.mail.refused(lately.refused) : nothing}
      ${uncertain > 0 ? said.mail.uncertain(uncertain) : nothing}</p>
    ${paused ? html`<p class="trouble">${said.mail.paused[paused.why]} ${said.next} ${momentOf(paused.until, undefined)}.</p>` : nothing}`;
}

function others(status: InstallationStatus): TemplateResult {
  const { news, suggestions } = status;
  const { failing = [], off = [] } = news.webhooks ?? {};
  const hooks = [
    ...failing.map(({ name }) => [name, said.failing]),
    ...off.map(({ name }) => [name, said.off]),
  ];
  return html`<p>${said.news(news.waiting)}</p>
    ${hooks.length > 0 ? html`<ul>${hooks.map(([name, how]) => html`<li>${name} <strong>${how}</strong></li>`)}</ul>` : nothing}
    ${hooks.length > 0 && session.may('GET /webhooks') ? html`<p><a href="/desk/webhooks">${said.toWebhooks}</a></p>` : nothing}
    ${mailOf(status)}
    <p>${said.suggestions(suggestions.open)} ${suggestions.dropped.count > 0 ? said.dropped(suggestions.dropped.count) : nothing}</p>`;
}

customElements.define('desk-status', DeskStatusElement);

// Where a link of an invitation leads: who invites whom to what, and one button. It asks nothing of anybody who is not known.
import { html, nothing, type TemplateResult } from 'lit';
import type { InvitedTo } from '../../../data/people.ts';
import type { Problem } from '../common/api.ts';
import { DeskScreen } from '../common/desk-screen.ts';
import { sentence } from '../common/problem.ts';
import { session } from '../common/session.ts';
import { peopleWords } from '../words/people-words.ts';
import { words } from '../words/words.ts';
import { peopleApi } from './people-api.ts';

const { welcome: said } = peopleWords;

/** The screen at `/desk/invite#code`. */
export class DeskWelcomeElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    invited: { state: true },
    problem: { state: true },
    isBusy: { state: true },
  };

  declare invited: InvitedTo | null;
  declare problem: Problem | null;
  declare isBusy: boolean;
  /** Sent without an answer: the link may be spent, and whoever sent it in. */
  #isUnanswered = false;

  constructor() {
    super();
    this.invited = null;
    this.problem = null;
    this.isBusy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#look);
    void this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#look);
  }

  protected override heading(): string {
    return this.invited ? said.headingOf(this.invited.name) : said.heading;
  }

  // The code stays in the address until it is spent: whoever loads the page again has not lost it.
  get #code(): string {
    return location.hash.slice(1);
  }

  #look = async (): Promise<void> => {
    this.invited = null;
    this.problem = null;
    if (!this.#code) return;
    this.isBusy = true;
    const answer = await peopleApi.look(this.#code);
    this.isBusy = false;
    if (answer.ok) this.invited = answer.value;
    else this.problem = answer.problem;
  };

  #enter = async (): Promise<void> => {
    if (this.isBusy) return;
    this.isBusy = true;
    this.problem = null;
    const answer = await peopleApi.accept(this.#code);
    // In the place of the link, which is spent, so that Back does not lead to it.
    if (answer.ok) return location.replace('/desk');
    this.isBusy = false;
    this.problem = answer.problem;
    if (answer.problem.slug === 'offline') this.#isUnanswered = true;
    else this.invited = null;
    await this.updateComplete;
    this.querySelector<HTMLElement>('[role=alert]')?.focus();
  };

  #paste = (event: SubmitEvent): void => {
    event.preventDefault();
    const sent = this.querySelector('input')?.value.trim() ?? '';
    const code = sent.slice(sent.indexOf('#') + 1);
    if (!code) this.querySelector('input')?.focus();
    else if (code === this.#code) void this.#look();
    else location.hash = code;
  };

  protected override body(): TemplateResult {
    const { invited, problem, isBusy } = this;
    if (invited) return this.#invitation(invited);
    if (isBusy) return html`<p class="soft">${words.shell.loading}</p>`;
    if (problem?.slug === 'offline')
      return html`${this.#refusal(problem)}<button class="primary" @click=${this.#look}>${words.shell.again}</button>`;
    return html`${problem ? this.#refusal(problem) : html`<p>${said.noCode}</p>`}
      <form class="sign-in" novalidate @submit=${this.#paste}>
        <label for="pasted">${said.paste}</label>
        <input id="pasted" autocomplete="off" autocapitalize="off" spellcheck="false" inputmode="url" />
        <button class="primary">${said.look}</button>
      </form>
      ${this.#isUnanswered || session.me ? html`<p><a href="/desk">${said.toDesk}</a></p>` : nothing}`;
  }

  #invitation({ name, role, trackers, trackerNames, invitedBy }: InvitedTo): TemplateResult {
    const { problem, isBusy } = this;
    const me = session.me;
    const names = trackers === '*' ? [said.all] : trackers.map((id) => trackerNames[id] ?? id);
    return html`<p>${said.lead(invitedBy)}</p>
      <dl class="invited">
        <dt>${said.as}</dt>
        <dd>${said.rights[role]}</dd>
        <dt>${said.to}</dt>
        <dd>${names.join(', ')}</dd>
      </dl>
      ${me ? html`<p class="soft">${said.here(me.name)}</p>` : nothing} ${problem ? this.#refusal(problem) : nothing}
      <p>
        <button class="primary enter" aria-disabled=${isBusy ? 'true' : nothing} @click=${this.#enter}>
          ${isBusy ? said.entering : said.enter(name)}
        </button>
      </p>
      <p class="soft">${said.once}</p>`;
  }

  #refusal(problem: Problem): TemplateResult {
    return html`<p class="problem" role="alert" tabindex="-1">${this.#sentence(problem)}</p>`;
  }

  #sentence(problem: Problem): string {
    if (problem.slug === 'offline' && this.#isUnanswered) return `${sentence(problem)} ${said.lost}`;
    if (problem.slug === 'too-many-requests') return said.tooMany;
    return ['not-found', 'invalid-fields'].includes(problem.slug) ? said.wrong : sentence(problem);
  }
}

customElements.define('desk-welcome', DeskWelcomeElement);

// The open pledges with what becomes of each, exceptions by hand, and the pages of up to three.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { folded } from '../../../data/fold.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { type FormState, selectControl, textControl } from '../common/controls.ts';
import { hrefOf } from '../common/pledges.ts';
import { matcher } from '../common/search.ts';
import { hear } from '../common/shortcuts.ts';
import { closingWords as said } from '../words/closing-words.ts';
import { verdictsOf, verdictText, verdictView, within } from './closing-matrix.ts';
import {
  type ClosingState,
  type Decision,
  exceptionOf,
  NOTHING_DECIDED,
  type OpenPledge,
  UNDECIDED,
  verdictAfter,
} from './closing-state.ts';
import { openStep, stepBy } from './steps.ts';

type Shown = 'all' | 'changing' | 'exceptions';

/** Drawn at a time: nobody reads on without narrowing the list. */
const ROWS = 200;

/** What a row asks of its screen: an exception to be made, changed or taken away (null), or its page to be looked at. */
export type ClosingListEvents = {
  except: CustomEvent<{ slug: string; decision: Decision | null }>;
  look: CustomEvent<{ slug: string }>;
};

/** `<desk-closing-list>`; it fires `except` and `look`. */
export class DeskClosingListElement extends LitElement {
  static override properties = {
    tracker: { attribute: false },
    pledges: { attribute: false },
    state: { attribute: false },
    errors: { attribute: false },
    query: { state: true },
    shown: { state: true },
    most: { state: true },
  };

  declare tracker: Tracker;
  declare pledges: readonly OpenPledge[];
  declare state: ClosingState;
  /** What is wrong with exceptions, as `/exceptions/{slug}/note`. */
  declare errors: ReadonlyMap<string, string>;
  declare query: string;
  declare shown: Shown;
  declare most: number;

  constructor() {
    super();
    this.pledges = [];
    this.state = NOTHING_DECIDED;
    this.errors = new Map();
    this.query = '';
    this.shown = 'all';
    this.most = ROWS;
    hear(this, { next: () => stepBy(this, 1), previous: () => stepBy(this, -1), open: openStep });
  }

  protected override createRenderRoot(): this {
    return this;
  }

  #found(): OpenPledge[] {
    const matches = matcher(this.query);
    return this.pledges.filter((pledge) => {
      if (!matches(folded(`${pledge.title} ${pledge.slug}`))) return false;
      if (this.shown === 'exceptions') return exceptionOf(this.state, pledge.slug) !== undefined;
      const to = verdictAfter(this.state, pledge);
      return this.shown === 'all' || (to !== '' && to !== pledge.verdict);
    });
  }

  #fire<Name extends keyof ClosingListEvents>(name: Name, detail: ClosingListEvents[Name]['detail']): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  protected override render(): TemplateResult {
    const found = this.#found();
    return html`<div class="filters">
        <label class="filter"><span>${said.filter}</span>
          <input type="search" autocomplete="off" .value=${this.query}
            @input=${({ target }: Event) => {
              this.query = (target as HTMLInputElement).value;
            }} /></label>
        <label class="filter"><span>${said.show}</span>
          <select @change=${({ target }: Event) => {
            this.shown = (target as HTMLSelectElement).value as Shown;
          }}>
            ${(['all', 'changing', 'exceptions'] as const).map((each) => html`<option value=${each} ?selected=${each === this.shown}>${said[each]}</option>`)}
          </select></label>
      </div>
      <p class="soft" role="status">${said.pledges(found.length)}</p>
      <ul class="rows">
        ${repeat(
          found.slice(0, this.most),
          ({ slug }) => slug,
          (pledge) => this.#row(pledge),
        )}
      </ul>
      ${
        found.length > this.most
          ? html`<p><button type="button" @click=${() => {
              this.most += ROWS;
            }}>${said.more200(Math.min(ROWS, found.length - this.most))}</button></p>`
          : nothing
      }`;
  }

  #row(pledge: OpenPledge): TemplateResult {
    const { slug, title, verdict, isInTheWorks } = pledge;
    const { tracker, state } = this;
    const exception = exceptionOf(state, slug);
    const to = verdictAfter(state, pledge);
    return html`<li data-step=${slug}>
      <span class="change">${verdictView(tracker, verdict)} <span aria-hidden="true">→</span><span class="said"> ${said.becomes} </span>
        ${to === '' ? html`<span class="soft">${said.undecided}</span>` : to === verdict ? html`<span class="soft">${said.stays}</span>` : verdictView(tracker, to)}</span>
      <a class="title" href=${hrefOf({ tracker: tracker.id, slug })} target="_blank" lang=${tracker.language}>${title}</a>
      <span class="acts">
        <button type="button" class="quiet" aria-label=${said.lookOf(title)} ?disabled=${to === ''} @click=${() => this.#fire('look', { slug })}>${said.look}</button>
        <button type="button" class="quiet" aria-pressed=${exception ? 'true' : 'false'}
          aria-label=${exception ? said.noExceptOf(title) : said.exceptOf(title)}
          @click=${() => this.#fire('except', { slug, decision: exception ? null : { ...UNDECIDED, to: verdict } })}>
          ${exception ? said.noExcept : said.except}</button>
      </span>
      ${isInTheWorks ? html`<span class="about">${said.inTheWorks}</span>` : nothing}
      ${exception ? this.#exception(pledge, exception) : nothing}
    </li>`;
  }

  #exception({ slug, verdict }: OpenPledge, exception: Decision): TemplateResult {
    const { tracker } = this;
    const form: FormState<Decision> = {
      draft: exception,
      errors: within(this.errors, `/exceptions/${slug}`),
      isReadOnly: false,
      language: tracker.language,
      name: `except-${slug}`,
      set: (pointer, value) =>
        this.#fire('except', { slug, decision: { ...exception, [pointer.slice(1)]: value ?? '' } }),
    };
    return html`<div class="exception" data-exception=${slug}>
      ${selectControl(form, '/to', {
        label: said.exceptVerdict,
        language: tracker.language,
        options: verdictsOf(tracker).map(({ id }) => [
          id,
          id === verdict ? `${verdictText(tracker, id)} (${said.stays})` : verdictText(tracker, id),
        ]),
      })}
      ${exception.to === verdict ? nothing : textControl(form, '/note', { label: said.exceptNote, lines: 2, limit: 1000, empty: '' })}
    </div>`;
  }
}

customElements.define('desk-closing-list', DeskClosingListElement);

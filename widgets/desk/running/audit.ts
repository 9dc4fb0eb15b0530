// Who did what: asked by person, act, tracker, pledge, day and text, and each row leads to what it was about.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AuditPage, AuditRow } from '../../../data/running.ts';
import type { Problem } from '../common/api.ts';
import { day } from '../common/dates.ts';
import { DeskScreen } from '../common/desk-screen.ts';
import { problemView } from '../common/pledge-frame.ts';
import { pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { router } from '../common/router.ts';
import { hear } from '../common/shortcuts.ts';
import { say } from '../common/status.ts';
import { runningWords } from '../words/running-words.ts';
import { words } from '../words/words.ts';
import { asked, type Filter, filterControls } from './audit-filters.ts';
import { clockOf, rowView } from './audit-row.ts';
import { runningApi } from './running-api.ts';
import { currentStep, focusStep, openStep, stepBy } from './steps.ts';

const { audit: said } = runningWords;

/** Rows of a page, and the most that a group shows of its own. */
const PAGE = 100;
const MOST_OF_GROUP = 500;

/** While somebody types. */
const PAUSE_MILLISECONDS = 300;

// Where somebody was when they left.
let left: string | null = null;

function noteStep(): void {
  left = currentStep() ?? left;
}

/** The screen at `/desk/audit`. */
export class DeskAuditElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    rows: { state: true },
    opened: { state: true },
    people: { state: true },
    next: { state: true },
    zone: { state: true },
    problem: { state: true },
    isBusy: { state: true },
  };

  declare rows: readonly AuditRow[] | null;
  /** What groups are made of, by the id of each group that is shown so. */
  declare opened: ReadonlyMap<number, readonly AuditRow[]>;
  declare people: readonly string[];
  declare next: number | null;
  declare zone: string;
  declare problem: Problem | null;
  declare isBusy: boolean;
  #shown: string | null = null;
  #asking = new AbortController();
  #pause = 0;

  constructor() {
    super();
    this.rows = null;
    this.opened = new Map();
    this.people = [];
    this.next = null;
    this.zone = 'UTC';
    this.problem = null;
    this.isBusy = false;
    hear(this, {
      next: () => stepBy(this, 1),
      previous: () => stepBy(this, -1),
      open: openStep,
      find: () => this.querySelector<HTMLElement>('input[type=search]')?.focus(),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('focusin', noteStep);
    pledges.addEventListener('change', this.#redraw);
    void pledges.loadTrackers();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    pledges.removeEventListener('change', this.#redraw);
    clearTimeout(this.#pause);
    this.#asking.abort();
  }

  #redraw = (): void => this.requestUpdate();

  protected override heading(): string {
    return said.heading;
  }

  // The address is what is shown: also after the browser's own buttons.
  protected override willUpdate(): void {
    if (this.#shown === location.search || !location.pathname.startsWith('/desk/audit')) return;
    this.#shown = location.search;
    void this.#load();
  }

  #load = async (): Promise<void> => {
    this.#asking.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    const page = await this.#page(null, signal);
    if (signal.aborted) return;
    if (!page) return;
    const isFirst = this.rows === null;
    this.rows = page.audit;
    this.opened = new Map();
    if (page.people) this.people = page.people;
    if (!isFirst) return say(said.rows(page.audit.length));
    await this.updateComplete;
    // Whoever comes back goes on where they were.
    if (
      router.isReturn &&
      left !== null &&
      !this.contains(document.activeElement?.closest('input, select') ?? null)
    )
      focusStep(this, left);
  };

  #older = async (): Promise<void> => {
    if (this.isBusy) return;
    const before = this.rows?.at(-1)?.id;
    const page = await this.#page(this.next, this.#asking.signal);
    if (!page) return;
    this.rows = [...(this.rows ?? []), ...page.audit];
    say(said.rows(page.audit.length));
    await this.updateComplete;
    // The button goes from under whoever pressed it when that was the last page.
    focusStep(this, String(page.audit[0]?.id ?? before));
  };

  /** A page of what the address asks for; further back where nothing of the first of it fits. */
  async #page(before: number | null, signal: AbortSignal): Promise<AuditPage | null> {
    this.isBusy = true;
    const query = asked(location.search);
    query.set('grouped', 'true');
    query.set('limit', String(PAGE));
    if (before === null) query.set('people', 'true');
    for (let from = before; ; ) {
      if (from !== null) query.set('before', String(from));
      const answer = await runningApi.audit(query, signal);
      if (signal.aborted) return null;
      this.problem = answer.ok ? null : answer.problem;
      if (answer.ok && answer.value.audit.length === 0 && answer.value.next !== null) {
        from = answer.value.next;
        continue;
      }
      this.isBusy = false;
      if (!answer.ok) return null;
      this.next = answer.value.next;
      this.zone = answer.value.zone;
      return answer.value;
    }
  }

  #change = (name: Filter, values: string[]): void => {
    const query = asked(location.search);
    query.delete(name);
    for (const value of values) query.append(name, value);
    router.note(`/desk/audit${query.size > 0 ? `?${query}` : ''}`);
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.requestUpdate(), name === 'q' ? PAUSE_MILLISECONDS : 0);
  };

  async #toggle({ id, group }: AuditRow): Promise<void> {
    const opened = new Map(this.opened);
    if (opened.delete(id)) {
      this.opened = opened;
      return;
    }
    const query = asked(location.search);
    query.set('before', String(id + 1));
    query.set('limit', String(Math.min(group?.rows ?? 1, MOST_OF_GROUP)));
    const answer = await runningApi.audit(query, this.#asking.signal);
    if (answer.ok) this.opened = opened.set(id, answer.value.audit);
    else if (answer.problem.slug !== 'aborted') say(sentence(answer.problem));
  }

  protected override body(): TemplateResult {
    const query = asked(location.search);
    return html`${filterControls(query, this.people, this.#change)}
      <p class="zone soft">
        <span>${said.zone(this.zone)}</span>
        <a href=${runningApi.auditSheet(query)} download>${said.sheet}</a>
      </p>
      ${this.problem ? problemView(this.problem, () => void (this.rows && this.next !== null ? this.#older() : this.#load())) : nothing}
      ${this.rows ? this.#list(this.rows, query.size > 0) : this.problem ? nothing : html`<p class="waiting">${words.shell.loading}</p>`}`;
  }

  #list(rows: readonly AuditRow[], isNarrowed: boolean): TemplateResult {
    if (rows.length === 0 && this.isBusy) return html`<p class="waiting">${said.searching}</p>`;
    if (rows.length === 0)
      return html`<p>${isNarrowed ? said.none : said.empty}</p>
        ${isNarrowed ? html`<p><a class="button" href="/desk/audit">${said.clear}</a></p>` : nothing}`;
    const days = Map.groupBy(rows, ({ at }) => clockOf(at, this.zone).day);
    return html`<div aria-busy=${this.isBusy ? 'true' : 'false'}>
        ${repeat(
          days,
          ([of]) => of,
          ([of, those]) =>
            html`<section aria-label=${of}>
              <h2>${day(of)}</h2>
              <ul class="rows">
                ${repeat(
                  those,
                  ({ id }) => id,
                  (row) => this.#row(row),
                )}
              </ul>
            </section>`,
        )}
      </div>
      <p class="buttons">
        ${
          this.next === null
            ? html`<span class="soft">${said.end}</span>`
            : html`<button aria-disabled=${this.isBusy ? 'true' : nothing} @click=${this.#older}>
                ${this.isBusy ? said.searching : said.older}
              </button>`
        }
      </p>`;
  }

  #row(row: AuditRow): TemplateResult {
    const members = this.opened.get(row.id);
    const how = { isOpen: members !== undefined, toggle: () => void this.#toggle(row) };
    return html`<li data-step=${row.id}>${rowView(row, this.zone, how)}
      ${members ? html`<ul class="rows members">${members.map((each) => html`<li>${rowView(each, this.zone, how)}</li>`)}</ul>` : nothing}
    </li>`;
  }
}

customElements.define('desk-audit', DeskAuditElement);

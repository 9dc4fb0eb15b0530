// The first screen: what there is to do. What is in it the endpoint has decided; here it is only shown and done.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DuePledge, Listed, ListedPledge, Today } from '../../data/desk.ts';
import { desk, type Problem } from './api.ts';
import { Checks } from './checking.ts';
import { day, dayOf, momentOf } from './dates.ts';
import { DeskScreen } from './desk-screen.ts';
import { written } from './in-language.ts';
import { outcomeOf, stateOf, titleLink, trackerOf, verdictOf } from './pledge-row.ts';
import { keyOf, pledges } from './pledges.ts';
import { sentence } from './problem.ts';
import { router } from './router.ts';
import { currentRow, forgetRow, moveBy, noteRows, openRow, returnToRow } from './rows.ts';
import { session } from './session.ts';
import { hear } from './shortcuts.ts';
import { undoing } from './undoing.ts';
import { unsavedWords } from './unsaved-words.ts';
import { isPrivate } from './visibility.ts';
import { waitingLine } from './waiting.ts';
import { words } from './words.ts';

/** How old an answer may be when somebody comes back to the tab. */
const FRESH_MILLISECONDS = 60_000;
/** How often to ask again as long as something waits for KV. */
const WAITING_MILLISECONDS = 3000;

/** Of a desk with more trackers whoever imports goes there by Find. */
const MOST_WAYS = 5;

// Kept for whoever comes back from a pledge: shown at once, and renewed behind it.
let last: Today | null = null;

/** What is due, waits, is scheduled and has not reached readers. */
export class DeskTodayElement extends DeskScreen {
  static override properties = { ...DeskScreen.properties, today: { state: true }, problem: { state: true } };

  declare today: Today | null;
  declare problem: Problem | null;
  readonly #checks = new Checks(this);
  #loadedAt = 0;
  #timer = 0;

  constructor() {
    super();
    this.today = last;
    this.problem = null;
    noteRows(this);
    hear(this, {
      next: () => moveBy(this, 1),
      previous: () => moveBy(this, -1),
      open: openRow,
      ...(session.mayAct('check') ? { check: () => this.#checkCurrent() } : {}),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#refresh);
    pledges.addEventListener('change', this.#redraw);
    undoing.addEventListener('undone', this.#load);
    void this.#load();
  }

  override arrive(): void {
    if (!router.isReturn) forgetRow(this);
    if (!returnToRow(this)) super.arrive();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#refresh);
    pledges.removeEventListener('change', this.#redraw);
    undoing.removeEventListener('undone', this.#load);
  }

  protected override heading(): string {
    return words.today.heading;
  }

  protected override body(): TemplateResult {
    const { today } = this;
    if (!today || pledges.trackers.length === 0) return this.#waitingOrEmpty();
    const { due, review, drafts, scheduled } = today;
    const left = due.count - this.#checks.done;
    return html`${this.problem ? html`<p class="problem" role="alert">${sentence(this.problem)}</p>` : nothing}
      ${unsavedWords(session.me?.name ?? '')}${privateTrackers()}${waitingLine(today.waiting)}
      <nav class="jump" aria-label=${words.today.jump}>
        ${(['review', 'drafts', 'scheduled'] as const).map(
          (kind) => html`<a href="#${kind}">${words.today.lists[kind].title} ${today[kind].count}</a>`,
        )}
      </nav>
      ${due.count + review.count + drafts.count + scheduled.count === 0 ? waysToBegin() : nothing}
      <div class="day">
        ${list('due', left, due, (row) => line(row, this.#about(row), this.#act(row)))}
        <div>
          ${list('review', review.count, review, (row) => line(row, row.own ? words.today.own : row.owner))}
          ${list('drafts', drafts.count, drafts, (row) => line(row, row.comment ?? nothing))}
          ${list('scheduled', scheduled.count, scheduled, (row) => line(row, scheduledFor(row)))}
        </div>
      </div>`;
  }

  #waitingOrEmpty(): TemplateResult {
    const problem = this.problem ?? pledges.problem;
    if (problem)
      return html`<p class="problem" role="alert">${sentence(problem)}</p>
        <button @click=${() => this.#load()}>${words.shell.again}</button>`;
    if (this.today && session.may('POST /trackers'))
      return html`<p>${words.today.empty}</p>
        <p><a class="button primary" href="/desk/start">${words.start}</a></p>`;
    return html`<p class="soft">${this.today ? words.today.noTrackers : words.shell.loading}</p>`;
  }

  // In one place before and after, so that nothing moves under whoever goes through the list.
  #act(row: DuePledge): TemplateResult | typeof nothing {
    const outcome = this.#checks.of(row);
    if (outcome === 'done') return html`<span class="act done">${outcomeOf(outcome)}</span>`;
    if (!session.mayAct('check')) return nothing;
    return html`<button class="act" aria-label=${words.today.checkOf(row.title ?? row.slug)} @click=${() => this.#check(row)}>
      ${words.today.check}
    </button>`;
  }

  #about(row: DuePledge): TemplateResult {
    const outcome = this.#checks.of(row);
    return html`${reasons(row)} ${stateOf(row)} ${outcome === 'done' ? nothing : outcomeOf(outcome)}`;
  }

  #checkCurrent(): void {
    const row = this.today?.due.pledges.find((each) => keyOf(each) === currentRow());
    if (row) void this.#check(row);
  }

  // On to the next at once: the answer comes to the row that it is about.
  async #check(row: DuePledge): Promise<void> {
    moveBy(this, 1);
    await this.#checks.check(row);
    this.#watchWaiting();
  }

  #load = async (): Promise<void> => {
    const [answer] = await Promise.all([desk.today(), pledges.trackers.length > 0 || pledges.loadTrackers()]);
    this.#loadedAt = Date.now();
    this.problem = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    this.#checks.clear();
    last = answer.value;
    this.today = last;
    if (last.waiting.count > 0) this.#watchWaiting();
  };

  #refresh = (): void => {
    if (!document.hidden && Date.now() - this.#loadedAt > FRESH_MILLISECONDS) void this.#load();
  };

  #redraw = (): void => this.requestUpdate();

  #watchWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      const answer = await desk.status();
      if (answer.ok && this.today) this.today = { ...this.today, waiting: answer.value.waiting };
      if (this.isConnected && (!answer.ok || answer.value.waiting.count > 0)) this.#watchWaiting();
    }, WAITING_MILLISECONDS);
  }
}

// Nobody who works in one is to take it for published; the way to its opening is for whoever may.
function privateTrackers(): TemplateResult[] {
  const mayOpen = session.may('POST /trackers/:tracker/open');
  const mayImport = session.may('POST /trackers/:tracker/import');
  return pledges.trackers.filter(isPrivate).map(
    (tracker) =>
      html`<p class="notice">
        ${written(tracker.name, tracker)} ${words.today.isPrivate}
        ${mayOpen ? html`<a href="/desk/${tracker.id}/open">${words.today.toOpen}<span class="said"> ${tracker.name}</span></a>` : nothing}
        ${mayImport ? html`<a href="/desk/${tracker.id}/import">${words.find.importSheet}<span class="said"> ${words.today.into(tracker.name)}</span></a>` : nothing}
      </p>`,
  );
}

// Where there is nothing to do there is perhaps nothing at all: a sheet is the quickest way to something.
function waysToBegin(): TemplateResult | typeof nothing {
  const open = session.may('POST /trackers/:tracker/import')
    ? pledges.trackers.filter((tracker) => !isPrivate(tracker)).slice(0, MOST_WAYS)
    : [];
  if (open.length === 0) return nothing;
  return html`<p class="ways">${open.map(({ id, name }) => html`<a href="/desk/${id}/import">${words.find.importSheet} ${words.today.into(name)}</a> `)}</p>`;
}

type Kind = 'due' | 'review' | 'drafts' | 'scheduled';
type Shown = TemplateResult | string | typeof nothing;

function list<Row extends ListedPledge>(
  kind: Kind,
  count: number,
  { pledges: rows }: Listed<Row>,
  show: (row: Row) => TemplateResult,
): TemplateResult {
  const { title, none } = words.today.lists[kind];
  return html`<section aria-labelledby=${kind}>
    <h2 id=${kind}>${title} <span class="count">${count}</span></h2>
    ${
      rows.length === 0
        ? html`<p class="soft">${none}</p>`
        : html`<ul class="rows">
            ${repeat(rows, keyOf, show)}
          </ul>`
    }
    ${count > rows.length ? html`<p class="soft">${words.today.more(count - rows.length)} <a href="/desk/find">${words.today.inFind}</a></p>` : nothing}
  </section>`;
}

function line(row: ListedPledge, about: Shown, act: Shown = nothing): TemplateResult {
  return html`<li data-row=${keyOf(row)}>
    ${verdictOf(row)} ${titleLink(row)}
    <span class="about">${about} ${trackerOf(row)}</span>
    ${act}
  </li>`;
}

function scheduledFor(row: ListedPledge): Shown {
  return row.publishAt === null ? nothing : momentOf(row.publishAt, pledges.tracker(row.tracker));
}

function reasons(row: DuePledge): TemplateResult[] {
  const { reasons: why } = words.today;
  return row.reasons.map((reason) => {
    if (reason === 'due-passed' && row.due) return html`<span>${why[reason]} ${day(row.due)}</span> `;
    if (reason === 'check-old' && row.lookedAt)
      return html`<span>${why[reason]} ${dayOf(row.lookedAt, pledges.tracker(row.tracker))}</span> `;
    return html`<span>${why[reason]}</span> `;
  });
}

customElements.define('desk-today', DeskTodayElement);

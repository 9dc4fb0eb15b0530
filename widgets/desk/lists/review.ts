// The review mode: one pledge of a list after the other, without a page to load between them. Its address is that of the list
// with the pledge in it, so that a reload, and whoever comes back from Write, is where they were.
import { html, nothing, type TemplateResult } from 'lit';
import type { ListedPledge } from '../../../data/desk.ts';
import type { Problem } from '../common/api.ts';
import { nameOf, setOrder } from '../common/coming-from.ts';
import { DeskScreen } from '../common/desk-screen.ts';
import { written } from '../common/in-language.ts';
import { loadPart } from '../common/late-part.ts';
import { hrefOf, pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { router } from '../common/router.ts';
import { hear } from '../common/shortcuts.ts';
import { say } from '../common/status.ts';
import { undoing } from '../common/undoing.ts';
import { reviewWords } from '../words/review-words.ts';
import { words } from '../words/words.ts';
import { mayDo, type RowAct } from './eligible.ts';
import { LIST_PATHS } from './list-address.ts';
import { reviewBar, reviewEnd } from './review-bar.ts';
import { reviewChecks } from './review-checks.ts';
import { ReviewOrder } from './review-order.ts';
import { sourcesView, verdictView } from './review-view.ts';
import { contentOf, type ReviewedPledge, ReviewedPledges, sourcesOf } from './reviewed.ts';
import type { RowList } from './row-list.ts';
import { foundList, todayList } from './sources.ts';

/** What the address says besides the list's own query. */
const OF_REVIEW = ['list', 'at'];
/** How old the next one may be when somebody comes to it: others work on the same list. */
const FRESH_MILLISECONDS = 15_000;

/** One pledge a screen. */
export class DeskReviewElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    shown: { state: true },
    problem: { state: true },
    hasEnded: { state: true },
  };

  declare shown: ReviewedPledge | null;
  declare problem: Problem | null;
  declare hasEnded: boolean;
  #order: ReviewOrder | null = null;
  #at = '';
  #opened = new Set<number>();
  #away = new AbortController();
  readonly #pledges = new ReviewedPledges();

  constructor() {
    super();
    this.shown = null;
    this.problem = null;
    this.hasEnded = false;
    hear(this, {
      nextPledge: () => this.#step(1),
      previousPledge: () => this.#step(-1),
      source: (key) => this.#openSource(Number(key) - 1),
      nextSource: () => this.#openNextSource(),
      write: () => this.shown && router.go(hrefOf(nameOf(this.#at))),
      ...(mayDo('check') ? { check: () => this.#check() } : {}),
      ...(mayDo('assign') ? { assign: () => this.#act('assign') } : {}),
      ...(mayDo('snooze') ? { snooze: () => this.#act('snooze') } : {}),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#away = new AbortController();
    const { signal } = this.#away;
    const redraw = () => this.requestUpdate();
    reviewChecks.addEventListener('change', redraw, { signal });
    pledges.addEventListener('change', redraw, { signal });
    undoing.addEventListener('undone', () => void this.#again(), { signal });
    const ahead = setInterval(() => this.#refreshNext(), FRESH_MILLISECONDS);
    signal.addEventListener('abort', () => clearInterval(ahead));
    if (!router.isReturn) reviewChecks.begin();
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#away.abort();
  }

  protected override heading(): string {
    return this.shown && !this.hasEnded ? this.shown.title : reviewWords.heading;
  }

  protected override headingView(): TemplateResult | string {
    if (!this.shown || this.hasEnded) return this.heading();
    return written(this.shown.title, pledges.tracker(this.shown.name.tracker));
  }

  get #list(): RowList<unknown> {
    return new URLSearchParams(location.search).get('list') === 'find' ? foundList : todayList;
  }

  /** The list's own address. */
  get #listHref(): string {
    const query = this.#query;
    const path = LIST_PATHS[this.#list === todayList ? 'today' : 'find'];
    return query ? `${path}?${query}` : path;
  }

  get #label(): string {
    return this.#list === todayList ? words.today.lists.due.title : words.find.heading;
  }

  get #query(): string {
    const query = new URLSearchParams(location.search);
    for (const name of OF_REVIEW) query.delete(name);
    return query.toString();
  }

  async #begin(): Promise<void> {
    const list = this.#list;
    if (pledges.trackers.length === 0) await pledges.loadTrackers();
    // Whoever comes from the list goes on in it as it was; by a link, as it is.
    if (list.got === null || list.query !== this.#query) await list.show(this.#query);
    this.problem = list.got === null ? list.problem : null;
    const at = new URLSearchParams(location.search).get('at');
    this.#order = new ReviewOrder(list, at);
    await this.#go(at ?? this.#order.keys[0] ?? null);
  }

  /** Shows one, with the focus on its heading; null is the end of the list. */
  async #go(key: string | null, step: 1 | -1 = 1): Promise<void> {
    if (key === null) return this.#end();
    this.#at = key;
    const name = nameOf(key);
    const answer = await this.#pledges.load(name);
    if (this.#at !== key || !this.isConnected) return;
    const row = this.#order?.row(key);
    if (!answer.ok) {
      if (answer.problem.slug !== 'not-found') {
        this.shown = null;
        this.problem = answer.problem;
        return;
      }
      say(reviewWords.gone(row?.title ?? name.slug));
      return this.#pass(key, step);
    }
    const record = answer.value;
    const title = contentOf(record).title ?? record.slug;
    const wasChecked = row && record.checkedAt !== row.checkedAt && !reviewChecks.done.has(key);
    if (wasChecked && step > 0 && record.checkedAt !== null) {
      // Not before what came of the check that led here, which would take its place in the one line there is.
      void reviewChecks.inFlight.then(() => say(reviewWords.checkedBefore(title)));
      return this.#pass(key, step);
    }
    this.problem = null;
    this.hasEnded = false;
    this.#opened = new Set();
    this.shown = { name, row, record, title };
    this.#note(key);
    await this.updateComplete;
    scrollTo(0, 0);
    this.focusHeading({ preventScroll: true });
    this.#loadAhead();
  }

  // On in the same way from one that there is nothing to do about.
  #pass(key: string, step: 1 | -1): Promise<void> {
    const next = this.#order?.from(key, step) ?? null;
    this.#order?.drop(key);
    return this.#go(next, step);
  }

  async #end(): Promise<void> {
    this.hasEnded = true;
    await this.updateComplete;
    this.focusHeading({ preventScroll: true });
  }

  #note(key: string): void {
    const query = new URLSearchParams(location.search);
    query.set('at', key);
    router.note(`${location.pathname}?${query}`);
    const href = location.pathname + location.search;
    if (this.#order) setOrder(this.#order.keys, this.#label, href, { count: this.#order.count });
  }

  #loadAhead(): void {
    const next = this.#order?.from(this.#at, 1);
    if (next) void this.#pledges.load(nameOf(next));
    void this.#order?.loadAhead(this.#at).then(() => this.requestUpdate());
  }

  #refreshNext(): void {
    const next = this.#order?.from(this.#at, 1);
    if (next && !document.hidden && !this.hasEnded) void this.#pledges.refresh(nameOf(next));
  }

  #step(step: 1 | -1): void {
    if (this.hasEnded && step < 0) void this.#go(this.#at, step);
    else if (!this.hasEnded) {
      const next = this.#order?.from(this.#at, step) ?? null;
      if (next !== null || step > 0) void this.#go(next, step);
    }
  }

  // On at once: what comes of it is told wherever one is by then.
  #check(): void {
    const { shown } = this;
    if (!shown || this.hasEnded) return;
    if (!shown.record.acts.includes('check')) {
      say(reviewWords.refused(shown.title));
      return;
    }
    this.#pledges.forget(shown.name);
    reviewChecks.check(shown);
    this.#step(1);
  }

  async #act(act: RowAct): Promise<void> {
    const { shown } = this;
    if (!shown || this.hasEnded) return;
    const many = await loadPart(() => import('./many.ts'));
    if (!many) return;
    const { version, state, status, ready } = shown.record;
    const row = { ...shown.name, version, state, status, ready, title: shown.title } as ListedPledge;
    if ((await many.askAndAct(act, [row])).size === 0) return;
    this.#pledges.forget(shown.name);
    if (this.shown !== shown) return;
    if (act === 'snooze') this.#step(1);
    else await this.#again();
  }

  /** Shows the same one as it is now. */
  async #again(): Promise<void> {
    const { shown } = this;
    if (!shown) return;
    reviewChecks.done.delete(this.#at);
    this.#pledges.forget(shown.name);
    await this.#go(this.#at, -1);
  }

  #openSource(at: number): void {
    const href = this.shown && sourcesOf(this.shown.record)[at]?.href;
    if (!href) return;
    window.open(href, '_blank', 'noopener');
    this.#wasOpened(at);
  }

  #openNextSource(): void {
    const sources = this.shown ? sourcesOf(this.shown.record) : [];
    this.#openSource(sources.findIndex(({ href }, at) => href && !this.#opened.has(at)));
  }

  #wasOpened = (at: number): void => {
    this.#opened.add(at);
    this.requestUpdate();
  };

  protected override body(): TemplateResult {
    const { shown, problem } = this;
    const back = html`<a href=${this.#listHref}>${reviewWords.back(this.#label)}</a>`;
    if (problem)
      return html`<p class="problem" role="alert">${sentence(problem)}</p>
        <p><button @click=${() => (this.#at ? this.#go(this.#at) : this.#begin())}>${words.shell.again}</button> ${back}</p>
        ${this.#pending()}`;
    if (this.hasEnded)
      return html`${reviewEnd({ checked: reviewChecks.done.size, isEmpty: !this.#order?.keys.length, skipped: [...reviewChecks.skipped.values()] })}
        ${this.#pending()}
        <p>${back}</p>`;
    if (!shown) return html`<p class="soft">${words.shell.loading}</p>`;
    const place = this.#order?.placeOf(this.#at) ?? 0;
    const count = this.#order?.count ?? 0;
    return html`<p class="where soft">
        <span>${reviewWords.place(place, count)}</span> · <span>${reviewWords.left(count - place)}</span> · ${back}
      </p>
      <desk-discussion .tracker=${shown.name.tracker} .slug=${shown.name.slug}></desk-discussion>
      ${this.#pending()}
      <div class="review">
        ${sourcesView(shown, this.#opened, this.#wasOpened)} ${verdictView(shown)}
      </div>
      ${reviewBar({
        name: shown.name,
        mayCheck: mayDo('check') && shown.record.acts.includes('check'),
        isFirst: place <= 1,
        step: (step) => this.#step(step),
        check: () => this.#check(),
        act: (act) => void this.#act(act),
      })}`;
  }

  #pending(): TemplateResult {
    const { size } = reviewChecks.waiting;
    return html`<p class=${size > 0 ? 'notice' : ''} role="status">${size > 0 ? reviewWords.pending(size) : nothing}</p>`;
  }
}

customElements.define('desk-review', DeskReviewElement);

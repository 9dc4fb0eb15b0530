// A private tracker before it is opened: what is missing, what would become public and with which dates, the page as it would
// be; and the two acts that are possible for as long as nobody has seen it.
import { html, nothing, type TemplateResult } from 'lit';
import type { Opening } from '../../../data/desk.ts';
import type { OpenVisibility, Tracker } from '../../../data/tracker.ts';
import { isPrivate } from '../../../data/visibility.ts';
import { desk, type Problem } from '../common/api.ts';
import { type FormState, textControl } from '../common/controls.ts';
import { DeskScreen } from '../common/desk-screen.ts';
import { withValue } from '../common/draft.ts';
import { faultsAt, focusFault } from '../common/faults.ts';
import { written } from '../common/in-language.ts';
import { keepAnswers, keptAnswers } from '../common/kept-words.ts';
import { problemView } from '../common/pledge-frame.ts';
import { pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { router } from '../common/router.ts';
import { session } from '../common/session.ts';
import { say } from '../common/status.ts';
import { startWords } from '../words/start-words.ts';
import { words } from '../words/words.ts';
import { writingWords } from '../words/writing-words.ts';
import { framed, howToOpen, missingRow, publicRows } from './open-view.ts';
import { askToDelete, askToRename } from './tracker-questions.ts';

const { open, fields } = startWords;
const TEXTS = ['methodology', 'imprint', 'funding', 'privacy'] as const;
type Text = (typeof TEXTS)[number];

type Opened = { version: number; tracker: Tracker };

export class DeskOpenElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    opened: { state: true },
    opening: { state: true },
    texts: { state: true },
    errors: { state: true },
    problem: { state: true },
    notice: { state: true },
    visibility: { state: true },
    isSure: { state: true },
    isBusy: { state: true },
    done: { state: true },
  };

  declare opened: Opened | null;
  declare opening: Opening | null;
  /** The texts that were missing when somebody came, and what has been typed of them since. */
  declare texts: Partial<Record<Text, string>>;
  declare errors: ReadonlyMap<string, string>;
  declare problem: Problem | null;
  declare notice: string;
  declare visibility: OpenVisibility;
  declare isSure: boolean;
  declare isBusy: boolean;
  declare done: Opening | null;
  readonly #editor = session.me?.name ?? '';
  #away = new AbortController();

  constructor() {
    super();
    this.opened = null;
    this.opening = null;
    this.texts = {};
    this.errors = new Map();
    this.problem = null;
    this.notice = '';
    this.visibility = 'public';
    this.isSure = false;
    this.isBusy = false;
    this.done = null;
  }

  get #id(): string {
    return this.params.tracker ?? '';
  }

  get #place() {
    return { tracker: this.#id, slug: '-' };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#away = new AbortController();
    void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#away.abort();
  }

  protected override heading(): string {
    if (!this.opened) return open.heading;
    const { tracker } = this.opened;
    return isPrivate(tracker) ? open.headingOf(tracker.name) : tracker.name;
  }

  protected override headingView(): TemplateResult | string {
    if (!this.opened) return this.heading();
    const { tracker } = this.opened;
    const name = written(tracker.name, tracker);
    return isPrivate(tracker) ? html`${open.headingOf('').trim()} ${name}` : name;
  }

  async #open(): Promise<void> {
    const { signal } = this.#away;
    const found = await desk.tracker(this.#id, signal);
    if (signal.aborted) return;
    this.problem = found.ok ? null : found.problem;
    if (!found.ok) return;
    this.opened = found.value;
    const { tracker, version } = found.value;
    if (tracker.visibility !== 'private') return;
    const dryRun = await desk.open(tracker.id, version, this.visibility, true, signal);
    if (signal.aborted) return;
    this.problem = dryRun.ok ? null : dryRun.problem;
    if (!dryRun.ok) return;
    this.opening = dryRun.value;
    const lacking = TEXTS.filter((name) =>
      dryRun.value.missing.some(({ pointer }) => pointer === `/${name}`),
    );
    const kept = keptAnswers(this.#editor, this.#place, 'open') as typeof this.texts | null;
    this.texts = Object.fromEntries(lacking.map((name) => [name, kept?.[name] ?? tracker[name]]));
  }

  #set = (pointer: string, value: unknown): void => {
    this.texts = withValue(this.texts, pointer, value);
    this.errors = new Map([...this.errors].filter(([at]) => at !== pointer));
    keepAnswers(this.#editor, this.#place, 'open', this.texts);
  };

  #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!this.opened || this.isBusy) return;
    this.isBusy = true;
    const { version, tracker } = this.opened;
    const answer = await desk.changeTracker(version, { ...tracker, ...this.texts });
    this.isBusy = false;
    this.notice = '';
    if (answer.ok) {
      keepAnswers(this.#editor, this.#place, 'open', null);
      await this.#open();
      say(writingWords.saving.saved);
      await this.updateComplete;
      return this.querySelector<HTMLElement>('#missing-heading')?.focus();
    }
    this.errors = faultsAt(this, answer.problem.errors ?? []);
    // Whoever else has changed it: their version, with these texts still here.
    if (answer.problem.slug === 'stale-version') await this.#open();
    if (this.errors.size === 0) this.notice = sentence(answer.problem);
    await this.updateComplete;
    focusFault(this, this.errors);
  };

  #choose = (visibility: OpenVisibility): void => {
    this.visibility = visibility;
  };

  #tick = (isSure: boolean): void => {
    this.isSure = isSure;
    this.errors = new Map();
  };

  #openIt = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!this.opened || this.isBusy) return;
    if (!this.isSure) {
      this.errors = new Map([['/sure', open.mustConfirm]]);
      await this.updateComplete;
      return focusFault(this, this.errors);
    }
    this.isBusy = true;
    const { tracker, version } = this.opened;
    const answer = await desk.open(tracker.id, version, this.visibility, false);
    this.isBusy = false;
    this.notice = '';
    if (answer.ok) {
      this.opened = answer.value;
      this.done = answer.value;
      await pledges.loadTrackers();
      say(open.opened(tracker.name));
    } else {
      if (['stale-version', 'invalid-fields', 'opened-tracker'].includes(answer.problem.slug))
        await this.#open();
      this.notice = answer.problem.slug === 'offline' ? open.lost : sentence(answer.problem);
    }
    await this.updateComplete;
    this.querySelector<HTMLElement>(answer.ok ? 'h1' : '.notice.said-here')?.focus();
  };

  async #renamed(): Promise<void> {
    const to = this.opened && (await askToRename(this.opened));
    if (!to) return;
    await pledges.loadTrackers();
    await router.go(`/desk/${to}/open`);
    say(open.renamed);
  }

  async #deleted(): Promise<void> {
    if (!this.opened || !this.opening) return;
    const { tracker } = this.opened;
    if (!(await askToDelete(this.opened, this.opening.ready + this.opening.drafts))) return;
    await pledges.loadTrackers();
    await router.go('/desk');
    say(open.deleted(tracker.name));
  }

  protected override body(): TemplateResult {
    const { opened, opening } = this;
    if (this.problem) return problemView(this.problem, () => void this.#open());
    if (!opened) return html`<p class="waiting">${words.shell.loading}</p>`;
    if (opened.tracker.visibility !== 'private') return this.#isOpen(opened.tracker);
    if (!opening) return html`<p class="waiting">${words.shell.loading}</p>`;
    return html`<div class="opening">
      <p>${open.lead}</p>
      ${this.#missing(opened.tracker, opening)}${this.#becomes(opened.tracker, opening)}
      <section aria-labelledby="page-heading">
        <h2 id="page-heading">${open.pagePreview}</h2>
        <iframe title=${open.pagePreview} src=${desk.previewedTracker(opened.tracker.id)} data-look="light"
          @load=${framed}></iframe>
      </section>
      ${howToOpen({
        visibility: this.visibility,
        isSure: this.isSure,
        isBlocked: opening.missing.some(({ blocks }) => blocks),
        isBusy: this.isBusy,
        unsure: this.errors.get('/sure'),
        notice: this.notice,
        choose: this.#choose,
        tick: this.#tick,
        openIt: this.#openIt,
        lookAgain: () => void this.#open(),
      })}
      <section aria-labelledby="else-heading">
        <h2 id="else-heading">${open.other}</h2>
        <p class="buttons">
          ${session.may('POST /trackers/:tracker/rename') ? html`<button @click=${() => this.#renamed()}>${open.rename}</button>` : nothing}
          ${session.may('DELETE /trackers/:tracker') ? html`<button @click=${() => this.#deleted()}>${open.delete}</button>` : nothing}
        </p>
      </section>
    </div>`;
  }

  #missing(tracker: Tracker, { missing }: Opening): TemplateResult {
    const form: FormState<object> = {
      draft: this.texts,
      errors: this.errors,
      isReadOnly: false,
      language: tracker.language,
      name: 'open',
      set: this.#set,
    };
    const lacking = TEXTS.filter((name) => name in this.texts);
    const others = missing.filter(({ pointer }) => !lacking.some((name) => pointer === `/${name}`));
    return html`<section aria-labelledby="missing-heading">
      <h2 id="missing-heading" tabindex="-1">${open.missing}</h2>
      ${missing.length === 0 ? html`<p>${open.ready}</p>` : nothing}
      ${
        lacking.length > 0
          ? html`<form novalidate @submit=${this.#save}>
              ${lacking.map((name) => {
                const fault = missing.find(({ pointer }) => pointer === `/${name}`);
                return textControl(form, `/${name}`, {
                  label: fields[name],
                  lines: 3,
                  empty: '',
                  hint: fault?.code === 'empty' ? open.empty : fields.blanks,
                });
              })}
              <p class="buttons"><button class="primary" aria-disabled=${this.isBusy ? 'true' : nothing}>${open.saveTexts}</button></p>
            </form>`
          : nothing
      }
      ${others.length > 0 ? html`<ul class="checklist">${others.map((each) => missingRow(tracker, each))}</ul>` : nothing}
    </section>`;
  }

  #becomes(tracker: Tracker, opening: Opening): TemplateResult {
    const { ready, drafts } = opening;
    return html`<section aria-labelledby="public-heading">
      <h2 id="public-heading">${open.what}</h2>
      <p>${ready === 0 ? open.none : open.pledges(ready)} ${open.drafts(drafts)}</p>
      ${publicRows(tracker, opening, opening.openedAt)}
      <p class="buttons">
        <a class="button" href="/desk/new?tracker=${tracker.id}">${open.where.pledges}</a>
        <a class="button" href="/desk/${tracker.id}/import">${open.where.import}</a>
      </p>
    </section>`;
  }

  #isOpen(tracker: Tracker): TemplateResult {
    const newTab = html`<span class="said">${words.pledge.newWindow}</span>`;
    const [first] = this.done?.pledges ?? [];
    const builder = first ? `/embed?pledge=${tracker.id}/${first.slug}` : `/embed?tracker=${tracker.id}`;
    return html`<p>${this.done ? open.opened(tracker.name) : open.isOpen}</p>
      <p class="buttons">
        <a class="button primary" href="/${tracker.id}" target="_blank" rel="noopener">${open.page}${newTab}</a>
        <a class="button" href=${builder} target="_blank" rel="noopener">${open.embed}${newTab}</a>
        <a class="button" href="/desk/new?tracker=${tracker.id}">${open.where.pledges}</a>
      </p>
      ${this.done ? publicRows(tracker, this.done) : nothing}`;
  }
}

customElements.define('desk-open', DeskOpenElement);

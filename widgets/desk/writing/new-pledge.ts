import { html, nothing, type TemplateResult } from 'lit';
import { PLEDGE_LIMITS } from '../../../data/limits.ts';
import type { PledgeDraft } from '../../../data/pledge.ts';
import { slugOf } from '../../../data/slug.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { desk, type PledgeName, type Problem } from '../common/api.ts';
import { DeskScreen } from '../common/desk-screen.ts';
import { addressOf } from '../common/pledge-address.ts';
import { problemView } from '../common/pledge-frame.ts';
import { sentence } from '../common/problem.ts';
import { router } from '../common/router.ts';
import { session } from '../common/session.ts';
import { words } from '../words/words.ts';

/** Beginning a pledge: its tracker, its title and its address. All else is written in the form. */
export class DeskNewElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    trackers: { state: true },
    problem: { state: true },
    refused: { state: true },
    slug: { state: true },
    isBusy: { state: true },
  };

  declare trackers: readonly Tracker[] | null;
  declare problem: Problem | null;
  declare refused: Problem | null;
  declare slug: string;
  declare isBusy: boolean;
  #isOwnSlug = false;
  #isUnanswered = false;

  constructor() {
    super();
    this.trackers = null;
    this.problem = null;
    this.refused = null;
    this.slug = '';
    this.isBusy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#open();
  }

  protected override heading(): string {
    return words.newPledge.heading;
  }

  async #open(): Promise<void> {
    const answer = await desk.trackers();
    if (answer.ok) this.trackers = answer.value.trackers.map(({ tracker }) => tracker);
    else this.problem = answer.problem;
  }

  #titled = ({ target }: Event): void => {
    if (!this.#isOwnSlug) this.slug = slugOf((target as HTMLInputElement).value, this.#language);
  };

  // The tracker that is chosen says how its language writes letters that are not Latin.
  get #language(): string | undefined {
    const chosen = this.querySelector<HTMLSelectElement>('[name=tracker]')?.value;
    return this.trackers?.find(({ id }) => id === chosen)?.language;
  }

  #named = ({ target }: Event): void => {
    this.#isOwnSlug = true;
    this.slug = (target as HTMLInputElement).value;
  };

  #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.isBusy) return;
    const given = new FormData(event.target as HTMLFormElement);
    const tracker = this.trackers?.find(({ id }) => id === given.get('tracker'));
    if (!tracker) return;
    this.refused = null;
    const title = String(given.get('title')).trim();
    if (title) {
      this.isBusy = true;
      const answer = await desk.create(tracker.id, { slug: this.slug, ...begun(tracker), title });
      this.isBusy = false;
      if (answer.ok) return router.go(addressOf({ tracker: tracker.id, slug: answer.value.slug }));
      const name = { tracker: tracker.id, slug: this.slug };
      if (await this.#wasBegun(answer.problem, name, title)) return router.go(addressOf(name));
      this.#isUnanswered ||= answer.problem.slug === 'offline';
      this.refused = answer.problem;
    } else this.refused = { slug: 'not-saved', title: '', status: 0, errors: [NO_TITLE] };
    await this.updateComplete;
    this.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };

  // A request whose answer was lost may have begun it: then the name is taken by this very pledge.
  async #wasBegun(problem: Problem, name: PledgeName, title: string): Promise<boolean> {
    if (!this.#isUnanswered || problem.slug !== 'name-taken') return false;
    const found = await desk.pledge(name);
    if (!found.ok) return false;
    const { version, owner, draft } = found.value;
    return version === 1 && owner === session.me?.name && draft?.title === title;
  }

  protected override body(): TemplateResult {
    const { trackers, slug, refused } = this;
    const { newPledge } = words;
    if (this.problem) return problemView(this.problem);
    if (!trackers) return html`<p class="waiting">${words.shell.loading}</p>`;
    if (trackers.length === 0)
      return session.may('POST /trackers')
        ? html`<p>${words.today.empty} <a href="/desk/start">${words.start}</a></p>`
        : html`<p class="soft">${words.today.noTrackers}</p>`;
    const chosen = new URLSearchParams(location.search).get('tracker');
    const fault = (pointer: string) => refused?.errors?.find((error) => error.pointer === pointer)?.detail;
    const isTaken = refused !== null && !refused.errors?.length;
    const slugFault = isTaken ? sentence(refused) : fault('/slug');
    return html`<form class="new" novalidate @submit=${this.#submit}>
      <div class="control">
        <label for="new-tracker">${newPledge.tracker}</label>
        <select id="new-tracker" name="tracker">
          ${trackers.map(({ id, name, language }) => html`<option value=${id} ?selected=${id === chosen} lang=${language}>${name}</option>`)}
        </select>
      </div>
      <div class="control">
        <label for="new-title">${newPledge.title}</label>
        <input id="new-title" name="title" maxlength=${PLEDGE_LIMITS.title} autocomplete="off" @input=${this.#titled}
          aria-invalid=${fault('/title') ? 'true' : nothing} aria-describedby="new-title-hint new-title-problem" />
        <p id="new-title-hint" class="hint">${newPledge.titleHint}</p>
        <p id="new-title-problem" class="problem">${fault('/title') ?? nothing}</p>
      </div>
      <div class="control">
        <label for="new-slug">${newPledge.slug}</label>
        <input id="new-slug" name="slug" autocomplete="off" spellcheck="false" .value=${slug} @input=${this.#named}
          aria-invalid=${slugFault ? 'true' : nothing} aria-describedby="new-slug-hint new-slug-problem" />
        <p id="new-slug-hint" class="hint">${newPledge.slugHint}</p>
        <p id="new-slug-problem" class="problem" role="alert">${slugFault ?? nothing}</p>
      </div>
      <p class="buttons"><button class="primary">${newPledge.create}</button></p>
    </form>`;
  }
}

const NO_TITLE = { pointer: '/title', detail: words.newPledge.titleMissing };

// What can be known of any new pledge: where there is one document only, it stands in that.
function begun({ documents, scheme }: Tracker): PledgeDraft {
  const unrated = scheme.verdicts.find(({ outcome }) => outcome === 'unrated');
  const [only, another] = documents;
  return {
    kind: 'action',
    promise: only && !another ? { document: only.id } : {},
    verdict: { ...(unrated ? { id: unrated.id } : {}), effectiveOn: null, body: '' },
    evidence: [],
    related: [],
    responses: [],
  };
}

customElements.define('desk-new', DeskNewElement);

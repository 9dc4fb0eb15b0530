// Why a pledge cannot be shown. One that is in the trash says so, and offers the way back: its address was kept by somebody.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { TrashedPledge } from '../../../data/desk.ts';
import { desk, type PledgeName, type Problem } from '../common/api.ts';
import { dayOf } from '../common/dates.ts';
import { written } from '../common/in-language.ts';
import { offer } from '../common/offers.ts';
import { problemView } from '../common/pledge-frame.ts';
import { pledges } from '../common/pledges.ts';
import { session } from '../common/session.ts';
import { recover } from '../lists/recovering.ts';
import { trashWords } from '../words/acts-words.ts';

/** What a screen of a pledge shows in its place. */
export class DeskPledgeProblemElement extends LitElement {
  static override properties = {
    name: { attribute: false },
    problem: { attribute: false },
    again: { attribute: false },
    trashed: { state: true },
    isLooking: { state: true },
  };

  declare name: PledgeName;
  declare problem: Problem;
  /** Asks once more. */
  declare again: () => void;
  declare trashed: TrashedPledge | null;
  declare isLooking: boolean;

  constructor() {
    super();
    this.again = () => location.reload();
    this.trashed = null;
    this.isLooking = true;
    offer(this, () => {
      const { trashed } = this;
      if (!trashed || !session.mayAct('recover')) return [];
      return [{ does: trashWords.recoverOf(nameOf(trashed)), run: () => this.#recover(trashed) }];
    });
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override firstUpdated(): void {
    void this.#look();
  }

  async #look(): Promise<void> {
    const { tracker, slug } = this.name;
    const mayLook = this.problem.status === 404 && session.may('GET /trackers/:tracker/trash');
    const answer = mayLook ? await desk.trash(tracker) : null;
    // The same address may have been begun and thrown away more than once: the newest of them.
    if (answer?.ok) {
      const found = answer.value.trash.filter((item) => item.slug === slug);
      this.trashed = found.sort((one, other) => (one.trashedAt < other.trashedAt ? 1 : -1))[0] ?? null;
    }
    this.isLooking = false;
    if (this.trashed && !pledges.tracker(tracker)) await pledges.loadTrackers();
    this.requestUpdate();
    await this.updateComplete;
    if (document.activeElement === document.body || document.activeElement?.localName === 'h1')
      this.querySelector<HTMLElement>('button.primary')?.focus();
  }

  async #recover(trashed: TrashedPledge): Promise<void> {
    await recover(trashed);
    if (this.isConnected) this.again();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { trashed } = this;
    if (this.isLooking) return nothing;
    if (!trashed) return problemView(this.problem, this.again);
    const tracker = pledges.tracker(trashed.tracker);
    return html`<h2>${trashWords.isThere}</h2>
      <p>${written(nameOf(trashed), tracker)}</p>
      <p class="soft">
        ${trashWords.by(trashed.trashedBy)} ${dayOf(trashed.trashedAt, tracker)}, ${trashWords.until}
        ${dayOf(trashed.until, tracker)}. ${trashWords.hint}
      </p>
      <p class="buttons">
        ${
          session.mayAct('recover')
            ? html`<button class="primary" aria-label=${trashWords.recoverOf(nameOf(trashed))}
                @click=${() => this.#recover(trashed)}>${trashWords.recover}</button>`
            : nothing
        }
        <a class="button" href="/desk/trash">${trashWords.toTrash}</a>
      </p>`;
  }
}

function nameOf({ title, slug }: TrashedPledge): string {
  return title ?? slug;
}

customElements.define('desk-pledge-problem', DeskPledgeProblemElement);

declare global {
  interface HTMLElementTagNameMap {
    'desk-pledge-problem': DeskPledgeProblemElement;
  }
}

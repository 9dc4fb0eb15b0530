// The trash of all trackers: what was begun by mistake, and the way back for thirty days.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TrashedPledge } from '../../../data/desk.ts';
import { desk, type Problem } from '../common/api.ts';
import { dayOf } from '../common/dates.ts';
import { DeskScreen } from '../common/desk-screen.ts';
import { pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { session } from '../common/session.ts';
import { undoing } from '../common/undoing.ts';
import { trashWords } from '../words/acts-words.ts';
import { words } from '../words/words.ts';
import { trackerOf } from './pledge-row.ts';
import { recover } from './recovering.ts';

/** What is in the trash, the newest first. */
export class DeskTrashElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    trash: { state: true },
    problem: { state: true },
  };

  declare trash: readonly TrashedPledge[] | null;
  declare problem: Problem | null;

  constructor() {
    super();
    this.trash = null;
    this.problem = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    undoing.addEventListener('undone', this.#load);
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    undoing.removeEventListener('undone', this.#load);
  }

  protected override heading(): string {
    return words.trash;
  }

  #load = async (): Promise<void> => {
    await pledges.loadTrackers();
    const answers = await Promise.all(pledges.trackers.map(({ id }) => desk.trash(id)));
    const failed = answers.find((answer) => !answer.ok);
    this.problem = pledges.problem ?? (failed && !failed.ok ? failed.problem : null);
    if (this.problem) return;
    const all = answers.flatMap((answer) => (answer.ok ? answer.value.trash : []));
    this.trash = all.sort((one, other) => (one.trashedAt < other.trashedAt ? 1 : -1));
  };

  protected override body(): TemplateResult {
    const { trash, problem } = this;
    if (problem)
      return html`<p class="problem" role="alert">${sentence(problem)}</p>
        <button @click=${this.#load}>${words.shell.again}</button>`;
    if (!trash) return html`<p class="soft">${words.shell.loading}</p>`;
    return html`<p class="soft">${trash.length === 0 ? trashWords.none : trashWords.lead}</p>
      ${
        trash.length === 0
          ? nothing
          : html`<ul class="rows trash">
              ${repeat(
                trash,
                ({ id }) => id,
                (item) => this.#row(item),
              )}
            </ul>`
      }`;
  }

  #row(item: TrashedPledge): TemplateResult {
    const { slug, title, trashedAt, trashedBy, until } = item;
    const tracker = pledges.tracker(item.tracker);
    const name = title ?? slug;
    return html`<li>
      <span class="title">${name}</span>
      <span class="about">
        <span>${trashWords.by(trashedBy)} ${dayOf(trashedAt, tracker)}</span>
        <span>${trashWords.until} ${dayOf(until, tracker)}</span>
        ${trackerOf(item)}
      </span>
      ${
        session.mayAct('recover')
          ? html`<button class="act" aria-label=${trashWords.recoverOf(name)} @click=${() => recover(item)}>
              ${trashWords.recover}
            </button>`
          : nothing
      }
    </li>`;
  }
}

customElements.define('desk-trash', DeskTrashElement);

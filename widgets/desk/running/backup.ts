// A backup as a download: how old the last one is, and by which key the next one is verified.
import { html, nothing, type TemplateResult } from 'lit';
import type { InstallationStatus } from '../../../data/running.ts';
import type { Problem } from '../common/api.ts';
import { momentOf } from '../common/dates.ts';
import { DeskScreen } from '../common/desk-screen.ts';
import { problemView } from '../common/pledge-frame.ts';
import { sentence } from '../common/problem.ts';
import { say } from '../common/status.ts';
import { runningWords } from '../words/running-words.ts';
import { words } from '../words/words.ts';
import { runningApi } from './running-api.ts';

const { backup: said, status } = runningWords;

const DAY_MILLISECONDS = 86_400_000;
/** Older than that, it is time for another. */
const OLD_DAYS = 30;
/** How often it is asked whether all of it was sent. */
const LOOK_MILLISECONDS = 2000;

type Backup = NonNullable<InstallationStatus['backup']>;

/** The screen at `/desk/backup`. */
export class DeskBackupElement extends DeskScreen {
  static override properties = {
    ...DeskScreen.properties,
    backup: { state: true },
    begun: { state: true },
    problem: { state: true },
  };

  declare backup: Backup | null;
  /** Whether a download was begun here, and whether it was sent to its end since. */
  declare begun: 'not' | 'begun' | 'sent';
  declare problem: Problem | null;
  #timer = 0;
  #away = new AbortController();

  constructor() {
    super();
    this.backup = null;
    this.begun = 'not';
    this.problem = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#away = new AbortController();
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

  #look = async (): Promise<boolean> => {
    const { signal } = this.#away;
    const answer = await runningApi.status(signal);
    if (signal.aborted) return false;
    this.problem = answer.ok ? null : answer.problem;
    const before = this.backup?.last?.at;
    if (answer.ok) this.backup = answer.value.backup;
    if (this.begun === 'begun' && this.backup?.last && this.backup.last.at !== before) {
      this.begun = 'sent';
      say(said.sent);
    }
    if (this.begun === 'begun') this.#timer = setTimeout(this.#look, LOOK_MILLISECONDS);
    return answer.ok;
  };

  // The session is looked at first: a download that is refused is a file that nobody understands.
  #take = async (event: Event): Promise<void> => {
    event.preventDefault();
    clearTimeout(this.#timer);
    if (!(await this.#look())) return;
    const link = document.createElement('a');
    link.href = runningApi.backup;
    link.download = '';
    link.click();
    this.begun = 'begun';
    say(said.begun);
    this.#timer = setTimeout(this.#look, LOOK_MILLISECONDS);
  };

  #copy = async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      say(said.copied);
    } catch {
      say(said.notCopied);
    }
  };

  protected override body(): TemplateResult {
    const { problem, backup } = this;
    if (!backup)
      return problem
        ? problemView(problem, () => void this.#look())
        : html`<p class="waiting">${words.shell.loading}</p>`;
    return html`${problem ? html`<p class="problem" role="alert">${sentence(problem)}</p>` : nothing}
      <p class="lead">${said.lead}</p>
      <section aria-labelledby="last-heading">
        <h2 id="last-heading">${said.last}</h2>
        ${lastView(backup)}
        <p><a class="button primary" href=${runningApi.backup} download @click=${this.#take}>${said.take}</a></p>
        <p class="soft">${this.begun === 'not' ? said.size : this.begun === 'begun' ? said.begun : said.sent}</p>
      </section>
      <section aria-labelledby="verify-heading">
        <h2 id="verify-heading">${said.verify}</h2>
        <p>${said.verifyLead}</p>
        ${this.#copied('command', said.command, `npm run verify -- FILE --key ${backup.key}`, said.copyCommand)}
        ${this.#copied('key', said.key, backup.key, said.copyKey)}
        <p class="soft">${said.keyHint}</p>
        <p class="soft">${said.restore}</p>
      </section>`;
  }

  #copied(name: string, label: string, text: string, does: string): TemplateResult {
    return html`<div class="copied">
      <label for=${name}>${label}</label>
      <input id=${name} readonly .value=${text} @focus=${({ target }: Event) => (target as HTMLInputElement).select()} />
      <button aria-label=${does} @click=${() => this.#copy(text)}>${said.copy}</button>
    </div>`;
  }
}

function lastView({ last }: Backup): TemplateResult {
  if (!last) return html`<p class="reminder">${said.never}</p>`;
  const days = Math.floor((Date.now() - Date.parse(last.at)) / DAY_MILLISECONDS);
  return html`<p>${momentOf(last.at, undefined)}, ${status.by(last.by)}.</p>
    ${days > OLD_DAYS ? html`<p class="reminder">${said.old(days)}</p>` : nothing}`;
}

customElements.define('desk-backup', DeskBackupElement);

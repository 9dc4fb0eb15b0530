import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Me } from '../../../data/people.ts';
import { loadPart } from '../common/late-part.ts';
import { sentence } from '../common/problem.ts';
import { router } from '../common/router.ts';
import { session } from '../common/session.ts';
import { say } from '../common/status.ts';
import { words } from '../words/words.ts';

/** Who is signed in, and the ways out. */
export class DeskAccountElement extends LitElement {
  static override properties = { me: { attribute: false } };

  declare me: Me | null;

  constructor() {
    super();
    this.me = null;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { me } = this;
    if (!me) return nothing;
    return html`<button class="quiet" popovertarget="account" aria-description=${words.shell.account}>
        ${me.name} <span class="soft">${words.roles[me.role]}</span>
      </button>
      <div id="account" class="menu" popover>
        <button class="quiet" @click=${this.#showShortcuts}>${words.shell.shortcuts} <kbd>?</kbd></button>
        ${
          me.via === 'access'
            ? html`<a href="/cdn-cgi/access/logout">${words.shell.leavesAccess}</a>`
            : html`<button class="quiet" @click=${() => signOut(false)}>${words.shell.signOut}</button>`
        }
        <button class="quiet" @click=${() => signOut(true)}>${words.shell.signOutEverywhere}</button>
      </div>`;
  }

  #showShortcuts = (): void => {
    this.querySelector<HTMLElement>('#account')?.hidePopover();
    this.dispatchEvent(new Event('shortcuts'));
  };
}

/** Ends the session, after what is unsaved on the screen was saved or may stay behind. */
export async function signOut(everywhere: boolean): Promise<void> {
  if (!(await router.mayLeave())) return;
  if (session.me?.hasKey === false) {
    // Not at the top: few need it, and every start would load it.
    const parts = await loadPart(() =>
      Promise.all([import('../common/dialogs.ts'), import('../words/people-words.ts')]),
    );
    if (!parts) return;
    const [{ asked }, { peopleWords }] = parts;
    if (!(await asked(peopleWords.signOutForGood))) return;
  }
  const problem = await session.signOut(everywhere);
  if (problem) say(sentence(problem));
}

customElements.define('desk-account', DeskAccountElement);

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Problem } from '../common/api.ts';
import { sentence } from '../common/problem.ts';
import { session } from '../common/session.ts';
import { words } from '../words/words.ts';

/** The form for a token: a screen of its own, or, when a session ended at work, in a dialog over what is there. */
export class DeskSignInElement extends LitElement {
  static override properties = { isBusy: { state: true }, problem: { state: true } };

  declare isBusy: boolean;
  declare problem: Problem | null;

  constructor() {
    super();
    this.isBusy = false;
    this.problem = null;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  // Whoever meets this form has a token at hand. In a dialog, too, the focus goes here and not to the button that puts
  // it off: the dialog opens before there is a field.
  protected override firstUpdated(): void {
    this.querySelector('input')?.focus();
  }

  protected override render(): TemplateResult {
    const { problem } = this;
    return html`<form class="sign-in" novalidate @submit=${this.#submit}>
      <label for="token">${words.signIn.token}</label>
      <input id="token" name="token" type="password" autocomplete="current-password" spellcheck="false"
        autocapitalize="off" aria-invalid=${problem ? 'true' : nothing}
        aria-describedby=${problem ? 'token-problem' : nothing} />
      <p id="token-problem" class="problem" role="alert">${problem ? message(problem) : nothing}</p>
      <button class="primary" aria-disabled=${this.isBusy ? 'true' : nothing}>
        ${this.isBusy ? words.signIn.submitting : words.signIn.submit}
      </button>
    </form>`;
  }

  #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.isBusy) return;
    const field = this.querySelector('input');
    if (!field) return;
    const token = field.value.trim();
    this.problem = token === '' ? { slug: 'no-token', title: '', status: 0 } : null;
    if (this.problem) return field.focus();
    this.isBusy = true;
    this.problem = await session.signIn(token);
    this.isBusy = false;
    if (this.problem) {
      field.focus();
      field.select();
    }
  };
}

function message(problem: Problem): string {
  return problem.slug === 'unauthenticated' ? words.signIn.wrong : sentence(problem);
}

customElements.define('desk-sign-in', DeskSignInElement);

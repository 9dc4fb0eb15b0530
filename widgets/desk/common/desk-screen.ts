import { html, LitElement, type TemplateResult } from 'lit';
import { words } from '../words/words.ts';
import { isTextField } from './shortcuts.ts';

/**
 * A screen of the app: one heading, which gets the focus when somebody arrives and is the tab's title, and below it
 * what the screen shows. It lives in the page itself, not in a shadow root, so that one stylesheet and one set of ids
 * hold for all.
 */
export abstract class DeskScreen extends LitElement {
  static override properties = { params: { attribute: false } };

  /** What the address names: `{ tracker, slug }` of `/desk/pledges/:tracker/:slug`. */
  declare params: Record<string, string>;

  constructor() {
    super();
    this.params = {};
  }

  protected override createRenderRoot(): this {
    return this;
  }

  /** The screen's name; it may change when the data have come. */
  protected abstract heading(): string;

  /** The name as it is shown: a pledge's title in it says in which language it is. */
  protected headingView(): TemplateResult | string {
    return this.heading();
  }

  /** What stands below the heading. */
  protected abstract body(): TemplateResult;

  /** Takes the focus when somebody has come here from another screen. */
  arrive(): void {
    this.querySelector('h1')?.focus({ preventScroll: true });
  }

  /** Moves the focus to the heading when something was done, unless somebody types by then: what they type next would be shortcuts. */
  protected focusHeading(options?: FocusOptions): void {
    const { activeElement } = document;
    // The field of a dialog that has just been closed still has the focus, and is not seen.
    const isTyping = isTextField(activeElement) && activeElement?.getClientRects()[0];
    if (!isTyping) this.querySelector('h1')?.focus(options);
  }

  protected override render(): TemplateResult {
    return html`<h1 tabindex="-1">${this.headingView()}</h1>${this.body()}`;
  }

  protected override updated(): void {
    document.title = words.shell.title(this.heading());
  }
}
